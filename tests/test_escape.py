"""Nothing that a file or its name holds steers the terminal or leads out of its folder."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest

from mockint.sound.clip import RATE, Clip
from mockint.sound.soundfiles import read, write_flac
from tests.test_hostile_session import ANSI, BIDI, evil_text, harmful, values
from tests.wav import write_wav

EVIL = f"{ANSI}{BIDI}\x00\x85\u2028\u2029"
NAME = "e\x1b[31m\x9b2J\x1b]52;c;eA==\x07\u202e\r\x08\x7f\x85\u2066x"
"""A file's name may hold anything but a slash and a zero."""
OPENS, OTHER = f"2026-03-02-0915-{NAME}", f"2026-03-03-0915-{NAME}"
NEWER, BROKEN = f"2026-03-04-0915-{NAME}", f"2026-03-05-0915-{NAME}"
GOOD = Path(__file__).parents[1] / "banks" / "billing-specialist.yaml"
SAID = (
    "Last year I \x1b[2J cut the \u202e backlog by forty \x9bpercent, \x07 um, and \x85 my boss "
    "\x7f thanked\u2066 me. I reconciled the invoices, and the customer paid $5,000."
)
SECONDS = 120
STEP = "know-the-company"
"""What can be ticked off before an interview."""

Words = tuple[str, ...]

QUIET: tuple[Words, ...] = (
    ("banks", "list", "--recordings", "recordings"),
    ("banks", "show", "good"),
    ("banks", "show", "bad"),
    ("banks", "show", NAME),
    ("banks", "lint", "bad", "good", "missing"),
    ("banks", "import", "sheet", "-o", "made"),
    ("banks", "import", "sheet", "-o", "nowhere"),
    ("banks", "import", "text"),
    ("banks", "new", "good"),
    ("banks", "new", "nowhere"),
    ("sessions",),
    ("sessions", "--keep-for", "1d"),
    ("sessions", "--delete", OPENS),
    ("sessions", "--delete", "missing"),
    ("sessions", "--older-than", "1d", "--yes", "--sound-only"),
    ("report",),
    ("report", OPENS),
    ("report", OPENS, "--format", "md"),
    ("report", OPENS, "--format", "json"),
    ("report", OPENS, "-o", "made"),
    ("report", OPENS, "-o", "nowhere"),
    ("report", OPENS, "--share", "--format", "md"),
    ("report", NEWER),
    ("report", BROKEN),
    ("report", "missing"),
    ("report", "--compare", OPENS, OTHER),
    ("report", "--compare", OPENS, OTHER, "--format", "md"),
    ("replay", OPENS, "--answer", "9"),
    ("progress",),
    ("progress", "--format", "json"),
    ("progress", "-o", "made"),
    ("due", "good"),
    ("due", "bad"),
    ("stories",),
    ("stories", "--bank", "bad"),
    ("stories", "--format", "json"),
    ("stories", "--format", "md"),
    ("check", "text"),
    ("check", "text", "--json"),
    ("check", "text", "--explain"),
    ("check", "text", "--bank", "good", "--json"),
    ("check", "text", "--bank", NAME),
    ("check", "text", "--bank", "good", "--question", NAME),
    ("check", "noise"),
    ("check", "missing"),
    ("check", "text", NAME),
    ("check", "--jsonl"),
    ("transcribe", "noise", "missing"),
    ("transcribe", "silence", "silence"),
    ("transcribe", "silence", "--json"),
    ("transcribe", "silence", "--engine", "openai", "--server", f"http://{NAME}"),
    ("score", "text", "noise", "missing", "--jobs", "1"),
    ("score", "text", "--format", "csv", "--jobs", "1"),
    ("score", "text", "noise", "-o", "made", "--page", "page", "--jobs", "1"),
    ("score", "text", "-o", "text"),
    ("score", "text", "--cluster", NAME),
    ("config",),
    ("config", "--json"),
    ("config", "bank", NAME),
    ("config", NAME, "x"),
    ("config", "--unset", NAME),
    ("config", "--path"),
    ("doctor", "--privacy"),
    ("doctor", "--fetch", NAME),
    ("doctor", "--recordings", NAME),
    ("prepare",),
    ("prepare", "--done", NAME),
    ("interview", "bad"),
    ("interview", "good", "--answers", "missing"),
    ("interview", "good", "--answers", "text"),
    ("interview", "good", "-n", "1", "--answers", "silence"),
    ("interview", "--resume", OPENS),
    ("interview", "--resume", NEWER),
    ("interview", "--resume", OTHER, "--answers", "silence"),
    ("interview", "--voice", NAME, "--rehearse"),
    ("interview", "--stage", NAME, "--answers", "silence"),
    ("edit", OPENS, "--answer", "1", "--text", "text"),
    ("edit", OPENS, "--answer", "1", "--text", "missing"),
    ("edit", OPENS, "--answer", "1"),
    ("completion", NAME),
    (NAME,),
)
"""Commands; a word of ``FILES`` stands for the file of that kind."""
FILES = {
    "good": f"g{NAME}.yaml",
    "bad": f"b{NAME}.yaml",
    "missing": f"m{NAME}",
    "text": f"{NAME}.txt",
    "sheet": f"{NAME}.csv",
    "noise": f"{NAME}.wav",
    "silence": f"{NAME}.flac",
    "made": f"made{NAME}",
    "page": f"page{NAME}",
    "nowhere": f"no{NAME}/x.yaml",
}
HELD = (
    "sessions",
    "report",
    "replay",
    "progress",
    "due",
    "stories",
    "edit",
    "interview",
    "prepare",
)
"""Commands that look among the interviews."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which everything is hostile, the names too."""
    place = tmp_path_factory.mktemp("place")
    whole = evil_text(ANSI + BIDI)(values())
    sessions = {
        OPENS: json.dumps(whole),
        OTHER: json.dumps({**whole, "started": "2026-03-03T09:15:00", "finished": False}),
        NEWER: json.dumps({**whole, "format": 99}),
        BROKEN: '{"\x1b[2J',
    }
    for name, text in sessions.items():
        (place / "recordings" / name).mkdir(parents=True)
        (place / "recordings" / name / "session.json").write_text(text)
    (place / "recordings" / "preparation.json").write_text('{"format": "\x9b1\u202e"}')
    (place / FILES["good"]).write_bytes(GOOD.read_bytes())
    (place / FILES["bad"]).write_text("title: \"a\\e[2J\"\nquestions:\n  - id: '\u202e'\n\x9b: 1\n")
    (place / FILES["text"]).write_text(SAID + EVIL)
    sheet = "question,form\nWhen did you \x9b2J\u202e fail?,sto\x9bry\nx\x1b[2J\n\u2028,\n"
    (place / FILES["sheet"]).write_text(sheet)
    (place / FILES["noise"]).write_bytes(b"RIFF" + b"\x1b[2J" * 99)
    write_flac(place / FILES["silence"], Clip(np.zeros(RATE, np.int16)))
    return place


