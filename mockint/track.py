"""What a replay can play: a question or an attempt, its words in time, and places to jump to."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby, pairwise

from mockint.errors import SessionError
from mockint.findings import PARTS, Delivery, Findings, Part, Seconds
from mockint.session import Answer, Attempt, FollowUp, Session
from mockint.transcript import Transcript, Word

STORY = PARTS
"""The parts of a story, in the order in which they are best told."""
PAUSE = 1.0
"""Seconds of silence after which a new sentence begins, punctuation or not."""
PACE = 0.4
"""Seconds a word is shown for where there is no sound to go by: 150 words a minute."""
NEAR = 1.0
"""Seconds into a sentence within which "back" means the sentence before it."""
LONGEST = 7_200.0
"""Seconds of the longest recording that is believed in."""
DELETED = "The sound was deleted: the words go by in silence."
TYPED = "This answer was typed: its words go by in silence."
_BY_HAND = ", edited by hand"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something found at ``second``; ``what`` says in a few words what it is."""

    second: float
    what: str


@dataclass(frozen=True, slots=True)
class Beginning:
    """A part of a story begins at ``second``; ``sure`` False: it is not clear that it does."""

    second: float
    part: Part
    sure: bool

    @property
    def what(self) -> str:
        """ "task begins", and that it is not clear."""
        return f"{self.part} begins" + ("" if self.sure else ", not clear")


@dataclass(frozen=True)
class Track:
    """One thing to play. ``seconds`` is its length; ``sound`` a file's name in the folder, or None.

    A question has no ``attempt``; it belongs to answer ``number``, as the attempts at it do.
    ``order`` tells which word of the transcript each of ``words`` is. ``parts`` and ``findings``
    stand in the order in which they are heard. ``spread``: nobody knows when each word is said,
    they are spread evenly. ``silent`` says why there is no sound where there once was one.
    """

    title: str
    words: tuple[Word, ...]
    seconds: float
    sound: str | None = None
    number: int = 1
    asked: str = ""
    attempt: Attempt | None = None
    order: tuple[int, ...] = ()
    parts: tuple[Beginning, ...] = ()
    findings: tuple[Finding, ...] = ()
    spread: bool = False
    silent: str = ""

    def lasting(self, seconds: float) -> "Track":
        """This track over ``seconds`` of sound; words that come later are waited for."""
        seconds = _within(seconds, self.seconds)
        if not self.spread:
            last = self.words[-1].end if self.words else 0.0
            return replace(self, seconds=max(seconds, last))
        text = " ".join(word.text for word in self.words)
        return replace(self, words=evenly(text, seconds), seconds=seconds)

    def heard(self, second: float) -> int:
        """How many words have begun by ``second``."""
        return bisect_right(self.words, second, key=lambda word: word.start)

    @cached_property
    def sentences(self) -> tuple[int, ...]:
        """The word with which each sentence begins: after a full stop, or after a long pause."""
        first = [0] if self.words else []
        for index, (before, word) in enumerate(pairwise(self.words), 1):
            if before.text.endswith((".", "?", "!")) or word.start - before.end >= PAUSE:
                first.append(index)
        return tuple(first)

    @cached_property
    def starts(self) -> tuple[float, ...]:
        """The second at which each sentence begins."""
        return tuple(self.words[index].start for index in self.sentences)

    def next_sentence(self, second: float) -> float | None:
        """Where the sentence after ``second`` begins; None if there is none."""
        later = bisect_right(self.starts, second)
        return self.starts[later] if later < len(self.starts) else None

    def sentence_before(self, second: float) -> float | None:
        """Where this sentence begins; just after its beginning, the one before it, or None."""
        return next((s for s in reversed(self.starts) if s < second - NEAR), None)

    def next_finding(self, second: float) -> tuple[Finding, ...]:
        """What is found next after ``second``, all that is found at once; then the first again."""
        return next((g for g in self._found if g[0].second > second), (*self._found, ())[0])

    def finding_before(self, second: float) -> tuple[Finding, ...]:
        """What was found last before ``second``; just behind it, what came before; then the last.

        Empty if nothing was found.
        """
        before = (g for g in reversed(self._found) if g[0].second < second - NEAR)
        return next(before, ((), *self._found)[-1])

    def begins(self, part: str) -> tuple[Beginning, ...]:
        """Every place where that part begins."""
        return tuple(begin for begin in self.parts if begin.part == part)

    def part_at(self, second: float) -> Part | None:
        """The part that is being told, or was told last."""
        begun = bisect_right(self.parts, second, key=lambda begin: begin.second)
        return self.parts[begun - 1].part if begun else None

    @cached_property
    def _found(self) -> tuple[tuple[Finding, ...], ...]:
        at_once = groupby(self.findings, key=lambda found: found.second)
        return tuple(tuple(group) for _, group in at_once)


