"""The whole reading of one answer: text in, findings out. Pure, and the same every time."""

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import msgspec

from mockint.encoder import Encoder, shipped_encoder
from mockint.findings import (
    PARTS,
    Evidence,
    Expected,
    Findings,
    Part,
    PartSpan,
    Quantity,
    TermUse,
)
from mockint.profile import Profile
from mockint.rubric.amounts.achieved import achieved, beyond_doubt
from mockint.rubric.amounts.hints import hints_of
from mockint.rubric.amounts.quantity import Amount
from mockint.rubric.clauses import Clause
from mockint.rubric.lexicon import is_function
from mockint.rubric.marks import Deeds, Heard, Steps, marks_of, no_marks
from mockint.rubric.reading import Reading
from mockint.rubric.story import SURE
from mockint.rubric.terms.mentions import Misheard
from mockint.rubric.terms.spelling import stem, usual
from mockint.rubric.words import Token
from mockint.transcript import Transcript

if TYPE_CHECKING:
    from mockint.bank import Question, Term

RUBRIC = "4"
"""The version of the rules: findings of different versions are not to be compared."""
_PART: dict[str, Part] = {part: part for part in PARTS}
_TOO_COMMON = frozenset("tell time describe give example made make thing way work worked".split())


def judge(
    said: str | Transcript,
    question: "Question | None" = None,
    terms: "Sequence[Term]" = (),
    *,
    id: str | None = None,
    bank: str | None = None,
    encoder: Callable[[], Encoder | None] = shipped_encoder,
    misheard: Sequence[Misheard] = (),
    profile: Profile = "usual",
) -> Findings:
    """What is in one answer, and its marks.

    Args:
        said: the words as typed, or a transcript with its seconds.
        question: what was asked, if it is known.
        terms: the bank's terms to look for.
        id: handed through to the findings.
        bank: the bank's name, handed through.
        encoder: gives what hears the words beside the tables; None: the tables alone.
        misheard: places that sound like one of ``terms``, where nothing put them right before.
        profile: whose pace and pauses are the measure of delivery; nothing else depends on it.
    """
    transcript = said if isinstance(said, Transcript) and said.timed else None
    text = said if isinstance(said, str) else said.text
    named = _with_own(terms, question)
    reading = Reading(text, transcript, question, named, encoder(), tuple(misheard), profile)
    whole = _unmarked(reading) if reading.unmarked else _marked(reading)
    return msgspec.structs.replace(whole, id=id, bank=bank)


def _with_own(terms: "Sequence[Term]", question: "Question | None") -> "tuple[Term, ...]":
    """The bank's terms, and those of the question that the bank does not list."""
    if question is None:
        return tuple(terms)
    from mockint.bank import Term  # the bank brings YAML along: only where a bank is used

    known = {term.term for term in terms}
    return (*terms, *(Term(name) for name in question.terms if name not in known))


def _unmarked(reading: Reading) -> Findings:
    why = reading.unmarked or ""
    return Findings(
        id=None,
        bank=None,
        question=reading.question.id if reading.question else None,
        text=reading.text,
        form="other",
        abstained=why,
        parts=(),
        missing=(),
        quantities=(),
        terms=(),
        expected=_expected(reading.question, ()),
        delivery=reading.delivery,
        marks=no_marks(why),
        engine=reading.transcript.engine if reading.transcript else None,
        rubric=RUBRIC,
    )


def _marked(reading: Reading) -> Findings:
    heard = _heard(reading)
    return Findings(
        id=None,
        bank=None,
        question=reading.question.id if reading.question else None,
        text=reading.text,
        form=heard.form,
        abstained=None,
        parts=heard.parts,
        missing=heard.missing,
        quantities=heard.quantities,
        terms=heard.terms,
        expected=heard.expected,
        delivery=heard.delivery,
        marks=marks_of(heard),
        engine=reading.transcript.engine if reading.transcript else None,
        rubric=RUBRIC,
    )


def _heard(reading: Reading) -> Heard:
    parts, uses = _parts(reading), _uses(reading)
    story = reading.form.form == "story"
    return Heard(
        form=reading.form.form,
        parts=parts,
        missing=tuple(p for p in PARTS if story and all(span.part != p for span in parts)),
        quantities=_quantities(reading),
        terms=uses,
        expected=_expected(reading.question, uses),
        question=reading.question,
        listed=bool(reading.terms),
        echoed=_echoed(reading),
        steps=_steps(reading),
        deeds=_deeds(reading),
        delivery=reading.delivery,
    )


