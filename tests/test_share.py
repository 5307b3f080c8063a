"""The copy of a session that others may see, and its sound."""

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from mockint import session as sessions
from mockint.bank import Examples, Term, load_bank
from mockint.commands.sharing import Shared, shared
from mockint.errors import RecordingError, SessionError
from mockint.findings import (
    Delivery,
    Evidence,
    Filler,
    Findings,
    Mark,
    PartSpan,
    Quantity,
    Repeat,
    Said,
    TermUse,
)
from mockint.masking import Masked, Rules, encoded, leaks, masked
from mockint.rubric import judge
from mockint.session import FORMAT, Answer, Attempt, Session
from mockint.sound.clip import RATE, Clip
from mockint.sound.silence import FADE, silenced
from mockint.sound.soundfiles import read, write_flac
from mockint.transcript import Engine, Repair, Transcript, Word
from tests import sample_session

TOLD = (
    "So last March at Hartwell Logistics our customer, Maria Lopez, was billed twice for "
    "invoice INV-20394. It was my job to put that right before the close. Um, I called Maria at "
    "614-555-0142 and I compared the ledger with the payment history, and I found the import "
    "that had run twice. Then I wrote one credit memo for $18,250, and, you know, Bill Brennan "
    "signed it. Maria Lopez paid in three days and our rework went down by forty percent. That "
    "saved us $18,250, Maria Lopez said."
)
SECRET = ("hartwell", "maria", "lopez", "20394", "614-555-0142", "18,250", "brennan")


def heard(text: str, pace: float = 0.4) -> Transcript:
    """``text`` said at ``pace`` seconds a word from second 1 on."""
    words = [
        Word(word, round(1 + at * pace, 3), round(1 + at * pace + 0.3, 3))
        for at, word in enumerate(text.split())
    ]
    seconds = words[-1].end + 1
    repairs = (Repair(len(words) - 3, len(words) - 1, "maria low pez", "Maria Lopez"),)
    unsure = ("What Maria said may be wrong.",)
    engine = Engine("whisper", "/home/mlopez/model.bin", "1.0")
    return Transcript(tuple(words), seconds, engine, repairs, ((1.0, seconds),), unsure)


def practised() -> Session:
    """A session of a person's own bank, with two attempts that name people."""
    question = replace(
        sample_session.question(ask="Tell me about the Hartwell Logistics account."),
        id="maria-lopez-story",
        hint="Think of Maria Lopez.",
        terms=("credit memo", "Hartwell Logistics", "Zuora"),
    )
    terms = (Term("credit memo"), Term("Hartwell Logistics"), Term("Zuora"))
    transcript = heard(TOLD)
    findings = judge(transcript, question, terms, id="Maria", bank="lopez-bank")
    why = replace(findings.marks["structure"], why="“Maria Lopez” was heard first.")
    findings = replace(findings, marks={**findings.marks, "structure": why})
    first = Attempt(1, "01-answer.flac", 60.0, "interrupted", heard("I told Maria about Zuora."))
    second = Attempt(
        2, "01-answer-2.flac", 60.0, "key", transcript, findings, ("Maria was too quiet.",)
    )
    plain = sample_session.question(2, "Why this role, and why now?")
    return Session(
        format=FORMAT,
        name="2026-03-02-0915-maria-lopez",
        started="2026-03-02T09:15:00",
        bank="lopez-bank",
        title="Interview of Maria Lopez",
        mode="practice",
        seed=7,
        plan=(question, plain),
        greeting="Good morning, Maria.",
        closing="What would you like to ask us?",
        thanks="Thank you.",
        terms=terms,
        answers=(
            Answer(question, question.ask, "01-question.flac", (first, second)),
            Answer(plain, plain.ask, "02-question.flac", (Attempt(1, "02-answer.flac", 9.0),)),
        ),
        finished=True,
    )


@pytest.fixture(scope="module")
def copy() -> Masked:
    return masked(practised())


def quotes(findings: Findings) -> Iterator[tuple[int, int, str]]:
    """Every place in the findings with its quote."""
    lots: list[Any] = [*findings.parts, *findings.quantities, *findings.terms]
    lots += [one for mark in findings.marks.values() for one in mark.evidence]
    if spoken := findings.delivery:
        lots += [*spoken.fillers, *spoken.restarts, *spoken.hedges]
        lots += [place for repeat in spoken.repeats for place in repeat.places]
    for one in lots:
        yield one.start, one.end, one.quote


