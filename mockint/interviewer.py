"""The interviewer's side: turns a text into sound, keeps it, plays it, and falls back on print.

The sound is made in a thread of its own: while it is, keys are obeyed, and while
one line is said or answered the next is made ready.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import NamedTuple

from mockint.errors import SoundError, VoiceError
from mockint.events import Key, Preparing, Speaking, Steps, Warned, pause
from mockint.sound.clip import Clip
from mockint.sound.loudspeaker import Loudspeaker
from mockint.voice import Voice

TICK = 0.02
"""Seconds between two looks at the keys while the voice plays."""

BREAKING_OFF = (Key.DONE, Key.SKIP, Key.QUIT)
"""Keys that end what is being said."""

FAULTS = 2
"""After so many the voice is not asked any more."""


class Line(NamedTuple):
    """Something to say, and the FLAC file its sound is kept in."""

    text: str
    keep: Path | None = None


class Interviewer:
    """Speaks through ``loudspeaker``; without one (or without ``voice``) the text stands alone."""

    def __init__(self, voice: Voice | None, loudspeaker: Loudspeaker | None) -> None:
        self.voice = voice
        self.loudspeaker = loudspeaker
        self._desk = ThreadPoolExecutor(1, thread_name_prefix="voice")
        self._made: dict[Line, Future[Clip]] = {}
        self._script: tuple[Line, ...] = ()
        self._faults = 0

    def learn(self, script: Sequence[Line]) -> None:
        """What will be said, in order: each line is made ready while the one before is said."""
        self._script = tuple(script)

    def say(self, text: str, key: Callable[[float], Key | None], keep: Path | None = None) -> Steps:
        """Speak ``text``, its sound kept as the FLAC file ``keep``; returns the key that broke in.

        A voice or loudspeaker that fails is a warning, and the interview goes on in print.

        Raises:
            DiskError: the sound cannot be kept.
        """
        if self.voice is None:
            return None
        line = Line(text, keep)
        making = self._make(line, self.voice)
        self._look_ahead(line, self.voice)
        try:
            return (yield from self._speak(making, key))
        except VoiceError as error:
            self._made.pop(line, None)
            yield Warned(self._without_voice(error))
        except SoundError as error:
            self.loudspeaker = None
            yield Warned(f"{error} The questions go on in print.")
        return None

    def leave(self) -> None:
        """Fall silent; what is not said yet is not made any more."""
        self._desk.shutdown(wait=False, cancel_futures=True)
        if self.loudspeaker is not None:
            self.loudspeaker.close()

    def _make(self, line: Line, voice: Voice) -> "Future[Clip]":
        if line not in self._made:
            self._made[line] = self._desk.submit(_rendered, voice, line)
        return self._made[line]

    def _look_ahead(self, line: Line, voice: Voice) -> None:
        if line in self._script:
            for following in self._script[self._script.index(line) + 1 :][:1]:
                self._make(following, voice)

    def _speak(self, making: "Future[Clip]", key: Callable[[float], Key | None]) -> Steps:
        while not making.done():
            pressed = key(0.0)
            if pressed in BREAKING_OFF:
                return pressed
            yield Preparing()
            wait([making], timeout=TICK)
        if self.loudspeaker is None:
            making.result()
            return None
        return (yield from self._play(making.result(), self.loudspeaker, key))

    def _play(
        self, clip: Clip, loudspeaker: Loudspeaker, key: Callable[[float], Key | None]
    ) -> Steps:
        playback = loudspeaker.play(clip)
        while not playback.wait(TICK):
            pressed = key(0.0)
            if pressed is Key.PAUSE:
                playback.stop()
                broke_off = yield from pause(key)
                pressed = broke_off if broke_off in BREAKING_OFF else Key.REPEAT
            if pressed is Key.REPEAT:
                playback = loudspeaker.play(clip)
            elif pressed in BREAKING_OFF:
                playback.stop()
                return pressed
            yield Speaking(playback.position, clip.seconds)
        return None

    def _without_voice(self, error: VoiceError) -> str:
        self._faults += 1
        if self._faults < FAULTS:
            return str(error)
        self.voice = None
        return f"{error} The voice is not tried again."


def _rendered(voice: Voice, line: Line) -> Clip:
    try:
        clip = voice.render(line.text).clip
    except VoiceError:
        clip = voice.render(line.text).clip  # By a fresh process: the fault ended the other.
    if line.keep is not None and not line.keep.exists():
        from mockint.sound.soundfiles import write_flac

        write_flac(line.keep, clip)
    return clip
