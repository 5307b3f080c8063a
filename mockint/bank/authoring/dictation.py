"""A bank out of replies, each of which is checked as it comes."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, get_args

from mockint.bank.authoring.lexicon import Lexicon
from mockint.bank.authoring.page import question_block
from mockint.bank.authoring.sketch import OWN_TERMS, bank_of, sketch, slug
from mockint.bank.authoring.wordings import form_of
from mockint.bank.fault import Flaw, Unreadable, nearest, shown
from mockint.bank.question import QUESTIONS, Bank, Question, Term
from mockint.bank.rules import check_rules
from mockint.bank.shape import check_shape
from mockint.bank.sheet import read_sheet
from mockint.bank.shelf import SIZE, shared_terms, to_yaml
from mockint.findings import Form

STAGES = ("opening", "behavioral", "technical")
FORMS: tuple[Form, ...] = get_args(Form)

MOST_STAGES = 12

MOST_TERMS = 50
"""Terms of one question."""

FULL = SIZE - 100_000
"""Bytes of questions after which no more are asked for; a larger file would be refused."""


class Refused(Exception):
    """A reply that cannot be taken; ``str()`` is the sentence that says why, and what to do."""

    def __init__(self, flaw: Flaw) -> None:
        lacks_subject = flaw.message.startswith(("is ", "has ", "holds ", "must "))
        said = f"it {flaw.message}" if lacks_subject else flaw.message
        end = "" if flaw.remedy.endswith("?") else "."
        super().__init__(f"{said[0].upper()}{said[1:]}; {flaw.remedy}{end}")


class Words(NamedTuple):
    """What was said of one question; an empty ``hint`` is that of the form."""

    ask: str
    form: Form
    stage: str
    terms: tuple[str, ...] = ()
    hint: str = ""

    def question(self, taken_ids: set[str]) -> Question:
        """The question with all its fields."""
        return sketch(self.ask, self.form, self.stage, self.terms, self.hint, taken_ids)


class Dictation:
    """What was dictated so far; a whole bank as soon as there is one question.

    Each ``take`` makes something of a reply, or raises ``Refused`` with the fault that the
    bank's own rules find in it.
    """

    def __init__(self) -> None:
        self.title = ""
        self.stages: tuple[str, ...] = STAGES
        self.asked: list[Words] = []
        self.unfinished = False
        self.glossary = shared_terms().terms
        self.names = {term.term for term in self.glossary}
        self._lexicon = Lexicon(self.glossary)
        self._size = 0

    def bank(self) -> Bank:
        """The bank, its questions in the order of their stages."""
        questions: dict[str, Question] = {}
        for words in sorted(self.asked, key=lambda words: self.stages.index(words.stage)):
            question = words.question({*questions})
            questions[question.id] = question
        return self._bank(self.title, *questions.values())

    @property
    def full(self) -> bool:
        """Whether its file, with the questions that are done, has no room for one more."""
        return len(self.asked) >= QUESTIONS or self._size >= FULL

    def begin(self, ask: str, stage: str) -> None:
        """A new question, with the form and the terms that its wording offers."""
        self.asked.append(Words(ask, form_of(ask), stage, self._lexicon.named(ask)))
        self.unfinished = True

    def end(self) -> None:
        """The last question is done."""
        words = self.asked[-1]
        terms = "".join(f"- term: '{name}{name}'\n" for name in self.own(words))
        self._size += len((question_block(words.question(set()), filled=True) + terms).encode())
        self.unfinished = False

    def own(self, words: Words) -> list[str]:
        """Those of the question's terms that are not the glossary's."""
        return [name for name in words.terms if name not in self.names]

    def take_title(self, text: str) -> str:
        """The bank's title."""
        if not text:
            raise Refused(Flaw((), "is empty", "give it a name"))
        self._examine(Words("What is it?", "other", STAGES[0]), title=text)
        return text

    def take_stages(self, text: str) -> tuple[str, ...]:
        """The stages; without any, those of the shipped banks."""
        parts = (part.strip() for part in text.split(",") if part.strip())
        stages = tuple(dict.fromkeys(slug(part) or part for part in parts))
        if len(stages) > MOST_STAGES:
            message = f"has {len(stages)} stages, {MOST_STAGES} at most"
            raise Refused(Flaw((), message, "put some of them together"))
        for stage in stages:
            self._examine(Words("What is it?", "other", stage))
        return stages or STAGES

    def take_ask(self, text: str) -> str:
        """The question as it is asked; empty where there are no more."""
        if text.casefold() in {words.ask.casefold() for words in self.asked}:
            raise Refused(Flaw((), f"{shown(text)} stands in this bank before", "ask another"))
        if text:
            self._examine(Words(text, "other", STAGES[0]))
        return text

    def take_form(self, words: Words, text: str) -> Words:
        """The question with the form of that name."""
        form = next((form for form in FORMS if form == text.casefold()), None)
        if text and form is None:
            message = f"{shown(text)} is none of {', '.join(FORMS)}"
            raise Refused(Flaw((), message, nearest(text, FORMS, "write one of them")))
        return words._replace(form=form or words.form)

    def take_stage(self, words: Words, text: str) -> Words:
        """The question in that stage."""
        stage = slug(text) or text
        if text and stage not in self.stages:
            message = f"{shown(text)} is none of {', '.join(self.stages)}"
            raise Refused(Flaw((), message, nearest(stage, self.stages, "write one of them")))
        return words._replace(stage=stage or words.stage)

    def take_terms(self, words: Words, text: str) -> Words:
        """The question with those terms instead of the ones offered, or, behind "+", besides."""
        if not text:
            return words
        kept = words.terms if text.startswith("+") else ()
        named = () if text == "-" else (part.strip() for part in text.lstrip("+").split(","))
        terms = (*kept, *(self._canonical(name) for name in named if name))
        words = words._replace(terms=tuple(dict.fromkeys(terms)))
        if len(words.terms) > MOST_TERMS:
            message = f"has {len(words.terms)} terms, {MOST_TERMS} at most"
            raise Refused(Flaw((), message, "keep those that tell a good answer"))
        if len({own for each in (*self.asked, words) for own in self.own(each)}) > OWN_TERMS:
            message = f"is beyond the {OWN_TERMS} terms of its own that this bank may have"
            raise Refused(Flaw((), message, "take terms of the glossary, or none"))
        self._examine(words)
        return words

    def take_hint(self, words: Words, text: str) -> Words:
        """The question with that hint."""
        words = words._replace(hint=text)
        self._examine(words)
        return words

    def _canonical(self, name: str) -> str:
        """The name under which the glossary has it, or an earlier question, or else ``name``."""
        before = {own.casefold(): own for words in self.asked for own in self.own(words)}
        shared = self._lexicon.called(name)
        return shared.term if shared else before.setdefault(name.casefold(), name)

    def _examine(self, words: Words, title: str = "Title") -> None:
        for flaw in _flaws(self._bank(title, words.question(set())), self.glossary):
            raise Refused(flaw)

    def _bank(self, title: str, *questions: Question) -> Bank:
        named = dict.fromkeys(name for question in questions for name in question.terms)
        own = (Term(name) for name in named if name not in self.names)
        return bank_of(title, own, questions)


def _flaws(bank: Bank, shared: Iterable[Term]) -> Iterator[Flaw]:
    """What ``lint`` would say of the bank's text."""
    try:
        sheet = read_sheet(to_yaml(bank))
    except Unreadable as error:
        yield error.flaw
        return
    flaws = [*sheet.flaws, *check_shape(sheet.values)]
    yield from flaws or check_rules(bank, shared)
