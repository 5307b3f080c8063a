"""Everything in a text that is to be masked, and what the texts of a session tell of each other."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from mockint.masking import cues, lists
from mockint.masking.addresses import addresses
from mockint.masking.firms import company_at
from mockint.masking.leaks import may_stand
from mockint.masking.money import money
from mockint.masking.numbers import numbers
from mockint.masking.people import person_at
from mockint.masking.roll import Roll
from mockint.masking.rules import Found, Kind, Rules, Span
from mockint.masking.scene import Scene
from mockint.masking.words import Phrases, Word, words_of

_ROUNDS = 4
_SHORTEST = 3


class _Read(NamedTuple):
    """What a text holds whatever is known from others."""

    words: list[Word]
    addresses: list[Found]
    money: list[Found]


class Context:
    """What is known of a session: its own terms, and who and what was found in its texts."""

    def __init__(self, rules: Rules, terms: Iterable[str] = ()) -> None:
        self.rules = rules
        self.own = Phrases([term for term in terms if not _names(term)])
        self.names: frozenset[str] = frozenset()
        self.numbers: frozenset[str] = frozenset()
        self.firms = Phrases(())
        self.also = Phrases(rules.also, across=True)
        self.keep = Phrases(rules.keep)
        self.found: dict[tuple[Kind, tuple[str, ...]], Found] = {}
        self.said: dict[str, Found] = {}
        self.phrases: dict[tuple[str, ...], Found] = {}
        self.again = Phrases(())
        self._reads: dict[str, _Read] = {}
        self._last: dict[str, tuple[Found, ...]] = {}
        self._known: set[str] = set()

    def learn(self, texts: Iterable[str], extra: Iterable[Found] = ()) -> None:
        """Find everything in ``texts``, again and again until nothing new turns up."""
        lot, others = list(dict.fromkeys(texts)), list(extra)
        before: set[object] = set()
        for _ in range(_ROUNDS):
            self.found, self.said = {}, {}
            for text in lot:
                for one in self.find(text):
                    self.found.setdefault((one.kind, one.key), one)
                    self.said.setdefault(text[one.start : one.end].lower(), one)
            for one in others:
                self.found.setdefault((one.kind, one.key), one)
            self._refresh()
            if self.found.keys() == before:
                return
            before = set(self.found)

    def find(self, text: str) -> tuple[Found, ...]:
        """What is to be masked in ``text`` by all that is known now."""
        if text not in self._last:
            self._last[text] = find(text, self)
        return self._last[text]

    def _refresh(self) -> None:
        """Remember what was found, and forget what was found in texts which that may change."""
        before, numbers = self._known, self.numbers
        self._remember()
        self._known = self._words()
        changed = before ^ self._known
        if numbers != self.numbers:
            self._last = {}
        elif changed:
            self._last = {
                text: found
                for text, found in self._last.items()
                if changed.isdisjoint(word.low for word in self._reads[text].words)
            }

    def _words(self) -> set[str]:
        """Every word by which something is known again."""
        return set(self.names).union(*self.phrases, *(key for _, key in self.found))

    def read(self, text: str) -> _Read:
        """The words, addresses and amounts of a text."""
        if text not in self._reads:
            words = words_of(text)
            amounts = list(money(text, self.rules.amounts_above))
            self._reads[text] = _Read(words, list(addresses(text, words)), amounts)
        return self._reads[text]

    def _remember(self) -> None:
        firms = {key for kind, key in self.found if kind == "company"}
        firms |= {key[:1] for key in firms if len(key) > 1 and _alone(key[0])}
        alone = {key[0] for key in firms if len(key) == 1}
        people = [key for kind, key in self.found if kind == "person"]
        people = [key for key in people if len(key) > 1 or key[0] not in alone]
        self.names = frozenset(word for key in people for word in key if _telling(word))
        codes = [key[0] for kind, key in self.found if kind in {"account", "card", "ssn", "phone"}]
        self.numbers = frozenset(code for code in codes if len(code) > _SHORTEST)
        self.firms = Phrases([" ".join(key) for key in firms])
        firm = [said for said, one in self.said.items() if not may_stand(said, one)]
        firm = [said for said in firm if self.said[said].kind != "amount"]
        self.phrases = {
            tuple(word.low for word in words_of(said)): self.said[said] for said in firm
        }
        self.again = Phrases(firm)

    @property
    def roll(self) -> Roll:
        """The labels of what was found."""
        return Roll(self.found.values())


def _telling(word: str) -> bool:
    if len(word) < _SHORTEST or word in cues.PARTICLES | cues.NICKS:
        return False
    return word in lists.first_names() or not lists.is_ordinary(word)


def _alone(word: str) -> bool:
    """Whether a company can be known by the first word of its name alone."""
    listed = word in lists.first_names() or lists.is_ordinary(word)
    return len(word) > _SHORTEST and not listed and not lists.places().at(words_of(word), 0)


def _names(term: str) -> bool:
    """Whether a bank's own term names a person or a company, so that it is not kept."""
    words = words_of(term)
    if lists.kept().at(words, 0) == len(words):
        return False
    named = any(
        word.low in lists.first_names() and not lists.is_ordinary(word.low) for word in words
    )
    return named or (len(words) > 1 and words[-1].capital and words[-1].low in cues.HEADS)


