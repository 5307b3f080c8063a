"""Ways of speaking: what is begun again, said again or softened, and how often I and we act.

Shown beside the marks and never part of one. A place is ``(first, last)``, for
``tokens[first:last]``; the tokens come without fillers (``without``), so that
"at the, um, end of the day" is the phrase it is.
"""

from collections.abc import Collection, Iterator, Sequence

import msgspec

from mockint.rubric.lexicon import is_function
from mockint.rubric.words import Token

Place = tuple[int, int]
LONGEST = 8
"""The longest phrase that is looked for, in words."""
_SHORTEST = 3
_UNENDING = frozenset("i we he she they the a an and but or so my our your their to of if".split())
"""No sentence ends in these: what follows them after a full stop was begun again."""
_MEANT_TWICE = frozenset(
    "very really so too much many more long far big high no not yes yeah yep okay ok well right "
    "never again please sorry had that is was do up oh zero one two three four five six seven "
    "eight nine".split()
)
"""Doubled for stress ("very very"), by the grammar ("he had had") or in a number."""
_ENDS_TOO = frozenset(
    "it you there this her here these those them him one what in on off out over".split()
)
"""Words that one clause may end with and the next begin with."""
_BEFORE_SUBJECTS = frozenset(
    "and but so or because when while if then although though as since well".split()
)
_SUBJECTS = frozenset("i we he she they".split())
_LINKS = frozenset("and by after upon".split())
_NO_BEGINNING = frozenset("and but so or because then of".split())
_NO_END = frozenset(
    "a an the and but or so because to of in on at for with by from as i we he she they my our "
    "your his her its their is are was were be been if who which then had have would could".split()
)
_OFTEN = 3


class Restart(msgspec.Struct, frozen=True):
    """``tokens[first:last]`` is the same ``size`` tokens twice or more in a row."""

    first: int
    last: int
    size: int


class Hedge(msgspec.Struct, frozen=True):
    """A phrase that softens what is said, and the words beside which it does not.

    ``hit`` is an example in which it does, ``miss`` one in which it must not be found.
    """

    phrase: str
    hit: str
    miss: str
    not_after: str = ""
    not_before: str = ""


_ASKED = "what how why when where if do did does should would can must that way n't"
_KIND = (
    "a an some this that what any the same every all these those of my his her our their each one "
    "two three which new different other in"
)
HEDGES = (
    Hedge("i guess", "I guess it was late", "let me tell you what I guess", _ASKED, "at right"),
    Hedge("i think", "I think that he left", "that is the way I think", _ASKED,
          "about of through ahead on back like twice hard fast"),
    Hedge("i suppose", "I suppose we won", "what do I suppose", _ASKED),
    Hedge("i believe", "I believe it was in March", "I believe in good notes", _ASKED, "in you"),
    Hedge("i feel like", "I feel like it went well", "I go when I feel like it", _ASKED,
          "a going doing"),
    Hedge("i 'm not sure", "I'm not sure it was May", "if I'm not sure I ask", "if when because"),
    Hedge("if i remember", "if I remember right it was ten", "if I remember to call, I do", "",
          "to"),
    Hedge("as far as i know", "as far as I know he paid", "as far as I could go"),
    Hedge("maybe", "it took maybe ten days", "a maybe is no answer", "a the"),
    Hedge("perhaps", "perhaps he forgot", "there was no perhaps about it", "a the no"),
    Hedge("probably", "it was probably the import", "not probably but surely", "not"),
    Hedge("possibly", "it was possibly a typo", "as fast as I possibly could",
          "n't not can could as", "could can"),
    Hedge("hopefully", "hopefully that helped", "she looked up hopefully",
          "up at looked smiled waited asked"),
    Hedge("kind of", "it was kind of a mess", "a kind of form", _KIND,
          "thing things you him her them"),
    Hedge("sort of", "we sort of agreed", "that sort of thing", _KIND, "thing things out by"),
    Hedge("kinda", "it was kinda late", "it was kind and late"),
    Hedge("sorta", "we sorta agreed", "we sorted it"),
    Hedge("a little bit", "it was a little bit slow", "a little bit of salt",
          "for wait waited back quite", "of"),
    Hedge("a bit", "it was a bit slow", "quite a bit slower", "for wait waited back quite not",
          "of"),
    Hedge("more or less", "it was more or less done", "it cost more or less than that", "",
          "than"),
    Hedge("pretty much", "that was pretty much it", "it was pretty, much lighter"),
    Hedge("or something", "on a Monday or something", "a Monday or something else", "",
          "else that to i we he she they you"),
    Hedge("or whatever", "we sent it or whatever", "we did it, or whatever it took", "",
          "it i we he she they you the"),
    Hedge("in a way", "in a way it helped", "in a way that helped", "",
          "that to i we he she they you which"),
)  # fmt: skip


