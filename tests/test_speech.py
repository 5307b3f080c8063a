"""Whether somebody speaks, decided on real sound."""

import random
from contextlib import closing

import numpy as np
import pytest

from mockint.sound.clip import RATE, Clip
from mockint.sound.speech import CHUNK, CHUNK_SECONDS, Speaking, SpeechDetector
from mockint.voice import CANDIDATE_VOICE, open_voice
from mockint.voice.speech import for_recording


@pytest.fixture(scope="module")
def spoken() -> Clip:
    """Three seconds of silence, a sentence, three seconds of silence."""
    with closing(open_voice(CANDIDATE_VOICE)) as voice:
        said = voice.render("Every Friday I reconcile the bank statement with the ledger.")
    silence = np.zeros(3 * RATE, np.int16)
    return Clip(np.concatenate((silence, for_recording(said).samples, silence)))


def test_speech_is_heard_and_silence_is_not(spoken: Clip) -> None:
    heard = SpeechDetector().hear(spoken.samples)
    assert len(heard) == len(spoken.samples) // CHUNK
    edge = round(3 / CHUNK_SECONDS)
    assert max(heard[: edge - 1]) < 0.3
    assert sum(p > 0.5 for p in heard[edge:-edge]) > 0.7 * (len(heard) - 2 * edge)


def test_blocks_of_any_length_give_the_same_decisions(spoken: Clip) -> None:
    rng, detector, at = random.Random(2), SpeechDetector(), 0
    heard: list[float] = []
    while at < len(spoken.samples):
        step = rng.choice((1, 100, 512, 1_024, 5_000))
        heard += detector.hear(spoken.samples[at : at + step])
        at += step
    assert heard == SpeechDetector().hear(spoken.samples)


def test_noise_is_not_speech() -> None:
    noise = np.random.default_rng(1).normal(0, 800, 5 * RATE).astype(np.int16)
    assert max(SpeechDetector().hear(noise)) < 0.5


def test_the_decision_holds_over_a_short_gap() -> None:
    speaking = Speaking()
    speaking.hear([0.0] * 10 + [0.9] * 20 + [0.1] * 5)
    assert speaking.now
    speaking.hear([0.9] * 10 + [0.1] * Speaking.HOLD)
    assert not speaking.now
    assert speaking.intervals == ((round(10 * CHUNK_SECONDS, 3), round(45 * CHUNK_SECONDS, 3)),)
    assert speaking.last == speaking.intervals[-1][1]


def test_a_decision_needs_more_to_start_than_to_go_on() -> None:
    speaking = Speaking()
    speaking.hear([0.4] * 50)
    assert not speaking.now
    assert speaking.last is None
    speaking.hear([0.6, *[0.4] * 50])
    assert speaking.now
    assert speaking.last == pytest.approx(101 * CHUNK_SECONDS, abs=0.001)
