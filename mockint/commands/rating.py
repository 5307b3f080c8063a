"""Whether the candidate is asked to rate their answers, and with which keys."""

import time
from argparse import Namespace

from mockint.commands.cast import Cast
from mockint.interview.rating import Ratings
from mockint.keyboard import AnyKeyboard, Keys
from mockint.session import Session


def ratings(
    options: Namespace, session: Session, players: Cast, keyboard: AnyKeyboard, keys: Keys
) -> Ratings | None:
    """What asks, with ``keys``, those of ``keyboard``; None where nobody wants to be asked.

    An interview in which answers were rated goes on so. A synthetic candidate has no opinion.
    """
    begun = any(attempt.rated for answer in session.answers for attempt in answer.attempts)
    if players.rehearsal or not (options.rate_yourself or begun):
        return None
    return Ratings(
        keys, terminal=keyboard.terminal, over=lambda: keyboard.ended, clock=time.monotonic
    )
