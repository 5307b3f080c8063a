"""``mockint report --compare``: two interviews side by side."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from mockint import session as sessions
from mockint.commands import places
from mockint.commands.destination import (
    Format,
    as_old,
    captured,
    deliver,
    format_of,
    json_of,
    look,
    target,
)
from mockint.commands.drawing import show
from mockint.errors import SessionError

if TYPE_CHECKING:
    from mockint.history import Comparison

OTHERS = 20
"""Sessions before the second one that tell how much a figure wobbles."""


def run(options: Namespace) -> int:
    """Print what changed from one interview to the other, or write it."""
    _only_two(options)
    recordings = places.recordings(options.recordings)
    first, second = (sessions.find(recordings, name) for name in options.compare)
    if first.resolve() == second.resolve():
        raise SessionError("--compare needs two different interviews: `mockint sessions` has them.")
    comparison = _comparison(first, second)
    form = format_of(options)
    path = target(options, form, second / "compared.html")
    if form == "terminal" and path is None:
        from mockint.report.comparison import comparison_report

        show(options, comparison_report(comparison))
    else:
        with as_old(second):
            deliver(options, _text(options, form, comparison), path)
    return 0


def _only_two(options: Namespace) -> None:
    if options.session or options.share or "sound" in options.typed:
        raise SessionError(
            "--compare takes two sessions and nothing more: leave the third name, --share and "
            "--sound out."
        )


def _comparison(first: Path, second: Path) -> "Comparison":
    from mockint.history import compare

    others = sessions.earlier(second, OTHERS)
    mine = (sessions.load(first), sessions.load(second))
    names = {session.name for session in mine}
    return compare(*mine, [other for other in others if other.name not in names])


def _text(options: Namespace, form: Format, comparison: "Comparison") -> str:
    if form == "json":
        from mockint.history import recorded

        return json_of(recorded(comparison))
    if form == "md":
        from mockint.report.comparison import comparison_markdown

        return comparison_markdown(comparison)
    if form == "html":
        from mockint.report.page import comparison_page

        return comparison_page(comparison, look(options))
    from mockint.report.comparison import comparison_report

    return captured(options, comparison_report(comparison))
