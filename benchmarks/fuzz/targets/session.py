"""A session's folder whose ``session.json`` is anything, opened by every command that reads one."""

import shutil
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from functools import cache
from pathlib import Path
from zlib import crc32

import msgspec
from rich.console import RenderableType

from benchmarks.fuzz.mutation import Form
from mockint import correction, rescue
from mockint import session as sessions
from mockint.bank import Bank, load_bank
from mockint.commands.destination import json_of
from mockint.errors import MockintError
from mockint.history import compare, progress, recorded
from mockint.masking import masked
from mockint.report import aloud, comparison, stories
from mockint.report.due import due_report
from mockint.report.markdown import session_markdown
from mockint.report.page import comparison_page, progress_page, session_page
from mockint.report.page.stories import stories_page
from mockint.report.plain import spelled_out
from mockint.report.progress import progress_report
from mockint.report.sessions import sessions_table
from mockint.report.style import console
from mockint.report.terminal import session_report
from mockint.schedule import agenda
from mockint.session import Session, Summary
from mockint.stories import repertoire
from mockint.stories.record import as_json
from mockint.track import tracks
from tests.sample_session import session

NAME = "2026-03-02-0915-billing"
OTHER = "2026-03-01-0900-billing"
TODAY = datetime(2026, 3, 9, 12).astimezone()

FORM: Form = "json"
LONGEST = 65_536
WORDS = (
    *("live", "interrupted", "skipped", "story", "result", "repaired", "01-answer.wav", "edited"),
    *(
        "follow_ups",
        "reply",
        "raw",
        "rated",
        "typed",
        "limit",
        "warm_up",
        "drill",
        "scene",
        "$5,000",
    ),
)


def seeds() -> Iterable[bytes]:
    """A session of all kinds of answers, one without any, a short one, and some of other forms."""
    whole = session()
    yield msgspec.json.encode(whole)
    yield msgspec.json.encode(msgspec.structs.replace(whole, answers=(), plan=()))
    yield msgspec.json.encode(msgspec.structs.replace(whole, answers=whole.answers[-2:]))
    yield from (b"{}", b"[]", b'{"format": 2}', b'{"format": 99}')


def feed(data: bytes, folder: Path) -> None:
    """List it and open it; what is drawn of it then depends on its bytes, for all would be slow."""
    recordings = folder / "recordings"
    shutil.rmtree(recordings, ignore_errors=True)
    for name, content in ((OTHER, _sound()), (NAME, data)):
        (recordings / name).mkdir(parents=True)
        (recordings / name / sessions.FILE).write_bytes(content)
    _listed(recordings)
    try:
        opened = sessions.load(recordings / NAME)
    except MockintError:
        return
    view = _VIEWS[crc32(data) % len(_VIEWS)]
    with suppress(MockintError):
        view(opened, recordings)


@cache
def _sound() -> bytes:
    return msgspec.json.encode(session())


@cache
def _bank() -> Bank:
    return load_bank("billing-specialist")


def _listed(recordings: Path) -> None:
    found = list(sessions.summaries(recordings))
    _draw(sessions_table(found, 0))
    held = (each for _, each in found if isinstance(each, Summary))
    _draw(due_report(agenda(_bank(), held, TODAY), _bank().title))
    sessions.find(recordings, None)


def _drawn(opened: Session, recordings: Path) -> None:
    _draw(session_report(opened, sessions.earlier(recordings / NAME)))


def _written(opened: Session, recordings: Path) -> None:
    earlier = sessions.earlier(recordings / NAME)
    print(session_markdown(opened, earlier), session_page(opened, earlier=earlier))
    print(json_of(opened))


def _heard(opened: Session, recordings: Path) -> None:
    aloud.report(opened, ())
    tracks(opened, None)


def _shared(opened: Session, recordings: Path) -> None:
    print(session_markdown(masked(opened).session, ()))


def _edited(opened: Session, recordings: Path) -> None:
    for answer in opened.answers:
        for attempt in answer.said:
            if attempt.transcript is not None:
                words = correction.read(correction.sheet(attempt.transcript))
                correction.corrected(attempt.transcript, [*words[1:], "added"])


def _compared(opened: Session, recordings: Path) -> None:
    both = compare(sessions.load(recordings / OTHER), opened, [])
    print(comparison.comparison_markdown(both), comparison_page(both))


def _in_course(opened: Session, recordings: Path) -> None:
    found = sessions.opened(recordings)
    print(json_of(recorded(progress(found))), progress_page(found))
    _draw(progress_report(found))


def _told(opened: Session, recordings: Path) -> None:
    told = repertoire(sessions.opened(recordings), _bank())
    print(spelled_out(as_json(told)), stories.stories_markdown(told), stories_page(told))


def _gone_on_with(opened: Session, recordings: Path) -> None:
    """What was broken off is made whole, and then its sound and all of it deleted."""
    whole = rescue.secure(opened, recordings / NAME)
    print(rescue.unheard(whole), rescue.unread(whole), len(whole.remaining))
    sessions.delete_sound(recordings / NAME)
    sessions.delete(recordings / NAME)


_VIEWS = (
    *(_drawn, _written, _heard, _shared, _edited, _compared, _in_course, _told),
    _gone_on_with,
)


def _draw(renderable: RenderableType) -> None:
    console(terminal=False, width=80).print(renderable)
