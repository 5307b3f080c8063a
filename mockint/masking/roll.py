"""Who is who: the same person and the same company get the same number everywhere."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from mockint.masking import lists
from mockint.masking.cues import LEGAL
from mockint.masking.rules import LABELS, Found, Kind

Key = tuple[str, ...]


class Roll:
    """Numbers for people and companies, in the order in which they are first named."""

    def __init__(self, found: Iterable[Found]) -> None:
        keys: dict[Kind, dict[Key, None]] = {}
        for one in found:
            keys.setdefault(one.kind, {})[one.key] = None
        self._keys = {kind: tuple(lot) for kind, lot in keys.items()}
        self._numbers: dict[Kind, dict[Key, int]] = {
            "person": _numbered(self._keys.get("person", ()), _is_part),
            "company": _numbered(self._keys.get("company", ()), _is_beginning),
        }

    def label(self, found: Found) -> str:
        """What stands where it was found."""
        number = self._numbers.get(found.kind, {}).get(found.key)
        name = LABELS[found.kind]
        return f"[{name}]" if number is None else f"[{name} {number}]"

    def counts(self, seen: Collection[tuple[Kind, Key]]) -> dict[Kind, int]:
        """How many different ones of each kind are among those ``seen``."""
        return {kind: len(each) for kind, each in self._different(seen).items()}

    def others(self, seen: Collection[tuple[Kind, Key]]) -> dict[Kind, int]:
        """How many different ones of each kind are none of those ``seen``."""
        known = self._different(seen)
        every = self._different([(kind, key) for kind, lot in self._keys.items() for key in lot])
        return {kind: len(each - known.get(kind, set())) for kind, each in every.items()}

    def _different(self, lot: Collection[tuple[Kind, Key]]) -> dict[Kind, set[int | Key]]:
        """By kind, the numbers of people and companies, and what else there is."""
        found: dict[Kind, set[int | Key]] = {}
        for kind, key in lot:
            if key in self._keys.get(kind, ()):
                found.setdefault(kind, set()).add(self._numbers.get(kind, {}).get(key, key))
        return found


def _is_part(short: Key, whole: Key) -> bool:
    """ "Maria", or "Lopez", of "Maria Lopez"; "Rob" of "Robert Nakamura"."""
    return all(any(_same(word, other) for other in whole) for word in short)


def _same(one: str, other: str) -> bool:
    """Whether two words are one name, or short and long for it."""
    known = lists.nicknames()
    return one == other or one in _wholes(known, other) or other in _wholes(known, one)


def _wholes(known: Mapping[str, frozenset[str]], word: str) -> frozenset[str]:
    return known.get(word, frozenset((word,)))


def _is_beginning(short: Key, whole: Key) -> bool:
    """ "Delmar" of "Delmar Foods Inc"."""
    return _named(short) == _named(whole)[: len(_named(short))]


def _named(key: Key) -> Key:
    bare = tuple(word for word in key if word not in LEGAL)
    return bare[1:] if bare[:1] == ("the",) and len(bare) > 1 else bare or key


def _near(by_word: Mapping[str, Sequence[Key]], word: str) -> list[Key]:
    """The keys that hold the word, or what it is short for."""
    names = {word, *_wholes(lists.nicknames(), word)}
    return [key for name in sorted(names) for key in by_word.get(name, ())]


def _numbered(keys: Sequence[Key], belongs: Callable[[Key, Key], bool]) -> dict[Key, int]:
    """A number for each key; a short one shares that of the only longer one it belongs to."""
    whole: dict[Key, Key] = {}
    by_word: dict[str, list[Key]] = {}
    for key in sorted(keys, key=len, reverse=True):
        longer = {whole[other] for other in _near(by_word, key[0]) if belongs(key, other)}
        whole[key] = longer.pop() if len(longer) == 1 else key
        for word in {*key, *(name for said in key for name in _wholes(lists.nicknames(), said))}:
            by_word.setdefault(word, []).append(key)
    order: dict[Key, int] = {}
    for key in keys:
        order.setdefault(whole[key], len(order) + 1)
    return {key: order[whole[key]] for key in keys}
