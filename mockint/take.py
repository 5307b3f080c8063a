"""One attempt at an answer: its sound is recorded, heard and watched until it is over."""

from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec.structs import replace

from mockint.candidate import Candidate
from mockint.errors import DeviceLost
from mockint.events import Event, Key, Listening, Paused, Steps, Warned
from mockint.recognizer import Hearing, PartlyHeard
from mockint.session import Attempt, Ended
from mockint.sound.clip import RATE, Samples
from mockint.sound.endpoint import Endpoint
from mockint.sound.level import LevelWatch
from mockint.sound.recorder import Recorder

TICK = 0.1
"""Seconds to wait for sound before looking at the keys again."""

STALLED = 1.0
"""Seconds without sound after which a microphone is said to have stopped."""

NUDGES = (
    (180.0, "Three minutes: close with what came of it."),
    (120.0, "Two minutes: a good moment to come to the result."),
)
"""From so many seconds on, this is shown; nothing is ever cut."""

HANDLED: dict[Key | None, Ended] = {
    Key.DONE: "key",
    Key.AGAIN: "key",
    Key.SKIP: "skipped",
    Key.QUIT: "interrupted",
}


class Take:
    """Records ``candidate`` into ``folder`` as ``attempt`` says, until a key, silence or the end.

    ``lost`` holds the fault when the device went away; all that was heard is kept.
    """

    def __init__(
        self,
        attempt: Attempt,
        folder: Path,
        *,
        candidate: Candidate,
        hearing: Hearing,
        endpoint: Endpoint,
        key: Callable[[float], Key | None],
        repeat: Callable[[], Steps],
    ) -> None:
        self.attempt = attempt
        self.lost: DeviceLost | None = None
        self._recorder = Recorder(folder / str(attempt.sound))
        self._candidate = candidate
        self._hearing = hearing
        self._endpoint = endpoint
        self._read_key = key
        self._repeat = repeat
        self._watch = LevelWatch()
        self._warnings: list[str] = []
        self._ended: Ended = "live"
        self._samples = 0

    @property
    def seconds(self) -> float:
        """The length of what was recorded so far."""
        return self._samples / RATE

    def listen(self) -> Steps:
        """Until the answer is over; returns the key that ended it, if one did."""
        self._candidate.begin()
        while self._ended == "live":
            key = yield from self._tick()
            if key in HANDLED:
                self._ended = HANDLED[key]
                return key
            if key is Key.REPEAT:
                yield from self._again()
            elif key is Key.PAUSE:
                yield from self._pause()
        return None

    def drop(self) -> None:
        """Forget it: nothing has been said."""
        self._hearing.close()
        self._recorder.abandon().unlink(missing_ok=True)

    def finish(self) -> Attempt:
        """The attempt with its sound compressed and its words, which may take a moment.

        Raises:
            DiskError: the sound stays as it was recorded.
            RecognizerError: the sound is whole; the words can be made later.
        """
        self._hold()
        sound = self._recorder.close()
        self.attempt = replace(
            self.attempt,
            sound=sound.name if sound else None,
            seconds=self.seconds,
            ended=self._ended,
            warnings=tuple(self._warnings),
        )
        try:
            self.attempt = replace(self.attempt, transcript=self._hearing.finish())
        except PartlyHeard as error:
            self.attempt = replace(self.attempt, transcript=error.transcript)
            self.attempt = replace(self.attempt, warnings=(*self._warnings, str(error)))
        return self.attempt

    def _tick(self) -> Steps:
        try:
            samples = self._candidate.read(TICK)
        except DeviceLost as error:
            self.lost, self._ended = error, "lost"
            return None
        if samples is not None:
            self._hear(samples)
            yield from self._warn(self._watch.hear(samples))
        elif self._candidate.over:
            self._ended = "recording"
        yield self._now()
        return self._read_key(0.0)

    def _hear(self, samples: Samples) -> None:
        self._samples += len(samples)
        self._recorder.write(samples)
        self._hearing.feed(samples)
        if not self._candidate.live:
            self._hearing.catch_up()
            return
        self._endpoint.hear(self.seconds, self._hearing.speaking, self._last_word())
        if self._endpoint.over:
            self._ended = "silence"

    def _hold(self) -> None:
        rest = self._candidate.hold()
        if len(rest):
            self._hear(rest)

    def _last_word(self) -> str:
        return self._hearing.live_words.rpartition(" ")[2]

    def _now(self) -> Listening:
        nudge = next((text for start, text in NUDGES if self.seconds >= start), "")
        return Listening(
            self.seconds,
            self._candidate.level,
            self._hearing.live_words,
            self._endpoint.remaining,
            nudge if self._candidate.live else "",
        )

    def _warn(self, sentence: str | None) -> Iterator[Event]:
        if sentence and sentence not in self._warnings:
            self._warnings.append(sentence)
            yield Warned(sentence)

    def _again(self) -> Iterator[Event]:
        self._hold()
        yield from self._repeat()
        self._candidate.begin()

    def _pause(self) -> Iterator[Event]:
        self._hold()
        yield Paused()
        while self._read_key(TICK) is None:
            yield Paused()
        self._candidate.begin()