def given_findings(session: Session) -> Findings:
    """Those of the second attempt."""
    findings = session.answers[0].attempts[1].findings
    assert findings is not None
    return findings


def test_nothing_that_was_masked_stands_anywhere_in_the_copy(copy: Masked) -> None:
    text = encoded(copy.session).lower()
    assert [secret for secret in SECRET if secret in text] == []
    assert leaks(encoded(copy.session), copy.originals) == []
    assert leaks(encoded(practised()), copy.originals) != []


def test_the_copy_is_a_session_that_opens(copy: Masked, tmp_path: Path) -> None:
    folder = tmp_path / copy.session.name
    folder.mkdir()
    sessions.save(copy.session, folder)
    assert sessions.load(folder) == copy.session


def test_one_person_has_one_label_in_every_text(copy: Masked) -> None:
    session, findings = copy.session, given_findings(copy.session)
    (label,) = set(re.findall(r"\[person \d+\]", session.title))
    assert session.title == f"Interview of {label}"
    assert session.greeting == f"Good morning, {label}."
    assert session.plan[0].hint == f"Think of {label}."
    assert session.answers[0].attempts[1].warnings == (f"{label} was too quiet.",)
    assert findings.marks["structure"].why == f"“{label}” was heard first."
    assert f"I called {label} at [phone number]" in findings.text
    assert session.name == f"2026-03-02-0915-{label[1:-1].replace(' ', '-')}"


def test_names_in_small_letters_keep_a_form_that_opens(copy: Masked) -> None:
    session = copy.session
    assert session.plan[0].id == "person-1-story"
    assert session.answers[0].question == session.plan[0]
    assert given_findings(session).question == "person-1-story"
    assert session.bank == given_findings(session).bank == "company-2"


def test_every_quote_is_its_place_in_the_new_text(copy: Masked) -> None:
    findings = given_findings(copy.session)
    found = list(quotes(findings))
    assert len(found) > 20
    assert all(quote == findings.text[start:end] for start, end, quote in found)


def test_text_and_transcript_still_agree(copy: Masked) -> None:
    transcript = copy.session.answers[0].attempts[1].transcript
    assert transcript is not None
    assert transcript.text == given_findings(copy.session).text


def test_a_masked_span_is_one_word_from_its_first_second_to_its_last(copy: Masked) -> None:
    before = practised().answers[0].attempts[1].transcript
    after = copy.session.answers[0].attempts[1].transcript
    assert before is not None
    assert after is not None
    maria = next(at for at, word in enumerate(before.words) if word.text == "Maria")
    assert after.words[maria - 1].text == "[person 1],"
    assert after.words[maria - 1].start == before.words[maria].start
    assert after.words[maria - 1].end == before.words[maria + 1].end
    assert len(after.words) < len(before.words)


def test_a_repair_points_at_the_words_it_pointed_at(copy: Masked) -> None:
    transcript = copy.session.answers[0].attempts[1].transcript
    assert transcript is not None
    (repair,) = transcript.repairs
    assert "[person 1]," in [
        word.text for word in transcript.words[repair.first : repair.last]
    ] or (transcript.words[repair.first].text == "[person 1]")
    assert repair.term == "[person 1]"
    assert repair.heard == "[person 1]"


def test_an_amount_that_was_masked_loses_its_value_and_no_other_does(copy: Masked) -> None:
    before, after = given_findings(practised()).quantities, given_findings(copy.session).quantities
    assert len(before) == len(after)
    lost = {old.quote for old, new in zip(before, after, strict=True) if new.value != old.value}
    assert lost == {"$18,250", "614-555", "0142"}


def test_marks_and_everything_measured_stay_as_they_were(copy: Masked) -> None:
    before, after = given_findings(practised()), given_findings(copy.session)
    assert [mark.level for mark in after.marks.values()] == [
        mark.level for mark in before.marks.values()
    ]
    assert after.missing == before.missing
    assert [span.seconds for span in after.parts] == [span.seconds for span in before.parts]
    assert after.delivery is not None
    assert before.delivery is not None
    assert after.delivery.words == before.delivery.words
    assert after.delivery.pauses == before.delivery.pauses


