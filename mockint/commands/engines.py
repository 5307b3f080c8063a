"""The recogniser a command asked for, opened."""

import sys
from argparse import Namespace
from collections.abc import Sequence

from mockint.bank import Term
from mockint.commands import places
from mockint.recognizer import Recognizer, open_engine
from mockint.report.plain import plain


def sent_to(options: Namespace) -> str | None:
    """The host to which the engine that ``options`` name sends sound; None where it stays here.

    Raises:
        RecognizerError: there is no address, or it is none.
    """
    if options.engine != "openai":
        return None
    from mockint.recognizer.others.server import Address

    address = Address.read(options.server)
    return None if address.stays_here else plain(address.host)


def open_recognizer(
    options: Namespace, terms: Sequence[Term] = (), *, told: bool = False
) -> Recognizer:
    """The engine that ``options`` name, listening for ``terms``.

    It says if sound leaves the machine, unless that was ``told`` before.

    Raises:
        RecognizerError: it cannot be used; the message names the line that mends it.
    """
    engine = open_engine(
        options.engine, model=options.model, server=options.server, key=places.server_key()
    )
    if not told and (host := getattr(engine, "sends_away", None)):
        print(f"Your recording is sent to {plain(host)}, because you chose it.", file=sys.stderr)
    return Recognizer(engine, terms)
