"""Broken files of every kind: each is read, or refused in one sentence, and nothing else happens.

``python -m benchmarks.fuzz`` feeds the same targets by the hundred thousand.
"""

import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.fuzz.mutation import mutated
from benchmarks.fuzz.target import Target, load
from benchmarks.fuzz.watch import Watch

ROOT = Path(__file__).parents[1]
INPUTS = {
    **dict.fromkeys(("audio", "bank", "config", "csv_import", "markdown_import"), 250),
    "heard": 40,
    "lines": 150,
    "session": 120,
    "transcript": 30,
}
"""How many are fed to each target of the fuzzer, of either kind."""

Opened = Callable[[Target], Watch]


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """Opens a watch in an empty folder; afterwards the current folder is what it was."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MOCKINT_SETTINGS", os.devnull)
    return lambda target: Watch(target, tmp_path)


def like(target: Target, seed: int, times: int) -> bytes:
    """An input made out of one of the target's seeds."""
    chance = random.Random(seed)
    data = chance.choice(target.seeds)
    for _ in range(times):
        data = mutated(data, target.form, target.words, target.seeds, chance)
    return data[: target.longest]


@pytest.mark.parametrize("name", INPUTS)
def test_a_file_much_like_a_right_one_is_read_or_refused(name: str, watched: Opened) -> None:
    target = load(name)
    watch = watched(target)

    @settings(max_examples=INPUTS[name], deadline=None, suppress_health_check=list(HealthCheck))
    @given(seed=st.integers(0, 2**32), times=st.integers(1, 5))
    def feed(seed: int, times: int) -> None:
        data = like(target, seed, times)
        outcome = watch.feed(data)
        assert not outcome.fault, (data, outcome.trace)

    feed()


@pytest.mark.parametrize("name", INPUTS)
def test_a_file_of_anything_is_read_or_refused(name: str, watched: Opened) -> None:
    watch = watched(load(name))
    texts = st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass"))

    @settings(max_examples=INPUTS[name], deadline=None, suppress_health_check=list(HealthCheck))
    @given(data=st.binary(max_size=300) | texts)
    def feed(data: bytes) -> None:
        outcome = watch.feed(data)
        assert not outcome.fault, (data, outcome.trace)

    feed()


@pytest.mark.parametrize("name", INPUTS)
def test_every_seed_is_fed_without_a_fault(name: str, watched: Opened) -> None:
    target = load(name)
    watch = watched(target)
    assert {watch.feed(data).fault for data in target.seeds} == {""}


BROKE = [
    ("config", b"#50\r\x00recordings\n/..5e-324"),  # a line that ends as on an old Macintosh
    ("config", b"# mine\r\x00voice\nen-gb"),
    ("config", b"rate = 150\r\x00--unset\nrate"),
    ("csv_import", b"named " + b"ad " * 40 + b"\nlockbox, invoice, DSO, aging, salary"),
]
"""Inputs that once broke something."""


@pytest.mark.parametrize(("name", "data"), BROKE)
def test_what_once_broke_something_breaks_nothing(name: str, data: bytes, watched: Opened) -> None:
    outcome = watched(load(name)).feed(data)
    assert not outcome.fault, outcome.trace


def test_a_job_ad_with_a_very_long_name_makes_a_bank_that_can_be_loaded(tmp_path: Path) -> None:
    source, made = tmp_path / f"{'clerk ' * 20}.txt", tmp_path / "made.yaml"
    source.write_text("Billing: invoices, lockbox, credit memos, DSO, aging, cash application.")
    words = [sys.executable, "-m", "mockint", "banks"]
    more = ["import", str(source), "--as", "job-ad", "-o", str(made)]
    assert subprocess.run([*words, *more], capture_output=True).returncode == 0
    done = subprocess.run([*words, "lint", str(made)], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "No faults.\n")


def test_a_setting_is_changed_below_a_remark_that_ends_in_a_carriage_return(
    tmp_path: Path,
) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(b"# mine\r")
    words = [sys.executable, "-m", "mockint", "config", "voice", "en-gb"]
    where = os.environ | {"MOCKINT_SETTINGS": str(file)}
    done = subprocess.run(words, capture_output=True, text=True, env=where)
    assert (done.returncode, done.stderr) == (0, "")
    assert file.read_bytes() == b'# mine\r\nvoice = "en-gb"\n'


def naughty(data: bytes, folder: Path) -> None:
    """A target that does whatever its input says."""
    match data:
        case b"raises":
            raise KeyError("a")
        case b"ends":
            sys.exit(1)
        case b"prints":
            print("\x1b[31mred")
        case b"turns":
            print("\u202egnp", file=sys.stderr)
        case b"beside":
            (folder.parent / "more").touch()
        case b"changes":
            (folder.parent / "beside").write_text("mine")
        case b"here":
            Path("lost").touch()
        case _:
            (folder / "own").mkdir()
            print("all is well")


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"raises", "KeyError outside of mockint"),
        (b"ends", "SystemExit outside of mockint"),
        (b"prints", "printed '\\x1b'"),
        (b"turns", "printed '\\u202e'"),
        (b"beside", "made ['more'] outside of its folder"),
        (b"changes", "changed a file outside of its folder"),
        (b"here", "made ['lost'] outside of its folder"),
        (b"nothing", ""),
    ],
)
def test_the_watch_sees_what_goes_wrong(data: bytes, fault: str, watched: Opened) -> None:
    watch = watched(Target("naughty", (b"",), naughty, "bytes", (), 10))
    assert watch.feed(data).fault == fault
    assert not list(Path.cwd().iterdir())


def test_the_same_chance_makes_the_same_input_and_others_make_others() -> None:
    target = load("bank")
    made = [like(target, seed, 2) for seed in range(60)]
    assert made == [like(target, seed, 2) for seed in range(60)]
    assert len(set(made)) > 50


def test_a_list_of_far_too_many_lines_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    source, made = tmp_path / "list.txt", tmp_path / "made.yaml"
    source.write_text("a?\n" * 20_001)
    words = [sys.executable, "-m", "mockint", "banks", "import", str(source), "-o", str(made)]
    done = subprocess.run(words, capture_output=True, text=True)
    assert (done.returncode, done.stdout, made.exists()) == (1, "", False)
    assert done.stderr == (
        "mockint: The list has more than 20,000 lines: split it, and import each part.\n"
    )


def test_a_bank_of_far_too_many_values_is_refused_where_they_become_too_many(
    tmp_path: Path,
) -> None:
    file = tmp_path / "bank.yaml"
    file.write_text("title: x\nterms:\n" + "  - []\n" * 100_000)
    words = [sys.executable, "-m", "mockint", "banks", "lint", str(file)]
    done = subprocess.run(words, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == (
        f"{file}, line 100000, terms[99997]: holds more than 100,000 values; "
        "split it into several banks\n"
    )


def test_the_campaign_tells_what_it_tried(tmp_path: Path) -> None:
    pytest.importorskip("atheris")
    words = [sys.executable, "-m", "benchmarks.fuzz", "csv_import", "--inputs", "30"]
    done = subprocess.run(
        [*words, "--keep", str(tmp_path)], capture_output=True, text=True, cwd=ROOT
    )
    assert done.returncode == 0, done.stdout
    row = [cell.strip() for cell in done.stdout.splitlines()[2].strip("|").split("|")]
    assert row[:2] == ["csv_import", "30"]
    assert int(row[2]) > 100
    assert list((tmp_path / "csv_import" / "corpus").iterdir())
