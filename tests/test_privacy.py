"""Nothing leaves the machine and nobody else reads it, in every command as it is by default."""

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest

from mockint.arguments import parser
from mockint.report.privacy import Kept, Way, privacy_view
from mockint.settings.key import commands_of
from mockint.voice import CANDIDATE_VOICE, open_voice
from tests.household import TEXT, TRACED, Household, commands, local_places, opened
from tests.sample_session import session
from tests.screens import drawn
from tests.soundcard import missing, sound_card
from tests.test_bad_input import mockint
from tests.test_sessions import kept
from tests.wav import write_wav

CONNECT = """
import socket
try: socket.create_connection(("192.0.2.1", 80), timeout=0.2)
except OSError as fault: print(fault)
"""

LOCAL = re.compile(
    r".*/(native|socket|jack_default_0_0|jack\.sock|pipewire-0(-manager)?)"
    r"|.*/(nscd/socket|systemd/userdb/[\w.]+|sss/pipes/nss)"
)
"""Sockets of a sound server (PulseAudio, JACK, PipeWire), and of this system's list of users."""


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A recording of a short answer."""
    voice = open_voice(CANDIDATE_VOICE)
    try:
        path = tmp_path_factory.mktemp("spoken") / "answer.wav"
        return write_wav(path, voice.render(TEXT).clip)
    finally:
        voice.close()


@pytest.fixture(scope="module")
def card() -> Iterator[Mapping[str, str]]:
    """What a child needs to use a virtual sound card; nothing where there is none."""
    with ExitStack() as stack:
        if missing():
            yield {}
            return
        whole = stack.enter_context(sound_card()).environment
        yield {
            name: value
            for name, value in whole.items()
            if name.startswith(("PULSE_", "ALSA_")) or name == "XDG_RUNTIME_DIR"
        }


def needed(*command: str) -> None:
    """Skip where that command cannot be run."""
    try:
        subprocess.run([*command, "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as fault:
        pytest.skip(f"{command[0]} cannot be used here: {fault}")


@pytest.fixture(scope="module")
def cut_off(
    tmp_path_factory: pytest.TempPathFactory, spoken: Path, card: Mapping[str, str]
) -> Household:
    """A household without any network, in which files are open to all, after every command."""
    needed("unshare", "-r", "-n")
    house = Household(tmp_path_factory.mktemp("cut") / "home", 0o000, card)
    house.before = ("unshare", "-r", "-n")
    _run_everything(house, spoken, sound=bool(card))
    return house


@pytest.fixture(scope="module")
def traced(
    tmp_path_factory: pytest.TempPathFactory, spoken: Path, card: Mapping[str, str]
) -> Household:
    """A household with a network, whose every call to it is written down, after every command."""
    needed("strace", "-f", "-qq")
    house = Household(tmp_path_factory.mktemp("traced") / "home", 0o022, card)
    house.before = (*TRACED, house.trace)
    _run_everything(house, spoken, sound=bool(card))
    return house


def _run_everything(house: Household, spoken: Path, *, sound: bool) -> None:
    for words in commands(house, spoken, sound=sound):
        done = house.run(*words)
        assert done.returncode == 0, (words, done.stdout, done.stderr)


def test_every_command_does_its_work_with_the_network_cut_and_calls_nobody(
    cut_off: Household,
) -> None:
    assert cut_off.calls == []
    assert set(commands_of(parser())) - cut_off.ran <= {"replay"}  # which needs a sound card
    assert len(list(cut_off.recordings.glob("2*/session.json"))) == 2


def test_no_process_opens_a_socket_that_leads_off_this_machine(traced: Household) -> None:
    assert traced.calls == []
    # Netlink tells of this machine's own devices.
    assert opened(traced.trace) <= {"AF_UNIX", "AF_NETLINK"}
    assert [place for place in local_places(traced.trace) if not LOCAL.fullmatch(place)] == []


@pytest.mark.parametrize("name", ["cut_off", "traced"])
def test_whatever_is_written_is_its_owners_alone_under_any_umask(
    name: str, request: pytest.FixtureRequest
) -> None:
    house: Household = request.getfixturevalue(name)
    assert len(list(house.home.rglob("*"))) > 25
    assert house.open_to_others == []
    assert house.loosely_made == []


@pytest.mark.parametrize("name", ["cut_off", "traced"])
def test_nothing_is_kept_anywhere_but_where_the_doctor_says(
    name: str, request: pytest.FixtureRequest
) -> None:
    house: Household = request.getfixturevalue(name)
    assert list((house.home / "tmp").iterdir()) == []
    files = {str(path.relative_to(house.home)) for path in house.home.rglob("*") if path.is_file()}
    inside = tuple(
        f"{folder.relative_to(house.home)}/" for folder in (house.recordings, house.made)
    )
    elsewhere = {file for file in files if not file.startswith(inside)}
    assert elsewhere <= {".config/mockint/settings.toml", ".config/pulse/cookie"}
    told = house.run("doctor", "--privacy").stdout.replace("\n" + " " * 13, "")
    assert str(house.recordings) in told
    assert "settings.toml" in told


def test_what_watches_sees_a_call_and_a_file_that_is_open_to_others(tmp_path: Path) -> None:
    needed("strace", "-f", "-qq")
    house = Household(tmp_path / "home", 0o022, {})
    house.before = (*TRACED, house.trace)
    done = house.python("-c", f"{CONNECT}\nopen('there', 'w')")
    assert done.returncode == 0, done.stderr
    assert any(call.startswith("socket.connect") for call in house.calls)
    assert "AF_INET" in opened(house.trace)
    assert [line[:8] for line in house.loosely_made] == ["made 022"]
    assert [line.split("/")[-1] for line in house.open_to_others] == ["there"]


def test_the_library_that_would_report_its_use_is_told_not_to(tmp_path: Path) -> None:
    pytest.importorskip("onnxruntime")
    house = Household(tmp_path / "home", 0o022, {"ORT_DISABLE_TELEMETRY": "0"})
    encoder = (
        "from mockint.encoder import shipped_encoder; print(shipped_encoder().read('I paid.'))"
    )
    told = "import os, mockint; print(os.environ['ORT_DISABLE_TELEMETRY'])"
    assert house.python("-c", told).stdout == "1\n"
    assert house.python("-c", encoder).returncode == 0
    # Left to itself it would keep a list of events and a number for this machine here.
    assert list(house.home.rglob("*.db")) == []
    assert list((house.home / "tmp").iterdir()) == []


KEPT = (
    Kept(
        "interviews",
        "/home/ann/.local/share/mockint/recordings",
        (
            "12 interviews (1 cannot be opened), 231 files, 41 MB, since 2026-03-02",
            "read by you alone",
            "delete: mockint sessions --delete NAME, or --older-than 6m",
        ),
    ),
    Kept("log", "/home/ann/.local/state/mockint/log/\x1b[2Jmockint.log", ("nothing there",)),
)
WAYS = (
    Way(
        "--engine openai --server URL",
        "The sound of your answers goes to that server; mockint says so before it does.",
        "set for interview: https://speech.example.org",
    ),
    Way("--open", "Gives a page to your browser, which may keep its address in a history."),
)
SCREEN_80 = """\
Kept on this machine
interviews  /home/ann/.local/share/mockint/recordings
            12 interviews (1 cannot be opened), 231 files, 41 MB, since
            2026-03-02
            read by you alone
            delete: mockint sessions --delete NAME, or --older-than 6m
