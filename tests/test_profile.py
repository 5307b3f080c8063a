"""Profiles change the measure of delivery and how long is waited, and nothing of the content."""

import json
import subprocess
import sys
from dataclasses import replace as changed
from itertools import pairwise
from pathlib import Path
from random import Random

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import json as packed
from msgspec.structs import replace

from benchmarks.patience import SPEAKERS, listened, spoken
from benchmarks.stutter import STUMBLES, stuttered
from corpus.adversarial import traps
from corpus.answers import every, split
from mockint import session as sessions
from mockint.arguments import parser
from mockint.bank import load_bank
from mockint.commands.manner import patience
from mockint.findings import Delivery, Findings
from mockint.profile import MEASURES, PROFILES, Profile
from mockint.report import sentences
from mockint.report.rules import RULES, Marked
from mockint.rubric import judge
from mockint.rubric.fluency import fluent, smooth
from mockint.rubric.words import tokens_of
from mockint.session import Session
from mockint.sound.clip import RATE, Clip
from mockint.sound.endpoint import MANUAL, PATIENCE, PATIENCES, Patience
from mockint.sound.resample import resampled
from mockint.transcript import Engine, Transcript, Word
from mockint.voice import CANDIDATE_VOICE, open_voice
from tests.soundcard import SoundCard
from tests.test_spoken_interview import wait_for_question
from tests.wav import write_wav
from tests.wording import share

BANK = load_bank("billing-specialist")
TRAIN, TEST = split(every())
OTHERS: tuple[Profile, ...] = tuple(name for name in PROFILES if name != "usual")
STORY = (
    "Last March our largest customer was billed twice, and my manager asked me to find out why. "
    "I compared the payment history with the ledger and called the customer. In the end they "
    "paid within three days, and our duplicate invoices went down by forty percent."
)


def timed(text: str, seed: int) -> Transcript:
    """The words of ``text`` at some pace, with silences of up to five seconds here and there."""
    draw, words, at = Random(seed), [], 0.5
    each = draw.uniform(0.15, 1.2)
    for word in text.split():
        at += draw.uniform(0.5, 5.0) if draw.random() < 0.1 else 0.0
        words.append(Word(word, round(at, 2), round(at + each, 2)))
        at += each
    return Transcript(tuple(words), at + 1.0, Engine("none", "none", "0"))


def content(findings: Findings) -> bytes:
    """Everything but the delivery, as bytes."""
    marks = {name: mark for name, mark in findings.marks.items() if name != "delivery"}
    return packed.encode(replace(findings, delivery=None, marks=marks))


def delivered(text: str, seconds: float, profile: Profile, pause: float = 0.0) -> Findings:
    """The findings on words of ``seconds`` each, a silence of ``pause`` before the tenth."""
    words, at = [], 0.5
    for number, word in enumerate(text.split()):
        at += pause if number == 10 else 0.0
        words.append(Word(word, at, at + seconds))
        at += seconds
    said = Transcript(tuple(words), at + 0.5, Engine("none", "none", "0"))
    return judge(said, encoder=lambda: None, profile=profile)


def spoken_of(findings: Findings) -> Delivery:
    assert findings.delivery is not None
    return findings.delivery


def test_no_profile_changes_anything_of_the_content_of_the_corpus() -> None:
    sample = Random(1).sample(TRAIN + TEST, 250)
    texts = [answer.text for answer in sample] + [trap.text for trap in traps()]
    questions = [None, *BANK.questions]
    for at, text in enumerate(texts):
        said, question = timed(text, at), questions[at % len(questions)]
        usual, *others = (
            judge(said, question, BANK.terms, encoder=lambda: None, profile=name)
            for name in ("usual", *OTHERS)
        )
        for other in others:
            assert content(other) == content(usual), text


def test_the_same_where_the_encoder_listens_too() -> None:
    for at, answer in enumerate(Random(2).sample(TEST, 5)):
        said = timed(answer.text, at)
        marked = {content(judge(said, terms=BANK.terms, profile=name)) for name in PROFILES}
        assert len(marked) == 1


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.integers(0, 99), st.sampled_from(OTHERS))
def test_whatever_is_said_has_the_same_content(text: str, seed: int, profile: Profile) -> None:
    usual = judge(timed(text, seed), terms=BANK.terms, encoder=lambda: None)
    other = judge(timed(text, seed), terms=BANK.terms, encoder=lambda: None, profile=profile)
    assert content(other) == content(usual)
    assert (other.delivery is None) == (usual.delivery is None)
    if usual.delivery and other.delivery:
        assert other.delivery.words_per_minute == usual.delivery.words_per_minute
        assert other.delivery.fillers == usual.delivery.fillers
        assert other.delivery.parts == usual.delivery.parts
        assert (other.delivery.i, other.delivery.we) == (usual.delivery.i, usual.delivery.we)
        assert set(other.delivery.pauses) <= set(usual.delivery.pauses)


