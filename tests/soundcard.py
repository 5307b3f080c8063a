"""A sound card made of nothing: a private PulseAudio with one loudspeaker and one microphone.

PortAudio reads its environment once, so a test starts what it wants to hear as a
child process with ``SoundCard.environment`` and talks to it as a person would:
``say`` speaks a file into the microphone, ``ear`` hears what the loudspeaker plays.
"""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

INSTALL = (
    "sudo apt-get install pulseaudio pulseaudio-utils libasound2-plugins libportaudio2"
    " (`make test` does it)"
)
RATE = 48_000
"""Samples a second at which the card itself works."""

_ROOT = Path(__file__).parents[1]

# norewinds: without it sound comes over a second late, or never.
_SERVER = """
load-module module-native-protocol-unix socket={folder}/socket auth-anonymous=1
load-module module-cli-protocol-unix socket={folder}/console
load-module module-null-sink sink_name=mic_in rate=48000 channels=1 norewinds=1
"""
_MICROPHONE = ("module-remap-source", "master=mic_in.monitor", "source_name=mic")
_LOUDSPEAKER = ("module-null-sink", "sink_name=speaker", "rate=48000", "channels=2", "norewinds=1")

_ALSA = """
pcm.!default { type pulse }
ctl.!default { type pulse }
"""


def missing() -> str:
    """Why there can be no virtual sound card here, and what to do; empty if there can."""
    lacking = [name for name in ("pulseaudio", "pactl", "paplay", "parec") if not _found(name)]
    if lacking:
        return f"no {lacking[0]} here: {INSTALL}"
    if not sys.platform.startswith("linux"):
        return "the virtual sound card needs Linux"
    return ""


class Ear:
    """What the loudspeaker plays, from the moment it was made; ``samples`` is 48 kHz mono."""

    def __init__(self, process: "subprocess.Popen[bytes]", into: IO[bytes]) -> None:
        self._process, self._into = process, into

    @property
    def samples(self) -> NDArray[np.int16]:
        """Everything heard so far."""
        data = Path(self._into.name).read_bytes()
        return np.frombuffer(data[: len(data) - len(data) % 2], np.int16)

    def listen(self, seconds: float) -> None:
        """Go on listening until ``seconds`` more have been heard."""
        wanted = len(self.samples) + int(seconds * RATE)
        _until(lambda: len(self.samples) >= wanted, "the ear", seconds + 10)

    def close(self) -> None:
        """Stop listening; ``samples`` stays until then."""
        stop(self._process)
        self._into.close()


