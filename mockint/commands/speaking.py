"""What is said aloud beside the questions: ``--speak-feedback``."""

import sys
import time
from argparse import Namespace
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING

from mockint.commands.cast import Cast
from mockint.commands.stopping import heed, stoppable
from mockint.errors import VoiceError
from mockint.events import Event, Warned
from mockint.keyboard import AnyKeyboard, Keys, Presses, keyboard
from mockint.report.plain import plain
from mockint.session import Session

if TYPE_CHECKING:
    from mockint.interview.aloud import Aloud
    from mockint.voice import Voice

KEYS = "Said aloud: Enter goes on, r says it again, p pauses, q stops."
SILENT = "Nothing can be said aloud here: there is no loudspeaker (see mockint doctor)."


def aloud(
    options: Namespace, session: Session, players: Cast, keys: AnyKeyboard, pressed: Keys
) -> "Aloud | None":
    """Who says what else is shown in the interview; None where nobody asked for it."""
    if not options.speak_feedback:
        return None
    from mockint.interview.aloud import Aloud
    from mockint.report.aloud import opening, told

    shown = session.mode == "practice" and not session.scene.phone

    def saying(event: Event) -> str:
        return told(event, practice=shown)

    return Aloud(
        *(players.interviewer, players.candidate, pressed.read, _own(keys, pressed), saying),
        opening=opening(keys=keys.terminal, typed=options.type),
    )


def close(options: Namespace, session: Session, players: Cast, keys: AnyKeyboard) -> None:
    """Say what to do first and where the report is, where that was asked for."""
    if not options.speak_feedback or players.interviewer.loudspeaker is None:
        return
    from mockint.interview.aloud import read_aloud
    from mockint.report.aloud import closing as last_words

    tally = ""
    if session.drill is not None:
        from mockint.drill import tally as counted

        tally = counted(session)
    pressed = Presses(keys, time.monotonic)
    for _ in read_aloud(players.interviewer, _own(keys, pressed), (last_words(session, tally),)):
        heed()


def hear(options: Namespace, pieces: Sequence[str], voice: str | None = None) -> None:
    """Say what a command has shown, in ``voice``; why nothing can be said is one line."""
    sys.stdout.flush()
    if not _audible(options):
        return
    with stoppable(), keyboard() as keys:
        if keys.terminal:
            print(KEYS, file=sys.stderr, flush=True)
        for sentence in _read(options, pieces, voice, keys):
            print(plain(sentence), file=sys.stderr)


def _audible(options: Namespace) -> bool:
    """Whether there is a loudspeaker; one that was named and is not there is a fault."""
    from mockint.sound.devices import find
    from mockint.sound.probe import probe

    # A broken sound system ends the process that asks it, so a child asks first.
    seen = probe()
    if options.loudspeaker is not None:
        seen.sure()
        find("output", options.loudspeaker)
        return True
    if seen.loudspeaker is None:
        print(SILENT, file=sys.stderr)
        return False
    return True


def _read(
    options: Namespace, pieces: Sequence[str], voice: str | None, keys: AnyKeyboard
) -> list[str]:
    """Say the pieces; what went wrong meanwhile."""
    from mockint.interview.aloud import read_aloud
    from mockint.interviewer import Interviewer
    from mockint.sound.hush import hushed
    from mockint.sound.loudspeaker import Loudspeaker

    faults: list[str] = []
    with hushed(), closing(_voice(voice)) as speaker, ExitStack() as held:
        interviewer = Interviewer(speaker, Loudspeaker(options.loudspeaker))
        held.callback(interviewer.leave)
        pressed = _own(keys, Presses(keys, time.monotonic))
        for event in read_aloud(interviewer, pressed, pieces):
            heed()
            if isinstance(event, Warned):
                faults.append(event.sentence)
    return faults


def _voice(name: str | None) -> "Voice":
    """The voice that asked; the usual one, where this machine has no such."""
    from mockint.voice import open_voice

    try:
        return open_voice(name)
    except VoiceError:
        return open_voice(None)


def _own(keys: AnyKeyboard, pressed: Keys) -> Callable[[float], str | None]:
    """The keys that mean what is being said: those of a terminal, for a pipe's were not pressed."""
    return pressed.read if keys.terminal else lambda timeout: None
