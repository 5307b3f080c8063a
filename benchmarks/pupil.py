"""A made-up candidate: what they tell of a story, and how it reaches the interview.

Nothing is spoken and nothing recognised: whatever the candidate says is heard word by word.
All else is the program itself, from the question that is asked to the session on disk.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import Final

import numpy as np

from mockint.bank import Question, load_bank
from mockint.events import Event
from mockint.findings import PARTS, Findings, Part
from mockint.interview import Interview
from mockint.rubric import judge
from mockint.rubric.doubt import doubtful
from mockint.sound.clip import RATE, Samples
from mockint.transcript import Engine, Transcript, Word

BANK = load_bank("billing-specialist")
QUESTIONS: Final = {question.id: question for question in BANK.questions}
CUTS = 5
"""How often the result is cut out of an answer, since what is left may seem to be one."""
PACE = 0.4
"""Seconds from one word to the next."""
NO_REPLY = "I am sorry, I could not tell you that any more, it is too long ago."
TO_CLOSE = "How large is the team, and which system do you use for your invoices?"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Tells each part of a story with a probability.

    That of the result grows by ``gain`` with each story, each follow-up that asks for a result
    and each result of a drill. To a follow-up a part is replied with a probability ``replies``.
    """

    name: str
    result: float
    others: float = 0.9
    gain: float = 0.0
    replies: float = 0.8

    def odds(self, practised: int) -> float:
        """How probable it is that a result is told, after so much practice."""
        return min(self.result + self.gain * practised, self.others)


WEAK = Candidate("seldom a result", 0.3, gain=0.005)
EVEN = Candidate("no weak spot", 0.9)


@dataclass
class Pupil:
    """The candidate in one course of interviews: both who speaks and what hears them.

    ``sounding``: the sound lasts as long as the words would; else it is a moment.
    """

    who: Candidate
    random: Random
    sounding: bool = False
    practised: int = 0
    told: list[frozenset[Part]] = field(default_factory=list)
    """Of each story, in the order told, the parts that were meant to be in it."""

    live: bool = False
    over: bool = False
    level: float = -20.0
    _says: str = ""

    def listen(self, event: Event, interview: Interview) -> None:
        """Think of what to say to what was asked."""
        name = type(event).__name__
        if name == "Asked":
            self._says = self._answer(interview)
        elif name == "Probed":
            answer = interview.session.answers[-1]
            assert answer.question is not None
            self._says = self._reply(answer.question, answer.follow_ups[-1].key)

    def _answer(self, interview: Interview) -> str:
        session = interview.session
        remaining = session.remaining
        if not remaining:
            return TO_CLOSE
        question = remaining[0]
        if session.drill is not None:
            return self._drilled(QUESTIONS[question.id.removeprefix("drill-")], session.drill)
        if question.form != "story":
            return question.examples.strong
        result = self._tells_result()
        others = {p for p in PARTS if p != "result" and self.random.random() < self.who.others}
        self.told.append(frozenset(others | ({"result"} if result else set())))
        return left_out(question.id, self.told[-1])

    def _reply(self, question: Question, key: str) -> str:
        """The part that was asked for; the result for its measure, all for one time or more."""
        wanted = {"measure": "result", "event": "", "more": ""}.get(key, key)
        self.practised += wanted == "result"
        if self.random.random() >= self.who.replies:
            return NO_REPLY
        return only(question.id, wanted) if wanted else question.examples.strong

    def _drilled(self, question: Question, part: Part) -> str:
        """That part alone, or once more what was done."""
        if part == "result":
            return only(question.id, "result" if self._tells_result() else "action")
        return only(question.id, part if self.random.random() < self.who.others else "action")

    def _tells_result(self) -> bool:
        told = self.random.random() < self.who.odds(self.practised)
        self.practised += 1
        return told

    def invite(self, question: Question | None) -> bool:
        """They have something to say to everything."""
        self.over = False
        return True

    def begin(self) -> None:
        """Nothing is held back."""

    def hold(self) -> Samples:
        """Nothing is left over."""
        return np.zeros(0, np.int16)

    def read(self, timeout: float) -> Samples | None:
        """All of it at once, then the end: a hum in place of the words."""
        if self.over:
            return None
        self.over = True
        seconds = PACE * len(self._says.split()) if self.sounding else 0.1
        return np.full(int(RATE * seconds), 300, np.int16)

    def leave(self) -> None:
        """There is no device."""

    def hearing(self) -> "Ears":
        """What makes out the words of what is said next."""
        return Ears(lambda: self._says)


@dataclass
class Ears:
    """Hears every word as it was meant; stands where the interview has its recogniser."""

    says: Callable[[], str]
    live_words: str = ""
    speaking: bool = False
    last_speech: float | None = None

    def listen(self, live: bool = True) -> "Ears":
        """The same ears for each recording."""
        return self

    def feed(self, block: Samples) -> None:
        """Sound tells nothing here."""

    def catch_up(self) -> None:
        """There is nothing to wait for."""

    def finish(self) -> Transcript:
        """The words, at an even pace."""
        words = self.says().split()
        heard = tuple(Word(w, PACE * n, PACE * n + 0.3) for n, w in enumerate(words))
        return Transcript(heard, PACE * len(words), Engine("none", "none", "0"))

    def close(self) -> None:
        """There is nothing to give back."""


@cache
def left_out(name: str, told: frozenset[Part]) -> str:
    """The strong example of that question without the parts that are not told.

    The result is cut out again until the rubric hears none, since without it something else may
    seem to be one.
    """
    question = QUESTIONS[name]
    text, unwanted = question.examples.strong, set(PARTS) - told
    for _ in range(CUTS):
        cut = [span for span in marked(text, name).parts if span.part in unwanted]
        for span in reversed(cut):
            text = text[: span.start] + text[span.end :]
        unwanted &= {"result"}
    return " ".join(text.split())


@cache
def only(name: str, part: str) -> str:
    """What the strong example of that question tells of one part."""
    found = marked(QUESTIONS[name].examples.strong, name)
    return " ".join(span.quote for span in found.parts if span.part == part)


def marked(text: str, name: str) -> Findings:
    """The rubric's findings in an answer to that question."""
    return judged(text, QUESTIONS[name])


Key = tuple[str, str, str, bool, str]
_judged: dict[Key, Findings] = {}
_doubted: dict[Key, frozenset[Part]] = {}


def judged(said: str | Transcript, question: Question) -> Findings:
    """The rubric's findings; the same words to the same question are read once."""
    key = _key(said, question)
    if key not in _judged:
        _judged[key] = judge(said, question, BANK.terms, bank=BANK.name)
    return _judged[key]


def doubts(question: Question, said: Transcript) -> frozenset[Part]:
    """The parts that an answer may hold although no span of them was found."""
    key = _key(said, question)
    if key not in _doubted:
        _doubted[key] = doubtful(said, question)
    return _doubted[key]


def _key(said: str | Transcript, question: Question) -> Key:
    text = said if isinstance(said, str) else said.text
    return question.id, question.ask, question.form, said is text, text
