"""An interview: what was asked and answered, as values; the names its sounds have."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Literal, Protocol, TypeVar

import msgspec
from msgspec import Meta
from msgspec.structs import replace

from mockint.bank import Question, Term
from mockint.findings import PARTS, Findings, Part
from mockint.session.scene import Allowed, Scene
from mockint.transcript import Transcript

FORMAT = 2

SoundName = Annotated[
    str, Meta(pattern=r"^[0-9]{2,3}-(question|answer|follow-up|reply)(-[0-9]{1,3})?\.(wav|flac)$")
]
Ended = Literal["live", "key", "silence", "limit", "recording", "skipped", "interrupted", "lost"]
Mode = Literal["practice", "real"]
Wanted = Literal["event", "result", "task", "measure", "action", "situation", "more"]
"""What a follow-up asks for: a part, one event, a figure for the result, or more of anything."""


class Attempt(msgspec.Struct, frozen=True):
    """One go at an answer. ``ended`` says how; "live": it was being spoken when last saved.

    ``seconds`` is the length of the sound. Transcript and findings are None
    until they are made; findings stay None where nothing is marked. Where a person
    mended the words, ``transcript`` holds theirs, ``raw`` what was heard, and ``edited``
    counts the words that differ. ``rated`` is the level from 1 to 5 that the candidate gave it
    before they saw the marks. ``typed``: it was written, and there never was any sound.
    ``limit``: the seconds it might take, None where nobody minded.
    """

    number: int
    sound: SoundName | None
    seconds: float = 0.0
    ended: Ended = "live"
    transcript: Transcript | None = None
    findings: Findings | None = None
    warnings: tuple[str, ...] = ()
    raw: Transcript | None = None
    edited: int = 0
    rated: Annotated[int, Meta(ge=1, le=5)] | None = None
    typed: bool = False
    limit: Allowed | None = None


class FollowUp(msgspec.Struct, frozen=True):
    """A question back behind attempt ``attempt``: what for, its words and sound, and the reply.

    ``reply`` is None where nothing was said to it.
    """

    key: Wanted
    asked: str
    sound: SoundName | None = None
    reply: Attempt | None = None
    attempt: int = 1

    @property
    def broken_off(self) -> bool:
        """Whether it was left before a word was said to it: then it is asked again."""
        reply = self.reply
        if reply is None or reply.ended not in ("interrupted", "lost"):
            return False
        return reply.typed if reply.transcript is None else not reply.transcript.words

    @property
    def heard(self) -> Findings | None:
        """What was found in the reply; None where nothing was marked."""
        found = self.reply.findings if self.reply is not None else None
        return None if found is None or found.abstained else found

    @property
    def parts(self) -> frozenset[Part]:
        """The parts of a story that have a span in the reply."""
        return frozenset(span.part for span in self.heard.parts) if self.heard else frozenset()


class Answer(msgspec.Struct, frozen=True):
    """A question as it was put and every attempt at it; ``question`` None is the closing."""

    question: Question | None
    asked: str
    question_sound: SoundName | None = None
    attempts: tuple[Attempt, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()

    @property
    def supplied(self) -> tuple[Part, ...]:
        """The parts that the attempt that counts lacks and the replies behind it hold."""
        found = self.last.findings if self.last is not None else None
        if self.last is None or found is None:
            return ()
        told = {span.part for span in found.parts}
        since = (each for each in self.follow_ups if each.attempt == self.last.number)
        replied = {part for each in since for part in each.parts}
        return tuple(part for part in PARTS if part in replied - told)

    @property
    def last(self) -> Attempt | None:
        """The attempt that counts: a later one that was skipped takes no answer's place."""
        return counting(self.attempts)

    @property
    def cut_off(self) -> bool:
        """Whether the interviewer went on before what was said last was over."""
        if not self.attempts:
            return False
        last = self.attempts[-1]
        since = (each.reply for each in self.follow_ups if each.attempt == last.number)
        return [last, *filter(None, since)][-1].ended == "limit"

    @property
    def settled(self) -> bool:
        """Whether the interview has moved on from this question."""
        if not self.attempts:
            return False
        return self.attempts[-1].ended not in ("live", "interrupted", "lost")

    def with_attempt(self, attempt: Attempt) -> "Answer":
        """This answer with ``attempt`` added, or put in place of the one of its number."""
        numbered = {each.number: each for each in (*self.attempts, attempt)}
        return replace(self, attempts=tuple(numbered[number] for number in sorted(numbered)))

    @property
    def said(self) -> tuple[Attempt, ...]:
        """Every attempt, and then every reply to a follow-up."""
        replies = (each.reply for each in self.follow_ups)
        return (*self.attempts, *(reply for reply in replies if reply is not None))

    def with_follow_up(self, index: int, follow_up: FollowUp) -> "Answer":
        """This answer with follow-up ``index`` (from 0) set; the next free one may be added."""
        kept = (*self.follow_ups[:index], follow_up, *self.follow_ups[index + 1 :])
        return replace(self, follow_ups=kept)