log         /home/ann/.local/state/mockint/log/�[2Jmockint.log
            nothing there

keep-for is 6m.
Whoever administers this machine can read everything on it.

Never leaves it
What you say, its words and its marks. Speaking, recording, recognising,
marking, reports and everything else are done here; there is no account, no
counting of use and no asking for a newer version.

Could leave it, and only where you ask for it
--engine openai --server URL
    The sound of your answers goes to that server; mockint says so before it
    does.
    ! set for interview: https://speech.example.org
--open
    Gives a page to your browser, which may keep its address in a history.
"""


def test_the_screen_at_80_columns() -> None:
    assert drawn(privacy_view(KEPT, "keep-for is 6m.", WAYS), 80) == SCREEN_80


@pytest.mark.parametrize("width", [20, 40, 59, 60, 79, 120])
def test_every_word_stands_on_the_screen_and_no_line_is_too_wide(width: int) -> None:
    screen = drawn(privacy_view(KEPT, "keep-for is 6m.", WAYS), width)
    assert max(map(len, screen.splitlines())) <= width
    assert "".join(screen.split()) == "".join(SCREEN_80.split())


def told(recordings: Path, home: Path, settings: str = "") -> str:
    """What ``mockint doctor --privacy`` prints for that home, every entry in one line."""
    home.mkdir(exist_ok=True)
    (home / "settings.toml").write_text(settings)
    own = {"HOME": str(home), "MOCKINT_SETTINGS": str(home / "settings.toml"), "COLUMNS": "1000"}
    kept_out = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    done = mockint("doctor", "--privacy", "--recordings", recordings, env=kept_out | own)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout


def test_without_any_interview_it_says_where_they_would_be_and_makes_nothing(
    tmp_path: Path,
) -> None:
    screen = told(tmp_path / "r", tmp_path / "home")
    assert f"interviews  {tmp_path}/r\n            nothing there\n" in screen
    assert "keep-for is not set: interviews stay until you delete them." in screen
    assert not (tmp_path / "r").exists()
    assert os.listdir(tmp_path / "home") == ["settings.toml"]


def test_it_counts_what_is_there_and_names_what_is_not_of_mockint(tmp_path: Path) -> None:
    recordings = tmp_path / "r"
    for name, started in (("a", "2026-02-01T09:00:00"), ("b", "2025-11-30T09:00:00")):
        folder = kept(session(), recordings, name, started=started)
        (folder / "01-answer.flac").write_bytes(bytes(200_000))
        (folder / "mine.txt").touch()
    (recordings / "b" / "session.json").chmod(0o600)
    kept(session(), recordings, "c").joinpath("session.json").write_text("{")
    kept(session(), recordings, "d", started="2026-02-02T09:00:00", drill="task", finished=False)
    (recordings / "progress.html").touch()
    kept(session(), recordings, ".deleted-d")
    screen = told(recordings, tmp_path / "home", "keep-for = '1m'")
    counted = "3 interviews and 1 drill (1 cannot be opened), 6 files, 0.5 MB, since 2025-11-30"
    assert counted in " ".join(screen.split())
    assert "read by you alone" in screen
    assert "2 things there that mockint did not make, and leaves\n" in screen
    assert f"pages         {recordings}/progress.html\n" in screen
    assert ".deleted-d\n              a deletion was broken off" in screen
    assert "keep-for is 1m. The next interview deletes what is older than 1 month: a, b." in screen


def test_it_says_what_others_can_read_and_what_shuts_them_out(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with tempfile.TemporaryDirectory(prefix="for all ") as place:
        recordings = Path(place) / "r"
        folder = kept(session(), recordings, "a")
        (folder / "01-answer.flac").write_bytes(bytes(1000))
        for path, mode in ((Path(place), 0o755), (recordings, 0o755), (folder, 0o700)):
            path.chmod(mode)
        (folder / "01-answer.flac").chmod(0o644)
        lock = f"chmod 700 '{recordings}'\n"
        assert f"read by you alone; others can list the names: {lock}" in told(recordings, home)
        folder.chmod(0o755)
        lock = f"chmod -R go= '{recordings}'\n"
        said = f"! others on this machine can read 1 of these files: {lock}"
        assert said in told(recordings, home)
        recordings.chmod(0o700)
        assert "others on this machine" not in told(recordings, home)
        assert "others can" not in told(recordings, home)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("engine = 'openai'\nserver = 'https://speech.example.org/v1'",
         "! set for interview, check, transcribe, score: https://speech.example.org/v1\n"),
        ("[interview]\nengine = 'openai'", "! set for interview: no server\n"),
    ],
)  # fmt: skip
def test_a_setting_under_which_sound_leaves_the_machine_is_told(
    settings: str, said: str, tmp_path: Path
) -> None:
    assert "! set" not in told(tmp_path / "r", tmp_path / "home")
    assert said in told(tmp_path / "r", tmp_path / "home", settings)


def test_every_option_that_can_send_something_away_is_named(tmp_path: Path) -> None:
    screen = told(tmp_path / "r", tmp_path / "home")
    for option in ("--engine openai", "--server", "--fetch", "--share", "--open", "--cluster"):
        assert option in screen.split("Could leave it")[1], option


def test_a_log_that_was_a_link_is_written_anew_and_for_its_owner_alone(tmp_path: Path) -> None:
    house = Household(tmp_path / "home", 0o022, {"XDG_STATE_HOME": str(tmp_path / "home")})
    precious = house.made / "precious.txt"
    precious.write_text("mine")
    log = house.home / "mockint" / "log" / "mockint.log"
    log.parent.mkdir(parents=True)
    log.symlink_to(precious)
    code = (
        "import os; from mockint.commands.places import write_log; os.umask(0o077); write_log('!')"
    )
    assert house.python("-c", code).returncode == 0
    assert precious.read_text() == "mine"
    assert (log.read_text(), log.is_symlink()) == ("!", False)
    assert log.stat().st_mode & 0o777 == 0o600
