"""``mockint banks new``: a bank of one's own, by answering a few questions."""

import shlex
import sys
from argparse import Namespace
from functools import partial
from pathlib import Path

from mockint.bank.authoring.dictation import FORMS, STAGES, Dictation
from mockint.bank.authoring.fillings import FILLINGS
from mockint.bank.authoring.page import page
from mockint.bank.authoring.sketch import slug
from mockint.bank.fault import near
from mockint.commands.new_file import NewFile
from mockint.commands.replies import Replies, say
from mockint.commands.stopping import stoppable
from mockint.errors import BankError

WELCOME = """\
A question bank of your own, by answering a few questions.
Ctrl-C ends it at any time, and the questions given by then are kept."""
NOTHING = "No bank was written, for it has no question yet: run 'mockint banks new' again."
WRITTEN = (
    "The fields you were not asked for hold texts that fit any such question, and the two examples "
    "are placeholders about some other subject. Open the file in an editor and put your own in "
    "their place; remarks in it tell how."
)


def run(options: Namespace) -> int:
    """Ask, and write the bank; returns 130 where it was interrupted."""
    target = NewFile(options.file)
    dictation = Dictation()
    with stoppable():
        code = _until_the_end(dictation, Replies(sys.stdin))
        if dictation.asked:
            made = page(dictation.bank())
            _tell(dictation, target.write(slug(dictation.title) or "bank", made.text))
        elif code:
            say(f"\n{NOTHING}")
        else:
            raise BankError(NOTHING)
    return code


def _until_the_end(dictation: Dictation, replies: Replies) -> int:
    """Ask until Enter alone, the end of the input, or a signal; the exit code."""
    try:
        converse(dictation, replies)
    except KeyboardInterrupt as stop:
        return int(stop.args[0]) if stop.args else 130
    except (EOFError, OSError):  # the other side has gone
        return 0
    return 0


def _tell(dictation: Dictation, path: Path) -> None:
    count = len(dictation.asked)
    say(f"\nWritten to {path}: {count} question{'' if count == 1 else 's'}.")
    if dictation.unfinished:
        say("The last one has what was offered where you had not answered yet.")
    say(f"{WRITTEN}\nAn interview with it: mockint interview {shlex.quote(str(path))}")


def converse(dictation: Dictation, replies: Replies) -> None:
    """Ask for everything; ``dictation`` holds at any time what was answered so far."""
    say(WELCOME)
    example = "What is the job called? For instance: Front desk clerk"
    dictation.title = replies.ask(example, dictation.take_title)
    dictation.stages = replies.ask(
        "Which stages does the interview have, in order? Put commas between them.\n"
        f"Enter alone takes: {', '.join(STAGES)}",
        dictation.take_stages,
    )
    stage = dictation.stages[0]
    while not dictation.full:
        number = len(dictation.asked) + 1
        asked = f"Question {number}, as the interviewer asks it. Enter alone ends."
        ask = replies.ask(asked, dictation.take_ask)
        if not ask:
            return
        dictation.begin(ask, stage)
        _details(dictation, replies)
        stage = dictation.asked[-1].stage
    say("\nThe bank is full.")


def _details(dictation: Dictation, replies: Replies) -> None:
    """Ask for the rest of the last question, which holds until then what is offered."""
    steps = [(_ask_form, dictation.take_form), (_ask_terms, dictation.take_terms)]
    if len(dictation.stages) > 1:
        steps.insert(1, (_ask_stage, dictation.take_stage))
    for asked, take in (*steps, (_ask_hint, dictation.take_hint)):
        words = dictation.asked[-1]
        dictation.asked[-1] = replies.ask(asked(dictation), partial(take, words))
    dictation.end()


def _ask_form(dictation: Dictation) -> str:
    offer = f"Enter alone takes {dictation.asked[-1].form}, as its words suggest."
    if len(dictation.asked) > 1:
        return f"Its form: {', '.join(FORMS)}? {offer}"
    forms = "\n".join(f"  {form:13}{FILLINGS[form].means}" for form in FORMS)
    return f"What is the answer to it? Write the first word of a line.\n{forms}\n{offer}"


def _ask_stage(dictation: Dictation) -> str:
    offer = f"Enter alone takes {dictation.asked[-1].stage}."
    return f"Its stage: {', '.join(dictation.stages)}? {offer}"


def _ask_terms(dictation: Dictation) -> str:
    terms = dictation.asked[-1].terms
    asked = "Which terms of the trade does a good answer use? Put commas between them.\n"
    if not terms:
        return f"{asked}Enter alone takes none."
    return f"{asked}Enter alone takes: {', '.join(terms)}\nA + before yours adds them; - is none."


def _ask_hint(dictation: Dictation) -> str:
    words, notes = dictation.asked[-1], []
    for name in dictation.own(words):
        meant = near(name, dictation.names)
        also = f" (the glossary has {meant})" if meant else ""
        notes.append(f"Not in the glossary, so it goes into the bank as its own: {name}{also}\n")
    hint = f"A hint for it, in one sentence. Enter alone takes: {FILLINGS[words.form].hint}"
    return "".join([*notes, hint])
