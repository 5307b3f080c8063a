"""``mockint banks``: list, show, lint."""

from argparse import Namespace

from mockint.bank import bank_names, lint, load_bank
from mockint.commands.drawing import show


def run(options: Namespace) -> int:
    """Do what the verb says; without one, list the banks."""
    return {"show": _show, "lint": _lint}.get(options.verb, _list)(options)


def _list(options: Namespace) -> int:
    from mockint.report.banks import banks_table

    show(options, banks_table([load_bank(name) for name in bank_names()]))
    return 0


def _show(options: Namespace) -> int:
    from mockint.report.banks import bank_view

    show(options, bank_view(load_bank(options.bank)))
    return 0


def _lint(options: Namespace) -> int:
    faults = [fault for file in options.files for fault in lint(file)]
    for fault in faults:
        print(fault)
    if not faults:
        print("No faults.")
    return 1 if faults else 0
