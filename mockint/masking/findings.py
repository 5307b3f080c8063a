"""Findings with names and numbers replaced: every quote is its place in the new text again."""

from collections.abc import Callable
from typing import TypeVar

from msgspec.structs import replace

from mockint.findings import (
    Delivery,
    Evidence,
    Expected,
    Filler,
    Findings,
    Mark,
    PartSpan,
    Quantity,
    Repeat,
    Said,
    TermUse,
)
from mockint.masking.edit import Edit, Texts
from mockint.transcript import Engine

Text = Callable[[str], str]
Placed = TypeVar("Placed", PartSpan, Quantity, TermUse, Filler, Said, Evidence)


def masked_findings(findings: Findings, edit: Edit, texts: Texts) -> Findings:
    """``findings``, which are about ``edit.before``, on the text of ``edit``."""
    return replace(
        findings,
        id=_if_any(findings.id, texts.text),
        bank=_if_any(findings.bank, texts.name),
        question=_if_any(findings.question, texts.name),
        text=edit.text,
        abstained=_if_any(findings.abstained, texts.text),
        parts=tuple(_moved(span, edit) for span in findings.parts),
        quantities=tuple(_quantity(one, edit, texts.known) for one in findings.quantities),
        terms=tuple(
            replace(_moved(use, edit), term=texts.text(use.term)) for use in findings.terms
        ),
        expected=_expected(findings.expected, texts.text),
        delivery=_delivery(findings.delivery, edit, texts.text) if findings.delivery else None,
        marks={
            texts.known(key): _mark(mark, edit, texts.text) for key, mark in findings.marks.items()
        },
        engine=masked_engine(findings.engine, texts),
        rubric=texts.known(findings.rubric),
    )


def _if_any(said: str | None, mask: Text) -> str | None:
    return None if said is None else mask(said)


def _moved(one: Placed, edit: Edit) -> Placed:
    start, end, quote = edit.place(one.start, one.end)
    return replace(one, start=start, end=end, quote=quote)


def _quantity(one: Quantity, edit: Edit, known: Text) -> Quantity:
    """The amount, without its value where it was masked."""
    value = None if edit.covers(one.start, one.end) else one.value
    return replace(_moved(one, edit), value=value, unit=known(one.unit), why=known(one.why))


def _expected(expected: Expected, text: Text) -> Expected:
    said, unsaid = expected.said, expected.unsaid
    return Expected(
        None if said is None else tuple(map(text, said)),
        None if unsaid is None else tuple(map(text, unsaid)),
    )


def _delivery(spoken: Delivery, edit: Edit, text: Text) -> Delivery:
    return replace(
        spoken,
        fillers=tuple(_moved(one, edit) for one in spoken.fillers),
        repeats=tuple(_repeat(one, edit, text) for one in spoken.repeats),
        restarts=tuple(_moved(one, edit) for one in spoken.restarts),
        hedges=tuple(_moved(one, edit) for one in spoken.hedges),
    )


def _repeat(repeat: Repeat, edit: Edit, text: Text) -> Repeat:
    """The phrase as its first place reads now, where it was quoted from there."""
    places = tuple(_moved(one, edit) for one in repeat.places)
    quoted = places and repeat.phrase.casefold() == repeat.places[0].quote.casefold()
    phrase = places[0].quote if quoted and places[0].quote else text(repeat.phrase)
    return replace(repeat, phrase=phrase, places=places)


def _mark(mark: Mark, edit: Edit, text: Text) -> Mark:
    evidence = tuple(_moved(one, edit) for one in mark.evidence)
    return replace(mark, why=text(mark.why), evidence=evidence)


def masked_engine(engine: Engine | None, texts: Texts) -> Engine | None:
    """The recogniser; its model may be a path."""
    if engine is None:
        return None
    return Engine(texts.known(engine.name), texts.known(engine.model), texts.known(engine.version))
