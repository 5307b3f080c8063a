"""What was heard for what was meant, taken from the corrections of all sessions."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from mockint.correction.alignment import Stretch, aligned, bare, printed
from mockint.errors import SessionError
from mockint.session import FILE, MAX_BYTES, Attempt, Session, folders, load
from mockint.smallfile import Unfit, contents
from mockint.transcript import Transcript

LONGEST = 5
"""Words on either side at most: a longer stretch was not misheard but told anew."""
WORD = 60
"""Characters of either side at most."""
_EDITED = re.compile(rb'"edited":\s*[1-9]')
_SPOKEN = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*(?: [^\W\d_]+(?:['\u2019-][^\W\d_]+)*)*")


@dataclass(frozen=True, slots=True)
class Saying:
    """``heard`` was printed, in small letters, where ``meant`` was said.

    ``term``: it is one of the bank's, in the bank's own form.
    """

    heard: str
    meant: str
    term: bool


Named = Mapping[str, Sequence[tuple[tuple[str, ...], str]]]
"""By its first word: each form of a term as bare words, and the term."""


def sayings(attempt: Attempt, session: Session) -> tuple[Saying, ...]:
    """What each mended place of ``attempt`` was heard as and meant, in order."""
    if attempt.raw is None or attempt.transcript is None:
        return ()
    return tuple(_sayings(attempt.raw, attempt.transcript, _named(session)))


def counted(recordings: Path) -> Counter[Saying]:
    """How often each was mended, over all sessions that can be opened.

    Raises:
        SessionError: ``recordings`` cannot be read.
    """
    found: Counter[Saying] = Counter()
    for folder in folders(recordings):
        with suppress(OSError, Unfit, SessionError):
            if _EDITED.search(contents(folder / FILE, MAX_BYTES, links=False)):
                found.update(_of(load(folder)))
    return found


def _of(session: Session) -> Iterator[Saying]:
    named = _named(session)
    for answer in session.answers:
        for attempt in answer.said:
            if attempt.raw is not None and attempt.transcript is not None:
                yield from _sayings(attempt.raw, attempt.transcript, named)


def _named(session: Session) -> Named:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for term in session.terms:
        for form in (term.term, *term.variants):
            words = tuple(bare(word) for word in form.split())
            if words:
                found.setdefault(words[0], []).append((words, term.term))
    return found


def _sayings(raw: Transcript, now: Transcript, named: Named) -> Iterator[Saying]:
    words = [word.text for word in now.words]
    heard, said = [bare(word.text) for word in raw.words], [printed(word) for word in words]
    for stretch in aligned(raw, words):
        if not stretch.same and stretch.first < stretch.last and stretch.begin < stretch.end:
            saying = _saying(heard, said, stretch, named)
            if saying is not None:
                yield saying


def _saying(
    heard: Sequence[str], said: Sequence[str], stretch: Stretch, named: Named
) -> Saying | None:
    first, last = stretch.first, stretch.last
    meant, term = " ".join(said[stretch.begin : stretch.end]), False
    for begin, words, name in _terms_around([word.casefold() for word in said], stretch, named):
        before, behind = stretch.begin - begin, begin + len(words) - stretch.end
        reached = heard[max(first - before, 0) : last + behind]
        # The words around must be those that were heard, or the term says nothing of them.
        if reached == [*words[:before], *heard[first:last], *words[len(words) - behind :]]:
            first, last, meant, term = first - before, last + behind, name, True
            break
    phrase = " ".join(heard[first:last])
    fits = _SPOKEN.fullmatch(phrase) and max(len(phrase), len(meant)) <= WORD
    short = max(last - first, len(meant.split())) <= LONGEST
    return Saying(phrase, meant, term) if fits and short and phrase != meant.casefold() else None


def _terms_around(
    said: Sequence[str], stretch: Stretch, named: Named
) -> Iterator[tuple[int, tuple[str, ...], str]]:
    """The terms that hold the whole stretch, longest first: where each begins, words, name."""
    found = [
        (begin, words, name)
        for begin in range(max(stretch.end - LONGEST, 0), stretch.begin + 1)
        for words, name in named.get(said[begin], ())
        if begin + len(words) >= stretch.end and tuple(said[begin : begin + len(words)]) == words
    ]
    yield from sorted(found, key=lambda each: (-len(each[1]), each[0]))
