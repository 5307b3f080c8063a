"""One answer as a page shows it: every attempt, what was found, what to try."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from mockint.bank import Question
from mockint.findings import Findings, Mark
from mockint.report import rating, replies, sentences
from mockint.report.advice import mean_level
from mockint.report.attempts import SideBySide, side_by_side
from mockint.report.page.sound import Sound
from mockint.report.page.words import Words
from mockint.report.passage import LETTER, parts_heard, time_shares
from mockint.report.plain import LONGEST, dots, within
from mockint.report.remedy import remedy
from mockint.report.sentences import Gap
from mockint.session import Answer, Attempt
from mockint.transcript import Transcript

if TYPE_CHECKING:
    from mockint.report.page.follow_up import Probe

MARKS, QUOTES = 40, 12
"""Marks shown of one attempt, and quotes of one mark, at most."""
TOP = 5
"""The highest level."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that decided a mark; ``at`` is the second they begin, None where that is not known."""

    text: str
    at: float | None


@dataclass(frozen=True, slots=True)
class Band:
    """A part of a story on a line of time; ``left`` and ``width`` are percents of the line."""

    letter: str
    part: str
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class MarkView:
    """One mark with its quotes; ``rungs`` say what its level and the next one up mean."""

    name: str
    mark: Mark
    quotes: tuple[Quote, ...]
    rungs: tuple[str, ...]

    @property
    def level(self) -> str:
        """ "4 of 5"."""
        level = self.mark.level
        return "not marked" if level is None else f"{min(max(level, 1), TOP)} of {TOP}"

    @property
    def dots(self) -> str:
        """The level as circles; empty where nothing was marked."""
        return "" if self.mark.level is None else dots(max(self.mark.level, 1))


@dataclass(frozen=True)
class AttemptView:
    """One attempt at answer ``number`` (from 1); ``of`` attempts are there."""

    number: int
    of: int
    attempt: Attempt
    question: Question | None
    sound: Sound | None
    counts: bool

    @property
    def id(self) -> str:
        """What the attempt is called within the page."""
        return f"answer-{self.number}" + ("" if self.counts else f"-{self.attempt.number}")

    @property
    def title(self) -> str:
        """ "Answer 2", or "Answer 2, attempt 1" where there are several."""
        return f"Answer {self.number}" + (f", attempt {self.attempt.number}" if self.of > 1 else "")

    @cached_property
    def words(self) -> Words:
        """What was said."""
        return Words(self.attempt.findings, self.attempt.transcript)

    @property
    def found(self) -> Findings | None:
        """The findings, None where nothing was marked."""
        findings = self.attempt.findings
        return None if findings is None or findings.abstained else findings

    @property
    def endings(self) -> list[str]:
        """Why there may be less than expected."""
        return list(sentences.ending(self.attempt))

    @property
    def rated(self) -> str:
        """The candidate's own rating against the marks; empty without one."""
        return rating.told(self.attempt)

    @property
    def seconds(self) -> float:
        """How long the sound is, or is said to be; never below 0."""
        told = within(self.attempt.seconds, LONGEST)
        return self.sound.seconds if self.sound and self.sound.seconds > 0 else told

    @property
    def bands(self) -> list[Band]:
        """Where each part of a story lies in the sound."""
        return [
            _band(LETTER[each.part], each.part, *each.seconds, whole=self.seconds)
            for each in self.words.passages
            if each.part is not None and each.seconds is not None and self.seconds > 0
        ]

    @property
    def spent(self) -> str:
        """Seconds by part in words; empty unless a story was told and times are known."""
        if self.found is None or self.found.form != "story":
            return ""
        return sentences.spent(self.words.passages, self.attempt.seconds)

    @property
    def shares(self) -> list[Band]:
        """Seconds by part as a bar, each part at the end of the one before it."""
        if not self.spent or self.found is None:
            return []
        bar, at = [], 0.0
        for share in time_shares(self.found, self.words.passages, self.attempt.seconds):
            if share.part is not None:
                end = at + share.share
                bar.append(_band(LETTER[share.part], share.part, at, end, whole=1.0))
                at = end
        return bar

    @property
    def marks(self) -> list[MarkView]:
        """The marks in order."""
        found, heard = self.found, self.attempt.transcript
        if found is None:
            return []
        known = heard if heard and heard.text == found.text else None
        return [
            MarkView(
                name,
                mark,
                tuple(_quotes(mark, known)),
                tuple(sentences.rungs(name, mark, found, self.question)),
            )
            for name, mark in islice(found.marks.items(), MARKS)
        ]

    @property
    def unmarked(self) -> list[str]:
        """Why nothing was marked and what to do about it; empty where something was."""
        findings = self.attempt.findings
        if findings is None or not findings.abstained:
            return []
        return [
            f"Not marked: {findings.abstained}",
            remedy(self.words.text, self.attempt.transcript),
        ]


