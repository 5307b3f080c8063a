"""Phone, panel and tone: what is heard, what is shown and what is said beside the questions."""

import io
import re
import subprocess
import sys
from collections.abc import Iterable
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from msgspec.structs import replace
from numpy.typing import NDArray

from benchmarks.telephone import measure
from mockint import session as sessions
from mockint.bank import load_bank
from mockint.errors import VoiceError
from mockint.events import (
    Answered,
    Asked,
    Event,
    Listening,
    Paused,
    Probed,
    Recognising,
    Replied,
    Said,
    Speaking,
    Unspoken,
    Warned,
)
from mockint.interview.panel import NAMES, asking, chairs, opening
from mockint.interview.tone import KIND, WORDINGS, Frame, framed
from mockint.interviewer import Interviewer
from mockint.plan import draw
from mockint.recognizer import Recognizer, open_engine
from mockint.report.phone import PhoneScreen
from mockint.report.screen import draw as show
from mockint.report.screen import open_screen
from mockint.report.style import console
from mockint.session import TONES, FollowUp, Scene, Session, Tone
from mockint.sound.clip import Clip
from mockint.sound.soundfiles import read
from mockint.sound.telephone import BAND, telephoned
from mockint.voice import DEFAULT_VOICE, Speech, open_voice, second_voice
from mockint.voice.catalogue import ACCENTS, VARIANTS
from tests.measured import Measured
from tests.sample_session import session as sample
from tests.soundcard import RATE as CARD_RATE
from tests.soundcard import SoundCard
from tests.test_bad_input import mockint, the_sentence
from tests.test_screen import live, printed
from tests.test_spoken_interview import spoken, wait_for_question

BANK = "billing-specialist"
SEED = 3
ONE, TWO = (draw(load_bank(BANK), count, ("behavioral",), SEED) for count in (1, 2))
ANSWER = (
    "Last March a customer was billed twice for the same month. I compared the payments with the"
    " ledger, found the import that had run twice, and in the end the customer paid in three days."
)
SAID = {
    "answer": ANSWER,
    "repeat": "Sorry, could you repeat the question, please?",
    "moment": "Sorry, can I have a moment to think, please?",
    "skip": "I'd like to skip this one, please.",
    "back": "Thank you. How large is the team, and which system do you use for invoices?",
}
Samples = NDArray[np.int16]


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A recording of each text."""
    place = tmp_path_factory.mktemp("said")
    return {name: spoken(text, place / f"{name}.wav") for name, text in SAID.items()}


def outside(samples: Samples, rate: int) -> tuple[float, float]:
    """The energy outside a telephone's band, and all of it; of sound between -1 and 1."""
    power = np.abs(np.fft.rfft(samples / 32_768)) ** 2
    hertz = np.fft.rfftfreq(len(samples), 1 / rate)
    return float(power[(hertz < BAND[0]) | (hertz > BAND[1])].sum()), float(power.sum())


def share(samples: Samples, rate: int) -> float:
    """How much of the energy lies outside the band, in decibels below all of it."""
    beyond, whole = outside(samples, rate)
    return 10 * float(np.log10(beyond / whole))


def pitches(samples: Samples, rate: int) -> NDArray[np.float64]:
    """The pitch in Hz of each 40 ms of ``samples`` in which somebody speaks with a voice."""
    size = rate // 25
    found = []
    for at in range(0, len(samples) - size, size):
        piece = samples[at : at + size].astype(float)
        likeness = np.correlate(piece, piece, "full")[size - 1 :]
        low, high = rate // 330, rate // 70
        period = low + int(likeness[low:high].argmax())
        if np.abs(piece).max() > 1_000 and likeness[period] > 0.5 * likeness[0]:
            found.append(rate / period)
    return np.array(found)


def pitch(file: Path) -> float:
    """The middle pitch of a kept sound, in Hz."""
    clip = read(file)
    return float(np.median(pitches(clip.samples, clip.rate)))


# The telephone


