"""One part practised alone: what is given, what is marked, and what it does not count for."""

import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from mockint import drill
from mockint import session as sessions
from mockint.bank import Bank, Question, load_bank, to_yaml
from mockint.errors import BankError
from mockint.findings import PARTS, Evidence, Findings, Part, PartSpan, Quantity
from mockint.history import progress
from mockint.rubric import judge
from mockint.session import Answer, Session
from mockint.sound.clip import RATE, Clip
from mockint.sound.soundfiles import write_flac
from mockint.transcript import Transcript
from mockint.voice import open_voice
from tests.murmur import said
from tests.practised import BANK
from tests.sample_session import attempt, session
from tests.soundcard import SoundCard
from tests.test_bad_input import mockint, the_sentence
from tests.test_spoken_interview import spoken, wait_for_question
from tests.wav import write_wav

Place = PartSpan | Quantity | Evidence
"""What cites the answer's words."""

BEGINNING = (
    "In March our largest customer was billed twice for the same two hundred orders. It was my job"
    " to put that right before the month-end close. I compared the payment history with the ledger"
    " and wrote one credit memo for each batch."
)
RESULT = (
    "In the end the customer paid within three days, and our rework went down by forty percent."
)
UNMEASURED = "In the end the customer was happy again, and they signed for another year with us."
DEEDS = "Well, I opened the ledger, I called the clerk, and then I wrote the credit memo."


@cache
def bank() -> Bank:
    return load_bank(BANK)


def marked(said: str | Transcript, question: Question) -> Findings:
    return judge(said, question, bank().terms, bank=BANK)


def asked(part: Part = "result") -> Question:
    return drill.asking(bank().questions[0], part, drill.OWN, BEGINNING)


def told(text: str) -> Session:
    """A session in which that story was told."""
    question = next(each for each in bank().questions if each.id == "error-you-found")
    given = replace(attempt(), transcript=said(text), findings=marked(said(text), question))
    answer = Answer(question, question.ask, None, (given,))
    return replace(session(), bank=BANK, answers=(answer,))


def levels(text: str) -> tuple[int | None, str]:
    (mark,) = drill.marked(asked(), said(text), "result", marked).marks.values()
    return mark.level, mark.why


def test_a_measured_result_a_result_and_none_are_told_apart() -> None:
    assert levels(RESULT) == (5, "The result was heard, and a figure measures it.")
    assert levels(UNMEASURED) == (3, "The result was heard, and no figure measures it.")
    assert levels(DEEDS) == (1, "No result was heard.")
    assert levels("I do not know.") == (1, "No result was heard.")


def test_only_the_part_is_marked_and_its_words_are_quoted_from_the_answer() -> None:
    found = drill.marked(asked(), said(RESULT), "result", marked)
    assert (found.form, found.text, found.missing, found.terms) == ("other", RESULT, (), ())
    assert list(found.marks) == ["result"]
    assert [span.part for span in found.parts] == ["result"]
    assert [each.quote for each in found.quantities] == ["three days", "forty percent"]
    places: list[Place] = [*found.parts, *found.quantities, *found.marks["result"].evidence]
    for place in places:
        assert found.text[place.start : place.end] == place.quote
    heard = said(RESULT)
    assert [span.seconds for span in found.parts] == [
        heard.seconds_of(span.start, span.end) for span in found.parts
    ]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from((BEGINNING + RESULT + DEEDS + UNMEASURED).split()), max_size=40))
def test_whatever_is_said_the_quotes_stand_in_it(words: list[str]) -> None:
    text = " ".join(words)
    for part in PARTS:
        found = drill.marked(asked(part), said(text), part, marked)
        assert found.text == text
        places: list[Place] = [*found.parts, *found.quantities]
        for place in places:
            assert text[place.start : place.end] == place.quote != ""


def test_nothing_said_is_not_marked() -> None:
    found = drill.marked(asked(), said(""), "result", marked)
    assert found.abstained
    assert not any(mark.level for mark in found.marks.values())


def test_own_stories_without_a_result_are_given_first_and_up_to_it() -> None:
    own = told(BEGINNING)
    first, second = drill.situations(bank(), [own], "result", 2, 1, marked)
    assert first.id == "drill-error-you-found"
    assert first.ask == f"{drill.OWN} {BEGINNING} {drill.ASKS['result']}"
    assert second.ask.startswith(drill.EXAMPLE)
    assert second.ask.endswith(drill.ASKS["result"])


def test_each_part_of_an_own_story_is_given_as_a_sentence() -> None:
    whole = "In March a customer was billed twice, and my manager asked me to find out why."
    (first,) = drill.situations(bank(), [told(f"{whole} {DEEDS}")], "result", 1, 1, marked)
    assert "In March a customer was billed twice. And my manager asked me" in first.ask


def test_what_was_told_well_or_counts_nowhere_is_not_given() -> None:
    usual = drill.situations(bank(), [], "result", 3, 1, marked)
    assert all(question.ask.startswith(drill.EXAMPLE) for question in usual)
    lacking = told(BEGINNING)
    for other in (
        told(f"{BEGINNING} {RESULT}"),
        replace(lacking, rehearsal=True),
        replace(lacking, drill="result"),
        replace(lacking, bank="accounts-payable"),
    ):
        assert drill.situations(bank(), [other], "result", 3, 1, marked) == usual
    assert drill.situations(bank(), [lacking], "result", 3, 1, marked) != usual
    better = replace(told(f"{BEGINNING} {RESULT}"), started="2026-03-03T09:15:00")
    assert drill.situations(bank(), [lacking, better], "result", 3, 1, marked) == usual


