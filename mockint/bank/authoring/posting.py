"""A job ad, and the questions of the shipped banks that fit it best.

What a word is worth comes from the banks themselves: the fewer of their questions it belongs to,
the more. Terms count for more than single words, and what the ad shares with a question already
chosen counts for less, so that the choice covers the ad.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import NamedTuple

import msgspec

from mockint.bank.authoring.ad_words import AD_WORDS, EVERYDAY, stem, stems, words
from mockint.bank.authoring.lexicon import Lexicon
from mockint.bank.authoring.lists import is_question
from mockint.bank.authoring.page import Page, page
from mockint.bank.authoring.sketch import bank_of
from mockint.bank.glossary import without
from mockint.bank.question import NAME, Bank, Question, Term
from mockint.bank.shelf import shared_terms

ASKED = 12
"""Questions that are chosen for an ad."""

PER_STAGE = 3
"""Questions that one stage gives at most."""

WORDS = 2
"""Single words that are named as a reason for one question, besides all its terms."""

FITTING = 3
"""Terms of the trade that an ad must share with the banks to be one for them."""

TERM = 2.0
"""How much more than a word a term counts."""

AGAIN = 0.3
"""What is left of a word's or a term's worth once a chosen question has it."""

ALIKE = 0.5
"""Share of common words from which two questions ask the same."""

SIGNS = 2
"""Words of ``AD_WORDS`` that make a text an ad although it asks something; or twice the terms."""


class Pick(NamedTuple):
    """A question, the bank it is from, and the ad's own words that led to it, weightiest first."""

    question: Question
    bank: str
    because: tuple[str, ...]


class Fit(NamedTuple):
    """The questions for an ad by stage, and the terms of the trade in the ad in its order."""

    picks: tuple[Pick, ...]
    terms: tuple[Term, ...]
    among: int


def is_job_ad(text: str, terms: Iterable[Term]) -> bool:
    """Whether a text describes a job rather than listing questions."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    asking = sum(is_question(line.lstrip("#-*0123456789.) ")) for line in lines)
    if asking * 4 > len(lines):
        return False
    signs = AD_WORDS.intersection(re.findall(r"[a-z]+(?:-[a-z]+)?", text.casefold()))
    said = {mention.term.term for mention in Lexicon(terms).mentions(text)} - EVERYDAY
    return len(signs) >= (SIGNS if asking else 1) or len(said) >= 2 * SIGNS


class _Trait(NamedTuple):
    """Something a question and an ad can share: a term's name, or a word's stem."""

    kind: str
    name: str


@dataclass(frozen=True, eq=False)
class _Candidate:
    """A question and what of it is compared with the ad."""

    question: Question
    bank: str
    terms: frozenset[str]
    words: frozenset[str]


def fit(text: str, banks: Sequence[Bank], glossary: Iterable[Term]) -> Fit:
    """The questions of the ``banks`` for an ad; none where the ad is of another trade."""
    candidates = [_candidate(question, bank.name) for bank in banks for question in bank.questions]
    ad = _Ad(text, glossary, banks)
    if len(ad.trade) < FITTING:
        return Fit((), ad.trade, len(candidates))
    picks = _in_order(_choice(candidates, ad), [each.question for each in candidates])
    return Fit(tuple(picks), ad.trade, len(candidates))


def bank_for(fit: Fit, banks: Sequence[Bank], title: str, origin: str) -> Page:
    """The page of a bank of the chosen questions, with the ad's terms that none of them names."""
    known = {term.term: term for bank in reversed(banks) for term in bank.terms}
    named = dict.fromkeys(name for pick in fit.picks for name in pick.question.terms)
    shared = {term.term for term in shared_terms().terms}
    own = [known[name] for name in named if name not in shared]
    own += [term for term in fit.terms if term.term not in named]
    questions = _renamed(pick.question for pick in fit.picks)
    title = title[:NAME].strip() or "For a job ad"
    return page(bank_of(title, _apart(own, shared), questions), origin, filled=False)


def _apart(terms: Iterable[Term], shared: Collection[str]) -> Iterator[Term]:
    """The terms without forms that one before them has, and without what they are near to in vain.

    Banks may differ there, and a term that another bank explains is unknown in this one.
    """
    taken: set[str] = set()
    apart: list[Term] = []
    for term in terms:
        if term.term.casefold() not in taken:
            apart.append(without(term, taken))
            taken.update(form.casefold() for form in term.forms)
    known = {*shared, *(term.term for term in apart)}
    for term in apart:
        near = tuple(name for name in term.near if name in known)
        yield msgspec.structs.replace(term, near=near)


