"""One stretch of sound in, its words with their seconds out: engine, guard, repair, alignment."""

from collections.abc import Sequence

import msgspec

from mockint.bank import Term
from mockint.recognizer.engine import Engine
from mockint.recognizer.guard import clean
from mockint.sound.clip import Samples
from mockint.transcript import Repair, Word


class Heard(msgspec.Struct, frozen=True):
    """What was heard in one stretch; its seconds are the recording's, its repairs count from 0."""

    words: tuple[Word, ...] = ()
    repairs: tuple[Repair, ...] = ()
    unsure: tuple[str, ...] = ()


class Scribe:
    """Writes down stretches with one engine, mending the terms it is told. For one thread."""

    def __init__(self, engine: Engine, terms: Sequence[Term]) -> None:
        from mockint.recognizer.alignment import Aligner
        from mockint.recognizer.repair import Repairer

        self._engine = engine
        self._repairer = Repairer(terms)
        self._aligner = Aligner()

    def write(self, samples: Samples, start: float, speech: float) -> Heard:
        """The words of ``samples``, which begin at second ``start``.

        In ``speech`` seconds of them somebody speaks.

        Raises:
            RecognizerError: the engine failed.
        """
        printed = self._engine.recognize(samples).split()
        words, unsure = clean(printed, speech)
        if not words:
            return Heard(unsure=unsure)
        mended, repairs = self._repairer.mend(words)
        times = self._aligner.align(samples, mended)
        placed = tuple(
            Word(word, round(start + begins, 3), round(start + ends, 3))
            for word, (begins, ends) in zip(mended, times, strict=True)
        )
        return Heard(placed, tuple(repairs), unsure)


def joined(parts: Sequence[Heard]) -> Heard:
    """The parts in a row, as one."""
    words: list[Word] = []
    repairs: list[Repair] = []
    for part in parts:
        at = len(words)
        repairs.extend(
            msgspec.structs.replace(repair, first=repair.first + at, last=repair.last + at)
            for repair in part.repairs
        )
        words.extend(part.words)
    unsure = dict.fromkeys(reason for part in parts for reason in part.unsure)
    return Heard(tuple(words), tuple(repairs), tuple(unsure))
