"""Texts that deserve no mark at all, and the plain sentence that says why."""

from collections.abc import Sequence
from itertools import pairwise

from mockint.rubric.clauses import Clause
from mockint.rubric.lexicon import FUNCTION_WORDS, PARTS_NAMES, classes_of, is_function
from mockint.rubric.refusals.echo import any_question, circles, known_question, noise
from mockint.rubric.refusals.invented import is_invented
from mockint.rubric.refusals.order import said, shipped
from mockint.rubric.words import Token

LEAST_CONTENT = 5
"""Fewer different words of content than this are too little to mark."""
_LEAST_WORDS = 8
_PRAISE = frozenset(
    "good great best nice positive successful success excellent amazing perfect wonderful bad "
    "describe described answer question example story interview thing things took happened "
    "method specific challenge challenging completed achieved".split()
)
_VOWELS = frozenset("aeiouyàáâäåèéêëìíîïòóôöùúûüœæø")
_SALAD = -0.6
"""The mean gain of neighbours under which the words are in no order; of 1,000 real answers, each
weighed by the other authors' table, none had less than -0.43, and of the same shuffled 3 more."""
_LEAST_ORDERED = 15


def why_unmarked(
    tokens: Sequence[Token],
    clauses: Sequence[Clause],
    asked: Sequence[Token] | None = None,
    terms: int = 0,
) -> str | None:
    """Why nothing can be marked, in one sentence; None where it can.

    ``asked`` are the words of the question; ``terms`` how many words belong to terms.
    """
    words = [token for token in tokens if token.kind == "word" and "UM" not in token.classes]
    if not tokens:
        return "Nothing was said."
    if not words:
        return "There are no words in it."
    return (
        _foreign_letters(words)
        or _mash(words)
        or known_question(words, asked)
        or circles(words)
        or noise(words)
        or _short(words, tokens)
        or _names_of_parts(words)
        or any_question(words)
        or _list_or_foreign(words, clauses, terms)
        or _chain(words)
        or _invented(words, terms)
        or _salad(tokens)
    )


def _foreign_letters(words: Sequence[Token]) -> str | None:
    letters = "".join(word.text for word in words)
    foreign = sum(1 for letter in letters if ord(letter) > 0x24F)
    return "This does not seem to be English." if foreign > 0.3 * len(letters) else None


def _mash(words: Sequence[Token]) -> str | None:
    """Keys struck at random: words without vowels or with long runs of consonants."""
    odd = sum(1 for word in words if len(word.text) > 3 and _is_mash(word.text))
    long = sum(1 for word in words if len(word.text) > 3)
    if long >= 2 and odd > 0.3 * long:
        return "These are not words that could be read."
    if len(words) <= 2 and odd:
        return "These are not words that could be read."
    return None


def _is_mash(word: str) -> bool:
    if len(word) > 24 or len(set(word)) * 3 <= len(word):
        return True
    run = 0
    for letter in word:
        run = 0 if letter in _VOWELS or letter == "'" else run + 1
        if run >= 5:
            return True
    return run == len(word)


def _short(words: Sequence[Token], tokens: Sequence[Token]) -> str | None:
    content = {word.text for word in words if not is_function(word.text)}
    content |= {token.text for token in tokens if token.kind == "number"}
    if len(words) < _LEAST_WORDS or len(content) < LEAST_CONTENT:
        return "This is too short to mark: say a few whole sentences."
    return None


def _names_of_parts(words: Sequence[Token]) -> str | None:
    named = sum(1 for word in words if word.text in PARTS_NAMES)
    content = {word.text for word in words if not is_function(word.text)}
    if named >= 3 and len(content - PARTS_NAMES - _PRAISE) < LEAST_CONTENT:
        return "Only the names of the parts were said, nothing about what happened."
    return None


def _list_or_foreign(words: Sequence[Token], clauses: Sequence[Clause], terms: int) -> str | None:
    grammar = sum(1 for word in words if word.text in FUNCTION_WORDS)
    known = sum(1 for word in words if is_function(word.text) or classes_of(word.text))
    share = grammar / len(words)
    verbs = sum(1 for clause in clauses if clause.tense)
    if terms >= 4 and terms > 0.45 * len(words):
        return "This is a list of keywords, not an answer: say what you did with them."
    if share >= 0.25 and (verbs or share >= 0.35):
        return None
    if share < 0.2 and known < 0.3 * len(words) and terms < 0.2 * len(words):
        return "This does not seem to be English, or it is a mere list of words."
    if share < 0.25 or not verbs:
        return "This is a list of keywords, not an answer: say it in whole sentences."
    return None


def _chain(words: Sequence[Token]) -> str | None:
    """ "leadership and teamwork and communication and ...": names strung together."""
    longest = run = 0
    for one, link in pairwise(words):
        if link.text == "and" and not is_function(one.text):
            run += 1
        elif one.text != "and":
            run = 0
        longest = max(longest, run)
    if longest >= 5 and 2 * longest > 0.4 * len(words):
        return "This is a list of keywords, not an answer: say what you did with them."
    return None


def _invented(words: Sequence[Token], terms: int) -> str | None:
    """English grammar with words in it that nobody knows."""
    return "Most of these words are in no dictionary." if is_invented(words, terms) else None


def _salad(tokens: Sequence[Token]) -> str | None:
    """Words in no order: neighbours that hardly ever meet."""
    ordered = list(said(tokens))
    if len(ordered) >= _LEAST_ORDERED and shipped().score(ordered) < _SALAD:
        return "The words are in no order that could be read."
    return None
