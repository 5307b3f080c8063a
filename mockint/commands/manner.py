"""How an interview is held, from what was asked for on the command line."""

from argparse import Namespace
from dataclasses import replace

from mockint.commands.cast import Cast
from mockint.interview import Manner
from mockint.keyboard import AnyKeyboard
from mockint.limit import Limit, between, usual
from mockint.profile import MEASURES
from mockint.sound.endpoint import MANUAL, PATIENCES, Patience

FOLLOW_UPS = {"practice": 1, "real": 2}
"""How many a question may have when nobody says and somebody is there to reply."""


def manner(options: Namespace, players: Cast, keys: AnyKeyboard) -> Manner:
    """How it is held with these players, and these keys."""
    stop = players.candidate.live and keys.terminal and not options.no_stop
    return Manner(
        patience(options),
        stop=stop and options.mode == "practice" and not options.phone,
        follow_ups=_follow_ups(options, players),
        limit=limited(options),
    )


def patience(options: Namespace) -> Patience:
    """How long a silence ends an answer: as typed, else by the profile."""
    if options.manual:
        return MANUAL
    own = PATIENCES[options.profile]
    return replace(
        own, silence=options.silence or own.silence, hanging=options.thinking or own.hanging
    )


def limited(options: Namespace) -> Limit | None:
    """How long an answer may take; where only Enter ends one, nobody minds who does not say so."""
    real, drill = options.mode == "real", bool(options.drill)
    measure = MEASURES[options.profile]
    seconds = options.limit
    if seconds is None and not (options.manual or options.type):
        seconds = usual(real=real, drill=drill, long=measure.long)
    pause = between(measure.pause, usual=measure is MEASURES["usual"])
    return Limit(seconds, real and not drill, pause) if seconds else None


def _follow_ups(options: Namespace, players: Cast) -> int:
    """How many a question may have; without a word on it none for recordings, one by one.

    A drill has none.
    """
    if options.drill:
        return 0
    if options.follow_ups is not None:
        return int(options.follow_ups)
    return FOLLOW_UPS[options.mode] if players.candidate.live else 0
