"""Questions, terms and banks of them; a bank's file form is YAML."""

from mockint.bank.fault import Fault
from mockint.bank.question import (
    FOLLOW_UPS,
    Anchors,
    Bank,
    Examples,
    FollowUp,
    Glossary,
    Identifier,
    Name,
    Question,
    Task,
    Term,
    Text,
    ToAsk,
)
from mockint.bank.rules import unspeakable
from mockint.bank.shelf import bank_names, lint, load_bank, shared_terms, to_yaml

__all__ = [
    "FOLLOW_UPS",
    "Anchors",
    "Bank",
    "Examples",
    "Fault",
    "FollowUp",
    "Glossary",
    "Identifier",
    "Name",
    "Question",
    "Task",
    "Term",
    "Text",
    "ToAsk",
    "bank_names",
    "lint",
    "load_bank",
    "shared_terms",
    "to_yaml",
    "unspeakable",
]
