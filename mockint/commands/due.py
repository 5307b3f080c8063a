"""``mockint due``: what is to be practised today, why, and when the rest comes back."""

from argparse import Namespace
from datetime import datetime

from mockint.bank import load_bank
from mockint.commands.drawing import show
from mockint.commands.practice import held


def run(options: Namespace) -> int:
    """Print what is due of the bank."""
    from mockint.report.due import due_report
    from mockint.schedule import agenda

    bank = load_bank(options.bank)
    found = agenda(bank, held(options), datetime.now().astimezone())
    show(options, due_report(found, bank.title))
    return 0
