"""A bank's file for people: commented, so that it can be edited without knowing YAML."""

import shlex
from collections.abc import Iterable, Iterator
from itertools import takewhile
from pathlib import Path
from textwrap import indent, wrap
from typing import Any, NamedTuple

import msgspec

from mockint.bank.question import Bank, Question, Term
from mockint.bank.sheet import write_sheet
from mockint.bank.shelf import SIZE

HEAD_SIZE = 6_000
"""Bytes that are kept free for the remarks at the top, which name the file."""

_SCHEMA = "schema.json"

_HEAD = """\
#
# Any text editor will do to change it.
#
# A line that begins with # is a remark for you; mockint does not read it.
# A line holds the name of a field, a colon, a space, and the text. Leave the names and the
# spaces at the beginning of a line as they are, use no tabs, and change the text.
# A text that holds a colon or a # goes in quotes:      hint: "First: breathe."
# A long text may go on in the next line, as far to the right as the line before it or further.
#
# After a change, this names every line that does not fit:
#     mockint banks lint {file}
# This is an interview with it:
#     mockint interview {file}
"""

_SAID = """
# What the interviewer says first, after the last question, and at the end. Like every question
# and follow-up it is read aloud: words and plain punctuation, "percent" for %, "and" for &.
"""

_TERMS = """
# Terms of your own that good answers use. Those of mockint's glossary need not stand here.
# Below a term, these lines are welcome, each with the same spaces before it as the sample:
#
# terms:
# - term: point of sale
#   variants: [points of sale, cash desk]
#   spoken: [P O S]
#   means: The till and what belongs to it.
"""

_QUESTIONS = """
# The questions. Each begins with "- id:", a short name of its own. The form is one of story,
# process, knowledge, motive, situational and other; a story needs all five follow-ups, the
# others need "vague" alone. To remove a question, remove its lines from "- id:" to the next.
# To add one, copy a whole one and change its id and its words.
{examples}"""

_PLACEHOLDERS = """\
#
# Below the hint, all is filled in and the same for every question of a form: what is listened
# for, what is asked next when something was not heard, what answers of level 1, 3 and 5 sound
# like, a strong answer in steps (___ is a figure), and two examples. The examples are
# placeholders: invented, and about some other subject. Put your own words in place of all this.
"""

_INVENTED = """\
# The people, companies and figures in the examples are invented: put your own in their place.
"""

_PLACEHOLDER = """\
# Both examples are placeholders about some other subject: replace them by your own.
"""

_OWN = ("id", "topic", "stage", "form", "ask", "terms", "hint")


class Page(NamedTuple):
    """A bank and what its file says of it; ``blocks`` are the lines of its questions."""

    bank: Bank
    origin: str
    filled: bool
    blocks: tuple[str, ...]

    def text(self, file: Path) -> str:
        """The text to be written to ``file``; its fields are those of ``bank``."""
        named = shlex.quote(_shown(file.name))
        schema = f"# yaml-language-server: $schema={_SCHEMA}\n#\n"
        head = schema if (file.parent / _SCHEMA).is_file() else ""
        head += _remark(f"A question bank for mockint{self.origin}.") + _HEAD.format(file=named)
        return head + _top(self.bank, filled=self.filled) + "".join(self.blocks)


def page(bank: Bank, origin: str = "", *, filled: bool = True) -> Page:
    """The bank's page, with as many of its questions as a file can hold.

    ``origin`` goes on from "A question bank"; ``filled``: what was not said of its questions is
    from a sketch.
    """
    room = SIZE - HEAD_SIZE - len(_top(bank, filled=filled).encode())
    blocks = tuple(_fitting((question_block(each, filled=filled) for each in bank.questions), room))
    kept = msgspec.structs.replace(bank, questions=bank.questions[: len(blocks)])
    return Page(kept, origin, filled, blocks)


def question_block(question: Question, *, filled: bool) -> str:
    """The lines of one question, below the remark on what is filled in."""
    fields = msgspec.to_builtins(question)
    fields["terms"], fields["outline"] = question.terms, list(question.outline)
    fields["anchors"] = {int(level): text for level, text in fields["anchors"].items()}
    own = {name: fields.pop(name) for name in _OWN}
    more = {name: value for name, value in fields.items() if value}
    remark = _PLACEHOLDER if filled else ""
    return f"\n{remark}{_item(own | more)}"


def _fitting(blocks: Iterable[str], room: int) -> Iterator[str]:
    """The first of the blocks, as long as they have at most ``room`` bytes together."""
    used = 0

    def fits(block: str) -> bool:
        nonlocal used
        used += len(block.encode())
        return used <= room

    return takewhile(fits, blocks)


def _top(bank: Bank, *, filled: bool) -> str:
    """All between the head and the questions."""
    said = {"greeting": bank.greeting, "closing": bank.closing, "thanks": bank.thanks}
    parts = ["\n", write_sheet({"title": bank.title}), _SAID, write_sheet(said), _TERMS]
    if bank.terms:
        parts += ["terms:\n", *map(_term, bank.terms)]
    examples = _PLACEHOLDERS if filled else _INVENTED
    return "".join([*parts, _QUESTIONS.format(examples=examples), "questions:\n"])


def _term(term: Term) -> str:
    return _item({name: value for name, value in msgspec.to_builtins(term).items() if value})


def _item(fields: dict[str, Any]) -> str:
    """The fields as one item of a list."""
    return "- " + indent(write_sheet(fields), "  ").removeprefix("  ")


def _remark(text: str) -> str:
    lines = wrap(_shown(text), 94, break_on_hyphens=False)
    return "".join(f"# {line}\n" for line in lines)


def _shown(text: str) -> str:
    return "".join(part if part.isprintable() else "?" for part in text)