@pytest.mark.parametrize(
    ("pace", "levels"),
    [
        (150, {"usual": 5, "slow": 5, "stutter": 5, "second-language": 5}),
        (90, {"usual": 4, "slow": 5, "stutter": 5, "second-language": 5}),
        (75, {"usual": 3, "slow": 5, "stutter": 5, "second-language": 4}),
        (50, {"usual": 3, "slow": 4, "stutter": 4, "second-language": 3}),
        (35, {"usual": 3, "slow": 3, "stutter": 3, "second-language": 3}),
        (250, {"usual": 3, "slow": 3, "stutter": 3, "second-language": 3}),
    ],
)
def test_the_pace_is_marked_by_the_measure_of_the_profile(
    pace: int, levels: dict[Profile, int]
) -> None:
    for profile, level in levels.items():
        assert delivered(STORY, 60 / pace, profile).marks["delivery"].level == level, profile


@pytest.mark.parametrize(
    ("fillers", "levels"),
    [
        (1, {"usual": 5, "slow": 5, "stutter": 5, "second-language": 5}),
        (3, {"usual": 4, "slow": 4, "stutter": 5, "second-language": 5}),
        (6, {"usual": 3, "slow": 3, "stutter": 4, "second-language": 4}),
        (12, {"usual": 3, "slow": 3, "stutter": 3, "second-language": 3}),
    ],
)
def test_fillers_are_marked_by_the_measure_of_the_profile(
    fillers: int, levels: dict[Profile, int]
) -> None:
    words = STORY.split()
    for at in range(fillers):
        words.insert(4 * at + 3, "um,")
    for profile, level in levels.items():
        found = delivered(" ".join(words), 0.5, profile)
        assert len(spoken_of(found).fillers) == fillers
        assert found.marks["delivery"].level == level, profile


def test_the_mark_names_the_measure_where_it_is_not_the_usual_one() -> None:
    said = {name: delivered(STORY, 0.8, name).marks["delivery"].why for name in PROFILES}
    assert said == {
        "usual": "75 words a minute, and no fillers heard.",
        "slow": "75 words a minute, and no fillers heard, by the measure for slow speech.",
        "stutter": "75 words a minute, and no fillers heard, by the measure for speech with a "
        "stutter.",
        "second-language": "75 words a minute, and no fillers heard, by the measure for a second "
        "language.",
    }


@pytest.mark.parametrize(
    ("silence", "listed"),
    [
        (0.9, set()),
        (1.2, {"usual"}),
        (1.7, {"usual", "second-language"}),
        (2.1, {"usual", "second-language", "slow", "stutter"}),
    ],
)
def test_how_long_a_silence_is_a_pause_depends_on_the_profile(
    silence: float, listed: set[Profile]
) -> None:
    found = {name: spoken_of(delivered(STORY, 0.4, name, silence)) for name in PROFILES}
    assert {name for name, each in found.items() if each.pauses} == listed
    assert len({each.words_per_minute for each in found.values()}) == 1


def test_what_is_begun_again_is_no_finding_about_somebody_who_stutters() -> None:
    text = f"I I I mean it, at the end of the day. {STORY} And at the end of the day I I won."
    found = {name: spoken_of(delivered(text, 0.4, name)) for name in PROFILES}
    others = [spoken for name, spoken in found.items() if name != "stutter"]
    assert len(others) == 3
    assert all(spoken.restarts and spoken.repeats for spoken in others)
    assert not found["stutter"].restarts
    assert not found["stutter"].repeats


