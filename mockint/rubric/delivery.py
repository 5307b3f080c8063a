"""How an answer was said: pace, fillers, pauses. Only a recording has any of it."""

from collections.abc import Iterator, Sequence

from mockint.findings import Delivery, Filler
from mockint.rubric.words import Token
from mockint.transcript import Transcript

PAUSE = 1.0
"""A silence between words counts as a pause from here on, in seconds."""
_LEAST_SPEECH = 1.0
_NO_LIKE_AFTER = frozenset(
    "look looks looked looking feel feels felt sound sounds sounded seem seems seemed would 'd i "
    "we you they something anything nothing was is 's are things really do people not n't "
    "just much more be exactly stuff also".split()
)
_KNOW_AFTER = frozenset("do did if that let as when before because n't will would should".split())
_KNOWN = frozenset(
    "what how that the if who where when why a an it him her them my this about your which".split()
)
_SORT_AFTER = frozenset("a some this that what any the same every all these those of".split())


def delivery_of(transcript: Transcript, tokens: Sequence[Token]) -> Delivery:
    """Pace over the time in which words were spoken, fillers and pauses of a recording."""
    words = transcript.words
    speaking = _speaking(transcript)
    return Delivery(
        seconds=transcript.seconds,
        words=len(words),
        words_per_minute=round(60 * len(words) / speaking, 1) if speaking else None,
        fillers=tuple(_fillers(transcript, tokens)),
        pauses=transcript.pauses(PAUSE),
        first_word_after=words[0].start if words else None,
    )


def _speaking(transcript: Transcript) -> float | None:
    """Seconds from the first word to the last without the pauses; None if hardly any."""
    if not transcript.words:
        return None
    spoken = transcript.words[-1].end - transcript.words[0].start
    spoken -= sum(end - start for start, end in transcript.pauses(PAUSE))
    return spoken if spoken >= _LEAST_SPEECH else None


def _fillers(transcript: Transcript, tokens: Sequence[Token]) -> Iterator[Filler]:
    text = transcript.text
    for first, last in filler_places(tokens):
        start, end = tokens[first].start, tokens[last - 1].end
        yield Filler(text[start:end], start, end, transcript.seconds_of(start, end))


def filler_places(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """``(first, last)`` of each filler: whole words, and only where they fill."""
    places: list[tuple[int, int]] = []
    for at, token in enumerate(tokens):
        if _word_fills(tokens, at, token):
            places.append((at, at + 1))
        elif _phrase_fills(tokens, at):
            places.append((at, at + 2))
    return places


def _word_fills(tokens: Sequence[Token], at: int, token: Token) -> bool:
    if "UM" in token.classes:
        return token.text not in {"eh", "ah"}
    return token.text == "like" and _like_fills(tokens, at)


def _like_fills(tokens: Sequence[Token], at: int) -> bool:
    """ ", like," and "um like"; never the verb, never the comparison."""
    before, after = _at(tokens, at - 1), _at(tokens, at + 1)
    if before is None or after is None:
        return False
    if tokens[at].comma and after.comma:
        return True
    by_um = "UM" in before.classes or "UM" in after.classes
    return by_um and before.text not in _NO_LIKE_AFTER


def _phrase_fills(tokens: Sequence[Token], at: int) -> bool:
    after = _at(tokens, at + 1)
    if after is None or after.stop:
        return False
    phrase = (tokens[at].text, after.text)
    before, beyond = _at(tokens, at - 1), _at(tokens, at + 2)
    previous = "" if before is None or tokens[at].stop else before.text
    following = "" if beyond is None or beyond.stop or beyond.comma else beyond.text
    if phrase == ("you", "know"):
        return previous not in _KNOW_AFTER and following not in _KNOWN
    if phrase == ("i", "mean"):
        return previous not in {"what", "how", "that"} and following != "that"
    if phrase in {("sort", "of"), ("kind", "of")}:
        return previous not in _SORT_AFTER and following not in {"a", "thing"}
    return False


def _at(tokens: Sequence[Token], at: int) -> Token | None:
    return tokens[at] if 0 <= at < len(tokens) else None
