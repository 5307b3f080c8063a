"""Plays a session again: a generator of frames that draws nothing.

Without a loudspeaker the words still come in time, by the clock. Where the
sound of a track is missing or damaged, that track goes on in silence and its
frames say why. No key does work that grows with the length of a recording.
"""

from collections.abc import Generator, Sequence
from typing import Final

from mockint.replay.keys import obey
from mockint.replay.player import Player
from mockint.replay.stage import Frame, Keys, Playback, Sound, Stage
from mockint.track import Track

__all__ = ["Frame", "Keys", "Playback", "Sound", "Stage", "replay"]

TICK = 0.05
"""Seconds between two looks at the keys."""
SETTLE = 0.03
"""Seconds without a key after which sound begins: who skips ten times hears it once."""
BURST = 64
"""Keys that are obeyed at most before something is drawn."""
ENDS: Final = ("q", "Q", "\x1b", "\x03")


def replay(
    tracks: Sequence[Track], stage: Stage, *, speed: float = 1.0
) -> Generator[Frame, None, None]:
    """Play ``tracks`` one after the other; a key may go elsewhere, or end it.

    The keys are those of ``docs/replay.md``.
    """
    player = Player(tracks, stage, speed)
    try:
        while True:
            yield player.frame
            pressed = _pressed(stage, SETTLE if player.waiting else TICK)
            for key in pressed:
                if key in ENDS:
                    return
                obey(player, key)
            if not pressed and not player.go_on():
                return
    finally:
        player.close()


def _pressed(stage: Stage, timeout: float) -> list[str]:
    """The keys that came within ``timeout``; keys that come to an end must not spin."""
    began = stage.clock()
    keys: list[str] = []
    while len(keys) < BURST and (key := stage.keys.read(0.0 if keys else timeout)):
        keys.append(key)
    left = timeout - (stage.clock() - began)
    if not keys and left > 0:
        stage.sleep(left)
    return keys
