"""The stories told so far on the terminal and as Markdown: what each serves, and what none does."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from mockint.report import telling as words
from mockint.report.indent import Indent
from mockint.report.style import QUIET, heading
from mockint.stories import Entry, Repertoire, Telling

STORIES, KEPT, TELLINGS, TOPICS, LINES = 12, 200, 3, 40, 10
"""Stories shown on the terminal and in a file, tellings of each, topics, other lines, at most."""


def stories_report(found: Repertoire) -> RenderableType:
    """Every story with its best telling, and the topics of the bank that have none."""
    if not found.entries:
        return Group(Text(words.NONE), *_wanting(found))
    return Group(
        heading(words.head(found)),
        *(
            line
            for number, entry in enumerate(found.entries[:STORIES], 1)
            for line in _story(number, entry)
        ),
        *_left(len(found.entries) - STORIES),
        *_section(words.OFTEN, list(words.often(found))),
        *_section(words.WIDEST, list(words.widest(found))),
        *_wanting(found),
        Text(""),
        Text(words.SIGNS, style=QUIET),
        Text(words.SUGGESTION, style=QUIET),
    )


def _story(number: int, entry: Entry) -> Iterator[RenderableType]:
    story, best = entry.story, entry.story.best.telling
    yield Text("")
    yield Indent(words.title(story), f"{number}. ", "bold")
    yield Indent(words.opening(story), "   ", QUIET)
    yield Indent(words.places(story, TELLINGS), "   ")
    yield Indent(words.best(story), "   ")
    yield Indent(words.result(best), "   ")
    yield Indent(hear(best), "   ")
    for told, asked, shared in words.questions(entry):
        yield Indent(asked, "   [x] " if told else "   [ ] ")
        if shared:
            yield Indent(shared, "       ", QUIET)


def hear(best: Telling) -> str:
    """What to type to hear the best telling, and where it begins."""
    begins = words.begins(best)
    see = "Read" if best.seconds is None else "Hear"
    return f"{see} it: {words.command(best)}" + (f" ({begins})" if begins else "")


def _left(count: int) -> Iterator[RenderableType]:
    if count > 0:
        yield Text("")
        yield Text(f"and {count} more: `mockint stories --format html` shows up to {KEPT}.")


def _section(title: str, lines: Sequence[str]) -> Iterator[RenderableType]:
    if not lines:
        return
    yield Text("")
    yield heading(title)
    yield from (Indent(line, "- ") for line in lines[:LINES])
    if len(lines) > LINES:
        yield Text(f"and {len(lines) - LINES} more")


def _wanting(found: Repertoire) -> Iterator[RenderableType]:
    yield Text("")
    yield heading(words.stages(found))
    if not found.wanting:
        return
    yield Text(f"{words.WANTING}.")
    for topic in found.wanting[:TOPICS]:
        asked, hint = words.wanted(topic)
        yield Indent(asked, "- ")
        yield Indent(hint, "  ", QUIET)
    if len(found.wanting) > TOPICS:
        yield Text(f"and {len(found.wanting) - TOPICS} more")


def stories_markdown(found: Repertoire) -> str:
    """The same as Markdown, ending in a line break; every word of a user's stays text."""
    from mockint.report.markdown import escaped

    if not found.entries:
        lines = ["# Stories", "", words.NONE, ""]
    else:
        lines = ["# Stories", "", escaped(words.head(found)), "", words.SUGGESTION, ""]
    for number, entry in enumerate(found.entries[:KEPT], 1):
        lines += [f"## {number}. {escaped(words.title(entry.story))}", ""]
        lines += [f"{escaped(line)}\n" for line in _facts(entry)]
        lines += [*_served(entry), ""]
    for title, found_lines in (
        (words.OFTEN, list(words.often(found))),
        (words.WIDEST, list(words.widest(found))),
    ):
        shown = [f"- {escaped(line)}" for line in found_lines[:LINES]]
        lines += [f"## {title}", "", *shown, ""] if shown else []
    lines += ["## Topics", "", escaped(words.stages(found)), ""]
    lines += [f"{words.WANTING}.", ""] if found.wanting else []
    for topic in found.wanting:
        asked, hint = words.wanted(topic)
        lines += [f"- {escaped(asked)}", f"  - {escaped(hint)}"]
    return "\n".join(lines).rstrip() + "\n"


def _facts(entry: Entry) -> Iterator[str]:
    yield words.opening(entry.story)
    yield words.places(entry.story, TELLINGS)
    yield words.best(entry.story)
    yield words.result(entry.story.best.telling)
    yield hear(entry.story.best.telling)


def _served(entry: Entry) -> Iterator[str]:
    from mockint.report.markdown import escaped

    for told, asked, shared in words.questions(entry):
        yield f"- {'told to' if told else 'could serve'}: {escaped(asked)}"
        if shared:
            yield f"  - {escaped(shared)}"
