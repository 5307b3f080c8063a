"""What sound this machine has, looked at from a child process.

Some sound systems take the process that asks them down with it (a wrong ALSA setting).
"""

import contextlib
import subprocess
import sys
from pathlib import Path

import msgspec

from mockint.errors import NoDevice, PortAudioMissing, SoundError
from mockint.sound.devices import NAMES, Device, Direction, find, portaudio
from mockint.sound.stream import Stream

_CRASHED = (
    "The sound system broke down while it was looked at:"
    " see whether ALSA_CONFIG_PATH names a good file, then run `mockint doctor`."
)


class Probe(msgspec.Struct, frozen=True):
    """What a look at the machine's sound found; ``sentence`` is empty if nothing is missing."""

    portaudio: bool
    microphone: Device | None = None
    loudspeaker: Device | None = None
    sentence: str = ""

    def sure(self) -> None:
        """See that a device can be asked for, whichever it is, and this process goes on.

        Raises:
            SoundError: it might end.
        """
        if not self.portaudio:
            raise SoundError(self.sentence)


class Look:
    """A look at the machine's sound from a child process, begun when it is made."""

    def __init__(self) -> None:
        # The package's own folder: the child finds it however the parent found it.
        home, pipe, nowhere = Path(__file__).parents[2], subprocess.PIPE, subprocess.DEVNULL
        command = [sys.executable, "-m", "mockint.sound.probe"]
        self._child: subprocess.Popen[bytes] | None = None
        with contextlib.suppress(OSError):
            self._child = subprocess.Popen(
                command, cwd=home, stdin=nowhere, stdout=pipe, stderr=nowhere
            )

    def found(self, timeout: float = 10.0) -> Probe:
        """What it found, waited for ``timeout`` seconds at most."""
        try:
            if self._child is None:
                return Probe(False, sentence=_CRASHED)
            seen, _ = self._child.communicate(timeout=timeout)
            return msgspec.json.decode(seen, type=Probe)
        except (OSError, subprocess.TimeoutExpired, msgspec.DecodeError):
            return Probe(False, sentence=_CRASHED)
        finally:
            self.end()

    def end(self) -> None:
        """Look no longer."""
        if self._child is not None:
            self._child.kill()
            self._child.communicate()
            self._child = None


def probe(timeout: float = 10.0) -> Probe:
    """Look at the machine's sound from a child process, for ``timeout`` seconds at most."""
    return Look().found(timeout)


def _look() -> Probe:
    try:
        portaudio()
    except PortAudioMissing as fault:
        return Probe(False, sentence=str(fault))
    found: dict[Direction, Device | None] = {}
    lacking = ""
    for direction in NAMES:
        try:
            found[direction] = _working(direction)
        except NoDevice as fault:
            found[direction], lacking = None, lacking or str(fault)
    return Probe(True, found["input"], found["output"], lacking)


def _working(direction: Direction) -> Device:
    """The system's choice, seen to open."""
    Stream(direction, None, 16_000).close()
    return find(direction)


if __name__ == "__main__":
    sys.stdout.buffer.write(msgspec.json.encode(_look()))