def tone(hertz: float, rate: int = 22_050) -> Clip:
    """A second of one tone."""
    wave = 8_000 * np.sin(2 * np.pi * hertz * np.arange(rate) / rate)
    return Clip(wave.astype(np.int16), rate)


@pytest.mark.parametrize("hertz", [370, 500, 1_000, 3_000, 3_300])
def test_what_lies_in_the_band_is_carried(hertz: int) -> None:
    heard = telephoned(tone(hertz)).samples[1_000:-1_000].astype(float)
    assert np.sqrt(np.mean(heard**2)) == pytest.approx(8_000 / np.sqrt(2), rel=0.1)


@pytest.fixture(scope="module")
def clip() -> Clip:
    """A question in the interviewer's voice."""
    with closing(open_voice(DEFAULT_VOICE)) as voice:
        return voice.render(ONE[0].ask).clip


def test_what_lies_outside_falls_by_thirty_decibels(clip: Clip, measured: Measured) -> None:
    noise = np.random.default_rng(1).normal(0, 3_000, 44_100).astype(np.int16)
    for name, sound in (("the voice", clip), ("noise", Clip(noise, 22_050))):
        line = telephoned(sound)
        before, after = outside(sound.samples, sound.rate)[0], outside(line.samples, line.rate)[0]
        # As many seconds in fewer samples: each stands for more of the energy.
        fall = 10 * np.log10(before / sound.rate**2) - 10 * np.log10(after / line.rate**2)
        measured(f"on the phone {name} falls by {fall:.0f} dB outside 300 to 3400 Hz")
        assert fall >= 30


def test_a_line_keeps_length_and_loudness(clip: Clip) -> None:
    line = telephoned(clip)
    assert line.rate == 8_000
    assert line.seconds == pytest.approx(clip.seconds, abs=0.001)
    loud = [np.sqrt(np.mean(each.samples.astype(float) ** 2)) for each in (clip, line)]
    assert loud[1] == pytest.approx(loud[0], rel=0.1)
    silence = telephoned(Clip(np.zeros(22_050, np.int16), 22_050))
    assert not silence.samples.any()


@given(arrays(np.int16, st.integers(0, 4_000)), st.sampled_from([8_000, 16_000, 22_050, 48_000]))
def test_any_sound_can_be_telephoned(samples: Samples, rate: int) -> None:
    line = telephoned(Clip(samples, rate))
    assert len(line.samples) == round(len(samples) * 8_000 / rate)
    assert line.samples.dtype == np.int16


def test_the_words_are_still_understood(measured: Measured) -> None:
    bank = load_bank(BANK)
    asks = [question.ask for question in bank.questions][::12]
    with closing(Recognizer(open_engine("moonshine"), bank.terms)) as recognizer:
        heard = measure(asks, recognizer, DEFAULT_VOICE)
    measured(str(heard))
    assert heard.words > 60
    assert heard.phone < 0.5 * heard.words


# The panel


@pytest.mark.parametrize("accent", ACCENTS)
def test_a_second_voice_has_another_accent_and_another_pitch(accent: str) -> None:
    for speaker in ("", *VARIANTS):
        name = f"{accent}+{speaker}" if speaker else accent
        other, _, theirs = second_voice(name).partition("+")
        assert second_voice(name) == second_voice(name.upper())
        assert (other[:5] == "en-gb") != (accent[:5] == "en-gb")
        assert theirs.startswith("f") != speaker.startswith("f")
    assert second_voice("piper:en_US-joe-medium") == "en-gb+m3"


def of(seed: int, *, panel: bool = True, tone: Tone = "plain", phone: bool = False) -> Session:
    """A session of four questions."""
    plan = draw(load_bank(BANK), 4, (), SEED)
    return replace(
        sample(), seed=seed, plan=plan, answers=(), scene=Scene(panel=panel, tone=tone, phone=phone)
    )


