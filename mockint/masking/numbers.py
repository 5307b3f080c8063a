"""Phone, account, card and social security numbers, by what stands before them and their shape."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from mockint.masking import cues
from mockint.masking.digits import Code, Digits, codes, luhn, runs
from mockint.masking.lists import is_ordinary, kept
from mockint.masking.naming import FAR, called_so, is_acronym, last_four, near_to
from mockint.masking.rules import Found, Kind
from mockint.masking.words import Word

_SSN = re.compile(r"(?<![\d-])\d{3}[- ]\d{2}[- ]\d{4}(?![\d-])")
_PHONE = re.compile(
    r"(?<![\w$.,-])(?:\+\d{1,3}[ .-]?)?(?:\(\d{2,4}\)|\d{3})[ .-]?\d{3}[ .-]\d{4}(?![\d-])"
    r"|(?<![\w$.,-])\d{3}-\d{4}(?![\d-])"
    r"|(?<![\w$.,-])\+\d{1,3}[ .-]?(?:\(?\d{1,4}\)?[ .-]?){2,5}\d{2,4}(?![\d-])"
)
_DATE = re.compile(
    r"\d{1,2}[-/.]\d{1,2}[-/.](?:\d\d|\d{4})|(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}|(?:19|20)\d\d[-/](?:19|20)?\d\d|\d{1,2}/\d{1,2}"
)
_TRADE = re.compile(
    r"(?:cms|ub|icd|asc|ifrs|soc|iso|co|pr|oa|pi|edi|fy|q|h|covid|form|w|f|s|b|o|p|mas|fbl|gaap|a"
    r"|windows|office|sage|dynamics|day|net|level|tier|phase|top|part|step|mid|pre|post|sub|non)"
    r"[-/_.]?\d{1,4}[a-z]{0,2}"
    r"|\d+(?:st|nd|rd|th|k|m|mm|am|pm|x|s|ft|lbs?|gb|mb|hrs?|yrs?|mins?|d|days?|bn|b|c)"
    r"|(?:401|403)[-]?[kb]|\d+-\d+|\d[\d.]*|[a-z]{1,4}\d{1,2}[a-z]?|\d+-[a-z]{3,}(?:-[a-z]+)*"
)
_AGES = ("306090", "6090", "3060")
_PHONE_LENGTHS = frozenset({7, 10, 11, 12})


def numbers(text: str, words: Sequence[Word], known: frozenset[str]) -> Iterator[Found]:
    """Every number that tells who somebody is; ``known`` are those found elsewhere."""
    taken: list[Found] = []
    for found in _all(text, words, known, taken):
        if not any(found.start < one.end and found.end > one.start for one in taken[-8:]):
            taken.append(found)
            yield found


def _all(
    text: str, words: Sequence[Word], known: frozenset[str], taken: list[Found]
) -> Iterator[Found]:
    starts = [word.start for word in words]
    for pattern, kind in ((_SSN, "ssn"), (_PHONE, "phone")):
        for match in pattern.finditer(text):
            if _DATE.fullmatch(match.group()) is None:
                at = bisect_left(starts, match.start() + 1) - 1
                at = max(0, at + (match.start() > starts[at]))
                said = Digits(at, at + 1, normal(match.group()), 0, 3)
                yield _found(match.start(), match.end(), _shape(words, said, kind), said.text)
    firm = sorted(taken)
    for code in codes(text):
        at = bisect_left(starts, code.start)
        kind_ = None if _covered(firm, code.start) else _code(words, at, code, known)
        if kind_ and at < len(words):
            yield _found(code.start, code.end, kind_, normal(code.text))
    yield from _spoken(text, words, known, taken)


def _covered(firm: Sequence[Found], start: int) -> bool:
    at = bisect_left(firm, (start + 1,)) - 1
    return at >= 0 and firm[at].end > start


def _spoken(
    text: str, words: Sequence[Word], known: frozenset[str], taken: list[Found]
) -> Iterator[Found]:
    firm = sorted(taken)
    chain: tuple[int, Kind] | None = None
    for run in runs(text, words):
        run = _bare(words, run)
        start, end = words[run.first].start, words[run.last - 1].end
        if _covered(firm, start):
            continue
        joined = chain is not None and _only_joined(words, chain[0], run.first)
        kind = _kind(words, run) or (chain[1] if joined and chain and run.figures > 2 else None)
        if kind is None and run.figures > 3 and run.text in known:
            kind = near_to(words, run.first, FAR) or "account"
        if kind is not None:
            chain = (run.last, kind)
            start -= text[start - 1 : start] == "#"
            start = _lettered(words, run, kind) or start
            yield _found(start, end, kind, run.text)


def _lettered(words: Sequence[Word], run: Digits, kind: Kind) -> int | None:
    """Where the capitals before an account's digits begin, as in "LBX 4402"."""
    before = words[run.first - 1] if run.first else None
    if before is None or kind != "account" or run.figures < 3:
        return None
    short = 1 < len(before.low) < 5 and before.low.isalpha() and not kept().at(words, run.first - 1)
    unknown = short and not is_ordinary(before.low) and before.low not in cues.ACCOUNTS | cues.CODES
    if not unknown and not is_acronym(words, run.first - 1):
        return None
    return before.start if words[run.first].gap == " " else None


