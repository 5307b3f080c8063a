"""Everything of a user's in one folder: interviews, settings, files of their own; and its bytes."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from msgspec.structs import replace

from mockint.bank import to_yaml
from mockint.bank.shelf import load_bank
from tests.brief import STORY, brief_bank, question
from tests.practised import practised
from tests.sample_session import session
from tests.test_sessions import kept

ROOT = Path(__file__).parents[2]
FIRST, SECOND, OPEN = "2026-03-02-0915-billing", "2026-03-03-1000-billing", "2026-03-04-1100-brief"
"""Two interviews that are over, and one that was broken off in its first answer."""
SETTINGS = "# mine\n[interview]\nrate = 170\n"
SHEET = "ask\nTell me about a refund that you made.\nTell me about a late invoice.\n"
STORIES = 6
"""Files that there are to be scored."""

State = dict[str, bytes]
"""What lies in a folder: the bytes of each file by its path, a folder's own are b"folder"."""


@dataclass(frozen=True)
class House:
    """The folder ``root``; a command runs in ``made`` below it and finds the rest around it."""

    root: Path

    @property
    def recordings(self) -> Path:
        return self.root / "interviews"

    @property
    def made(self) -> Path:
        return self.root / "made"

    @property
    def settings(self) -> Path:
        return self.root / "settings.toml"

    @property
    def bank(self) -> Path:
        return self.root / "brief.yaml"

    @cached_property
    def environment(self) -> dict[str, str]:
        """What a command is run with; nothing of the machine's own user counts."""
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.root / "home"),
            "TMPDIR": str(self.root / "tmp"),
            "MOCKINT_SETTINGS": str(self.settings),
            "MOCKINT_RECORDINGS": str(self.recordings),
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PULSE_SERVER": f"unix:{self.root}/nowhere",  # Else each run would start one.
        }

    def run(
        self,
        words: Sequence[object],
        said: str = "",
        before: Sequence[object] = (),
        more: Mapping[str, str] | None = None,
    ) -> "subprocess.CompletedProcess[str]":
        """One command of mockint to its end, ``before`` standing before it; ``said`` is typed."""
        command = [*before, sys.executable, "-m", "mockint", *words]
        return subprocess.run(
            [*map(str, command)], input=said, capture_output=True, text=True, errors="replace",
            cwd=self.made, env={**self.environment, **(more or {})}, timeout=240,
            start_new_session=True,
        )  # fmt: skip

    def state(self) -> State:
        """Everything below ``root`` but what Python itself puts there."""
        return state(self.root)

    def again(self, template: "House") -> None:
        """Become what ``template`` is, dates included."""
        shutil.rmtree(self.root, ignore_errors=True)
        shutil.copytree(template.root, self.root, symlinks=True)


def state(folder: Path) -> State:
    """Everything below ``folder``."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else b"folder"
        for path in sorted(folder.rglob("*"))
    }


def furnished(root: Path, spoken: Path | None = None) -> House:
    """A house with three interviews, settings, a bank and files; ``spoken`` answers, if given."""
    house = House(root)
    for folder in (house.recordings, house.made, root / "home", root / "tmp"):
        folder.mkdir(parents=True, mode=0o700)
    brief_bank(root)
    practised(house.recordings, name=FIRST)
    practised(house.recordings, name=SECOND)
    _broken_off(house)
    if spoken is not None:
        shutil.copy(spoken, root / "story.wav")
    house.settings.write_text(SETTINGS)
    _papers(house.made)
    return house


def _broken_off(house: House) -> None:
    """An interview whose first answer was being written when it was killed."""
    asked = question(house.bank)
    (live,) = replace(session().answers[0], question=asked, asked=asked.ask).attempts
    going = replace(live, sound=None, seconds=0.0, ended="live", findings=None, typed=True)
    first = replace(session().answers[0], question=asked, asked=asked.ask, question_sound=None)
    unfinished = replace(
        session(), bank="brief", plan=(asked,), finished=False, started="2026-03-04T11:00:00",
        answers=(replace(first, attempts=(going,)),), scene=replace(session().scene, typed=True),
    )  # fmt: skip
    kept(unfinished, house.recordings, OPEN)


def _papers(made: Path) -> None:
    (made / "answer.txt").write_text(f"{STORY} In the end they paid within two days.\n")
    (made / "asked.csv").write_text(SHEET)
    (made / "report.html").write_text("an older report")
    (made / "texts").mkdir()
    for number in range(STORIES):
        (made / "texts" / f"{number}.txt").write_text(f"{STORY} That was {number + 2} invoices.\n")
    (made / "bank.yaml").write_text(to_yaml(load_bank("billing-specialist")))
