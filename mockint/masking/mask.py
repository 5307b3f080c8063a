"""One session's texts masked alike: each is read twice, first to learn who is named in it."""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any, Final

from msgspec.structs import replace

from mockint.bank import Anchors, Examples, Question, Term, bank_names, load_bank
from mockint.findings import Findings, Seconds
from mockint.masking.edit import Edit, Texts
from mockint.masking.finding import Context, find
from mockint.masking.findings import masked_findings
from mockint.masking.heard import Heard, joined
from mockint.masking.money import known
from mockint.masking.roll import Roll
from mockint.masking.rules import Found, Kind, Rules, Span
from mockint.session import Answer, Attempt, FollowUp, Session

LONGEST: Final = 2000
"""Characters a text of a bank may have; those below may have fewer."""
_SHORTER = {
    **dict.fromkeys(("topic", "term", "terms", "variants", "spoken", "near"), 80),
    "source": 200,
}
_IDENTIFIER = 64
_NAMES = frozenset({"id", "stage", "form"})
_STAMP = re.compile(r"(?:\d{4}-\d\d-\d\d(?:-\d{4})?)?-?")
_LEFT_OUT = "Its recording is left out of this copy: no words of it are known."


class Mask:
    """Masks every text of ``session``; ``silences`` and ``roll`` are told once it was run."""

    def __init__(self, session: Session, rules: Rules) -> None:
        self._old = session
        self._public = _public(session)
        own = [form for term in session.terms for form in term.forms]
        self.context = Context(rules, [form for form in own if form not in self._public])
        self._amounts = _amounts(session, rules)
        self._aside: frozenset[str] = frozenset()
        self._edits: dict[str, Edit] = {}
        self.silences: dict[str, tuple[Seconds, ...]] = {}
        self.roll = Roll(())
        self._texts = Texts(self.text, self._known, self._beside, self.name)
        self._learn()

    def _learn(self) -> None:
        self._said = self._texts_said()
        self._session()
        texts = [text for text in self._edits if text not in self._public | self._aside]
        extra = [one for lot in self._amounts.values() for one in lot]
        extra += [one for text in sorted(self._aside) for one in self.context.read(text).addresses]
        self.context.learn(texts, extra)
        self.roll = self.context.roll
        self._edits, self.silences = {}, {}

    def _texts_said(self) -> tuple[str, ...]:
        """Every text of the session but those that only its bank holds."""
        whole = self._old
        answers = tuple(replace(answer, question=None) for answer in whole.answers)
        self._old = replace(whole, plan=(), terms=(), answers=answers)
        self._session()
        self._old = whole
        return tuple(self._edits)

    @property
    def counts(self) -> dict[Kind, int]:
        """How many different ones of each kind stand in what was asked and said."""
        return self.roll.counts(self._seen)

    @property
    def printed(self) -> dict[Kind, int]:
        """How many of each kind stand in texts alone that only the bank holds."""
        return self.roll.others(self._seen)

    @cached_property
    def _seen(self) -> set[tuple[Kind, tuple[str, ...]]]:
        return {(one.kind, one.key) for text in self._said for one in self._found(text)}

    def edit(self, text: str) -> Edit:
        """What becomes of a text."""
        if text not in self._edits:
            lot = self._found(text)
            spans = [Span(one.start, one.end, one.kind, self.roll.label(one)) for one in lot]
            self._edits[text] = Edit(text, spans)
        return self._edits[text]

    def _found(self, text: str) -> tuple[Found, ...]:
        """What is to be masked; of what everybody can read only what is known from elsewhere."""
        amounts = self._amounts.get(text)
        found = find(text, self.context, amounts) if amounts else self.context.find(text)
        if text not in self._public:
            return found
        return tuple(one for one in found if (one.kind, one.key) in self.context.found)

    def _known(self, text: str) -> str:
        """A word of mockint's own, as a recogniser's name: only what is known is masked in it."""
        if not self.context.read(text).addresses:
            self._public |= {text}
        return self._beside(text)

    def _beside(self, text: str) -> str:
        """A text masked as any other, of which nothing is to be learned."""
        self._aside |= {text}
        return self.text(text)

    def text(self, text: str) -> str:
        """The masked text."""
        return self.edit(text).text

    def name(self, name: str) -> str:
        """A name of small letters and hyphens, masked in the same form; its date stays."""
        stamp = _STAMP.match(name)
        begins = stamp.group() if stamp else ""
        spaced = name[len(begins) :].replace("-", " ").replace("_", " ")
        said = self.text(spaced)
        if name in self._public or said == spaced:
            return name
        kept = "".join(sign if sign.isalnum() else " " for sign in said.lower())
        return (begins + "-".join(kept.split()))[:_IDENTIFIER].strip("-")

    def session(self) -> Session:
        """The whole session."""
        self.silences = {}
        return self._session()

    def _session(self) -> Session:
        old = self._old
        answers = tuple(map(self._answer, old.answers))
        texts = {name: self.text(getattr(old, name)) for name in ("title", "greeting", "closing")}
        return replace(
            old,
            **texts,
            thanks=self.text(old.thanks),
            name=self.name(old.name),
            bank=self.name(old.bank),
            engine=self._known(old.engine),
            voice=None if old.voice is None else self._known(old.voice),
            plan=tuple(map(self._question, old.plan)),
            terms=tuple(map(self._part, old.terms)),
            answers=answers,
            warm_up=None,
        )

    def _question(self, question: Question) -> Question:
        whole: Question = self._part(question)
        return replace(whole, id=self.name(question.id), stage=self.name(question.stage))

    def _part(self, part: Any) -> Any:
        """A part of a bank with all its texts masked, none longer than a bank's may be."""
        changed = {
            name: self._value(getattr(part, name), _SHORTER.get(name, LONGEST))
            for name in part.__struct_fields__
            if name not in _NAMES
        }
        return replace(part, **changed)

    def _value(self, value: Any, longest: int) -> Any:
        if isinstance(value, str):
            said = self.text(value)
            return said if said == value or len(said) <= longest else said[: longest - 1] + "…"
        if isinstance(value, tuple):
            return tuple(self._value(each, longest) for each in value)
        if isinstance(value, dict):
            return {key: self._value(each, longest) for key, each in value.items()}
        return self._part(value) if isinstance(value, Anchors | Examples) else value

    def _answer(self, answer: Answer) -> Answer:
        """An answer; the sound of its question goes where the question was masked."""
        asked = self.text(answer.asked)
        return replace(
            answer,
            question=None if answer.question is None else self._question(answer.question),
            asked=asked,
            question_sound=answer.question_sound if asked == answer.asked else None,
            attempts=tuple(map(self._attempt, answer.attempts)),
            follow_ups=tuple(map(self._follow_up, answer.follow_ups)),
        )

    def _follow_up(self, follow_up: FollowUp) -> FollowUp:
        """A follow-up and its reply; its sound goes where its words were masked."""
        asked = self.text(follow_up.asked)
        return replace(
            follow_up,
            asked=asked,
            sound=follow_up.sound if asked == follow_up.asked else None,
            reply=follow_up.reply and self._attempt(follow_up.reply),
        )

    def _attempt(self, attempt: Attempt) -> Attempt:
        """An attempt; sound without words is left out, for nobody knows what is said in it."""
        warnings = tuple(map(self.text, attempt.warnings))
        findings = attempt.findings and self._findings(attempt.findings)
        if attempt.transcript is None:
            warnings = (*warnings, *([_LEFT_OUT] if attempt.sound else []))
            return replace(attempt, sound=None, findings=findings, warnings=warnings, raw=None)
        heard = Heard(attempt.transcript, self.edit(attempt.transcript.text), self._texts)
        if attempt.sound is not None:
            self._silence(attempt.sound, heard)
            if attempt.raw is not None:
                raw = Heard(attempt.raw, self.edit(attempt.raw.text), self._texts)
                self._silence(attempt.sound, raw)
        return replace(
            attempt,
            transcript=heard.transcript,
            findings=findings,
            warnings=warnings,
            raw=None,
        )

    def _silence(self, sound: str, heard: Heard) -> None:
        """Add to what is silent in a sound, which more than one attempt may name."""
        self.silences[sound] = joined([*self.silences.get(sound, ()), *heard.silences])

    def _findings(self, findings: Findings) -> Findings:
        edit = self.edit(findings.text)
        return masked_findings(findings, edit, self._texts)