def test_no_beginning_gives_away_the_part_that_is_asked_for() -> None:
    for part in PARTS[1:]:
        for question in drill.situations(bank(), [], part, 20, 1, marked):
            original = next(q for q in bank().questions if f"drill-{q.id}" == question.id)
            found = marked(original.examples.strong, original)
            for span in found.parts:
                if PARTS.index(span.part) >= PARTS.index(part):
                    assert span.quote not in question.ask


def test_a_story_without_end_is_shortened_and_can_be_kept(tmp_path: Path) -> None:
    endless = "In March a customer called and " * 3000
    question = drill.asking(bank().questions[0], "result", drill.OWN, drill.shortened(endless))
    assert len(question.ask.split()) < 150
    sessions.save(replace(session(), plan=(question,), drill="result"), tmp_path)
    assert sessions.load(tmp_path).plan == (question,)


def test_a_bank_without_stories_is_refused_in_one_sentence() -> None:
    none = replace(bank(), questions=tuple(q for q in bank().questions if q.form != "story"))
    with pytest.raises(BankError, match="asks for no story"):
        drill.situations(none, [], "result", 3, 1, marked)


def test_a_drill_from_a_bank_without_any_story_says_so_in_one_sentence(tmp_path: Path) -> None:
    none = replace(bank(), questions=tuple(q for q in bank().questions if q.form != "story"))
    file = tmp_path / "facts.yaml"
    file.write_text(to_yaml(none), encoding="utf-8")
    sound = write_wav(tmp_path / "answer.wav", Clip(np.zeros(RATE, np.int16)))
    for command in (("--drill", "result"), ("--drill", "task", "--stage", none.stages[0])):
        done = mockint("interview", file, *command, "--answers", sound, "--recordings", tmp_path)
        assert the_sentence(done) == (
            f"mockint: {none.title} asks for no story there: nothing can be drilled."
        )
    assert sessions.folders(tmp_path) == ()


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Path]]:
    """Two recordings: a result with a figure, and deeds."""
    voice = open_voice("en-us")
    folder = tmp_path_factory.mktemp("recorded")
    paths = [folder / "result.flac", folder / "deeds.flac"]
    for path, text in zip(paths, (RESULT, DEEDS), strict=True):
        write_flac(path, voice.render(text).clip)
    yield paths
    voice.close()


def test_a_drill_from_the_outside_marks_the_result_alone_and_counts_nowhere(
    tmp_path: Path, recorded: list[Path]
) -> None:
    place = tmp_path / "recordings"
    place.mkdir()
    options = ("--drill", "result", "--seed", "1", "--recordings", place)
    done = mockint("interview", "--answers", *recorded, *options)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == "A drill of the result alone: 2 from the bank. It counts in no other report."
    assert lines[-2] == "The result was heard in 1 of 2, measured in 1."
    made = sessions.load(place / lines[-1])
    assert (made.drill, made.finished, made.title) == ("result", True, "Drill: results")
    assert [answer.question is None for answer in made.answers] == [False, False]
    assert progress([made]).courses == ()
    due = mockint("due", "--recordings", place).stdout
    assert due.splitlines()[:2] == [
        "Due today: 0 of 49 questions, Billing specialist",
        "Never asked: 49.",
    ]
    report = mockint("report", "--recordings", place)
    assert report.returncode == 0, report.stderr
    assert "Drill: results" in report.stdout
    listed = mockint("sessions", "--recordings", place).stdout
    assert " 2 of 2 " in listed


def test_a_drill_and_what_is_due_are_not_asked_for_at_once_and_stages_are_checked(
    tmp_path: Path,
) -> None:
    assert mockint("interview", "--drill", "result", "--due").returncode == 2
    words = ("interview", "--drill", "result", "--or-rehearse", "--recordings", tmp_path)
    assert "has no stage 'x'" in the_sentence(mockint(*words, "--stage", "x"))
    assert "asks for no story there" in the_sentence(mockint(*words, "--stage", "technical"))
    assert sessions.folders(tmp_path) == ()


def test_a_drill_over_a_sound_card_hears_the_result_told_aloud(
    soundcard: SoundCard, tmp_path: Path
) -> None:
    place = tmp_path / "recordings"
    place.mkdir()
    answer = spoken(RESULT, tmp_path / "result.wav")
    command = [sys.executable, "-m", "mockint", "interview", "--drill", "result", "-n", "1"]
    command += ["--seed", "1", "--recordings", str(place), "--plain"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    with soundcard.ear() as ear:
        process = soundcard.start(*command, stdin=subprocess.DEVNULL, **pipes)
        wait_for_question(ear, 0)
        soundcard.say(answer).wait()
        output, _ = process.communicate(timeout=120)
    assert process.returncode == 0, output
    assert output.splitlines()[-2] == "The result was heard in 1 of 1, measured in 1."
    made = sessions.load(place / output.split()[-1])
    assert [answer.follow_ups for answer in made.answers] == [()]
