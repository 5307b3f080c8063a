"""Cutting an answer into clauses: where the encoder hears one begin, or by rules: at punctuation
where there is any, else at the verbs."""

from collections.abc import Collection, Sequence
from functools import cached_property
from itertools import pairwise

import msgspec

from mockint.rubric.amounts.quantity import Amount
from mockint.rubric.verbs import Tense
from mockint.rubric.words import Token

PAUSE = 0.7
"""A silence from which on a new clause may begin, in seconds."""
_SUBJECTS = frozenset("i we you they he she it there".split())
_PRONOUNS = _SUBJECTS | frozenset("this that everyone everybody nobody somebody someone".split())
_OPENERS = frozenset(
    "and but so because when while then although though if unless until once after before since "
    "whereas or which however finally eventually afterwards meanwhile luckily unfortunately "
    "anyway now where".split()
)
_COMPLEMENTS = frozenset("that what how why who which whether as than like whatever".split())
_QUESTIONS = frozenset("how what why which whether".split())
_LEADS = _OPENERS | frozenset(
    "well yeah yes okay ok um uh er hmm like just also basically actually right oh plus".split()
)
_MAX_NOUN = 5


class Clause(msgspec.Struct, frozen=True, dict=True):
    """One finite verb and what belongs to it: ``tokens``, the first of which is number ``first``.

    ``verb`` is the index of the finite verb in ``tokens`` (None: it has none); ``person``
    1, 2 or 3 is its subject's, carried on from the clause before where it is left out.
    """

    tokens: tuple[Token, ...]
    first: int
    tense: Tense
    verb: int | None
    person: int

    @property
    def last(self) -> int:
        """The number of the token after the clause."""
        return self.first + len(self.tokens)

    @property
    def start(self) -> int:
        """Where it starts in the text, in code points."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where it ends in the text, in code points."""
        return self.tokens[-1].end

    @cached_property
    def begin(self) -> int:
        """The index of the first word that is no "and", "well" or "um"."""
        for at, token in enumerate(self.tokens):
            if token.text not in _LEADS:
                return at
        return 0

    @property
    def verb_classes(self) -> frozenset[str]:
        """The classes of its verb."""
        return frozenset() if self.verb is None else self.tokens[self.verb].classes


def clauses_of(
    tokens: Sequence[Token],
    tenses: Sequence[Tense],
    amounts: Sequence[Amount],
    begins: Collection[int] | None = None,
) -> list[Clause]:
    """The clauses in order; every token belongs to exactly one; no amount is cut.

    ``begins`` are the tokens with which clauses begin, if they are known.
    """
    if not tokens:
        return []
    inside = {at for amount in amounts for at in range(amount.first + 1, amount.last)}
    known = _cuts(tokens, tenses) if begins is None else set(begins)
    cuts = sorted(known - inside - {0})
    edges = [0, *cuts, len(tokens)]
    clauses: list[Clause] = []
    for first, last in pairwise(edges):
        person = clauses[-1].person if clauses else 3
        clauses.append(_clause(tokens, tenses, first, last, person))
    return clauses


def _clause(
    tokens: Sequence[Token], tenses: Sequence[Tense], first: int, last: int, person: int
) -> Clause:
    verb = _main_verb(tenses, first, last)
    if verb is not None:
        person = _person(tokens, first, verb, person)
    return Clause(
        tuple(tokens[first:last]),
        first,
        "" if verb is None else tenses[verb],
        None if verb is None else verb - first,
        person,
    )


def _main_verb(tenses: Sequence[Tense], first: int, last: int) -> int | None:
    """The first finite verb, or the one after it where "did" and "had" only help."""
    return next((at for at in range(first, last) if tenses[at]), None)


def _person(tokens: Sequence[Token], first: int, verb: int, carried: int) -> int:
    for token in reversed(tokens[max(first, verb - 4) : verb]):
        if "I" in token.classes:
            return 1
        if token.text == "you":
            return 2
        if token.text in _OPENERS or "ADV" in token.classes or "UM" in token.classes:
            continue
        return 3
    return carried


def _cuts(tokens: Sequence[Token], tenses: Sequence[Tense]) -> set[int]:
    """The numbers of the tokens with which a clause begins."""
    cuts = {at for at, token in enumerate(tokens) if token.stop}
    start, seen = 0, False
    last_verb = -1
    for at, token in enumerate(tokens):
        if token.stop:
            start, seen, last_verb = at, False, -1
        if _opens_result(tokens, at, seen):
            cuts.add(at)
            start, seen = at, True
        if not tenses[at]:
            continue
        if seen:
            cut = _between(tokens, max(start, last_verb) + 1, at)
            if cut is not None:
                cuts.add(cut)
                start = cut
        else:
            lead = _lead_cut(tokens, start, at)
            if lead is not None:
                cuts.add(lead)
                start = lead
        seen, last_verb = True, at
    return cuts


