"""The Tab key behind ``mockint``, in the shells themselves."""

import os
import pty
import select
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from mockint.arguments import parser
from mockint.bank import bank_names
from mockint.settings.key import commands_of
from tests.test_bad_input import mockint

SHELLS = ("bash", "zsh")
READY = "ready-now"
BEGIN = {
    "bash": f'PS1=; bind "set bell-style none"; eval "$(cat "$SCRIPT")"; echo {READY[:5]}"-now"\n',
    "zsh": (
        "PS1=; unsetopt zle_bracketed_paste; autoload -U compinit; compinit -D -u; "
        f'eval "$(cat "$SCRIPT")"; echo {READY[:5]}"-now"\n'
    ),
}
ASK = """\
. "$SCRIPT"
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_shtab_mockint
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The script for each shell, as the command prints it."""
    folder = tmp_path_factory.mktemp("scripts")
    for shell in SHELLS:
        done = mockint("completion", shell)
        assert (done.returncode, done.stderr) == (0, "")
        (folder / shell).write_text(done.stdout)
    return {shell: folder / shell for shell in SHELLS}


@pytest.fixture
def recordings(tmp_path: Path) -> Path:
    """A folder with one interview, and one thing that is none."""
    (tmp_path / "kept in here" / "2026-05-04-0930-billing").mkdir(parents=True)
    (tmp_path / "kept in here" / "2026-05-04-0930-billing" / "session.json").touch()
    (tmp_path / "kept in here" / "2026-notes").mkdir()
    return tmp_path / "kept in here"


def offered(scripts: dict[str, Path], folder: Path, *words: str) -> list[str]:
    """What bash offers for the last of ``words``, with ``folder`` as the one of the recordings."""
    done = subprocess.run(
        [shutil.which("bash") or "bash", "--norc", "-c", ASK, "bash", *words],
        capture_output=True,
        text=True,
        cwd=folder,
        env={"PATH": "", "SCRIPT": str(scripts["bash"]), "MOCKINT_RECORDINGS": str(folder)},
    )
    assert done.returncode == 0, done.stderr
    return [line for line in done.stdout.splitlines() if line]


def typed(shell: str, script: Path, folder: Path, keys: str, until: str) -> str:
    """What stands on the terminal of a shell behind these keys, as soon as it holds ``until``."""
    if shutil.which(shell) is None:
        pytest.skip(f"There is no {shell} here.")
    child, terminal = pty.fork()
    if child == 0:
        os.environ |= {"SCRIPT": str(script), "TERM": "dumb", "MOCKINT_RECORDINGS": str(folder)}
        os.chdir(folder)
        plain = ["--norc", "--noprofile", "-i"] if shell == "bash" else ["-f", "-i"]
        os.execvp(shell, [shell, *plain])
    try:
        os.write(terminal, BEGIN[shell].encode())
        shown = seen(terminal, READY, 30.0)
        assert READY in shown, shown
        os.write(terminal, keys.encode())
        return seen(terminal, until, 5.0)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(terminal)


def seen(terminal: int, until: str, seconds: float) -> str:
    """What the shell prints, up to a text or for so many seconds."""
    shown, end = b"", time.monotonic() + seconds
    while until.encode() not in shown and (left := end - time.monotonic()) > 0:
        if select.select([terminal], [], [], left)[0]:
            shown += os.read(terminal, 65536)
    return shown.decode(errors="replace")


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(
    ("begun", "whole"),
    [
        ("mockint inter", "mockint interview "),
        ("mockint interview --to", "mockint interview --tone "),
        ("mockint interview --tone fr", "mockint interview --tone friendly "),
        ("mockint interview billing-s", "mockint interview billing-specialist "),
        ("mockint banks show acc", "mockint banks show accounts-payable "),
        ("mockint replay 2026", "mockint replay 2026-05-04-0930-billing "),
    ],
)
def test_tab_finishes_what_was_begun(
    scripts: dict[str, Path], recordings: Path, shell: str, begun: str, whole: str
) -> None:
    assert whole in typed(shell, scripts[shell], recordings, f"{begun}\t", whole)


def test_every_command_and_each_of_its_options_is_offered(
    scripts: dict[str, Path], tmp_path: Path
) -> None:
    commands = commands_of(parser())
    assert offered(scripts, tmp_path, "mockint", "") == list(commands)
    for name, command in commands.items():
        flags = {flag for action in command._actions for flag in action.option_strings}
        assert set(offered(scripts, tmp_path, "mockint", name, "-")) == flags, name


def test_banks_are_offered_by_name_with_the_files_that_may_be_some(
    scripts: dict[str, Path], tmp_path: Path
) -> None:
    (tmp_path / "mine.yaml").touch()
    (tmp_path / "letter.txt").touch()
    there = offered(scripts, tmp_path, "mockint", "interview", "")
    assert there == [*bank_names(), "mine.yaml"]
    assert offered(scripts, tmp_path, "mockint", "check", "--bank", "") == there


def test_only_folders_that_hold_an_interview_are_offered_as_one(
    scripts: dict[str, Path], recordings: Path
) -> None:
    for words in (("report",), ("sessions", "--delete"), ("interview", "--resume")):
        assert offered(scripts, recordings, "mockint", *words, "") == ["2026-05-04-0930-billing"]


def test_a_word_that_names_a_file_is_finished_with_one(
    scripts: dict[str, Path], tmp_path: Path
) -> None:
    (tmp_path / "answer.wav").touch()
    assert offered(scripts, tmp_path, "mockint", "transcribe", "ans") == ["answer.wav"]
    assert offered(scripts, tmp_path, "mockint", "report", "-o", "ans") == ["answer.wav"]


def test_another_shell_is_refused_with_the_two_there_are() -> None:
    done = mockint("completion", "fish")
    assert done.returncode == 2
    assert "bash" in done.stderr
    assert "zsh" in done.stderr
