"""Questions, terms and banks of them; a bank's file form is YAML."""

from mockint.bank.fault import Fault
from mockint.bank.question import (
    FOLLOW_UPS,
    Anchors,
    Bank,
    Examples,
    FollowUp,
    Identifier,
    Name,
    Question,
    Term,
    Text,
)
from mockint.bank.rules import unspeakable
from mockint.bank.shelf import bank_names, lint, load_bank, to_yaml

__all__ = [
    "FOLLOW_UPS",
    "Anchors",
    "Bank",
    "Examples",
    "Fault",
    "FollowUp",
    "Identifier",
    "Name",
    "Question",
    "Term",
    "Text",
    "bank_names",
    "lint",
    "load_bank",
    "to_yaml",
    "unspeakable",
]
