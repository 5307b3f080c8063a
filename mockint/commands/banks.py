"""``mockint banks``: list, show, lint, new, import."""

from argparse import Namespace
from typing import TYPE_CHECKING

from mockint.bank import bank_names, lint, load_bank
from mockint.commands import places
from mockint.commands.drawing import show

if TYPE_CHECKING:
    from mockint.report.banks import Practised


def run(options: Namespace) -> int:
    """Do what the verb says; without one, list the banks."""
    verbs = {"show": _show, "lint": _lint, "new": _new, "import": _import}
    return verbs.get(options.verb, _list)(options)


def _list(options: Namespace) -> int:
    from mockint.report.banks import banks_table

    banks = [load_bank(name) for name in bank_names()]
    show(options, banks_table(banks, _practised(options)))
    return 0


def _show(options: Namespace) -> int:
    from mockint.report.banks import bank_view

    bank = load_bank(options.bank)
    show(options, bank_view(bank, _practised(options)))
    return 0


def _practised(options: Namespace) -> "Practised":
    """What was practised in the sessions that can be read; without a verb none is named."""
    from mockint import session as sessions
    from mockint.report.banks import practised

    folder = places.recordings(getattr(options, "recordings", None))
    found = (each for _, each in sessions.summaries(folder))
    return practised(each for each in found if isinstance(each, sessions.Summary))


def _new(options: Namespace) -> int:
    from mockint.commands import bank_new

    return bank_new.run(options)


def _import(options: Namespace) -> int:
    from mockint.commands import bank_import

    return bank_import.run(options)


def _lint(options: Namespace) -> int:
    faults = [fault for file in options.files for fault in lint(file)]
    for fault in faults:
        print(fault)
    if not faults:
        print("No faults.")
    return 1 if faults else 0
