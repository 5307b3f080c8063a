"""The replies that ``mockint banks new`` takes, a line each, and the bank it makes of them."""

import io
import sys
from collections.abc import Iterable
from pathlib import Path

from benchmarks.fuzz.mutation import Form
from benchmarks.fuzz.typed import one_in, replaced, typed
from mockint.bank import load_bank, shared_terms
from mockint.bank.authoring import dictation
from mockint.bank.authoring.lexicon import Lexicon
from mockint.commands import banks
from mockint.errors import MockintError

FORM: Form = "text"
LONGEST = 1_024
WORDS = (
    *("story", "knowledge", "opening", "Tell me about a time you failed.", "What is a till?", "-"),
    *("+", "+till roll, DSO", "aging report, A/R", "opening, technical", ",", "behavioural", "?"),
)


def seeds() -> Iterable[bytes]:
    """Replies with everything, with as little as will do, and with what is refused at first."""
    yield (
        b"Front desk clerk\nopening, desk\nTell me about a time you lost a key.\nstory\ndesk\n"
        b"+key box, DSO\nThink of the last one.\nWhat is a key box?\n\n\n\n\n\n"
    )
    yield b"Clerk\n\nWhy us?\n\n\n\n\n"
    yield b"\n\x1b[31m\nClerk\na,b\nWhat is 5% of $10?\nWhat is a key?\nsong\nother\nc\na\n-\n\n"


def feed(data: bytes, folder: Path) -> None:
    """Reply, and read the bank that was written."""
    made = folder / "made.yaml"
    before, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(data))
    try:
        with replaced(dictation, Lexicon=lambda _: _lexicon):
            banks.run(typed("banks", "new", made))
    except MockintError:
        assert not made.exists(), "a bank is left behind although there was none"
        return
    finally:
        sys.stdin = before
    assert [each.name for each in folder.iterdir()] == [made.name], "litter is left"
    if one_in(3, data):
        assert load_bank(made).questions


_lexicon = Lexicon(shared_terms().terms)
