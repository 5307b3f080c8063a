"""Texts written to fool the rubric, and what it has to say of each: adversarial.txt."""

import re
from pathlib import Path
from typing import Literal

import msgspec

FILE = Path(__file__).with_name("adversarial.txt")
SECOND = Path(__file__).with_name("adversarial_second.txt")
"""Written before the rules of refusing were mended for the first file; no rule was set by them."""
Expect = Literal["no mark", "no result", "doubted", "no term", "no story"]


class Trap(msgspec.Struct, frozen=True):
    """``kind`` says how it tries to fool; ``expect`` what must come of it."""

    kind: str
    expect: Expect
    text: str


def traps(path: Path = FILE) -> list[Trap]:
    """All of them, in order: a line ``@ kind | expect``, then the text."""
    blocks = re.split(r"^@ ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    found = []
    for block in blocks:
        head, _, text = block.partition("\n")
        kind, expect = head.split(" | ")
        found.append(msgspec.convert({"kind": kind, "expect": expect, "text": text.strip()}, Trap))
    return found
