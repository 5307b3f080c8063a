"""Where an answer's sound comes from: a microphone, a recording, or a written answer read aloud.

Nothing downstream knows the difference, save that a recording ends by itself
and comes as fast as it is read.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np

from mockint.bank import Question
from mockint.sound.clip import BLOCK, Clip, Samples
from mockint.sound.level import FLOOR, dbfs

NOTHING: Samples = np.zeros(0, np.int16)

QUESTIONS_BACK = (
    "Thank you, yes. How many invoices does the team send in a month, and what would make you say "
    "after ninety days that this hire was the right one?"
)
"""What the candidate of a rehearsal asks at the close."""


class Candidate(Protocol):
    """Somebody who answers. ``live``: as they speak; ``over``: their recording has ended."""

    @property
    def live(self) -> bool: ...

    @property
    def over(self) -> bool: ...

    @property
    def level(self) -> float:
        """How loud it is now, in dBFS."""

    def invite(self, question: Question | None) -> bool:
        """Get ready for the answer to ``question`` (None: the closing); False: there is none."""

    def begin(self) -> None:
        """From this moment on everything is heard."""

    def hold(self) -> Samples:
        """Hear nothing until ``begin`` is called again; what was heard and not read yet."""

    def read(self, timeout: float) -> Samples | None:
        """The next samples, 16 kHz mono int16; None when none came within ``timeout`` seconds.

        Raises:
            DeviceLost: the microphone has gone.
            RecordingError: the recording cannot be read on.
        """

    def leave(self) -> None:
        """Let go of the device or file."""


class Present:
    """A person at the microphone, which is open all through the interview."""

    live: bool = True
    over: bool = False

    def __init__(self, device: int | str | None = None) -> None:
        from mockint.sound.microphone import Microphone

        self._microphone = Microphone(device)

    @property
    def level(self) -> float:
        """The microphone's level in dBFS, also while nothing is recorded."""
        return self._microphone.level.rms

    def invite(self, question: Question | None) -> bool:
        """The microphone is there for every question."""
        return True

    def begin(self) -> None:
        """Open the gate."""
        self._microphone.open_gate()

    def hold(self) -> Samples:
        """Shut the gate."""
        return self._microphone.shut_gate()

    def read(self, timeout: float) -> Samples | None:
        """The next block of the microphone."""
        return self._microphone.read(timeout)

    def leave(self) -> None:
        """Close the microphone."""
        self._microphone.close()


class _Played:
    """Sound that exists already, block by block."""

    live: bool = False

    def __init__(self) -> None:
        self.over: bool = False
        self.level = FLOOR
        self._blocks: Iterator[Samples] = iter(())

    def begin(self) -> None:
        """A recording starts where it was held."""

    def hold(self) -> Samples:
        """A recording waits by itself."""
        return NOTHING

    def read(self, timeout: float) -> Samples | None:
        """The next block, at once; None and ``over`` behind the last one."""
        block = next(self._blocks, None)
        if block is None:
            self.over = True
            return None
        self.level = dbfs(block)
        return block

    def leave(self) -> None:
        """Nothing is held open between two reads."""

    def _play(self, blocks: Iterator[Samples]) -> bool:
        self._blocks, self.over = blocks, False
        return True


class Recorded(_Played):
    """Each next answer is the next of ``files``."""

    def __init__(self, files: Sequence[Path]) -> None:
        super().__init__()
        self._files = list(files)

    def invite(self, question: Question | None) -> bool:
        """Take up the next recording; False when there is none left."""
        from mockint.sound.soundfiles import blocks

        return bool(self._files) and self._play(blocks(self._files.pop(0)))


class Rehearsing(_Played):
    """Reads the answers written in the bank with a voice of its own."""

    def __init__(self, render: Callable[[str], Clip]) -> None:
        super().__init__()
        self._render = render

    def invite(self, question: Question | None) -> bool:
        """Speak the written answer into memory, ready to be recorded."""
        text = QUESTIONS_BACK if question is None else question.examples.strong
        return self._play(_in_blocks(self._render(text).samples))


class Writing:
    """Somebody who writes what others say. ``live``: they sit at a terminal."""

    over: bool = False
    level: float = FLOOR

    def __init__(self, *, live: bool) -> None:
        self.live: bool = live

    def invite(self, question: Question | None) -> bool:
        """They are there for every question."""
        return True

    def begin(self) -> None:
        """Nothing is heard."""

    def hold(self) -> Samples:
        """Nothing was heard."""
        return NOTHING

    def read(self, timeout: float) -> Samples | None:
        """No sound ever comes."""
        return None

    def leave(self) -> None:
        """Nothing is held open."""


def _in_blocks(samples: Samples) -> Iterator[Samples]:
    for start in range(0, len(samples), BLOCK):
        yield samples[start : start + BLOCK]
