"""What is no answer because it was said by another: the question again, or a recogniser's own
words where there was only noise."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from mockint.rubric.lexicon import is_function
from mockint.rubric.words import Token

_OVER = "The same few words were said over and over."
_QUESTION = "Only the question was repeated."
_LEAST_WORDS = 8
_THREES = 0.5
"""The share of threes of words heard before above which a text turns in a circle; of 1,000
real answers none had more than 0.09."""
_FEW = 30
"""So many different words are no longer few, however often they come."""
_OWN = 0.35
"""Under this share of content said but once a question was only said again; of 1,000 real
answers none had less than 0.71."""
_LONGEST_QUESTION = 40
_LONGEST_AGAIN = 150
_LEAST_CONTENT_LEFT = 5
_INVITES = frozenset({("tell", "me"), ("describe", "a"), ("give", "me"), ("walk", "me")})
_IMPERATIVES = frozenset("tell describe give walk share explain discuss name talk".split())
_ASKING = frozenset("what why how when where which who whom whose".split())
_HELPERS = frozenset("do does did can could would will should have has had is are was were".split())
_OCCASIONS = frozenset("time example situation instance occasion moment experience".split())
_LEADS = frozenset("so okay ok well right and now please hmm yeah alright sure sorry".split())
_CREDITS = frozenset(
    "subscribe subscribed subscribing subtitle subtitles subtitled subtitling caption captions "
    "captioned captioning transcribed transcript transcripts transcription translated translation "
    "translator channel video videos watching viewers viewing episode music applause laughter "
    "laughs silence blank audio inaudible copyright rights reserved bye goodbye".split()
)
_POLITE = frozenset(
    "thank thanks please see next hello hi welcome everyone guys love share click button bell "
    "comment comments below today community playing".split()
)
_LEAST_CREDITS = 3


def circles(words: Sequence[Token]) -> str | None:
    """The same few words, or the same turns of words, over and over."""
    different = {word.text for word in words}
    common = Counter(word.text for word in words if not is_function(word.text)).most_common(1)
    if len(words) < _LEAST_WORDS:
        return None
    if common and common[0][1] > 0.3 * len(words):
        return _OVER
    few = len(different) < max(5, 0.1 * min(len(words), 300))
    circle = len(different) < _FEW and _heard_before(words) > _THREES
    return _OVER if few or circle else None


def _heard_before(words: Sequence[Token]) -> float:
    """The share of threes of words that came before."""
    texts = [word.text for word in words]
    threes = list(zip(texts, texts[1:], texts[2:], strict=False))
    return 1 - len(set(threes)) / len(threes) if threes else 0.0


def known_question(words: Sequence[Token], asked: Sequence[Token] | None) -> str | None:
    """The words of the question that was asked, and hardly another."""
    known = {token.text for token in asked or ()}
    if not known:
        return None
    own = {word.text for word in words if not is_function(word.text)} - known
    echoed = sum(1 for word in words if word.text in known)
    if len(own) < 3 and echoed >= 0.7 * len(words) and echoed >= 4:
        return _QUESTION
    return None


def any_question(words: Sequence[Token]) -> str | None:
    """A question said again where it is not known: "Tell me about a time you ..."."""
    if len(words) <= _LONGEST_QUESTION and _uninvited(words) < _LEAST_CONTENT_LEFT:
        return _QUESTION
    if len(words) > _LONGEST_AGAIN or not _asks([word.text for word in words]):
        return None
    content = Counter(word.text for word in words if not is_function(word.text))
    own = sum(1 for count in content.values() if count == 1)
    return _QUESTION if own < _OWN * len(content) else None


def _uninvited(words: Sequence[Token]) -> int:
    """How many words stand in sentences that do not invite to tell."""
    starts = [at for at, word in enumerate(words) if at == 0 or word.stop]
    return sum(
        last - first
        for first, last in pairwise([*starts, len(words)])
        if tuple(word.text for word in words[first : first + 2]) not in _INVITES
    )


def _asks(texts: Sequence[str]) -> bool:
    """Whether it begins as a question does, or an invitation to tell."""
    first = next((at for at, text in enumerate(texts) if text not in _LEADS), len(texts))
    opening = texts[first : first + 5]
    if not opening:
        return False
    if opening[0] in _IMPERATIVES or (opening[0] in _HELPERS and "you" in opening[1:2]):
        return True
    if opening[0] in _ASKING:
        return not _HELPERS.isdisjoint(opening[1:4])
    return opening[0] in {"a", "an", "any", "the"} and not _OCCASIONS.isdisjoint(opening[1:3])


def noise(words: Sequence[Token]) -> str | None:
    """The credits of films, which recognisers print where they hear noise: "[Music] you"."""
    credited = sum(1 for word in words if word.text in _CREDITS)
    content = {word.text for word in words if not is_function(word.text)}
    if credited >= _LEAST_CREDITS and len(content - _CREDITS - _POLITE) < _LEAST_CONTENT_LEFT:
        return "This is what a recogniser prints for noise, not an answer."
    return None
