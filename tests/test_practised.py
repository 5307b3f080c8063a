"""The interviews that other tests are held on are what they say they are."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mockint.session import FILE, Session, every, load, save, sound_path
from mockint.sound.clip import RATE, Samples
from mockint.sound.soundfiles import read
from tests.murmur import ROOM, hum, pitch, said, sound
from tests.practised import STORY, long, many, practised


def loudness(samples: Samples) -> float:
    """Root of the mean square, of 32767."""
    return float(np.sqrt(np.mean(samples.astype(np.float64) ** 2))) if len(samples) else 0.0


def heard_pitch(samples: Samples) -> float:
    """How high a hum is, in Hz."""
    wave = samples.astype(np.float64)
    likeness = np.correlate(wave, wave, "full")[len(wave) :]
    shortest = RATE // 300
    inside = likeness[shortest : RATE // 80]
    first = int(np.flatnonzero(inside > 0.9 * inside.max())[0])  # twice as long a lag is as like
    near = inside[first : first + 20]
    return RATE / (shortest + 1 + first + int(np.argmax(near)))


@given(st.lists(st.sampled_from([*STORY.split(), "—"]), min_size=1, max_size=20))
@settings(max_examples=30, deadline=None)
def test_each_word_is_heard_when_it_is_said_and_nothing_between(words: list[str]) -> None:
    transcript = said(" ".join(words))
    samples = sound(transcript).samples
    assert len(samples) == round(transcript.seconds * RATE)
    silent = np.ones(len(samples), bool)
    for word in transcript.words:
        start, end = round(word.start * RATE), round(word.end * RATE)
        assert loudness(samples[start:end]) > 10 * ROOM
        silent[start:end] = False
    assert loudness(samples[silent]) < 2 * ROOM


@pytest.mark.parametrize("word", ["customer", "forty", "duplicate", "ledger"])
def test_a_word_hums_at_its_own_pitch(word: str) -> None:
    assert heard_pitch(hum(word, RATE // 2)) == pytest.approx(pitch(word), rel=0.02)


def test_an_interview_is_the_same_every_time(tmp_path: Path) -> None:
    one, two = practised(tmp_path / "one"), practised(tmp_path / "two")
    names = sorted(path.name for path in one.iterdir())
    assert names == sorted(path.name for path in two.iterdir())
    for name in names:
        assert (one / name).read_bytes() == (two / name).read_bytes()


def test_an_interview_has_two_attempts_a_skipped_question_and_the_closing(tmp_path: Path) -> None:
    folder = practised(tmp_path)
    session = load(folder)
    first, second, third, closing = session.answers
    weak, strong = (attempt.findings for attempt in first.attempts)
    assert weak is not None
    assert strong is not None
    assert [part.part for part in strong.parts] == ["situation", "task", "action", "result"]
    assert {"credit memo", "payment history"} <= {use.term for use in strong.terms}
    assert any(quantity.result for quantity in strong.quantities)
    assert "result" in weak.missing
    assert second.last is not None
    assert third.last is not None
    assert third.last.ended == "skipped"
    assert closing.question is None
    assert closing.settled
    assert session.finished


def test_all_its_sound_is_there_and_as_long_as_its_transcript(tmp_path: Path) -> None:
    folder = practised(tmp_path)
    for answer in load(folder).answers:
        assert read(sound_path(folder, str(answer.question_sound))).seconds > 1
        for attempt in answer.attempts:
            if attempt.sound is not None:
                length = read(sound_path(folder, attempt.sound)).seconds
                assert length == pytest.approx(attempt.seconds, abs=0.001)


def test_a_long_interview_lasts_half_an_hour_and_has_five_thousand_words(tmp_path: Path) -> None:
    attempts = [answer.last for answer in load(long(tmp_path)).answers]
    transcripts = [attempt.transcript for attempt in attempts if attempt and attempt.transcript]
    assert sum(len(transcript.words) for transcript in transcripts) == 5_000
    assert sum(transcript.seconds for transcript in transcripts) == 1_800
    assert all(attempt and attempt.findings and attempt.findings.parts for attempt in attempts)


@pytest.mark.parametrize("with_sound", [False, True])
def test_many_interviews_are_as_if_each_had_been_saved(tmp_path: Path, with_sound: bool) -> None:
    many(tmp_path, 12, with_sound=with_sound)
    held = list(every(tmp_path))
    assert len(held) == 12
    for folder, session in held:
        assert isinstance(session, Session)
        before = (folder / FILE).read_bytes()
        assert 150_000 < len(before) < 300_000
        save(session, folder)
        assert (folder / FILE).read_bytes() == before
        sounds = [attempt.sound for answer in session.answers for attempt in answer.attempts]
        assert [name is not None for name in sounds] == [with_sound] * 5
        assert all(sound_path(folder, name) for name in sounds if name)
    starts = [session.started for _, session in held if isinstance(session, Session)]
    assert starts == sorted(set(starts))