@dataclass(frozen=True)
class AnswerView:
    """Answer ``number`` (from 1) with the recordings there are, by their files' names."""

    number: int
    answer: Answer
    sounds: Mapping[str, Sound]

    @property
    def id(self) -> str:
        """What the answer is called within the page."""
        return f"answer-{self.number}"

    @property
    def question(self) -> Question | None:
        """The question; None for the closing one."""
        return self.answer.question

    @cached_property
    def last(self) -> AttemptView | None:
        """The attempt that counts."""
        return self._view(self.answer.last, True) if self.answer.last else None

    @cached_property
    def others(self) -> list[AttemptView]:
        """The other attempts in which something was said, newest first."""
        said = [each for each in self.answer.attempts if each.sound or each.transcript]
        return [self._view(each, False) for each in reversed(said) if each is not self.answer.last]

    def _view(self, attempt: Attempt, counts: bool) -> AttemptView:
        sound = self.sounds.get(attempt.sound) if attempt.sound else None
        of = len(self.answer.attempts)
        return AttemptView(self.number, of, attempt, self.question, sound, counts)

    @cached_property
    def follow_ups(self) -> "list[Probe]":
        """The follow-ups in the order in which they were asked."""
        from mockint.report.page.follow_up import probes  # which shows replies as attempts

        return list(probes(self.number, self.answer, self.sounds))

    @property
    def supplied(self) -> str:
        """Which parts only the replies hold, in a sentence; empty where there are none."""
        return replies.supplied(self.answer)

    @property
    def found(self) -> Findings | None:
        """The findings that count, None where nothing was marked."""
        return self.last.found if self.last else None

    @property
    def gaps(self) -> list[Gap]:
        """What was not heard, each with the follow-up to expect."""
        return sentences.gaps(self.found, self.question) if self.found else []

    @property
    def spoken(self) -> list[str]:
        """The question's terms that were said or not, then how it was said, in sentences."""
        if self.found is None:
            return []
        return [*sentences.terms(self.found), *sentences.delivery(self.found.delivery)]

    @property
    def outline(self) -> tuple[str, ...]:
        """An outline to try; none where nothing was marked."""
        return self.question.outline if self.question and self.found else ()

    @property
    def anchors(self) -> list[tuple[str, str]]:
        """What weak, fair and strong answers to the question sound like."""
        return sentences.anchors(self.question) if self.question else []

    @property
    def together(self) -> SideBySide | None:
        """The attempts figure under figure, where there are several."""
        return side_by_side(self.answer)

    @property
    def doubts(self) -> list[str]:
        """What the recogniser may have missed."""
        if self.last is None:
            return []
        return sentences.doubts(self.last.attempt.transcript, self.last.attempt.findings)

    @property
    def mean(self) -> float | None:
        """The mean of the marks."""
        return mean_level(self.found) if self.found else None

    @property
    def heard(self) -> str:
        """One sign for each part of a story; empty where no story was told."""
        told = self.found is not None and self.found.form == "story"
        return parts_heard(self.found) if told and self.found else ""


def _quotes(mark: Mark, transcript: Transcript | None) -> Iterator[Quote]:
    for evidence in mark.evidence[:QUOTES]:
        seconds = transcript.seconds_of(evidence.start, evidence.end) if transcript else None
        yield Quote(evidence.quote, seconds[0] if seconds else None)


def _band(letter: str, part: str, start: float, end: float, *, whole: float) -> Band:
    left, right = (100 * within(second / whole, 1.0) for second in (start, end))
    return Band(letter, part, left, max(right - left, 0.5))
