"""The sound of an attempt as a page plays and draws it."""

import re
import string
from dataclasses import dataclass

from markupsafe import Markup

from mockint.report.plain import within

_INSIDE = ("data:audio/flac;base64,", "data:audio/wav;base64,")
_BASE64 = (string.ascii_letters + string.digits + "+/=").encode()
_BESIDE = re.compile(r"(?:[A-Za-z0-9._~-]|%[0-9A-F]{2})(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})*")
HEIGHT = 48
"""Units a waveform is high, in its own coordinates."""
_LEAST = 0.5
"""Units drawn up and down at least, so that silence is a line."""
_QUIETEST = 0.1
"""The loudest peak fills the height, unless it is softer than this: then it is but noise."""


@dataclass(frozen=True, slots=True)
class Sound:
    """One recording. ``src``: a ``data:`` address, or a file's beside the page, percent-encoded.

    ``peaks`` are amplitudes from 0 to 1 in equal stretches of the ``seconds``.
    Where ``src`` is None, ``problem`` says why in one sentence, unless no sound was asked for.
    """

    src: str | None
    peaks: tuple[float, ...]
    seconds: float
    problem: str = ""

    @property
    def address(self) -> Markup | None:
        """``src`` ready to stand between quotes; None where it is of any other shape."""
        known = self.src is not None and (_is_inside(self.src) or _BESIDE.fullmatch(self.src))
        return Markup(self.src) if known else None

    @property
    def wave(self) -> str:
        """The outline of the peaks as an SVG path, ``width`` units wide and ``HEIGHT`` high."""
        if not self.peaks:
            return ""
        full = max(*self.peaks, _QUIETEST)
        # A root lifts what is soft: speech would be a thin line with a few spikes.
        tall = [max(within(p / full, 1.0) ** 0.7 * HEIGHT / 2, _LEAST) for p in self.peaks]
        upper = [f"{x + 0.5:g} {HEIGHT / 2 - y:.1f}" for x, y in enumerate(tall)]
        lower = [f"{x + 0.5:g} {HEIGHT / 2 + y:.1f}" for x, y in enumerate(tall)]
        return "M" + "L".join([*upper, *reversed(lower)]) + "Z"

    @property
    def width(self) -> int:
        """Units the waveform is wide: one for each peak."""
        return len(self.peaks)


def _is_inside(src: str) -> bool:
    """Whether it is sound written out; a pattern would take long over megabytes."""
    start = next((each for each in _INSIDE if src.startswith(each)), "")
    data = src[len(start) :].encode("utf-8", "replace")
    return start != "" and not data.translate(None, _BASE64)
