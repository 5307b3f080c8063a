"""The manual page says what the help says, and troff has nothing against it."""

import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from mockint.arguments import parser
from mockint.manual import man_page
from mockint.manual.commands import walk
from mockint.manual.page import roff

DOCS = Path(__file__).parents[1] / "docs"


def man(page: Path, *options: str, width: int = 80) -> "subprocess.CompletedProcess[str]":
    """The page as ``man`` shows it."""
    if shutil.which("man") is None:
        pytest.skip("There is no man here.")
    command = ["man", *options, "-E", "utf8", "-l", str(page)]
    env = {"PATH": "/usr/bin:/bin", "MANWIDTH": str(width), "LC_ALL": "C.UTF-8"}
    return subprocess.run(command, capture_output=True, text=True, env=env)


def test_the_manual_page_is_the_parsers_own() -> None:
    """Else run: python -m mockint.manual --man > docs/mockint.1"""
    assert (DOCS / "mockint.1").read_text(encoding="utf-8") == man_page()


def test_man_has_nothing_against_the_page() -> None:
    done = man(DOCS / "mockint.1", "--warnings")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_faulty_page_would_be_noticed(tmp_path: Path) -> None:
    (tmp_path / "bad.1").write_text(man_page().replace(".SH KEYS", ".SHH KEYS"))
    assert "SHH" in man(tmp_path / "bad.1", "--warnings").stderr


def test_every_command_and_flag_stands_on_the_page_as_it_is_typed() -> None:
    shown = man(DOCS / "mockint.1", width=200).stdout
    shown = re.sub(r".\x08", "", shown)
    for name, command, _ in walk(parser(), "mockint"):
        assert re.search(rf"^ +{name}$", shown, re.MULTILINE), name
        flags: Sequence[str] = [f for action in command._actions for f in action.option_strings]
        for flag in {*flags} - {"-h", "--help"}:
            assert re.search(rf"(^ +|, ){flag}\b", shown, re.MULTILINE), (name, flag)


def test_what_troff_would_take_for_its_own_is_made_harmless() -> None:
    assert roff(".so /etc/passwd") == r"\&.so /etc/passwd"
    assert roff(r"a\fB --b ~c") == r"a\efB \-\-b \(tic"
