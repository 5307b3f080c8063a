"""What may be set: options of the command line, read off its own parsers."""

from argparse import (
    Action,
    ArgumentParser,
    ArgumentTypeError,
    BooleanOptionalAction,
    _AppendAction,
    _StoreAction,
    _StoreTrueAction,
    _SubParsersAction,
)
from collections.abc import Iterator
from math import isfinite
from pathlib import Path
from typing import Literal, NamedTuple

from mockint.settings.fault import Unfit

ONCE = frozenset(
    (
        *("anew", "answer", "answers", "as", "attempt", "compare", "delete", "devices"),
        *("doctor.model", "done", "drill", "fetch", "format", "help", "json", "jsonl", "level"),
        *("older-than", "open", "output", "page", "path", "privacy", "question", "raw"),
        *("rehearse", "reply", "resume", "seed", "share", "sound-only", "text", "undo", "unset"),
        *("version", "voices", "yes"),
    )
)
"""Flags that mean one run alone and are no settings, for every command or the one before a dot."""

YIELDS = {
    "model": ("engine",),
    "warm-up": ("drill",),
    "type": ("answers", "rehearse", "resume", "phone"),
    "phone": ("type",),
}
"""Settings that stand back: a model says nothing about another engine, a drill has no warm-up,
and nobody writes on the phone, or where recordings answer."""

LONGEST = 1000
"""Characters a value may have."""
MOST = 100
"""Values a list may have."""

Kind = Literal["switch", "value", "list"]
Keys = dict[str, dict[str, "Key"]]
"""For each command, in the order of the help, what may be set for it, by name."""


class Key(NamedTuple):
    """One option of one command; ``name`` is its long flag's, without the dashes.

    ``yields`` are the attributes before which it stands back where they are given nearer by.
    """

    command: str
    name: str
    kind: Kind
    action: Action
    default: object
    yields: tuple[str, ...] = ()

    @property
    def dest(self) -> str:
        """The attribute of the parsed options."""
        return self.action.dest

    @property
    def path(self) -> bool:
        """Whether it names a file or folder."""
        return self.action.type is Path

    def read(self, raw: object) -> object:
        """What the flag would have given for ``raw``, a value as TOML has it.

        Raises:
            Unfit: the flag would not take it.
        """
        if self.kind == "switch":
            if not isinstance(raw, bool):
                raise Unfit("write true or false, without quotes")
            return raw
        if self.kind == "value":
            return self._one(raw)
        each = raw if isinstance(raw, list) else [raw]
        if len(each) > MOST:
            raise Unfit(f"these are more than {MOST}")
        return [self._one(one) for one in each]

    def typed(self, text: str) -> object:
        """What the flag makes of a word behind it.

        Raises:
            Unfit: the flag would not take it.
        """
        kind = self.action.type
        try:
            value: object = kind(text) if callable(kind) else text
        except (ArgumentTypeError, TypeError, ValueError) as error:
            raise Unfit(str(error) if len(str(error)) < 200 else "that is not taken") from error
        if self.action.choices is not None and value not in self.action.choices:
            raise Unfit(f"write one of {', '.join(map(repr, self.action.choices))}")
        return value

    def _one(self, raw: object) -> object:
        text = _as_typed(raw)
        if len(text) > LONGEST:
            raise Unfit(f"it is longer than {LONGEST:,} characters")
        if not text.isprintable() or not text.strip():
            raise Unfit("it holds an invisible character, or nothing at all")
        return self.typed(_whole_path(text) if self.path else text)


def _as_typed(raw: object) -> str:
    """A text or number of TOML's as somebody would type it."""
    if isinstance(raw, str):
        return raw
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise Unfit("write a text in quotes, or a number")
    try:
        if isfinite(raw):
            return str(raw)
    except (OverflowError, ValueError):  # thousands of digits
        pass
    raise Unfit("that is no number to reckon with")


def _whole_path(text: str) -> str:
    """A path that means the same wherever mockint is started."""
    try:
        path = Path(text).expanduser()
    except RuntimeError as error:
        raise Unfit("there is no such home folder") from error
    if not path.is_absolute():
        raise Unfit("write the whole path, such as '~/interviews'")
    return str(path)


def keys_of(top: ArgumentParser) -> Keys:
    """What may be set for each command of the command line ``top``."""
    keys: Keys = {}
    for command, parser in commands_of(top).items():
        mine = keys.setdefault(command, {})
        for key in _keys(command, parser):
            mine.setdefault(key.name, key)
    return keys


def commands_of(parser: ArgumentParser) -> dict[str, ArgumentParser]:
    """The parsers below ``parser``, by their words."""
    below = (each for each in parser._actions if isinstance(each, _SubParsersAction))
    return {word: each for action in below for word, each in action.choices.items()}


def _keys(command: str, parser: ArgumentParser) -> Iterator[Key]:
    """The command's own first, then those of its verbs."""
    for action in parser._actions:
        kind, name = _kind(action), _name(action)
        if kind and not {name, f"{command}.{name}"} & ONCE:
            yields = (*YIELDS.get(name, ()), *_rivals(action, parser))
            yield Key(command, name, kind, action, action.default, yields)
    for verb in commands_of(parser).values():
        yield from _keys(command, verb)


def _name(action: Action) -> str:
    long = (flag[2:] for flag in action.option_strings if flag.startswith("--"))
    return next(long, action.dest.replace("_", "-"))


def _kind(action: Action) -> Kind | None:
    """None for what is no setting: a positional, what must be typed, several words at once."""
    if not action.option_strings or action.required:
        return None
    if isinstance(action, _StoreTrueAction | BooleanOptionalAction):
        return "switch"
    if action.nargs is not None:
        return None
    if isinstance(action, _AppendAction):
        return "list"
    return "value" if isinstance(action, _StoreAction) else None


def _rivals(action: Action, parser: ArgumentParser) -> Iterator[str]:
    """The attributes of options that cannot be typed together with this one."""
    for group in parser._mutually_exclusive_groups:
        if action in group._group_actions:
            yield from (each.dest for each in group._group_actions if each is not action)
