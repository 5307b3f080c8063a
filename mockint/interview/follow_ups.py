"""The follow-ups behind one answer: what it lacks is asked for, and the reply kept beside it."""

from collections.abc import Callable, Collection
from typing import Protocol

from msgspec.structs import replace

from mockint.bank import Question
from mockint.events import Key, Probed, Replied, Steps
from mockint.findings import Part
from mockint.interview.exchange import Exchange, Table
from mockint.interview.manner import Manner
from mockint.probing import Probe, next_probe
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
        asked = self._answer.follow_ups
        if question is None or last is None or len(asked) >= self._interview.manner.follow_ups:
            return None
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
        question = self._answer.question
        return Exchange(self._interview.table, probe.text, asked, reply, question), follow_up

    def _names(self, number: int) -> tuple[str, str]:
        return follow_up_sound(self._index, number), reply_sound(self._index, number)

    def _ask(self, exchange: Exchange, follow_up: FollowUp) -> Steps:
        place = len(self._answer.follow_ups)
        self._keep(place, follow_up)
        yield Probed(place + 1, follow_up.asked)
        key = yield from exchange.run()
        said = exchange.said
        reply = self._interview.marked(self._answer.question, said) if said else None
        follow_up = replace(follow_up, sound=exchange.kept, reply=reply)
        self._keep(place, follow_up)
        if exchange.lost is not None:
            raise exchange.lost
        if reply is None:
            return key
        yield Replied(self._answer, follow_up)
        return (yield from self._interview.wait(key))

    def _keep(self, place: int, follow_up: FollowUp) -> None:
        answer = self._answer.with_follow_up(place, follow_up)
        self._interview.keep(self._index, answer)
