"""E-mail and web addresses and handles, printed and spoken."""

import re
from collections.abc import Iterator, Sequence

from mockint.masking.rules import Found
from mockint.masking.words import Word
from mockint.rubric.lexicon import is_function

_TOP = (
    "com net org edu gov io co us biz info uk ca de fr in au eu app dev ai me tv health mil name "
    "pro"
).split()
_TOPS = frozenset(_TOP) | frozenset(
    "ae ar at be bg br ch cl cn cz de dk ec edu ee eg es et fi fr gh gr hk hr hu id ie il in "
    "ir it jp ke kr kz lk lt lv ma mx my ng nl no np nz pe ph pk pl pt ro rs ru sa se sg si "
    "sk th tn tr tw tz ua ug ve vn za zm zw gov org net online store shop site app cloud bank "
    "care health law".split()
)
"""What may stand after a spoken "dot"; printed, only those above, and those below."""
_PRINTED = (
    "cn jp ke kr mx ng ph pl pt ro rs ru se sg th tr tw tz ua ug vn za zw br ar cl es gh nz"
).split()
_ENDS = "|".join([*_TOP, *_PRINTED])
_LABEL = r"[\w-]{1,63}"
_EMAIL = re.compile(
    rf"(?<![\w.+-])[\w.+%'-]{{1,64}}(?: @ |@ ?)(?:{_LABEL}\.){{1,6}}[^\W\d_]{{2,24}}(?![\w-])"
)
_WEB = re.compile(
    r"\b(?:https?://|www\.)[^\s<>\"']{1,400}"
    rf"|(?<![\w.@-])(?:{_LABEL}\.){{1,6}}(?:{_ENDS})(?:/[^\s<>\"']{{0,300}})?(?![\w@-])",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w@.])@[\w.]{2,40}")
_HOME = re.compile(r"(?:/home/|/Users/|\\Users\\)(?P<who>[^\s/\\\"']{1,64})")
_TRADE = frozenset({"bill.com", "monday.com", "e.g", "i.e"})
_JOIN = {"dot", "underscore", "dash", "hyphen", "period", "point", "plus", "slash"}
_SOCIAL = frozenset("twitter instagram linkedin facebook tiktok youtube threads x".split())
_CUES = frozenset(
    "is was email emails e-mail mail address it's its to at me as be handle and the my or "
    "write on his her their our your by from so that with called there".split()
)
_LONGEST = 12


def addresses(text: str, words: Sequence[Word]) -> Iterator[Found]:
    """Every address in ``text``, whose words are ``words``."""
    for match in _EMAIL.finditer(text):
        yield _found(match.start(), match.end(), "email", text)
    for match in _WEB.finditer(text):
        end = match.end() - len(match.group()) + len(match.group().rstrip(".,;:!?)'\u201d"))
        if match.group().lower().rstrip(".,") not in _TRADE:
            yield _found(match.start(), end, "web", text)
    for match in _HANDLE.finditer(text):
        end = match.start() + len(match.group().rstrip("."))
        yield _found(match.start(), end, "web", text)
    for match in _HOME.finditer(text):
        yield Found(*match.span("who"), "person", (match["who"].lower(),))
    yield from _spoken(text, words)
    yield from _joined(text, words)


def _found(start: int, end: int, kind: str, text: str) -> Found:
    return Found(start, end, "email" if kind == "email" else "web", (text[start:end].lower(),))


def _spoken(text: str, words: Sequence[Word]) -> Iterator[Found]:
    """ "john dot smith at gmail dot com", "harlan supply dot com slash login"."""
    at = 0
    while at < len(words):
        last = _top(words, at)
        if not last:
            at += 1
            continue
        sign = _sign(words, at)
        first = _local(words, sign) if sign is not None else _site(words, at)
        last = _path(words, last) if sign is None else last
        if first is not None:
            kind = "web" if sign is None else "email"
            yield _found(words[first].start, words[last - 1].end, kind, text)
        at = last


def _joined(text: str, words: Sequence[Word]) -> Iterator[Found]:
    """A handle or a path that is only known by its joints: "maria underscore lopez"."""
    at = 1
    while at < len(words) - 1:
        joint = words[at].low == "underscore"
        site = words[at].low == "slash" and words[at - 1].low in _SOCIAL
        if not joint and not site:
            at += 1
            continue
        first, last = at - 1, at + 2
        while last + 1 < len(words) and words[last].low in _JOIN:
            last += 2
        yield _found(words[first].start, words[last - 1].end, "web", text)
        at = last + 1


def _top(words: Sequence[Word], at: int) -> int:
    """The index after "dot com" (or "dot co dot uk"; ".com" where the rest is spoken)."""
    if at == 0 or at + 1 >= len(words):
        return 0
    printed = words[at].gap == "." and words[at].low in _TOPS and at > 1
    if printed and words[at - 2].low == "at":
        return at + 1
    if words[at].low != "dot" or words[at + 1].low not in _TOPS or words[at + 1].opens:
        return 0
    last = at + 2
    while last + 1 < len(words) and words[last].low == "dot" and words[last + 1].low in _TOPS:
        last += 2
    return last


def _sign(words: Sequence[Word], dot: int) -> int | None:
    """Where the "at" before the site stands, which has few words."""
    for at in range(dot - 1, max(-1, dot - 8), -1):
        if words[at].low == "at" and at + 1 <= dot and not words[at].opens:
            return at if at > 0 else None
        inside = words[at].low in _JOIN or not is_function(words[at].low)
        if not inside or words[at].opens:
            return None
    return None


def _local(words: Sequence[Word], sign: int) -> int | None:
    """Where the part before "at" begins: after a word such as "is", or as far as it is joined."""
    first = sign - 1
    if words[first].low in _CUES and len(words[first].low) > 1:
        return None
    while first > 0 and sign - first < _LONGEST and not words[first].opens:
        before = words[first - 1].low
        touching = words[first].gap in {"", ".", "_", "-", "+"}
        joined = touching or before in _JOIN or words[first].low in _JOIN or _bit(words[first - 1])
        if not joined and (before in _CUES or not _cued(words, first - 1)):
            break
        if before in _CUES and len(before) > 1:
            break
        first -= 1
    return first


def _cued(words: Sequence[Word], at: int) -> bool:
    """Whether an address is announced shortly before: then all after the cue belongs to it."""
    before = [word.low for word in words[max(0, at - 14) : at + 1]]
    announced = not {"email", "mail", "address", "e"}.isdisjoint(before)
    return announced and (not is_function(words[at].low) or len(words[at].low) == 1)


def _bit(word: Word) -> bool:
    """A letter, or digits, said by themselves."""
    numerals = "zero oh one two three four five six seven eight nine ten eleven twelve".split()
    tens = "twenty thirty forty fifty sixty seventy eighty ninety double".split()
    return len(word.low) == 1 or word.low.isdecimal() or word.low in {*numerals, *tens}


def _site(words: Sequence[Word], dot: int) -> int | None:
    """Where a site without "at" begins: "w w w dot", "pay dot harbor dot"."""
    first = dot - 1
    if is_function(words[first].low):
        return None
    while first > 1 and (words[first - 1].low in _JOIN or words[first].low == "dot"):
        first -= 1
    while first > 0 and words[first - 1].low in {"w", "www", "triple"}:
        first -= 1
    return first


def _path(words: Sequence[Word], last: int) -> int:
    while last + 1 < len(words) and words[last].low == "slash":
        last += 2
        while last + 1 < len(words) and words[last].low in _JOIN - {"slash"}:
            last += 2
    return last
