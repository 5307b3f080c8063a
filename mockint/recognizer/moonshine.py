"""The seam to moonshine-voice, whose wheel carries a small English model.

Its package imports a sound device library at once, and its functions take lists
of floats; so only its C interface is used, with arrays.
"""

import ctypes
import importlib.metadata
import importlib.util
import os
import sys
import threading
import weakref
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import numpy as np

from mockint import transcript
from mockint.errors import EngineMissing, RecognizerError
from mockint.sound.clip import RATE, Samples

PACKAGE = "moonshine_voice"
MODEL = "tiny-en"
TINY = 0
HEADER_VERSION = 30_000
M_MMAP_THRESHOLD, LARGE = -3, 8 * 1024 * 1024
INSTALL = "pip install moonshine-voice==0.1.0"
OPTIONS = {
    "return_audio_data": "false",
    "vad_threshold": "0",
    "vad_max_segment_duration": "30",
}
"""A stretch is recognised whole, as it was cut; the engine's own cutting loses words."""


class _Interface(NamedTuple):
    api: Any
    library: Any
    model: Path
    version: str


@cache
def _interface() -> _Interface:
    """The package's C interface, without running the package's own ``__init__``."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise EngineMissing(f"The recogniser moonshine is not installed; run `{INSTALL}`.")
    home = Path(next(iter(spec.submodule_search_locations)))
    if PACKAGE not in sys.modules:
        bare = ModuleType(PACKAGE)
        bare.__path__ = [str(home)]
        bare.__spec__ = spec
        sys.modules[PACKAGE] = bare
    try:
        from moonshine_voice import moonshine_api

        library = moonshine_api._MoonshineLib().lib
    except (ImportError, OSError, RuntimeError, AttributeError) as fault:
        raise EngineMissing(
            f"The recogniser moonshine cannot be loaded ({fault}); reinstall it with `{INSTALL}`."
        ) from fault
    model = home / "assets" / MODEL
    if not model.is_dir():
        raise EngineMissing(f"The model of moonshine is missing; reinstall it with `{INSTALL}`.")
    version = importlib.metadata.version("moonshine-voice")
    return _Interface(moonshine_api, library, model, version)


def _checked(code: int) -> int:
    if code < 0:
        told = _interface().library.moonshine_error_to_string(code)
        said = told.decode("utf-8", "replace") if told else f"error {code}"
        raise RecognizerError(
            f"The recogniser moonshine failed ({said}); try again, or choose another with --engine."
        )
    return code


def _return_large_blocks() -> None:
    """Have glibc return large blocks when they are freed.

    A stretch of 25 s takes matrices of 35 MB for a moment; kept for later, as
    glibc does by and by, they add up to more than the model.
    """
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
        if mallopt is not None:
            mallopt(M_MMAP_THRESHOLD, LARGE)


def _load() -> int:
    """A handle on a freshly loaded model, which works in the thread that asks.

    More threads of its own take twice the work on two cores, and the sound needs one of them.
    """
    os.environ.setdefault("MOONSHINE_ORT_SINGLE_THREAD", "1")
    _return_large_blocks()
    interface = _interface()
    pairs, count, _keep = interface.api.moonshine_options_array(OPTIONS)
    model = str(interface.model).encode()
    return _checked(
        interface.library.moonshine_load_transcriber_from_files(
            model, TINY, pairs, count, HEADER_VERSION
        )
    )


def _text(answer: Any) -> str:
    """The words of a C transcript; copied, for the library keeps the original."""
    count = answer.contents.line_count if answer else 0
    lines = (answer.contents.lines[at].text for at in range(count))
    return " ".join(
        ctypes.string_at(text).decode("utf-8", "ignore").strip() for text in lines if text
    )


class Moonshine:
    """The default recogniser: English, small, on this machine."""

    def __init__(self) -> None:
        self._handle = _load()
        self._one_at_a_time = threading.Lock()
        self._release = weakref.finalize(
            self, _interface().library.moonshine_free_transcriber, self._handle
        )

    @property
    def note(self) -> transcript.Engine:
        """Name, model and version."""
        return transcript.Engine("moonshine", MODEL, _interface().version)

    def recognize(self, samples: Samples) -> str:
        """The words of one stretch of sound, at most half a minute long.

        Raises:
            RecognizerError: it failed, or was closed.
        """
        sound = np.asarray(samples, np.float32) / 32768
        interface = _interface()
        answer = ctypes.POINTER(interface.api.TranscriptC)()
        with self._one_at_a_time:
            if not self._release.alive:
                raise RecognizerError("The recogniser is closed: open it again.")
            pointer = sound.ctypes.data_as(ctypes.POINTER(ctypes.c_float))
            _checked(
                interface.library.moonshine_transcribe_without_streaming(
                    self._handle, pointer, len(sound), RATE, 0, ctypes.byref(answer)
                )
            )
            return _text(answer)

    def live(self) -> Callable[[Samples], str]:
        """Itself: a few seconds of sound take it some tenths of a second."""
        return self.recognize

    def close(self) -> None:
        """Give the model back; waits for what is being recognised."""
        with self._one_at_a_time:
            self._release()
