"""Words while they are spoken: short lines, recognised again and again until a pause ends them."""

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import NamedTuple

import numpy as np

from mockint.errors import RecognizerError
from mockint.recognizer.stretches import Chunk, Cutter, Rules, Stretch
from mockint.sound.clip import RATE, Samples

RULES = Rules(longest=8.0, shortest=3.0, pause=0.6, breath=0.25)
"""Lines are short: each is recognised several times."""

STEP = RATE * 6 // 10
"""So much further sound is worth another look: 0.6 s."""

WAITING = 3
"""More lines than this do not wait on a slow machine; the settled words bring theirs."""

Recognize = Callable[[Samples], str]


class _Line(NamedTuple):
    """A line's sound; ``middle`` is its second in the recording, ``over``: a pause ended it."""

    middle: float
    sound: Samples
    over: bool


class LiveWords:
    """Looks at the newest sound whenever ``recognize`` is free and nothing more urgent is ``busy``.

    An engine that fails here only stops showing words.
    """

    def __init__(
        self, recognize: Recognize, desk: ThreadPoolExecutor, busy: Callable[[], bool]
    ) -> None:
        self._recognize = recognize
        self._desk = desk
        self._busy = busy
        self._cutter = Cutter(RULES)
        self._sound: Samples = np.empty(0, np.int16)
        self._sound_start = 0
        self._fresh = 0
        self._waiting: deque[_Line] = deque(maxlen=WAITING)
        self._look: Future[None] | None = None
        self._settled: list[tuple[float, str]] = []
        self._open: tuple[float, str] = (0.0, "")
        self._stopped = False

    def feed(self, samples: Samples, chunks: Sequence[Chunk]) -> None:
        """Further whole chunks of sound, and what is known of each; returns at once."""
        self._sound = np.concatenate((self._sound, samples))
        self._fresh += len(samples)
        for stretch in self._cutter.hear(chunks):
            self._waiting.append(self._line(stretch, over=True))
        if self._fresh >= STEP and not self._stopped and not self._busy() and self._free:
            self._begin_look()
        done = self._cutter.oldest - self._sound_start
        self._sound, self._sound_start = self._sound[done:], self._sound_start + done

    def after(self, seconds: float) -> list[str]:
        """The words of the lines whose middle lies after ``seconds``."""
        lines = [*self._settled, self._open]
        return [word for middle, text in lines if middle > seconds for word in text.split()]

    def stop(self) -> None:
        """No further words are wanted."""
        self._stopped = True

    @property
    def _free(self) -> bool:
        return self._look is None or self._look.done()

    def _begin_look(self) -> None:
        lines = list(self._waiting)
        if self._cutter.open:
            lines.append(self._line(self._cutter.open, over=False))
        self._waiting.clear()
        self._fresh = 0
        self._look = self._desk.submit(self._read, lines)

    def _line(self, stretch: Stretch, over: bool) -> _Line:
        sound = self._sound[stretch.start - self._sound_start : stretch.end - self._sound_start]
        return _Line((stretch.start + stretch.end) / 2 / RATE, sound.copy(), over)

    def _read(self, lines: Sequence[_Line]) -> None:
        try:
            for line in lines:
                if self._stopped:
                    return
                read = line.middle, self._recognize(line.sound)
                if line.over:
                    self._settled.append(read)
                self._open = (0.0, "") if line.over else read
        except RecognizerError:
            self._stopped = True
