"""What a bank is made of."""

from typing import Annotated, Literal, get_args

import msgspec
from msgspec import Meta

from mockint.findings import Form

FollowUp = Literal["situation", "task", "action", "result", "vague"]
"""What a follow-up question answers to: a part that was not heard, or vagueness."""

FOLLOW_UPS: tuple[FollowUp, ...] = get_args(FollowUp)

QUESTIONS = 500
"""Questions a bank may hold."""

NAME = 80
"""Characters a name may have."""

Identifier = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")]
Text = Annotated[str, Meta(min_length=1, max_length=2_000)]
Name = Annotated[str, Meta(min_length=1, max_length=NAME)]
FollowUps = Annotated[
    dict[FollowUp, Text], Meta(extra_json_schema={"propertyNames": {"enum": list(FOLLOW_UPS)}})
]


class Term(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A term of the trade: how it is written (``term``, ``variants``) and said (``spoken``).

    ``near`` names terms it is confused with; ``source`` is where a figure or a rule in ``means``
    comes from.
    """

    term: Name
    variants: tuple[Name, ...] = ()
    spoken: tuple[Name, ...] = ()
    means: Annotated[str, Meta(max_length=2_000)] = ""
    near: tuple[Name, ...] = ()
    source: Annotated[str, Meta(max_length=200)] = ""

    @property
    def forms(self) -> tuple[str, ...]:
        """Every way it is written or said."""
        return (self.term, *self.variants, *self.spoken)


Terms = Annotated[tuple[Term, ...], Meta(max_length=2_000)]


class Glossary(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Terms that every bank may name without explaining them again."""

    terms: Terms


class Examples(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Answers of our own: ``strong`` reaches level 4 or 5, ``weak`` 1 or 2."""

    strong: Text
    weak: Text


class Anchors(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What answers of level 1, 3 and 5 sound like."""

    one: Text = msgspec.field(name="1")
    three: Text = msgspec.field(name="3")
    five: Text = msgspec.field(name="5")


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One question; ``ask`` is what the interviewer says aloud, ``facts`` what an expert knows."""

    id: Identifier
    topic: Name
    stage: Identifier
    form: Form
    ask: Text
    listens_for: Text
    terms: tuple[Name, ...]
    follow_ups: FollowUps
    anchors: Anchors
    outline: Annotated[tuple[Text, ...], Meta(min_length=1)]
    hint: Text
    facts: tuple[Text, ...] = ()
    examples: Examples


class Task(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Something to have ready before an interview, and the ``steps`` to it."""

    id: Identifier
    topic: Name
    stage: Identifier
    task: Text
    why: Text
    steps: Annotated[tuple[Text, ...], Meta(min_length=1, max_length=50)]
    terms: tuple[Name, ...] = ()


class ToAsk(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A question for the candidate to ask, and what is learned from the reply."""

    id: Identifier
    topic: Name
    stage: Identifier
    ask: Text
    learns: Text
    good_sign: Text
    warning_sign: Text
    terms: tuple[Name, ...] = ()


class Bank(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A bank: ``name`` is its file's name without the ending and never stands in the file."""

    title: Name
    greeting: Text
    closing: Text
    thanks: Text
    terms: Terms = ()
    questions: Annotated[tuple[Question, ...], Meta(min_length=1, max_length=QUESTIONS)]
    checklist: Annotated[tuple[Task, ...], Meta(max_length=200)] = ()
    to_ask: Annotated[tuple[ToAsk, ...], Meta(max_length=200)] = ()
    name: str = ""

    @property
    def stages(self) -> tuple[str, ...]:
        """The stages in the order of their first question."""
        return tuple(dict.fromkeys(question.stage for question in self.questions))

    @property
    def named(self) -> tuple[str, ...]:
        """Every term that a question, a task or a question to ask names, each once."""
        parts: tuple[Question | Task | ToAsk, ...]
        parts = (*self.questions, *self.checklist, *self.to_ask)
        return tuple(dict.fromkeys(name for part in parts for name in part.terms))
