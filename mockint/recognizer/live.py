"""Short lines: words while they are spoken, and the fillers that long stretches lose.

Where a line ends follows from the sound alone, so its last words are the same
whenever the recording is heard again.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import NamedTuple

import numpy as np

from mockint.errors import RecognizerError
from mockint.recognizer.fillers import Line
from mockint.recognizer.stretches import Chunk, Cutter, Rules, Stretch
from mockint.sound.clip import RATE, Samples

RULES = Rules(longest=8.0, shortest=3.0, pause=0.6, breath=0.25)
"""Lines are short: each is recognised several times."""

STEP = RATE * 6 // 10
"""So much further sound is worth another look: 0.6 s."""

WAITING = 4
"""So many lines may wait while a recording is read faster than it is understood."""

Recognize = Callable[[Samples], str]


class _Piece(NamedTuple):
    """A line's sound, and whether the line is over."""

    stretch: Stretch
    sound: Samples
    over: bool


class LiveWords:
    """Reads lines at ``desk`` whenever nothing more urgent is ``busy``.

    Unfinished lines are read only if ``partial``. An engine that fails here
    only stops showing words.
    """

    def __init__(
        self,
        recognize: Recognize,
        desk: ThreadPoolExecutor,
        busy: Callable[[], bool],
        partial: bool,
    ) -> None:
        self._recognize = recognize
        self._desk = desk
        self._busy = busy
        self._partial = partial
        self._cutter = Cutter(RULES)
        self._sound: Samples = np.empty(0, np.int16)
        self._sound_start = 0
        self._fresh = 0
        self._waiting: list[_Piece] = []
        self._look: Future[None] | None = None
        self._settled: list[Line] = []
        self._open: Line | None = None
        self._stopped = False

    def feed(self, samples: Samples, chunks: Sequence[Chunk]) -> None:
        """Further whole chunks of sound, and what is known of each; returns at once."""
        self._sound = np.concatenate((self._sound, samples))
        self._fresh += len(samples)
        for stretch in self._cutter.hear(chunks):
            self._waiting.append(self._piece(stretch, over=True))
        if self._fresh >= STEP and not self._stopped and not self._busy() and self._free:
            self._begin_look()
        done = self._cutter.oldest - self._sound_start
        self._sound, self._sound_start = self._sound[done:], self._sound_start + done

    def after(self, seconds: float) -> list[str]:
        """The words of the lines whose middle lies after ``seconds``."""
        unfinished = self._open
        lines = [*self._settled, *([unfinished] if unfinished else [])]
        late = [line for line in lines if (line.start + line.end) / 2 > seconds]
        return [word for line in late for word in line.text.split()]

    def catch_up(self) -> None:
        """Wait until few lines are waiting."""
        if self._look and len(self._waiting) > WAITING:
            self._look.result()

    def finish(self) -> list[Line]:
        """No sound follows: every line. Waits for those not yet read."""
        rest = [self._piece(stretch, over=True) for stretch in self._cutter.finish()]
        pieces, self._waiting = self._waiting + rest, []
        self._desk.submit(self._read, pieces).result()
        return self._settled

    def stop(self) -> None:
        """No further words are wanted."""
        self._stopped = True

    @property
    def _free(self) -> bool:
        return self._look is None or self._look.done()

    def _begin_look(self) -> None:
        pieces, self._waiting = self._waiting, []
        if self._partial and self._cutter.open:
            pieces.append(self._piece(self._cutter.open, over=False))
        self._fresh = 0
        self._look = self._desk.submit(self._read, pieces)

    def _piece(self, stretch: Stretch, over: bool) -> _Piece:
        sound = self._sound[stretch.start - self._sound_start : stretch.end - self._sound_start]
        return _Piece(stretch, sound.copy(), over)

    def _read(self, pieces: Sequence[_Piece]) -> None:
        try:
            for stretch, sound, over in pieces:
                if self._stopped:
                    return
                line = Line(self._recognize(sound), stretch.start / RATE, stretch.end / RATE)
                if over:
                    self._settled.append(line)
                self._open = None if over else line
        except RecognizerError:
            self._stopped = True
