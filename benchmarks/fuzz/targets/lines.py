"""JSON that commands take line by line: check --jsonl, and the journal that score goes on from."""

from argparse import Namespace
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from benchmarks.fuzz.mutation import Form
from benchmarks.fuzz.typed import one_in, replaced
from mockint.bank import Bank, Question
from mockint.commands import check
from mockint.commands.marking import mark
from mockint.commands.tally import Tally
from mockint.errors import MockintError
from mockint.findings import Findings
from mockint.report import page  # noqa: F401 - it cannot be loaded while output is caught
from mockint.scoring import File, Journal, Line
from mockint.scoring.job import Stamp
from mockint.scoring.journal import Entry, Head
from tests.sample_session import session

FORM: Form = "text"
LONGEST = 8_192
WORDS = (
    '"text":',
    '"id":',
    '"bank":',
    '"question":',
    '"line":',
    '"size":3',
    '"file":"a.txt"',
    "{}",
)
FILES = (File("a.txt", Stamp(3, 5), False), File("b.txt", Stamp(1, 1), False))


def seeds() -> Iterable[bytes]:
    """Of each kind one: first the letter that says how it is read, then what is read."""
    line = msgspec.json.encode({"id": "1", "text": "I sent 12 invoices.", "bank": "accountant"})
    yield b"l" + line + b'\n{"text": "We paid it.", "question": "x"}\n{}\n[]\n'
    found = session().answers[0].attempts[0].findings
    text = msgspec.json.encode(found).decode()
    entries = [Entry("a.txt", 3, 5, text), Entry("b.txt", 1, 1, text)]
    head = Head(1, {"--bank": ""})
    yield b"j" + b"".join(msgspec.json.encode(each) + b"\n" for each in (head, *entries))


def feed(data: bytes, folder: Path) -> None:
    """Read what stands behind the first letter as that letter says."""
    try:
        _HOW.get(data[:1], _checked)(data[1:], folder)
    except MockintError:
        return


def _checked(data: bytes, folder: Path) -> None:
    """Of one input in sixteen the texts are marked, which takes longer than all of the rest."""
    with replaced(check, mark=mark if one_in(16, data) else _unmarked):
        for line in check.results(data.splitlines(keepends=True)):
            print(line)


def _unmarked(_: str, bank: Bank | None, question: Question | None, name: str | None) -> Findings:
    return mark("", bank, question, name)


def _journal(data: bytes, folder: Path) -> None:
    """A run of ``score`` that goes on: what the journal knows becomes rows of a table."""
    output = folder / "a.csv"
    output.with_name("a.csv.journal").write_bytes(data)
    journal = Journal(output, {"--bank": ""})
    options = Namespace(output=output, page=folder / "page.html", format=None, plain=True)
    options.no_colour = options.large_print = False
    try:
        with Tally(options, FILES, journal) as tally:
            for file in filter(journal.knows, FILES):
                tally.take(Line(file, journal.line(file), True, False))
            tally.finish()
    finally:
        journal.close()


_HOW: dict[bytes, Callable[[bytes, Path], None]] = {b"l": _checked, b"j": _journal}