@given(st.integers(0, 10_000))
def test_two_of_a_panel_have_two_names_and_take_turns(seed: int) -> None:
    session = of(seed)
    first, second = chairs(session)
    assert first != second
    assert {first, second} <= set(NAMES)
    assert chairs(session) == chairs(of(seed))
    assert [asking(session, index) for index in range(5)] == [0, 1, 0, 1, 0]
    lines = opening(session)
    assert [line.chair for line in lines] == [0, 1]
    assert lines[0].text == f"{session.greeting} I am {first}."
    assert lines[1].text == f"And I am {second}."
    assert [line.text for line in opening(session, "Let us go on.")] == ["Let us go on."]


def test_a_lone_interviewer_has_no_name() -> None:
    session = of(1, panel=False)
    assert chairs(session) == ("",)
    assert [asking(session, index) for index in range(5)] == [0] * 5
    assert [line.text for line in opening(session)] == [session.greeting]


QUESTION = sample().answers[0]
BY_TWO: tuple[Event, ...] = (
    Said("And I am Robin.", "Robin"),
    Asked(1, 3, QUESTION.asked, QUESTION.question, 1, "Dana"),
    Probed(1, "What came of it?", "Dana"),
)

PLAIN_80 = """\
Robin: And I am Robin.

Question 1 of 3, behavioral: Dana: Tell me about a charge a customer questioned.
Follow-up: Dana: What came of it?
"""

LIVE_80 = """\

Robin: And I am Robin.

Question 1 of 3, behavioral ────────────────────────────────────────────────────
Dana: Tell me about a charge a customer questioned.

Follow-up: Dana: What came of it?
"""


def test_the_screen_says_who_speaks() -> None:
    assert printed(BY_TWO) == PLAIN_80
    assert live(BY_TWO).text == LIVE_80


class Hoarse:
    """A voice that has gone, or is whole again behind so many faults."""

    rate = 165

    def __init__(self, name: str, faults: int = 99) -> None:
        self.name, self.faults = name, faults
        self.said: list[str] = []

    def render(self, text: str) -> Speech:
        """Silence, or a fault."""
        self.said.append(text)
        if self.faults:
            self.faults -= 1
            raise VoiceError("The voice gave no sound.")
        return Speech(Clip(np.zeros(1_600, np.int16)))

    def close(self) -> None:
        """Nothing is held."""


def test_where_one_voice_fails_the_other_one_speaks_for_both() -> None:
    well, hoarse = Hoarse("well", 0), Hoarse("hoarse")
    interviewer = Interviewer(well, None, hoarse)
    interviewer.seat(1, "Robin")
    happened = [list(interviewer.say(f"Why {n}?", lambda timeout: None)) for n in range(4)]
    interviewer.leave()
    sentences = [e.sentence for events in happened for e in events if isinstance(e, Warned)]
    assert sentences == [
        "The voice gave no sound.",
        "The voice gave no sound. The voice is not tried again.",
    ]
    assert well.said == ["Why 2?", "Why 3?"]
    assert interviewer.voice is well


# The tone


JUDGING = re.compile(
    r"\b(good|great|excellent|nice|well|impressive|interesting|perfect|right|wrong|better|clear)\b",
    re.I,
)


@pytest.mark.parametrize("tone", TONES)
@given(seed=st.integers(0, 10_000), skipped=st.lists(st.booleans(), min_size=12, max_size=12))
def test_no_words_come_twice_in_a_row(tone: Tone, seed: int, skipped: list[bool]) -> None:
    words = WORDINGS[tone]
    spoken = [words.acknowledgement(seed, n, skipped=gone) for n, gone in enumerate(skipped)]
    assert all(one != other for one, other in pairwise(spoken) if one)
    assert spoken == [words.acknowledgement(seed, n, skipped=g) for n, g in enumerate(skipped)]
    for moment in (True, False):
        granted = [words.granting(before, moment=moment) for before in range(7)]
        assert all(one != other for one, other in pairwise(granted))


@pytest.mark.parametrize("tone", TONES)
def test_no_word_tells_how_an_answer_was(tone: Tone) -> None:
    for words in (*WORDINGS[tone].acknowledgements, WORDINGS[tone].warmed_up):
        assert not JUDGING.search(words.replace("All right.", "")), words


