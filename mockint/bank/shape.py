"""Whether plain values have the shape of a bank: its fields, all of them, and no others."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

import msgspec
from msgspec import inspect

from mockint.bank.fault import Flaw, Place, near, nearest, shown
from mockint.bank.question import Bank
from mockint.bank.sheet import Value

_type_info = cache(inspect.type_info)

IDENTIFIER = "small letters, digits and hyphens"

_EMPTY = "write something after the colon, or remove the line"


def check_shape(values: Value, kind: type[msgspec.Struct] = Bank) -> Iterator[Flaw]:
    """Each place where ``values`` cannot be of that kind."""
    yield from _check(values, _type_info(kind), ())


def _check(value: Value, kind: inspect.Type, place: Place) -> Iterator[Flaw]:
    match kind:
        case inspect.Metadata():
            yield from _check(value, kind.type, place)
        case inspect.StructType():
            yield from _struct(value, kind, place)
        case inspect.VarTupleType():
            yield from _items(value, kind, place)
        case inspect.DictType():
            yield from _dict(value, kind, place)
        case inspect.LiteralType():
            yield from _choice(value, kind, place)
        case inspect.StrType():
            yield from _text(value, kind, place)


def _struct(value: Value, kind: inspect.StructType, place: Place) -> Iterator[Flaw]:
    if not isinstance(value, dict):
        yield _other_than(
            value, place, "a set of fields", "write a field, a colon and its text on each line"
        )
        return
    known = {field.encode_name: field for field in kind.fields if _written(field, kind)}
    for name in (name for name in known if name in value):
        yield from _check(value[name], known[name].type, (*place, name))
    strange = [name for name in value if name not in known]
    lacking = [name for name, field in known.items() if field.required and name not in value]
    yield from (_unknown(name, place, known) for name in strange)
    misspelt = {near(name, lacking) for name in islice(strange, len(known))}
    for name in lacking:
        if name not in misspelt:
            yield Flaw((*place, name), "is missing", f"add a line that begins with '{name}:'")


def _written(field: inspect.Field, kind: inspect.StructType) -> bool:
    """Whether the field stands in the file: a bank's name is the file's own."""
    return not (kind.cls is Bank and field.name == "name")


def _items(value: Value, kind: inspect.VarTupleType, place: Place) -> Iterator[Flaw]:
    if not isinstance(value, list):
        yield _other_than(value, place, "a list", "begin each item's line with a dash and a space")
        return
    if len(value) < (kind.min_length or 0):
        yield Flaw(place, "is an empty list", "add at least one item")
    if len(value) > (kind.max_length or len(value)):
        yield Flaw(place, f"has more than {kind.max_length} items", "split it into several banks")
        return
    for number, item in enumerate(value):
        yield from _check(item, kind.item_type, (*place, number))


def _dict(value: Value, kind: inspect.DictType, place: Place) -> Iterator[Flaw]:
    if not isinstance(value, dict):
        yield _other_than(
            value, place, "a set of fields", "write a field, a colon and its text on each line"
        )
        return
    assert isinstance(kind.key_type, inspect.LiteralType)
    known = [str(name) for name in kind.key_type.values]
    for name, inner in value.items():
        if name in known:
            yield from _check(inner, kind.value_type, (*place, name))
        else:
            yield _unknown(name, place, known)


def _choice(value: Value, kind: inspect.LiteralType, place: Place) -> Iterator[Flaw]:
    choices = [str(choice) for choice in kind.values]
    if not isinstance(value, str):
        yield _other_than(value, place, "a word", f"write one of {', '.join(choices)}")
    elif value not in choices:
        message = f"{shown(value)} is none of {', '.join(choices)}"
        yield Flaw(place, message, nearest(value, choices, "write one of them"))


def _text(value: Value, kind: inspect.StrType, place: Place) -> Iterator[Flaw]:
    if not isinstance(value, str):
        yield _other_than(value, place, "text", "write it on one line, in quotes if it has a colon")
    elif len(value) < (kind.min_length or 0):
        yield Flaw(place, "is empty", _EMPTY)
    elif len(value) > (kind.max_length or len(value)):
        message = f"has {len(value)} characters, {kind.max_length} at most"
        yield Flaw(place, message, "shorten it")
    elif kind.pattern and not re.search(kind.pattern, value):
        message = f"{shown(value)} is no identifier"
        yield Flaw(place, message, f"use only {IDENTIFIER}, 64 characters at most")


def _other_than(value: Value, place: Place, wanted: str, remedy: str) -> Flaw:
    if value is None:
        return Flaw(place, "is empty", _EMPTY if wanted == "text" else remedy)
    found = {str: "text", list: "a list", dict: "a set of fields"}[type(value)]
    return Flaw(place, f"must be {wanted} and is {found}", remedy)


def _unknown(name: str, place: Place, known: dict[str, inspect.Field] | list[str]) -> Flaw:
    remedy = nearest(name, known, f"the fields here are {', '.join(known)}")
    return Flaw((*place, name), "is an unknown field", remedy)
