"""The interviewer's side: turns a text into sound, keeps it, plays it, and falls back on print."""

from collections.abc import Callable, Generator
from pathlib import Path

from mockint.errors import SoundError, VoiceError
from mockint.events import Event, Key, Speaking, Steps, Warned
from mockint.sound.clip import Clip
from mockint.sound.loudspeaker import Loudspeaker
from mockint.voice import Voice

TICK = 0.02
"""Seconds between two looks at the keys while the voice plays."""


class Interviewer:
    """Speaks through ``loudspeaker``; without one (or without ``voice``) the text stands alone."""

    def __init__(self, voice: Voice | None, loudspeaker: Loudspeaker | None) -> None:
        self.voice = voice
        self.loudspeaker = loudspeaker

    def say(self, text: str, key: Callable[[], Key | None], keep: Path | None = None) -> Steps:
        """Speak ``text``, its sound kept as the FLAC file ``keep``; returns the key that broke in.

        A voice or loudspeaker that fails is a warning, and the interview goes on in print.
        """
        clip = yield from self._render(text, keep)
        if clip is None or self.loudspeaker is None:
            return None
        try:
            return (yield from self._play(clip, self.loudspeaker, key))
        except SoundError as error:
            self.loudspeaker = None
            yield Warned(f"{error} The questions go on in print.")
            return None

    def _render(self, text: str, keep: Path | None) -> Generator[Event, None, Clip | None]:
        if self.voice is None:
            return None
        try:
            clip = self.voice.render(text).clip
        except VoiceError as error:
            yield Warned(str(error))
            return None
        if keep is not None and not keep.exists():
            from mockint.sound.soundfiles import write_flac

            write_flac(keep, clip)
        return clip

    def _play(self, clip: Clip, loudspeaker: Loudspeaker, key: Callable[[], Key | None]) -> Steps:
        playback = loudspeaker.play(clip)
        while not playback.wait(TICK):
            pressed = key()
            if pressed is Key.REPEAT:
                playback = loudspeaker.play(clip)
            elif pressed is not None:
                playback.stop()
                return pressed
            yield Speaking(playback.position, clip.seconds)
        return None
