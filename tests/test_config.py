"""Settings through the front door: what is in the file counts, and what is wrong in it is said."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from mockint.report.config import Row, config_view
from mockint.sound.clip import RATE
from mockint.sound.resample import resampled
from mockint.voice import CANDIDATE_VOICE, open_voice
from tests.measured import Measured
from tests.practised import practised
from tests.screens import drawn
from tests.test_bad_input import SENTENCE, mockint, the_sentence
from tests.unmeasured import unmeasured
from tests.wav import write_wav

ROWS = (
    Row("interview", "count", "not set", "default", False, "how many questions (5)"),
    Row("interview", "voice", "en-gb", "settings.toml line 2", True, "the interviewer's voice"),
    Row(
        "interview",
        "recordings",
        "/home/ann/Documents/applications/2026/billing/interviews",
        "$MOCKINT_RECORDINGS",
        True,
        "where interviews are kept",
    ),
    Row(
        "report",
        "amounts-above",
        "1000",
        "settings.toml line 12",
        True,
        "with --share: mask amounts of money above N, however they were said, and wherever",
    ),
    Row("report", "plain", "false", "default", False, "plain lines"),
)

SCREEN_80 = """\
/home/ann/.config/mockint/settings.toml

interview
  count          not set                                   default
* voice          en-gb                                     settings.toml line 2
* recordings     /home/ann/Documents/applications/2026/bi  $MOCKINT_RECORDINGS
                 lling/interviews

report
* amounts-above  1000                                      settings.toml line 12
  plain          false                                     default

* is not the default
Set one:       mockint config rate 150
For a command: mockint config interview.rate 150
Take it back:  mockint config --unset rate
"""

SCREEN_120 = """\
/home/ann/.config/mockint/settings.toml

interview
  count          not set                                 default                how many questions (5)
* voice          en-gb                                   settings.toml line 2   the interviewer's voice
* recordings     /home/ann/Documents/applications/2026/  $MOCKINT_RECORDINGS    where interviews are kept
                 billing/interviews

report
* amounts-above  1000                                    settings.toml line 12  with --share: mask amounts of money
                                                                                above N, however they were said, and
                                                                                wherever
  plain          false                                   default                plain lines

* is not the default
Set one:       mockint config rate 150
For a command: mockint config interview.rate 150
Take it back:  mockint config --unset rate
"""  # noqa: E501

SCREEN_40 = """\
/home/ann/settings.toml
! It is no TOML. Until then no setting
in it counts.

interview
* voice: en-gb
    settings.toml line 2

* is not the default
Set one:       mockint config rate 150
For a command: mockint config
interview.rate 150
Take it back:  mockint config --unset
rate
"""


class Desk:
    """A settings file of its own, and mockint run with it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "settings.toml"
        self.env = {**os.environ, "MOCKINT_SETTINGS": str(self.path), "COLUMNS": "80"}
        self.env.pop("MOCKINT_RECORDINGS", None)

    def has(self, text: str) -> "Desk":
        """This desk, with that in the file."""
        self.path.write_text(text)
        return self

    def run(self, *words: object, **variables: str) -> "subprocess.CompletedProcess[str]":
        """A command run to its end."""
        return mockint(*words, env=self.env | variables)

    def said(self, *words: object, **variables: str) -> str:
        """What a command prints that goes well."""
        done = self.run(*words, **variables)
        assert done.returncode == 0, done.stderr
        assert not done.stderr
        return done.stdout

    def bank(self, *words: object) -> object:
        """The bank by which a text is marked."""
        text = self.path.with_name("answer.txt")
        text.write_text("I sent the invoice to the customer.")
        return json.loads(self.said("check", text, "--json", *words))["bank"]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.mark.parametrize(("width", "screen"), [(80, SCREEN_80), (120, SCREEN_120)])
@pytest.mark.parametrize("colour", [False, True])
def test_the_settings_are_drawn_by_command(width: int, screen: str, colour: bool) -> None:
    view = config_view(ROWS, "/home/ann/.config/mockint/settings.toml")
    assert drawn(view, width, colour) == screen


def test_where_there_are_few_columns_the_source_stands_below() -> None:
    assert (
        drawn(config_view(ROWS[1:2], "/home/ann/settings.toml", "It is no TOML."), 40) == SCREEN_40
    )


