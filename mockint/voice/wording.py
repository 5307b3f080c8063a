"""Text made fit for a voice: what it would read wrongly is written as a person says it.

Each rule is there because espeak-ng 1.52 was heard to read its example wrongly;
what it reads well (12,400, 35%, R&D, Q1, 10:30 am) is left alone.
"""

import html
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from mockint.voice.initials import spelled

CURRENCIES = {"$": ("dollar", "cent"), "€": ("euro", "cent"), "£": ("pound", "penny")}
SCALES = {"k": "thousand", "m": "million", "mn": "million", "b": "billion", "bn": "billion"}


@dataclass(frozen=True, slots=True)
class Rule:
    """``pattern`` is said as ``spoken``; ``meets`` is changed by it, ``misses`` is not."""

    name: str
    pattern: re.Pattern[str]
    spoken: str | Callable[[re.Match[str]], str]
    meets: str
    misses: str

    def apply(self, text: str) -> str:
        """``text`` with every match said as a person says it."""
        return self.pattern.sub(self.spoken, text)


def speakable(text: str) -> str:
    """``text`` as one line a voice reads well; empty if there is nothing to say in it.

    Escape sequences, markup, emoji and control characters are gone, and nothing is
    left that an engine takes for a command.
    """
    line = _flowing(_printable(text))
    for rule in RULES:
        line = rule.apply(line)
    line = " ".join(spelled(line).split())
    return line if any(map(str.isalnum, line)) else ""


def pieces(line: str, longest: int = 300) -> list[str]:
    """``line`` cut after sentences, else between words, into parts of ``longest`` characters."""
    parts = []
    while len(line) > longest:
        ends = [match.end() for match in _ENDS.finditer(line, 0, longest)]
        cut = ends[-1] if ends else line.rfind(" ", 0, longest) + 1 or longest
        parts.append(line[:cut].strip())
        line = line[cut:]
    return [part for part in (*parts, line.strip()) if part]


def _flowing(text: str) -> str:
    """Lines run on, with a full stop where a heading, list item or paragraph ends without one."""
    said: list[str] = []
    for line in text.split("\n"):
        bare = _BULLET.sub("", line.strip())
        if said and said[-1][-1] not in _STOPS and (not bare or _STARTS.match(line)):
            said[-1] += "."
        if bare:
            said.append(" ".join(bare.split()))
    return " ".join(said)


def _printable(text: str) -> str:
    """No escape sequences, no control characters, nothing that is drawn rather than said."""
    text = html.unescape(_ESCAPES.sub(" ", text)).translate(_PLAIN)
    text = "".join(unicodedata.normalize("NFKC", c) if ord(c) > 0xFFFF else c for c in text)
    return "".join(map(_said, unicodedata.normalize("NFC", text)))


def _said(character: str) -> str:
    kind = unicodedata.category(character)
    if character in "\n°":
        return character
    if kind in ("Cf", "Mn", "Me", "Sk") and character != "^":
        return ""
    return " " if kind[0] in "CZ" or kind == "So" else character


def _money(match: re.Match[str]) -> str:
    unit, part = CURRENCIES[match["sign"]]
    amount, scale = match["amount"], match["scale"]
    minus = "minus " if match["minus"] else ""
    if scale:
        return f"{minus}{amount} {SCALES.get(scale.lower(), scale)} {unit}s"
    whole, point, cents = amount.partition(".")
    if not point or len(cents) != 2:
        return f"{minus}{amount} {_counted(unit, amount)}"
    said = [f"{whole} {_counted(unit, whole)}"] if whole.strip("0,") else []
    if cents != "00" or not said:
        said.append(f"{int(cents)} {_counted(part, cents)}")
    return minus + " and ".join(said)


def _counted(unit: str, amount: str) -> str:
    if amount.lstrip("0") == "1":
        return unit
    return "pence" if unit == "penny" else f"{unit}s"


def _year(match: re.Match[str]) -> str:
    century, rest = match[0][:2], match[0][2:]
    if rest == "00":
        return f"{century} hundred"
    return f"{century} {'oh ' + rest[1] if rest[0] == '0' else rest}"


