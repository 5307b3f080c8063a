"""Texts that deserve no mark at all, and the plain sentence that says why."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from mockint.rubric.clauses import Clause
from mockint.rubric.lexicon import FUNCTION_WORDS, PARTS_NAMES, classes_of, is_function
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
_NOUN_CALLERS = frozenset("the a an my our your their his".split())
_NOT_AFTER_ARTICLE = frozenset(
    "the a an of and or but to is was were are am i we he she they it in on at by for with from "
    "if because so be been have had has did do would could will you that my our".split()
)


_CANNOT_FOLLOW = {
    "i we they he she": "the a an of in at for with from because i we they he she my our their "
    "if than",
    "of to in at for with from by": "i we they he she was were is are had and but or because of "
    "to did",
    "was were is are": "and or was were is are did do had have of",
    "because when if": "was were are and but had did to for",
    "and but or": "of and or but",
    "me us him them": "was were is are am i had of me us",
}
"""Words, and those that no sentence has right after them."""
_IMPOSSIBLE = {
    first: frozenset(following.split())
    for firsts, following in _CANNOT_FOLLOW.items()
    for first in firsts.split()
} | dict.fromkeys(_NOUN_CALLERS, _NOT_AFTER_ARTICLE)
_SALAD = 0.05
"""The share of impossible neighbours from which on the words are in no order."""
_INVITES = frozenset({("tell", "me"), ("describe", "a"), ("give", "me"), ("walk", "me")})
_LONGEST_QUESTION = 40
_LEAST_CONTENT_LEFT = 5


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
        or _repeated(words)
        or _question_again(words, asked)
        or _short(words, tokens)
        or _names_of_parts(words)
        or _asked_again(words)
        or _list_or_foreign(words, clauses, terms)
        or _chain(words)
        or _salad(words)
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


def _repeated(words: Sequence[Token]) -> str | None:
    different = {word.text for word in words}
    common = Counter(word.text for word in words if not is_function(word.text)).most_common(1)
    if len(words) >= _LEAST_WORDS and common and common[0][1] > 0.3 * len(words):
        return "The same few words were said over and over."
    if len(words) >= _LEAST_WORDS and len(different) < max(5, 0.1 * min(len(words), 300)):
        return "The same few words were said over and over."
    return None


def _question_again(words: Sequence[Token], asked: Sequence[Token] | None) -> str | None:
    known = {token.text for token in asked or ()}
    if not known:
        return None
    own = {word.text for word in words if not is_function(word.text)} - known
    echoed = sum(1 for word in words if word.text in known)
    if len(own) < 3 and echoed >= 0.7 * len(words) and echoed >= 4:
        return "Only the question was repeated."
    return None


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


def _salad(words: Sequence[Token]) -> str | None:
    """Words in no order: too many neighbours that no sentence has."""
    wrong = sum(1 for one, other in pairwise(words) if _cannot_meet(one, other))
    if wrong >= 3 and wrong > _SALAD * len(words):
        return "The words are in no order that could be read."
    return None


def _cannot_meet(one: Token, other: Token) -> bool:
    """ "the of", "they because", "in they": no sentence has these side by side."""
    if other.stop or other.comma or one.text == other.text:
        return False
    return other.text in _IMPOSSIBLE.get(one.text, ())


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


def _asked_again(words: Sequence[Token]) -> str | None:
    """The question said again, where it is not known: "Tell me about a time you ..."."""
    if len(words) > _LONGEST_QUESTION:
        return None
    starts = [at for at, word in enumerate(words) if at == 0 or word.stop]
    own = 0
    for first, last in pairwise([*starts, len(words)]):
        opening = tuple(word.text for word in words[first : first + 2])
        own += 0 if opening in _INVITES else last - first
    return "Only the question was repeated." if own < _LEAST_CONTENT_LEFT else None