@pytest.mark.parametrize("width", [20, 59, 60, 79, 109, 110, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    lines = drawn(config_view(ROWS, "/home/ann/settings.toml"), width).splitlines()
    assert max(map(len, lines)) <= width


def test_config_shows_every_setting_and_where_it_came_from(desk: Desk, tmp_path: Path) -> None:
    desk.has("# mine\nplain = true\n\n[replay]\nspeed = 1.5\n")
    shown = desk.said("config", MOCKINT_RECORDINGS="/talks").splitlines()
    begin = shown.index("replay")
    assert "".join(shown[: shown.index("")]) == str(desk.path)
    assert [line.split(maxsplit=3) for line in shown[begin + 1 : begin + 5]] == [
        ["*", "recordings", "/talks", "$MOCKINT_RECORDINGS"],
        ["*", "speed", "1.5", "settings.toml line 5"],
        ["loudspeaker", "not", "set", "default"],
        ["*", "plain", "true", "settings.toml line 2"],
    ]
    assert all(line == line.rstrip() and len(line) <= 80 for line in shown)
    assert "0.5 to 2, pitch unchanged" in desk.said("config", COLUMNS="120")


def test_config_as_json_says_the_same(desk: Desk) -> None:
    desk.has('[replay]\nspeed = 1.5\n[report]\nmask = ["Acme Corp"]\n')
    whole = json.loads(desk.said("config", "--json"))
    assert whole["file"] == str(desk.path)
    assert whole["fault"] is None
    found = {(each["command"], each["name"]): each for each in whole["settings"]}
    assert found["replay", "speed"] == {
        "command": "replay",
        "name": "speed",
        "value": 1.5,
        "source": "file",
        "line": 2,
    }
    assert found["report", "mask"]["value"] == ["Acme Corp"]
    assert found["report", "keep"] == found["report", "keep"] | {"value": [], "source": "default"}
    assert found["report", "keep"]["line"] is None
    (only,) = json.loads(desk.said("config", "speed", "--json"))["settings"]
    assert only == found["replay", "speed"]


def test_one_value_is_printed_alone_or_by_command_where_they_differ(desk: Desk) -> None:
    desk.has("plain = true\n[report]\nplain = false\n")
    assert desk.said("config", "report.plain") == "false\n"
    assert desk.said("config", "speed") == "1\n"
    lines = desk.said("config", "plain").splitlines()
    assert "report: false" in lines
    assert "replay: true" in lines
    assert "write 'speed'" in the_sentence(desk.run("config", "sped"))
    assert "no command" in the_sentence(desk.run("config", "reply.speed"))


def test_a_setting_is_made_changed_and_taken_back(desk: Desk) -> None:
    assert desk.said("config", "--path") == f"{desk.path}\n"
    done = desk.said("config", "voice", "en-gb")
    assert done == f"voice is set to en-gb for interview ({desk.path}, line 1).\n"
    assert desk.path.stat().st_mode & 0o777 == 0o600
    desk.has(f"# my own\n{desk.path.read_text()}")
    desk.said("config", "interview.rate", "150")
    desk.said("config", "plain", "yes")
    desk.said("config", "mask", "Acme Corp", 'the "big" one')
    assert desk.path.read_text() == (
        '# my own\nvoice = "en-gb"\nplain = true\nmask = ["Acme Corp", "the \\"big\\" one"]\n\n'
        "[interview]\nrate = 150\n"
    )
    desk.said("config", "--unset", "voice")
    desk.said("config", "--unset", "interview.rate")
    desk.said("config", "--unset", "mask")
    assert desk.path.read_text().startswith("# my own\nplain = true\n")
    assert desk.said("config", "voice") == "not set\n"


def test_a_folder_is_kept_as_a_whole_path(desk: Desk, tmp_path: Path) -> None:
    done = mockint("config", "recordings", "talks", env=desk.env | _path(), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert desk.path.read_text() == f'recordings = "{tmp_path / "talks"}"\n'
    assert f"{tmp_path / 'talks'} yet" in desk.said("sessions").replace("\n", " ")


def _path() -> dict[str, str]:
    """Lets mockint be found from another folder."""
    return {"PYTHONPATH": str(Path(__file__).parents[1])}


def test_who_still_says_otherwise_is_named(desk: Desk) -> None:
    desk.has("[report]\nplain = false\n")
    said = desk.said("config", "plain", "true").splitlines()
    assert said[0].startswith("plain is set to true for every command that knows it (")
    assert said[1] == "In report it is false: settings.toml line 4 says so."
    said = desk.said("config", "recordings", "/talks", MOCKINT_RECORDINGS="/other").splitlines()
    assert "In replay it is /other: $MOCKINT_RECORDINGS says so." in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("silence", "400"), "silence was not changed: '400' is not a number from 0.5 to 60."),
        (("interview.mode", "reel"), "mode was not changed: write one of 'practice', 'real'."),
        (("plain", "perhaps"), "plain was not changed: say true or false."),
        (("voice", "en", "gb"), "it takes one value"),
        (("voice", "\x1b[31m"), "invisible character"),
        (("seed", "4"), "seed: this is no setting"),
        (("jobs.x", "4"), "There is no command jobs"),
        (("\x1b[31m", "4"), "there is no such setting"),
        (("--unset", "voice"), "voice is not set there: `mockint config` shows what is."),
        (("--unset", "rate"), "rate is not set there: try interview.rate."),
    ],
)
def test_what_cannot_be_set_is_refused_and_the_file_stays(
    desk: Desk, words: Sequence[str], said: str
) -> None:
    text = "# mine\n[interview]\nrate = 150\n"
    sentence = the_sentence(desk.has(text).run("config", *words))
    assert said in sentence
    assert "\x1b" not in sentence
    assert desk.path.read_text() == text


