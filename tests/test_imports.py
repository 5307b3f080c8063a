"""What is loaded when, counted and not timed; ``benchmarks/speed.md`` tells what it spares."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mockint.arguments import COMMANDS, parser
from mockint.settings.key import commands_of
from tests.test_bad_input import mockint, the_sentence
from tests.test_score import until

SPY = (
    "import sys; before = set(sys.modules)\n"
    "import mockint.cli as c\n"
    "try: c.main(sys.argv[1:])\n"
    "except SystemExit: pass\n"
    "print(*sorted(set(sys.modules) - before), file=sys.stderr)"
)


def loaded(*words: str, stdin: str = "") -> set[str]:
    """The modules that a command line loads, beyond what the interpreter has anyway."""
    done = subprocess.run(
        [sys.executable, "-c", SPY, *words], input=stdin, capture_output=True, text=True
    )
    return set(done.stderr.splitlines()[-1].split())


def test_the_help_loads_no_settings_and_no_command_and_no_typing() -> None:
    there = loaded("--help")
    assert "mockint.arguments" in there
    ours = {name for name in there if name.startswith("mockint.")}
    assert ours == {"mockint.cli", "mockint.arguments", "mockint.errors"}
    assert there.isdisjoint({"typing", "pathlib", "importlib.util"})


@pytest.mark.parametrize("name", COMMANDS)
def test_only_the_options_of_the_command_that_is_typed_are_made(name: str) -> None:
    whole = commands_of(parser())
    mine = commands_of(parser([name, "something", "--plain"]))
    assert list(whole) == list(mine) == list(COMMANDS)
    assert mine[name].format_help() == whole[name].format_help()
    assert [each for each in mine if mine[each].format_help() == whole[each].format_help()] == [
        name
    ]


def test_the_whole_command_line_has_the_same_help_however_it_was_made() -> None:
    assert parser().format_help() == parser(["--help"]).format_help()


def test_a_text_is_marked_without_a_bank_where_none_is_named() -> None:
    there = loaded("check", "--json", stdin="I sent the invoice to the customer on Monday.")
    assert "mockint.rubric" in there
    assert there.isdisjoint({"yaml", "mockint.bank", "rapidfuzz", "rich"})


def test_an_interview_begins_its_slowest_parts_before_all_else_is_loaded() -> None:
    code = "import sys, mockint.commands.interview; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    there = set(done.stdout.split())
    assert there.isdisjoint({"numpy", "yaml", "rich", "mockint.bank", "mockint.interview"})


@pytest.mark.parametrize("words", [("no-such-bank",), ("billing-specialist", "--voice", "nobody")])
def test_what_was_begun_for_an_interview_that_cannot_be_held_ends_with_it(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    deaf = {"PULSE_SERVER": "unix:/nowhere", "ALSA_CONFIG_PATH": "/dev/null"}
    env = {**os.environ, **deaf, "TMPDIR": str(tmp_path), "LISTENING": str(tmp_path)}
    done = mockint("interview", *words, "--rehearse", "--recordings", tmp_path / "r", env=env)
    assert done.returncode == 1
    assert the_sentence(done)
    # A killed process takes a moment to be gone.
    until(lambda: not list(tmp_path.iterdir()) and not _begun_in(tmp_path))


def _begun_in(folder: Path) -> list[Path]:
    """The processes that were started for it and are still there."""
    mark = f"LISTENING={folder}".encode()
    processes = [path for path in Path("/proc").iterdir() if path.name.isdecimal()]
    return [path for path in processes if mark in _environment(path)]


def _environment(process: Path) -> bytes:
    try:
        return (process / "environ").read_bytes()
    except OSError:
        return b""