def test_terse_words_are_few_and_friendly_ones_warm() -> None:
    terse, plain, friendly = (WORDINGS[tone] for tone in ("terse", "plain", "friendly"))
    assert all(len(words.split()) <= 1 for words in (*terse.acknowledgements, *terse.granted))
    assert all(len(words.split()) <= 1 for words in terse.moment)
    assert "thank" not in " ".join(terse.acknowledgements).lower()
    assert all("thank" in words.lower() for words in friendly.acknowledgements)
    assert friendly.moment[0] == "Take all the time you need."
    assert plain.granted[0] == "Of course."


def test_what_frames_an_interview_follows_the_tone_and_a_drill_keeps_what_it_asks_for() -> None:
    bank = Frame("Hello, and tell only the result.", "What would you ask?", "Thank you.")
    assert framed("plain", bank) == bank
    terse = framed("terse", bank)
    assert all(len(line.split()) <= 9 for line in terse)
    assert "hank" not in terse.thanks
    assert framed("terse", bank, drill=True).greeting == bank.greeting
    friendly = framed("friendly", bank)
    assert friendly.greeting == f"{bank.greeting} {KIND}"
    assert friendly.thanks.startswith("Thank you. ")


# What the phone shows


def on_the_phone(happened: Iterable[Event], *, keys: bool = False, terminal: bool = False) -> str:
    """What stands there behind an interview on the phone."""
    file = io.StringIO()
    page = console(file, terminal=terminal, width=80)
    screen = open_screen(page, terminal=terminal, practice=True, clock=float, keys=keys, phone=True)
    screen.remark("This is a rehearsal.")
    for event in happened:
        show(screen, event)
    screen.close()
    return file.getvalue()


LISTENING = Listening(42.0, -30.0, "I compared the payments", 2.0, "Two minutes.")
FOLLOW_UP = FollowUp("result", "What came of it?", reply=QUESTION.attempts[0])
CALL: tuple[Event, ...] = (
    Said("Good morning."),
    Speaking(1.0, 2.0),
    Asked(1, 3, QUESTION.asked, QUESTION.question, 1),
    Speaking(1.0, 2.0),
    LISTENING,
    LISTENING,
    Paused(),
    Paused(),
    LISTENING,
    Warned("The microphone is very quiet: come closer."),
    Recognising(30.0),
    Answered(QUESTION, QUESTION.attempts[0]),
    Probed(1, "What came of it?"),
    LISTENING,
    Replied(QUESTION, FOLLOW_UP),
    Said("Thank you."),
)

PHONE_80 = """\
This is a rehearsal.
On the phone. Enter done, r repeat, s skip, p pause, a again, q quit.
Recording.
Paused: nothing is recorded until you press p.
Recording.
! The microphone is very quiet: come closer.
Recording.
"""


@pytest.mark.parametrize("terminal", [True, False])
def test_on_the_phone_nothing_is_to_be_read(terminal: bool) -> None:
    shown = on_the_phone(CALL, keys=True, terminal=terminal)
    assert re.sub(r"\x1b\[[0-9;]*m", "", shown) == PHONE_80


def test_in_large_print_each_key_of_the_phone_stands_on_a_line_of_its_own() -> None:
    file = io.StringIO()
    page = console(file, terminal=False, large=True)
    show(PhoneScreen(page, keys=True), CALL[0])
    assert file.getvalue().startswith("On the phone.\nEnter done,\nr repeat,\ns skip,\n")


def test_without_keys_none_are_told() -> None:
    assert on_the_phone(CALL[:2]) == "This is a rehearsal.\nOn the phone.\n"


