"""What is to be masked in a copy that others may see, and what stands there instead."""

from typing import Literal, NamedTuple

import msgspec

Kind = Literal[
    "person", "company", "email", "web", "phone", "account", "card", "ssn", "amount", "also"
]
LABELS: dict[Kind, str] = {
    "person": "person",
    "company": "company",
    "email": "email",
    "web": "web address",
    "phone": "phone number",
    "account": "account number",
    "card": "card number",
    "ssn": "social security number",
    "amount": "amount",
    "also": "masked",
}
"""What each kind is called where it stood, in brackets; people and companies are numbered."""


class Rules(msgspec.Struct, frozen=True):
    """``amounts_above``: money above it is masked, whatever the currency.

    ``also``: words to be masked besides, ``keep``: words never to be masked; both whole words,
    in whatever letters.
    """

    amounts_above: float = 1000.0
    also: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()


class Found(NamedTuple):
    """``text[start:end]`` should not be seen; ``key`` is what it says, to know it again."""

    start: int
    end: int
    kind: Kind
    key: tuple[str, ...]


class Span(msgspec.Struct, frozen=True):
    """``text[start:end]``, in code points, is replaced by ``label``."""

    start: int
    end: int
    kind: Kind
    label: str
