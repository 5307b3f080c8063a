"""One interview: what was asked and answered; its file form is a folder.

``recordings/NAME/session.json`` is replaced whole at every step, so that a
kill at any moment leaves the state before or after it. Sound lies beside it
under names this module gives out; a name of any other shape is refused.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta
from msgspec.structs import replace

from mockint.bank import Question, Term
from mockint.errors import DiskError, MockintError, SessionError
from mockint.findings import Findings
from mockint.transcript import Transcript

FORMAT = 1
FILE = "session.json"
MAX_BYTES = 64 * 2**20

SoundName = Annotated[str, Meta(pattern=r"^[0-9]{2}-(question|answer)(-[0-9]{1,3})?\.(wav|flac)$")]
Ended = Literal["live", "key", "silence", "recording", "skipped", "interrupted", "lost"]
Mode = Literal["practice", "real"]


class Attempt(msgspec.Struct, frozen=True):
    """One go at an answer. ``ended`` says how; "live": it was being spoken when last saved.

    ``seconds`` is the length of the sound. Transcript and findings are None
    until they are made; findings stay None where nothing is marked.
    """

    number: int
    sound: SoundName | None
    seconds: float = 0.0
    ended: Ended = "live"
    transcript: Transcript | None = None
    findings: Findings | None = None
    warnings: tuple[str, ...] = ()


class Answer(msgspec.Struct, frozen=True):
    """A question as it was put and every attempt at it; ``question`` None is the closing."""

    question: Question | None
    asked: str
    question_sound: SoundName | None = None
    attempts: tuple[Attempt, ...] = ()

    @property
    def last(self) -> Attempt | None:
        """The attempt that counts: a later one that was skipped takes no answer's place."""
        given = [attempt for attempt in self.attempts if attempt.ended != "skipped"]
        return next(reversed(given or self.attempts), None)

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


class Session(msgspec.Struct, frozen=True):
    """An interview. ``plan`` holds the questions in order; ``started`` is ISO 8601 local time.

    ``terms`` are the bank's, so that the session needs the bank's file no more.
    ``voice`` speaks ``rate`` words a minute; ``engine`` is the recogniser's name.
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

    def with_answer(self, index: int, answer: Answer) -> "Session":
        """This session with its answer ``index`` (from 0) set; the next free one may be added."""
        return replace(self, answers=(*self.answers[:index], answer, *self.answers[index + 1 :]))

    @property
    def remaining(self) -> tuple[Question, ...]:
        """The questions of the plan that are still to be answered, in order."""
        done = {a.question.id for a in self.answers if a.question is not None and a.settled}
        return tuple(question for question in self.plan if question.id not in done)

    @property
    def closed(self) -> bool:
        """Whether the closing question was answered."""
        return any(answer.question is None and answer.settled for answer in self.answers)


def answer_sound(index: int, attempt: int) -> SoundName:
    """The name of an answer's sound while it is recorded; ``index`` from 0, ``attempt`` from 1."""
    return f"{index + 1:02d}-answer{'' if attempt == 1 else f'-{attempt}'}.wav"


def question_sound(index: int) -> SoundName:
    """The name of a question's sound; ``index`` from 0."""
    return f"{index + 1:02d}-question.flac"


def new_folder(recordings: Path, bank: str, now: datetime) -> Path:
    """A new folder of its own below ``recordings``, readable by its owner alone.

    Raises:
        DiskError: it cannot be made.
    """
    stem = f"{now:%Y-%m-%d-%H%M}-{bank}"
    try:
        recordings.mkdir(parents=True, exist_ok=True)
        for count in range(1, 1000):
            folder = recordings / (stem if count == 1 else f"{stem}-{count}")
            if not folder.exists():
                folder.mkdir(mode=0o700)
                return folder
    except OSError as error:
        raise DiskError(
            f"The interview cannot be kept in {recordings} ({error.strerror}): "
            "name another folder with --recordings."
        ) from error
    raise DiskError(f"{recordings} holds too many sessions of this minute: try again in a minute.")