def test_a_broken_file_is_told_by_every_command_and_changed_by_none(desk: Desk) -> None:
    desk.has("voice = en-gb\n")
    for words in (("banks", "list"), ("sessions",), ("config", "rate", "150"), ("config", "rate")):
        sentence = the_sentence(desk.run(*words))
        assert f"{desk.path}, line 1, is no TOML" in sentence
        assert 'voice = "en-gb"' in sentence
    assert desk.path.read_text() == "voice = en-gb\n"


def test_a_broken_file_stops_nothing_that_helps_to_mend_it(desk: Desk) -> None:
    desk.has("voice = en-gb\nplain = 3\n")
    for words in (("--help",), ("--version",), ("config", "--path"), ("interview", "--help")):
        assert desk.said(*words)
    shown = desk.said("config", COLUMNS="200")
    assert f"\n! {desk.path}, line 1, is no TOML" in shown
    assert "settings.toml line" not in shown
    assert "is no TOML" in json.loads(desk.said("config", "--json"))["fault"]
    done = desk.run("doctor", "--voices")
    assert done.returncode == 0
    assert "en-gb" in done.stdout
    assert the_sentence(done, 0).endswith("Until then no setting counts.")


def test_wrong_usage_is_wrong_usage_whatever_the_file_says(desk: Desk) -> None:
    assert desk.has("broken").run("interview", "--rate", "fast").returncode == 2
    assert desk.run("config", "--json", "--path").returncode == 2


@pytest.mark.parametrize("kind", ["pipe", "folder", "endless", "loop", "large", "latin"])
def test_what_is_no_settings_file_is_said_and_not_waited_for(desk: Desk, kind: str) -> None:
    path = desk.path
    make: dict[str, Callable[[], object]] = {
        "pipe": lambda: os.mkfifo(path),
        "folder": path.mkdir,
        "endless": lambda: path.symlink_to("/dev/zero"),
        "loop": lambda: path.symlink_to(path),
        "large": lambda: path.write_bytes(b"#\n" * 500_001),
        "latin": lambda: path.write_bytes('voice = "Zoë"'.encode("latin-1")),
    }
    make[kind]()
    for words in (("banks", "list"), ("config", "rate", "150")):
        assert str(path) in the_sentence(desk.run(*words))
    assert f"\n! {path}" in desk.said("config", COLUMNS="200")


def test_a_name_of_the_file_that_steers_a_terminal_does_not(tmp_path: Path, desk: Desk) -> None:
    hostile = tmp_path / "\x1b[31m\u202e.toml"
    hostile.write_text("voice = 'x'\n")
    for words in (("config",), ("config", "--path"), ("config", "--json")):
        shown = desk.said(*words, MOCKINT_SETTINGS=str(hostile))
        assert not {"\x1b", "\u202e"} & set(shown)
    hostile.write_text("broken")
    assert "\x1b" not in the_sentence(desk.run("sessions", MOCKINT_SETTINGS=str(hostile)))


def test_the_file_lies_where_the_platform_wants_it(tmp_path: Path) -> None:
    env = {name: value for name, value in os.environ.items() if name != "MOCKINT_SETTINGS"}
    env |= {"XDG_CONFIG_HOME": str(tmp_path), "HOME": str(tmp_path)}
    path = Path(mockint("config", "--path", env=env).stdout.strip())
    assert path.is_relative_to(tmp_path)
    assert path.parts[-2:] == ("mockint", "settings.toml")
    assert mockint("config", "plain", "true", env=env).returncode == 0
    assert path.read_text() == "plain = true\n"


def test_a_flag_beats_the_table_the_table_the_top_and_the_top_the_default(desk: Desk) -> None:
    assert desk.bank() is None
    desk.has('bank = "billing-specialist"\n')
    assert desk.bank() == "billing-specialist"
    desk.has('bank = "billing-specialist"\n[check]\nbank = "accounts-payable"\n')
    assert desk.bank() == "accounts-payable"
    assert desk.bank("--bank", "billing-specialist") == "billing-specialist"


def test_the_environment_stands_between_the_flag_and_the_file(desk: Desk) -> None:
    def folder(*words: str, **variables: str) -> str:
        return desk.said("sessions", *words, **variables).split()[5]

    desk.has('recordings = "/top"\n[sessions]\nrecordings = "/table"\n')
    assert folder() == "/table"
    assert folder(MOCKINT_RECORDINGS="/variable") == "/variable"
    assert folder("--recordings", "/flag", MOCKINT_RECORDINGS="/variable") == "/flag"
    assert folder(MOCKINT_RECORDINGS="") == "/table"


