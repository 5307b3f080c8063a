"""Microphones and loudspeakers: what there is, and how one is opened; the seam to PortAudio.

PortAudio is missing on some machines and takes the whole process with it on others,
so nothing is loaded before it is needed; ``mockint.sound.probe`` looks from a child.
"""

from typing import Any, Literal

import msgspec

from mockint.errors import NoDevice, PortAudioMissing

Direction = Literal["input", "output"]
NAMES: dict[Direction, str] = {"input": "microphone", "output": "loudspeaker"}

_MISSING = (
    "Sound needs the PortAudio library: install it with"
    " `sudo apt install libportaudio2` (on a Mac `brew install portaudio`)."
)


class Device(msgspec.Struct, frozen=True):
    """One device as PortAudio numbers it; ``inputs`` and ``outputs`` are channels.

    ``default`` tells that the system takes it, to listen or to speak, when none is named;
    ``rate`` is the device's own, in samples a second.
    """

    index: int
    name: str
    inputs: int
    outputs: int
    default: bool
    rate: int


def devices() -> tuple[Device, ...]:
    """All devices of this machine; raises PortAudioMissing."""
    sounddevice = portaudio()
    defaults = tuple(sounddevice.default.device)
    return tuple(
        Device(
            entry["index"],
            entry["name"],
            entry["max_input_channels"],
            entry["max_output_channels"],
            entry["index"] in defaults,
            int(entry["default_samplerate"]),
        )
        for entry in sounddevice.query_devices()
    )


def find(direction: Direction, wanted: int | str | None = None) -> Device:
    """The device of that number or with that part of a name, or the system's choice.

    Raises NoDevice or PortAudioMissing.
    """
    fit = [one for one in devices() if (one.inputs if direction == "input" else one.outputs)]
    if wanted is None:
        sounddevice = portaudio()
        index = sounddevice.default.device[direction]
        fit.sort(key=lambda one: one.index != index)
    elif str(wanted).strip().isdecimal():
        fit = [one for one in fit if one.index == int(wanted)]
    else:
        fit = [one for one in fit if str(wanted).casefold().strip() in one.name.casefold()]
    if not fit:
        raise NoDevice(_absent(direction, wanted))
    return fit[0]


def look_again() -> None:
    """See devices that were plugged in since; any open one must be closed before."""
    sounddevice = portaudio()
    # PortAudio counts devices once; sounddevice has no public name for counting again.
    sounddevice._terminate()
    sounddevice._initialize()


def portaudio() -> Any:
    """The sounddevice module; raises PortAudioMissing."""
    try:
        import sounddevice
    except (ImportError, OSError) as fault:
        raise PortAudioMissing(_MISSING) from fault
    return sounddevice


def _absent(direction: Direction, wanted: int | str | None) -> str:
    name = NAMES[direction]
    which = f"There is no {name}" if wanted is None else f"No {name} is called {wanted!r}"
    return f"{which}: plug one in, or see with `mockint doctor` which devices there are."


def refused(direction: Direction, name: str) -> str:
    """The sentence for a device that is there and does not open."""
    return (
        f"The {NAMES[direction]} {name!r} cannot be opened: close other programs that use it,"
        " or choose another one with `mockint doctor`."
    )