def test_what_cannot_be_said_on_the_phone_has_to_be_read() -> None:
    interviewer = Interviewer(Hoarse("hoarse"), None, telephone=True)
    happened = [
        event for _ in range(3) for event in interviewer.say("Why\x1b[2J?", lambda timeout: None)
    ]
    interviewer.leave()
    assert sum(isinstance(event, Unspoken) for event in happened) == 3
    assert on_the_phone(happened).replace("\N{REPLACEMENT CHARACTER}", "~").splitlines()[1:] == [
        "! The voice gave no sound.",
        "Why~[2J?",
        "! The voice gave no sound. The voice is not tried again.",
        "Why~[2J?",
        "Why~[2J?",
    ]
    silent = list(Interviewer(Hoarse("hoarse"), None).say("Why?", lambda timeout: None))
    assert not any(isinstance(event, Unspoken) for event in silent)


# Through the front door


def held(place: Path, answers: list[Path], *more: str) -> tuple[Session, Path, str]:
    """An interview that recordings answer: the session, its folder, and what it printed."""
    place.mkdir(exist_ok=True)
    words = ("interview", BANK, "--stage", "behavioral", "--seed", SEED, "--recordings", place)
    done = mockint(*words, *more, "--answers", *answers)
    assert done.returncode == 0, done.stderr
    folder = place / done.stdout.split()[-1]
    return sessions.load(folder), folder, done.stdout


def test_a_friendly_practice_on_the_phone_shows_its_feedback_at_the_end(
    said: dict[str, Path], tmp_path: Path
) -> None:
    answers = [said[name] for name in ("moment", "answer", "back")]
    session, folder, output = held(tmp_path, answers, "-n", "1", "--phone", "--tone", "friendly")
    shown, _, report = output.partition(session.title)
    call = shown[shown.index("On the phone.") :].splitlines()
    assert [line for line in call if line] == ["On the phone.", *["Recording."] * 3]
    assert "What to do next" in report
    assert "ledger" in report
    assert session.scene == replace(session.scene, phone=True, tone="friendly")
    assert session.greeting.endswith(KIND)
    assert len(session.answers[0].attempts) == 1
    for kept in ("01-question.flac", "02-question.flac"):
        clip = read(folder / kept)
        assert share(clip.samples, clip.rate) < -30


@pytest.fixture(scope="module")
def panel(
    said: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Session, Path, str]:
    """A terse panel, left at once and gone on with; the first question is asked for again."""
    place = tmp_path_factory.mktemp("panel")
    words = ("interview", BANK, "--stage", "behavioral", "--seed", SEED, "--recordings", place)
    scene = ("-n", "2", "--mode", "real", "--panel", "--tone", "terse", "--voice", "en-gb+f4")
    first = mockint(*words, *scene, "--answers", said["answer"], stdin=None, input="q\n")
    assert first.returncode == 0, first.stderr
    answers = [said[name] for name in ("repeat", "answer", "skip", "back")]
    more = ("interview", "--resume", "--recordings", place, "--answers")
    done = mockint(*more, *answers)
    assert done.returncode == 0, done.stderr
    folder = place / done.stdout.split()[-1]
    return sessions.load(folder), folder, first.stdout + done.stdout


def test_two_of_a_panel_ask_in_turns_and_say_little(panel: tuple[Session, Path, str]) -> None:
    session, _, output = panel
    first, second = chairs(session)
    lines = [line for line in output.splitlines() if re.match(rf"({first}|{second}): ", line)]
    words = WORDINGS["terse"]
    expected = [
        *[f"{first}: Hello. Let us start. I am {first}."] * 2,
        f"{second}: And I am {second}.",
        f"{first}: Again.",
        f"{first}: {words.acknowledgement(SEED, 0)}",
        f"{second}: {words.acknowledgement(SEED, 1, skipped=True)}",
        f"{first}: That is all. You will hear from us.",
    ]
    assert lines == [line for line in expected if not line.endswith(": ")]
    told = " ".join(output.split())
    for number, who in ((1, first), (2, second)):
        assert f"Question {number} of 2, behavioral: {who}: " in told
    assert f"To close: {first}: Your questions?" in told
    assert session.finished


