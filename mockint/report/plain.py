"""Text that is safe to print, and figures in the form reports show them.

Everything that came from a bank, a recogniser or a session's folder passes
through ``plain`` before it is drawn.
"""

import re

# Control characters, lone surrogates, and the marks that turn, hide or glue text.
_BREAKS = re.compile(r"[\t\n\r\v\f\x85\u2028\u2029]")
_HOSTILE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff\ud800-\udfff]"
)


def plain(text: str) -> str:
    """``text`` as one harmless line of the same length.

    Line breaks become spaces, and each character that could steer a terminal,
    turn the direction of writing or hide itself becomes U+FFFD.
    """
    return _HOSTILE.sub("\N{REPLACEMENT CHARACTER}", _BREAKS.sub(" ", text))


def clock(seconds: float) -> str:
    """``seconds`` as minutes and seconds, "1:05"."""
    whole = int(min(max(seconds, 0.0), 359_999.0))
    return f"{whole // 60}:{whole % 60:02d}"


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


def question_title(number: int, of: int, stage: str, attempt: int) -> str:
    """ "Question 2 of 5, behavioral"; the question without a stage is the closing one."""
    title = f"Question {number} of {of}, {plain(stage).replace('-', ' ')}" if stage else "To close"
    return title if attempt == 1 else f"{title}, attempt {attempt}"
