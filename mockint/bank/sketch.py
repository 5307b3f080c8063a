"""A whole question from the words of one: what nobody has written yet is filled in.

The texts are usable for any question of the form, and meant to be replaced.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable

from mockint.bank.fillings import FILLINGS
from mockint.bank.question import FOLLOW_UPS, Anchors, Examples, FollowUp, Question, Term
from mockint.findings import Form

_WORDINGS: tuple[tuple[Form, str], ...] = (
    ("situational", r"\b(what|how) (would|will) you\b|\b(suppose|imagine)\b.*\bwhat\b|\bwhat if\b"),
    ("story", r"\b(a|one|last) (time|day|situation|occasion)\b|\bhave you ever\b|\byou had to\b"),
    ("story", r"\btell (me|us) (about|how) (?!yourself)|^describe an? \w+ (that|when|you)\b"),
    ("story", r"\b(what|how|when|which) (\w+ )?(\w+ )?did you\b|\bwhat was\b"),
    ("motive", r"^why (do|did|are|would|should) (you|we)\b|\b(attracts?|motivates?|draws?) you\b"),
    ("motive", r"\bdo you (like|enjoy|value|hope|want)\b|\blooking for\b|\bsee yourself\b"),
    ("process", r"\bhow (do|can|should) (you|we|i)\b|\bwhat do you do\b"),
    ("process", r"\b(walk|take|lead) (me|us)\b"),
    ("process", r"\bsteps?\b|\bgo about\b|\bprocedure\b|^how to\b|\byour process\b"),
    ("knowledge", r"^(what|which|where|when|why|who)\b|\b(difference|define|mean)\b|\bexplain\b"),
    ("knowledge", r"\bhow (does|is|well|much|at home)\b|\bhave you used\b"),
)

_STOCK = frozenset(
    "a about an and any are as at be been can could describe did do does ever example explain for"
    " from give had has have how i if imagine in is it me my of on one or our please share should"
    " suppose take tell that the their them there they this time to us walk was we were what when"
    " where which who why will with would you your yourself".split()
)


def form_of(ask: str) -> Form:
    """The form that the wording of a question suggests; ``other`` where none does."""
    said = " ".join(ask.casefold().split())
    return next((form for form, wording in _WORDINGS if re.search(wording, said)), "other")


def terms_in(text: str, terms: Iterable[Term]) -> tuple[str, ...]:
    """The names of those ``terms`` that stand in the text in any form, in its order.

    Of forms that overlap the longer one counts.
    """
    names = {_words(form): term.term for term in terms for form in term.forms}
    longest = max(map(len, names), default=0)
    words, at, found = _words(text), 0, dict[str, None]()
    while at < len(words):
        spans = (words[at : at + length] for length in range(longest, 0, -1))
        span = next((span for span in spans if span in names), words[at : at + 1])
        if span in names:
            found[names[span]] = None
        at += len(span)
    return tuple(found)


def slug(text: str, words: int = 8) -> str:
    """The first words of a text as a short name, ``lost-and-found``; empty if it has no letters."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    parts = re.findall(r"[a-z0-9]+", letters.replace("'", ""))[:words]
    return "-".join(parts)[:60].strip("-")


def sketch(
    ask: str, form: Form, stage: str, terms: Iterable[str], hint: str, taken_ids: Collection[str]
) -> Question:
    """A question with every field; an empty ``hint`` becomes that of the form."""
    filling, named = FILLINGS[form], tuple(terms)
    parts: tuple[FollowUp, ...] = FOLLOW_UPS if form == "story" else ("vague",)
    one, three, five = filling.anchors
    return Question(
        id=_free_id(ask, taken_ids),
        topic=named[0] if named else stage,
        stage=stage,
        form=form,
        ask=ask,
        listens_for=filling.listens_for,
        terms=named,
        follow_ups=dict(zip(parts, filling.follow_ups, strict=True)),
        anchors=Anchors(one=one, three=three, five=five),
        outline=filling.outline,
        hint=hint or filling.hint,
        examples=Examples(strong=filling.strong, weak=filling.weak),
    )


def _words(text: str) -> tuple[str, ...]:
    """In small letters, without marks: "A/R" and "a r" are one."""
    return tuple(re.findall(r"[^\W_]+", text.casefold()))


def _free_id(ask: str, taken: Collection[str]) -> str:
    telling = (word for word in ask.split() if slug(word) not in _STOCK)
    stem = slug(" ".join(telling), 4) or "question"
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(name for name in (stem, *numbered) if name not in taken)