def _only_joined(words: Sequence[Word], last: int, first: int) -> bool:
    return 0 < first - last <= 2 and all(
        word.low in {"and", "or", "then"} for word in words[last:first]
    )


def _bare(words: Sequence[Word], run: Digits) -> Digits:
    """The run without an article before it and without letters after it that begin other words."""
    first, last, said = run.first, run.last, run.text
    while said and said[-1].isalpha() and words[last - 1].low in {"a", "i"}:
        last, said = last - 1, said[:-1]
    while said[:1] in {"a", "i"} and words[first + 1].low[:1] not in {"d", "h"}:
        if run.singles > 3 and words[first + 1].gap != ", ":
            break
        first, said = first + 1, said[1:]
    return run._replace(first=first, last=last, text=said)


def _found(start: int, end: int, kind: Kind, said: str) -> Found:
    return Found(start, end, kind, (said,))


def normal(said: str) -> str:
    """Letters and digits alone, in small letters."""
    return "".join(sign for sign in said.lower() if sign.isalnum())


def _shape(words: Sequence[Word], run: Digits, kind: str) -> Kind:
    """What a number of the form of a phone number is, by what it is called."""
    if run.figures >= 13 and luhn("".join(filter(str.isdecimal, run.text))):
        return "card"
    called = called_so(words, run.first)[0]
    if kind == "ssn":
        return "ssn"
    return _of(called) if called in {"account", "ssn", "card"} else "phone"


def _code(words: Sequence[Word], at: int, code: Code, known: frozenset[str]) -> Kind | None:
    said = normal(code.text)
    plain = code.text.isdecimal()
    if plain or at >= len(words):
        return None
    if said in known and code.figures > 2:
        return "account"
    if code.text.startswith("#"):
        return "account" if code.figures > 2 else None
    if _DATE.fullmatch(code.text) or kept().at(words, at) > 1:
        return None
    called, numbered = called_so(words, at)
    count = code.figures
    lettered = any(map(str.isalpha, said))
    parts = re.split(r"[-/_.]", code.text)
    worded = any(part.isalpha() and len(part) > 2 and part.islower() for part in parts)
    if worded and is_ordinary(max(parts, key=str.isalpha).lower()):
        return None
    if _TRADE.fullmatch(code.text.lower()):
        dashed = lettered or ("-" in code.text and _unmeasured(words, at, code))
        cued = called == "account" and (count > 2 or (numbered and lettered)) and dashed
        long = not lettered and "-" in code.text and count > 5 and "." not in code.text
        return _of(called) if cued or (long and _unmeasured(words, at, code)) else None
    if count > 12 and not lettered:
        return "card" if luhn(said) else "account"
    enough = count > 2 or (count > 0 and (called == "account" or numbered))
    return (_of(called) if enough else None) if lettered else _digital(said, called)


def _digital(said: str, called: str) -> Kind | None:
    return _of(called) if len(said) > 5 and "." not in said else None


