"""A whole question or bank from a few words: what nobody has written yet is filled in.

The texts are usable for any question of the form, and meant to be replaced.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable

from mockint.bank.authoring.fillings import FILLINGS
from mockint.bank.question import (
    FOLLOW_UPS,
    Anchors,
    Bank,
    Examples,
    FollowUp,
    Question,
    Term,
)
from mockint.findings import Form

OWN_TERMS = 1_000
"""Terms that are not the glossary's which are taken, of the 2,000 a bank may hold."""

GREETING = "Hello, and thank you for coming in. Take your time, and use real cases where you can."
CLOSING = "That was my last question. What would you like to ask us?"
THANKS = "Thank you for talking with me today. We will be in touch."

_STOCK = frozenset(
    "a about an and any are as at be been can could describe did do does ever example explain for"
    " from give had has have how i if imagine in is it me my of on one or our please share should"
    " suppose take tell that the their them there they this time to us walk was we were what when"
    " where which who why will with would you your yourself".split()
)


def bank_of(title: str, terms: Iterable[Term] = (), questions: Iterable[Question] = ()) -> Bank:
    """A bank with what an interviewer says around any questions."""
    return Bank(
        title=title,
        greeting=GREETING,
        closing=CLOSING,
        thanks=THANKS,
        terms=tuple(terms),
        questions=tuple(questions),
    )


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


def _free_id(ask: str, taken: Collection[str]) -> str:
    telling = (word for word in ask.split() if slug(word) not in _STOCK)
    stem = slug(" ".join(telling), 4) or "question"
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(name for name in (stem, *numbered) if name not in taken)
