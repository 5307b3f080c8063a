"""A text or a recording to findings, as ``check`` and ``score`` do it."""

from argparse import Namespace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from mockint.errors import BankError, MockintError, RecordingError
from mockint.findings import Findings
from mockint.profile import Profile
from mockint.transcript import Transcript

if TYPE_CHECKING:
    from mockint.bank import Bank, Question
    from mockint.recognizer import Recognizer
    from mockint.recognizer.mishearings import Mishearing

MAX_TEXT = 2**20
"""Bytes of a transcript that is marked at most."""

SOUND_ENDINGS = frozenset(".wav .flac .ogg .oga .opus .mp3 .aif .aiff .aifc .au .caf .w64".split())
_MAGIC = (b"RIFF", b"fLaC", b"OggS", b"ID3", b"FORM", b".snd", b"caff")


@cache
def load(name_or_path: str) -> "Bank":
    """A bank, read once."""
    from mockint.bank import load_bank  # YAML: only where a bank is used

    return load_bank(name_or_path)


class NotAnAnswer(MockintError):
    """What was given cannot be marked."""


def is_sound(head: bytes) -> bool:
    """Whether a file that begins like this is sound."""
    return head.startswith(_MAGIC)


def is_recording(path: Path) -> bool:
    """Whether ``path`` is sound, by its ending or its first bytes."""
    if path.suffix.lower() in SOUND_ENDINGS:
        return True
    try:
        with path.open("rb") as file:
            return file.read(4).startswith(_MAGIC)
    except OSError as error:
        raise RecordingError(
            f"{path} cannot be read ({error.strerror}): check the name and try again."
        ) from error


def decode(data: bytes, name: str) -> str:
    """The text of a transcript.

    Raises:
        NotAnAnswer: it is too long, or no UTF-8 text.
    """
    if len(data) > MAX_TEXT:
        raise NotAnAnswer(f"{name} is longer than an answer can be: give one answer of it.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotAnAnswer(f"{name} is not UTF-8 text: save it as plain text first.") from error


def asked(bank: str | None, question: str | None) -> "tuple[Bank | None, Question | None]":
    """The bank and question of those names.

    Raises:
        BankError: there are none such.
    """
    if bank is None:
        if question is not None:
            raise BankError("A question needs its bank: add --bank.")
        return None, None
    found = load(bank)
    return found, None if question is None else question_of(found, question)


def question_of(bank: "Bank", name: str) -> "Question":
    """The question with that id.

    Raises:
        BankError: there is none.
    """
    for each in bank.questions:
        if each.id == name:
            return each
    raise BankError(
        f"{bank.name} has no question {name!r}: `mockint banks show {bank.name}` lists them."
    )


def mark(
    said: str | Transcript,
    bank: "Bank | None",
    question: "Question | None",
    name: str | None = None,
    profile: Profile = "usual",
) -> Findings:
    """The findings of one answer, called ``name``; its delivery by the measure of ``profile``."""
    from mockint.rubric import judge

    if bank is None:
        return judge(said, question, id=name, profile=profile)
    misheard = _misheard(said, bank) if isinstance(said, str) else ()
    return judge(
        said,
        question,
        bank.terms,
        id=name,
        bank=bank.name,
        misheard=misheard,
        profile=profile,
    )


def _misheard(text: str, bank: "Bank") -> "tuple[Mishearing, ...]":
    """Terms that the recogniser somebody else used got wrong; our own mends them itself."""
    from mockint.recognizer.mishearings import misheard  # heavy: only for text with a bank

    return misheard(text, bank.terms)


class Listener:
    """Opens the recogniser when the first recording comes; ``told``: who it is sent to is known."""

    def __init__(self, options: Namespace, bank: "Bank | None", *, told: bool = False) -> None:
        self._options = options
        self._told = told
        self._terms = bank.terms if bank else ()
        self._recognizer: Recognizer | None = None

    def transcribe(self, path: Path) -> Transcript:
        """The words of a recording."""
        from mockint.commands.engines import open_recognizer
        from mockint.sound.soundfiles import blocks

        sound = blocks(path)
        if self._recognizer is None:
            self._recognizer = open_recognizer(self._options, self._terms, told=self._told)
        return self._recognizer.transcribe(sound)

    def close(self) -> None:
        """Let the recogniser go, if there is one."""
        if self._recognizer is not None:
            self._recognizer.close()


def as_json(findings: Findings) -> str:
    """One line of JSON."""
    return msgspec.json.encode(findings).decode()
