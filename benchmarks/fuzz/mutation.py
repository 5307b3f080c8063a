"""An input made out of another: keys and values swapped, nested, huge, of another kind, hostile."""

import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal

Form = Literal["json", "yaml", "toml", "text", "bytes"]
"""What an input is before anything is done to it."""

HOSTILE = (
    *("", " ", "\0", "\x1b[31mred", "\x1b[2J", "\x9b2J", "\x1b]8;;http://x.example\x07x"),
    *("\x1b]52;c;aGk=\x07", "\x1bP1;2q\x1b\\", "\x08\x08\x08", "\rgone", "\u202egnp.exe\u202c"),
    *("\u2066x\u2069", "\ufeff", "\u2028", "\u200b", "\ud800", "\udfff\ud800", "\U000e0041"),
    *("e" + "\u0301" * 40, "\u0130", "\u1e9e", "\ufb01", "\u00bd", "\u00b2", "\u0663", "\u216f"),
    *("\U0001d7d8", "\U0001f468\u200d\U0001f469", "\uff0e\uff0e\uff0f", "\u212a", "\u01c5"),
    *("../../beside", "../beside", "/etc/passwd", "..", ".", "~root/x", "C:\\CON", "nul", "a/b"),
    *("file\n", "-rf", "--help", "$(id)", "`id`", "%s%n", "{0.__class__}", "{{7*7}}", "<script>"),
    *("'", '"', "\\", "''", '"""', "'''", "\\u0000", "\\", "&a", "*a", "!!python/name:os.system"),
    *("<<", "? ", "- - - -", "---", "...", "%YAML 9", "# ", ": ", "[", "]", "{", "}", "|", ">-"),
    *(
        "true",
        "null",
        "~",
        "NaN",
        "-inf",
        "1e999",
        "-0",
        "0x10",
        "1_000",
        "9" * 400,
        "1." + "3" * 90,
    ),
    *("2026-02-30", "25:61", "1979-05-27T07:32:00Z", "a" * 3_000, "a." * 40, "x " * 400, "?" * 90),
    *("=cmd|' /C calc'!A0", "@SUM(1)", "\t", "\r\n", "\r", "\v", "\f", "\x1c", "\x1f", "\x85"),
)
NUMBERS = (
    *(0, -1, 1, 2**31, 2**53 + 1, 2**63, 2**64, -(2**63) - 1, 10**40, 0.5, -0.0, 1e308, 5e-324),
    *(float("nan"), float("inf"), float("-inf"), 1e20, 86_400.5),
)
DEEP = (3, 7, 30, 300, 1_500)
_DEEP = re.compile(r'"<deep (\d+)>"')
_PIECE = re.compile(r"\w+|\s+|\"[^\"\n]*\"|'[^'\n]*'|.", re.DOTALL)

Bytewise = Callable[[bytes, int], bytes]
"""Changes single bytes, keeping to a length."""


def mutated(
    data: bytes,
    form: Form,
    words: Sequence[str],
    seeds: Sequence[bytes],
    chance: random.Random,
    bytewise: Bytewise | None = None,
) -> bytes:
    """Another input like ``data``, which is of that form or once was."""
    change = bytewise or (lambda old, _: _scratched(old, chance))
    if form == "bytes" or chance.random() < 0.15:
        return change(data, len(data) + 64)
    if not data or chance.random() < 0.03:
        return chance.choice(seeds) if seeds else data
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        data = _once(data, form, words, seeds, chance)
    return change(data, len(data) + 8) if chance.random() < 0.05 else data


def _once(
    data: bytes, form: Form, words: Sequence[str], seeds: Sequence[bytes], chance: random.Random
) -> bytes:
    if form == "json" or (form == "yaml" and chance.random() < 0.2):
        tree = _tree(data, form)
        if isinstance(tree, dict | list):
            return _grown(tree, words, chance)
    text = data.decode("utf-8", "surrogateescape")
    change = chance.choice((_lines, _lines, _pieces, _pieces, _spliced))
    text = change(text, words, seeds, chance)
    return text.encode("utf-8", "surrogatepass" if chance.random() < 0.5 else "replace")


