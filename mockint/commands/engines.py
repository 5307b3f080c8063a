"""The recogniser a command asked for, opened."""

import sys
from argparse import Namespace
from collections.abc import Sequence

from mockint.bank import Term
from mockint.commands import places
from mockint.recognizer import Recognizer, open_engine


def open_recognizer(options: Namespace, terms: Sequence[Term] = ()) -> Recognizer:
    """The engine that ``options`` name, listening for ``terms``; says if sound leaves the machine.

    Raises:
        RecognizerError: it cannot be used; the message names the line that mends it.
    """
    engine = open_engine(
        options.engine, model=options.model, server=options.server, key=places.server_key()
    )
    if host := getattr(engine, "sends_away", None):
        print(f"Your recording is sent to {host}, because you chose it.", file=sys.stderr)
    return Recognizer(engine, terms)