def _renamed(questions: Iterable[Question]) -> Iterator[Question]:
    """The questions, each under an id of its own."""
    taken: set[str] = set()
    for question in questions:
        names = (f"{question.id[:60]}-{number}" for number in range(2, ASKED + 2))
        name = next(name for name in (question.id, *names) if name not in taken)
        taken.add(name)
        yield msgspec.structs.replace(question, id=name)


class _Ad:
    """What an ad says: each term and each word's stem, as it first stands there."""

    def __init__(self, text: str, glossary: Iterable[Term], banks: Iterable[Bank]) -> None:
        known = {term.term: term for bank in banks for term in bank.terms}
        known |= {term.term: term for term in glossary}
        self.terms: dict[str, str] = {}
        for mention in Lexicon(known.values()).mentions(text):
            name, quote = mention.term.term, mention.quote
            if not (name[0].isupper() and quote.islower()):  # "you excel in" is no spreadsheet
                self.terms.setdefault(name, " ".join(quote.split()))
        self.words: dict[str, str] = {}
        for word in words(text):
            self.words.setdefault(stem(word), word)
        self.trade = tuple(known[name] for name in self.terms if name not in EVERYDAY)


def _candidate(question: Question, bank: str) -> _Candidate:
    topic = question.topic if question.topic.isalpha() else ""
    text = " ".join((question.id, topic, *question.terms, question.listens_for))
    return _Candidate(question, bank, frozenset(question.terms), frozenset(stems(text)))


def _choice(candidates: Sequence[_Candidate], ad: _Ad) -> Iterator[Pick]:
    """The best question at each turn, as long as one is left that shares a term of the trade."""
    worth, trade = _worth(candidates), {term.term for term in ad.trade}
    left = {each: _shared(each, ad, worth) for each in candidates if each.terms & trade}
    covered: set[_Trait] = set()
    stages: Counter[str] = Counter()
    for _ in range(ASKED):
        if not left:
            return
        best = max(left, key=lambda each: _gain(left[each], covered))
        yield Pick(best.question, best.bank, tuple(_because(left[best], ad)))
        covered.update(left[best])
        stages[best.question.stage] += 1
        full = stages[best.question.stage] >= PER_STAGE
        for each in [*left]:
            if (full and each.question.stage == best.question.stage) or _alike(each, best):
                del left[each]


def _gain(shared: Mapping[_Trait, float], covered: Collection[_Trait]) -> float:
    return sum(worth * (AGAIN if each in covered else 1) for each, worth in shared.items())


def _in_order(picks: Iterable[Pick], questions: Sequence[Question]) -> list[Pick]:
    """The picks stage by stage as the banks have them, the opening first."""
    stages = dict.fromkeys(("opening", *(question.stage for question in questions)))
    by_stage = {stage: place for place, stage in enumerate(stages)}
    places = {id(question): place for place, question in enumerate(questions)}
    return sorted(
        picks, key=lambda pick: (by_stage[pick.question.stage], places[id(pick.question)])
    )


def _alike(one: _Candidate, other: _Candidate) -> bool:
    """Whether two questions, or one and itself, ask much the same."""
    asks = [frozenset(stems(each.question.ask)) for each in (one, other)]
    both, either = asks[0] & asks[1], asks[0] | asks[1]
    return one.question.ask == other.question.ask or len(both) > ALIKE * len(either)


def _because(shared: Mapping[_Trait, float], ad: _Ad) -> Iterator[str]:
    """The ad's words for what is shared: all terms, and the words that are worth most."""
    order = sorted(shared, key=lambda each: (each.kind != "term", -shared[each], each.name))
    single = 0
    for each in order:
        single += each.kind == "word"
        if single <= WORDS:
            yield ad.terms[each.name] if each.kind == "term" else ad.words[each.name]


def _worth(candidates: Sequence[_Candidate]) -> dict[_Trait, float]:
    """What it is worth to share something: the rarer among the questions, the more."""
    counts = Counter(_Trait("term", name) for each in candidates for name in each.terms)
    counts += Counter(_Trait("word", stem) for each in candidates for stem in each.words)
    times = {"term": TERM, "word": 1.0}
    return {each: times[each.kind] * log(len(candidates) / n) for each, n in counts.items()}


def _shared(each: _Candidate, ad: _Ad, worth: Mapping[_Trait, float]) -> dict[_Trait, float]:
    """What question and ad share, with its worth; a term's own words do not count again."""
    terms = each.terms & ad.terms.keys()
    spent = {stem for name in terms for stem in (*stems(name), *stems(ad.terms[name]))}
    length = sqrt(len(each.words))
    found = {(trait := _Trait("term", name)): worth[trait] for name in sorted(terms)}
    for word in sorted((each.words & ad.words.keys()) - spent):
        found[_Trait("word", word)] = worth[_Trait("word", word)] / length
    return found
