"""``mockint replay``: hear questions and answers again, the words lighting up."""

import time
from argparse import Namespace
from pathlib import Path

from mockint import rescue
from mockint import session as sessions
from mockint.commands import places
from mockint.commands.drawing import console
from mockint.errors import MockintError
from mockint.keyboard import Keyboard, NoKeyboard, keyboard
from mockint.replay import Stage, replay
from mockint.report.player import open_player
from mockint.sound.clip import Clip
from mockint.sound.devices import find
from mockint.sound.loudspeaker import Loudspeaker
from mockint.sound.soundfiles import read
from mockint.sound.stretch import stretched
from mockint.track import tracks


def run(options: Namespace) -> int:
    """Play to the end, or until a key ends it; without a sound device the words come in time."""
    folder = sessions.find(places.recordings(options.recordings), options.session)
    session = rescue.secure(sessions.load(folder), folder)
    chosen = tracks(session, options.answer)
    live = places.terminal() and not options.plain
    player = open_player(console(options), terminal=live)
    with keyboard() as keys:
        stage = _stage(folder, keys, _loudspeaker(options))
        try:
            for frame in replay(chosen, stage, speed=options.speed):
                player.draw(frame)
        finally:
            player.close()
    return 0


def _stage(folder: Path, keys: Keyboard | NoKeyboard, loudspeaker: Loudspeaker | None) -> Stage:
    def sound(name: str) -> Clip:
        return read(sessions.sound_path(folder, name))

    return Stage(sound, stretched, time.monotonic, time.sleep, keys, loudspeaker)


def _loudspeaker(options: Namespace) -> Loudspeaker | None:
    """The loudspeaker; None where there is none and none was asked for."""
    try:
        find("output", options.loudspeaker)
    except MockintError as error:
        if options.loudspeaker is not None:
            raise
        print(f"{error} The words come without sound.")
        return None
    return Loudspeaker(options.loudspeaker)
