"""A bank made of an input by ``mockint banks import``, and held against the rules of banks.

What does not depend on the input, or takes most of the time, is not done anew for each one: the
terms and banks that are shipped are taken apart once, and few banks are written out.
"""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache, lru_cache
from pathlib import Path

import msgspec

from benchmarks.fuzz.typed import one_in, replaced, typed
from mockint.bank import Bank, Term, load_bank, shared_terms
from mockint.bank.authoring import ad_words, drafts, posting
from mockint.bank.authoring.lexicon import Lexicon
from mockint.bank.authoring.page import Page
from mockint.bank.rules import check_rules
from mockint.bank.shape import check_shape
from mockint.commands import bank_import, banks
from mockint.errors import MockintError

WRITTEN = 25
"""One in so many inputs has its bank written and read again; the others are checked unwritten."""

_load = cache(load_bank)
_stems = lru_cache(10_000)(lambda text: tuple(ad_words.stems(text)))
_made: dict[tuple[int, ...], Lexicon] = {}


def imported(data: bytes, name: str, folder: Path, *more: str) -> None:
    """Import a file of that name; whatever comes of it must be a bank without a fault."""
    source, into = folder / name, folder / "into"
    source.write_bytes(data)
    into.mkdir()
    written = one_in(WRITTEN, data)
    try:
        with _quickly(written):
            banks.run(typed("banks", "import", "-o", into, *more, "--", source))
    except MockintError:
        assert not list(into.iterdir()), "something is left behind although it was refused"
        return
    (made,) = into.iterdir()
    assert {each.name for each in folder.iterdir()} == {name, "into"}, "litter is left"
    if written:
        _check(made)


def _check(made: Path) -> None:
    try:
        assert load_bank(made).questions
    except MockintError as error:
        raise AssertionError(f"a bank was written that cannot be loaded: {error}") from error


@contextmanager
def _quickly(written: bool) -> Iterator[None]:
    with ExitStack() as stack:
        stack.enter_context(replaced(bank_import, load_bank=_load))
        stack.enter_context(replaced(posting, stems=_stems, Lexicon=_lexicon))
        stack.enter_context(replaced(drafts, Lexicon=_lexicon))
        for module in () if written else (drafts, posting):
            stack.enter_context(replaced(module, page=_unwritten))
        yield


def _lexicon(terms: Iterable[Term]) -> Lexicon:
    terms = tuple(terms)
    key = tuple(map(id, terms))
    if key not in _made:
        _made[key] = Lexicon(terms)
    return _made[key]


def _unwritten(bank: Bank, origin: str = "", *, filled: bool = True) -> Page:
    """The page without its lines, of a bank that has no fault."""
    if bank.questions:
        fields = msgspec.json.decode(msgspec.json.encode(bank))
        del fields["name"]
        flaws = [*check_shape(fields)] or [*check_rules(bank, shared_terms().terms)]
        assert not flaws, f"the bank has a fault: {flaws[0].message}"
    return _Unwritten(bank, origin, filled, ("",) * len(bank.questions))


class _Unwritten(Page):
    """A page without its lines."""

    def text(self, file: Path) -> str:
        """One line in its place."""
        return "# left out\n"
