"""What a program calls instead of a command: ``check``, ``load_bank`` and ``transcribe``."""

from pathlib import Path

from mockint.bank import Bank, Question, load_bank
from mockint.commands.marking import MAX_TEXT, decode, is_recording, mark, question_of
from mockint.errors import BankError
from mockint.findings import Findings
from mockint.profile import Profile
from mockint.transcript import Transcript

__all__ = ["check", "load_bank", "transcribe"]


def check(
    said: str | Transcript | Path,
    bank: str | Path | Bank | None = None,
    question: str | Question | None = None,
    *,
    profile: Profile = "usual",
) -> Findings:
    """What is in one answer, and its marks.

    ``said``: the words themselves, a transcript, or the path of a recording or of a text in
    UTF-8; a string is never taken for a path. ``bank``: a bank, a shipped one's name or a file,
    whose terms are looked for. ``question``: what was asked, or its id in ``bank``. ``profile``:
    whose pace and pauses delivery is measured by.

    Raises:
        MockintError: a file cannot be read, the text is longer than an answer can be, or there is
            no such bank or question.
    """
    whose = _bank(bank)
    asked = _question(question, whose)
    return mark(_said(said, whose), whose, asked, profile=profile)


def transcribe(path: str | Path, bank: str | Path | Bank | None = None) -> Transcript:
    """The words of a recording with their seconds, by the recogniser on this machine.

    ``bank``: whose terms to listen for. The recogniser is opened anew each time.

    Raises:
        MockintError: the file is no sound, there is no such bank, or the recogniser is not
            installed.
    """
    from mockint.recognizer import Recognizer, open_engine
    from mockint.sound.soundfiles import blocks

    whose = _bank(bank)
    recognizer = Recognizer(open_engine(), whose.terms if whose else ())
    try:
        return recognizer.transcribe(blocks(path))
    finally:
        recognizer.close()


def _bank(bank: str | Path | Bank | None) -> Bank | None:
    return bank if bank is None or isinstance(bank, Bank) else load_bank(bank)


def _question(question: str | Question | None, bank: Bank | None) -> Question | None:
    if question is None or isinstance(question, Question):
        return question
    if bank is None:
        raise BankError("A question needs its bank: give the bank as well.")
    return question_of(bank, question)


def _said(said: str | Transcript | Path, bank: Bank | None) -> str | Transcript:
    if isinstance(said, Transcript):
        return said
    if isinstance(said, str):
        return decode(said.encode("utf-8", "replace"), "The text")
    if is_recording(said):
        return transcribe(said, bank)
    with said.open("rb") as file:
        return decode(file.read(MAX_TEXT + 1), str(said))
