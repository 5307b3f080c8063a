"""What deserves no mark, and the sentence that says why."""
