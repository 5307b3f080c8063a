"""Many files marked in one go: in order, in spite of bad ones, and on from where it stopped."""

import csv
import fcntl
import json
import os
import pty
import re
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.commands.score import found
from mockint.findings import PARTS
from mockint.scoring import Brief, Job, Outcome, Processes
from mockint.scoring.processes import AHEAD, GIVEN_UP, LIVES
from mockint.scoring.window import Window
from mockint.sound.clip import Clip
from tests.browser import Opened, serious
from tests.practised import practised
from tests.speech import best_of_times
from tests.test_bad_input import mockint, the_sentence
from tests.test_page import Page
from tests.wav import write_wav

STORY = (
    "In March our customer number {0} was billed twice for the same orders. My job was to put it "
    "right before the month-end close. I compared the payment history with the ledger, found the "
    "import that had run twice, and issued a credit memo."
)
RESULT = " They paid within three days, and our rework went down by {0} percent."
FILES = 12


def answers(folder: Path, number: int = FILES) -> Path:
    """A folder of that many stories, every third without a result."""
    folder.mkdir()
    for at in range(number):
        text = STORY + (RESULT if at % 3 else "")
        (folder / f"{at:04}.txt").write_text(text.format(20 + at))
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return answers(tmp_path / "answers")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What comes of the stories, by file name, marked in one go and without a file."""
    place = answers(tmp_path_factory.mktemp("whole") / "answers")
    done = mockint("score", place, "--jobs", "1")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines(keepends=True)
    return {Path(json.loads(line)["id"]).name: _bare(line) for line in lines}


def _bare(line: str) -> str:
    """The line without its folder."""
    return re.sub(r'"id":"[^"]*/', '"id":"', line)


def bare(file: Path) -> list[str]:
    """The lines of a file without their folders."""
    return [_bare(line) for line in file.read_text(encoding="utf-8").splitlines(keepends=True)]


def journal_of(file: Path) -> Path:
    return file.with_name(f"{file.name}.journal")


def entries(file: Path) -> list[str]:
    """The files in the journal, as often as they were marked."""
    kept = journal_of(file).read_bytes().splitlines()[1:]
    return [Path(json.loads(line)["file"]).name for line in kept]


def stops(file: Path) -> list[str]:
    """What a run that was stopped says; it may not have counted the last entry any more."""
    kept = len(entries(file))
    after = "files are marked and kept: give the same command again to go on."
    return [f"mockint: Stopped. {number} {after}\n" for number in (kept - 1, kept)]


def begun(*words: object) -> "subprocess.Popen[str]":
    """A run that goes on beside the test."""
    command = [sys.executable, "-m", "mockint", "score", *map(str, words)]
    nothing, pipe = subprocess.DEVNULL, subprocess.PIPE
    return subprocess.Popen(command, text=True, stdin=nothing, stderr=pipe, stdout=pipe)


def until(check: Callable[[], bool], within: float = 60) -> None:
    """Wait for something to come true."""
    end = time.monotonic() + within
    while not check():
        assert time.monotonic() < end
        time.sleep(0.01)


def has_entries(file: Path, number: int) -> Callable[[], bool]:
    kept = journal_of(file)
    return lambda: kept.is_file() and kept.read_bytes().count(b"\n") > number


def children(process: "subprocess.Popen[str]") -> list[int]:
    """The processes at work for it, not the one that looks after them."""
    task = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text()
    mine = (int(word) for word in task.split())
    return [pid for pid in mine if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]


@pytest.mark.parametrize("jobs", [("--jobs", "2"), ()])
def test_the_lines_are_the_same_to_the_byte_whatever_the_jobs(
    folder: Path, whole: dict[str, str], jobs: tuple[str, ...], tmp_path: Path
) -> None:
    file = tmp_path / "marks.jsonl"
    done = mockint("score", folder, "-o", file, *jobs)
    assert done.returncode == 0, done.stderr
    assert bare(file) == list(whole.values())
    assert done.stdout == done.stderr == ""


def test_of_a_session_its_answers_alone_are_marked_and_nothing_hidden(tmp_path: Path) -> None:
    held = practised(tmp_path / "r")
    there = sorted(path.name for path in held.glob("*-answer*.flac"))
    assert there
    for name in ("00-answer.flac", "01-reply-1.flac", "01-answer-3 copy.flac", "notes.txt"):
        held.joinpath(name).write_text(STORY)
    for place in (held / "shared-sound", tmp_path / "r" / ".deleted-a"):
        place.mkdir()
        place.joinpath("01-answer.flac").write_text(STORY)
    tmp_path.joinpath("r", ".mine.txt").write_text(STORY)
    assert [Path(file.path).name for file in found([tmp_path / "r"])] == there
    assert [Path(file.path).name for file in found([held])] == there
    named = found([held / "01-question.flac"])
    assert [file.path for file in named] == [str(held / "01-question.flac")]


def test_where_recordings_are_sent_is_said_once_and_by_nobody_else(tmp_path: Path) -> None:
    for name in "abc":
        write_wav(tmp_path / f"{name}.wav", Clip(best_of_times()[:16_000]))
    away = ("--engine", "openai", "--server", "http://192.0.2.1:9/v1", "--jobs", "2")
    environment = {**os.environ, "http_proxy": "http://127.0.0.1:9"}
    done = mockint("score", tmp_path, *away, env=environment)
    told = "Your recordings are sent to 192.0.2.1, because you chose it."
    assert done.stderr.splitlines()[0] == told
    assert done.stderr.count("because you chose it") == 1
    (tmp_path / "a.txt").write_text(STORY)
    text = mockint("score", tmp_path / "a.txt", *away, env=environment)
    assert (text.returncode, text.stderr) == (0, "")


def test_a_file_named_twice_has_one_line(folder: Path) -> None:
    done = mockint("score", folder / "0003.txt", folder, folder / "0003.txt")
    names = [Path(json.loads(line)["id"]).name for line in done.stdout.splitlines()]
    assert names == ["0003.txt", *(f"{at:04}.txt" for at in range(FILES) if at != 3)]


def test_a_run_that_was_killed_goes_on_where_it_stopped(
    folder: Path, whole: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "marks.jsonl"
    run = begun(folder, "-o", file, "--jobs", "1")
    until(has_entries(file, 3))
    run.kill()
    run.communicate()
    before = len(entries(file))
    assert 3 <= before < FILES
    done = mockint("score", folder, "-o", file, "--jobs", "1")
    assert done.returncode == 0, done.stderr
    assert done.stderr == f"{before} of {FILES} files were marked before.\n"
    assert bare(file) == list(whole.values())
    assert sorted(entries(file)) == sorted(whole)


def test_ctrl_c_keeps_what_is_done_and_says_how_to_go_on(
    folder: Path, whole: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "marks.jsonl"
    run = begun(folder, "-o", file, "--jobs", "1")
    until(has_entries(file, 2))
    run.send_signal(signal.SIGINT)
    _, said = run.communicate(timeout=60)
    assert run.returncode == 130
    assert said in stops(file)
    assert mockint("score", folder, "-o", file).returncode == 0
    assert bare(file) == list(whole.values())


def test_ctrl_c_without_a_file_says_what_would_have_kept_it(folder: Path) -> None:
    run = begun(folder, "--jobs", "1")
    assert run.stdout is not None
    run.stdout.readline()
    run.send_signal(signal.SIGINT)
    _, said = run.communicate(timeout=60)
    assert run.returncode == 130
    assert re.fullmatch(
        r"mockint: Stopped. \d+ of 12 lines were written; with -o FILE a stopped run can go on.\n",
        said,
    )


@pytest.mark.parametrize("left", [1, 200])
def test_a_half_line_at_the_journals_end_is_thrown_away(
    folder: Path, whole: dict[str, str], tmp_path: Path, left: int
) -> None:
    file = tmp_path / "marks.jsonl"
    mockint("score", folder, "-o", file)
    data = journal_of(file).read_bytes()
    journal_of(file).write_bytes(data[:-left])
    done = mockint("score", folder, "-o", file)
    assert done.stderr == f"{FILES - 1} of {FILES} files were marked before.\n"
    assert bare(file) == list(whole.values())
    assert sorted(entries(file)) == sorted(whole)


def test_a_damaged_line_within_costs_its_own_file_alone(
    folder: Path, whole: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "marks.jsonl"
    mockint("score", folder, "-o", file)
    kept = journal_of(file).read_bytes().splitlines(keepends=True)
    kept[4] = b"\x00" * 40 + b"\n"
    journal_of(file).write_bytes(b"".join(kept))
    done = mockint("score", folder, "-o", file)
    assert done.stderr == f"{FILES - 1} of {FILES} files were marked before.\n"
    assert bare(file) == list(whole.values())


def test_what_changed_and_what_is_new_is_marked_and_nothing_else(
    folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "marks.jsonl"
    mockint("score", folder, "-o", file, "--jobs", "1")
    (folder / "0004.txt").write_text((folder / "0004.txt").read_text() + " I checked it again.")
    (folder / "0004a.txt").write_text("I sent the invoice to the customer on the same day.")
    (folder / "0007.txt").unlink()
    done = mockint("score", folder, "-o", file, "--jobs", "1")
    assert done.stderr == "10 of 12 files were marked before.\n"
    assert entries(file)[FILES:] == ["0004.txt", "0004a.txt"]
    lines = file.read_text()
    assert lines == mockint("score", folder).stdout
    assert "I checked it again." in lines
    assert "0007" not in lines


def test_a_run_begun_otherwise_is_not_gone_on_with(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "marks.jsonl"
    mockint("score", folder, "-o", file)
    before = file.read_bytes()
    said = the_sentence(mockint("score", folder, "-o", file, "--profile", "slow"))
    assert "was begun with --profile usual, now it is slow" in said
    assert "--anew" in said
    assert file.read_bytes() == before
    done = mockint("score", folder, "-o", file, "--profile", "slow", "--anew")
    assert (done.returncode, done.stderr) == (0, "")
    assert len(entries(file)) == FILES


def test_a_bank_that_was_changed_is_another_bank(folder: Path, tmp_path: Path) -> None:
    file, bank = tmp_path / "marks.jsonl", tmp_path / "mine.yaml"
    shutil.copy(Path("banks/billing-specialist.yaml"), bank)
    one = folder / "0001.txt"
    assert mockint("score", one, "-o", file, "--bank", bank).returncode == 0
    text = bank.read_text(encoding="utf-8")
    bank.write_text(text.replace("title: ", "title: Another ", 1), encoding="utf-8")
    assert "was begun with --bank" in the_sentence(
        mockint("score", one, "-o", file, "--bank", bank)
    )


def test_two_runs_do_not_write_one_file(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "marks.jsonl"
    mockint("score", folder / "0001.txt", "-o", file)
    with journal_of(file).open("rb+") as kept:
        fcntl.flock(kept, fcntl.LOCK_EX)
        said = the_sentence(mockint("score", folder / "0001.txt", "-o", file))
    assert "is just being written" in said


def test_what_is_no_journal_is_not_touched(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "marks.jsonl"
    journal_of(file).write_text("my diary\n")
    said = the_sentence(mockint("score", folder, "-o", file))
    assert "is no journal of mockint" in said
    assert journal_of(file).read_text() == "my diary\n"
    assert not file.exists()


def test_lines_without_their_journal_are_written_over_only_when_asked(
    folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "marks.jsonl"
    file.write_text("somebody's night\n")
    said = the_sentence(mockint("score", folder / "0001.txt", "-o", file))
    assert "without its journal" in said
    assert file.read_text() == "somebody's night\n"
    assert not journal_of(file).exists()
    assert mockint("score", folder / "0001.txt", "-o", file, "--anew").returncode == 0
    assert len(file.read_text().splitlines()) == 1
    twice = mockint("score", folder, "-o", file, "--page", file)
    assert "cannot be one file" in the_sentence(twice)


def test_lines_and_journal_are_for_their_owner_alone(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "marks.jsonl"
    mockint("score", folder / "0001.txt", "-o", file)
    for each in (file, journal_of(file)):
        assert stat.S_IMODE(each.stat().st_mode) == 0o600


def test_an_answer_is_not_written_over(folder: Path) -> None:
    one = folder / "0001.txt"
    before = one.read_text()
    assert "is one of the answers" in the_sentence(mockint("score", one, "-o", one))
    assert one.read_text() == before


def test_the_file_may_lie_among_the_answers(folder: Path) -> None:
    for _ in range(2):
        done = mockint("score", folder, "-o", folder / "marks.txt", "--page", folder / "page.txt")
        assert done.returncode == 0, done.stderr
    assert len((folder / "marks.txt").read_text().splitlines()) == FILES


def test_a_disk_that_is_full_is_said_in_a_sentence(folder: Path) -> None:
    assert "cannot be written" in the_sentence(mockint("score", folder, "-o", "/dev/full"))


def test_bad_files_have_a_line_each_and_are_tried_again(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "marks.jsonl"
    (folder / "0001.txt").write_bytes(b"\xff\xfe")
    (folder / "0002.txt").write_text("x" * (2**20 + 1))
    (folder / "0003.txt").unlink()
    os.mkfifo(folder / "0003.txt")
    (folder / "0004.wav").write_text("no sound")
    odd = Path(os.fsdecode(os.fsencode(folder) + b"/0005-\xe9.txt"))
    odd.write_text("I sent the invoice to the customer.")
    done = mockint("score", folder, folder / "none.txt", "-o", file, timeout=120)
    assert done.returncode == 1
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    wrong = {Path(line["id"]).name: line["error"] for line in lines if "error" in line}
    assert wrong == {
        "0001.txt": "0001.txt is not UTF-8 text: save it as plain text first.",
        "0002.txt": "0002.txt is longer than an answer can be: give one answer of it.",
        "0003.txt": "0003.txt is no file that can be read: name a text or a recording.",
        "0004.wav": (
            "0004.wav is not a sound file that can be read: save it as WAV, FLAC, Ogg or MP3."
        ),
        "none.txt": (
            "none.txt cannot be read (No such file or directory): check the name and try again."
        ),
    }
    assert len(lines) == FILES + 3
    assert "0005-\\xe9.txt" in [Path(line["id"]).name for line in lines]
    assert done.stderr.count("could not be marked; the line says why.") == 5
    (folder / "0001.txt").write_text("I sent the invoice to the customer.")
    again = mockint("score", folder, "-o", file, timeout=120)
    assert f"{FILES - 2} of {FILES + 2} files were marked before." in again.stderr
    assert again.stderr.count("could not be marked") == 3


def test_a_process_that_dies_costs_nothing_but_time(
    folder: Path, whole: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "marks.jsonl"
    run = begun(folder, "-o", file, "--jobs", "2")
    until(has_entries(file, 1))
    killed = children(run)
    assert killed
    for pid in killed:
        os.kill(pid, signal.SIGKILL)
    said = run.communicate(timeout=120)[1]
    assert (run.returncode, said) == (0, "")
    assert bare(file) == list(whole.values())
    assert sorted(entries(file)) == sorted(whole)


def test_nobody_goes_on_working_for_a_run_that_is_gone(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "marks.jsonl"
    run = begun(folder, "-o", file, "--jobs", "1")
    until(has_entries(file, 1))
    left = children(run)
    run.kill()
    run.communicate()
    until(lambda: not any(_lives(pid) for pid in left))


def _lives(pid: int) -> bool:
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


BRIEF = Brief(None, None, False, "usual", "moonshine", None, None, "any")


def deadly(brief: Brief, job: Job) -> Outcome:
    """Ends its own process over one file."""
    if job.path == "deadly":
        os.kill(os.getpid(), signal.SIGKILL)
    return Outcome(job.at, job.path, True)


def test_a_file_that_kills_whoever_marks_it_is_given_up_and_the_rest_go_on() -> None:
    paths = ["a", "deadly", *"bcdef"]
    found = Processes(2, deadly, BRIEF).marked(Job(at, path) for at, path in enumerate(paths))
    outcomes = sorted(found)
    assert [each.good for each in outcomes] == [path != "deadly" for path in paths]
    assert json.loads(outcomes[1].line) == {"id": "deadly", "error": GIVEN_UP}
    assert f"{LIVES} times" in GIVEN_UP


def test_work_is_handed_out_as_it_is_done_and_not_gathered() -> None:
    taken = 0

    def jobs() -> Iterator[Job]:
        nonlocal taken
        for at in range(200):
            taken += 1
            yield Job(at, "any")

    for number, _ in enumerate(Processes(1, deadly, BRIEF).marked(jobs()), 1):
        assert taken <= number + AHEAD
    assert taken == 200


@given(st.integers(0, 30), st.integers(1, 8), st.data())
def test_a_window_hands_out_all_jobs_in_order_and_never_too_many(
    number: int, width: int, data: st.DataObject
) -> None:
    window = Window((Job(at * 3, "any") for at in range(number)), width)
    given_out: list[int] = []
    held: list[Job] = []
    while True:
        while (job := window.next()) is not None:
            given_out.append(job.at)
            held.append(job)
        assert window.waiting == bool(held)
        if not held:
            break
        assert max(each.at for each in held) - min(each.at for each in held) < 3 * width
        done = held.pop(data.draw(st.integers(0, len(held) - 1)))
        window.done(done)
    assert given_out == [at * 3 for at in range(number)]


def test_a_table_for_a_spreadsheet_has_a_row_for_each_and_no_formula(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text((STORY + RESULT).format(40))
    (tmp_path / "b.wav").write_text("no sound")
    write_wav(tmp_path / "c.wav", Clip(best_of_times()))
    (tmp_path / "=1+1.txt").write_text("hello")
    table = tmp_path / "marks.csv"
    done = mockint(
        *("score", "=1+1.txt", "a.txt", "b.wav", "c.wav", "-o", table, "--bank"),
        *("billing-specialist", "--question", "duplicate-charge-questioned"),
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
    )
    assert done.returncode == 1, done.stderr
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["id"] for row in rows] == ["'=1+1.txt", "a.txt", "b.wav", "c.wav"]
    assert rows[0]["not marked because"].startswith("This is too short")
    assert {part: rows[1][part] for part in PARTS} == dict.fromkeys(PARTS, "yes")
    assert rows[1]["measured results"] in ("1", "2")
    assert rows[1]["structure"] in set("12345")
    assert rows[1]["question"] == "duplicate-charge-questioned"
    assert rows[1]["seconds"] == ""
    assert rows[2]["error"].startswith("b.wav is not a sound file")
    assert float(rows[3]["seconds"]) == 3.5
    told = mockint("score", tmp_path / "a.txt", "--format", "csv").stdout.splitlines()
    assert told[0] == table.read_text(encoding="utf-8").splitlines()[0]
    assert len(told) == 2


def test_the_names_of_folders_and_files_say_the_question(tmp_path: Path) -> None:
    (tmp_path / "busy-month-end").mkdir()
    for name in ("busy-month-end/ann.txt", "ben.credit-memo-steps.txt", "cleo.txt"):
        (tmp_path / name).write_text(STORY.format(20))
    bank = ("--bank", "billing-specialist")
    done = mockint("score", tmp_path, *bank, "--by-name", "--page", tmp_path / "page.html")
    questions = [json.loads(line)["question"] for line in done.stdout.splitlines()]
    assert questions == ["credit-memo-steps", "busy-month-end", None]
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert re.findall(r'scope="row" dir="auto">(.*?)</th>', page) == [
        "busy-month-end",
        "credit-memo-steps",
    ]
    assert "--bank alone" in the_sentence(mockint("score", tmp_path, "--by-name"))


def test_the_page_counts_what_the_lines_say(folder: Path, tmp_path: Path) -> None:
    (folder / "hello.txt").write_text("hello")
    (folder / "x<script>.wav").write_text("no sound")
    file, page = tmp_path / "marks.jsonl", tmp_path / "page.html"
    for _ in range(2):
        done = mockint("score", folder, "-o", file, "--page", page)
        assert f"Written to {page}.\n" in done.stderr
        text = page.read_text(encoding="utf-8")
        lines = [json.loads(line) for line in file.read_text().splitlines()]
        found = [line for line in lines if "error" not in line and not line["abstained"]]
        assert (
            "14 files: 12 answers marked, 1 with nothing to mark, 1 that could not be read." in text
        )
        missing = Counter(part for line in found for part in line["missing"])
        stories = sum(line["form"] == "story" for line in found)
        commonest, count = missing.most_common(1)[0]
        share = f"{100 * count / stories:.0f} %"
        told = f"the {commonest}, from {count} of {stories} stories ({share})."
        assert f"Most often missing: {told}" in text
        for name in found[0]["marks"]:
            levels = Counter(line["marks"][name]["level"] for line in found)
            if any(levels[level] for level in range(1, 6)):
                assert _levels(text, name) == [levels[level] for level in range(1, 6)]
    assert "&lt;script&gt;.wav" in text


def _levels(page: str, name: str) -> list[int]:
    figures = page[page.index(f'<span class="name" dir="auto">{name}</span>') :]
    table = figures[: figures.index("</figure>")]
    return [int(count) for count in re.findall(r'</th><td class="figure">(\d+)</td>', table)]


def test_the_page_asks_nothing_of_anybody(folder: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    mockint("score", folder, "--page", page)
    text = page.read_text(encoding="utf-8")
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    assert not re.search(r"https?:|//[a-z]|url\(|@import", text, re.IGNORECASE)
    for tag, attributes in Page(text).tags:
        assert not any(name.startswith("on") or name == "style" for name in attributes), tag


@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_reads_well_in_a_browser(
    folder: Path, tmp_path: Path, opened: Opened, width: int
) -> None:
    page = tmp_path / "page.html"
    (folder / "hello.txt").write_text("hello")
    (folder / "busy-month-end.txt").write_text(STORY.format(20))
    bank = ("--bank", "billing-specialist", "--by-name")
    assert mockint("score", folder, *bank, "--page", page).returncode == 0
    with opened(page, width=width) as visit:
        assert serious(visit.page) == []
        assert visit.messages == []
        wide = visit.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width


def test_a_terminal_shows_how_long_it_takes_and_a_file_does_not(
    folder: Path, tmp_path: Path
) -> None:
    drawn = _on_terminal(folder, "-o", tmp_path / "a.jsonl", "--jobs", "1")
    assert "12/12" in drawn
    assert re.search(r"about \d+ s left", drawn)
    assert _on_terminal(folder, "-o", tmp_path / "b.jsonl", "--jobs", "1", "--plain") == ""


def _on_terminal(*words: object) -> str:
    """What a terminal is told on standard error."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "mockint", "score", *map(str, words)]
    env = {**os.environ, "TERM": "xterm", "COLUMNS": "80"}
    run = subprocess.Popen(command, stderr=theirs, stdin=subprocess.DEVNULL, env=env)
    os.close(theirs)
    said = b"".join(_read(ours))
    os.close(ours)
    assert run.wait(timeout=60) == 0
    return said.decode()


def _read(terminal: int) -> Iterable[bytes]:
    while True:
        try:
            data = os.read(terminal, 65_536)
        except OSError:
            return
        if not data:
            return
        yield data
