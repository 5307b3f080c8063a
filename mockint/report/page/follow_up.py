"""A follow-up as a page shows it: what was asked, the reply to it, what the reply holds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mockint.report import replies
from mockint.report.page.answer import AttemptView, MarkView
from mockint.report.page.sound import Sound
from mockint.session import Answer, FollowUp


@dataclass(frozen=True)
class ReplyView(AttemptView):
    """The reply to follow-up ``place`` (from 1) of answer ``number``."""

    place: int

    @property
    def id(self) -> str:
        """What the reply is called within the page."""
        return f"reply-{self.number}-{self.place}"

    @property
    def title(self) -> str:
        """ "Answer 2, reply 1"."""
        return f"Answer {self.number}, reply {self.place}"

    @property
    def marks(self) -> list[MarkView]:
        """A reply has no marks of its own."""
        return []

    @property
    def unmarked(self) -> list[str]:
        """Nor is any missed."""
        return []


@dataclass(frozen=True)
class Probe:
    """A follow-up as it was asked, the reply where there is one, and what it holds."""

    asked: str
    reply: ReplyView | None
    outcome: str


def probes(number: int, answer: Answer, sounds: Mapping[str, Sound]) -> Iterator[Probe]:
    """The follow-ups to answer ``number`` with the recordings there are, by their files' names."""
    for place, each in enumerate(answer.follow_ups[: replies.FOLLOW_UPS], 1):
        yield Probe(each.asked, _reply(number, place, answer, each, sounds), replies.outcome(each))


def _reply(
    number: int, place: int, answer: Answer, follow_up: FollowUp, sounds: Mapping[str, Sound]
) -> ReplyView | None:
    reply = follow_up.reply
    if reply is None or not (reply.sound or reply.transcript):
        return None
    sound = sounds.get(reply.sound) if reply.sound else None
    return ReplyView(number, 1, reply, answer.question, sound, False, place)
