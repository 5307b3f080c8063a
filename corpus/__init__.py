"""Answers with their labels: what trains the rubric, and what measures it."""