def _tree(data: bytes, form: Form) -> object:
    """What the text holds, as plain values; None where it cannot be read."""
    try:
        if form == "json":
            return json.loads(data)
        import yaml

        return yaml.load(data, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except Exception:  # whatever a library makes of such text: it is changed as text then
        return None


def _grown(tree: Any, words: Sequence[str], chance: random.Random) -> bytes:
    """The tree with one place changed, as JSON, which is YAML too."""
    spots = list(_spots(tree))
    try:
        if spots:
            _change(*chance.choice(spots), spots, words, chance)
        text = json.dumps(tree, ensure_ascii=chance.random() < 0.5, default=str, indent=1)
    except (RecursionError, ValueError, TypeError):
        return b"{}"
    text = _DEEP.sub(lambda found: "[" * int(found[1]) + "]" * int(found[1]), text)
    if chance.random() < 0.05:  # the same key once more
        text = text.replace("{", f'{{"{chance.choice([*words, "a"])}": null, ', 1)
    return text.encode("utf-8", "surrogatepass")


def _spots(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in the tree: what holds it, and its key."""
    waiting = [tree]
    while waiting:
        holder = waiting.pop()
        for key in list(holder) if isinstance(holder, dict) else range(len(holder)):
            yield holder, key
            if isinstance(holder[key], dict | list):
                waiting.append(holder[key])


def _change(
    holder: Any,
    key: Any,
    spots: Sequence[tuple[Any, Any]],
    words: Sequence[str],
    chance: random.Random,
) -> None:
    value = holder[key]
    match chance.randrange(9):
        case 0:
            del holder[key]
        case 1:
            other, place = chance.choice(spots)
            there = other[place] if _has(other, place) else None
            holder[key] = json.loads(json.dumps(there, default=str)) if _small(there) else None
        case 2:
            holder[key] = [value] if chance.random() < 0.5 else {"a": value}
        case 3:
            holder[key] = f"<deep {chance.choice(DEEP)}>"
        case 4 if isinstance(holder, dict):
            holder[chance.choice([*words, *HOSTILE])] = holder.pop(key)
        case 5 if isinstance(holder, list):
            holder.extend([value] * chance.choice((1, 3, 40)))
        case 6 if isinstance(value, str):
            at = chance.randrange(len(value) + 1)
            holder[key] = value[:at] + chance.choice(HOSTILE) + value[at:]
        case 7:
            holder[key] = chance.choice(NUMBERS)
        case _:
            holder[key] = chance.choice((*HOSTILE, *words, None, True, False, [], {}))


def _has(holder: Any, key: Any) -> bool:
    return key in holder if isinstance(holder, dict) else key < len(holder)


def _small(value: object) -> bool:
    return len(str(value)) < 5_000


def _lines(text: str, words: Sequence[str], seeds: Sequence[bytes], chance: random.Random) -> str:
    """A line left out, twice, elsewhere, further in or out, or cut off."""
    lines = text.split("\n")
    at, to = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(8):
        case 0:
            del lines[at]
        case 1:
            lines.insert(to, lines[at])
        case 2:
            lines[at], lines[to] = lines[to], lines[at]
        case 3:
            lines[at] = " " * chance.choice((1, 2, 4, 9)) + lines[at]
        case 4:
            lines[at] = lines[at].lstrip() if chance.random() < 0.7 else f"\t{lines[at]}"
        case 5:
            lines = lines[: at + 1]
        case 6:
            lines[at:at] = lines[min(at, to) : max(at, to)][:40] * chance.choice((1, 5))
        case _:
            lines.insert(at, chance.choice((*words, *HOSTILE)))
    return chance.choice(("\n",) * 12 + ("\r\n", "\r", "\u2028", "\x85")).join(lines)


def _pieces(text: str, words: Sequence[str], seeds: Sequence[bytes], chance: random.Random) -> str:
    """A word, a mark or a text in quotes replaced, left out, repeated or changed for another."""
    pieces = _PIECE.findall(text) or [""]
    for _ in range(chance.choice((1, 1, 2, 5))):
        at, to = chance.randrange(len(pieces)), chance.randrange(len(pieces))
        match chance.randrange(6):
            case 0:
                pieces[at] = ""
            case 1:
                pieces[at], pieces[to] = pieces[to], pieces[at]
            case 2:
                pieces[at] = pieces[at] * chance.choice((2, 3, 60))
            case 3:
                pieces[at] = str(chance.choice(NUMBERS))
            case 4:
                pieces[at] = chance.choice((*words, *HOSTILE))
            case _:
                pieces[at] += chance.choice(HOSTILE)
    return "".join(pieces)


def _spliced(text: str, words: Sequence[str], seeds: Sequence[bytes], chance: random.Random) -> str:
    """The beginning of it and the end of a seed."""
    other = chance.choice(seeds).decode("utf-8", "surrogateescape") if seeds else text
    return text[: chance.randrange(len(text) + 1)] + other[chance.randrange(len(other) + 1) :]


def _scratched(data: bytes, chance: random.Random) -> bytes:
    """A few bytes changed, put in or taken out."""
    made = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        at = chance.randrange(len(made) + 1)
        match chance.randrange(3):
            case 0:
                made[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                made[at:at] = chance.randbytes(chance.choice((1, 2, 4)))
            case _:
                del made[at : at + chance.choice((1, 2, 8, 64))]
    return bytes(made)