def find(text: str, context: Context, extra: Iterable[Found] = ()) -> tuple[Found, ...]:
    """What is to be masked in ``text``, in order and not overlapping.

    ``extra`` was found there by others. Where two overlap, the one that begins first stands, and
    the longer one of those that begin together.
    """
    read = context.read(text)
    words = read.words
    if not words:
        return ()
    firm = _apart(read.addresses)
    firm = _apart([*firm, *_free(numbers(text, words, context.numbers), firm)])
    firm = _apart([*firm, *_free(_phrases(words, context.also), firm)])
    firm = _apart([*firm, *_free([*read.money, *extra], firm)])
    named = (_whole(text, one) for one in _named(words, context, firm))
    firm = _apart([*firm, *_free(named, firm)])
    firm = _apart([*firm, *_free(_again(words, context), firm)])
    return tuple(_kept_out(text, words, context.keep, firm))


def _free(found: Iterable[Found], taken: Sequence[Found]) -> Iterator[Found]:
    """Those of ``found`` that touch none of ``taken``, which are in order."""
    at = 0
    for one in sorted(found):
        while at < len(taken) and taken[at].end <= one.start:
            at += 1
        if at == len(taken) or taken[at].start >= one.end:
            yield one


def _apart(found: Iterable[Found]) -> list[Found]:
    apart: list[Found] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if one.start < one.end and (not apart or one.start >= apart[-1].end):
            apart.append(one)
    return apart


def _phrases(words: Sequence[Word], phrases: Phrases) -> Iterator[Found]:
    for at, length in phrases.marked(words):
        yield _of(words, at, at + length, "also")


def _again(words: Sequence[Word], context: Context) -> Iterator[Found]:
    """What was found elsewhere in the same words."""
    for at, length in context.again.marked(words):
        one = context.phrases[tuple(word.low for word in words[at : at + length])]
        yield one._replace(start=words[at].start, end=words[at + length - 1].end)


def _of(words: Sequence[Word], first: int, last: int, kind: Kind) -> Found:
    key = tuple(word.low for word in words[first:last])
    if all(len(part) == 1 for part in key) and len(key) > 1:
        key = ("".join(key),)
    return Found(words[first].start, words[last - 1].end, kind, key)


def _named(words: Sequence[Word], context: Context, taken: Sequence[Found]) -> Iterator[Found]:
    """People and companies."""
    covered = _covered(words, taken)
    scene = Scene(words, context.own, context.names, covered)
    at = 0
    while at < len(words):
        last, kind = (at, None) if covered[at] else _name_at(scene, at, context)
        while last > at and any(covered[at:last]):
            last -= 1
        if kind is not None and last > at:
            yield _of(words, at, last, kind)
        at = max(last, at + 1)


def _whole(text: str, one: Found) -> Found:
    """With its ending where a company is called "Saint Odile's"."""
    saint = one.kind == "company" and one.key[0] in {"saint", "st"}
    ends = saint and text[one.end : one.end + 2] in {"'s", "\u2019s"}
    return one._replace(end=one.end + 2) if ends else one


def _covered(words: Sequence[Word], taken: Sequence[Found]) -> bytearray:
    covered, at = bytearray(len(words)), 0
    for number, word in enumerate(words):
        while at < len(taken) and taken[at].end <= word.start:
            at += 1
        covered[number] = at < len(taken) and taken[at].start < word.end
    return covered


def _name_at(scene: Scene, at: int, context: Context) -> tuple[int, Kind | None]:
    last = company_at(scene, at)
    if last > at:
        return last, "company"
    last, known = person_at(scene, at), _known_firm(scene, at, context)
    if known and known >= last - at and scene.low(at - 1) not in cues.CALLED_SO:
        return at + known, "company"
    return (last, "person") if last > at else (at, None)


def _known_firm(scene: Scene, at: int, context: Context) -> int:
    """How many words a company's name found elsewhere takes here."""
    length = context.firms.at(scene.words, at)
    if length != 1:
        return length
    word = scene.words[at]
    plain = scene.ordinary(at) or scene.stays(at)
    return 0 if (plain and not word.telling) or word.low in context.names else 1


def _kept_out(
    text: str, words: Sequence[Word], keep: Phrases, found: Sequence[Found]
) -> Iterator[Found]:
    """What of ``found`` is left where some words are never to be masked."""
    stay = [(one.start, one.end) for one in _phrases(words, keep)]
    for one in found:
        at = one.start
        for start, end in [each for each in stay if each[0] < one.end and each[1] > one.start]:
            yield from _rest(text, one, at, start)
            at = max(at, end)
        yield from [one] if at == one.start else _rest(text, one, at, one.end)


def _rest(text: str, one: Found, start: int, end: int) -> Iterator[Found]:
    said = text[start:end]
    start, end = (
        start + len(said) - len(said.lstrip(" -,")),
        end - len(said) + len(said.rstrip(" -,")),
    )
    if start < end and any(map(str.isalnum, text[start:end])):
        key = tuple(word.low for word in words_of(text[start:end]))
        yield one._replace(start=start, end=end, key=key)


def spans(
    text: str, rules: Rules | None = None, context: Context | None = None
) -> tuple[Span, ...]:
    """What is to be masked in ``text`` and what stands there instead, in order, not overlapping.

    ``context`` brings what is known from other texts; without it ``rules`` and this text decide.
    """
    if context is None:
        context = Context(rules or Rules())
        context.learn([text])
    roll = context.roll
    found = context.find(text)
    return tuple(Span(one.start, one.end, one.kind, roll.label(one)) for one in found)