def test_a_switch_in_the_file_is_turned_off_for_once(desk: Desk) -> None:
    text = desk.path.with_name("answer.txt")
    text.write_text("I sent the corrected invoice to the customer and she paid on Monday.")
    short = desk.said("check", text)
    long = desk.said("check", text, "--explain")
    assert len(long) > len(short)
    desk.has("[check]\nexplain = true\n")
    assert desk.said("check", text) == long
    assert desk.said("check", text, "--no-explain") == short
    desk.has("explain = false\n")
    assert desk.said("check", text, "--explain") == long


def test_an_interview_is_held_as_the_file_says_but_for_what_was_typed(
    desk: Desk, tmp_path: Path
) -> None:
    voice = open_voice(CANDIDATE_VOICE)
    try:
        clip = resampled(voice.render(SENTENCE).clip, RATE)
    finally:
        voice.close()
    answer = write_wav(tmp_path / "answer.wav", clip)
    desk.has(
        f'recordings = "{tmp_path / "kept"}"\ncount = 4\nmode = "real"\nvoice = "en-us"\n'
        '[interview]\ncount = 1\nstage = "behavioral"\nrate = 170\n'
    )
    done = desk.run("interview", "--answers", answer, answer, "--voice", "en-gb", "--seed", "1")
    assert done.returncode == 0, done.stderr
    held = json.loads((tmp_path / "kept" / done.stdout.split()[-1] / "session.json").read_text())
    assert held["mode"] == "real"
    assert held["rate"] == 170
    assert held["voice"] == "en-gb"
    assert [each["stage"] for each in held["plan"]] == ["behavioral"]


def test_the_help_reads_no_settings_and_imports_nothing_for_them() -> None:
    code = "import sys, mockint.cli as c\ntry: c.main(['--help'])\nexcept SystemExit: pass\n"
    code += "print(sorted({m.split('.')[0] for m in sys.modules} & set(sys.argv[1:])))"
    heavy = ("tomllib", "tomlkit", "platformdirs", "rapidfuzz", "dataclasses", "msgspec")
    words = [sys.executable, "-c", code, *heavy]
    done = subprocess.run(words, capture_output=True, text=True, env=unmeasured())
    assert done.stdout.splitlines()[-1] == "[]", done.stderr


def test_settings_cost_a_command_little(desk: Desk, tmp_path: Path, measured: Measured) -> None:
    """Counted is the processor's time, beyond what the command loads anyway."""
    code = (
        "import sys, time\n"
        "import mockint.commands.sessions\n"
        "from mockint import cli\n"
        "from mockint.arguments import parser\n"
        "from mockint.settings import CommandLine\n"
        "top = parser(['sessions'])\n"
        "begun = time.process_time()\n"
        "line = CommandLine(top)\n"
        "cli._settle(line, line.parse(['sessions']))\n"
        "print((time.process_time() - begun) * 1000, 'tomllib' in sys.modules)"
    )

    place = tmp_path / "mockint" / "settings.toml"
    env = unmeasured(MOCKINT_SETTINGS="", XDG_CONFIG_HOME=str(tmp_path))

    def cost() -> tuple[float, str]:
        words = [sys.executable, "-c", code]
        done = subprocess.run(words, capture_output=True, text=True, env=env, check=True)
        milliseconds, read = done.stdout.split()
        return float(milliseconds), read

    none = min(cost() for _ in range(5))
    place.parent.mkdir()
    place.write_text('voice = "en-gb"\n[interview]\nrate = 150\n')
    some = min(cost() for _ in range(5))
    measured(f"settings cost a command {none[0]:.1f} ms without a file, {some[0]:.1f} ms with one")
    assert none[1] == "False"
    assert some[0] < 50


def test_what_is_set_for_shared_copies_and_pages_stops_no_plain_report(
    desk: Desk, tmp_path: Path
) -> None:
    names = [practised(tmp_path / "r", name=f"2026-03-0{day}-0915-b").name for day in (2, 3)]
    place = ("--recordings", tmp_path / "r")
    desk.has(
        '[report]\nmask = ["credit memo"]\nkeep = ["Ann"]\namounts-above = 5\nsound = "beside"\n'
    )
    assert "What to do next" in desk.said("report", *place)
    assert "side by side" in desk.said("report", "--compare", *names, *place)
    assert desk.said("report", "--format", "html", *place).startswith("<!DOCTYPE html>")
    shared = desk.run("report", "--share", "--format", "md", *place)
    assert shared.returncode == 0, shared.stderr
    assert "credit memo" not in shared.stdout
    assert desk.run("report", "--mask", "Ann", *place).returncode == 1
