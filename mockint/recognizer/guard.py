"""Words a recogniser made up: loops, tails too long for the sound, and phrases heard in noise."""

from typing import NamedTuple

LONGEST_PHRASE = 12
"""Words in the longest phrase looked at for being repeated."""

REPEATS = 4
"""So often one or two words must follow themselves to be a loop."""

PHRASE_REPEATS = 3
"""So often three words or more must follow themselves to be a loop."""

FASTEST = 7.0
"""Words a second of speech; nobody speaks faster for long."""

FREE = 3
"""Words allowed in any stretch, however short its speech."""

BLANK_SECONDS = 0.6
"""A blank phrase in less speech than this was not said."""

BLANKS = frozenset(
    {
        "bye",
        "please subscribe",
        "so",
        "subscribe",
        "thank you",
        "thank you for watching",
        "thank you so much",
        "thanks for watching",
        "the end",
        "you",
    }
)
"""What recognisers hear in breath, clicks and hum."""

NUMBERS = frozenset(
    {"zero", "oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}
)


class Cleaned(NamedTuple):
    """Words that stand, and a sentence for each reason to doubt them."""

    words: list[str]
    unsure: tuple[str, ...]


def clean(words: list[str], speech_seconds: float) -> Cleaned:
    """The words that were said in a stretch with ``speech_seconds`` of speech."""
    if _blank(words, speech_seconds):
        return Cleaned([], ())
    unlooped = _without_loops(words)
    most = max(FREE, int(FASTEST * speech_seconds))
    unsure = []
    if len(unlooped) < len(words):
        unsure.append("The recogniser repeated itself; the repetition was taken out.")
    if len(unlooped) > most:
        unsure.append("The recogniser wrote more words than the time allows; the rest was cut.")
    return Cleaned(unlooped[:most], tuple(unsure))


def _bare(word: str) -> str:
    return word.lower().strip(".,;:!?…\"'-")


def _blank(words: list[str], speech_seconds: float) -> bool:
    phrase = " ".join(bare for bare in map(_bare, words) if bare)
    return not phrase or (speech_seconds < BLANK_SECONDS and phrase in BLANKS)


def _without_loops(words: list[str]) -> list[str]:
    """Each loop written once."""
    bare = [_bare(word) for word in words]
    kept: list[str] = []
    at = 0
    while at < len(words):
        length, times = _loop_at(bare, at)
        kept.extend(words[at : at + length])
        at += length * times
    return kept


def _loop_at(bare: list[str], at: int) -> tuple[int, int]:
    """The phrase repeated from ``at`` on, as ``(words in it, times)``; ``(1, 1)`` for none."""
    for length in range(1, LONGEST_PHRASE + 1):
        phrase = bare[at : at + length]
        times = 1
        while bare[at + times * length : at + (times + 1) * length] == phrase:
            times += 1
        if times >= (REPEATS if length < 3 else PHRASE_REPEATS) and not _number(phrase):
            return length, times
    return 1, 1


def _number(phrase: list[str]) -> bool:
    """Figures are read out one by one, and the same one may follow itself."""
    return all(word in NUMBERS or word.replace(",", "").isdigit() for word in phrase)