def _lead_cut(tokens: Sequence[Token], start: int, verb: int) -> int | None:
    """A cut at a comma or a pause before the first verb: "at my last job, we had ..."."""
    for at in range(verb, start + 3, -1):
        if tokens[at].pause >= PAUSE and tokens[at].text in _PRONOUNS | _OPENERS:
            return at
    return None


def _between(tokens: Sequence[Token], left: int, verb: int) -> int | None:
    """Where the clause of the finite verb ``verb`` begins, ``left`` being the earliest place."""
    if _is_relative(tokens, left, verb):
        return None
    span = range(left, verb + 1)
    for at in span:
        if tokens[at].pause >= PAUSE and (at == verb or _plausible(tokens, at)):
            return at
    subject = _subject(tokens, left, verb)
    if subject is not None and _is_complement(tokens, left, subject):
        return None
    opener = _opener(tokens, left, subject if subject is not None else verb)
    if opener is not None:
        return opener
    return subject


def _is_complement(tokens: Sequence[Token], left: int, subject: int) -> bool:
    """Whether the subject belongs to what was said or known: "found out how far back it went"."""
    before = tokens[subject - 1]
    if tokens[subject].comma:
        return False
    if before.text == "that" and _text(tokens, subject - 2) in {"after", "before", "since"}:
        return False
    if before.text in _COMPLEMENTS or "SAY" in before.classes:
        return True
    ahead = tokens[max(left, subject - 3) : subject - 1]
    return any(token.text in _QUESTIONS for token in ahead) and before.text not in _OPENERS


def _is_relative(tokens: Sequence[Token], left: int, verb: int) -> bool:
    """Whether the verb belongs to the noun before it: "a client who hadn't paid"."""
    at = verb - 1
    while at > left and tokens[at].classes & {"ADV", "UM"}:
        at -= 1
    return at >= left and tokens[at].text in {"who", "which", "that"} and not tokens[at].comma


def _plausible(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].text in _OPENERS | _PRONOUNS or "DET" in tokens[at].classes


def _opener(tokens: Sequence[Token], left: int, right: int) -> int | None:
    """The conjunction nearest before the subject with which the clause opens."""
    for at in range(right, left - 1, -1):
        word = tokens[at].text
        if tokens[at].comma and at <= right and word not in _OPENERS and right - at > 1:
            return at
        if word in _OPENERS and not _is_preposition(tokens, at, right):
            while at > left and tokens[at - 1].text in {"and", "but", "so"}:
                at -= 1
            return at
    return None


def _is_preposition(tokens: Sequence[Token], at: int, right: int) -> bool:
    """ "after a timeout I ...": no conjunction, it goes with the words before it."""
    if tokens[at].text not in {"after", "before", "since"} or right - at <= 1:
        return False
    return _text(tokens, at + 1) not in {"that", "this", "then", "which", "it"}


def _subject(tokens: Sequence[Token], left: int, verb: int) -> int | None:
    """Where the subject before ``verb`` begins: a pronoun, or an article and its noun."""
    if tokens[verb].comma:
        return None
    after_preposition = False
    for at in range(verb - 1, max(left, verb - _MAX_NOUN) - 1, -1):
        token = tokens[at]
        if token.text in _PRONOUNS:
            return None if after_preposition else at
        after_preposition = after_preposition or "PREP" in token.classes
        if "DET" in token.classes and not (token.classes & {"NOT"}):
            before = tokens[at - 1].classes if at else frozenset()
            object_ = bool(before & {"PREP", "PAST"}) and not token.comma
            return None if object_ else at
        if token.comma:
            return None
        if token.text in _OPENERS:
            return at
    return None


def _opens_result(tokens: Sequence[Token], at: int, seen: bool) -> bool:
    """ ", resulting in", ", which saved us", "saving forty hours"."""
    token = tokens[at]
    if not seen or at == 0:
        return False
    before = tokens[at - 1]
    if "OUTING" in token.classes and before.classes.isdisjoint({"PREP", "BE", "DET", "AND", "ADV"}):
        return token.comma or token.text in {"resulting", "saving", "bringing"}
    return token.text == "which" and (token.comma or _text(tokens, at + 1) in _WHICH)


_WHICH = frozenset("saved meant brought reduced cut led made helped gave allowed took got".split())


def _text(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].text if at < len(tokens) else ""