EACH_IN_A_CHILD = """
import json, os, pathlib, sys
import mockint.cli
for command in sorted((pathlib.Path(mockint.__file__).parent / "commands").glob("*.py")):
    __import__(f"mockint.commands.{command.stem}")
for number, words in enumerate(json.loads(pathlib.Path("commands.json").read_text())):
    if child := os.fork():
        pathlib.Path(f"{number}.code").write_text(str(os.waitpid(child, 0)[1]))
        continue
    os.dup2(os.open("input", os.O_RDONLY), 0)
    for stream, name in ((1, "out"), (2, "err")):
        os.dup2(os.open(f"{number}.{name}", os.O_WRONLY | os.O_CREAT), stream)
    code = 99
    try:
        code = mockint.cli.main(words)
    except SystemExit as end:
        code = end.code
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
"""
"""Runs each command in a process of its own, for which everything is loaded already."""


@dataclass(frozen=True, slots=True)
class Done:
    """A command that has ended: its wait status, and the bytes it printed."""

    status: int
    out: bytes
    err: bytes


@pytest.fixture(scope="module")
def done(place: Path) -> dict[Words, Done]:
    """All commands run there; home, settings and editor have hostile names as well."""
    home = {name: str(place / NAME) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")}
    environment = {**os.environ, **home, "EDITOR": NAME, "PYTHONUTF8": "1", "COLUMNS": "80"}
    lines = [{"id": EVIL, "text": SAID + EVIL}, {"id": EVIL, "text": "x", "bank": EVIL}]
    data = "".join(json.dumps(line) + "\n" for line in lines).encode() + b"{\x9b}\n"
    (place / "input").write_bytes(data)
    (place / "commands.json").write_text(json.dumps([*map(spelled, QUIET)]))
    subprocess.run(
        [sys.executable, "-c", EACH_IN_A_CHILD],
        cwd=place,
        env=environment,
        timeout=SECONDS,
        check=True,
    )
    return {
        words: Done(
            int((place / f"{number}.code").read_text()),
            (place / f"{number}.out").read_bytes(),
            (place / f"{number}.err").read_bytes(),
        )
        for number, words in enumerate(QUIET)
    }


def spelled(words: Words) -> list[str]:
    """The command with its files, among the hostile interviews."""
    told = [FILES.get(word, word) for word in words]
    return [*told, "--recordings", "recordings"] if words[0] in HELD else told


def named(words: Words) -> str:
    """The command as a test is called."""
    return ascii(" ".join(words).replace(NAME, "NAME"))


@pytest.mark.parametrize("words", QUIET, ids=named)
def test_no_command_prints_what_steers_a_terminal(words: Words, done: dict[Words, Done]) -> None:
    ended = done[words]
    assert os.waitstatus_to_exitcode(ended.status) in (0, 1, 2), ended.err
    assert b"Traceback" not in ended.err
    assert b"unforeseen" not in ended.err, ended.err
    assert ended.out + ended.err
    assert harmful(ended.out) == set()
    assert harmful(ended.err) == set()


def command(*words: object) -> subprocess.CompletedProcess[str]:
    """One command by itself."""
    told = [sys.executable, "-m", "mockint", *map(str, words)]
    return subprocess.run(
        told, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=SECONDS
    )


def the_sentence(done: subprocess.CompletedProcess[str]) -> str:
    """What a command that refuses says; it says nothing else."""
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    return done.stderr


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A recording that is none of mockint's."""
    return write_wav(tmp_path / "outside.wav", Clip(np.ones(RATE, np.int16)))


def broken_off(tmp_path: Path) -> Path:
    """The folder of an interview whose first answer was being recorded when it ended."""
    whole = values()
    first = whole["answers"][0]["attempts"][0]
    first.update(ended="live", sound="01-answer.wav", transcript=None, findings=None)
    folder = tmp_path / "recordings" / "2026-03-02-0915-billing"
    folder.mkdir(parents=True)
    (folder / "session.json").write_text(json.dumps({**whole, "finished": False}))
    return folder


@pytest.mark.parametrize("name", ["01-answer.wav", "01-answer.flac"])
def test_an_answer_that_was_broken_off_is_not_read_from_elsewhere(
    name: str, tmp_path: Path, outside: Path
) -> None:
    folder, before = broken_off(tmp_path), outside.read_bytes()
    (folder / name).symlink_to(outside)
    done = command("report", "--format", "json", "--recordings", folder.parent)
    assert done.returncode == 0, done.stderr
    assert outside.read_bytes() == before
    assert not [each for each in folder.glob("*answer*") if not each.is_symlink()]
    assert json.loads(done.stdout)["answers"][0]["attempts"] == []


def test_sound_that_is_being_written_follows_no_link(tmp_path: Path, outside: Path) -> None:
    folder, before = broken_off(tmp_path), outside.read_bytes()
    write_wav(folder / "01-answer.wav", Clip(np.zeros(RATE, np.int16)))
    (folder / ".01-answer.flac.part").symlink_to(outside)
    done = command("report", "--format", "json", "--recordings", folder.parent)
    assert done.returncode == 0, done.stderr
    assert outside.read_bytes() == before
    assert read(folder / "01-answer.flac").seconds == 1


@pytest.mark.parametrize("name", [".preparation.json.new", ".preparation.json.held"])
def test_ticks_follow_no_link(name: str, tmp_path: Path, outside: Path) -> None:
    recordings, before = tmp_path / "recordings", outside.read_bytes()
    recordings.mkdir()
    (recordings / name).symlink_to(outside if name.endswith("new") else tmp_path / "made")
    done = command("prepare", "--done", STEP, "--recordings", recordings)
    assert outside.read_bytes() == before
    assert not (tmp_path / "made").exists()
    assert (done.returncode == 0) is name.endswith("new"), done.stderr


def test_a_journal_that_is_a_link_or_no_file_is_refused(tmp_path: Path, outside: Path) -> None:
    (tmp_path / "a.txt").write_text("I reconciled the invoices.")
    before, journal = outside.read_bytes(), tmp_path / "out.jsonl.journal"
    words = ("score", tmp_path / "a.txt", "--anew", "-o", tmp_path / "out.jsonl")
    journal.symlink_to(outside)
    assert "name another file with -o" in the_sentence(command(*words))
    assert outside.read_bytes() == before
    journal.unlink()
    os.mkfifo(journal)
    assert "is no ordinary file" in the_sentence(command(*words))


def test_a_folder_of_answers_is_not_left_by_a_link(tmp_path: Path) -> None:
    answers = tmp_path / "answers"
    answers.mkdir()
    (tmp_path / "secret.txt").write_text("I keep this to myself.")
    (answers / "a.txt").write_text("I reconciled the invoices.")
    (answers / "b.txt").symlink_to("a.txt")
    done = command("score", answers, "--jobs", 1)
    assert (done.returncode, done.stdout.count("\n")) == (0, 2), done.stderr
    (answers / "c.txt").symlink_to("../secret.txt")
    (answers / "e.txt").symlink_to("e.txt")
    done = command("score", answers, "--jobs", 1)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [Path(line["id"]).name for line in lines] == ["a.txt", "b.txt", "c.txt", "e.txt"]
    assert ["error" in line for line in lines] == [False, False, True, True]
    assert "c.txt is a link that leads out of" in lines[2]["error"]
    assert "e.txt is no file that can be read" in lines[3]["error"]
    assert (done.returncode, "myself" in done.stdout) == (1, False)
    named = command("score", answers, answers / "c.txt", "--jobs", 1)
    assert "myself" in named.stdout
    (answers / "d").symlink_to(tmp_path, target_is_directory=True)
    assert "secret" not in command("score", answers, "--jobs", 1).stdout


def test_what_can_be_no_clusters_address_is_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("I reconciled the invoices.")
    done = command("score", tmp_path, "--cluster", "tcp://nobody\x1b[31m")
    assert "is no cluster's address: give one like tcp://" in the_sentence(done)


INJECTED = (
    "</script><script>alert(1)</script>",
    "</style><style>*{display:none}</style>",
    '" onmouseover="alert(1)" x=\'',
    "' onfocus='alert(1)' autofocus x=\"",
    "--><img src=x onerror=alert(1)><!--",
    "</title></head><body onload=alert(1)>",
    "]]><svg onload=alert(1)><iframe srcdoc=x>",
    '<a href="javascript:alert(1)">&lt;script&gt;',
    "{{ 7 * 7 }}{% raw %}",
)
PAGES: tuple[Words, ...] = (
    ("report", OPENS, "--format", "html"),
    ("report", "--compare", OPENS, OTHER, "--format", "html"),
    ("progress", "--format", "html"),
    ("stories", "--format", "html"),
)


class Elements(HTMLParser):
    """The elements of a page with the names of their attributes, and where links lead."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.kinds: set[tuple[str, ...]] = set()
        self.links: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note it down."""
        self.kinds.add((tag, *sorted(name for name, _ in attrs)))
        self.links |= {str(value)[:11] for name, value in attrs if name in ("href", "src")}


def held(recordings: Path, whole: dict[str, object]) -> Path:
    """Two interviews of the same words."""
    for name, day in ((OPENS, 2), (OTHER, 3)):
        (recordings / name).mkdir(parents=True)
        text = json.dumps({**whole, "started": f"2026-03-0{day}T09:15:00"})
        (recordings / name / "session.json").write_text(text)
    return recordings


@pytest.mark.parametrize("words", PAGES, ids=named)
def test_a_page_of_hostile_words_has_the_elements_of_one_of_harmless_words(
    words: Words, tmp_path: Path
) -> None:
    harmless = held(tmp_path / "harmless", evil_text("and so on")(values()))
    hostile = held(tmp_path / "hostile", evil_text(" ".join(INJECTED))(values()))
    pages = [command(*words, "--recordings", folder) for folder in (harmless, hostile)]
    assert [page.returncode for page in pages] == [0, 0], pages[1].stderr
    usual, found = (Elements(page.stdout) for page in pages)
    assert found.kinds <= usual.kinds
    assert not [link for link in found.links if not link.startswith(("#", "data:"))]
    assert "&lt;" in pages[1].stdout


def test_a_page_over_many_answers_has_no_element_of_their_names(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"I sent 12 invoices. {' '.join(INJECTED)}")
    for text in INJECTED:
        (tmp_path / f"{text.replace('/', '')}.wav").write_text("RIFF")
    page = tmp_path / "page.html"
    done = command("score", tmp_path, "--jobs", 1, "-o", tmp_path / "made", "--page", page)
    assert done.returncode == 1, done.stderr
    text = page.read_text(encoding="utf-8")
    found = Elements(text)
    assert "&lt;iframe srcdoc=x&gt;" in text
    assert not {kind[0] for kind in found.kinds} & {"img", "iframe"}
    assert not [kind for kind in found.kinds if any(name.startswith("on") for name in kind)]
