"""Which questions a story could serve, judged by the words it shares with them.

A question is known by its terms in all their forms, by the words of what is asked, and
by the words of its themes. A story could serve it where it says clearly more of these
words than an answer of its length usually does. That is a suggestion and no more: it
knows words, not what they mean together.
"""

from collections.abc import Iterable, Sequence
from math import sqrt

import msgspec

from mockint.bank import Bank, Question
from mockint.history.likeness import TELLING
from mockint.history.words import everyday, weight
from mockint.stories.theme import Phrase, Wording, phrase, themes

TERM, THEME, ASKED = 2.0, 1.0, 0.5
"""How much it counts that a story says a term, a word of a theme, a word of the question."""
IN_A_ROW = 0.3
"""How often words stand in a row, where the rarest of them stands."""
USUAL, SHORTEST, LONGEST = 107, 40, 400
"""Words of a usual answer, and of the shortest and the longest that are reckoned with."""
CLEARLY = 1.0
"""Standard deviations above the usual from which a story could serve."""
WORDS, MORE = 3, 1.5
"""Different words that a story must share with a question, at least, and times the usual."""


class Fit(msgspec.Struct, frozen=True):
    """A question that a story could serve; ``told``: it was told to it already.

    ``words`` led to it, the most telling first, as the story says them; ``usual`` is how
    many of the question's words an answer of its length says by chance. ``above`` is how
    far it lies above that, in standard deviations.
    """

    question: str
    asked: str
    topic: str
    stage: str
    words: tuple[str, ...]
    usual: float
    above: float
    told: bool = False

    @property
    def clear(self) -> bool:
        """Whether the words alone make it a suggestion."""
        enough = max(WORDS, MORE * self.usual)
        return self.above >= CLEARLY and len(self.words) >= enough


class Cue(msgspec.Struct, frozen=True):
    """A phrase a question is known by, what it weighs, and the share of answers that say it."""

    phrase: Phrase
    weighs: float
    share: float


def cues(question: Question, bank: Bank) -> tuple[Cue, ...]:
    """Everything a question is known by."""
    found: dict[Phrase, float] = {}
    forms = {term.term: term.forms for term in bank.terms}
    _add(found, (phrase(f) for name in question.terms for f in forms.get(name, (name,))), TERM)
    asked = phrase(question.ask)
    _add(found, ((each,) for each in asked if weight(each) >= TELLING), ASKED)
    about = Wording(question.ask)
    for theme in themes():
        if any(about.find(each) for each in theme.asked):
            _add(found, theme.shown, THEME)
    return tuple(_cue(each, counts) for each, counts in found.items())


def fits(text: str, questions: Iterable[tuple[Question, Sequence[Cue]]]) -> list[Fit]:
    """How well the story ``text`` fits each question, the best first."""
    said = Wording(text)
    found = [_fit(said, question, known) for question, known in questions]
    return sorted(found, key=lambda fit: -fit.above)


def _add(found: dict[Phrase, float], phrases: Iterable[Phrase], counts: float) -> None:
    for each in phrases:
        if each:
            found[each] = max(found.get(each, 0.0), counts)


def _cue(phrase: Phrase, counts: float) -> Cue:
    total, known = everyday()
    rarest = min(min(known.get(each, 0) + 1, total) for each in phrase) / total
    share = min(rarest, 0.95) * (IN_A_ROW if len(phrase) > 1 else 1.0)
    return Cue(phrase, counts * sum(map(weight, phrase)), share)


def _fit(said: Wording, question: Question, known: Sequence[Cue]) -> Fit:
    length = min(max(len(said.words), SHORTEST), LONGEST) / USUAL
    usual = mean = spread = heard = 0.0
    words: dict[str, float] = {}
    for cue in known:
        chance = 1.0 - (1.0 - cue.share) ** length
        usual += chance
        mean += cue.weighs * chance
        spread += cue.weighs**2 * chance * (1.0 - chance)
        if (word := said.find(cue.phrase)) is not None:
            heard += cue.weighs
            words[word] = max(words.get(word, 0.0), cue.weighs)
    above = (heard - mean) / sqrt(spread) if spread else 0.0
    told = _told(words)
    place = question.id, question.ask, question.topic, question.stage
    return Fit(*place, told, usual, above)


def _told(words: dict[str, float]) -> tuple[str, ...]:
    """The words, the weightiest first, without those that stand in longer ones."""
    inside = {part for word in words if " " in word for part in word.split()}
    return tuple(sorted(words.keys() - inside, key=lambda word: (-words[word], word)))
