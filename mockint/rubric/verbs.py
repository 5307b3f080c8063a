"""Finite verbs and their tense, from the words around them. No dictionary of verbs is needed:
what follows a subject pronoun is a verb, and a past form shows itself."""

from collections.abc import Sequence
from typing import Literal

from mockint.rubric.lexicon import is_past, is_same
from mockint.rubric.words import Token

Tense = Literal["", "past", "present", "perfect", "would", "modal"]
_SUBJECTS = frozenset("i we you they he she it who".split())
_NO_VERBS = frozenset(
    "there here back up down out off more most less much many well better best worse him her them "
    "today tomorrow yesterday like okay ok guys there's".split()
)
_IS_SUBJECTS = _SUBJECTS | frozenset("that there what here this where how let".split())
_GRAMMAR = frozenset({"PREP", "AND", "DET", "I", "THEY", "YOU", "ADV", "NOT", "WHO", "UM", "ME"})
_NO_PAST_AFTER = frozenset(
    "the a an my our your his her its their this these those to of at for with by in on into "
    "very more most so too as be been being am is are was were 's 're 'm get gets getting got "
    "have has had having 've every any some no all per about from pretty really ' both each "
    "feel felt look looked stay keep kept seem seemed remain become became".split()
)
_GOES_ON = frozenset("and then who that everything them everyone".split())
_NO_FINITE_HAVE = frozenset("to would will could should might 'll 'd may".split())
_CAUSES = frozenset("get got getting have having make making keep see want wanted".split())
_ASKS_PARTICIPLE = frozenset("been being done gone seen taken given written spoken".split())


def tenses(tokens: Sequence[Token]) -> list[Tense]:
    """For each token the tense of the finite verb it is, or "" where it is none."""
    found: list[Tense] = []
    before = ""
    for at, token in enumerate(tokens):
        if token.stop:
            before = ""
        found.append(_tense(tokens, at, "" if _is_object(tokens, at, found) else before))
        if not token.classes & {"ADV", "UM"}:
            before = token.text
    return found


def _is_object(tokens: Sequence[Token], at: int, found: Sequence[Tense]) -> bool:
    """Whether the pronoun before is no subject: "we made it | better", "for you | today"."""
    if at < 2 or tokens[at - 1].text not in {"it", "you"} or tokens[at - 1].stop:
        return False
    ahead = tokens[at - 2]
    verb = found[at - 2] != "" and ahead.classes.isdisjoint({"BE", "SAY"})
    return (verb or bool(ahead.classes & {"PREP", "ING"})) and not tokens[at - 1].comma


def _tense(tokens: Sequence[Token], at: int, before: str) -> Tense:
    word = tokens[at].text
    fixed = _auxiliary(tokens, at, before)
    if fixed is not None:
        return fixed
    if is_past(word):
        return _past(tokens, at, before)
    verb = tokens[at].kind == "word" and word not in _NO_VERBS
    verb = verb and tokens[at].classes.isdisjoint(_GRAMMAR | {"ING", "HAVE", "AMOUNT"})
    agrees = before in {"i", "we", "you", "they", "who"} or word.endswith("s")
    return "present" if before in _SUBJECTS and verb and agrees else ""


def _auxiliary(tokens: Sequence[Token], at: int, before: str) -> Tense | None:
    word = tokens[at].text
    if word in {"was", "were", "did"}:
        return "past"
    if word in {"am", "is", "are", "'re", "'m", "do", "does"}:
        return "present" if word not in {"do"} or before != "to" else ""
    if word == "'s":
        return "present" if before in _IS_SUBJECTS else ""
    if word in {"have", "has", "had", "'ve"}:
        return _have(tokens, at, before)
    if word == "'d":
        return "past" if _participle_follows(tokens, at) else "would"
    if word == "would":
        return "would"
    if word == "could":
        return "past"
    return "modal" if "MODAL" in tokens[at].classes else None


def _have(tokens: Sequence[Token], at: int, before: str) -> Tense:
    word = tokens[at].text
    if before in _NO_FINITE_HAVE:
        return ""
    if word == "had":
        return "past"
    return "perfect" if _participle_follows(tokens, at) else "present"


def _participle_follows(tokens: Sequence[Token], at: int) -> bool:
    for token in tokens[at + 1 : at + 4]:
        if token.stop:
            return False
        if "DONE" in token.classes and not is_same(token.text):
            return True
        if "ADV" not in token.classes:
            return False
    return False


def _past(tokens: Sequence[Token], at: int, before: str) -> Tense:
    if before in _NO_PAST_AFTER or (before == "" and not tokens[at].stop):
        return ""
    if before == "it" and at > 1 and tokens[at - 2].text in _CAUSES:
        return ""
    if is_same(tokens[at].text):
        return _same(tokens, at, before)
    if tokens[at].text in _ASKS_PARTICIPLE or _is_reduced(tokens, at, before):
        return ""
    return "past"


def _same(tokens: Sequence[Token], at: int, before: str) -> Tense:
    """ "put", "cut", "set": past if the last verb before it was, present otherwise."""
    if not (tokens[at].comma or before in _SUBJECTS or before in _GOES_ON):
        return ""
    for token in reversed(tokens[max(0, at - 25) : at]):
        if "PAST" in token.classes and not is_same(token.text):
            return "past"
    later = tokens[at + 1 : at + 15]
    return "past" if any("PAST" in token.classes for token in later) else "present"


def _is_reduced(tokens: Sequence[Token], at: int, before: str) -> bool:
    """ "invoices sent by them", "a customer called Mills": no verb of its own."""
    following = tokens[at + 1].text if at + 1 < len(tokens) else ""
    noun = before not in _SUBJECTS and before != "and"
    return noun and following == "by" and tokens[at].text.endswith("ed")
