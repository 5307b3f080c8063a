"""What to have ready before an interview, on the terminal.

A step's id is its task's with the step's number behind it, ``know-the-company.2``;
``done`` holds the ids of the steps that are ticked off.
"""

from collections.abc import Collection, Iterator

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.text import Text

from mockint.bank import Bank, Question, Task, ToAsk
from mockint.report.indent import Indent
from mockint.report.plain import plain
from mockint.report.style import HEADING, QUIET, heading

NEXT = 3
"""Steps that are shown first."""

BOX = {True: "[x] ", False: "[ ] "}
UNDER = " " * 4
WORD = {True: "done", False: "to do"}


def step_ids(task: Task) -> tuple[str, ...]:
    """The ids of its steps, in order."""
    return tuple(f"{task.id}.{number}" for number in range(1, len(task.steps) + 1))


def preparation_view(bank: Bank, done: Collection[str]) -> RenderableType:
    """The next steps, the tasks by stage, questions to practise and questions to ask."""
    return Group(
        *_head(bank, done), *_stages(bank, done), *_to_practise(bank), *_to_ask(bank.to_ask)
    )


def change_view(bank: Bank, before: Collection[str], after: Collection[str]) -> RenderableType:
    """What was ticked off or taken back, how much is done now, and what comes next."""
    changed = [*_changed("Done", before, after), *_changed("To do again", after, before)]
    lines = changed or [Text("Nothing changed: it was so already.")]
    ready = [each.id for each in bank.checklist if _ready(each, after) and not _ready(each, before)]
    if ready:
        lines.append(Text(plain(f"The whole task is done: {', '.join(ready)}")))
    foot = Text("`mockint prepare` shows it all.")
    return Group(*lines, Text(""), *_head(bank, after), Text(""), foot)


def _changed(word: str, before: Collection[str], after: Collection[str]) -> Iterator[Text]:
    added = [step for step in after if step not in before]
    if added:
        yield Text(plain(f"{word}: {', '.join(added)}"))


def _ready(task: Task, done: Collection[str]) -> bool:
    return all(step in done for step in step_ids(task))


def _head(bank: Bank, done: Collection[str]) -> Iterator[RenderableType]:
    tasks = [_ready(task, done) for task in bank.checklist]
    steps = [step in done for task in bank.checklist for step in step_ids(task)]
    yield heading(bank.title)
    yield Text(f"{sum(tasks)} of {len(tasks)} tasks done, {sum(steps)} of {len(steps)} steps")
    if not all(tasks):
        yield from _next(bank, done)
    elif tasks:
        yield Text("Everything is ready.")


def _next(bank: Bank, done: Collection[str]) -> Iterator[RenderableType]:
    yield Text("")
    yield heading("Next")
    todo = [
        (step, line)
        for task in bank.checklist
        for step, line in zip(step_ids(task), _steps(task, done), strict=True)
        if step not in done
    ]
    yield from (line for _, line in todo[:NEXT])
    yield Text(plain(f"Tick off a step, or a whole task: mockint prepare --done {todo[0][0]}"))


def _stages(bank: Bank, done: Collection[str]) -> Iterator[RenderableType]:
    for stage in dict.fromkeys(task.stage for task in bank.checklist):
        tasks = [task for task in bank.checklist if task.stage == stage]
        ready = sum(_ready(task, done) for task in tasks)
        yield from _section(f"{stage.replace('-', ' ')}, {ready} of {len(tasks)} done")
        for number, task in enumerate(tasks):
            yield from ([Text("")] if number else [])
            yield from _task(task, done)


def _section(title: str) -> Iterator[RenderableType]:
    yield Text("")
    yield Rule(Text(plain(title), style=HEADING), align="left", style=QUIET)


def _task(task: Task, done: Collection[str]) -> Iterator[RenderableType]:
    ready = _ready(task, done)
    ticked = sum(step in done for step in step_ids(task))
    state = WORD[ready] if ready or not ticked else f"{ticked} of {len(task.steps)} steps done"
    yield Indent(task.task, BOX[ready], HEADING)
    yield Indent(f"{task.id}, {state}", UNDER)
    yield Indent(f"Why: {task.why}", UNDER)
    if task.terms:
        yield Indent(f"Terms: {', '.join(task.terms)}", UNDER)
    yield from _steps(task, done, UNDER)


def _steps(task: Task, done: Collection[str], lead: str = "") -> Iterator[RenderableType]:
    for step, text in zip(step_ids(task), task.steps, strict=True):
        ticked = step in done
        style = QUIET if ticked else ""
        yield Indent(f"{step}, {WORD[ticked]}: {text}", f"{lead}{BOX[ticked]}", style)


def _to_practise(bank: Bank) -> Iterator[RenderableType]:
    yield from _section(f"To practise aloud, {_count(bank.questions, 'question')}")
    yield Text(plain(f"Type: mockint interview {bank.name}"))
    for question in bank.questions:
        yield _asked(question)


def _asked(question: Question) -> RenderableType:
    return Group(Text(""), Indent(question.ask, "", HEADING), Indent(question.listens_for))


def _to_ask(asked: Collection[ToAsk]) -> Iterator[RenderableType]:
    if not asked:
        return
    yield from _section(f"To ask the interviewer, {_count(asked, 'question')}")
    for each in asked:
        yield Text("")
        yield Indent(each.ask, "", HEADING)
        yield Indent(f"Tells: {each.learns}")
        yield Indent(f"+ Good sign: {each.good_sign}")
        yield Indent(f"! Warning sign: {each.warning_sign}")


def _count(things: Collection[object], noun: str) -> str:
    return f"{len(things)} {noun}" + ("" if len(things) == 1 else "s")