_ESCAPES = re.compile(
    r"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?|\x1b[ -/]*[0-~]?"
)
_PLAIN = str.maketrans({"\u2018": "'", "\u2019": "'", "\r": "\n", "\u2028": "\n", "\u2029": "\n\n"})
_STARTS = re.compile(r"\s*(?:[-*•]|#+|\d{1,2}[.)])\s")
_BULLET = re.compile(r"^(?:[-*•]|#+)\s+")
_STOPS = ".!?:;,"
_ENDS = re.compile(r"[.!?][\"')]*\s")
_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"


def _rule(
    name: str, pattern: str, spoken: str | Callable[[re.Match[str]], str], meets: str, misses: str
) -> Rule:
    return Rule(name, re.compile(pattern), spoken, meets, misses)


RULES: tuple[Rule, ...] = (
    _rule("tag", r"</?[A-Za-z!?][^<>]*>", " ", 'a <break time="3s"/> b', "5 < 6 and 7 > 6"),
    _rule("link", r"!?\[([^\[\]]*)\]\([^()\s]*\)", r"\1", "[the page](http://a.b/c)", "[x] (y)"),
    _rule("address", r"https?://(?:www\.)?([\w.-]+)[^\s)]*", r"\1", "http://a.com/b", "a.com"),
    _rule("markup", r"[*`\[\]{}|\\^]|~~", " ", "**bold** [[h@l'oU]]", "plain"),
    _rule("underscore", r"_+", " ", "net_income", "net income"),
    _rule("arrow", r"\s*(?:->|=>|[→⇒➔])\s*", ", ", "this → that", "this to that"),
    _rule("without", r"(?<![\w/])w/o(?![\w/])", "without", "w/o notes", "w/out"),
    _rule("with", r"(?<![\w/])w/(?!o\b)\s?(?=[A-Za-z])", "with ", "w/ notes", "w/o"),
    _rule("versus", r"\b[vV]s(?:\.|(?=\s))", "versus", "cash vs. accrual", "RVs are"),
    _rule("number", r"(?:#|\b[Nn]o\.)\s?(?=\d)", "number ", "the #1 reason", "say no. Then 3"),
    _rule("fiscal", r"\bFY\s?'?(?=\d)", "fiscal year ", "FY2023", "FYI"),
    _rule("over", r">\s?(?=[$€£]?\d)", " over ", ">90 days", "a > b"),
    _rule("under", r"<\s?(?=[$€£]?\d)", " under ", "<30 days", "a < b"),
    _rule("about", r"~\s?(?=[$€£]?\d)", "about ", "~20 people", "~/home"),
    _rule(
        "range",
        rf"(?<![\w.,-])([$€£]?{_NUMBER}[%kKmM]?)\s?[-\u2013]\s?(?=[$€£]?{_NUMBER}[%kKmM]?(?![\d-]))",
        r"\1 to ",
        "60\u201390 days",
        "2023-01-15",
    ),
    _rule(
        "money",
        rf"(?P<minus>(?<![\w)])[-\u2212])?(?P<sign>[$€£])\s?(?P<amount>{_NUMBER})"
        r"(?:\s?(?P<scale>[kKmMbB]n?|thousand|million|billion)\b)?",
        _money,
        "$12,400.50",
        "12,400 dollars",
    ),
    _rule("thousand", rf"\b(?!401[kK])({_NUMBER})\s?[kK]\b", r"\1 thousand", "250K", "401k"),
    _rule("million", rf"\b({_NUMBER})\s?M\b", r"\1 million", "3.5M rows", "5 metres"),
    _rule("year", r"(?<![\d,.-])(?:19\d\d|1099)(?!\d|[.,]\d)", _year, "in 1998", "1,998 and 2009"),
    _rule("letters", r"\b([A-Z])/([A-Z])\b", r"\1\2", "A/R", "and/or"),
    _rule("slash", r"\s*/\s*", " ", "30/60/90", "30 60"),
    _rule("gap", r"\s+(?=[.,!?;:](?:\s|$))", "", "what is left of **this** .", "a .csv file"),
)
"""In the order in which they are applied."""
