"""Questions, terms and banks of them; a bank's file form is YAML."""

from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from mockint.findings import Form, Part

Identifier = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")]
Text = Annotated[str, Meta(min_length=1, max_length=2_000)]
Name = Annotated[str, Meta(min_length=1, max_length=80)]


class Term(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A term of the trade: how it is written (``term``, ``variants``) and said (``spoken``)."""

    term: Name
    variants: tuple[Name, ...] = ()
    spoken: tuple[Name, ...] = ()
    means: str = ""


class Examples(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Answers of our own: ``strong`` reaches level 4 or 5, ``weak`` 1 or 2."""

    strong: Text
    weak: Text


class Anchors(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What answers of level 1, 3 and 5 sound like."""

    one: Text = msgspec.field(name="1")
    three: Text = msgspec.field(name="3")
    five: Text = msgspec.field(name="5")


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One question; ``ask`` is what the interviewer says aloud."""

    id: Identifier
    topic: str
    stage: Identifier
    form: Form
    ask: Text
    listens_for: Text
    terms: tuple[Name, ...]
    follow_ups: dict[Part | str, Text]
    anchors: Anchors
    outline: tuple[Text, ...]
    hint: Text
    examples: Examples


class Bank(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A bank: ``name`` is its file's name without the ending."""

    title: Name
    greeting: Text
    closing: Text
    thanks: Text
    terms: tuple[Term, ...]
    questions: tuple[Question, ...]
    name: str = ""

    @property
    def stages(self) -> tuple[str, ...]:
        """The stages in the order of their first question."""
        return tuple(dict.fromkeys(question.stage for question in self.questions))


def load_bank(name_or_path: str | Path) -> Bank:
    """The bank of that name (shipped with mockint) or in that file.

    Raises:
        BankError: there is none, or its file has a fault; the message names
            file, line and field.
    """
    raise NotImplementedError
