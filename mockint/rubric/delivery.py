"""How an answer was said: pace, fillers, pauses, where its time went. Only a recording has it.

Whose measure it is taken by changes which pauses and repeats are listed; what is counted stays.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import msgspec

from mockint.findings import PARTS, Delivery, Filler, Part, Repeat, Said
from mockint.profile import MEASURES, USUAL, Profile
from mockint.rubric import manner
from mockint.rubric.words import Token
from mockint.transcript import Transcript

if TYPE_CHECKING:
    from mockint.rubric.story import Tagged
    from mockint.rubric.terms.mentions import Mention

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


def delivery_of(
    transcript: Transcript,
    tokens: Sequence[Token],
    told: "Sequence[Tagged]" = (),
    mentions: "Iterable[Mention]" = (),
    profile: Profile = "usual",
) -> Delivery:
    """Pace over the time in which words were spoken, fillers and pauses of a recording.

    ``told`` are the clauses of a story with their labels; the terms ``mentions``
    names are no phrase said again.
    """
    measure = MEASURES[profile]
    words = transcript.words
    speaking = _speaking(transcript)
    plain = Delivery(
        seconds=transcript.seconds,
        words=len(words),
        words_per_minute=round(60 * len(words) / speaking, 1) if speaking else None,
        fillers=tuple(_fillers(transcript, tokens)),
        pauses=transcript.pauses(measure.pause),
        first_word_after=words[0].start if words else None,
        parts=_parts(transcript, told),
        profile=profile,
    )
    named = {tokens[at].start for each in mentions for at in range(each.first, each.last)}
    whole = _with_manner(plain, transcript, tokens, named)
    return whole if measure.again else msgspec.structs.replace(whole, repeats=(), restarts=())


def _parts(transcript: Transcript, told: "Sequence[Tagged]") -> dict[Part, float]:
    """Seconds spent on each part, from the first word to the last of each run of its clauses."""
    spent: dict[str, float] = {}
    for label, run in groupby(told, key=lambda tagged: tagged.label):
        clauses = [tagged.clause for tagged in run]
        seconds = transcript.seconds_of(clauses[0].start, clauses[-1].end)
        if seconds:
            spent[label] = spent.get(label, 0.0) + seconds[1] - seconds[0]
    return {part: round(spent[part], 1) for part in PARTS if part in spent}


def _with_manner(
    plain: Delivery, transcript: Transcript, tokens: Sequence[Token], named: Collection[int]
) -> Delivery:
    """The same with what is said again, begun again and softened, and who acts."""
    filled = {at for first, last in filler_places(tokens) for at in range(first, last)}
    fluent = _without(tokens, filled)
    audible = _without(tokens, {at for at, token in enumerate(tokens) if "UM" in token.classes})
    again = manner.restarts(fluent, transcript.text)
    own, shared = manner.subjects(fluent, again)
    repeats = [
        _said(transcript, fluent, places)
        for places in manner.repeats(fluent, transcript.text, named)
    ]
    return msgspec.structs.replace(
        plain,
        repeats=tuple(Repeat(said[0].quote, len(said), said) for said in repeats),
        restarts=_said(transcript, fluent, ((each.first, each.last) for each in again)),
        hedges=_said(transcript, audible, manner.hedges(audible)),
        i=own,
        we=shared,
    )


def _said(
    transcript: Transcript, tokens: Sequence[Token], places: Iterable[manner.Place]
) -> tuple[Said, ...]:
    spans = [(tokens[first].start, tokens[last - 1].end) for first, last in places]
    text = transcript.text
    return tuple(
        Said(text[start:end], start, end, transcript.seconds_of(start, end)) for start, end in spans
    )


def _without(tokens: Sequence[Token], dropped: Collection[int]) -> list[Token]:
    """The tokens but those numbered ``dropped``; a full stop before one of these is kept.

    The commas around an "um" belong to it and go with it.
    """
    kept: list[Token] = []
    stop = after = False
    for at, token in enumerate(tokens):
        if at in dropped:
            stop, after = stop or token.stop, True
        elif after:
            kept.append(msgspec.structs.replace(token, stop=stop or token.stop, comma=False))
            stop = after = False
        else:
            kept.append(token)
    return kept


def _speaking(transcript: Transcript) -> float | None:
    """Seconds from the first word to the last without the pauses; None if hardly any.

    The usual pauses under every profile: a longer one must not make the pace slower.
    """
    if not transcript.words:
        return None
    spoken = transcript.words[-1].end - transcript.words[0].start
    spoken -= sum(end - start for start, end in transcript.pauses(USUAL.pause))
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
