"""When each word was said: a known text laid over its sound; the seam to pocketsphinx."""

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import numpy as np

from mockint.recognizer.phones import Pronouncer
from mockint.recognizer.spoken import spoken_words
from mockint.sound.clip import RATE, Samples

if TYPE_CHECKING:
    from pocketsphinx import Decoder

Seconds = tuple[float, float]

_FRAMES = 100
"""pocketsphinx's frames in a second."""

_LEAST = 0.1
"""Seconds of sound below which nothing is aligned."""

_MOST_PRONUNCIATIONS = 3

_HISS = (0.06, 0.02, 0.18)
"""Noise mixed in, as a share of the sound's loudness: in digital silence the decoder loses its way.

They are tried in turn until the text fits.
"""


class Aligner:
    """Finds each word's seconds in a clip. May be shared between threads: it keeps no state."""

    def __init__(self) -> None:
        self._pronouncer = Pronouncer()

    def align(
        self, samples: Samples, words: Sequence[str], speech: Sequence[Seconds] = ()
    ) -> list[Seconds]:
        """``(start, end)`` in seconds of each of ``words`` in ``samples`` (16 kHz, int16, mono).

        Times are in order, do not overlap and lie inside the clip. Where the
        words do not fit the sound they are spread over the stretches of
        ``speech`` (seconds; the whole clip if there are none) by their length.
        """
        seconds = len(samples) / RATE
        said = [list(each) for each in spoken_words(words)]
        placed = self._placed(samples, said) if any(said) and seconds > _LEAST else None
        if placed is None:
            return self._spread(said, [*speech] or [(0.0, seconds)], seconds)
        return _in_order(_merged(placed, said), seconds)

    def _placed(self, samples: Samples, said: list[list[str]]) -> list[Seconds] | None:
        """Seconds of each spoken word, None where the text does not fit."""
        flat = [word for each in said for word in each]
        names = {word: f"w{number}" for number, word in enumerate(dict.fromkeys(flat))}
        wanted = [names[word] for word in flat]
        for share in _HISS:
            heard = self._heard(_hissing(samples, share), names, wanted)
            if [word for word, _, _ in heard] == wanted:
                return [(start, end) for _, start, end in heard]
        return None

    def _heard(
        self, samples: Samples, names: dict[str, str], wanted: list[str]
    ) -> list[tuple[str, float, float]]:
        try:
            decoder = self._decoder(names)
            decoder.set_align_text(" ".join(wanted))
            decoder.start_utt()
            decoder.process_raw(samples.tobytes(), full_utt=True)
            decoder.end_utt()
            parts = [part for part in decoder.seg() or () if part.word.startswith("w")]
        except (RuntimeError, ImportError):
            return []
        return [
            (
                part.word.partition("(")[0],
                part.start_frame / _FRAMES,
                (part.end_frame + 1) / _FRAMES,
            )
            for part in parts
        ]

    def _decoder(self, names: dict[str, str]) -> "Decoder":
        """A decoder that knows these words only: 6 MB instead of 28 with the whole dictionary."""
        from pocketsphinx import Decoder

        decoder = Decoder(lm=None, dict=None, loglevel="FATAL")
        for word, name in names.items():
            for number, phones in enumerate(self._pronouncer.word(word)[:_MOST_PRONUNCIATIONS], 1):
                entry = name if number == 1 else f"{name}({number})"
                decoder.add_word(entry, " ".join(phones), update=False)
        return decoder

    def _spread(
        self, said: list[list[str]], speech: Sequence[Seconds], seconds: float
    ) -> list[Seconds]:
        """Words laid over the stretches of speech, each as long as it has phones."""
        sizes = [sum(len(self._pronouncer.word(word)[0]) for word in each) for each in said]
        total = sum(sizes) or 1
        spoken = sum(end - start for start, end in speech)
        edges = [0.0, *(spoken * done / total for done in accumulate(sizes))]
        return _in_order(
            [(_moment(start, speech), _moment(end, speech)) for start, end in pairwise(edges)],
            seconds,
        )


def _hissing(samples: Samples, share: float) -> Samples:
    loudness = max(1.0, share * float(np.abs(samples.astype(np.float32)).mean()))
    noise = np.random.default_rng(0).normal(0.0, loudness, len(samples))
    return np.clip(samples + noise, -32_768, 32_767).astype("<i2")


def _moment(spoken: float, speech: Sequence[Seconds]) -> float:
    """The second at which ``spoken`` seconds of the speech are over."""
    for start, end in speech:
        if spoken <= end - start:
            return start + spoken
        spoken -= end - start
    return speech[-1][1]


def _merged(placed: list[Seconds], said: list[list[str]]) -> list[Seconds]:
    """The printed words' seconds from those of the spoken words; a silent one lasts no time."""
    merged, rest, now = [], iter(placed), 0.0
    for each in said:
        parts = [next(rest) for _ in each]
        start, now = (parts[0][0], parts[-1][1]) if parts else (now, now)
        merged.append((start, now))
    return merged


def _in_order(times: Sequence[Seconds], seconds: float) -> list[Seconds]:
    ordered, now = [], 0.0
    for start, end in times:
        begins = min(max(start, now), seconds)
        now = min(max(end, begins), seconds)
        ordered.append((begins, now))
    return ordered
