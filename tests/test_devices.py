from pathlib import Path

import pytest

from mockint.sound.probe import probe
from tests.practised import practised
from tests.soundcard import SoundCard
from tests.test_bad_input import mockint, the_sentence

# Tries what the words name and says how it was refused.
TRYING_CHILD = """
import sys
from mockint.errors import MockintError
from mockint.sound.devices import devices, find, look_again
from mockint.sound.loudspeaker import Loudspeaker
from mockint.sound.microphone import Microphone
from mockint.sound.stream import Stream
try:
    print(eval(sys.argv[1]))
except MockintError as error:
    print(type(error).__name__, error)
"""


def tried(card: SoundCard, expression: str, **environment: str) -> str:
    """What a child process with the sound card says; nothing may come on standard error."""
    child = card.python(TRYING_CHILD, expression, stderr=-1, env=card.environment | environment)
    out, noise = child.communicate(timeout=30)
    assert noise == ""
    return str(out).strip()


@pytest.fixture
def no_card(tmp_path: Path) -> dict[str, str]:
    """The environment of a machine without any sound device."""
    nothing = "pcm.!default { type hw card 99 }\nctl.!default { type hw card 99 }\n"
    (tmp_path / "asound.conf").write_text(nothing)
    return {"ALSA_CONFIG_PATH": str(tmp_path / "asound.conf"), "PULSE_SERVER": "/nowhere"}


def test_the_sound_card_is_listed(soundcard: SoundCard) -> None:
    told = tried(soundcard, "[(d.index, d.name, d.default) for d in devices()]")
    assert told == "[(0, 'default', True)]"
    assert tried(soundcard, "(look_again(), len(devices()))") == "(None, 1)"


@pytest.mark.parametrize("direction", ["input", "output"])
def test_a_device_is_found_by_number_or_part_of_its_name(
    soundcard: SoundCard, direction: str
) -> None:
    all_ways = f"{{find('{direction}', w).name for w in (None, 0, '0', ' DEF', 'default')}}"
    assert tried(soundcard, all_ways) == "{'default'}"


@pytest.mark.parametrize("wanted", ["7", "'headset'"])
def test_a_device_that_is_not_there_is_refused_by_its_name(
    soundcard: SoundCard, wanted: str
) -> None:
    told = tried(soundcard, f"Microphone({wanted})")
    assert told.startswith(f"NoDevice No microphone is called {wanted}: plug one in")
    assert "`mockint doctor`" in told


def test_without_any_device_opening_one_is_one_sentence(
    soundcard: SoundCard, no_card: dict[str, str]
) -> None:
    assert tried(soundcard, "devices()", **no_card) == "()"
    told = tried(soundcard, "Microphone()", **no_card)
    assert told.startswith("NoDevice There is no microphone: plug one in")
    told = tried(soundcard, "find('output')", **no_card)
    assert told.startswith("NoDevice There is no loudspeaker: plug one in")


def test_without_portaudio_the_remedy_is_named(soundcard: SoundCard, tmp_path: Path) -> None:
    (tmp_path / "sounddevice.py").write_text("raise OSError('PortAudio library not found')")
    path = f"{tmp_path}:{soundcard.environment['PYTHONPATH']}"
    told = tried(soundcard, "Microphone()", PYTHONPATH=path)
    assert told.startswith("PortAudioMissing Sound needs the PortAudio library")
    assert "`sudo apt install libportaudio2`" in told


def test_a_rate_the_device_refuses_is_replaced_by_its_own_in_silence(soundcard: SoundCard) -> None:
    for direction in ("input", "output"):
        assert tried(soundcard, f"Stream('{direction}', None, 3_000_000).rate") == "44100"


def test_a_probe_finds_the_sound_card(
    soundcard: SoundCard, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in soundcard.environment.items():
        monkeypatch.setenv(name, value)
    found = probe()
    assert found.portaudio
    assert found.microphone
    assert found.loudspeaker
    assert found.sentence == ""


def test_a_probe_tells_a_machine_without_sound_from_one_whose_sound_breaks_down(
    soundcard: SoundCard, no_card: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in no_card.items():
        monkeypatch.setenv(name, value)
    found = probe()
    assert found.portaudio
    assert (found.microphone, found.loudspeaker) == (None, None)
    assert found.sentence.startswith("There is no microphone")
    monkeypatch.setenv("ALSA_CONFIG_PATH", "/nowhere/asound.conf")
    assert probe().sentence.startswith("The sound system broke down")


def test_a_probe_that_takes_too_long_is_given_up() -> None:
    assert probe(timeout=0.001).sentence.startswith("The sound system broke down")


@pytest.mark.parametrize(
    "words",
    [
        ("doctor", "--devices"),
        ("doctor", "--level"),
        ("replay", "--loudspeaker", "default"),
        ("report", "--speak-feedback", "--loudspeaker", "default"),
        ("interview", "--microphone", "default"),
        ("interview", "--rehearse", "--aloud", "--loudspeaker", "default"),
    ],
    ids=" ".join,
)
def test_a_named_device_of_a_broken_sound_system_is_refused_and_nothing_breaks_down(
    words: tuple[str, ...], soundcard: SoundCard, tmp_path: Path
) -> None:
    kept = practised(tmp_path / "r").parent
    where = () if words[0] == "doctor" else ("--recordings", kept)
    broken = soundcard.environment | {"ALSA_CONFIG_PATH": "/nowhere/asound.conf"}
    sentence = the_sentence(mockint(*words, *where, env=broken))
    assert "The sound system broke down" in sentence
    assert "run `mockint doctor`" in sentence
    assert [each.name for each in kept.iterdir() if each.is_dir()] == ["2026-03-02-0915-billing"]


def test_without_a_named_one_a_broken_sound_system_only_leaves_a_rehearsal_unheard(
    soundcard: SoundCard, tmp_path: Path
) -> None:
    broken = soundcard.environment | {"ALSA_CONFIG_PATH": "/nowhere/asound.conf"}
    words = ("--type", "--speak-feedback", "-n", "1", "--recordings", tmp_path)
    done = mockint("interview", *words, env=broken)
    assert done.returncode == 0, done.stderr
    assert "broke down" in done.stdout
    assert "Nothing can be said aloud." in done.stdout
