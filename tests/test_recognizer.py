"""The recogniser on real sound: a person reading, and a voice that knows what it says."""

import random
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import numpy as np
import pytest

from mockint.bank import Term
from mockint.errors import EngineMissing, RecognizerError
from mockint.recognizer import PartlyHeard, Recognizer, open_engine
from mockint.recognizer.moonshine import MODEL, Moonshine
from mockint.sound.clip import BLOCK, RATE, Samples
from mockint.sound.soundfiles import read
from mockint.transcript import Engine, Transcript

SILENCE = np.zeros(2 * RATE, np.int16)
OPENING = (
    "it was the best of times it was the worst of times it was the age of wisdom "
    "it was the age of foolishness it was the epoch of belief it was the epoch of incredulity"
)


@pytest.fixture(scope="module")
def recognizer() -> Iterator[Recognizer]:
    with closing(Recognizer(open_engine())) as opened:
        yield opened


@pytest.fixture(scope="module")
def reading(recognizer: Recognizer) -> Samples:
    """A person reading for twelve seconds, with silence before, within and after."""
    import moonshine_voice  # the bare package that the seam put there

    sound = read(Path(moonshine_voice.__path__[0], "assets", "two_cities.wav")).samples
    first, second = sound[: 7 * RATE], sound[7 * RATE : 12 * RATE]
    return np.concatenate((SILENCE, first, SILENCE, second, SILENCE))


@pytest.fixture(scope="module")
def whole(recognizer: Recognizer, reading: Samples) -> Transcript:
    return recognizer.transcribe(reading)


def plain(text: str) -> list[str]:
    return [word.strip(".,;!?").lower() for word in text.split()]


def test_a_person_is_understood(whole: Transcript) -> None:
    heard = plain(whole.text)
    missing = [word for word in set(OPENING.split()) if word not in heard]
    assert len(missing) <= 2, whole.text
    assert whole.engine == Engine("moonshine", MODEL, "0.1.0")
    assert whole.unsure == ()


def test_each_word_has_its_seconds_within_the_speech(whole: Transcript) -> None:
    starts = [word.start for word in whole.words]
    assert starts == sorted(starts)
    assert all(word.start < word.end for word in whole.words)
    assert 1.9 < starts[0] < 3.5
    assert whole.words[-1].end < 16.4
    assert not [start for start in starts if 9.5 < start < 10.6]
    assert whole.seconds == 18.0
    assert 2 <= len(whole.speech) <= 8
    assert whole.speech[0][0] == pytest.approx(starts[0], abs=0.2)


@pytest.mark.parametrize("seed", [1, 2])
def test_words_do_not_depend_on_how_the_sound_came(
    recognizer: Recognizer, reading: Samples, whole: Transcript, seed: int
) -> None:
    rng, at, seen = random.Random(seed), 0, []
    hearing = recognizer.listen()
    while at < len(reading):
        step = rng.choice((160, BLOCK, BLOCK, 3_000))
        hearing.feed(reading[at : at + step])
        at += step
        time.sleep(rng.choice((0.0, 0.0, 0.02)))
        seen.append(hearing.live_words)
    assert msgspec.json.encode(hearing.finish()) == msgspec.json.encode(whole)
    assert hearing.seconds == 18.0


def test_words_show_while_they_are_spoken(recognizer: Recognizer, reading: Samples) -> None:
    hearing = recognizer.listen()
    with closing(hearing):
        for at in range(0, 9 * RATE, BLOCK):
            hearing.feed(reading[at : at + BLOCK])
            if at > 7 * RATE:
                time.sleep(0.02)
        waited = threading.Event()
        for _ in range(200):
            if "best of times" in hearing.live_words:
                break
            waited.wait(0.1)
            hearing.feed(SILENCE[:BLOCK])
        assert "best of times" in hearing.live_words


def test_speaking_and_the_last_speech_are_known_at_once(
    recognizer: Recognizer, reading: Samples
) -> None:
    with closing(recognizer.listen(live=False)) as hearing:
        hearing.feed(reading[:RATE])
        assert (hearing.speaking, hearing.last_speech) == (False, None)
        hearing.feed(reading[RATE : 5 * RATE])
        assert hearing.last_speech is not None
        hearing.feed(reading[5 * RATE : 11 * RATE])
        assert not hearing.speaking
        assert hearing.last_speech == pytest.approx(9.0, abs=0.6)


