"""What a voice gives: sound, and when each word starts in it."""

from dataclasses import dataclass
from typing import Protocol

from mockint.sound.clip import RATE, Clip


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """One word as it is said; ``start`` is in seconds from the start of the sound."""

    text: str
    start: float


@dataclass(frozen=True, slots=True, eq=False)
class Speech:
    """Rendered text. ``words`` is empty where the engine does not tell when it says them."""

    clip: Clip
    words: tuple[SpokenWord, ...] = ()


def for_recording(speech: Speech) -> Clip:
    """Its sound at the rate of every recording, as if it had come from a microphone."""
    from mockint.sound.resample import resampled

    return resampled(speech.clip, RATE)


class Voice(Protocol):
    """Turns text into sound; ``rate`` is in words a minute."""

    @property
    def name(self) -> str: ...

    @property
    def rate(self) -> int: ...

    def render(self, text: str) -> Speech:
        """Raises VoiceError if the text cannot be said; the next text may be tried all the same."""
        ...

    def close(self) -> None:
        """Let go of the engine; a later ``render`` starts it again."""
        ...


@dataclass(frozen=True, slots=True)
class VoiceInfo:
    """A voice that can be opened by its ``name``."""

    name: str
    language: str
    engine: str
