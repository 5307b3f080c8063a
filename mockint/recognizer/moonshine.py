"""The seam to moonshine-voice, whose wheel carries a small English model.

Its package imports a sound device library at once, and its functions take lists
of floats; so only its C interface is used, with arrays.
"""

import ctypes
import importlib.metadata
import importlib.util
import sys
import threading
import weakref
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mockint import transcript
from mockint.errors import EngineMissing, RecognizerError
from mockint.recognizer.engine import Line
from mockint.sound.clip import RATE, Samples

PACKAGE = "moonshine_voice"
MODEL = "tiny-en"
TINY = 0
HEADER_VERSION = 30_000
INSTALL = "pip install moonshine-voice==0.1.0"
OPTIONS = {
    "return_audio_data": "false",
    "vad_threshold": "0",
    "vad_max_segment_duration": "30",
}
"""For finished stretches: whole, as they were cut."""

LIVE_OPTIONS = {"return_audio_data": "false"}
"""For the stream: the engine cuts lines itself."""


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


def _load(options: dict[str, str]) -> int:
    """A handle on a freshly loaded model."""
    interface = _interface()
    pairs, count, _keep = interface.api.moonshine_options_array(options)
    model = str(interface.model).encode()
    return _checked(
        interface.library.moonshine_load_transcriber_from_files(
            model, TINY, pairs, count, HEADER_VERSION
        )
    )


def _floats(samples: Samples) -> NDArray[np.float32]:
    return np.asarray(samples, np.float32) / 32768


def _pointer(sound: NDArray[np.float32]) -> Any:
    return sound.ctypes.data_as(ctypes.POINTER(ctypes.c_float))


def _lines(answer: Any) -> Iterator[Line]:
    """The lines of a C transcript; copied, for the library keeps the original."""
    if not answer:
        return
    for at in range(answer.contents.line_count):
        line = answer.contents.lines[at]
        text = ctypes.string_at(line.text).decode("utf-8", "ignore") if line.text else ""
        yield Line(text.strip(), line.start_time, line.start_time + line.duration)


class MoonshineStream:
    """Moonshine's stream: live words, in lines it cuts itself."""

    def __init__(self, transcriber: int) -> None:
        library = _interface().library
        self._transcriber = transcriber
        self._stream = _checked(library.moonshine_create_stream(transcriber, 0))
        self._release = weakref.finalize(
            self, library.moonshine_free_stream, transcriber, self._stream
        )
        self._lines: list[Line] = []
        _checked(library.moonshine_start_stream(transcriber, self._stream))

    @property
    def lines(self) -> list[Line]:
        """Everything heard so far; the last line may still change."""
        return self._lines

    def feed(self, samples: Samples) -> None:
        """Hear further sound, and look whether there are new words."""
        self.add(samples)
        self._update()

    def add(self, samples: Samples) -> None:
        """Take further sound without looking for new words."""
        sound = _floats(samples)
        _checked(
            _interface().library.moonshine_transcribe_add_audio_to_stream(
                self._transcriber, self._stream, _pointer(sound), len(sound), RATE, 0
            )
        )

    def finish(self) -> list[Line]:
        """No sound follows: every line, the last one included."""
        _checked(_interface().library.moonshine_stop_stream(self._transcriber, self._stream))
        self._update()
        return self._lines

    def close(self) -> None:
        """Give the stream back."""
        self._release()

    def _update(self) -> None:
        interface = _interface()
        answer = ctypes.POINTER(interface.api.TranscriptC)()
        _checked(
            interface.library.moonshine_transcribe_stream(
                self._transcriber, self._stream, 0, ctypes.byref(answer)
            )
        )
        self._lines = list(_lines(answer))


class Moonshine:
    """The default recogniser: English, small, on this machine."""

    def __init__(self) -> None:
        free = _interface().library.moonshine_free_transcriber
        self._finals = _load(OPTIONS)
        self._release = weakref.finalize(self, free, self._finals)
        self._live: int | None = None
        self._release_live: weakref.finalize[..., Moonshine] | None = None
        self._one_at_a_time = threading.Lock()

    @property
    def note(self) -> transcript.Engine:
        """Name, model and version."""
        return transcript.Engine("moonshine", MODEL, _interface().version)

    def recognize(self, samples: Samples) -> str:
        """The words of one stretch of sound."""
        interface = _interface()
        sound = _floats(samples)
        answer = ctypes.POINTER(interface.api.TranscriptC)()
        with self._one_at_a_time:
            _checked(
                interface.library.moonshine_transcribe_without_streaming(
                    self._finals, _pointer(sound), len(sound), RATE, 0, ctypes.byref(answer)
                )
            )
            return " ".join(line.text for line in _lines(answer) if line.text)

    def live(self) -> MoonshineStream:
        """A stream for words while they are spoken; the first one loads its model."""
        if self._live is None:
            free = _interface().library.moonshine_free_transcriber
            self._live = _load(LIVE_OPTIONS)
            self._release_live = weakref.finalize(self, free, self._live)
        return MoonshineStream(self._live)

    def close(self) -> None:
        """Give the model back."""
        self._release()
        if self._release_live:
            self._release_live()
