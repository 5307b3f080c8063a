"""What is ticked off before an interview, as ``mockint prepare`` reads and changes it."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from benchmarks.fuzz.mutation import Form
from benchmarks.fuzz.typed import one_in, replaced, typed
from mockint import preparation
from mockint.bank import load_bank
from mockint.commands import prepare
from mockint.errors import MockintError

FORM: Form = "json"
LONGEST = 1_024
WORDS = ("format", "done", "undone", "resume-tailored", "resume-tailored.1")

_load = cache(load_bank)


def seeds() -> Iterable[bytes]:
    """Some ticks, none, and ticks of a bank that is not there any more."""
    step = _load("preparation").checklist[0].id
    yield b'{"format": 1, "done": ["%b.1", "%b.2", "old"]}' % (step.encode(), step.encode())
    yield b"{}"
    yield b'{\n "format": 1,\n "done": [\n  "caf\xc3\xa9"\n ]\n}'


def feed(data: bytes, folder: Path) -> None:
    """Load them, now and then show them, and tick one more off; what is refused stays as it is."""
    file = folder / preparation.FILE
    file.write_bytes(data)
    try:
        preparation.load(folder)
        if one_in(20, data):
            with replaced(prepare, load_bank=_load):
                prepare.run(typed("prepare", "--recordings", folder))
        preparation.tick(folder, ["one-more"], ["old"])
    except MockintError:
        assert file.read_bytes() == data, "it was changed although it was refused"
        return
    assert "one-more" in preparation.load(folder).done
