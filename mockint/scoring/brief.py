"""How the files of one run are marked: what each worker must know, and what a journal remembers."""

import hashlib

import msgspec

from mockint.bank import Bank, Question
from mockint.profile import Profile


class Brief(msgspec.Struct, frozen=True):
    """The same for every file. ``release`` is the version of mockint and of its rubric.

    ``by_name``: the question is the one whose id the file or its folder bears.
    """

    bank: Bank | None
    question: str | None
    by_name: bool
    profile: Profile
    engine: str
    model: str | None
    server: str | None
    release: str

    def asked(self, path: str) -> Question | None:
        """The question that the file answers."""
        if self.bank is None:
            return None
        known = {question.id: question for question in self.bank.questions}
        if not self.by_name:
            return known[self.question] if self.question else None
        return next((known[name] for name in _names(path) if name in known), None)

    @property
    def told(self) -> dict[str, str]:
        """Whatever decides what comes of a file, by the flag that says so."""
        said = {
            "--bank": _fingerprint(self.bank) if self.bank else "",
            "--question": self.question or "",
            "--by-name": "yes" if self.by_name else "",
            "--profile": self.profile,
            "--engine": self.engine,
            "--model": self.model or "",
            "--server": self.server or "",
        }
        return {"mockint": self.release, **said}


def _fingerprint(bank: Bank) -> str:
    """Its name, and what changes when anything in it does."""
    return f"{bank.name} {hashlib.sha256(msgspec.json.encode(bank)).hexdigest()[:12]}"


def _names(path: str) -> list[str]:
    """What may be a question's id: the file's name, its pieces, then the folders, nearest first."""
    *folders, file = path.replace("\\", "/").split("/")
    stem = file.rpartition(".")[0] or file
    pieces = stem.replace("_", ".").replace(" ", ".").split(".")
    return [stem, *pieces, *reversed(folders)]