def tracks(session: Session, only: int | None = None) -> tuple[Track, ...]:
    """Question and attempts of all, the warm-up first, or of answer ``only`` (from 1), in order.

    Raises:
        SessionError: there is no such answer, or nothing to play.
    """
    if only is not None and not 1 <= only <= len(session.answers):
        raise SessionError(f"There is no answer {only}: {session.name} has {len(session.answers)}.")
    chosen = ((n, a) for n, a in enumerate((session.warmed_up, *session.answers)) if a)
    found = [t for number, answer in chosen if only in (None, number) for t in _of(number, answer)]
    if not found:
        raise SessionError(f"{session.name} holds no answer yet: nothing can be played.")
    return tuple(found)


def _of(number: int, answer: Answer) -> Iterator[Track]:
    words = evenly(answer.asked, None)
    length = words[-1].end if words else 0.0
    title = f"Question {number}" if number else "Warm-up"
    yield Track(title, words, length, answer.question_sound, number, answer.asked, spread=True)
    for attempt in answer.attempts:
        if attempt.sound is not None or attempt.transcript is not None:
            yield _attempt(number, answer, attempt)
    for place, follow_up in enumerate(answer.follow_ups, 1):
        yield from _follow_up(number, place, follow_up)


def _follow_up(number: int, place: int, follow_up: FollowUp) -> Iterator[Track]:
    """The question back, and the reply; as neither is an attempt, the keys of those skip both."""
    asked, reply = follow_up.asked, follow_up.reply
    words = evenly(asked, None)
    length = words[-1].end if words else 0.0
    title = f"Answer {number}, follow-up {place}"
    yield Track(title, words, length, follow_up.sound, number, asked, spread=True)
    if reply is not None and (reply.sound is not None or reply.transcript is not None):
        title = f"Answer {number}, reply {place}{_BY_HAND * bool(reply.edited)}"
        yield replace(_spoken(title, number, asked, reply), attempt=None)


def _attempt(number: int, answer: Answer, attempt: Attempt) -> Track:
    of = len(answer.attempts)
    title = f"Answer {number}" if number else "Warm-up, answer"
    title += f", attempt {attempt.number} of {of}" if of > 1 else ""
    title += _BY_HAND * bool(attempt.edited)
    return _spoken(title, number, answer.asked, attempt)


def _spoken(title: str, number: int, asked: str, attempt: Attempt) -> Track:
    heard = attempt.transcript
    timed = in_time(heard.paced(PACE), _believed(attempt, heard)) if heard is not None else []
    words = tuple(word for _, word in timed)
    seconds = max(_within(attempt.seconds, 0.0), words[-1].end if words else 0.0)
    places = _Places(heard, attempt.findings, timed)
    return Track(
        *(title, words, seconds, attempt.sound, number, asked, attempt),
        *(tuple(index for index, _ in timed), places.parts, places.findings),
        silent=(TYPED if attempt.typed else DELETED) if attempt.sound is None else "",
    )


def _believed(attempt: Attempt, heard: Transcript) -> float:
    """Up to which second a word is believed; a recording may be longer than was written down."""
    recorded = max(_within(attempt.seconds, 0.0), _within(heard.seconds, 0.0))
    return min(2 * recorded + 60.0, LONGEST) if recorded > 0 else LONGEST


