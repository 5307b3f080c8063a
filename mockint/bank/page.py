"""A bank's file for people: commented, so that it can be edited without knowing YAML."""

import shlex
from collections.abc import Iterator
from pathlib import Path
from textwrap import indent
from typing import Any

import msgspec
import yaml

from mockint.bank.question import Bank, Question, Term

_SCHEMA = "schema.json"

_HEAD = """\
# A question bank for mockint. Any text editor will do to change it.
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
#   - term: point of sale
#     variants: [points of sale, cash desk]
#     spoken: [P O S]
#     means: The till and what belongs to it.
"""

_QUESTIONS = """
# The questions. Each begins with "- id:", a short name of its own. The form is one of story,
# process, knowledge, motive, situational and other; a story needs all five follow-ups, the
# others need "vague" alone. To remove a question, remove its lines from "- id:" to the next.
# To add one, copy a whole one and change its id and its words.
"""

_FILLED = """\
    # From here on it is filled in for any question of the form {form}. Put your own words in its
    # place: what is listened for, what is asked next when something was not heard, what answers
    # of level 1, 3 and 5 sound like, a strong answer in steps (___ is a figure), two examples.
"""

_LINE = 76
"""Characters of a text that stands behind its field's name."""

_OWN = ("id", "topic", "stage", "form", "ask", "terms", "hint")


def page(bank: Bank, file: Path) -> str:
    """The text to be written to ``file``; its fields are those of ``bank``."""
    named = shlex.quote("".join(part if part.isprintable() else "?" for part in file.name))
    schema = f"# yaml-language-server: $schema={_SCHEMA}\n#\n"
    head = schema if (file.parent / _SCHEMA).is_file() else ""
    return head + _HEAD.format(file=named) + "".join(_blocks(bank))


def question_block(question: Question) -> str:
    """The lines of one question, and between them the remark on what is filled in."""
    fields = msgspec.to_builtins(question)
    fields["terms"], fields["outline"] = question.terms, list(question.outline)
    fields["anchors"] = {int(level): text for level, text in fields["anchors"].items()}
    first = _lines({name: fields.pop(name) for name in _OWN})
    rest = _lines({name: value for name, value in fields.items() if value})
    filled = _FILLED.format(form=question.form)
    return "\n" + _item(first) + filled + indent(rest, "    ")


def _blocks(bank: Bank) -> Iterator[str]:
    yield "\n" + _lines({"title": bank.title})
    said = {"greeting": bank.greeting, "closing": bank.closing, "thanks": bank.thanks}
    yield _SAID + _lines(said)
    yield _TERMS
    if bank.terms:
        yield "terms:\n" + "".join(map(_term, bank.terms))
    yield _QUESTIONS + "questions:\n"
    yield from map(question_block, bank.questions)


def _term(term: Term) -> str:
    fields = {name: value for name, value in msgspec.to_builtins(term).items() if value}
    return _item(_lines(fields))


def _item(text: str) -> str:
    """The lines of a set of fields as one item of a list."""
    return "  - " + indent(text, "    ").removeprefix("    ")


class _Dumper(yaml.SafeDumper):
    """Writes as people do: long texts behind ">-", lists indented."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = ">" if len(text) > _LINE else '"' if ": " in text or " #" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _names(dumper: yaml.SafeDumper, names: tuple[str, ...]) -> yaml.SequenceNode:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", names, flow_style=True)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(tuple, _names)


def _lines(fields: dict[str, Any]) -> str:
    text: str = yaml.dump(fields, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=88)
    return text