def restarts(tokens: Sequence[Token], text: str) -> list[Restart]:
    """Words begun again at once: "I, I went", "we had we had to"; no stress, no name."""
    found = []
    at = 0
    while at < len(tokens):
        size = next((n for n in range(1, LONGEST + 1) if _begun_again(tokens, at, n, text)), 0)
        last = at + 2 * size
        while size and _begun_again(tokens, last - size, size, text):
            last += size
        if size:
            found.append(Restart(at, last, size))
        at = last - size if size else at + 1
    return found


def _begun_again(tokens: Sequence[Token], at: int, size: int, text: str) -> bool:
    unit, again = tokens[at : at + size], tokens[at + size : at + 2 * size]
    if [token.text for token in unit] != [token.text for token in again]:
        return False
    if any(token.stop for token in (*unit[1:], *again[1:])) or not all(map(_is_word, unit)):
        return False
    if (again[0].stop or again[0].joined) and unit[-1].text not in _UNENDING:
        return False
    if again[0].comma and unit[0].text not in _SUBJECTS and not is_function(unit[-1].text):
        return False
    if all(token.text in _MEANT_TWICE or _is_name(token, text) for token in unit):
        return False
    return _no_end(tokens, at) if size == 1 else not _is_chain(tokens, at, size)


def _is_word(token: Token) -> bool:
    return token.kind == "word" and "AMOUNT" not in token.classes


def _is_name(token: Token, text: str) -> bool:
    """Whether it is written like a name: a capital within a sentence."""
    return not token.stop and text[token.start].isupper() and not is_function(token.text)


def _no_end(tokens: Sequence[Token], at: int) -> bool:
    """False in "when I saw it, it was late": an object, and then the next subject."""
    if tokens[at].text not in _ENDS_TOO or tokens[at].stop or at == 0:
        return True
    return tokens[at - 1].text in _BEFORE_SUBJECTS


def _is_chain(tokens: Sequence[Token], at: int, size: int) -> bool:
    """Whether it is part of "over and over and over", "step by step by step"."""
    first, second = tokens[at].text, tokens[at + 1].text
    before = tokens[at - 1].text if at else ""
    return size == 2 and (second in _LINKS or (first in _LINKS and before == second))


def repeats(tokens: Sequence[Token], text: str, named: Collection[int]) -> list[list[Place]]:
    """The places of each phrase that is said again later, in the order of the text.

    ``named`` are the starts in the text of the words that name a term: a phrase
    that tells nothing else is said again because there is no other.
    """
    telling = {
        at
        for at, token in enumerate(tokens)
        if _is_word(token)
        and not (token.start in named or is_function(token.text) or _is_name(token, text))
    }
    found = [
        places
        for size in range(_SHORTEST, LONGEST + 1)
        for places in _said_again(tokens, size)
        if _stands_out(tokens, places, telling)
    ]
    return sorted(_apart(found))


def _said_again(tokens: Sequence[Token], size: int) -> Iterator[list[Place]]:
    """The places of each run of ``size`` tokens; one that follows itself at once counts once."""
    seen: dict[tuple[str, ...], list[Place]] = {}
    ended: dict[tuple[str, ...], int] = {}
    words = [token.text for token in tokens]
    for at in range(len(words) - size + 1):
        run = tuple(words[at : at + size])
        if at > ended.get(run, -1) and _is_whole(tokens, at, at + size):
            seen.setdefault(run, []).append((at, at + size))
        ended[run] = at + size
    return (places for places in seen.values() if len(places) > 1)


