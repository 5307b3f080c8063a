"""Where a replay is, and the sound that goes with it."""

from collections.abc import Sequence

from mockint.errors import DeviceLost, MockintError, NoDevice, PortAudioMissing, SoundError
from mockint.replay.stage import Frame, Playback, Sound, Stage
from mockint.track import Track

NOTICE = 5.0
"""Seconds for which it stands there what a key did."""
SILENT = "The words go on without sound."
OVER = "The sound is over. The words go on without it."
ENDED = "This is the end: 0 begins this answer again, p goes back, q quits."
_ABOUT = 0.1
"""Seconds by which a recording may be shorter than it says."""


class Player:
    """One of ``tracks``, a second in it, and ``speed`` times the pace at which it was spoken.

    ``waiting``: sound begins as soon as ``go_on`` is called.
    """

    def __init__(self, tracks: Sequence[Track], stage: Stage, speed: float) -> None:
        self.tracks = tracks
        self.speed = speed
        self.waiting = False
        self.paused = self.ended = self.keys_shown = False
        self._stage = stage
        self._sound: Sound | None = None
        self._playback: Playback | None = None
        self._lost = self._notice = ""
        self._noticed = self._began = 0.0
        self._open(0)
        self.go(0.0)

    @property
    def frame(self) -> Frame:
        """The present moment."""
        at = self._last = self.at
        shown = self.ended or self._stage.clock() - self._noticed < NOTICE
        beside = self.other
        return Frame(
            self.track,
            at,
            self.track.heard(at),
            self.paused,
            self.speed,
            self._lost or self._problem,
            self._notice if shown else "",
            self._from,
            None if beside is None else self.tracks[beside],
            0.0 if beside is None else self.same_part(beside),
            self.keys_shown,
        )

    @property
    def at(self) -> float:
        """Seconds into the track."""
        if self.paused or self.waiting:
            return self._from
        if self._playback is not None:
            return min(max(self._playback.position, self._from), self.track.seconds)
        passed = self._stage.clock() - self._began
        return min(self._from + passed * self.speed, self.track.seconds)

    @property
    def before_stop(self) -> float:
        """Seconds into the track when it was last drawn."""
        return self._last

    @property
    def other(self) -> int | None:
        """The next attempt at the same answer, in a circle; None where there is only one."""
        here = self._attempts.index(self.index) if self.index in self._attempts else None
        if here is None or len(self._attempts) < 2:
            return None
        return self._attempts[(here + 1) % len(self._attempts)]

    def same_part(self, index: int) -> float:
        """The second at which that track begins the part that is told now; 0 if it does not."""
        part = self.track.part_at(self.at)
        begins = self.tracks[index].begins(part) if part is not None else ()
        return begins[0].second if begins else 0.0

    def go(self, second: float, index: int | None = None) -> None:
        """Be at ``second`` of track ``index`` (this one); sound follows unless it is paused."""
        if index is not None and index != self.index:
            self._open(index)
        self._silence()
        if self.ended:
            self.ended = self.paused = False
        self._from = self._last = min(max(second, 0.0), self.track.seconds)
        self._began = self._stage.clock()
        self.waiting = True

    def say(self, notice: str) -> None:
        """Show what a key did, or why it did nothing."""
        self._notice, self._noticed = notice, self._stage.clock()

    def go_on(self) -> bool:
        """Begin to play what is waiting, or go on to the next track; False where all is over."""
        if self.waiting:
            self._playback = None if self.paused else self._start()
            self._began = self._stage.clock()
            self.waiting = False
        if self.paused or not self._over():
            return True
        if self.index + 1 < len(self.tracks):
            self.go(0.0, self.index + 1)
            return True
        self._from = self.track.seconds
        self.paused = self.ended = True
        self.say(ENDED)
        return self._stage.stays

    def close(self) -> None:
        """Fall silent."""
        self._silence()
        if self._sound is not None:
            self._sound.close()
        self._sound = None

    def _open(self, index: int) -> None:
        self.close()
        self.index, self.track = index, self.tracks[index]
        number = self.track.number
        alike = (i for i, track in enumerate(self.tracks) if track.number == number)
        self._attempts = [i for i in alike if self.tracks[i].attempt is not None]
        self._problem = self.track.silent
        self._sound = self._load(self.track.sound)
        if self._sound is not None:
            self.track = self.track.lasting(self._sound.seconds)

    def _load(self, name: str | None) -> Sound | None:
        if name is None or self._stage.sound is None or self._lost:
            return None
        try:
            return self._stage.sound(name)
        except MockintError as error:
            self._problem = f"{error} {SILENT}"
            return None

    def _silence(self) -> None:
        if self._playback is not None:
            self._playback.stop()
        self._playback = None

    def _start(self) -> Playback | None:
        if self._sound is None or self._from >= self._sound.seconds:
            return None
        try:
            return self._sound.play(self._from, self.speed)
        except (DeviceLost, NoDevice, PortAudioMissing) as error:
            self._lose(error)
        except SoundError as error:  # What makes it slower or faster is not there.
            self.say(str(error))
            self.speed = 1.0
            return self._start()
        return None

    def _over(self) -> bool:
        """Whether the track is over; where only its sound is, it goes on by the clock."""
        if self._playback is None:
            return self.at >= self.track.seconds
        if not self._playback.done:
            return False
        at, error = self.at, self._playback.error
        self._silence()
        self._from, self._began = at, self._stage.clock()
        if isinstance(error, SoundError):
            self._lose(error)
        elif error is not None:
            self._problem = f"{error} {SILENT}"
        elif at >= self.track.seconds - _ABOUT:
            return True
        else:
            self._problem = OVER
        return False

    def _lose(self, error: SoundError) -> None:
        """There is no loudspeaker any more."""
        self._lost = f"{error} {SILENT}"
