"""The forms of terms, and where in a text one of them stands: inflected, spelled or split."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from mockint.rubric.terms.spelling import bases, singular, usual, verb_of
from mockint.rubric.words import Token, tokens_of

if TYPE_CHECKING:
    from mockint.bank import Term

_LONGEST = 8
_AMBIGUOUS = frozenset("it us as in or me am is at do so no on be an to".split())
"""Abbreviations that are words too: only capitals count."""
_IT = frozenset("it them that this those these him her us all everything".split())
_THE = frozenset(
    "the a an this that these those my our your his her their all every each any two".split()
)
_ANYONE = frozenset(
    "someone somebody anyone everyone everybody people him her them us me you the my our new two "
    "three".split()
)
STANDS_FOR = {"it": _IT, "the": _THE, "someone": _ANYONE}
"""What may stand for these words of a form, after its first: up to three such words."""
_PARTICLES = frozenset("up off over out around down back in".split())
_BEFORE_NOUN = frozenset(
    "of by for before after at past with without no next first month period end and hard "
    "early late clean proper bad good as".split()
)
_AFTER_NOUN = frozenset("date time day report point file times dates meeting process".split())
_ELSEWHERE = {
    "po": "box boxes",
    "p o": "box boxes",
    "excel": "at",
    "credit": "card cards union score scores bureau",
    "back up": "camera generator plan",
}
"""Words after which a form is no term."""
_OTHERWISE = {form: frozenset(words.split()) for form, words in _ELSEWHERE.items()}


class Form(msgspec.Struct, frozen=True):
    """One way to write a term: its ``words`` in the usual spelling.

    ``endings``: said words must end so, if any are named; ``noun``: only as a noun,
    though its words apart may be a verb ("cutoff", "cut off").
    """

    words: tuple[str, ...]
    term: str
    endings: tuple[str, ...] = ()
    noun: bool = False


class Index(msgspec.Struct, frozen=True):
    """Forms by a base of their first word, and by their letters; ``longest`` in tokens."""

    first: dict[str, list[Form]]
    joined: dict[str, Form]
    starts: frozenset[str]
    longest: int


def longest_at(tokens: Sequence[Token], text: str, index: Index, at: int) -> tuple[int, str] | None:
    """Where the longest form that begins at ``at`` ends, and its term; one as listed goes first."""
    found = [*_spelled(tokens, index, at), *_joined(tokens, index, at)]
    fits = ((last, form) for last, form in found if _stands(tokens, text, at, last, form))
    last, form = max(fits, key=lambda one: (one[0], not one[1].endings), default=(at, None))
    return (last, form.term) if form else None


def _spelled(tokens: Sequence[Token], index: Index, at: int) -> Iterator[tuple[int, Form]]:
    """Forms whose words stand there one by one, each in any inflection."""
    seen: set[int] = set()
    for base in sorted(bases(tokens[at].text)):
        for form in index.first.get(base, ()):
            if id(form) not in seen:
                seen.add(id(form))
                last = _end(tokens, at, form)
                if last:
                    yield last, form


def _end(tokens: Sequence[Token], at: int, form: Form) -> int | None:
    if form.endings and not tokens[at].text.endswith(form.endings):
        return None
    for word in form.words[1:]:
        at += 1
        end = _past(tokens, at, word)
        if end is None:
            return None
        at = end
    return at + 1


def _past(tokens: Sequence[Token], at: int, word: str) -> int | None:
    """The index of the last token that says ``word``."""
    if at >= len(tokens):
        return None
    others = STANDS_FOR.get(word)
    if others is None:
        said = tokens[at].text
        return at if not singular(said).isdisjoint(singular(word)) else None
    last = at
    while last < min(at + 3, len(tokens)) and tokens[last].text in others | {"of"}:
        last += 1
    return last - 1 if last > at and not tokens[at].joined else None


def _joined(tokens: Sequence[Token], index: Index, at: int) -> Iterator[tuple[int, Form]]:
    """Forms whose letters stand there, however they are parted."""
    if tokens[at].text[:2] not in index.starts and tokens[at].text not in index.starts:
        return
    front = ""
    for last in range(at, min(at + index.longest, len(tokens))):
        if last > at and tokens[last].text.startswith("'"):
            return
        for end in sorted(singular(tokens[last].text)):
            form = index.joined.get(front + end)
            if form:
                yield last + 1, form
        front += usual(tokens[last].text)


def letters(tokens: Sequence[Token]) -> str:
    """The letters of the words in the usual spelling, without gaps."""
    return "".join(usual(token.text) for token in tokens)


def _stands(tokens: Sequence[Token], text: str, first: int, last: int, form: Form) -> bool:
    """Whether the words may mean the form here."""
    said = text[tokens[first].start : tokens[last - 1].end]
    if said in _AMBIGUOUS or not _unbroken(tokens, first, last):
        return False
    after = tokens[last].text if last < len(tokens) else ""
    if after in _OTHERWISE.get(" ".join(form.words), ()):
        return False
    if _in_letters(tokens, first, last):
        return False
    apart = last - first == 2 and not tokens[last - 1].joined
    return not (form.noun and apart) or _is_noun(tokens, first, last)


def _unbroken(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether no punctuation parts the words ("A.R." is one, "month, end" is not)."""
    return not any(
        (token.stop or token.comma) and not len(before.text) == len(token.text) == 1
        for before, token in pairwise(tokens[first:last])
    )


