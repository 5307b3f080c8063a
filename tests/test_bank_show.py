"""A bank as it is shown: its questions, its terms, and what of it was practised when."""

import os
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from mockint import session as sessions
from mockint.arguments import parser
from mockint.bank import Bank, Task, Term, ToAsk, load_bank
from mockint.report.banks import Practice, bank_view, banks_table, practised
from mockint.session import Answer, Attempt, Session
from mockint.transcript import Transcript
from tests.measured import Measured
from tests.sample_session import ENGINE, HALF, attempt, findings, question, session
from tests.screens import drawn
from tests.test_bad_input import mockint, the_sentence

FACTS = ("A credit memo names the invoice it corrects.", "It needs approval " + "and so on " * 9)
MEMO = Term(
    "credit memo",
    means="A paper that lowers what a customer owes.",
    near=("refund", "write-off"),
    source="UCC 2-717",
)
ASKED = (
    replace(question(1), facts=FACTS),
    replace(question(2, "How do you sort a van?"), form="process", terms=(), stage="daily"),
)
BANK = Bank(
    title="Billing specialist", greeting="Hello.", closing="Anything to ask?", thanks="Thanks.",
    terms=(MEMO, Term("Batch")), questions=ASKED, name="billing",
)  # fmt: skip
TASK = Task(id="a", topic="t", stage="s", task="Know it.", why="Because.", steps=("Read.",))
TO_ASK = ToAsk(
    id="b", topic="t", stage="s", ask="Why?", learns="L", good_sign="G", warning_sign="W"
)

BANKS_80 = """\
billing  Billing specialist
  1 of 2 questions practised, 2 terms
  stages: behavioral, daily
"""

BANK_80 = """\
Billing specialist
2 questions, 2 terms

behavioral, 1 question ─────────────────────────────────────────────────────────
Tell me about a charge a customer questioned.
  charge-1, story
  [x] practised twice, last on 2026-03-02: marks 4.5 of 5
  Listens for: Whether an error is traced to where it began.
  Terms: credit memo, duplicate charge, payment history
  What an expert knows:
  - A credit memo names the invoice it corrects.
  - It needs approval and so on and so on and so on and so on and so on and so
    on and so on and so on and so on

daily, 1 question ──────────────────────────────────────────────────────────────
How do you sort a van?
  charge-2, process
  [ ] not practised yet
  Listens for: Whether an error is traced to where it began.

terms ──────────────────────────────────────────────────────────────────────────
Batch
credit memo
  A paper that lowers what a customer owes.
  Not to be confused with: refund, write-off
  Source: UCC 2-717

1 of 2 questions practised.
"""

FIRST = "billing", "charge-1"


def held(*attempts: Attempt, started: str = "2026-03-02T09:15:00") -> Session:
    """A session that asked the first question only."""
    answers = (Answer(ASKED[0], ASKED[0].ask, None, attempts),)
    return replace(session(), answers=answers, started=started)


def kept(found: Session, recordings: Path, name: str) -> Path:
    folder = recordings / name
    folder.mkdir(parents=True)
    sessions.save(found, folder)
    return folder


def test_a_bank_is_shown_with_what_was_practised() -> None:
    found = practised([held(attempt(), attempt(number=2))])
    assert drawn(bank_view(BANK, found), 80) == BANK_80
    assert drawn(banks_table([BANK], found), 80) == BANKS_80


def test_tasks_and_questions_to_ask_are_counted_and_named() -> None:
    full = replace(BANK, checklist=(TASK,), to_ask=(TO_ASK,))
    text = drawn(bank_view(full, {}), 80)
    assert "2 questions, 1 task, 1 to ask the interviewer, 2 terms\n" in text
    assert re.search(r"to have ready ─+\nKnow it\.\n  a\n", text)
    assert re.search(r"to ask the interviewer ─+\nWhy\?\n  b\n", text)


def test_without_banks_the_list_says_how_to_begin() -> None:
    assert "mockint banks new" in drawn(banks_table([], {}), 80)


def test_marks_are_those_of_the_newest_session_and_times_those_of_all() -> None:
    old = held(attempt(HALF), started="2026-01-02T10:00:00")
    new = held(attempt(), started="2026-02-03T10:00:00")
    found = Practice(3, "2026-02-03T10:00:00", 4.5)
    assert practised([old, new, old])[FIRST] == found
    assert practised([new, old, old])[FIRST] == found


def test_a_later_attempt_is_another_time_and_gives_the_marks() -> None:
    twice = held(attempt(), replace(attempt(HALF), number=2))
    assert practised([twice])[FIRST] == Practice(2, twice.started, 1.5)


NOTHING_SAID = Transcript((), 3.0, ENGINE, (), ())


@pytest.mark.parametrize(
    "unpractised",
    [
        held(),
        held(Attempt(1, None, ended="skipped")),
        held(replace(attempt(), transcript=None, findings=None)),
        held(replace(attempt(), transcript=NOTHING_SAID)),
        replace(held(attempt()), rehearsal=True),
        replace(held(attempt()), bank="parcels"),
        replace(held(), answers=(Answer(None, "Anything to ask?", None, (attempt(),)),)),
    ],
    ids=["unasked", "skipped", "unheard", "silent", "rehearsed", "another bank", "closing"],
)
def test_what_nobody_answered_is_not_practised(unpractised: Session) -> None:
    assert "0 of 2 questions practised." in drawn(bank_view(BANK, practised([unpractised])), 80)


