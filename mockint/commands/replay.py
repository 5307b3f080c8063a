"""``mockint replay``: questions and answers again, word by word."""

import sys
import time
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from mockint import session as sessions
from mockint.commands import places
from mockint.commands.drawing import console
from mockint.commands.stopping import stoppable
from mockint.keyboard import AnyKeyboard, keyboard
from mockint.replay import Sound, Stage, replay
from mockint.sound.devices import find
from mockint.sound.hush import hushed
from mockint.sound.probe import probe
from mockint.sound.tape import Tape
from mockint.track import tracks


def run(options: Namespace) -> int:
    """Play the session; without a loudspeaker its words go by in time."""
    from mockint.report.player import open_player

    folder = sessions.find(places.recordings(options.recordings), options.session)
    chosen = tracks(sessions.load(folder), options.answer)
    sound = _sound(folder, options.loudspeaker)
    live = places.terminal() and not options.plain
    player = open_player(console(options), terminal=live)
    # PortAudio's threads write to the screen when a device goes.
    with stoppable(), hushed(), keyboard() as keys:
        frames = replay(chosen, _stage(sound, keys, live=live), speed=options.speed)
        try:
            keys.leaving = player.close
            for frame in frames:
                player.draw(frame)
        except KeyboardInterrupt as stop:
            return int(stop.args[0]) if stop.args else 130
        finally:
            frames.close()
            player.close()
    return 0


def _stage(sound: Callable[[str], Sound] | None, keys: AnyKeyboard, *, live: bool) -> Stage:
    """At the end it waits for a key where somebody sees that it does, and has one to press."""
    return Stage(sound, time.monotonic, time.sleep, keys, stays=live and keys.terminal)


def _sound(folder: Path, loudspeaker: str | None) -> Callable[[str], Sound] | None:
    """How to open a recording; None, said in one line, where nothing could play it."""
    # A broken sound system ends the process that asks it, so a child asks first.
    found = probe()
    if loudspeaker is not None:
        found.sure()
        find("output", loudspeaker)
    elif found.loudspeaker is None:
        why = "There is no loudspeaker" if found.portaudio else "The sound system is not there"
        print(f"{why} (see mockint doctor): the words go by in silence.", file=sys.stderr)
        return None
    return lambda name: Tape(sessions.sound_path(folder, name), loudspeaker)
