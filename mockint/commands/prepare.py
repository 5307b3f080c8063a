"""``mockint prepare``: what to have ready before an interview, and what of it is done."""

from argparse import Namespace
from collections.abc import Collection, Iterable, Iterator

from mockint import preparation
from mockint.bank import Bank, load_bank
from mockint.commands import places
from mockint.commands.drawing import show
from mockint.errors import PreparationError

BANK = "preparation"


def run(options: Namespace) -> int:
    """Show the checklist, or tick off and show what changed."""
    from mockint.report.preparation import change_view, preparation_view

    bank = load_bank(BANK)
    recordings = places.recordings(options.recordings)
    before = preparation.load(recordings).done
    if not (options.done or options.undo):
        show(options, preparation_view(bank, before))
        return 0
    done = list(_steps(bank, options.done))
    undone = list(_steps(bank, options.undo, before))
    after = preparation.tick(recordings, done, undone).done
    show(options, change_view(bank, before, after))
    return 0


def _steps(bank: Bank, ids: Iterable[str], kept: Collection[str] = ()) -> Iterator[str]:
    """The steps meant by ``ids``: each a task, a step, or one of ``kept``.

    Raises:
        PreparationError: one is none of them.
    """
    from mockint.report.preparation import step_ids

    tasks = {task.id: step_ids(task) for task in bank.checklist}
    steps = {step for each in tasks.values() for step in each}
    for name in ids:
        if name in tasks:
            yield from tasks[name]
        elif name in steps or name in kept:
            yield name
        else:
            raise _unknown(name, [*tasks, *sorted(steps)])


def _unknown(name: str, there: Iterable[str]) -> PreparationError:
    from mockint.bank.fault import nearest, shown

    remedy = nearest(name, there, "`mockint prepare` lists them.")
    return PreparationError(f"There is no task or step {shown(name)}: {remedy}")
