"""A target of the fuzzer; what its module holds is told in ``benchmarks.fuzz``."""

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.fuzz import targets
from benchmarks.fuzz.mutation import Form

LONGEST = 4_096
"""Bytes of an input where the target says nothing else."""


@dataclass(frozen=True, slots=True)
class Target:
    """What is fed, and what is known of its inputs; ``longest`` in bytes.

    ``vast`` are a few as large as the command takes any.
    """

    name: str
    seeds: tuple[bytes, ...]
    feed: Callable[[bytes, Path], None]
    form: Form
    words: tuple[str, ...]
    longest: int
    vast: tuple[bytes, ...] = ()


def names() -> tuple[str, ...]:
    """Every target there is, in alphabetical order."""
    return tuple(sorted(each.name for each in pkgutil.iter_modules(targets.__path__)))


def traced(name: str) -> tuple[str, ...]:
    """The packages whose edges are counted; to be known before the target is imported."""
    found = re.search(r"^TRACED = \(([^)]*)\)", source(name).read_text(), re.MULTILINE)
    return ("mockint", *re.findall(r"\w+", found[1] if found else ""))


def source(name: str) -> Path:
    """The file of that target."""
    return Path(*targets.__path__) / f"{name}.py"


def load(name: str, *, vast: bool = False) -> Target:
    """The target of that name, with its vast inputs where they are asked for."""
    module = importlib.import_module(f"{targets.__name__}.{name}")
    seeds: Iterable[bytes] = module.seeds()
    return Target(
        name,
        tuple(seeds),
        module.feed,
        getattr(module, "FORM", "bytes"),
        tuple(getattr(module, "WORDS", ())),
        getattr(module, "LONGEST", LONGEST),
        tuple(module.vast()) if vast and hasattr(module, "vast") else (),
    )