def in_time(words: Sequence[Word], longest: float = LONGEST) -> list[tuple[int, Word]]:
    """Each word with its place in ``words``, in the order in which they were said.

    Seconds that cannot be (before the start, beyond ``longest``, no number) are those of the
    word before; no word ends before it begins.
    """
    timed, last = [], 0.0
    for index, word in enumerate(words):
        last = _within(word.start, last, longest)
        end = max(_within(word.end, last, longest), last)
        timed.append((index, Word(word.text, last, end)))
    return sorted(timed, key=lambda each: each[1].start)


def _within(seconds: float, otherwise: float, longest: float = LONGEST) -> float:
    """``seconds`` where they can be those of a recording."""
    return seconds if 0.0 <= seconds <= longest else otherwise


def evenly(text: str, seconds: float | None) -> tuple[Word, ...]:
    """The words of ``text`` over ``seconds``, longer ones longer; at a usual pace without them."""
    words = text.split()
    total = sum(len(word) + 1 for word in words)
    unit = (len(words) * PACE if seconds is None else seconds) / max(total, 1)
    timed, at = [], 0.0
    for word in words:
        end = at + (len(word) + 1) * unit
        timed.append(Word(word, at, end))
        at = end
    return tuple(timed)


class _Places:
    """Where in time the findings on a transcript lie."""

    def __init__(
        self,
        transcript: Transcript | None,
        findings: Findings | None,
        timed: Sequence[tuple[int, Word]],
    ) -> None:
        self._said = findings
        same = transcript is not None and findings is not None and transcript.text == findings.text
        self._spans = transcript.spans if transcript is not None and same else ()
        self._starts = {index: word.start for index, word in timed}

    @property
    def parts(self) -> tuple[Beginning, ...]:
        """Each beginning of a part, in order."""
        spans = self._said.parts if self._said is not None else ()
        found = ((self._second(s.start, s.end, s.seconds), s.part, s.sure) for s in spans)
        begun = (Beginning(second, part, sure) for second, part, sure in found if second >= 0)
        return tuple(sorted(begun, key=lambda begin: (begin.second, PARTS.index(begin.part))))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything found, in order."""
        begun = (Finding(begin.second, begin.what) for begin in self.parts)
        found = [*begun, *self._marked(), *self._delivered()]
        there = (each for each in found if 0 <= each.second <= LONGEST)
        return tuple(sorted(there, key=lambda each: each.second))

    def _marked(self) -> Iterator[Finding]:
        if self._said is None:
            return
        for each in self._said.quantities:
            kind = "result" if each.result else "amount"
            second = self._second(each.start, each.end, each.seconds)
            yield Finding(second, f"{kind}: {each.quote}")
        for term in self._said.terms:
            mended = ", mended by sound" if term.heard == "repaired" else ""
            second = self._second(term.start, term.end, term.seconds)
            yield Finding(second, f"term: {term.term}{mended}")

    def _delivered(self) -> Iterator[Finding]:
        spoken: Delivery | None = self._said.delivery if self._said is not None else None
        if spoken is None:
            return
        for filler in spoken.fillers:
            second = self._second(filler.start, filler.end, filler.seconds)
            yield Finding(second, f"filler: {filler.quote.lower().strip(' .,;:!?…')}")
        for left, right in spoken.pauses:
            if _within(left, -1.0) >= 0 and right > left:
                yield Finding(left, f"pause of {min(right - left, LONGEST):.1f} s")

    def _second(self, start: int, end: int, seconds: Seconds | None) -> float:
        """When ``text[start:end]`` begins to be said; -1 where nobody knows."""
        first = bisect_right(self._spans, start, key=lambda span: span[1])
        if 0 <= start < end and first < len(self._spans) and self._spans[first][0] < end:
            return self._starts[first]
        return _within(seconds[0], -1.0) if seconds is not None and not self._spans else -1.0