def save(session: Session, folder: Path) -> None:
    """Replace the folder's ``session.json``, whole or not at all.

    Raises:
        DiskError: it cannot be written; the old file stays.
    """
    beside = folder / f".{FILE}.new"
    data = msgspec.json.format(msgspec.json.encode(session), indent=1)
    try:
        with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, folder / FILE)
    except OSError as error:
        raise DiskError(
            f"{folder / FILE} cannot be written ({error.strerror}): free some space or allow "
            "writing there; what was said so far is kept."
        ) from error


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Keep the session to this process until the block ends; a killed process lets go.

    Raises:
        SessionError: another process holds it.
        DiskError: the folder cannot be written.
    """
    import fcntl

    try:
        descriptor = os.open(folder / ".held", os.O_WRONLY | os.O_CREAT, 0o600)
    except OSError as error:
        raise DiskError(f"{folder} cannot be written ({error.strerror}).") from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise SessionError(
            f"{folder.name} is being held in another window: end it there first."
        ) from error
    finally:
        os.close(descriptor)


def load(folder: Path) -> Session:
    """The session kept in ``folder``.

    Raises:
        SessionError: there is none, it is newer than this mockint, or it is damaged.
    """
    path = folder / FILE
    try:
        if path.stat().st_size > MAX_BYTES:
            raise SessionError(f"{path} is too large to be a session: move it away.")
        data = path.read_bytes()
    except OSError as error:
        raise SessionError(
            f"{folder} holds no session that can be read ({error.strerror}): "
            "`mockint sessions` lists the ones there are."
        ) from error
    return _decode(data, path)


class _Stamp(msgspec.Struct):
    format: int


def _decode(data: bytes, path: Path) -> Session:
    try:
        if msgspec.json.decode(data, type=_Stamp).format > FORMAT:
            raise SessionError(
                f"{path} was written by a newer mockint: install the newest one to open it."
            )
        return replace(msgspec.json.decode(data, type=Session), name=path.parent.name)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise SessionError(
            f"{path} is damaged ({error}): the sound beside it can still be "
            "read with `mockint transcribe`."
        ) from error


def sound_path(folder: Path, name: SoundName) -> Path:
    """Where that sound lies; links that lead out of the folder are refused.

    Raises:
        SessionError: it is not there, or lies elsewhere.
    """
    path = folder / name
    if not path.is_file():
        raise SessionError(f"{path} is missing: the words of that answer are still in {FILE}.")
    if path.resolve().parent != folder.resolve():
        raise SessionError(f"{path} leads out of its session's folder: it is not opened.")
    return path


def folders(recordings: Path) -> tuple[Path, ...]:
    """Every folder below ``recordings`` that holds a session file, oldest first by name."""
    if not recordings.is_dir():
        return ()
    return tuple(sorted(file.parent for file in recordings.glob(f"*/{FILE}")))


def find(recordings: Path, name: str | None) -> Path:
    """The folder of the session of that name (or path); the newest without one.

    Raises:
        SessionError: there is none.
    """
    if name is None:
        every = [(folder.stat().st_mtime_ns, folder) for folder in folders(recordings)]
        if not every:
            raise SessionError(f"There is no session in {recordings} yet: run `mockint interview`.")
        return max(every)[1]
    return _named(recordings, name)


def find_unfinished(recordings: Path, name: str | None) -> Path:
    """The folder of the session to go on with: the newest unfinished one without a name.

    Where all are finished or damaged it is the newest of all.

    Raises:
        SessionError: there is none.
    """
    open_ones = []
    for folder, session in every(recordings) if name is None else ():
        if isinstance(session, Session) and not session.finished:
            open_ones.append((folder.stat().st_mtime_ns, folder))
    return max(open_ones)[1] if open_ones else find(recordings, name)


def _named(recordings: Path, name: str) -> Path:
    for folder in (recordings / name, Path(name)):
        if (folder / FILE).is_file():
            return folder
    raise SessionError(f"There is no session called {name}: `mockint sessions` lists them.")


def every(recordings: Path) -> Iterator[tuple[Path, Session | MockintError]]:
    """Each folder with its session, or with what is wrong with it."""
    for folder in folders(recordings):
        try:
            yield folder, load(folder)
        except MockintError as error:
            yield folder, error
