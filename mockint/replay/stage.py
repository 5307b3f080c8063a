"""What a replay needs from outside, and what it gives: one frame after the other."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from mockint.errors import MockintError
from mockint.track import Track


class Keys(Protocol):
    """Where keys come from; ``read`` may return None at once."""

    def read(self, timeout: float = 0.0) -> str | None: ...


class Playback(Protocol):
    """Sound on its way out. ``position``: the second heard; ``error``: why it broke off."""

    @property
    def position(self) -> float: ...
    @property
    def done(self) -> bool: ...
    @property
    def error(self) -> MockintError | None: ...
    def stop(self) -> None: ...


class Sound(Protocol):
    """A recording of so many seconds, which may turn out to be fewer; plays from a second on."""

    @property
    def seconds(self) -> float: ...
    def play(self, second: float, speed: float) -> Playback: ...
    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Frame:
    """One moment: ``heard`` words of ``track`` have begun at second ``at``.

    It has been played since second ``since``. ``problem`` is a sentence where there should be
    sound and is none; ``notice`` says for a while what a key did, or why it did nothing.
    ``beside`` is another attempt at the same answer, at second ``beside_at`` of which the same
    part of the story begins (0 where it does not). ``keys``: the keys are to be shown.
    """

    track: Track
    at: float
    heard: int
    paused: bool
    speed: float
    problem: str = ""
    notice: str = ""
    since: float = 0.0
    beside: Track | None = None
    beside_at: float = 0.0
    keys: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """What a replay needs from outside.

    ``sound`` gives a track's recording and may raise MockintError; None where there is no
    loudspeaker. ``clock``: seconds that never go back; ``sleep`` waits. ``stays``: at the end
    somebody is there to say how it goes on.
    """

    sound: Callable[[str], Sound] | None
    clock: Callable[[], float]
    sleep: Callable[[float], None]
    keys: Keys
    stays: bool = False
