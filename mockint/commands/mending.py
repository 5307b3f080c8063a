"""The editor in which words are mended, and what is worth adding to the bank afterwards."""

import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from mockint import correction
from mockint.correction import Saying
from mockint.errors import MockintError, SessionError
from mockint.report.plain import plain
from mockint.session import Attempt, Session
from mockint.smallfile import Unfit, contents
from mockint.transcript import Transcript

OFTEN = 2
"""Times that the same must have been mended before it is worth telling the bank."""


@contextmanager
def in_editor(head: Sequence[str], transcript: Transcript) -> Iterator[tuple[str, ...]]:
    """The words as they were saved in the person's editor, below a ``head`` of comment.

    Raises:
        SessionError: there is no editor, it failed, or what it left cannot be read.
    """
    command = _editor()
    folder = Path(mkdtemp(prefix="mockint-"))
    path = folder / "answer.txt"
    text = correction.sheet(transcript, head)
    saved = False
    try:
        path.write_text(text, encoding="utf-8")
        _edit(command, path)
        saved = path.read_bytes() != text.encode() if path.is_file() else False
        yield correction.read(_left(path), notes=True)
    except MockintError as error:
        if not saved:
            raise
        raise type(error)(f"{error} Your text is kept in {path}.") from error
    except BaseException:
        if saved:
            print(f"Your text is kept in {plain(str(path))}.", file=sys.stderr)
        raise
    finally:
        if not (saved and sys.exc_info()[0]):
            shutil.rmtree(folder, ignore_errors=True)


def _editor() -> list[str]:
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()):
        raise SessionError("No editor can be opened here: give the mended words with --text FILE.")
    try:
        command = shlex.split(named)
    except ValueError:
        command = []
    if not command:
        raise SessionError(
            "Which editor to open is not known: name it in EDITOR (EDITOR=nano, say), "
            "or give the mended words with --text FILE."
        )
    return command


def _edit(command: Sequence[str], path: Path) -> None:
    shown = plain(command[0])
    # Ctrl-C is the editor's while it is open: what was typed there must not be lost.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        code = subprocess.run([*command, str(path)]).returncode
    except OSError as error:
        raise SessionError(
            f"The editor {shown} cannot be started ({error.strerror}): name another in EDITOR, "
            "or give the mended words with --text FILE."
        ) from error
    finally:
        signal.signal(signal.SIGINT, before)
    if code:
        raise SessionError(f"The editor {shown} ended with an error: nothing was changed.")


def _left(path: Path) -> str:
    """What the editor left there."""
    try:
        return contents(path, correction.LIMIT + 2**14).decode("utf-8-sig")
    except Unfit as error:
        raise SessionError("The text is longer than an answer can be: shorten it.") from error
    except UnicodeDecodeError as error:
        raise SessionError("The text was not saved as UTF-8: nothing was changed.") from error
    except OSError as error:
        raise SessionError(
            f"The editor left no text ({error.strerror}): nothing was changed."
        ) from error


def offered(recordings: Path, mended: Attempt, session: Session) -> Iterator[str]:
    """What was mended now and the same way before, as lines for the bank's file."""
    now = dict.fromkeys(correction.sayings(mended, session))
    if not now:
        return
    counts = correction.counted(recordings)
    for saying in now:
        if counts[saying] >= OFTEN:
            yield ""
            yield from _for_the_bank(saying, counts[saying], session)


def _for_the_bank(saying: Saying, count: int, session: Session) -> Iterator[str]:
    times = "twice" if count == OFTEN else f"{count} times"
    yield f"“{plain(saying.heard)}” was mended to “{plain(saying.meant)}” {times}."
    if saying.term:
        yield f"To have it heard rightly, put this below `terms:` in the bank {plain(session.bank)}"
    else:
        yield (
            "If that is a word of your trade, put this below `terms:` in the bank "
            f"{plain(session.bank)}"
        )
    yield "(in place of its entry there, if it has one), then run `mockint banks lint` on the file:"
    yield from _entry(saying, session)


def _entry(saying: Saying, session: Session) -> Iterator[str]:
    """The term as the bank's file holds it, with one more spoken form."""
    import msgspec

    from mockint.bank import Term
    from mockint.bank.sheet import write_sheet

    known = next((term for term in session.terms if term.term == saying.meant), None)
    term = known if saying.term and known is not None else Term(saying.meant)
    spoken = (*dict.fromkeys((*term.spoken, saying.heard)),)
    fields = msgspec.to_builtins(msgspec.structs.replace(term, spoken=spoken))
    text = write_sheet({"terms": [{name: each for name, each in fields.items() if each}]})
    for line in text.splitlines()[1:]:
        yield plain(line)
