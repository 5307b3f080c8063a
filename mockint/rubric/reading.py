"""One answer on its way to findings: tokens, amounts, clauses, form, labels, terms."""

from functools import cached_property
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from mockint.findings import Delivery, Seconds
from mockint.profile import Profile
from mockint.rubric.amounts.quantity import Amount, amounts_of, mark_amounts
from mockint.rubric.clauses import Clause, clauses_of
from mockint.rubric.delivery import delivery_of
from mockint.rubric.fluency import fluent, smooth
from mockint.rubric.form import FormReading, read_form
from mockint.rubric.refusals.gibberish import why_unmarked
from mockint.rubric.sense import Sense, sense_of
from mockint.rubric.story import Tagged, tag
from mockint.rubric.telling import as_told
from mockint.rubric.terms.mentions import Mention, Misheard, mentions_of
from mockint.rubric.verbs import tenses
from mockint.rubric.words import Token, tokens_of
from mockint.transcript import Transcript

if TYPE_CHECKING:
    from mockint.bank import Question, Term
    from mockint.encoder import Encoder


class Reading(msgspec.Struct, frozen=True, dict=True):
    """One answer on its way to findings; each step is worked out once, from those before."""

    text: str
    transcript: Transcript | None
    question: "Question | None"
    terms: "tuple[Term, ...]"
    encoder: "Encoder | None" = None
    misheard: tuple[Misheard, ...] = ()
    profile: Profile = "usual"

    @cached_property
    def heard(self) -> list[Token]:
        """The tokens as they are."""
        return tokens_of(self.text, self.transcript)

    @cached_property
    def raw(self) -> list[Token]:
        """The same, each word that was begun several times once."""
        return fluent(self.heard, self.text)

    @cached_property
    def amounts(self) -> list[Amount]:
        """Every amount."""
        return amounts_of(self.raw)

    @cached_property
    def tokens(self) -> list[Token]:
        """The tokens with the amounts marked among them."""
        return mark_amounts(self.raw, self.amounts)

    @cached_property
    def clauses(self) -> list[Clause]:
        """The clauses in order."""
        begins = self.sense.cuts if self.sense else None
        return as_told(clauses_of(self.tokens, tenses(self.tokens), self.amounts, begins))

    @cached_property
    def sense(self) -> Sense | None:
        """What the encoder makes of the tokens, if there is one."""
        said = smooth(self.text, self.heard, self.raw)
        return sense_of(said, self.raw, self.amounts, self.encoder)

    @cached_property
    def asked(self) -> list[Token]:
        """The words of the question."""
        return tokens_of(self.question.ask) if self.question else []

    @cached_property
    def mentions(self) -> list[Mention]:
        """Every credited term."""
        return mentions_of(self.tokens, self.text, self.terms, self.transcript, self.misheard)

    @cached_property
    def unmarked(self) -> str | None:
        """Why nothing is marked, if so."""
        named = sum(mention.last - mention.first for mention in self.mentions)
        return why_unmarked(self.tokens, self.clauses, self.asked, named)

    @cached_property
    def form(self) -> FormReading:
        """The kind of answer."""
        return read_form(self.clauses, self.sense, self.question.form if self.question else None)

    @cached_property
    def tagged(self) -> list[Tagged]:
        """The clauses with their labels; all "other" where no story is told."""
        if self.form.form == "story":
            return tag(self.clauses, self.sense)
        return [Tagged(clause, "other", 1.0) for clause in self.clauses]

    def seconds(self, start: int, end: int) -> Seconds | None:
        """When these characters were said."""
        return self.transcript.seconds_of(start, end) if self.transcript else None

    def place(self, first: int, last: int) -> tuple[int, int, str]:
        """Start, end and quote of ``tokens[first:last]``."""
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        return start, end, self.text[start:end]

    @cached_property
    def delivery(self) -> Delivery | None:
        """How it was said; None for typed text."""
        if self.transcript is None:
            return None
        told = [] if self.unmarked else self.tagged
        tokens, mentions = self._all()
        return delivery_of(self.transcript, tokens, told, mentions, self.profile)

    def _all(self) -> tuple[list[Token], list[Mention]]:
        """All tokens that were heard, amounts marked among them, and the terms there."""
        if len(self.heard) == len(self.tokens):
            return self.tokens, self.mentions
        classes = {token.start: token.classes for token in self.tokens}
        at = {token.start: number for number, token in enumerate(self.heard)}
        tokens = [
            replace(each, classes=classes.get(each.start, each.classes)) for each in self.heard
        ]
        starts = [token.start for token in self.tokens]
        return tokens, [
            replace(each, first=at[starts[each.first]], last=at[starts[each.last - 1]] + 1)
            for each in self.mentions
        ]