def test_a_panel_keeps_its_two_voices_when_it_is_gone_on_with(
    panel: tuple[Session, Path, str], measured: Measured
) -> None:
    session, folder, _ = panel
    assert session.voice == "en-gb+f4"
    high, low, closing = (pitch(folder / f"0{number}-question.flac") for number in (1, 2, 3))
    measured(f"the first of a panel asks at {high:.0f} Hz, the second at {low:.0f} Hz")
    assert high > 1.3 * low
    assert closing == pytest.approx(high, rel=0.15)


def test_a_phone_is_not_written_on(tmp_path: Path) -> None:
    done = mockint("interview", "--phone", "--type", "--recordings", tmp_path)
    assert the_sentence(done) == (
        "mockint: On the phone answers are spoken: leave out --type, or --phone."
    )
    assert sessions.folders(tmp_path) == ()


# Over the sound card


def test_without_a_loudspeaker_there_is_no_phone(soundcard: SoundCard, tmp_path: Path) -> None:
    deaf = tmp_path / "asound.conf"
    deaf.write_text("pcm.!default { type asym capture.pcm { type pulse } }\n")
    environment = soundcard.environment | {"ALSA_CONFIG_PATH": str(deaf)}
    done = mockint("interview", "--phone", "--recordings", tmp_path / "here", env=environment)
    sentence = the_sentence(done)
    assert "There is no loudspeaker" in sentence
    assert "leave out --phone" in sentence
    assert sessions.folders(tmp_path / "here") == ()


def started(card: SoundCard, place: Path, *more: str) -> "subprocess.Popen[str]":
    """A live interview that is being held."""
    command = [sys.executable, "-u", "-m", "mockint", "interview", BANK, "--stage", "behavioral"]
    command += ["--seed", str(SEED), "--recordings", str(place), "--plain", *more]
    return card.start(
        *command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_a_phone_is_heard_in_its_band(
    soundcard: SoundCard, said: dict[str, Path], tmp_path: Path, measured: Measured
) -> None:
    with soundcard.ear() as ear:
        process = started(soundcard, tmp_path, "-n", "1", "--mode", "real", "--phone")
        heard = 0
        for name in ("answer", "back"):
            heard = wait_for_question(ear, heard)
            soundcard.say(said[name]).wait()
        output, _ = process.communicate(timeout=120)
        played = ear.samples
    assert process.returncode == 0, output
    measured(f"of the phone's sound {share(played, CARD_RATE):.0f} dB lie outside its band")
    assert share(played, CARD_RATE) < -30
    assert np.abs(played.astype(int)).max() > 3_000
    session = sessions.load(tmp_path / output.split()[-1])
    shown = output.partition(session.title)[0].splitlines()
    assert shown[0].startswith("On the phone.")
    assert {line for line in shown[1:] if line and line[0] != "!"} == {"Recording."}
    assert session.answers[0].last is not None
    assert "ledger" in str(session.answers[0].last.transcript)
    assert session.finished


def test_both_voices_of_a_panel_are_heard(
    soundcard: SoundCard, tmp_path: Path, measured: Measured
) -> None:
    with soundcard.ear() as ear:
        process = started(soundcard, tmp_path, "-n", "2", "--panel", "--tone", "terse")
        assert process.stdin is not None
        cuts = [0]
        for _ in range(3):
            cuts.append(wait_for_question(ear, cuts[-1]))
            process.stdin.write("s\n")
            process.stdin.flush()
        output, _ = process.communicate(timeout=120)
        played = ear.samples
    assert process.returncode == 0, output
    session = sessions.load(tmp_path / output.split()[-1])
    second = pitches(played[cuts[1] : cuts[2]], CARD_RATE)
    first = pitches(played[cuts[2] : cuts[3]], CARD_RATE)
    measured(f"heard of a panel: {np.median(first):.0f} Hz and {np.median(second):.0f} Hz")
    assert np.median(first) > 1.4 * np.median(second)
    for name in chairs(session):
        assert f"I am {name}." in output
    assert [answer.last.ended for answer in session.answers if answer.last] == ["skipped"] * 3