def test_the_terms_a_question_asks_for_are_masked_alike_everywhere(copy: Masked) -> None:
    question, findings = copy.session.plan[0], given_findings(copy.session)
    assert question.terms == ("credit memo", "[company 1]", "Zuora")
    assert [term.term for term in copy.session.terms] == list(question.terms)
    assert findings.expected.said == ("credit memo", "[company 1]")
    assert findings.expected.unsaid == ("Zuora",)


def test_sound_is_silent_where_a_masked_word_was_heard_and_a_little_around(copy: Masked) -> None:
    transcript = practised().answers[0].attempts[1].transcript
    assert transcript is not None
    silences = copy.silences["01-answer-2.flac"]
    assert list(silences) == sorted(silences)
    for word in transcript.words:
        name = any(secret in word.text.lower() for secret in SECRET)
        inside = any(left < word.start < word.end < right for left, right in silences)
        assert inside == (name or word.text in {"Logistics", "Logistics,", "Bill"}), word
    maria = next(word for word in transcript.words if word.text == "Maria")
    assert any(left == pytest.approx(maria.start - 0.06) for left, _ in silences)


def test_a_question_that_names_somebody_loses_its_sound_and_no_other(copy: Masked) -> None:
    assert copy.session.answers[0].question_sound is None
    assert copy.session.answers[1].question_sound == "02-question.flac"


def test_sound_without_words_is_left_out_and_it_says_so(copy: Masked) -> None:
    (attempt,) = copy.session.answers[1].attempts
    assert attempt.sound is None
    assert attempt.warnings == (
        "Its recording is left out of this copy: no words of it are known.",
    )


def test_it_says_what_was_masked(copy: Masked) -> None:
    assert copy.sentences == (
        "Masked: 3 names of people, 2 companies, 1 phone number, 1 account or other number, "
        "1 amount of money above 1,000.",
        "What was not recognised as a name or number still stands there: read it before you send "
        "it.",
        "The recordings are silent where masked words were heard, as closely as the recogniser "
        "tells when: listen to them before you send them.",
    )


def test_a_session_without_names_stays_as_it_is_and_it_says_so() -> None:
    session = sample_session.session()
    copy = masked(session)
    assert copy.session == session
    assert copy.sentences[0] == "No name, number or larger amount was recognised."
    assert all(spans == () for spans in copy.silences.values())


def test_what_the_last_look_finds_is_masked_and_not_refused(tmp_path: Path) -> None:
    told = "It was claim QX-71 again. Then I saw QX: 71 of them."
    attempt = Attempt(1, None, 9.0, "key", heard(told))
    session = replace(sample_session.session(), answers=(Answer(None, "?", None, (attempt,)),))
    copy = shared(tmp_path, session)
    transcript = copy.session.answers[0].attempts[0].transcript
    assert transcript is not None
    assert transcript.text == "It was claim [account number] again. Then I saw [masked] of them."
    assert copy.masked.counts["account"] == 1
    assert "also" not in copy.masked.counts


def test_somebody_named_as_a_key_of_the_session_is_no_reason_to_refuse(tmp_path: Path) -> None:
    attempt = Attempt(1, None, 9.0, "key", heard("My manager was Said Finished and Said left."))
    session = replace(sample_session.session(), answers=(Answer(None, "?", None, (attempt,)),))
    assert "Said" not in encoded(shared(tmp_path, session).session)


def test_a_shipped_bank_is_left_alone_whatever_it_tells() -> None:
    bank = load_bank("billing-specialist")
    session = replace(
        sample_session.session(),
        bank=bank.name,
        plan=bank.questions,
        terms=bank.terms,
        greeting=bank.greeting,
        closing=bank.closing,
        thanks=bank.thanks,
        title=bank.title,
        answers=(),
    )
    assert masked(session).session == session


