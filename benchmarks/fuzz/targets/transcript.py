"""An answer in writing, as ``mockint check``, ``score`` and ``edit`` read it."""

from argparse import Namespace
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from benchmarks.fuzz.mutation import Form
from benchmarks.fuzz.typed import one_in
from mockint import correction
from mockint.bank import Bank, load_bank
from mockint.commands.drawing import print_findings
from mockint.commands.marking import as_json, decode, mark
from mockint.errors import MockintError
from mockint.report.plain import spelled_out
from mockint.report.row import row
from tests.sample_session import STORY, transcript

FORM: Form = "text"
LONGEST = 800
WORDS = (
    *("forty percent", "$1,200,000.50", "two and a half", "three quarters of a million"),
    *("um", "I reconciled", "credit memo", "as a result", "so that", "we", "\u00bd", "\u0663"),
    *("million billion", "point five", "minus", "twenty twenty", "1e309", "# ", "aging report"),
)


def seeds() -> Iterable[bytes]:
    """An answer each way: first the letter that says how it is read, then what is read."""
    text = " ".join(sentence for _, sentence in STORY).encode()
    yield from (b"t" + text, b"b" + text, b"q" + text)
    yield b"e" + correction.sheet(transcript(STORY), ["The words of answer 1"]).encode()
    yield b"t" + "I saved \u00bd of $3 million\u2026 um, in twenty twenty-one, i. e. 12%".encode()


def feed(data: bytes, folder: Path) -> None:
    """Mark what stands behind the first letter: alone, with a bank, as asked, or corrected."""
    try:
        _HOW.get(data[:1], _alone)(decode(data[1:], "The text"))
    except MockintError:
        return


def _alone(text: str) -> None:
    found = mark(text, None, None)
    options = Namespace(plain=True, no_colour=True, large_print=False)
    options.explain = one_in(10, text.encode("utf-8", "replace"))
    print_findings(options, found, None, None)
    print(spelled_out(as_json(found)), row(found))


def _with_bank(text: str) -> None:
    print(spelled_out(as_json(mark(text, _bank(), None))))


def _asked(text: str) -> None:
    print(spelled_out(as_json(mark(text, _bank(), _bank().questions[20]))))


def _corrected(text: str) -> None:
    mended = correction.corrected(transcript(STORY), correction.read(text, notes=True))
    print(spelled_out(as_json(mark(mended, _bank(), _bank().questions[20]))))
    correction.sheet(mended, [text])


_HOW: dict[bytes, Callable[[str], None]] = {
    b"t": _alone,
    b"b": _with_bank,
    b"q": _asked,
    b"e": _corrected,
}


@cache
def _bank() -> Bank:
    return load_bank("billing-specialist")
