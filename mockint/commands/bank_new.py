"""``mockint banks new``: a bank of one's own, by answering a few questions."""

import shlex
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple, get_args

from mockint.bank import Bank, Question, Term, shared_terms
from mockint.bank.fault import Flaw, Unreadable, near, nearest, shown
from mockint.bank.fillings import FILLINGS
from mockint.bank.page import page, question_block
from mockint.bank.rules import check_rules
from mockint.bank.shape import check_shape
from mockint.bank.sheet import read_sheet
from mockint.bank.shelf import SIZE, to_yaml
from mockint.bank.sketch import form_of, sketch, slug, terms_in
from mockint.commands.new_file import NewFile
from mockint.commands.replies import Refused, Replies, say
from mockint.commands.stopping import stoppable
from mockint.errors import BankError
from mockint.findings import Form

WELCOME = """\
A question bank of your own, by answering a few questions.
Ctrl-C ends it at any time, and the questions given by then are kept."""
NOTHING = "No bank was written, for it has no question yet: run 'mockint banks new' again."
WRITTEN = (
    "The fields you were not asked for hold texts that fit any such question. Open the file in an "
    "editor and put your own in their place; remarks in it tell how."
)

STAGES = ("opening", "behavioral", "technical")
FORMS: tuple[Form, ...] = get_args(Form)

MOST = 500
"""Questions in a bank."""

MOST_STAGES = 12

MOST_TERMS = 50
"""Terms of one question."""

MOST_OWN = 1_000
"""Terms that are not the glossary's, in all questions together."""

FULL = SIZE - 100_000
"""Bytes of questions after which no more are asked for; a larger file would be refused."""


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


class Draft:
    """What has been answered; whole as soon as there is one question.

    Each ``take`` makes something of a reply, or raises ``Refused`` with the fault that the
    bank's own rules find in it.
    """

    def __init__(self) -> None:
        self.title = ""
        self.stages: tuple[str, ...] = STAGES
        self.asked: list[Words] = []
        self.unfinished = False
        self.glossary = shared_terms().terms
        self._known = {form.casefold(): term.term for term in self.glossary for form in term.forms}
        self.names = {term.term for term in self.glossary}

    def bank(self) -> Bank:
        """The bank, its questions in the order of their stages."""
        questions: dict[str, Question] = {}
        for words in sorted(self.asked, key=lambda words: self.stages.index(words.stage)):
            question = words.question({*questions})
            questions[question.id] = question
        return self._bank(self.title, *questions.values())

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
        if len({own for each in (*self.asked, words) for own in self.own(each)}) > MOST_OWN:
            message = f"is beyond the {MOST_OWN} terms of its own that this bank may have"
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
        return self._known.get(name.casefold()) or before.setdefault(name.casefold(), name)

    def _examine(self, words: Words, title: str = "Title") -> None:
        for flaw in _flaws(self._bank(title, words.question(set())), self.glossary):
            raise Refused(flaw)

    def _bank(self, title: str, *questions: Question) -> Bank:
        named = dict.fromkeys(name for question in questions for name in question.terms)
        return Bank(
            title=title,
            greeting="Hello, and thank you for coming in. Take your time, and use real cases.",
            closing="That was my last question. What would you like to ask us?",
            thanks="Thank you for talking with me. We will be in touch.",
            terms=tuple(Term(name) for name in named if name not in self.names),
            questions=questions,
        )


def run(options: Namespace) -> int:
    """Ask, and write the bank; returns 130 where it was interrupted."""
    target = NewFile(options.file)
    draft = Draft()
    with stoppable():
        code = _until_the_end(draft, Replies(sys.stdin))
        if draft.asked:
            bank = draft.bank()
            _tell(draft, target.write(slug(draft.title) or "bank", lambda path: page(bank, path)))
        elif code:
            say(f"\n{NOTHING}")
        else:
            raise BankError(NOTHING)
    return code


def _until_the_end(draft: Draft, replies: Replies) -> int:
    """Ask until Enter alone, the end of the input, or a signal; the exit code."""
    try:
        converse(draft, replies)
    except KeyboardInterrupt as stop:
        return int(stop.args[0]) if stop.args else 130
    except (EOFError, OSError):  # the other side has gone
        return 0
    return 0