def test_what_only_a_bank_of_ones_own_tells_is_not_counted_as_said() -> None:
    words = heard("I worked at Hartwell Logistics for two years.")
    words = replace(words, repairs=(), unsure=(), engine=sample_session.ENGINE)
    said = Attempt(1, None, 9.0, "key", words)
    asked = sample_session.question()
    example = "At Copper Kettle Foods I billed $4,000 to Hartwell Logistics."
    told = replace(asked, examples=Examples(example, example))
    answers = (Answer(told, told.ask, None, (said,)),)
    session = replace(sample_session.session(), bank="mine", plan=(told,), answers=answers)
    copy = masked(session)
    assert copy.counts == {"company": 1}
    assert copy.sentences[:2] == (
        "Masked: 1 company.",
        "Masked in the bank's own texts besides: 1 company, 1 amount of money above 1,000.",
    )
    transcript = copy.session.answers[0].attempts[0].transcript
    assert transcript is not None
    assert transcript.text == "I worked at [company 1] for two years."
    assert "Copper" not in encoded(copy.session)
    silent = replace(session, answers=())
    assert masked(silent).sentences[0] == (
        "No name, number or larger amount was recognised in what was asked and said."
    )


def test_words_named_are_masked_and_words_kept_stay() -> None:
    copy = masked(practised(), Rules(20_000.0, also=("credit memo",), keep=("Hartwell Logistics",)))
    text = given_findings(copy.session).text
    assert "one [masked] for $18,250" in text
    assert "at Hartwell Logistics our" in text
    assert copy.counts["also"] == 1


def test_a_session_of_half_an_hour_is_masked_in_seconds() -> None:
    attempt = Attempt(1, "01-answer.flac", 1800.0, "key", heard(" ".join([TOLD] * 60)))
    session = replace(
        sample_session.session(), answers=(Answer(None, "And then?", None, (attempt,)),)
    )
    begun = time.process_time()
    masked(session)
    assert time.process_time() - begun < 15


SPOKEN = st.text("aMb. 5$\u202e'\u2019é-@", max_size=40) | st.sampled_from(
    ["Maria Lopez", "call 555-0134", "$4,000", "at Acme Inc.", "um", ""]
)
WORDS = st.lists(
    st.builds(Word, SPOKEN, st.floats(-10, 1e9), st.floats(-10, 1e9)), max_size=12
).map(tuple)
PLACE = st.integers(-30, 300)
REPAIRS = st.lists(st.builds(Repair, PLACE, PLACE, SPOKEN, SPOKEN), max_size=3).map(tuple)
ENGINE = Engine("e", "m", "1")


def said(draw: st.DrawFn, sort: Any, **more: Any) -> Any:
    """Something found at any place."""
    return sort(start=draw(PLACE), end=draw(PLACE), quote=draw(SPOKEN), **more)


@st.composite
def hostile(draw: st.DrawFn) -> Attempt:
    """An attempt whose findings point anywhere."""
    transcript = Transcript(draw(WORDS), 60.0, ENGINE, draw(REPAIRS), (), (draw(SPOKEN),))
    text = draw(st.just(transcript.text) | SPOKEN)
    quantity = said(draw, Quantity, kind="money", value=5e9, unit="dollars", result=True)
    place = said(draw, Said, seconds=None)
    filler = said(draw, Filler, seconds=None)
    spoken = Delivery(60.0, 9, None, (filler,), (), None, {}, (Repeat(draw(SPOKEN), 2, (place,)),))
    findings = replace(
        judge(""),
        text=text,
        parts=(said(draw, PartSpan, part="result", sure=True),),
        quantities=(quantity,),
        terms=(said(draw, TermUse, term=draw(SPOKEN), heard="exact"),),
        delivery=spoken,
        marks={draw(SPOKEN): Mark(3, draw(SPOKEN), (said(draw, Evidence),))},
    )
    return Attempt(1, "01-answer.flac", 60.0, "key", transcript, findings, (draw(SPOKEN),))


@given(hostile())
@settings(max_examples=150, deadline=None)
def test_findings_that_point_anywhere_come_out_whole(attempt: Attempt) -> None:
    session = replace(
        sample_session.session(), answers=(Answer(None, "And?", None, (attempt,)),), terms=()
    )
    copy = masked(session)
    assert msgspec.json.decode(encoded(copy.session), type=Session) == copy.session
    (found,) = copy.session.answers[0].attempts
    assert found.findings is not None
    assert all(q == found.findings.text[s:e] for s, e, q in quotes(found.findings))
    assert all(0 <= left < right for left, right in copy.silences["01-answer.flac"])
    assert found.transcript is not None
    assert attempt.transcript is not None
    assert attempt.findings is not None
    if attempt.transcript.text == attempt.findings.text:
        assert found.transcript.text == found.findings.text
    assert leaks(encoded(copy.session), copy.originals) == []


