"""The settings file, as every command reads it and ``mockint config`` shows and changes it."""

import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from benchmarks.fuzz.mutation import Form
from benchmarks.fuzz.typed import one_in, replaced, typed
from benchmarks.fuzz.vast import SIZE, filled, numbered
from mockint.arguments import parser
from mockint.commands import config
from mockint.errors import MockintError
from mockint.settings import NOTHING, Keys, keys_of, read, settled
from mockint.settings import written as settings_file

FORM: Form = "toml"
LONGEST = 1_200
TRACED = ("tomllib",)
WORDS = (
    *("[interview]", "[report]", "[x]", "[[interview]]", "voice", "rate", "plain", "recordings"),
    *("stage", "engine", "mode", "model", "silence", "keep-for", "count", "speed", "pause", "="),
    *("true", '"x"', "'x'", '"""', "'''", "[1, 2]", "{a = 1}", "a.b.c", "1979-05-27", "0b1", "inf"),
    *('"\\u0000"', '"\\uD800"', '"\\U0010FFFF"', '"en-gb"', "150", "1.5", '"~/x"', '"/x"'),
)

SET = b"\x00"
"""Separates a file from the words typed behind ``mockint config``, where there are any."""


def seeds() -> Iterable[bytes]:
    """Files with each kind of value and of writing, and words that set and unset something."""
    whole = (
        b'# mine\nvoice = "en-gb"\nrate = 150 # fast\nplain = true\nrecordings = "/srv/mine"\n\n'
        b'[interview]\nstage = ["opening", "technical"]\nmode = \'real\'\nsilence = 2.5\n'
        b'"count" = 5\n\n[report]\n# nothing\nplain = false\n'
    )
    yield whole
    yield b'interview.mode = "real"\ninterview = {mode = "real"}\n'
    yield b'interview = {mode = "real"}\nvoice = """\nen-gb"""\n[doctor]\nrecordings="~"\n'
    yield whole + SET + b"rate\n170"
    yield whole + SET + b"interview.stage\nopening\nclosing"
    yield whole + SET + b"--unset\ninterview.mode"
    yield SET + b"voice\nen-gb"
    yield SET + b"recordings\n../x"
    yield b'voice = "a"\r\n[interview]\r\nmode = "real"\r\n' + SET + b"interview.rate\n120"


def vast() -> Iterable[bytes]:
    """Files as large as is read, and larger ones of the same kind."""
    for size in (settings_file.SIZE, SIZE):
        yield numbered("k%d = 1\n", size=size)
        yield numbered("a%d.b.c.d.e.f.g.h = 1\n", size=size)
        yield numbered("[t%d]\n", size=size)
        yield numbered("k%d = 1, ", "interview = {", "a = 1}", size=size)
        yield filled("# c\n", "[interview]\n", "\0rate\n150", size=size)
        yield filled("# c\n", "[interview]\n", "\0interview.stage\na", size=size)
        yield filled("a", 'voice = "', '"', size=size)
        yield filled("\\u0041", 'voice = "', '"', size=size)
        yield filled("9", "rate = ", size=size)
        yield filled("1_", "rate = ", "1", size=size)
        yield filled('"a",', "stage = [", "]", size=size)
        yield filled("{a = ", "a = ", size=size)
        for text in (
            "#\n",
            "[",
            "a.",
            '"',
            "[[a]]\n",
            "a = 1979-05-27\n",
            " ",
            "\n",
            "[interview]\n",
        ):
            yield filled(text, size=size)


def feed(data: bytes, folder: Path) -> None:
    """Read the file as every command does, show it, and change it where words are given."""
    text, _, words = data.partition(SET)
    file = folder / "settings.toml"
    file.write_bytes(text)
    os.environ["MOCKINT_SETTINGS"] = str(file)
    _read(data)
    # What the parsers are is not found out anew for each input.
    with replaced(config, parser=_parser, keys_of=_keys):
        if one_in(40, data):
            config.run(typed("config", "--json"))
            config.run(typed("config"))
        if words:
            _change(file, words.decode("utf-8", "replace").split("\n"))


def _read(data: bytes) -> None:
    """What every command does before it begins."""
    keys = _keys()
    try:
        written = read(Path(os.environ["MOCKINT_SETTINGS"]), keys)
    except MockintError:
        written = NOTHING
    for command in keys.values() if one_in(8, data) else ():
        settled(command, written, {})


def _change(file: Path, words: list[str]) -> None:
    """Change one setting; the file is then still one that can be read, or the old one."""
    before = file.read_bytes()
    unset = words[0] == "--unset" and len(words) > 1
    try:
        options = typed("config")
        options.unset = words[1] if unset else None
        options.key, options.value = (None, []) if unset else (words[0], words[1:])
        config.run(options)
    except MockintError:
        assert file.read_bytes() == before, "it was changed although it was refused"
        return
    if file.read_bytes() != before:
        read(file, _keys())
    assert [each.name for each in file.parent.iterdir()] == [file.name], "litter is left"


@cache
def _keys(*_: object) -> Keys:
    return keys_of(parser())


_parser = cache(parser)
