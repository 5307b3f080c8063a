"""YAML text as plain values, each with the line it stands on; and back.

The text is read event by event and never made into objects: tags, anchors and
aliases are refused, and so is a text that nests deeper than a bank does.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from mockint.bank.fault import Flaw, Place, Unreadable

Value = str | None | list["Value"] | dict[str, "Value"]
"""What a sheet holds; whatever is written without quotes is text too."""

DEPTH = 6
"""Levels a sheet may nest; a bank needs four."""

PLACES = 100_000
"""Values a sheet may hold; a full bank has not half as many."""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_LINE = 76
"""Characters of a text that is written behind its field's name."""

_UNWRITTEN = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)

_HINTS = {
    "mapping values are not allowed": "put text that holds a colon and a space in quotes",
    "could not find expected ':'": "write a colon and a space after the field's name",
    "while scanning a quoted scalar": "close the quotes",
    "unexpected end of stream": "close the quotes",
    "',' or ']'": "close the bracket, and put text that holds a mark in quotes",
    "',' or '}'": "close the brace, and put text that holds a mark in quotes",
    "cannot start any token": "put text that begins with a mark in quotes",
}

_OPENED = ("while scanning a quoted scalar", "while parsing a flow")
"""What is never closed is at fault where it opens, not where the text ends."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A text's values, and the line (from 1) of each place; ``flaws`` did not stop the reading."""

    values: Value
    lines: dict[Place, int]
    flaws: tuple[Flaw, ...]

    def line(self, place: Place) -> int:
        """The line of ``place``, or of the nearest thing around it that is there."""
        while place not in self.lines and place:
            place = place[:-1]
        return self.lines.get(place, 1)


def read_sheet(text: str) -> Sheet:
    """The values of a YAML text.

    Raises:
        Unreadable: it is no YAML, or holds what a bank never needs.
    """
    unwritten = _UNWRITTEN.search(text)
    if unwritten:
        raise Unreadable(_control_character(unwritten))
    return _Reader(text).sheet()


def write_sheet(values: dict[str, Any]) -> str:
    """The YAML text that reads as ``values``; tuples are written on one line."""
    text: str = yaml.dump(values, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=88)
    return text


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


class _Reader:
    """One reading of one text."""

    def __init__(self, text: str) -> None:
        self.source = text
        self.events: Iterator[yaml.Event] = yaml.parse(text, Loader=_Loader)
        self.lines: dict[Place, int] = {}
        self.flaws: list[Flaw] = []
        self.place: Place = ()
        self.quoted: yaml.Event | None = None
        """The text read last, if it is quotes over several lines."""

    def sheet(self) -> Sheet:
        try:
            values = self.document()
        except yaml.MarkedYAMLError as error:
            raise Unreadable(self.misspelt(error)) from error
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            raise Unreadable(self.flaw("is no YAML", "look at the marks around it")) from error
        return Sheet(values, self.lines, tuple(self.flaws))

    def document(self) -> Value:
        self.event(yaml.StreamStartEvent)
        if not self.event(yaml.DocumentStartEvent):
            raise Unreadable(Flaw((), "is empty", "write a title and questions", line=0))
        values = self.value(next(self.events), ())
        self.event(yaml.DocumentEndEvent)
        if not isinstance(more := next(self.events), yaml.StreamEndEvent):
            remedy = "remove the line of dashes"
            raise Unreadable(Flaw((), "holds more than one bank", remedy, _line(more)))
        return values

    def event(self, kind: type[yaml.Event]) -> bool:
        """Whether the next event is of that kind."""
        return isinstance(next(self.events), kind)

    def value(self, event: yaml.Event, place: Place) -> Value:
        self.place = place
        self.lines.setdefault(place, _line(event))
        self.refuse(event)
        if isinstance(event, yaml.ScalarEvent):
            return self.text(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.items(place)
        return self.fields(place)

    def refuse(self, event: yaml.Event) -> None:
        """Stop at what no bank needs and what could do harm."""
        if getattr(event, "anchor", None) is not None:
            raise Unreadable(self.flaw("refers to another place", "write the text out here", event))
        if getattr(event, "tag", None) is not None:
            raise Unreadable(self.flaw("carries a tag", "remove the word with the !", event))
        if len(self.lines) > PLACES:
            message, remedy = f"holds more than {PLACES:,} values", "split it into several banks"
            raise Unreadable(self.flaw(message, remedy, event))
        if len(self.place) > DEPTH:
            raise Unreadable(self.flaw("is nested too deep", "remove the extra levels", event))

    def text(self, event: yaml.ScalarEvent) -> str | None:
        if not event.value and not event.style:
            return None
        self.quoted = event if event.style in ("'", '"') and _over_lines(event) else None
        text = " ".join(event.value.split())
        if not text.isprintable():
            self.flaws.append(self.flaw("holds an invisible character", "type it afresh", event))
        return text

    def items(self, place: Place) -> Value:
        found: list[Value] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            found.append(self.value(event, (*place, len(found))))
        return found

    def fields(self, place: Place) -> Value:
        found: dict[str, Value] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.key(event, place)
            if key in found:
                self.flaws.append(self.flaw("stands here twice", "remove one of them", event))
            value = self.value(next(self.events), (*place, key))
            found.setdefault(key, value)
        return found

    def key(self, event: yaml.Event, place: Place) -> str:
        self.place = place
        self.refuse(event)
        if not isinstance(event, yaml.ScalarEvent):
            raise Unreadable(self.flaw("has a field without a name", "start with a word", event))
        key = self.text(event) or ""
        self.place = (*place, key)
        self.lines.setdefault(self.place, _line(event))
        return key

    def flaw(self, message: str, remedy: str, event: yaml.Event | None = None) -> Flaw:
        line = _line(event) if event else self.lines.get(self.place, 1)
        return Flaw(self.place, message, remedy, line)

    def misspelt(self, error: yaml.MarkedYAMLError) -> Flaw:
        if self.quoted:  # they end where those of the next text open
            return self.flaw("cannot be read as YAML", "close the quotes", self.quoted)
        opened = (error.context or "").startswith(_OPENED) and error.context_mark
        mark = opened or error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        written = (self.source.split("\n")[line : line + 1] or [""])[0]
        remedy = _remedy(f"{error.context or ''} {error.problem or ''}", written, column)
        return Flaw(self.place, "cannot be read as YAML", remedy, line + 1)


def _remedy(problem: str, written: str, column: int) -> str:
    """What to do about YAML's ``problem`` at that column of a line."""
    if re.match(" *\t", written):
        return "indent with spaces and not with a tab"
    if "mapping values" in problem and ":" not in written[:column]:
        return "begin the line as far to the right as the fields beside it"
    otherwise = "compare its spaces, dashes and quotes with the lines above"
    return next((hint for words, hint in _HINTS.items() if words in problem), otherwise)


def _over_lines(event: yaml.Event) -> bool:
    marks = event.start_mark, event.end_mark
    return bool(marks[0] and marks[1] and marks[1].line > marks[0].line)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _control_character(found: re.Match[str]) -> Flaw:
    line = found.string.count("\n", 0, found.start()) + 1
    message = f"holds a control character (number {ord(found.group())})"
    return Flaw((), message, "delete it and type the line afresh", line)