def _parts(reading: Reading) -> tuple[PartSpan, ...]:
    """Neighbouring clauses of one part as one span."""
    spans = []
    for label, run in groupby(reading.tagged, key=lambda tagged: tagged.label):
        part, clauses = _PART.get(label), list(run)
        if part is None:
            continue
        start, end, quote = reading.place(clauses[0].clause.first, clauses[-1].clause.last)
        sure = max(tagged.posterior for tagged in clauses) >= SURE
        spans.append(PartSpan(part, start, end, quote, sure, reading.seconds(start, end)))
    return tuple(spans)


def _quantities(reading: Reading) -> tuple[Quantity, ...]:
    at_token = {
        at: tagged
        for tagged in reading.tagged
        for at in range(tagged.clause.first, tagged.clause.last)
    }
    found = []
    for amount in reading.amounts:
        place = at_token.get(amount.first)
        verdict = achieved(amount, reading.tokens, place, reading.form.form, reading.sense)
        found.append(_quantity(reading, amount, *verdict))
    for hint in hints_of(reading.tokens, reading.amounts):
        if beyond_doubt(hint, at_token.get(hint.first), reading.sense):
            found.append(_quantity(reading, hint, True, ""))
    return tuple(sorted(found, key=lambda quantity: quantity.start))


def _quantity(reading: Reading, amount: Amount, result: bool, why: str) -> Quantity:
    start, end, quote = reading.place(amount.first, amount.last)
    seconds = reading.seconds(start, end)
    return Quantity(start, end, quote, amount.kind, amount.value, amount.unit, result, seconds, why)


def _uses(reading: Reading) -> tuple[TermUse, ...]:
    found = []
    for mention in reading.mentions:
        start, end, quote = reading.place(mention.first, mention.last)
        seconds = reading.seconds(start, end)
        found.append(TermUse(mention.term, start, end, quote, mention.heard, seconds))
    return tuple(found)


def _expected(question: "Question | None", uses: Sequence[TermUse]) -> Expected:
    if question is None:
        return Expected()
    said = {use.term for use in uses}
    return Expected(
        said=tuple(term for term in question.terms if term in said),
        unsaid=tuple(term for term in question.terms if term not in said),
    )


def _echoed(reading: Reading) -> tuple[Evidence, ...]:
    """The words of the question that the answer takes up, each once."""
    asked = {_root(token) for token in reading.asked if _tells(token)}
    found: dict[str, Evidence] = {}
    for at, token in enumerate(reading.tokens):
        if _tells(token) and _root(token) in asked:
            found.setdefault(_root(token), Evidence(*reading.place(at, at + 1)))
    return tuple(found.values())


def _tells(token: Token) -> bool:
    return token.kind == "word" and not is_function(token.text) and token.text not in _TOO_COMMON


def _root(token: Token) -> str:
    return stem(usual(token.text))


def _steps(reading: Reading) -> Steps:
    steps = [clause for clause in reading.clauses if clause.tense in {"present", "modal", "would"}]
    steps = [clause for clause in steps if clause.person != 3]
    ordered = sum(1 for clause in reading.clauses if _orders(clause))
    quotes = [Evidence(*reading.place(clause.first, clause.last)) for clause in steps]
    return Steps(len(steps), ordered, tuple(quotes))


def _orders(clause: Clause) -> bool:
    """Whether the clause says where it stands in the order: "first", "then", "after that"."""
    opening = {token.text for token in clause.tokens[: clause.begin + 2]}
    return bool(opening & _ORDER) or any("SEQ" in t.classes for t in clause.tokens[:3])


_ORDER = frozenset("after once before afterwards when".split())


def _deeds(reading: Reading) -> Deeds:
    """What "I" and what "we" are heard doing; the subject is carried on where it is left out."""
    own: list[Evidence] = []
    shared: list[Evidence] = []
    subject = ""
    story = reading.form.form == "story"
    for tagged in reading.tagged:
        clause = tagged.clause
        subject = _subject(clause) or (subject if clause.person == 1 else "")
        does = tagged.label == "action" if story else clause.tense in {"present", "would", "modal"}
        if does and clause.verb is not None and subject:
            quote = Evidence(*reading.place(clause.first, clause.last))
            (own if subject == "i" else shared).append(quote)
    return Deeds(tuple(own), tuple(shared))


def _subject(clause: Clause) -> str:
    before = clause.tokens[: clause.verb or 0]
    return next((token.text for token in reversed(before) if "I" in token.classes), "")