def _of(called: str) -> Kind:
    if called == "phone":
        return "phone"
    if called == "card":
        return "card"
    return "ssn" if called == "ssn" else "account"


def _unmeasured(words: Sequence[Word], at: int, code: Code) -> bool:
    after = next((word for word in words[at:] if word.start >= code.end), None)
    return after is None or after.low not in cues.UNITS


def _kind(words: Sequence[Word], run: Digits) -> Kind | None:
    """What a run of digits is, None where it is only an amount."""
    called, numbered = called_so(words, run.first)
    digits = "".join(filter(str.isdecimal, run.text))
    count = len(digits)
    if 13 <= count <= 19:
        card = luhn(digits) or called == "card" or near_to(words, run.first) == "card"
        return "card" if card else "account"
    near = near_to(words, run.first)
    if count == 9 and "ssn" in {called, near}:
        return "ssn"
    if called == "ssn" and count > 3:
        return "ssn"
    if count in _PHONE_LENGTHS and _as_phone(run, called, near):
        return "phone"
    if _measures(words, run, numbered):
        return None
    return _strict(run, called, numbered) or _loose(words, run, called, near)


def _as_phone(run: Digits, called: str, near: Kind | None) -> bool:
    if called in {"account", "card", "code"}:
        return False
    split = run.groups > 1 or run.singles > 3
    if called == "phone" or near == "phone":
        return True
    return split and near != "account" and (run.figures > 7 or run.text.startswith("555"))


def _measures(words: Sequence[Word], run: Digits, numbered: bool) -> bool:
    """Whether what is counted, or a scale, follows: "five thousand", "120 boxes"."""
    if run.singles > 3 or run.figures > 8 or run.last >= len(words) or words[run.last].opens:
        return False
    if words[run.last].gap.strip():
        return False
    after = words[run.last].low
    if after in cues.UNITS or (after in {"point", "and"} and run.groups == 1 and run.figures < 3):
        return True
    plural = after.endswith("s") and not after.endswith(("ss", "us", "is")) and is_ordinary(after)
    return plural and run.groups < 3 and not numbered and after not in cues.DOES


def _strict(run: Digits, called: str, numbered: bool) -> Kind | None:
    """By the word right before it: "invoice 10482", "card ending in forty two forty two"."""
    count = run.figures
    if called == "card" and count > 3:
        return "card"
    if called == "phone" and count > 1 and (numbered or count > 2) and run.groups < 5:
        return "phone" if count > 2 else None
    if called == "account":
        year = run.groups == 1 and count == 4 and run.text[:2] in {"19", "20"} and not numbered
        said = run.groups > 1 or run.text.isdecimal()
        enough = count > 2 or (numbered and count > 1)
        return "account" if enough and said and not year else None
    return "account" if numbered and count > 3 and called == "" else None


def _loose(words: Sequence[Word], run: Digits, called: str, near: Kind | None) -> Kind | None:
    """By its length alone."""
    if called == "code":
        return near if run.figures > 6 else None
    said = run.singles > 3 and (not run.rising or run.figures > 6)
    paired = run.figures > 7 or (run.figures > 6 and run.singles > 0)
    spaced = run.groups > 2 and run.figures > 7
    long = run.groups == 1 and run.figures > 5
    if said or paired or spaced or long:
        return near or "account"
    after_article = words[run.first - 1].low in {"a", "an"} if run.first else False
    five = run.groups == 1 and run.figures == 5 and not after_article
    pairs = run.groups > 1 and run.figures > 4 and run.singles < run.groups
    if pairs and near in {"account", "card"} and not run.text.startswith(_AGES):
        return near
    printed = run.groups == 1 and words[run.first].low == run.text and not after_article
    exact = run.figures > 4 and not run.text.endswith("000")
    if printed and (exact or (run.text[0] == "0" and run.figures > 2)):
        return near or "account"
    year = run.text[:2] in {"19", "20"}
    if run.figures == 4 and last_four(words, run.first):
        return near or "account"
    four = run.groups == 1 and run.figures == 4 and run.first and not year
    if four and is_acronym(words, run.first - 1) and words[run.first].gap == " ":
        return "account"
    return "account" if five and near_to(words, run.first, FAR) == "account" else None