def _public(session: Session) -> frozenset[str]:
    """The texts of the shipped bank of that name, which everybody can read anyway."""
    if session.bank not in bank_names():
        return frozenset()
    bank = load_bank(session.bank)
    texts = (bank.title, bank.greeting, bank.closing, bank.thanks, bank.name)
    parts = [text for part in (*bank.questions, *bank.terms) for text in _texts_of(part)]
    names = [name for each in bank.questions for name in (each.id, each.stage)]
    return frozenset([*texts, *parts, *names])


def _texts_of(part: object) -> Iterator[str]:
    """Every text in a part of a bank."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, Question | Term | Anchors | Examples):
        for name in part.__struct_fields__:
            if name not in _NAMES:
                yield from _texts_of(getattr(part, name))
    elif isinstance(part, tuple | dict):
        for each in part.values() if isinstance(part, dict) else part:
            yield from _texts_of(each)


def _amounts(session: Session, rules: Rules) -> dict[str, list[Found]]:
    """Larger amounts of money that were found when the answers were marked, by text."""
    found: dict[str, list[Found]] = {}
    for answer in session.answers:
        for attempt in answer.said:
            if attempt.findings is not None:
                text, lot = attempt.findings.text, attempt.findings.quantities
                found.setdefault(text, []).extend(known(lot, rules.amounts_above, text))
    return found
