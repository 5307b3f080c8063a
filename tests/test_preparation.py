"""The checklist before an interview: what is ticked off stays so, and nothing is written over."""

import json
import os
import re
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from mockint import preparation
from mockint.bank import Bank, Task, ToAsk, load_bank
from mockint.errors import DiskError, PreparationError
from mockint.preparation import FILE, Ticks, load, tick
from mockint.report.preparation import change_view, preparation_view, step_ids
from tests.screens import drawn
from tests.test_bad_input import mockint, the_sentence
from tests.test_bank import SOUND

TASKS = """\
checklist:
  - id: know-the-company
    topic: P01
    stage: the-company
    task: Know what the company does.
    why: An interviewer notices at once.
    steps:
      - Read its front page.
      - Name three customers, one of them far away from here and well known to all.
    terms: [customs form]
  - id: a-story
    topic: P02
    stage: stories
    task: Have a story ready.
    why: It answers many questions.
    steps: [Write it down.]
  - id: the-way
    topic: P03
    stage: the-company
    task: Know the way.
    why: You arrive calm.
    steps: [Look at the map., Drive there once.]
to_ask:
  - id: first-week
    topic: P04
    stage: general
    ask: What does the first week look like?
    learns: How newcomers are received.
    good_sign: There is a plan.
    warning_sign: Nobody has thought of it.
"""

VIEW_80 = """\
Parcels
0 of 3 tasks done, 1 of 5 steps

Next
[ ] know-the-company.2, to do: Name three customers, one of them far away from
    here and well known to all.
[ ] a-story.1, to do: Write it down.
[ ] the-way.1, to do: Look at the map.
Tick off a step, or a whole task: mockint prepare --done know-the-company.2

the company, 0 of 2 done ───────────────────────────────────────────────────────
[ ] Know what the company does.
    know-the-company, 1 of 2 steps done
    Why: An interviewer notices at once.
    Terms: customs form
    [x] know-the-company.1, done: Read its front page.
    [ ] know-the-company.2, to do: Name three customers, one of them far away
        from here and well known to all.

[ ] Know the way.
    the-way, to do
    Why: You arrive calm.
    [ ] the-way.1, to do: Look at the map.
    [ ] the-way.2, to do: Drive there once.

stories, 0 of 1 done ───────────────────────────────────────────────────────────
[ ] Have a story ready.
    a-story, to do
    Why: It answers many questions.
    [ ] a-story.1, to do: Write it down.

To practise aloud, 2 questions ─────────────────────────────────────────────────
Type: mockint interview parcels

Tell me about a parcel that got lost.
  Whether it was searched for.

How do you sort a van?
  An order.

To ask the interviewer, 1 question ─────────────────────────────────────────────

What does the first week look like?
  Tells: How newcomers are received.
  + Good sign: There is a plan.
  ! Warning sign: Nobody has thought of it.
"""

CHANGED_80 = """\
Done: know-the-company.2, a-story.1
To do again: the-way.1
The whole task is done: know-the-company, a-story

Parcels
2 of 3 tasks done, 3 of 5 steps

Next
[ ] the-way.1, to do: Look at the map.
[ ] the-way.2, to do: Drive there once.
Tick off a step, or a whole task: mockint prepare --done the-way.1

`mockint prepare` shows it all.
"""


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Bank:
    file = tmp_path_factory.mktemp("bank") / "parcels.yaml"
    file.write_text(SOUND + TASKS)
    return load_bank(file)


def every_step(bank: Bank) -> tuple[str, ...]:
    return tuple(step for task in bank.checklist for step in step_ids(task))


def test_the_checklist_begins_with_what_is_next_and_goes_by_stage(bank: Bank) -> None:
    assert drawn(preparation_view(bank, ("know-the-company.1",)), 80) == VIEW_80


def test_a_change_names_what_changed_and_what_is_next(bank: Bank) -> None:
    before = ("know-the-company.1", "the-way.1")
    after = ("know-the-company.1", "know-the-company.2", "a-story.1")
    assert drawn(change_view(bank, before, after), 80) == CHANGED_80
    assert drawn(change_view(bank, after, after), 80).startswith("Nothing changed")


def test_a_task_is_done_when_its_last_step_is(bank: Bank) -> None:
    text = drawn(preparation_view(bank, ("a-story.1",)), 80)
    assert "\n[x] Have a story ready.\n    a-story, done\n" in text
    assert "1 of 3 tasks done, 1 of 5 steps" in text
    assert "stories, 1 of 1 done" in text


def test_when_all_is_done_it_says_so(bank: Bank) -> None:
    text = drawn(preparation_view(bank, every_step(bank)), 80)
    assert text.startswith("Parcels\n3 of 3 tasks done, 5 of 5 steps\nEverything is ready.\n\n")
    assert "to do" not in text


