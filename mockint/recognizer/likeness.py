"""How alike two pronunciations sound: a weighted edit distance between phones.

Phones that differ in voice, place or manner only cost less than strangers do;
so do sounds that weaken or vanish in quick speech. One whole consonant lost
costs about three quarters.
"""

from collections.abc import Iterable, Sequence

from mockint.recognizer.phones import CONSONANTS, VOWELS, Phones

Coded = tuple[int, ...]
"""Phones as indexes into ``PHONES``."""

PHONES = sorted(VOWELS | CONSONANTS)
_INDEX = {phone: index for index, phone in enumerate(PHONES)}

_CLASSES = (
    *("P B", "T D TH DH", "K G", "F V", "S Z", "SH ZH CH JH", "M N NG", "L", "R ER", "W", "HH"),
    *("Y", "IY IH EY EH AE AY", "AA AO AH OW AW OY UH UW"),
)
_LETTER = {
    phone: chr(ord("a") + number)
    for number, members in enumerate(_CLASSES)
    for phone in members.split()
}

# Height and backness of the tongue (0 to 1) where a vowel begins and where it ends.
_TONGUE: dict[str, tuple[float, float, float, float]] = {
    "IY": (1, 0, 1, 0),
    "IH": (0.8, 0.2, 0.8, 0.2),
    "EY": (0.6, 0.1, 0.9, 0.1),
    "EH": (0.45, 0.2, 0.45, 0.2),
    "AE": (0.15, 0.2, 0.15, 0.2),
    "AA": (0, 0.8, 0, 0.8),
    "AO": (0.25, 1, 0.25, 1),
    "OW": (0.5, 0.95, 0.8, 0.9),
    "UH": (0.75, 0.8, 0.75, 0.8),
    "UW": (1, 0.9, 1, 0.9),
    "AH": (0.4, 0.55, 0.4, 0.55),
    "ER": (0.5, 0.5, 0.5, 0.5),
    "AY": (0, 0.6, 0.9, 0.1),
    "AW": (0, 0.6, 0.8, 0.9),
    "OY": (0.4, 0.95, 0.9, 0.1),
}
# Place (lips 0 to throat 7), manner and voice of a consonant.
_MOUTH: dict[str, tuple[float, str, int]] = {
    "P": (0, "stop", 0),
    "B": (0, "stop", 1),
    "M": (0, "nasal", 1),
    "F": (1, "breath", 0),
    "V": (1, "breath", 1),
    "W": (0.5, "glide", 1),
    "TH": (2, "breath", 0),
    "DH": (2, "breath", 1),
    "T": (3, "stop", 0),
    "D": (3, "stop", 1),
    "N": (3, "nasal", 1),
    "S": (3, "hiss", 0),
    "Z": (3, "hiss", 1),
    "L": (3, "liquid", 1),
    "R": (3.5, "glide", 1),
    "CH": (4, "burst", 0),
    "JH": (4, "burst", 1),
    "SH": (4, "hiss", 0),
    "ZH": (4, "hiss", 1),
    "Y": (4.5, "glide", 1),
    "K": (6, "stop", 0),
    "G": (6, "stop", 1),
    "NG": (6, "nasal", 1),
    "HH": (7, "breath", 0),
}
_MANNERS = {
    frozenset({"stop", "burst"}): 0.3,
    frozenset({"stop", "breath"}): 0.4,
    frozenset({"hiss", "burst"}): 0.3,
    frozenset({"breath", "hiss"}): 0.25,
    frozenset({"liquid", "glide"}): 0.35,
    frozenset({"stop", "hiss"}): 0.5,
    frozenset({"nasal", "glide"}): 0.6,
    frozenset({"nasal", "liquid"}): 0.5,
    frozenset({"stop", "nasal"}): 0.5,
    frozenset({"breath", "burst"}): 0.5,
}
_NEIGHBOURS = {
    frozenset({"ER", "R"}): 0.3,
    frozenset({"Y", "IY"}): 0.35,
    frozenset({"Y", "IH"}): 0.35,
    frozenset({"W", "UW"}): 0.35,
    frozenset({"W", "UH"}): 0.35,
}
_STRANGERS, _OTHER_MANNER, _VOICE, _STEP = 1.2, 0.7, 0.2, 0.15
_WEAK_VOWELS, _WEAK_CONSONANTS = {"AH", "IH"}, {"HH", "Y", "W", "T", "D", "R"}


def _swapped(one: str, other: str) -> float:
    if one == other:
        return 0.0
    if one in _TONGUE and other in _TONGUE:
        apart = sum(abs(a - b) for a, b in zip(_TONGUE[one], _TONGUE[other], strict=True)) / 2
        return min(0.75, 0.1 + 0.45 * apart) + (0.1 if "ER" in (one, other) else 0)
    if one in _MOUTH and other in _MOUTH:
        return _swapped_consonants(one, other)
    return _NEIGHBOURS.get(frozenset({one, other}), _STRANGERS)


def _swapped_consonants(one: str, other: str) -> float:
    (place, manner, voice), (place2, manner2, voice2) = _MOUTH[one], _MOUTH[other]
    cost = 0.05 + min(0.5, _STEP * abs(place - place2))
    if voice != voice2:
        cost += _VOICE
    if manner != manner2:
        cost += _MANNERS.get(frozenset({manner, manner2}), _OTHER_MANNER)
    return min(1.0, cost)


def _lost(phone: str) -> float:
    if phone in _TONGUE:
        return 0.45 if phone in _WEAK_VOWELS else 0.7
    return 0.55 if phone in _WEAK_CONSONANTS else 0.75


SWAP = [[_swapped(one, other) for other in PHONES] for one in PHONES]
"""What it costs to hear one phone for another, by their indexes."""
LOSS = [_lost(phone) for phone in PHONES]
"""What it costs to hear a phone that was not meant, or not to hear one that was."""
FAR = 1_000.0
"""A distance beyond the limit asked for."""

_CLASS_OF = [_LETTER[phone] for phone in PHONES]


def coded(phones: Phones) -> Coded:
    """Phones as indexes into ``PHONES``."""
    return tuple(_INDEX[phone] for phone in phones)


def letters_of(codes: Iterable[int]) -> str:
    """One letter for the class of each phone, for a quick first comparison."""
    return "".join([_CLASS_OF[code] for code in codes])


def distance(heard: Sequence[int], meant: Sequence[int], limit: float) -> float:
    """Weighted edits that turn ``heard`` into ``meant``; ``FAR`` where they exceed ``limit``."""
    above = [0.0]
    for code in meant:
        above.append(above[-1] + LOSS[code])
    for code in heard:
        above = _next_row(above, code, meant)
        if min(above) > limit:
            return FAR
    return above[-1] if above[-1] <= limit else FAR


def _next_row(above: list[float], code: int, meant: Sequence[int]) -> list[float]:
    swaps, loss = SWAP[code], LOSS[code]
    last = above[0] + loss
    row, diagonal = [last], above[0]
    for column, other in enumerate(meant, 1):
        up = above[column]
        last = min(diagonal + swaps[other], up + loss, last + LOSS[other])
        row.append(last)
        diagonal = up
    return row
