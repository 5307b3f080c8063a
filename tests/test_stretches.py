"""Stretches follow from the sound alone."""

import random
from itertools import pairwise

import numpy as np
import pytest

from mockint.recognizer.stretches import Chunk, Cutter, Rules, Stretch, levels
from mockint.sound.clip import RATE
from mockint.sound.speech import CHUNK, CHUNK_SECONDS

SPEECH, SILENCE = Chunk(0.99, -20.0), Chunk(0.01, -70.0)
RULES = Rules(longest=20.0, shortest=10.0, pause=1.6, breath=0.32)


def told(*parts: tuple[Chunk, float]) -> list[Chunk]:
    """Each chunk repeated for so many seconds."""
    return [chunk for chunk, seconds in parts for _ in range(round(seconds / CHUNK_SECONDS))]


def cut(chunks: list[Chunk], rules: Rules = RULES) -> list[Stretch]:
    cutter = Cutter(rules)
    return cutter.hear(chunks) + cutter.finish()


def lengths(stretches: list[Stretch]) -> list[float]:
    return [(stretch.end - stretch.start) / RATE for stretch in stretches]


@pytest.mark.parametrize("seconds", [0.0, 0.02, 1.0, 90.0])
def test_silence_has_no_stretch(seconds: float) -> None:
    assert cut(told((SILENCE, seconds))) == []


def test_a_click_is_no_speech() -> None:
    assert cut(told((SILENCE, 2), (SPEECH, 0.06), (SILENCE, 2))) == []


def test_silence_at_both_ends_is_trimmed_to_the_padding() -> None:
    [stretch] = cut(told((SILENCE, 3), (SPEECH, 4), (SILENCE, 1)))
    assert stretch.start / RATE == pytest.approx(3 - RULES.padding, abs=0.04)
    assert stretch.end / RATE == pytest.approx(7 + RULES.padding, abs=0.04)
    assert stretch.speech == pytest.approx(4, abs=0.04)


def test_a_long_pause_ends_a_stretch_before_more_is_said() -> None:
    cutter = Cutter(RULES)
    assert cutter.hear(told((SPEECH, 3), (SILENCE, 1.5))) == []
    ahead = cutter.open
    settled = cutter.hear(told((SILENCE, 0.3)))
    assert settled == [ahead]
    assert cutter.open is None
    assert cutter.hear(told((SILENCE, 60), (SPEECH, 1))) == []
    assert [stretch.start // RATE for stretch in cutter.finish()] == [64]


def test_a_short_pause_ends_a_stretch_that_is_not_short() -> None:
    first, second = cut(told((SPEECH, 5), (SILENCE, 0.4), (SPEECH, 6), (SILENCE, 0.4), (SPEECH, 2)))
    assert first.end / RATE == pytest.approx(11.4 + RULES.padding, abs=0.05)
    assert second.start >= first.end


def test_running_speech_is_cut_at_its_quietest_moment() -> None:
    quieter = Chunk(0.9, -45.0)
    spoken = told((SPEECH, 14), (quieter, 0.2), (SPEECH, 16))
    first, _ = cut(spoken)
    assert first.end / RATE == pytest.approx(14.1, abs=0.1)


def test_no_stretch_is_longer_than_the_longest() -> None:
    rng = random.Random(5)
    noisy = [Chunk(rng.choice((0.9, 0.6)), rng.uniform(-40, -20)) for _ in range(9_000)]
    found = cut(noisy)
    assert max(lengths(found)) <= RULES.longest + 0.04
    assert sum(lengths(found)) == pytest.approx(9_000 * CHUNK_SECONDS, abs=0.1)


@pytest.mark.parametrize("seed", range(20))
def test_cuts_do_not_depend_on_how_the_sound_came(seed: int) -> None:
    rng = random.Random(seed)
    chunks = [
        chunk
        for _ in range(60)
        for chunk in told(
            (Chunk(rng.uniform(0.3, 1), rng.uniform(-30, -15)), rng.uniform(0.1, 3)),
            (Chunk(rng.uniform(0, 0.5), rng.uniform(-75, -40)), rng.uniform(0, 1)),
        )
    ]
    at_once = cut(chunks)
    cutter, came, at = Cutter(RULES), [], 0
    while at < len(chunks):
        step = rng.randrange(1, 90)
        came += cutter.hear(chunks[at : at + step])
        assert cutter.oldest <= (at + step) * CHUNK
        at += step
    came += cutter.finish()
    assert came == at_once
    assert all(a.end <= b.start for a, b in pairwise(came))


def test_the_open_stretch_is_the_one_that_would_be_last() -> None:
    cutter = Cutter(RULES)
    cutter.hear(told((SPEECH, 6), (SILENCE, 0.5)))
    ahead = cutter.open
    assert [ahead] == cutter.finish()


def test_levels_are_decibels_of_full_scale() -> None:
    loud = np.full(CHUNK, 32_767, np.int16)
    quiet = np.full(CHUNK, 328, np.int16)
    sound = np.concatenate((loud, quiet, np.zeros(CHUNK + 5, np.int16)))
    assert levels(sound) == pytest.approx([0.0, -40.0, -100.0], abs=0.1)
