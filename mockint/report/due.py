"""What is due to be practised, why, and when the rest comes back."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from rich.console import Group, RenderableType
from rich.text import Text

from mockint.bank import Question
from mockint.report.plain import figure, plain, shortened
from mockint.report.style import heading
from mockint.schedule import Agenda, Due

SHOWN, DAYS = 12, 5
"""Due questions that are listed, and days on which others come back."""
NAME = 30
"""Characters of a question's id that are shown."""
INDENT = "  "


def due_report(found: Agenda, title: str) -> RenderableType:
    """What of the bank of that title is due, what comes back when, what is weakest."""
    count = len(found.due) + len(found.new) + len(found.later)
    first = heading(f"Due today: {len(found.due)} of {count} questions, {title}")
    lines = [*_due_lines(found), *_standing(found), *_weakest(found), *_next(found)]
    return Group(first, *(Text(line) for line in lines))


def why_asked(found: Agenda, plan: Sequence[Question]) -> str:
    """In one line, what the questions of ``plan`` were chosen for."""
    ids = {question.id for question in plan}
    due = [each for each in found.due if each.question.id in ids]
    early = [each for each in found.later if each.question.id in ids]
    new = len(ids) - len(due) - len(early)
    counts = ((len(due), "due"), (new, "new"), (len(early), "ahead of time"))
    said = ", ".join(f"{count} {word}" for count, word in counts if count)
    told = said if due else f"{_nothing(found)}: {said}"
    if reason := _reason(found, due):
        told = f"{told}; {reason} first"
    if found.part is not None and found.story is not None and found.story.id in ids:
        told += f"; your {found.part.part}s are the weakest part: a story comes "
        told += "ahead of time" if found.early in early else "with what is new"
    return f"{told}."


def _nothing(found: Agenda) -> str:
    """That nothing that could be asked is due."""
    if found.due:
        return "Nothing is due in these stages"
    if found.later:
        return f"Nothing is due before {min(each.due for each in found.later)}"
    return "Nothing is due yet"


def _reason(found: Agenda, due: Sequence[Due]) -> str:
    part = found.part is not None and any(map(found.lacks_weakest, due))
    stage = found.stage is not None and any(map(found.in_weakest, due))
    said = []
    if part and found.part is not None:
        said.append(f"your {found.part.part}s are the weakest part")
    if stage and found.stage is not None:
        said.append(f"{_stage(found.stage.stage)} is your weakest stage")
    if not said:
        return ""
    return f"{' and '.join(said)}: {'they come' if part else 'it comes'}"


def _due_lines(found: Agenda) -> Iterator[str]:
    listed = list(islice(found.due, SHOWN))
    if not listed:
        return
    names = [shortened(each.question.id, NAME) for each in listed]
    days = [_days(each.overdue) for each in listed]
    widths = max(map(len, names)), max(map(len, days))
    for each, name, late in zip(listed, names, days, strict=True):
        cells = (f"{name:<{widths[0]}}", f"{late:<{widths[1]}}", f"marks {figure(each.mean, 1)}")
        yield f"{INDENT}{'  '.join((*cells, _why(found, each)))}".rstrip()
    if len(found.due) > SHOWN:
        yield f"{INDENT}and {len(found.due) - SHOWN} more"


def _days(overdue: int) -> str:
    """How late it is."""
    if overdue == 0:
        return "since today"
    return "1 day late" if overdue == 1 else f"{overdue} days late"


def _why(found: Agenda, due: Due) -> str:
    """Why it stands where it does: the part its last answer lacked, and its stage."""
    said = []
    if due.missing:
        weak = found.part.part if found.part and found.lacks_weakest(due) else due.missing[-1]
        said.append(f"no {weak}")
    if found.in_weakest(due):
        said.append("weakest stage")
    return ", ".join(said)


def _standing(found: Agenda) -> Iterator[str]:
    """What is new, and on which days the others come back."""
    if found.new:
        yield f"Never asked: {len(found.new)}."
    days = Counter(sorted(each.due for each in found.later))
    if days:
        said = [f"{day} ({count})" for day, count in islice(days.items(), DAYS)]
        left = sum(days.values()) - sum(islice(days.values(), DAYS))
        yield f"Coming back: {', '.join(said)}{f', later ({left})' if left else ''}."


def _weakest(found: Agenda) -> Iterator[str]:
    if found.part is not None:
        weak = found.part
        lacking = f"missing from {weak.missing} of the last {weak.stories} stories"
        yield f"Your {weak.part}s are the weakest part: {lacking}."
    if found.drilled is not None:
        heard = f"heard in {found.drilled.heard} of {found.drilled.answers}"
        yield f"In drills since the newest of them: {heard}."
    if found.stage is not None:
        weakest, others = found.stage, figure(found.stage.others, 1)
        mean = f"{figure(weakest.mean, 1)} of 5 in its last {weakest.answers} answers"
        yield f"Your weakest stage is {_stage(weakest.stage)}: {mean}, the others {others}."


def _next(found: Agenda) -> Iterator[str]:
    """The commands to go on with."""
    if found.due:
        yield "Practise what is due with: mockint interview --due"
    elif found.new and found.early is not None and found.part is not None:
        asks = f"asks a story ahead of time for its {found.part.part}, and what is new"
        yield f"Nothing is due; `mockint interview --due` {asks}."
    elif found.new:
        yield "Nothing is due; `mockint interview --due` asks what is new."
    else:
        yield "Nothing is due; `mockint interview --due` asks ahead of time what comes back."
    if found.part is not None:
        part = found.part.part
        yield f"Practise {part}s alone with: mockint interview --drill {part}"
    if stage := _told_next(found):
        yield f"Tell whole stories with: mockint interview --stage {stage}"


def _told_next(found: Agenda) -> str:
    """The stage with most stories, where none is due and the weakest part was drilled."""
    if found.drilled is None or any(each.question.form == "story" for each in found.due):
        return ""
    asked = (*found.new, *(each.question for each in found.later))
    stages = Counter(question.stage for question in asked if question.form == "story")
    return plain(max(sorted(stages), key=lambda stage: stages[stage], default=""))


def _stage(name: str) -> str:
    return plain(name).replace("-", " ")