def test_an_answer_without_marks_is_practised_and_says_so() -> None:
    abstained = replace(attempt(), findings=replace(findings(), abstained="No English."))
    text = drawn(bank_view(BANK, practised([held(abstained)])), 80)
    assert "[x] practised once, last on 2026-03-02: not marked\n" in text


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_no_width_loses_a_word_and_no_line_is_too_wide(width: int) -> None:
    bank = load_bank("billing-specialist")
    text = drawn(bank_view(bank, {}), width)
    assert max(map(len, text.splitlines())) <= width
    flat = re.sub(r"\s", "", text)
    told = [part for each in bank.questions for part in (each.ask, each.listens_for, *each.facts)]
    for words in (*told, *(term.means for term in bank.terms)):
        assert re.sub(r"\s", "", words) in flat


def test_colour_only_repeats_what_the_words_say() -> None:
    found = practised([held(attempt())])
    assert drawn(bank_view(BANK, found), 80, colour=True) == drawn(bank_view(BANK, found), 80)


@settings(deadline=None, max_examples=60, derandomize=True)
@given(st.text(min_size=1, max_size=60), st.integers(1, 90))
def test_hostile_text_reaches_no_terminal(text: str, width: int) -> None:
    asked = replace(question(), ask=text, listens_for=text, facts=(text,), terms=(text,))
    term = Term(text, means=text, near=(text,), source=text)
    parts = {"checklist": (replace(TASK, task=text),), "to_ask": (replace(TO_ASK, ask=text),)}
    bank = replace(BANK, title=text, name=text, questions=(asked,), terms=(term,), **parts)
    found = practised([replace(held(attempt(), started=text), bank=text)])
    for part in (bank_view(bank, found), banks_table([bank], found)):
        shown = drawn(part, width).replace("\n", "")
        assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", shown)


def test_the_command_reads_the_folder_named_and_passes_damaged_sessions_over(
    tmp_path: Path,
) -> None:
    bank = load_bank("billing-specialist")
    first = bank.questions[0]
    answers = (Answer(first, first.ask, None, (attempt(),)),)
    folder = kept(replace(session(), bank=bank.name, answers=answers), tmp_path, "whole")
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "session.json").write_bytes(
        folder.joinpath("session.json").read_bytes()[:99]
    )
    done = mockint("banks", "show", bank.name, "--recordings", tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert f"  {first.id}, {first.form}\n  [x] practised once, last on 2026-03-02" in done.stdout
    last = f"1 of {len(bank.questions)} questions practised"
    assert done.stdout.endswith(f"\n{last}.\n")
    assert "\x1b" not in done.stdout
    listed = mockint("banks", "list", env={**os.environ, "MOCKINT_RECORDINGS": str(tmp_path)})
    assert re.search(rf"{bank.name}  {bank.title}\n  {last},", listed.stdout), listed.stderr


def test_the_list_reads_the_folder_named(tmp_path: Path) -> None:
    bank = load_bank("accounts-payable")
    first = bank.questions[0]
    answers = (Answer(first, first.ask, None, (attempt(),)),)
    kept(replace(session(), bank=bank.name, answers=answers), tmp_path, "whole")
    listed = mockint("banks", "list", "--recordings", tmp_path)
    assert f"\n  1 of {len(bank.questions)} questions practised," in listed.stdout, listed.stderr


VERBS = (["list"], ["show", "X"], ["lint", "X"], ["new"], ["import", "X"])


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb[0])
def test_plain_lines_can_be_asked_for_before_and_behind_each_verb(verb: list[str]) -> None:
    assert parser().parse_args(["banks", *verb, "--plain"]).plain
    assert parser().parse_args(["banks", "--plain", *verb]).plain
    assert not parser().parse_args(["banks", *verb]).plain


def test_a_folder_that_is_not_there_is_no_fault_and_an_unknown_bank_is_one(tmp_path: Path) -> None:
    nowhere = ("--recordings", tmp_path / "none")
    done = mockint("banks", "show", "billing-specialist", *nowhere)
    assert "\n0 of " in done.stdout
    assert not (tmp_path / "none").exists()
    assert "billing-specialist?" in the_sentence(mockint("banks", "show", "billing-specialst"))


def test_five_hundred_sessions_are_read_within_three_seconds(
    tmp_path: Path, measured: Measured
) -> None:
    bank = load_bank("billing-specialist")
    answers = tuple(Answer(each, each.ask, None, (attempt(),)) for each in bank.questions[:5])
    whole = replace(session(), bank=bank.name, terms=bank.terms, plan=bank.questions[:5])
    first = kept(replace(whole, answers=answers), tmp_path, "0") / sessions.FILE
    for number in range(1, 500):
        (tmp_path / str(number)).mkdir()
        (tmp_path / str(number) / sessions.FILE).write_bytes(first.read_bytes())
    begun = time.monotonic()
    done = mockint("banks", "show", bank.name, "--recordings", tmp_path)
    took = time.monotonic() - begun
    size = first.stat().st_size / 1000
    measured(f"banks show over 500 sessions of {size:.0f} kB: {took:.2f} s")
    assert "practised 500 times" in done.stdout
    assert took < 3.0