def test_one_line_of_the_report_says_whose_measure_it_was() -> None:
    lines = sentences.delivery(delivered(STORY, 0.8, "slow", 2.5).delivery)
    assert lines == [
        "46 words in 40 s: about 75 a minute.",
        "Fillers: at least 0.",
        "Pauses of 2 seconds or more: 1, the longest 2.5 s.",
        "The first word came after 0.5 s (never marked).",
        "By the measure for slow speech: 70 to 190 words a minute and up to 5 fillers are "
        "comfortable.",
        "I 1, we 0.",
    ]
    usual = sentences.delivery(delivered(STORY, 0.8, "usual", 2.5).delivery)
    assert usual[0] == ("46 words in 40 s: about 75 a minute; a little faster is easier to follow.")
    assert not any("measure" in line for line in usual)


@pytest.mark.parametrize(("profile", "advised"), [("usual", {"slow", "long"}), ("slow", set())])
def test_nobody_is_advised_against_their_profile(profile: Profile, advised: set[str]) -> None:
    said = " ".join([STORY] * 6)
    answer = Marked(1, None, delivered(said, 0.8, profile))
    names = {rule.name for rule in RULES if rule.applies(answer)}
    assert names & {"slow", "long", "fast", "fillers"} == advised
    if advised:
        told = next(rule.example(answer) for rule in RULES if rule.name == "long")
        assert told == "It took 3:41; an interviewer would like under 3 minutes."


# One word begun several times.


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("the b-b-billing was late", "the billing was late"),
        ("I re- re- reconciled it", "I reconciled it"),
        ("I re re reconciled it", "I reconciled it"),
        ("a c c c credit memo", "a credit memo"),
        ("for p-pa-payment", "for payment"),
        ("it was st... still open", "it was still open"),
        ("a hundred hundred, hundred and twelve", "a hundred and twelve"),
        ("twelve twelve twelve days", "twelve days"),
        ("ten, ten days", "ten days"),
        ("10 10 invoices", "10 invoices"),
        ("forty forty-five days", "forty five days"),
        ("six hundred and and eighty", "six hundred and eighty"),
        ("ssso I called", "so I called"),
        ("ten ppercent ppppercent", "ten ppercent percent"),
    ],
)
def test_a_word_begun_several_times_is_read_once(said: str, read: str) -> None:
    told = [token.text for token in fluent(tokens_of(said), said)]
    assert told == [token.text for token in tokens_of(read.lower())]


@pytest.mark.parametrize(
    "said",
    [
        "a no-nonsense clerk",
        "I re-recorded it and took the t-test on D-day",
        "I invoiced a account",
        "it was very very late, no, no",
        "we called Walla Walla again",
        "it ended in four four seven",
        "in twenty twenty-two and twenty twenty",
        "zero point zero zero",
        "sixty, sixty-five days",
        "two two-bedroom flats",
        "one, one by one",
        "over ten, ten is all",
        "on hold we win-win and so-so",
        "our AR... around ninety days",
        "I paid. Payments were late",
        "the pay, payments and so on",
        "the park of the G A A that was",
        "www dot hmmm mmm",
        "",
    ],
)
def test_what_may_be_meant_is_left_as_it_is(said: str) -> None:
    tokens = tokens_of(said)
    assert fluent(tokens, said) == tokens


def test_the_encoder_is_shown_blanks_where_a_word_was_only_begun() -> None:
    said = "it was re- re- reconciled b-b-billing, the the th- they"
    heard = tokens_of(said)
    assert smooth(said, heard, fluent(heard, said)) == (
        "it was         reconciled     billing, the the     they"
    )


def test_what_stood_before_the_first_beginning_stands_before_the_word() -> None:
    said = timed("we closed it. Th- th- they paid", 3)
    words = [replace(word, start=word.start + 4 * (at > 2)) for at, word in enumerate(said.words)]
    said = replace(said, words=tuple(words))
    *_, they, _ = fluent(tokens_of(said.text, said), said.text)
    assert they.text == "they"
    assert they.stop
    assert they.pause > 3.9
    assert said.text[they.start : they.end] == "they"


@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from(["I I I reconciled", "b-b-billing", "b b billing", "rrreconciled"]),
    st.sampled_from(["a hundred and twelve days", "forty-five percent", "two thousand dollars"]),
    st.integers(0, 10_000),
)
def test_a_stuttered_amount_is_the_amount(name: str, amount: str, seed: int) -> None:
    told = f"We had waited long. In the end they paid {amount} more than they had before."
    said = stuttered(told, STUMBLES[name], seed, 0.3)
    plain, found = (judge(text, encoder=lambda: None).quantities for text in (told, said))
    assert amount_of(found[-1].value) == amount_of(plain[-1].value), said