def test_a_bank_with_nothing_to_prepare_is_not_ready_and_has_no_next(bank: Bank) -> None:
    text = drawn(preparation_view(replace(bank, checklist=(), to_ask=()), ()), 80)
    assert text.startswith("Parcels\n0 of 0 tasks done, 0 of 0 steps\n\nTo practise aloud")
    assert "ready" not in text
    assert "To ask" not in text


@pytest.mark.parametrize("width", [1, 20, 40, 80, 200])
def test_no_width_loses_a_word_and_no_line_is_too_wide(bank: Bank, width: int) -> None:
    text = drawn(preparation_view(bank, ("a-story.1",)), width)
    assert max(map(len, text.splitlines())) <= width
    flat = re.sub(r"\s", "", text)
    asked = [part for each in bank.to_ask for part in (each.ask, each.learns, each.warning_sign)]
    for words in (*(part for task in bank.checklist for part in (task.why, *task.steps)), *asked):
        assert re.sub(r"\s", "", words) in flat


def test_a_narrow_terminal_spends_no_third_of_it_on_a_margin(bank: Bank) -> None:
    text = drawn(preparation_view(bank, ("a-story.1",)), 20)
    assert "\n[x] a-story.1, done:\n    Write it down.\n" in text


def test_colour_only_repeats_what_boxes_and_words_say(bank: Bank) -> None:
    view = preparation_view(bank, ("a-story.1",))
    assert drawn(view, 80, colour=True) == drawn(view, 80)


@settings(deadline=None, max_examples=60, derandomize=True)
@given(st.text(min_size=1, max_size=60), st.integers(1, 90))
def test_hostile_text_reaches_no_terminal(text: str, width: int) -> None:
    task = Task(id="a", topic="t", stage=text, task=text, why=text, steps=(text,), terms=(text,))
    asked = ToAsk(
        id="b", topic="t", stage="s", ask=text, learns=text, good_sign=text, warning_sign=text
    )
    bank = replace(
        load_bank("billing-specialist"), name=text, title=text, checklist=(task,), to_ask=(asked,)
    )
    for view in (preparation_view(bank, ()), change_view(bank, (), (text,))):
        shown = drawn(view, width).replace("\n", "")
        assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", shown)


def test_ticks_are_kept_in_order_and_taken_back(tmp_path: Path) -> None:
    recordings = tmp_path / "not" / "there"
    assert load(recordings) == Ticks()
    tick(recordings, ["b.1", "a.1", "b.1"], [])
    assert load(recordings).done == ("b.1", "a.1")
    tick(recordings, ["c.1"], ["b.1", "never.1"])
    assert load(recordings).done == ("a.1", "c.1")
    assert json.loads((recordings / FILE).read_text()) == {"format": 1, "done": ["a.1", "c.1"]}
    assert stat.S_IMODE((recordings / FILE).stat().st_mode) == 0o600