class SoundCard:
    """A loudspeaker and a microphone; ``environment`` is what a child process needs to use them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        (folder / "asound.conf").write_text(_ALSA)
        (folder / "server.pa").write_text(_SERVER.format(folder=folder))
        self.environment = _without_sound(os.environ) | {
            "HOME": str(folder),
            "XDG_RUNTIME_DIR": str(folder),
            "PULSE_SERVER": f"unix:{folder}/socket",
            "PULSE_SINK": "speaker",
            "PULSE_SOURCE": "mic",
            "ALSA_CONFIG_PATH": str(folder / "asound.conf"),
            "PYTHONPATH": str(_ROOT),
        }
        self._server = self._serve()
        self.plug_loudspeaker()
        self.plug_microphone()

    def say(self, wav: Path | str) -> "subprocess.Popen[bytes]":
        """Speak a WAV file into the microphone; returns at once, ``wait()`` ends with it."""
        return self.start("paplay", "-d", "mic_in", str(wav))

    @contextlib.contextmanager
    def ear(self, at: str = "speaker.monitor") -> Iterator[Ear]:
        """Listen to the loudspeaker, or ``at`` another place, until the block is left."""
        command = ["parec", "-d", at, "--raw", "--format=s16le", "--channels=1"]
        command += [f"--rate={RATE}", "--latency-msec=20"]
        with tempfile.NamedTemporaryFile(dir=self._folder) as into:
            ear = Ear(self.start(*command, stdout=into), into)
            try:
                _until(lambda: len(ear.samples) > 0, "the ear")
                yield ear
            finally:
                ear.close()

    def hear(self, seconds: float) -> NDArray[np.int16]:
        """What the loudspeaker plays in the next ``seconds``, 48 kHz mono."""
        with self.ear() as ear:
            ear.listen(seconds)
            return ear.samples

    def unplug_microphone(self) -> None:
        """Pull the microphone out; whoever listens to it is cut off, not moved elsewhere."""
        self._cut_off("source-output", "source", "mic")
        self._control("unload-module", self._microphone)

    def plug_microphone(self) -> None:
        """Put the microphone back in."""
        self._microphone = self._control("load-module", *_MICROPHONE)
        self._control("set-default-source", "mic")

    def suspend_microphone(self, suspended: bool = True) -> None:
        """Make the microphone fall silent without a word, as a laptop's lid does."""
        self._control("suspend-source", "mic", str(int(suspended)))

    def unplug_loudspeaker(self) -> None:
        """Pull the loudspeaker out; whoever plays is cut off, not moved elsewhere."""
        self._cut_off("sink-input", "sink", "speaker")
        self._control("unload-module", self._loudspeaker)

    def plug_loudspeaker(self) -> None:
        """Put the loudspeaker back in."""
        self._loudspeaker = self._control("load-module", *_LOUDSPEAKER)
        self._control("set-default-sink", "speaker")

    def python(self, code: str, *words: object, **more: Any) -> "subprocess.Popen[str]":
        """Start a Python child that has this sound card; its standard output is a text pipe."""
        command = [sys.executable, "-c", code, *map(str, words)]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        return self.start(*command, **(pipes | more))

    def start(self, *command: str, **more: Any) -> "subprocess.Popen[Any]":
        """Start any program that has this sound card."""
        return subprocess.Popen(command, **({"env": self.environment} | more))

    def close(self) -> None:
        """Stop the server and with it both devices."""
        stop(self._server)

    def _cut_off(self, stream: str, device: str, name: str) -> None:
        """Kill the streams of one device, which the server would move to another one."""
        here = next(row[0] for row in self._list(f"{device}s") if row[1] == name)
        with socket.socket(socket.AF_UNIX) as console:
            console.connect(str(self._folder / "console"))
            for row in self._list(f"{stream}s"):
                if row[1] == here:
                    console.sendall(f"kill-{stream} {row[0]}\n".encode())
            _until(lambda: here not in (row[1] for row in self._list(f"{stream}s")), "a stream")

    def _list(self, what: str) -> list[list[str]]:
        return [row.split("\t") for row in self._control("list", "short", what).splitlines()]

    def _serve(self) -> "subprocess.Popen[bytes]":
        flags = "--daemonize=no --use-pid-file=no --exit-idle-time=-1 --disable-shm=yes"
        script = self._folder / "server.pa"
        with (self._folder / "server.log").open("wb") as log:
            server = self.start(
                *("pulseaudio", "-n", "-F", str(script), *flags.split(), "--realtime=no"),
                stdout=log,
                stderr=log,
            )
        _until(lambda: self._try("info") or server.poll() is not None, "the sound server")
        return server

    def _control(self, *words: str) -> str:
        done = subprocess.run(
            ["pactl", *words], env=self.environment, capture_output=True, text=True, timeout=20
        )
        assert done.returncode == 0, f"pactl {' '.join(words)}: {done.stderr}"
        return done.stdout.strip()

    def _try(self, *words: str) -> bool:
        command = ["pactl", *words]
        return not subprocess.run(
            command, env=self.environment, capture_output=True, timeout=20
        ).returncode


@contextlib.contextmanager
def sound_card() -> Iterator[SoundCard]:
    """A sound card while the block lasts; its folder's short name fits a socket's path."""
    with tempfile.TemporaryDirectory(prefix="card") as folder:
        card = SoundCard(Path(folder))
        try:
            yield card
        finally:
            card.close()


def stop(process: "subprocess.Popen[Any]") -> None:
    """End one process that a test started."""
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(5)


def _without_sound(environment: "os._Environ[str]") -> dict[str, str]:
    ours = ("PULSE_", "ALSA_", "DBUS_SESSION", "DISPLAY", "PIPEWIRE")
    return {name: value for name, value in environment.items() if not name.startswith(ours)}


def _found(program: str) -> bool:
    return shutil.which(program) is not None


def _until(true: Any, what: str, seconds: float = 10.0) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, f"{what} did not answer in {seconds:.0f} s"
        time.sleep(0.01)