def amount_of(value: float | None) -> float:
    assert value is not None
    return value


def test_no_answer_without_a_word_twice_is_read_otherwise() -> None:
    touched = [a for a in TEST if fluent(tokens_of(a.text), a.text) != tokens_of(a.text)]
    assert len(touched) == 33
    for answer in touched:
        words = [token.text for token in tokens_of(answer.text)]
        assert any(a == b for a, b in pairwise(words)), answer.name


def test_hardly_an_answer_loses_a_term_or_is_refused_for_stuttering() -> None:
    refused, lost, there = 0, 0, 0
    for at, answer in enumerate(Random(4).sample(TEST, 40)):
        said = stuttered(answer.text, STUMBLES["b-b-billing"], at, 0.3)
        plain, found = (
            judge(text, terms=BANK.terms, encoder=lambda: None) for text in (answer.text, said)
        )
        refused += found.abstained is not None and plain.abstained is None
        terms = {use.term for use in plain.terms}
        there, lost = there + len(terms), lost + len(terms - {use.term for use in found.terms})
    assert refused == 0
    assert lost <= 0.03 * there


# How long is waited.


def test_no_profile_waits_less_than_the_usual_one() -> None:
    for profile in OTHERS:
        own = PATIENCES[profile]
        for name in ("silence", "hanging", "opening", "start", "closing", "growth", "longest"):
            assert getattr(own, name) >= getattr(PATIENCE, name), (profile, name)


@pytest.mark.parametrize(
    ("profile", "usual_at_least", "own_at_most"),
    [("slow", 8, 3), ("stutter", 12, 1), ("second-language", 5, 4)],
)
def test_fewer_are_cut_off_by_their_own_measure(
    profile: Profile, usual_at_least: int, own_at_most: int
) -> None:
    answers = Random(7).sample(TEST, 30)
    said = [spoken(answer, SPEAKERS[profile], at) for at, answer in enumerate(answers)]
    assert listened(said, PATIENCE)[0] >= usual_at_least
    assert listened(said, PATIENCES[profile])[0] <= own_at_most


def asked(*words: str) -> Patience:
    return patience(parser().parse_args(["interview", *words]))


def test_what_is_typed_wins_over_the_profile() -> None:
    assert asked() == PATIENCE
    assert asked("--profile", "slow") == PATIENCES["slow"]
    own = PATIENCES["stutter"]
    assert asked("--profile", "stutter", "--silence", "2") == changed(own, silence=2.0)
    assert asked("--profile", "stutter", "--thinking", "20") == changed(own, hanging=20.0)
    assert asked("--profile", "stutter", "--manual") == MANUAL


def test_the_profiles_are_the_same_everywhere() -> None:
    assert set(MEASURES) == set(PATIENCES) == set(PROFILES)
    for name in PROFILES:
        assert parser().parse_args(["check", "--profile", name]).profile == name
        assert parser().parse_args(["score", "x", "--profile", name]).profile == name


# Through the front door.


