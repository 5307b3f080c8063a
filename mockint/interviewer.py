"""The interviewer's side: turns a text into sound, keeps it, plays it, and falls back on print.

The sound is made in a thread of its own: while it is, keys are obeyed, and while
one line is said or answered the next is made ready.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import NamedTuple

from mockint.errors import SoundError, VoiceError
from mockint.events import Key, Preparing, Speaking, Steps, Unspoken, Warned, pause
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
    """Something to say, the FLAC file its sound is kept in, and whose voice says it, from 0."""

    text: str
    keep: Path | None = None
    chair: int = 0


class Interviewer:
    """Speaks through ``loudspeaker``; without one (or without ``voice``) the text stands alone.

    ``second`` is the voice of chair 1, where two ask; it is the turn of ``chair``, called ``who``.
    ``telephone``: the voices are carried by one, and what they say is nowhere to be read.
    """

    def __init__(
        self,
        voice: Voice | None,
        loudspeaker: Loudspeaker | None,
        second: Voice | None = None,
        *,
        telephone: bool = False,
    ) -> None:
        self.loudspeaker = loudspeaker
        self.chair, self.who = 0, ""
        self._voices = [each for each in (voice, second) if each is not None]
        self._telephone = telephone
        self._in_print = False
        self._desk = ThreadPoolExecutor(1, thread_name_prefix="voice")
        self._made: dict[Line, Future[Clip]] = {}
        self._likely: tuple[Line, ...] = ()
        self._script: tuple[Line, ...] = ()
        self._faults: Counter[Voice] = Counter()

    @property
    def voice(self) -> Voice | None:
        """The voice of the first who asks; None where none can be had any more."""
        return self._voices[0] if self._voices else None

    def seat(self, chair: int, who: str) -> None:
        """Give the word to the one in that chair."""
        self.chair, self.who = chair, who

    def learn(self, script: Sequence[Line]) -> None:
        """What will be said, in order: each line is made ready while the one before is said."""
        self._script = tuple(script)

    def prepare(self, texts: Sequence[str]) -> None:
        """What may be said next by the one whose turn it is, the likeliest first.

        It is made ready meanwhile, in place of what was likely before; nothing of it is kept.
        """
        self._give_up()
        for line in self._likely:
            self._made.pop(line, None)
        self._likely = tuple(Line(text, None, self.chair) for text in texts)
        for line in self._likely if self.loudspeaker is not None else ():
            voice = self._voice_of(line)
            if voice is not None:
                self._make(line, voice)

    def say(self, text: str, key: Callable[[float], Key | None], keep: Path | None = None) -> Steps:
        """Speak ``text``, its sound kept as the FLAC file ``keep``; returns the key that broke in.

        A voice or loudspeaker that fails is a warning, and the interview goes on in print;
        where one of two voices fails, the other one speaks for both.

        Raises:
            DiskError: the sound cannot be kept.
        """
        line = Line(text, keep, self.chair)
        voice = self._voice_of(line)
        muted = voice is None or self._in_print
        if self._telephone and muted:
            yield Unspoken(text)
        if voice is None:
            return None
        self._give_up()
        making = self._make(line, voice)
        self._look_ahead(line)
        try:
            return (yield from self._speak(making, key))
        except VoiceError as error:
            self._made.pop(line, None)
            yield Warned(self._without_voice(voice, error))
        except SoundError as error:
            self.loudspeaker, self._in_print = None, True
            yield Warned(f"{error} The questions go on in print.")
        if self._telephone and not muted:
            yield Unspoken(text)
        return None

    def leave(self) -> None:
        """Fall silent; what is not said yet is not made any more."""
        self._desk.shutdown(wait=False, cancel_futures=True)
        if self.loudspeaker is not None:
            self.loudspeaker.close()

    def _make(self, line: Line, voice: Voice) -> "Future[Clip]":
        if line not in self._made:
            ready = self._made.get(line._replace(keep=None))
            self._made[line] = self._desk.submit(_rendered, voice, line, self._telephone, ready)
        return self._made[line]

    def _give_up(self) -> None:
        """What was only likely and is not begun yet keeps nothing waiting any more."""
        for line in self._likely:
            if line in self._made and self._made[line].cancel():
                del self._made[line]

    def _voice_of(self, line: Line) -> Voice | None:
        return self._voices[min(line.chair, len(self._voices) - 1)] if self._voices else None

    def _look_ahead(self, line: Line) -> None:
        if line in self._script:
            for following in self._script[self._script.index(line) + 1 :][:1]:
                voice = self._voice_of(following)
                if voice is not None:
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

    def _without_voice(self, voice: Voice, error: VoiceError) -> str:
        self._faults[voice] += 1
        if self._faults[voice] < FAULTS:
            return str(error)
        self._voices.remove(voice)
        return f"{error} The voice is not tried again."


def _rendered(
    voice: Voice, line: Line, telephone: bool, ready: "Future[Clip] | None" = None
) -> Clip:
    """The sound of ``line``, kept where it is to be; ``ready`` is the same as was made before."""
    made = ready is not None and ready.done() and not ready.cancelled() and not ready.exception()
    clip = ready.result() if ready and made else _sound(voice, line.text, telephone)
    if line.keep is not None and not line.keep.exists():
        from mockint.sound.soundfiles import write_flac

        write_flac(line.keep, clip)
    return clip


def _sound(voice: Voice, text: str, telephone: bool) -> Clip:
    try:
        clip = voice.render(text).clip
    except VoiceError:
        clip = voice.render(text).clip  # By a fresh process: the fault ended the other.
    if not telephone:
        return clip
    from mockint.sound.telephone import telephoned

    return telephoned(clip)
