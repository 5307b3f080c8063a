"""Seconds of words, measured against the voice's own."""

import statistics
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mockint.recognizer.alignment import Aligner, Seconds
from mockint.sound.clip import RATE, Clip, Samples
from mockint.voice import for_recording, open_voice

TEXT = (
    "Every lockbox payment left unapplied cash behind, so I told my manager about each account. "
    "We moved everything to NetSuite next day, and I closed that month two days early."
)
SILENCE: Samples = np.zeros(RATE, dtype=np.int16)


@pytest.fixture(scope="module")
def aligner() -> Aligner:
    return Aligner()


def spoken(text: str) -> tuple[Clip, list[float]]:
    """The text as the default voice says it, and the second at which each of its words starts."""
    voice = open_voice()
    try:
        speech = voice.render(text)
    finally:
        voice.close()
    return for_recording(speech), [word.start for word in speech.words]


def test_words_start_where_the_voice_says_they_do(aligner: Aligner) -> None:
    clip, starts = spoken(TEXT)
    times = aligner.align(clip.samples, TEXT.split())
    assert len(times) == len(starts) == len(TEXT.split())
    wrong = [abs(found - true) for (found, _), true in zip(times, starts, strict=True)]
    assert statistics.median(wrong) <= 0.05
    assert max(wrong) < 0.5


def test_amounts_are_aligned_as_they_are_said(aligner: Aligner) -> None:
    printed = "It was $12,400 or 35% of the total in 2019 alone."
    clip, _ = spoken(printed)
    times = dict(zip(printed.split(), aligner.align(clip.samples, printed.split()), strict=True))
    longest = sorted(times, key=lambda word: times[word][0] - times[word][1])[:3]
    assert set(longest) == {"$12,400", "35%", "2019"}
    assert ordered_inside(list(times.values()), clip.seconds)


def test_a_dash_lasts_no_time(aligner: Aligner) -> None:
    clip, _ = spoken("We waited and nobody paid the bill.")
    times = aligner.align(clip.samples, "We waited -- and nobody paid the bill.".split())
    assert times[2][0] == times[2][1] == times[1][1]
    assert ordered_inside(times, clip.seconds)


def test_the_same_sound_gives_the_same_seconds(aligner: Aligner) -> None:
    clip, _ = spoken("I sent the credit memo and then I called the customer.")
    words = "I sent the credit memo and then I called the customer.".split()
    first = aligner.align(clip.samples, words)
    aligner.align(SILENCE, ["something", "else"])
    assert aligner.align(clip.samples, words) == first == Aligner().align(clip.samples, words)


def test_words_that_do_not_fit_are_spread_over_the_speech(aligner: Aligner) -> None:
    words = ["accounts", "payable"] * 40
    times = aligner.align(SILENCE, words, speech=((0.2, 0.4), (0.6, 0.8)))
    assert len(times) == 80
    assert times[0][0] == pytest.approx(0.2)
    assert times[-1][1] == pytest.approx(0.8)
    assert not any(0.41 < start < 0.59 for start, _ in times)
    assert ordered_inside(times, 1.0)


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.text(min_size=1, max_size=12), max_size=8),
    st.integers(0, 12_000),
    st.integers(0, 2**32 - 1),
)
def test_any_words_on_any_sound_get_seconds_in_order(
    words: list[str], length: int, seed: int
) -> None:
    sound = np.random.default_rng(seed).integers(-9_000, 9_000, length).astype(np.int16)
    times = Aligner().align(sound, words)
    assert len(times) == len(words)
    assert ordered_inside(times, length / RATE)


def ordered_inside(times: list[Seconds], seconds: float) -> bool:
    """Whether the times are in order, apart from each other and inside the clip."""
    return all(0 <= start <= end <= seconds for start, end in times) and all(
        before[1] <= after[0] for before, after in pairwise(times)
    )