def mockint(*words: object, given: str | None = None) -> str:
    command = [sys.executable, "-m", "mockint", *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, input=given or "")
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def slow(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A story told at 80 words a minute."""
    voice = open_voice(CANDIDATE_VOICE, 80)
    try:
        clip = voice.render(STORY).clip
    finally:
        voice.close()
    file = tmp_path_factory.mktemp("slow") / "slow.wav"
    soundfile.write(file, clip.samples, clip.rate)
    return file


def test_check_marks_a_recording_by_the_profile(slow: Path) -> None:
    both = [mockint("check", slow, "--json", "--profile", name) for name in ("usual", "slow")]
    usual, own = map(json.loads, both)
    assert usual["delivery"]["words_per_minute"] < MEASURES["usual"].slow
    assert usual["marks"]["delivery"]["level"] < own["marks"]["delivery"]["level"] == 5
    for found in (usual, own):
        del found["delivery"], found["marks"]["delivery"]
    assert usual == own


def test_score_marks_by_the_profile(slow: Path) -> None:
    line = json.loads(mockint("score", slow, "--profile", "slow"))
    assert line["marks"]["delivery"]["why"].endswith(", by the measure for slow speech.")


Held = tuple[Path, Session, str]


@pytest.fixture(scope="module")
def held(slow: Path, tmp_path_factory: pytest.TempPathFactory) -> Held:
    """An interview held by the measure for slow speech."""
    recordings = tmp_path_factory.mktemp("held")
    printed = mockint(
        *("interview", "-n", 1, "--stage", "behavioral", "--seed", 3, "--profile", "slow"),
        *("--recordings", recordings, "--answers", slow, slow),
    )
    return recordings, sessions.load(recordings / printed.split()[-1]), printed


def test_an_interview_keeps_its_profile_and_marks_by_it(held: Held) -> None:
    recordings, session, printed = held
    assert session.scene.profile == "slow"
    last = session.answers[0].last
    assert last is not None
    assert last.findings is not None
    assert spoken_of(last.findings).profile == "slow"
    assert last.findings.marks["delivery"].level == 5
    report = " ".join(mockint("report", session.name, "--recordings", recordings).split())
    for text in (" ".join(printed.split()), report):
        assert "by the measure for slow speech" in text
        assert "a little faster" not in text


def test_words_that_are_edited_are_marked_by_the_same_measure(held: Held) -> None:
    recordings, session, _ = held
    last = session.answers[0].last
    assert last is not None
    assert last.transcript is not None
    words = last.transcript.text.replace("customer", "client")
    mockint(
        *("edit", session.name, "--answer", 1, "--text", "-", "--recordings", recordings),
        given=words,
    )
    now = sessions.load(recordings / session.name).answers[0].last
    assert now is not None
    assert now.findings is not None
    assert "client" in now.findings.text
    assert spoken_of(now.findings).profile == "slow"


def test_an_interview_gone_on_with_has_the_measure_it_was_begun_under(
    held: Held, slow: Path, tmp_path: Path
) -> None:
    _, session, _ = held
    folder = tmp_path / session.name
    folder.mkdir()
    sessions.save(replace(session, answers=(), finished=False), folder)
    mockint("interview", "--resume", "--recordings", tmp_path, "--answers", slow, slow)
    last = sessions.load(folder).answers[0].last
    assert last is not None
    assert last.findings is not None
    assert spoken_of(last.findings).profile == "slow"


def test_a_session_from_before_profiles_is_of_the_usual_one(held: Held, tmp_path: Path) -> None:
    _, session, _ = held
    sessions.save(session, tmp_path)
    whole = json.loads((tmp_path / sessions.FILE).read_text())
    del whole["scene"]
    for answer in whole["answers"]:
        for attempt in answer["attempts"]:
            if attempt.get("findings"):
                del attempt["findings"]["delivery"]["profile"]
    (tmp_path / sessions.FILE).write_text(json.dumps(whole))
    old = sessions.load(tmp_path)
    assert old.scene.profile == "usual"
    assert old.answers[0].last is not None
    assert old.answers[0].last.findings is not None
    assert spoken_of(old.answers[0].last.findings).profile == "usual"


def test_a_block_of_six_seconds_does_not_end_the_answer_of_somebody_who_stutters(
    soundcard: SoundCard, tmp_path: Path
) -> None:
    first, second = STORY.split(" In the end ")
    voice = open_voice(CANDIDATE_VOICE, 165)
    try:
        parts = [resampled(voice.render(text).clip, RATE).samples for text in (first, second)]
    finally:
        voice.close()
    block = np.zeros(6 * RATE, np.int16)
    answer = write_wav(tmp_path / "answer.wav", Clip(np.concatenate([parts[0], block, parts[1]])))
    back = write_wav(tmp_path / "back.wav", Clip(parts[1]))
    command = [sys.executable, "-m", "mockint", "interview", "-n", "1", "--seed", "3", "--plain"]
    command += ["--profile", "stutter", "--follow-ups", "0", "--recordings", str(tmp_path / "r")]
    with soundcard.ear() as ear:
        process = soundcard.start(
            *command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True
        )
        heard = 0
        for file in (answer, back):
            heard = wait_for_question(ear, heard)
            soundcard.say(file).wait()
        output, _ = process.communicate(timeout=90)
    assert process.returncode == 0, output
    session = sessions.load(tmp_path / "r" / output.split()[-1])
    (attempt,) = session.answers[0].attempts
    assert attempt.ended == "silence"
    assert attempt.transcript is not None
    assert share(second, attempt.transcript.text) > 0.5
