"""Sound in place of speech: each word is a hum of its own, heard exactly when it is said.

No voice is needed, and it is the same on every machine. Between the words a
room is faintly heard, as loud as makes a file as large as a real one.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from mockint.sound.clip import RATE, Clip, Samples
from mockint.transcript import Engine, Transcript, Word

LEAD = 0.8
"""Seconds before the first word, and after the last."""
PAUSE = 1.6
"""Seconds of silence where a text has a dash of its own."""
ROOM = 40
"""How loud the room is: the standard deviation of its noise, of 32767."""
ENGINE = Engine("moonshine", "tiny-en", "0.1.0")
_STOPS = {",": 0.2, ";": 0.3, ".": 0.5, "?": 0.5, "!": 0.5}
_GAP = 0.05


def said(text: str, seconds: float | None = None) -> Transcript:
    """``text`` as it would be heard, some 150 words a minute, or filling ``seconds`` evenly.

    A dash that stands alone is no word but a pause.
    """
    words, at = [], LEAD
    for word in text.split():
        if word == "—":
            at += PAUSE
            continue
        end = at + 0.14 + 0.05 * min(len(word), 12)
        words.append(Word(word, round(at, 3), round(end, 3)))
        at = end + _STOPS.get(word[-1], _GAP)
    length = round(at + LEAD, 3)
    if seconds is not None:
        words = [_scaled(word, seconds / length) for word in words]
        length = round(seconds, 3)
    return Transcript(tuple(words), length, ENGINE, (), tuple(_stretches(words)))


def _scaled(word: Word, by: float) -> Word:
    return Word(word.text, round(word.start * by, 3), round(word.end * by, 3))


def _stretches(words: list[Word]) -> Iterator[tuple[float, float]]:
    """Where somebody speaks, a lull of 0.4 seconds between two of them."""
    lulls = [(a.end, b.start) for a, b in pairwise(words) if b.start - a.end > 0.4]
    ends = [*(end for end, _ in lulls), *(word.end for word in words[-1:])]
    starts = [*(word.start for word in words[:1]), *(start for _, start in lulls)]
    yield from zip(starts, ends, strict=True)


def sound(transcript: Transcript) -> Clip:
    """The sound of it, 16 kHz mono, as long as ``transcript.seconds``."""
    count = round(transcript.seconds * RATE)
    room = np.random.default_rng(count).standard_normal(count, np.float32)
    room *= ROOM
    for word in transcript.words:
        start, end = round(word.start * RATE), min(round(word.end * RATE), count)
        room[start:end] += hum(_bare(word.text), end - start)
    return Clip(room.astype(np.int16))


def pitch(word: str) -> float:
    """How high the hum of ``word`` is, in Hz, from 90 to 250: mostly another for another word."""
    return 90.0 * 2 ** (crc32(_bare(word).encode()) % 1_000 / 678)


def hum(word: str, count: int) -> Samples:
    """``count`` samples of it, as loud as speech, swelling once a syllable."""
    place = np.arange(count, dtype=np.float32)
    phase = (place * (pitch(word) / RATE) % 1 * _PERIOD).astype(np.int32)
    syllables = max(1, len(re.findall("[aeiouy]+", word)))
    swell = np.abs(np.sin(place * (np.pi * syllables / max(count, 1)))) ** 0.5
    return np.asarray(6_000 * swell * _vowel(crc32(word.encode()) % 8)[phase], dtype=np.int16)


_PERIOD = 1_024


@cache
def _vowel(number: int) -> NDArray[np.float32]:
    """One period of a voice, louder around two of its overtones; between -1 and 1."""
    overtones = np.arange(1, 24)
    low, high = 2 + number % 4, 8 + 2 * (number // 2)
    loud = 1 / (1 + (overtones - low) ** 2) + 0.4 / (1 + (overtones - high) ** 2)
    spectrum = np.zeros(_PERIOD // 2 + 1, complex)
    spectrum[1:24] = loud * np.exp(1j * overtones**2)
    wave = np.fft.irfft(spectrum)
    return np.asarray(wave / np.abs(wave).max(), dtype=np.float32)


def _bare(word: str) -> str:
    return word.strip(".,;?!").casefold()
