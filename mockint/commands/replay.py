"""``mockint replay``: questions and answers again, word by word."""

import sys
import time
from argparse import Namespace
from pathlib import Path

from mockint import session as sessions
from mockint.commands import places
from mockint.commands.drawing import console
from mockint.keyboard import AnyKeyboard, keyboard
from mockint.replay import Stage, replay
from mockint.sound.clip import Clip
from mockint.sound.devices import find
from mockint.sound.loudspeaker import Loudspeaker
from mockint.sound.probe import probe
from mockint.sound.soundfiles import read
from mockint.sound.stretch import stretched
from mockint.track import tracks


def run(options: Namespace) -> int:
    """Play the session; without a loudspeaker its words go by in time."""
    from mockint.report.player import open_player

    folder = sessions.find(places.recordings(options.recordings), options.session)
    chosen = tracks(sessions.load(folder), options.answer)
    loudspeaker = _loudspeaker(options)
    live = places.terminal() and not options.plain
    player = open_player(console(options), terminal=live)
    with keyboard() as keys:
        try:
            for frame in replay(chosen, _stage(folder, keys, loudspeaker), speed=options.speed):
                player.draw(frame)
        finally:
            player.close()
            if loudspeaker is not None:
                loudspeaker.close()
    return 0


def _stage(folder: Path, keys: AnyKeyboard, loudspeaker: Loudspeaker | None) -> Stage:
    def sound(name: str) -> Clip:
        return read(sessions.sound_path(folder, name))

    return Stage(sound, stretched, time.monotonic, time.sleep, keys, loudspeaker)


def _loudspeaker(options: Namespace) -> Loudspeaker | None:
    """The loudspeaker; None, said in one line, where there is none and none was named."""
    if options.loudspeaker is not None:
        find("output", options.loudspeaker)
        return Loudspeaker(options.loudspeaker)
    # A broken sound system ends the process that asks it, so a child asks first.
    found = probe()
    if found.loudspeaker is not None:
        return Loudspeaker()
    why = "There is no loudspeaker" if found.portaudio else "The sound system is not there"
    print(f"{why} (see mockint doctor): the words go by in silence.", file=sys.stderr)
    return None