def _is_whole(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the run is a phrase: no punctuation inside, no conjunction or article at its edge."""
    run = tokens[first:last]
    if run[0].text in _NO_BEGINNING or run[-1].text in _NO_END or _is_tail(run[0]):
        return False
    if last < len(tokens) and _is_tail(tokens[last]):
        return False
    if any(token.stop or token.comma for token in run[1:]):
        return False
    return sum(not _is_tail(token) for token in run) >= _SHORTEST


def _is_tail(token: Token) -> bool:
    """Whether it is the end of a contraction: "'ve", "n't"."""
    return token.joined and (token.text.startswith("'") or token.text == "n't")


def _stands_out(tokens: Sequence[Token], places: Sequence[Place], telling: Collection[int]) -> bool:
    """Whether it is more than grammar or a name: it tells two things, or one and comes often."""
    first, last = places[0]
    told = sum(at in telling for at in range(first, last))
    thing = first
    while thing < last and tokens[thing].classes & {"DET", "PREP"}:
        thing += 1
    if thing > first and told == last - thing:
        return False
    return told >= 2 or (told == 1 and len(places) >= _OFTEN)


def _apart(found: list[list[Place]]) -> Iterator[list[Place]]:
    """Those said most often, then the longest, without what lies within another."""
    taken: set[int] = set()
    for places in sorted(found, key=lambda p: (-len(p), p[0][0] - p[0][1], p[0])):
        free = [place for place in places if taken.isdisjoint(range(*place))]
        if len(free) > 1:
            taken.update(at for place in free for at in range(*place))
            yield free


def hedges(tokens: Sequence[Token]) -> list[Place]:
    """Each phrase that softens, as a whole and only where it does."""
    found: list[Place] = []
    for at in range(len(tokens)):
        if not found or at >= found[-1][1]:
            found += [(at, last) for last in _softens(tokens, at)][:1]
    return found


def _softens(tokens: Sequence[Token], at: int) -> Iterator[int]:
    """Where a hedge that begins at ``at`` ends; the longest first."""
    for words, not_after, not_before in _BY_FIRST.get(tokens[at].text, ()):
        last = at + len(words)
        run = tokens[at:last]
        if tuple(token.text for token in run) != words or any(_parted(t) for t in run[1:]):
            continue
        before = "" if at == 0 or _parted(tokens[at]) else tokens[at - 1].text
        after = "" if last >= len(tokens) or _parted(tokens[last]) else tokens[last].text
        if before not in not_after and after not in not_before:
            yield last


def _parted(token: Token) -> bool:
    return token.stop or token.comma


_Row = tuple[tuple[str, ...], frozenset[str], frozenset[str]]


def _by_first() -> dict[str, list[_Row]]:
    rows: dict[str, list[_Row]] = {}
    for hedge in sorted(HEDGES, key=lambda hedge: -len(hedge.phrase.split())):
        words = tuple(hedge.phrase.split())
        row = words, frozenset(hedge.not_after.split()), frozenset(hedge.not_before.split())
        rows.setdefault(words[0], []).append(row)
    return rows


_BY_FIRST = _by_first()


def subjects(tokens: Sequence[Token], again: Sequence[Restart]) -> tuple[int, int]:
    """How often "I" and how often "we" is said as the subject; begun again it counts once."""
    unsaid = {at for each in again for at in range(each.first, each.last - each.size)}
    said = [at for at in range(len(tokens)) if at not in unsaid]
    own = sum(tokens[at].text == "i" and not _is_letter(tokens, at) for at in said)
    return own, sum(tokens[at].text == "we" for at in said)


def _is_letter(tokens: Sequence[Token], at: int) -> bool:
    """Whether "I" belongs to an abbreviation: "A.I.", "the I T desk"."""
    before, after = tokens[max(0, at - 1) : at], tokens[at + 1 : at + 2]
    spelt = [t.text for t in before if not _parted(tokens[at])]
    spelt += [t.text for t in after if not _parted(t) and t.text != "a"]
    return any(len(word) == 1 and word.isalpha() and word != "i" for word in spelt)
