"""Text that is safe to print, and figures in the form reports show them.

Everything that came from a bank, a recogniser or a session's folder passes
through ``plain`` before it is drawn.
"""

import re

# Control characters, lone surrogates, and the marks that turn, hide or glue text.
_BREAKS = re.compile(r"[\t\n\r\v\f\x85\u2028\u2029]")
_HOSTILE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff\ud800-\udfff]"
)
_RIDES = (
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u20d0-\u20ff\ufe00-\ufe2f]"
)
# Three marks on a letter are writing; a tower of them hides the lines around it.
_FLOOD = re.compile(f"(?<={_RIDES}{{3}}){_RIDES}")

LONGEST = 359_999.0
"""Seconds of the longest recording that a report believes in: a hundred hours."""
LARGEST = 999_999.0
"""The largest figure shown."""


def plain(text: str) -> str:
    """``text`` as one harmless line of the same length.

    Line breaks become spaces, and each character that could steer a terminal,
    turn the direction of writing or hide itself becomes U+FFFD; so does each
    combining mark after three in a row.
    """
    harmless = _FLOOD.sub("\N{REPLACEMENT CHARACTER}", _BREAKS.sub(" ", text))
    return _HOSTILE.sub("\N{REPLACEMENT CHARACTER}", harmless)


def spelled_out(json: str) -> str:
    """JSON with every such character as an escape: the same values, safe to print anywhere.

    The line breaks between its fields stay.
    """
    steady = _FLOOD.sub(lambda m: _escape(m[0]), json)
    return _HOSTILE.sub(lambda m: m[0] if m[0] == "\n" else _escape(m[0]), steady)


def _escape(sign: str) -> str:
    units = sign.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))


def clock(seconds: float) -> str:
    """``seconds`` as minutes and seconds, "1:05"; what is no number counts as none."""
    whole = int(within(seconds, LONGEST))
    return f"{whole // 60}:{whole % 60:02d}"


def within(value: float, most: float, least: float = 0.0) -> float:
    """``value`` from ``least`` to ``most``; ``least`` where it is no number."""
    return min(value, most) if value > least else least


def figure(value: float, places: int = 0) -> str:
    """``value``, 0 to ``LARGEST``, with so many decimal ``places``."""
    return f"{within(value, LARGEST):.{places}f}"


def signed(value: float, places: int = 1) -> str:
    """A difference with its sign, "+0.8"; "0.0" where none is left of it."""
    shown = f"{within(value, LARGEST, -LARGEST):+.{places}f}"
    return shown if shown.strip("+-0.") else shown[1:]


def dots(level: int | None) -> str:
    """A mark of 1 to 5 as filled and empty circles; dashes where nothing was marked."""
    if level is None:
        return "-----"
    filled = min(max(level, 0), 5)
    return "●" * filled + "○" * (5 - filled)


def shortened(text: str, limit: int) -> str:
    """``plain(text)``, cut at ``limit`` characters with an ellipsis."""
    line = plain(text)
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def excerpt(text: str, limit: int) -> str:
    """``plain(text)``, cut after a whole word where one ends in the last third of ``limit``."""
    line = plain(text)
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    space = cut.rfind(" ", limit * 2 // 3)
    return (cut if space < 0 else cut[:space]).rstrip(" ,;:") + "…"
