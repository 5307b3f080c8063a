"""One attempt at an answer: its sound is recorded, heard and watched until it is over."""

from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec.structs import replace

from mockint.candidate import Candidate
from mockint.errors import DeviceLost, RecordingError
from mockint.events import TICK, Event, Key, Listening, Steps, Warned, pause
from mockint.limit import Limit
from mockint.recognizer import Hearing, PartlyHeard
from mockint.session import Attempt, Ended
from mockint.sound.clip import RATE, Samples
from mockint.sound.endpoint import Endpoint
from mockint.sound.level import LevelWatch
from mockint.sound.recorder import Recorder

STALLED = 7
"""Ticks without sound after which a microphone is said to have stopped."""

STOPPED = "The microphone gives no sound any more: see that it is plugged in and switched on."

NUDGES = (
    (180.0, "Three minutes: close with what came of it."),
    (120.0, "Two minutes: a good moment to come to the result."),
)
"""From so many seconds on, this is shown where there is no limit; nothing is ever cut."""

UNHEARD = "The recording goes on behind the time limit: the rest of it was not heard."

HANDLED: dict[Key | None, Ended] = {
    Key.DONE: "key",
    Key.AGAIN: "key",
    Key.SKIP: "skipped",
    Key.QUIT: "interrupted",
}


class Take:
    """Records ``candidate`` into ``folder`` as ``attempt`` says, until a key, silence or the end.

    A strict ``limit`` ends it as well, at a pause behind its seconds. ``lost`` holds the fault
    when the device went away; all that was heard is kept.
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
        limit: Limit | None = None,
    ) -> None:
        self.attempt = attempt
        self.lost: DeviceLost | None = None
        self.partly = False
        self._recorder = Recorder(folder / str(attempt.sound))
        self._candidate = candidate
        self._hearing = hearing
        self._endpoint = endpoint
        self._read_key = key
        self._repeat = repeat
        self._limit = limit
        self._watch = LevelWatch()
        self._warnings: list[str] = []
        self._ended: Ended = "live"
        self._samples = 0
        self._without_sound = 0

    @property
    def seconds(self) -> float:
        """The length of what was recorded so far."""
        return self._samples / RATE

    def listen(self) -> Steps:
        """Until the answer is over; returns the key that ended it, if one did."""
        self._candidate.begin()
        while self._ended == "live":
            key = yield from self._tick()
            if key is Key.REPEAT:
                key = yield from self._aside(self._again())
            elif key is Key.PAUSE:
                key = yield from self._aside(self._paused())
            if key in HANDLED:
                self._ended = HANDLED[key]
                return key
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
            limit=self._limit.seconds if self._limit else None,
        )
        try:
            self.attempt = replace(self.attempt, transcript=self._hearing.finish())
        except PartlyHeard as error:
            self.partly = True
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
            self._judge_end()
            yield from self._keep_time()
        elif self._candidate.over:
            self._ended = "recording"
        self._without_sound = 0 if samples is not None else self._without_sound + 1
        if self._without_sound >= STALLED:
            yield from self._warn(STOPPED)
        yield self._now()
        return self._read_key(0.0)

    def _hear(self, samples: Samples) -> None:
        self._samples += len(samples)
        self._recorder.write(samples)
        self._hearing.feed(samples)
        if not self._candidate.live:
            self._hearing.catch_up()

    def _judge_end(self) -> None:
        if self._candidate.live:
            self._endpoint.hear(self.seconds, self._hearing.speaking, self._hearing.live_words)
            if self._endpoint.over:
                self._ended = "silence"

    def _keep_time(self) -> Iterator[Event]:
        """Go on as an interviewer does, where the limit is strict and over."""
        last = self._hearing.last_speech or 0.0
        quiet = 0.0 if self._hearing.speaking else self.seconds - last
        if self._ended != "live" or self._limit is None:
            return
        if self._limit.ends(self.seconds, quiet):
            self._ended = "limit"
            if not self._candidate.live and self._more():
                yield from self._warn(UNHEARD)

    def _more(self) -> bool:
        """Whether a recording goes on."""
        try:
            return self._candidate.read(TICK) is not None
        except RecordingError:
            return True

    def _hold(self) -> None:
        rest = self._candidate.hold()
        if len(rest):
            self._hear(rest)

    def _now(self) -> Listening:
        return Listening(
            self.seconds,
            self._candidate.level,
            self._hearing.live_words,
            self._endpoint.remaining,
            self._nudge,
            limit=self._limit.seconds if self._limit else None,
        )

    @property
    def _nudge(self) -> str:
        """What is said of the time: of the limit, or without one to a candidate who is there."""
        if self._limit is not None:
            return self._limit.notice if self._limit.over(self.seconds) else ""
        nudges = NUDGES if self._candidate.live else ()
        return next((text for start, text in nudges if self.seconds >= start), "")

    def _warn(self, sentence: str | None) -> Iterator[Event]:
        if sentence and sentence not in self._warnings:
            self._warnings.append(sentence)
            yield Warned(sentence)

    def _aside(self, steps: Steps) -> Steps:
        """Nothing is recorded during ``steps``; behind them the candidate begins once more."""
        self._hold()
        key = yield from steps
        if key not in HANDLED:
            self._endpoint.wait_anew()
            self._candidate.begin()
        return key

    def _again(self) -> Steps:
        """The question once more; Enter means here: I answer now."""
        key = yield from self._repeat()
        return key if key in (Key.SKIP, Key.QUIT) else None

    def _paused(self) -> Steps:
        key = yield from pause(self._read_key)
        return (yield from self._again()) if key is Key.REPEAT else key