def noise(seconds: float) -> Clip:
    """Sound that is never silent."""
    samples = np.random.default_rng(3).integers(500, 20_000, round(seconds * RATE), np.int16)
    return Clip(samples)


@given(st.lists(st.tuples(st.floats(), st.floats()), max_size=6))
@settings(max_examples=100, deadline=None)
def test_silence_is_digital_and_the_rest_is_as_it_was(spans: list[tuple[float, float]]) -> None:
    clip = noise(1.0)
    after = silenced(clip, spans).samples
    silent, near = np.zeros(RATE, bool), np.zeros(RATE, bool)
    seconds = np.arange(RATE) / RATE
    for start, end in spans:
        silent |= (seconds >= start) & (seconds < end)
        near |= (
            (seconds > start - FADE - 2 / RATE) & (seconds < end + FADE + 2 / RATE) & (start < end)
        )
    assert not after[silent].any()
    assert np.array_equal(after[~near], clip.samples[~near])
    assert len(after) == RATE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The session with sound, a report and a stranger's file beside it."""
    session = practised()
    kept = tmp_path / session.name
    kept.mkdir()
    sessions.save(session, kept)
    for name in ("01-question.flac", "02-question.flac", "01-answer.flac", "01-answer-2.flac"):
        write_flac(kept / name, noise(50.0))
    (kept / "notes about Maria.txt").write_text("Maria", encoding="utf-8")
    return kept


def test_shared_sound_is_silent_bit_for_bit_where_it_must_be(folder: Path, tmp_path: Path) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    copy = shared(folder)
    target = tmp_path / "copy"
    target.mkdir()
    written = copy.write_sound("01-answer-2.flac", target)
    old, new = read(folder / "01-answer-2.flac").samples, read(written).samples
    untouched = np.ones(len(old), bool)
    for left, right in copy.masked.silences["01-answer-2.flac"]:
        first, last = round(left * RATE), round(right * RATE)
        assert not new[first:last].any()
        untouched[max(0, first - 100) : last + 100] = False
    assert 0 < untouched.sum() < len(old)
    assert np.array_equal(new[untouched], old[untouched])
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert [path.name for path in target.iterdir()] == ["01-answer-2.flac"]
    assert b"aria" not in written.read_bytes()[:400]


def test_only_the_sound_of_the_copy_is_given_out(folder: Path, tmp_path: Path) -> None:
    copy = shared(folder)
    assert sorted(copy.sources) == ["01-answer-2.flac", "01-answer.flac", "02-question.flac"]
    for name in ("01-question.flac", "notes about Maria.txt", "../x.flac"):
        with pytest.raises(SessionError, match="no sound"):
            copy.write_sound(name, tmp_path)


def test_a_recording_that_was_broken_off_is_given_out_as_flac(folder: Path, tmp_path: Path) -> None:
    session = practised()
    first = replace(session.answers[0].attempts[0], sound="01-answer.wav")
    answer = session.answers[0].with_attempt(first)
    (folder / "01-answer.flac").rename(folder / "01-answer.wav")
    copy = shared(folder, session.with_answer(0, answer))
    assert copy.session.answers[0].attempts[0].sound == "01-answer.flac"
    assert read(copy.write_sound("01-answer.flac", tmp_path)).seconds == 50.0
    assert copy.masked.silences["01-answer.flac"] != ()


def test_missing_and_damaged_sound_is_refused_and_the_page_does_without(
    folder: Path, tmp_path: Path
) -> None:
    (folder / "01-answer.flac").unlink()
    (folder / "01-answer-2.flac").write_bytes(b"fLaC no more")
    copy = shared(folder)
    with pytest.raises(SessionError, match="is missing"):
        copy.write_sound("01-answer.flac", tmp_path)
    with pytest.raises(RecordingError):
        copy.write_sound("01-answer-2.flac", tmp_path)
    assert cleaned(copy, folder, tmp_path, "01-answer.flac") is None
    assert cleaned(copy, folder, tmp_path, "02-question.flac") == tmp_path / "02-question.flac"


def cleaned(copy: Shared, folder: Path, target: Path, name: str) -> Path | None:
    """The masked sound as a page asks for it."""
    return copy.cleaned(target)(name, folder / name)
