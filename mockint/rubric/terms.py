"""Terms of the trade in a text: variants, plurals, spellings and letters said one by one."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from mockint.findings import Heard
from mockint.rubric.pattern import Cue, Cues
from mockint.rubric.spelling import stem, usual
from mockint.rubric.words import Token, tokens_of
from mockint.transcript import Transcript

if TYPE_CHECKING:
    from mockint.bank import Term

_LONGEST = 8
_AMBIGUOUS = frozenset("it us as in or me am is at do so no on be an to".split())
"""Abbreviations that are words too: only capitals count."""
_WHY = "A term is credited where you say what you did with it."
DENIALS = Cues(
    (
        Cue("never|n't|not DENY|used|worked|heard|dealt|done|had", "denied", 1.0, _WHY,
            "I've never used it", "I used it"),
        Cue("never|n't|not ADV? ADV? use|familiar|worked|heard", "denied", 1.0, _WHY,
            "I'm not familiar with it", "I'm familiar with it"),
        Cue("do n't|not ADV? know|understand|remember", "denied", 1.0, _WHY, "I don't know it",
            "I know it"),
        Cue("no experience|idea|knowledge|clue|training", "denied", 1.0, _WHY,
            "I have no experience with it", "I have experience"),
        Cue("unfamiliar with", "denied", 1.0, _WHY, "I'm unfamiliar with it", "familiar with it"),
        Cue("without experience|knowing|ever", "denied", 1.0, _WHY, "without knowing it",
            "knowing it"),
        Cue("new to me", "denied", 1.0, _WHY, "it is new to me", "a new one"),
    )
)  # fmt: skip
_CREDIT_AGAIN = frozenset("but however though although except instead".split())


class Mention(msgspec.Struct, frozen=True):
    """``tokens[first:last]`` is ``term``."""

    first: int
    last: int
    term: str
    heard: Heard


class Index(msgspec.Struct, frozen=True):
    """Terms by the letters of their forms; ``longest`` in tokens."""

    forms: dict[str, tuple[str, str]]
    starts: frozenset[str]
    longest: int


def mentions_of(
    tokens: Sequence[Token],
    text: str,
    terms: "Sequence[Term]",
    transcript: Transcript | None = None,
) -> list[Mention]:
    """Where terms are said and not denied, longest first, in order, not overlapping."""
    found = _repaired(tokens, transcript) if transcript else []
    taken = {at for mention in found for at in range(mention.first, mention.last)}
    index = _index(tuple(terms))
    at = 0
    while at < len(tokens):
        mention = None if at in taken else _longest_at(tokens, text, index, at, taken)
        if mention:
            found.append(mention)
        at = mention.last if mention else at + 1
    denied = _denied(tokens)
    return sorted(
        (mention for mention in found if mention.first not in denied),
        key=lambda mention: mention.first,
    )


def _longest_at(
    tokens: Sequence[Token], text: str, index: Index, at: int, taken: set[int]
) -> Mention | None:
    if tokens[at].text[:2] not in index.starts and tokens[at].text not in index.starts:
        return None
    for last in range(min(at + index.longest, len(tokens)), at, -1):
        if not _unbroken(tokens, at, last) or not taken.isdisjoint(range(at, last)):
            continue
        said = text[tokens[at].start : tokens[last - 1].end]
        known = _form(index, said, [token.text for token in tokens[at:last]])
        if known and said not in _AMBIGUOUS and _is_form(tokens[last - 1].text, known[1]):
            return Mention(at, last, known[0], _heard(said, known[0]))
    return None


def _form(index: Index, said: str, words: list[str]) -> tuple[str, str] | None:
    """The term and the form of it that is said; "POs" is the plural of "PO"."""
    if said[-1] == "s" and said[:-1].isupper():
        words = [*words[:-1], words[-1][:-1]]
    return index.forms.get(_key(words))


def _is_form(last: str, form: str) -> bool:
    """A "bill" is no "billing": what ends in -ing is met only by a word with an ending."""
    return not form.endswith("ing") or last.endswith(("ing", "ings", "ed"))


def _unbroken(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether no punctuation parts the words ("A.R." is one, "month, end" is not)."""
    return not any(
        (token.stop or token.comma) and len(token.text) != 1 for token in tokens[first + 1 : last]
    )


def _heard(said: str, term: str) -> Heard:
    return "exact" if said.casefold() == term.casefold() else "variant"


def _repaired(tokens: Sequence[Token], transcript: Transcript) -> list[Mention]:
    found = []
    for repair in transcript.repairs:
        spans = transcript.spans[repair.first : repair.last]
        inside = [
            at
            for at, token in enumerate(tokens)
            if spans and token.start < spans[-1][1] and token.end > spans[0][0]
        ]
        if inside:
            found.append(Mention(inside[0], inside[-1] + 1, repair.term, "repaired"))
    return found


def _denied(tokens: Sequence[Token]) -> set[int]:
    """The tokens in a stretch that denies knowing or having used what it names."""
    denied: set[int] = set()
    for first, last in _sentences(tokens):
        for match in DENIALS.matches(tokens[first:last]):
            at = first + match.first
            denied.update(range(at, _until(tokens, at, last)))
            if match.cue.pattern.startswith("new"):
                denied.update(range(first, at))
    return denied


def _until(tokens: Sequence[Token], first: int, last: int) -> int:
    for at in range(first, last):
        again = tokens[at].text in _CREDIT_AGAIN
        if again or (at > first + 2 and "I" in tokens[at].classes and tokens[at - 1].text == "and"):
            return at
    return last


def _sentences(tokens: Sequence[Token]) -> Iterable[tuple[int, int]]:
    starts = [at for at, token in enumerate(tokens) if token.stop]
    return zip(starts, [*starts[1:], len(tokens)], strict=False)


@lru_cache(maxsize=64)
def _index(terms: "tuple[Term, ...]") -> Index:
    forms: dict[str, tuple[str, str]] = {}
    starts: set[str] = set()
    longest = 1
    for term in terms:
        for form in (term.term, *term.variants, *term.spoken):
            words = [token.text for token in tokens_of(form)]
            if not words:
                continue
            forms.setdefault(_key(words), (term.term, form))
            letters = len(_key(words)) if form.isupper() or len(words) == 1 else 0
            longest = max(longest, len(words) + 1, min(letters, _LONGEST) if form.isupper() else 0)
            starts |= {words[0][:2], usual(words[0])[:2], words[0][:1]}
    return Index(forms, frozenset(starts), min(longest, _LONGEST))


def _key(words: Sequence[str]) -> str:
    """The letters of the words in the usual spelling, without inflection or gaps."""
    *front, last = [usual(word) for word in words]
    whole = "".join(front) + last
    return stem(whole) if len(front) == 0 or len(whole) > 4 else whole