class Session(msgspec.Struct, frozen=True):
    """An interview. ``plan`` holds the questions in order; ``started`` is ISO 8601 local time.

    ``terms`` are the bank's, so that the session needs the bank's file no more.
    ``voice`` speaks ``rate`` words a minute; ``engine`` is the recogniser's name. ``drill``
    names the part that was practised alone: such a session has no closing question, and it
    counts nowhere else. ``warm_up`` is what was said before the first question, and is not marked.
    """

    format: int
    name: str
    started: str
    bank: str
    title: str
    mode: Mode
    seed: int
    plan: tuple[Question, ...]
    greeting: str
    closing: str
    thanks: str
    terms: tuple[Term, ...] = ()
    voice: str | None = None
    rate: int | None = None
    engine: str = "moonshine"
    rehearsal: bool = False
    answers: tuple[Answer, ...] = ()
    finished: bool = False
    drill: Part | None = None
    scene: Scene = Scene()
    warm_up: Answer | None = None

    def with_answer(self, index: int, answer: Answer) -> "Session":
        """This session with its answer ``index`` (from 0) set; the next free one may be added."""
        return replace(self, answers=(*self.answers[:index], answer, *self.answers[index + 1 :]))

    @property
    def remaining(self) -> tuple[Question, ...]:
        """The questions of the plan that are still to be answered, in order."""
        done = {a.question.id for a in self.answers if a.question is not None and a.settled}
        return tuple(question for question in self.plan if question.id not in done)

    @property
    def broken_off(self) -> bool:
        """Whether an answer was being spoken when this was last saved."""
        return any(each.ended == "live" for answer in self.spoken for each in answer.said)

    @property
    def warmed_up(self) -> Answer | None:
        """The warm-up, where something was said to it."""
        warm_up = self.warm_up
        given = warm_up and any(each.ended != "skipped" for each in warm_up.attempts)
        return warm_up if given else None

    @property
    def spoken(self) -> tuple[Answer, ...]:
        """Everything the candidate was asked to speak to: the warm-up, then the answers."""
        return self.answers if self.warm_up is None else (self.warm_up, *self.answers)

    @property
    def closed(self) -> bool:
        """Whether the closing question was answered, or there is none."""
        return self.drill is not None or any(
            answer.question is None and answer.settled for answer in self.answers
        )


class _Go(Protocol):
    @property
    def ended(self) -> str: ...


Go = TypeVar("Go", bound=_Go)


def counting(attempts: Sequence[Go]) -> Go | None:
    """The last one of ``attempts`` that was not skipped; the last one where all were."""
    given = [attempt for attempt in attempts if attempt.ended != "skipped"]
    return next(reversed(given or attempts), None)


def moment(started: str) -> float | None:
    """When that was, in seconds since 1970; without an offset it is the local time here.

    None where ``started`` is no time in ISO 8601.
    """
    try:
        return datetime.fromisoformat(started).timestamp()
    except (ValueError, OverflowError, OSError):
        return None


def answer_sound(index: int, attempt: int) -> SoundName:
    """The name of an answer's sound while it is recorded; ``index`` from 0, ``attempt`` from 1."""
    return f"{index + 1:02d}-answer{'' if attempt == 1 else f'-{attempt}'}.wav"


def question_sound(index: int) -> SoundName:
    """The name of a question's sound; ``index`` from 0."""
    return f"{index + 1:02d}-question.flac"


def follow_up_sound(index: int, number: int) -> SoundName:
    """The name of a follow-up's sound; ``index`` from 0, ``number`` from 1."""
    return f"{index + 1:02d}-follow-up-{number}.flac"


def reply_sound(index: int, number: int) -> SoundName:
    """The name of a reply's sound while it is recorded; ``index`` from 0, ``number`` from 1."""
    return f"{index + 1:02d}-reply-{number}.wav"