@pytest.mark.parametrize("seconds", [0.0, 0.01, 1.0, 20.0])
def test_where_nothing_was_said_nothing_is_recognised(
    recognizer: Recognizer, seconds: float
) -> None:
    heard = recognizer.transcribe(np.zeros(int(seconds * RATE), np.int16))
    assert (heard.words, heard.speech, heard.unsure) == ((), (), ())
    assert heard.seconds == pytest.approx(seconds)


def test_noise_has_no_words(recognizer: Recognizer) -> None:
    noise = np.random.default_rng(3).normal(0, 500, 6 * RATE).astype(np.int16)
    assert recognizer.transcribe(noise).text == ""


def test_a_recording_may_come_in_blocks_and_is_not_kept_whole(
    recognizer: Recognizer, reading: Samples, whole: Transcript
) -> None:
    blocks = (reading[at : at + 4_000] for at in range(0, len(reading), 4_000))
    assert recognizer.transcribe(blocks) == whole
    hearing = recognizer.listen(live=False)
    for _ in range(600):
        hearing.feed(SILENCE[:BLOCK])
    assert len(hearing._sound) < RATE


class Failing:
    """Moonshine, but that each second stretch fails."""

    note = Engine("failing", "", "")

    def __init__(self) -> None:
        self._real, self._calls = Moonshine(), 0

    def recognize(self, samples: Samples) -> str:
        self._calls += 1
        if self._calls % 2 == 0:
            raise RecognizerError("The engine failed: choose another.")
        return self._real.recognize(samples)

    def live(self) -> None:
        return None

    def close(self) -> None:
        self._real.close()


def test_a_failing_engine_is_told_and_the_other_words_are_kept(reading: Samples) -> None:
    with closing(Recognizer(Failing())) as recognizer:
        with pytest.raises(PartlyHeard, match="The engine failed: choose another") as told:
            recognizer.transcribe(reading)
        assert "best of times" in told.value.transcript.text
        assert "incredulity" not in told.value.transcript.text


class Counting(Failing):
    """Moonshine, and how often it was asked."""

    def recognize(self, samples: Samples) -> str:
        self._calls += 1
        return self._real.recognize(samples)

    @property
    def calls(self) -> int:
        return self._calls


def test_words_are_ready_once_the_speaker_has_paused(reading: Samples, whole: Transcript) -> None:
    engine = Counting()
    with closing(Recognizer(engine)) as recognizer, closing(recognizer.listen()) as hearing:
        for at in range(0, len(reading), BLOCK):
            hearing.feed(reading[at : at + BLOCK])
        hearing._desk.submit(bool).result()  # what was asked for in the pause has been written
        asked = engine.calls
        heard = hearing.finish()
        assert engine.calls == asked > 1
    assert [word.text for word in heard.words] == [word.text for word in whole.words]


def test_terms_are_repaired_and_the_printed_words_kept() -> None:
    class Misheard(Failing):
        def recognize(self, samples: Samples) -> str:
            return "I posted the on applied cash to the purchase older"

    terms = (Term(term="unapplied cash"), Term(term="purchase order"))
    with closing(Recognizer(Misheard(), terms)) as recognizer:
        heard = recognizer.transcribe(open_speech())
    assert "unapplied cash" in heard.text
    for repair in heard.repairs:
        printed = " ".join(word.text for word in heard.words[repair.first : repair.last])
        assert printed.lower() == repair.term


def open_speech() -> Samples:
    """Six seconds of somebody reading."""
    import moonshine_voice

    return read(Path(moonshine_voice.__path__[0], "assets", "two_cities.wav")).samples[: 6 * RATE]


def test_an_unknown_engine_is_one_sentence() -> None:
    with pytest.raises(EngineMissing, match="no recogniser called 'ears'; choose one of moonshine"):
        open_engine("ears")


def test_a_closed_engine_says_so() -> None:
    engine = open_engine()
    engine.close()
    engine.close()
    with pytest.raises(RecognizerError, match="closed"):
        engine.recognize(SILENCE)
