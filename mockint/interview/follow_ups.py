"""The follow-ups behind one answer: what it lacks is asked for, and the reply kept beside it."""

from collections.abc import Callable, Collection
from typing import Protocol

from msgspec.structs import replace

from mockint.bank import Question
from mockint.events import Key, Probed, Replied, Steps
from mockint.findings import Part
from mockint.interview.exchange import Exchange, Table
from mockint.interview.manner import Manner
from mockint.probing import Probe, likely, next_probe
from mockint.session import (
    Answer,
    Attempt,
    FollowUp,
    Session,
    follow_up_sound,
    reply_sound,
)
from mockint.transcript import Transcript

GIVEN = ("key", "silence", "recording")
"""How an answer ends that may be asked about."""


class Sitting(Protocol):
    """What of the interview is needed here."""

    session: Session
    table: Table
    manner: Manner
    doubts: Callable[[Question, Transcript], Collection[Part]]

    def marked(self, question: Question | None, attempt: Attempt) -> Attempt:
        """The attempt with its findings."""

    def wait(self, key: Key | None) -> Steps:
        """Let the feedback be read."""

    def taken(self, name: str) -> bool:
        """Whether sound of that name lies there."""

    def keep(self, index: int, answer: Answer) -> None:
        """Put answer ``index`` into the session and on disk."""


class FollowUps:
    """Asks behind answer ``index`` of the interview, as often as its manner allows."""

    def __init__(self, interview: Sitting, index: int) -> None:
        self._interview = interview
        self._index = index

    @property
    def _answer(self) -> Answer:
        return self._interview.session.answers[self._index]

    @property
    def due(self) -> bool:
        """Whether there is one to ask; none behind one that was skipped."""
        asked = self._asked
        return not (asked and asked[-1].reply is None) and self._probe() is not None

    @property
    def _asked(self) -> tuple[FollowUp, ...]:
        """Those that count: one that was broken off before a word was said is asked again."""
        return tuple(each for each in self._answer.follow_ups if not each.broken_off)

    def run(self) -> Steps:
        """Until nothing is left to ask for, or the candidate moves on; returns the last key."""
        key: Key | None = None
        while key in (Key.DONE, None) and (probe := self._probe()) is not None:
            exchange, follow_up = self._begin(probe)
            if not exchange.invite():
                return None
            key = yield from self._ask(exchange, follow_up)
        return key

    def _probe(self) -> Probe | None:
        """What is asked next; None behind an answer that was left, and beyond the limit."""
        question, last = self._answer.question, self._answer.last
        asked = self._asked
        if question is None or last is None or len(asked) >= self._interview.manner.follow_ups:
            return None
        if self._answer.cut_off:
            return None  # What is missing may be what there was no time for.
        if last.ended not in GIVEN or last.findings is None or last.transcript is None:
            return None
        since = (each.reply for each in asked if each.attempt == last.number)
        replies = [reply for reply in since if reply is not None and reply.findings is not None]
        said = [each.transcript for each in (last, *replies) if each.transcript is not None]
        return next_probe(
            question,
            last.findings,
            [each.key for each in asked],
            [reply.findings for reply in replies if reply.findings is not None],
            {part for heard in said for part in self._interview.doubts(question, heard)},
        )

    def _begin(self, probe: Probe) -> tuple[Exchange, FollowUp]:
        """Names that no sound has yet; nothing is on disk before somebody can reply."""
        number = len(self._answer.follow_ups) + 1
        while any(map(self._interview.taken, self._names(number))):
            number += 1
        asked, replied = self._names(number)
        reply = Attempt(number, replied)
        last = self._answer.last
        follow_up = FollowUp(probe.key, probe.text, None, reply, last.number if last else 1)
        exchange = Exchange(
            *(self._interview.table, probe.text, asked, reply, self._answer.question),
            behind=self._behind(probe),
        )
        return exchange, follow_up

    def _behind(self, probe: Probe) -> tuple[str, ...]:
        """What may be asked behind this one; nothing where it is the last."""
        keys = [*(each.key for each in self._asked), probe.key]
        question = self._answer.question
        if question is None or len(keys) >= self._interview.manner.follow_ups:
            return ()
        return likely(question, keys)

    def _names(self, number: int) -> tuple[str, str]:
        return follow_up_sound(self._index, number), reply_sound(self._index, number)

    def _ask(self, exchange: Exchange, follow_up: FollowUp) -> Steps:
        before = self._answer
        place = len(before.follow_ups)
        self._keep(place, follow_up)
        yield Probed(place + 1, follow_up.asked, self._interview.table.interviewer.who)
        key = yield from exchange.run()
        said = exchange.said
        if said is None and key is Key.QUIT:
            self._leave(before, exchange)
            return key
        reply = self._interview.marked(self._answer.question, said) if said else None
        follow_up = replace(follow_up, sound=exchange.kept, reply=reply)
        self._keep(place, follow_up)
        if exchange.lost is not None:
            raise exchange.lost
        if reply is None:
            return key
        yield Replied(self._answer, follow_up)
        return (yield from self._interview.wait(key))

    def _leave(self, before: Answer, exchange: Exchange) -> None:
        """Nothing was said to the follow-up: another time it is asked as if for the first."""
        self._interview.keep(self._index, before)
        if exchange.kept:
            (self._interview.table.folder / exchange.kept).unlink(missing_ok=True)

    def _keep(self, place: int, follow_up: FollowUp) -> None:
        answer = self._answer.with_follow_up(place, follow_up)
        self._interview.keep(self._index, answer)
