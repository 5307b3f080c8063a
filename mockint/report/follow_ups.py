"""A follow-up and the reply to it on the terminal."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from mockint.report import replies
from mockint.report.passage import SHOWN
from mockint.report.plain import clock, plain, shortened
from mockint.report.style import HEADING, QUIET, heading
from mockint.session import Answer, FollowUp

LINE = 2_000
"""Characters of a follow-up at most."""


def follow_up_line(text: str) -> Text:
    """A follow-up as it is put."""
    return Text.assemble(("Follow-up: ", QUIET), (shortened(text, LINE), HEADING))


def reply_feedback(follow_up: FollowUp) -> RenderableType:
    """What is shown right behind a reply: its words, and whether they hold what was asked for."""
    return Group(*_reply(follow_up))


def follow_ups_report(answer: Answer) -> Iterator[RenderableType]:
    """Every follow-up of an answer with its reply, and what only the replies hold."""
    if not answer.follow_ups:
        return
    yield Text("")
    yield heading(replies.TITLE)
    for follow_up in answer.follow_ups[: replies.FOLLOW_UPS]:
        yield Padding(Text(shortened(follow_up.asked, LINE), style="italic"), (0, 0, 0, 2))
        yield Padding(Group(*_reply(follow_up)), (0, 0, 0, 2))
    if told := replies.supplied(answer):
        yield Padding(Text(plain(told)), (0, 0, 0, 2))


def _reply(follow_up: FollowUp) -> Iterator[RenderableType]:
    reply = follow_up.reply
    for line in replies.endings(follow_up):
        yield Text(f"! {shortened(line, LINE)}", style=HEADING)
    if reply is not None and reply.transcript is not None and reply.transcript.words:
        begin = Text("" if reply.typed else f"{clock(reply.seconds)} ", style=QUIET)
        yield begin.append(shortened(reply.transcript.text, SHOWN), style="default")
    yield Text(f"→ {shortened(replies.outcome(follow_up), LINE)}")