def _tell(draft: Draft, path: Path) -> None:
    count = len(draft.asked)
    say(f"\nWritten to {path}: {count} question{'' if count == 1 else 's'}.")
    if draft.unfinished:
        say("The last one has what was offered where you had not answered yet.")
    say(f"{WRITTEN}\nAn interview with it: mockint interview {shlex.quote(str(path))}")


def converse(draft: Draft, replies: Replies) -> None:
    """Ask for everything; ``draft`` holds at any time what was answered so far."""
    say(WELCOME)
    example = "What is the job called? For instance: Front desk clerk"
    draft.title = replies.ask(example, draft.take_title)
    draft.stages = replies.ask(
        "Which stages does the interview have, in order? Put commas between them.\n"
        f"Enter alone takes: {', '.join(STAGES)}",
        draft.take_stages,
    )
    size, stage = 0, draft.stages[0]
    while len(draft.asked) < MOST and size < FULL:
        number = len(draft.asked) + 1
        asked = f"Question {number}, as the interviewer asks it. Enter alone ends."
        ask = replies.ask(asked, draft.take_ask)
        if not ask:
            return
        draft.asked.append(Words(ask, form_of(ask), stage, terms_in(ask, draft.glossary)))
        _details(draft, replies)
        stage = draft.asked[-1].stage
        size += _size(draft, draft.asked[-1])
    say("\nThe bank is full.")


def _size(draft: Draft, words: Words) -> int:
    """Bytes that the question takes at most, its terms in both places."""
    terms = "".join(f"  - term: '{name}{name}'\n" for name in draft.own(words))
    return len((question_block(words.question(set())) + terms).encode())


def _details(draft: Draft, replies: Replies) -> None:
    """Ask for the rest of the last question, which holds until then what is offered."""
    steps = [(_ask_form, draft.take_form), (_ask_terms, draft.take_terms)]
    if len(draft.stages) > 1:
        steps.insert(1, (_ask_stage, draft.take_stage))
    draft.unfinished = True
    for asked, take in (*steps, (_ask_hint, draft.take_hint)):
        words = draft.asked[-1]
        draft.asked[-1] = replies.ask(asked(draft), partial(take, words))
    draft.unfinished = False


def _ask_form(draft: Draft) -> str:
    offer = f"Enter alone takes {draft.asked[-1].form}, as its words suggest."
    if len(draft.asked) > 1:
        return f"Its form: {', '.join(FORMS)}? {offer}"
    forms = "\n".join(f"  {form:13}{FILLINGS[form].means}" for form in FORMS)
    return f"What is the answer to it? Write the first word of a line.\n{forms}\n{offer}"


def _ask_stage(draft: Draft) -> str:
    return f"Its stage: {', '.join(draft.stages)}? Enter alone takes {draft.asked[-1].stage}."


def _ask_terms(draft: Draft) -> str:
    terms = draft.asked[-1].terms
    asked = "Which terms of the trade does a good answer use? Put commas between them.\n"
    if not terms:
        return f"{asked}Enter alone takes none."
    return f"{asked}Enter alone takes: {', '.join(terms)}\nA + before yours adds them; - is none."


def _ask_hint(draft: Draft) -> str:
    words, notes = draft.asked[-1], []
    for name in draft.own(words):
        meant = near(name, draft.names)
        also = f" (the glossary has {meant})" if meant else ""
        notes.append(f"Not in the glossary, so it goes into the bank as its own: {name}{also}\n")
    hint = f"A hint for it, in one sentence. Enter alone takes: {FILLINGS[words.form].hint}"
    return "".join([*notes, hint])


def _flaws(bank: Bank, shared: Iterable[Term]) -> Iterator[Flaw]:
    """What ``lint`` would say of the bank's text."""
    try:
        sheet = read_sheet(to_yaml(bank))
    except Unreadable as error:
        yield error.flaw
        return
    flaws = [*sheet.flaws, *check_shape(sheet.values)]
    yield from flaws or check_rules(bank, shared)