def test_ids_no_bank_knows_are_kept_and_unknown_fields_no_fault(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('{"done": ["gone.7"], "colour": "red"}')
    assert tick(tmp_path, ["a.1"], []).done == ("gone.7", "a.1")


def test_nothing_is_written_where_nothing_changes(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('{"done":["a.1"]}')
    tick(tmp_path, ["a.1"], ["b.1"])
    assert (tmp_path / FILE).read_text() == '{"done":["a.1"]}'


DAMAGED = {
    "empty": (b"", "is damaged"),
    "cut off": (b'{"done": ["a.1"', "is damaged"),
    "a list": (b'["a.1"]', "is damaged"),
    "numbers": (b'{"done": [1]}', "is damaged"),
    "no text": (b'{"done": ["\xff"]}', "is damaged"),
    "deep": (b'{"x": ' + b"[" * 100_000, "is damaged"),
    "newer": (b'{"format": 2, "done": []}', "newer mockint"),
    "large": (b'{"done": []}' + b" " * 1_000_000, "larger than 1 MB"),
}


@pytest.mark.parametrize(("content", "message"), DAMAGED.values(), ids=DAMAGED.keys())
def test_a_damaged_file_is_one_sentence_and_stays_as_it_is(
    content: bytes, message: str, tmp_path: Path
) -> None:
    (tmp_path / FILE).write_bytes(content)
    changes: list[Callable[[], object]] = [lambda: load(tmp_path)]
    changes.append(lambda: tick(tmp_path, ["a.1"], []))
    for change in changes:
        with pytest.raises(PreparationError, match=message) as raised:
            change()
        assert str(raised.value).isprintable()
    assert (tmp_path / FILE).read_bytes() == content


@settings(deadline=None, max_examples=200, derandomize=True)
@given(
    st.one_of(
        st.binary(max_size=80),
        st.text(alphabet='{}[]",:done a1\\u\ud800', max_size=60).map(
            lambda text: text.encode("utf-8", "surrogatepass")
        ),
        st.lists(st.text(max_size=9), max_size=4).map(
            lambda ids: json.dumps({"done": ids}).encode()
        ),
    )
)
def test_any_file_at_all_is_kept_or_understood(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    recordings = tmp_path_factory.mktemp("any")
    (recordings / FILE).write_bytes(content)
    try:
        before = load(recordings)
    except PreparationError:
        with pytest.raises(PreparationError, match=r"\A[^\n]+\Z"):
            tick(recordings, ["a.1"], [])
        assert (recordings / FILE).read_bytes() == content
    else:
        tick(recordings, ["new.1"], [])
        assert set(load(recordings).done) == {*before.done, "new.1"}


def test_a_folder_or_a_pipe_in_its_place_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(PreparationError, match="is a folder"):
        load(tmp_path)
    (tmp_path / FILE).rmdir()
    os.mkfifo(tmp_path / FILE)
    with pytest.raises(PreparationError, match="no ordinary file"):
        load(tmp_path)


def test_a_file_never_grows_beyond_what_can_be_read_again(tmp_path: Path) -> None:
    tick(tmp_path, [f"{'x' * 900}.{n}" for n in range(1000)], [])
    kept = (tmp_path / FILE).read_bytes()
    with pytest.raises(PreparationError, match="larger than 1 MB"):
        tick(tmp_path, [f"{'y' * 900}.{n}" for n in range(100)], [])
    assert (tmp_path / FILE).read_bytes() == kept
    assert len(load(tmp_path).done) == 1000


def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DiskError, match="--recordings"):
        tick(tmp_path / "file", ["a.1"], [])
    (tmp_path / f".{FILE}.new").mkdir()
    with pytest.raises(DiskError, match="cannot be written"):
        tick(tmp_path, ["a.1"], [])
    assert not (tmp_path / FILE).exists()


def test_ticking_in_many_windows_at_once_loses_no_tick(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from mockint.preparation import tick\n"
        "for n in range(40): tick(Path(sys.argv[1]), [f'{sys.argv[2]}.{n}'], [])"
    )
    windows = [
        subprocess.Popen([sys.executable, "-c", code, tmp_path, name]) for name in ("a", "b", "c")
    ]
    assert [window.wait(timeout=60) for window in windows] == [0, 0, 0]
    assert len(load(tmp_path).done) == 120


def test_the_command_ticks_a_task_and_takes_a_step_back(tmp_path: Path) -> None:
    bank = load_bank("preparation")
    task = bank.checklist[0]
    first, *others = step_ids(task)
    (tmp_path / FILE).write_text('{"done": ["gone.7"]}')
    words = ("prepare", "--recordings", tmp_path)
    done = mockint(*words, "--done", task.id, "--undo", first)
    assert done.returncode == 0, done.stderr
    assert f"0 of {len(bank.checklist)} tasks done, {len(others)} of" in done.stdout
    assert load(tmp_path).done == ("gone.7", *others)
    done = mockint(*words, "--done", first, "--undo", "gone.7")
    assert f"Done: {first}\n" in done.stdout
    assert f"The whole task is done: {task.id}\n" in done.stdout
    shown = mockint(*words)
    assert shown.returncode == 0, shown.stderr
    assert f"\n    {task.id}, done\n" in shown.stdout
    assert f"1 of {len(bank.checklist)} tasks done" in shown.stdout
    assert "mockint interview preparation" in shown.stdout
    assert "\x1b" not in shown.stdout
    assert mockint(*words, "--undo", task.id).stdout.startswith(f"To do again: {others[0]}")
    assert load(tmp_path).done == ()


def test_an_unknown_id_names_the_nearest_and_nothing_is_ticked(tmp_path: Path) -> None:
    bank = load_bank("preparation")
    task = bank.checklist[0].id
    words = ("prepare", "--recordings", tmp_path, "--done", f"{task}.1")
    assert f"did you mean {task}?" in the_sentence(mockint(*words, "--done", f"{task}s"))
    assert f"did you mean {task}." in the_sentence(mockint(*words, "--undo", f"{task}.99"))
    said = the_sentence(mockint(*words, "--done", "\x1b[31mq\u202e\n"))
    assert "`mockint prepare` lists them." in said
    assert said.isprintable()
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_file_on_the_command_line_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('{"done": [')
    step = step_ids(load_bank("preparation").checklist[0])[0]
    for words in ((), ("--done", step)):
        said = the_sentence(mockint("prepare", "--recordings", tmp_path, *words))
        assert FILE in said
        assert "damaged" in said
    assert (tmp_path / FILE).read_text() == '{"done": ['


def test_it_lies_where_recordings_are_and_is_no_session(tmp_path: Path) -> None:
    step = step_ids(load_bank("preparation").checklist[0])[0]
    env = {**os.environ, "MOCKINT_RECORDINGS": str(tmp_path), "COLUMNS": "40"}
    done = mockint("prepare", "--done", step, env=env)
    assert max(map(len, done.stdout.splitlines())) <= 40
    assert preparation.load(tmp_path).done == (step,)
    assert "There is no session" in mockint("sessions", env=env).stdout