def _in_letters(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the letters are part of a longer row ("A-R-J-A-N")."""
    if len(tokens[last - 1].text) > 1 or last - first == 1:
        return False
    after = last < len(tokens) and tokens[last].joined and len(tokens[last].text) == 1
    return after or (tokens[first].joined and first > 0 and len(tokens[first - 1].text) == 1)


def _is_noun(tokens: Sequence[Token], first: int, last: int) -> bool:
    before = tokens[first - 1] if first and not tokens[first].stop else None
    if last < len(tokens) and tokens[last].text in _AFTER_NOUN:
        return True
    return before is not None and ("DET" in before.classes or before.text in _BEFORE_NOUN)


@lru_cache(maxsize=64)
def index_of(terms: "tuple[Term, ...]") -> Index:
    """The forms of all terms; the first term that has a form keeps it."""
    first: dict[str, list[Form]] = {}
    joined: dict[str, Form] = {}
    longest = 1
    for term in terms:
        for form, written in _forms(term):
            for base in _keys(form):
                first.setdefault(base, []).append(form)
            if not form.endings and STANDS_FOR.keys().isdisjoint(form.words[1:]):
                joined.setdefault("".join(form.words), form)
            spelled = len("".join(form.words)) if written.isupper() else 0
            longest = max(longest, len(form.words) + 1, spelled)
    starts = {key[:2] for key in joined} | {key[:1] for key in joined}
    return Index(first, joined, frozenset(starts), min(longest, _LONGEST))


def _keys(form: Form) -> frozenset[str]:
    return bases(form.words[0]) if len(form.words) > 1 else frozenset(form.words)


def _forms(term: "Term") -> Iterator[tuple[Form, str]]:
    plain = (term.term, *term.variants)
    parted = {form.lower() for form in plain if " " in form}
    for written in (*plain, *term.spoken):
        words = tuple(usual(token.text) for token in tokens_of(written))
        if not words:
            continue
        noun = words[-1] in _PARTICLES or written.lower().endswith(tuple(_PARTICLES))
        form = Form(words, term.term, noun=noun and " ".join(words) not in parted)
        yield form, written
        if len(words) == 1:
            yield from ((each, written) for each in _acts(form))


def _acts(form: Form) -> Iterator[Form]:
    """The verb of a noun: "posted" for "posting", "reconciled" for "reconciliation"."""
    word = form.words[0]
    if word.endswith("ing"):
        for base in bases(word) - {word}:
            yield Form((base,), form.term, endings=("ed", "ings"))
    verb = verb_of(word)
    if verb:
        yield Form((verb,), form.term, endings=("e", "es", "ed", "ing"))
