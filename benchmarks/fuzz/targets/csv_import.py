"""A table of questions, as ``mockint banks import`` reads it."""

import os
from collections.abc import Iterable
from pathlib import Path

from benchmarks.fuzz.importing import imported
from benchmarks.fuzz.mutation import Form
from benchmarks.fuzz.vast import filled, numbered

FORM: Form = "text"
LONGEST = 1_200
WORDS = (
    *("Question", "Stage", "Form", "Topic", "Terms", "Hint", "ask", "story", "knowledge", "\t"),
    *(";", ",", '"', '""', "?", "Tell me about", "What is ", "aging report", "A/R", "DSO", "|"),
    *("and/or", "C#", "$5k", "www.x.com", "___", "(a)", "5/6", "x.Yy", "a.bc"),
)
NAMED = b"named "
"""How an input begins that gives the file's own name; the next line is the first of its text."""


def seeds() -> Iterable[bytes]:
    """Tables with commas, semicolons, tabs; with and without a first line of names."""
    yield (
        b"Question,Stage,Form,Topic,Terms,Hint\r\n"
        b'"Tell me about a time you missed a deadline, and why.",Opening,story,time,'
        b'"aging report; DSO, my term",Think of March\r\n'
        b'What is A/R (or "AR")?,technical,knowledge,,A/R|VLOOKUP,\r\n'
        b"\r\n"
        b"What would you do with $5k and/or 10% more?,,wrong,,,\r\n"
    )
    yield b"stage;question\nopening;Why us?\nclosing;How do you reconcile an account?\n"
    yield b"What is DSO?\tknowledge\nHow do you post cash?\tprocess\n"
    yield b'questions\n"Why do you want\nto work here?"\nHave you used C# or www.sap.com/x?\n'
    yield "\ufeffask,hint\nWhat is caf\u00e9 billing\u2026?,\u2018x\u2019\n".encode()

    yield NAMED + b"list \x1b[31m of: 'mine' # \xe2\x80\xae.csv\nquestion\nWhy us?\n"


def vast() -> Iterable[bytes]:
    """Tables of a megabyte: many rows, many columns, one cell, and marks that are spelled out."""
    yield numbered("What is a%d?\n")
    yield numbered("What is %d?,ta;tb;tc\n", "question,terms\n")
    yield numbered("What is a%d that is as long as a question that somebody would ask aloud?\n")
    yield filled("a?\n", 'question,stage\n"')
    yield filled("stage,", "question,")
    for text in ("a?\n", ",", "a,b\n", "a\tb\n", "\n", "\r", '"', "\x1f", "What is a "):
        yield filled(text)
    for text in ("(" * 900, "$ 5 " * 400, "_" * 1_900, " " * 1_900, "$5," * 600, "a." * 900):
        yield filled(f"What is {text}?\n")
    for text in ("www.a" + ".bb" * 600, "$" + "1," * 900 + "x", ",;:" * 600, "aging report " * 140):
        yield filled(f"What is {text}?\n")


def feed(data: bytes, folder: Path) -> None:
    """Import it by its name, which may stand in its first line."""
    if not data.startswith(NAMED):
        imported(data, "list.csv", folder)
        return
    name, _, text = data.removeprefix(NAMED).partition(b"\n")
    named = os.fsdecode(name.replace(b"/", b"").replace(b"\0", b"")[:200])
    if named.strip(".") and named != "-":
        imported(text, named, folder)
