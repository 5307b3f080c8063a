"""Plays a session again: a generator of frames that draws nothing.

Without a loudspeaker the words still come in time, by the clock. Where the
sound of a track is missing or damaged, that track goes on in silence and its
frames say why.
"""

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from mockint.errors import MockintError, SoundError
from mockint.sound.clip import Clip
from mockint.track import Track

TICK = 0.05
"""Seconds between two looks at the keys."""
STEP = 5.0
"""Seconds an arrow skips."""
SPEEDS: Final = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
SILENT: Final = "The words go on without sound."
ENDS: Final = ("q", "\x1b", "\x03")
RIGHT, LEFT, UP, DOWN = "\x1b[C", "\x1b[D", "\x1b[A", "\x1b[B"


class Keys(Protocol):
    """Where keys come from; ``read`` may return None at once."""

    def read(self, timeout: float = 0.0) -> str | None: ...


class Playback(Protocol):
    """Sound on its way out. ``position``: seconds heard; ``error``: why it broke off."""

    @property
    def position(self) -> float: ...
    @property
    def done(self) -> bool: ...
    @property
    def error(self) -> SoundError | None: ...
    def stop(self) -> None: ...


class Loudspeaker(Protocol):
    """Something that plays."""

    def play(self, clip: Clip) -> Playback: ...


@dataclass(frozen=True, slots=True)
class Frame:
    """One moment: ``heard`` words of ``track`` have begun at second ``at``.

    ``problem`` is a sentence where there should be sound and is none.
    """

    track: Track
    at: float
    heard: int
    paused: bool
    speed: float
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """What a replay needs from outside.

    ``sound`` gives a track's clip and may raise MockintError; ``stretch`` a clip at another speed;
    ``clock`` seconds that never go back; ``sleep`` waits.
    """

    sound: Callable[[str], Clip]
    stretch: Callable[[Clip, float], Clip]
    clock: Callable[[], float]
    sleep: Callable[[float], None]
    keys: Keys
    loudspeaker: Loudspeaker | None = None


def replay(tracks: Sequence[Track], stage: Stage, *, speed: float = 1.0) -> Iterator[Frame]:
    """Play ``tracks`` one after the other; a key may go elsewhere, or end it.

    Space pauses, arrows skip (left and right 5 s, up and down a sentence), ``[`` and ``]`` change
    the speed, ``n`` and ``p`` the track, ``1`` to ``4`` go to a part, ``m`` to the next finding,
    ``q`` ends.
    """
    index = 0
    while index < len(tracks):
        player = Player(tracks[index], stage, speed)
        try:
            move = yield from _play(player, stage)
        finally:
            player.silence()
        if move is None:
            return
        index, speed, stage = max(index + move, 0), player.speed, player.stage


def _play(player: "Player", stage: Stage) -> Generator[Frame, None, int | None]:
    """Play one track; returns how many tracks to go on, None to end."""
    player.go(0.0)
    while True:
        yield player.frame
        if player.over:
            return 1
        key = _key(stage)
        if key in ENDS:
            return None
        if key in ("n", "p"):
            return 1 if key == "n" else -1
        player.obey(key)


def _key(stage: Stage) -> str | None:
    """The next key, or None after ``TICK``; keys that come to an end must not spin.

    Some terminals send arrows as ``ESC O``, others as ``ESC [``.
    """
    began = stage.clock()
    key = (stage.keys.read(TICK) or "").replace("\x1bO", "\x1b[") or None
    left = TICK - (stage.clock() - began)
    if key is None and left > 0:
        stage.sleep(left)
    return key


class Player:
    """One track and where it is, ``speed`` times as fast as it was spoken."""

    def __init__(self, track: Track, stage: Stage, speed: float) -> None:
        self.stage = stage
        self.speed = speed
        self._problem = ""
        self._clip = self._load(track.sound)
        self.track = track.lasting(self._clip.seconds) if self._clip else track
        self._paused = False
        self._from = self._began = 0.0
        self._playback: Playback | None = None
        self._stretched: tuple[float, Clip] | None = None

    @property
    def frame(self) -> Frame:
        """The present moment."""
        at = self.at
        heard = self.track.heard(at)
        return Frame(self.track, at, heard, self._paused, self.speed, self._problem)

    @property
    def at(self) -> float:
        """Seconds into the track."""
        if self._paused:
            return self._from
        if self._playback is not None:
            passed = self._playback.position
        else:
            passed = self.stage.clock() - self._began
        return min(self._from + passed * self.speed, self.track.seconds)

    @property
    def over(self) -> bool:
        """Whether the track has been played to its end."""
        if self._paused:
            return False
        if self._playback is not None and self._playback.done and not self._playback.error:
            return True
        return self.at >= self.track.seconds

    def obey(self, key: str | None) -> None:
        """Do what ``key`` asks for; an unknown one, or none, does nothing."""
        if self._playback is not None and self._playback.error:
            self._lose(self._playback.error)
        at = self.at
        if key == " ":
            self._paused = not self._paused
            self.go(at)
        elif key in ("[", "]"):
            self.speed = _neighbour(self.speed, 1 if key == "]" else -1)
            self.go(at)
        elif key is not None and (target := _target(key, self.track, at)) is not None:
            self.go(target)

    def go(self, second: float) -> None:
        """Be at ``second``, and play on from there unless paused."""
        self.silence()
        self._from = min(max(second, 0.0), self.track.seconds)
        if not self._paused:
            self._playback = self._start()
        self._began = self.stage.clock()

    def silence(self) -> None:
        """Stop the sound."""
        if self._playback is not None:
            self._playback.stop()
        self._playback = None

    def _start(self) -> Playback | None:
        if self._clip is None or self.stage.loudspeaker is None:
            return None
        try:
            clip = self._at_speed(self._clip)
            rest = clip.samples[round(self._from / self.speed * clip.rate) :]
            return self.stage.loudspeaker.play(Clip(rest, clip.rate)) if len(rest) else None
        except SoundError as error:
            self._mute(error)
            return None

    def _lose(self, error: SoundError) -> None:
        """Go on by the clock where the loudspeaker has gone."""
        self._mute(error)
        self.go(self.at)

    def _mute(self, error: SoundError) -> None:
        self.stage = replace(self.stage, loudspeaker=None)
        self._problem = f"{error} {SILENT}"

    def _at_speed(self, clip: Clip) -> Clip:
        if self.speed == 1.0:
            return clip
        if self._stretched is None or self._stretched[0] != self.speed:
            self._stretched = (self.speed, self.stage.stretch(clip, self.speed))
        return self._stretched[1]

    def _load(self, sound: str | None) -> Clip | None:
        if sound is None or self.stage.loudspeaker is None:
            return None
        try:
            clip = self.stage.sound(sound)
            return clip if len(clip.samples) else None
        except MockintError as error:
            self._problem = f"{error} {SILENT}"
            return None


def _neighbour(speed: float, direction: int) -> float:
    """The next speed up or down; the same at the end of the row."""
    others = [s for s in SPEEDS if (s - speed) * direction > 0]
    return (min(others) if direction > 0 else max(others)) if others else speed


def _target(key: str, track: Track, at: float) -> float | None:
    """The second that ``key`` leads to; None if it leads nowhere."""
    if key in ("1", "2", "3", "4"):
        return track.parts[int(key) - 1]
    targets: dict[str, Callable[[], float | None]] = {
        RIGHT: lambda: at + STEP,
        LEFT: lambda: at - STEP,
        DOWN: lambda: track.next_sentence(at),
        UP: lambda: track.sentence_before(at),
        "m": lambda: track.next_finding(at),
    }
    return targets[key]() if key in targets else None
