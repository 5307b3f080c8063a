import numpy as np
import pytest

from mockint.sound.clip import BLOCK, RATE, Samples
from mockint.sound.level import CLIPPED, FLOOR, MUTED, QUIET, LevelWatch, dbfs, level, meter


def tone(amplitude: float, seconds: float = 1.0) -> Samples:
    at = np.arange(round(seconds * RATE)) / RATE
    return np.clip(np.sin(2 * np.pi * 400 * at) * amplitude, -32768, 32767).astype(np.int16)


def said(watch: LevelWatch, sound: Samples) -> list[str | None]:
    """What the watch says block by block, repetitions left out."""
    told: list[str | None] = []
    for start in range(0, len(sound), BLOCK):
        sentence = watch.hear(sound[start : start + BLOCK])
        if not told or told[-1] != sentence:
            told.append(sentence)
    return told


def test_levels_are_told_in_decibels_below_full_scale() -> None:
    assert level(tone(32767)).peak == pytest.approx(0.0, abs=0.01)
    assert dbfs(tone(32767)) == pytest.approx(-3.01, abs=0.01)
    assert dbfs(tone(3276.7)) == pytest.approx(-23.01, abs=0.01)
    assert level(np.full(9, -32768, np.int16)).peak == 0.0


def test_silence_and_no_sound_at_all_are_the_floor() -> None:
    assert dbfs(np.zeros(BLOCK, np.int16)) == FLOOR
    assert dbfs(np.zeros(0, np.int16)) == FLOOR


def test_the_meter_is_read_without_colour() -> None:
    assert meter(0.0, 10) == "##########"
    assert meter(-30.0, 10) == "#####-----"
    assert meter(-60.0, 10) == "----------"
    assert meter(FLOOR, 4) == "----"
    assert meter(6.0, 4) == "####"


def test_a_good_microphone_is_never_complained_of() -> None:
    speech = np.concatenate([tone(6000, 2), tone(40, 6), tone(6000, 2)])
    assert said(LevelWatch(), speech) == [None]


def test_a_muted_microphone_is_told_within_three_seconds_and_until_it_is_cured() -> None:
    watch = LevelWatch()
    assert said(watch, np.zeros(3 * RATE - 1, np.int16)) == [None]
    assert said(watch, np.zeros(1, np.int16)) == [MUTED]
    assert said(watch, tone(3000)) == [None]


def test_a_microphone_that_hears_next_to_nothing_is_told_from_a_muted_one() -> None:
    watch = LevelWatch()
    assert said(watch, tone(20, 4)) == [None, QUIET]
    assert said(watch, tone(3000)) == [None]


def test_a_microphone_muted_in_the_middle_is_told_later_than_one_muted_from_the_start() -> None:
    watch = LevelWatch()
    said(watch, tone(3000))
    assert said(watch, np.zeros(7 * RATE, np.int16)) == [None]
    assert said(watch, np.zeros(2 * RATE, np.int16)) == [None, MUTED]
    assert said(watch, tone(3000)) == [None]


def test_an_overdriven_microphone_is_told_and_forgotten_once_it_is_cured() -> None:
    watch = LevelWatch()
    assert said(watch, tone(60_000)) == [CLIPPED]
    assert said(watch, tone(6000, 4)) == [CLIPPED, None]


def test_one_loud_moment_is_no_overdriven_microphone() -> None:
    sound = tone(6000, 2)
    sound[RATE : RATE + 20] = 32767
    assert said(LevelWatch(), sound) == [None]
