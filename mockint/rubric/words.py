"""A text as tokens with their places; contractions count as two ("did" + "n't")."""

import re
from collections.abc import Iterator

import msgspec

from mockint.rubric.lexicon import classes_of
from mockint.transcript import Transcript

_TOKEN = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)*)|(?P<word>[^\W\d_]+(?:['\u2019][^\W\d_]+)*)|(?P<sign>[$€£¥%])"
)
_STOP = re.compile(r"[!?;\u2026\u3002\uff1f\uff01]|\.(?=[\s\"'\u201d\u2019)\]]|$)|\n\s*\n")
_COMMA = re.compile(r"[,:()\[\]\u2013\u2014\u2022]|\s-+\s|--")
_TAIL = re.compile(r"(.+?)(n't|'(?:ve|re|ll|d|m|s))$")
_ABBREVIATIONS = frozenset("mr mrs ms dr vs etc approx dept inc ltd co st no e.g i.e".split())
_BARE = {
    "didnt": "did n't", "dont": "do n't", "doesnt": "does n't", "wasnt": "was n't",
    "werent": "were n't", "couldnt": "could n't", "wouldnt": "would n't", "isnt": "is n't",
    "havent": "have n't", "hadnt": "had n't", "ive": "i 've", "im": "i 'm",
    "cannot": "can not", "theyre": "they 're", "weve": "we 've",
}  # fmt: skip
_FULL = {"ca": "can", "wo": "will", "sha": "shall"}


class Token(msgspec.Struct, frozen=True):
    """One word, number or sign; ``start`` and ``end`` in code points of the text.

    ``stop`` and ``comma``: punctuation before it; ``pause``: seconds of silence
    before it (0 in typed text); ``joined``: nothing but a hyphen or no space before it.
    """

    text: str
    start: int
    end: int
    kind: str
    classes: frozenset[str]
    stop: bool = False
    comma: bool = False
    joined: bool = False
    pause: float = 0.0


def tokens_of(text: str, transcript: Transcript | None = None) -> list[Token]:
    """The tokens of ``text``; a transcript adds the silences between its words."""
    silences = _silences(transcript) if transcript else {}
    tokens: list[Token] = []
    end = 0
    for match in _TOKEN.finditer(text):
        gap = text[end : match.start()]
        last = tokens[-1].text if tokens else ""
        stop = bool(_STOP.search(gap)) and not (gap == "." or last in _ABBREVIATIONS)
        first = not tokens
        for at, (word, left, right) in enumerate(_pieces(match)):
            tokens.append(
                Token(
                    text=word,
                    start=left,
                    end=right,
                    kind=match.lastgroup or "word",
                    classes=classes_of(word),
                    stop=at == 0 and (stop or first),
                    comma=at == 0 and bool(_COMMA.search(gap)),
                    joined=at > 0 or (not first and gap in ("", "-", "\u2011")),
                    pause=silences.get(left, 0.0),
                )
            )
        end = match.end()
    return tokens


def _pieces(match: re.Match[str]) -> Iterator[tuple[str, int, int]]:
    word = match.group().lower().replace("\u2019", "'")
    start, end = match.span()
    tail = _TAIL.fullmatch(word) if "'" in word and len(word) == end - start else None
    if tail:
        cut = start + len(tail[1])
        yield _FULL.get(tail[1], tail[1]), start, cut
        yield tail[2], cut, end
    elif word in _BARE:
        base, rest = _BARE[word].split()
        cut = start + len(word) - len(rest.replace("'", ""))
        yield base, start, cut
        yield rest, cut, end
    else:
        yield word, start, end


def _silences(transcript: Transcript) -> dict[int, float]:
    pairs = zip(transcript.words, transcript.words[1:], transcript.spans[1:], strict=False)
    return {left: max(0.0, after.start - before.end) for before, after, (left, _) in pairs}


def sentence_starts(tokens: list[Token]) -> list[int]:
    """The index of the first token of each sentence, as the punctuation has it."""
    return [at for at, token in enumerate(tokens) if token.stop]
