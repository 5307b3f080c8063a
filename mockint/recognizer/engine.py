"""What turns sound into words: one shape for every engine, and their names."""

from typing import Protocol

import msgspec

from mockint import transcript
from mockint.errors import EngineMissing
from mockint.sound.clip import Samples

DEFAULT = "moonshine"
ENGINES = (DEFAULT, "sphinx", "whisper", "faster-whisper", "vosk", "openai")
"""Every name :func:`open_engine` knows."""


class Line(msgspec.Struct, frozen=True):
    """Words an engine's stream has settled on; ``start`` and ``end`` in seconds of the stream."""

    text: str
    start: float
    end: float


class LiveStream(Protocol):
    """Hears sound as it comes. Used by one thread at a time."""

    @property
    def lines(self) -> list[Line]:
        """Everything heard so far; the last line may still change."""

    def feed(self, samples: Samples) -> None:
        """Hear further 16 kHz sound; may take as long as recognising it does.

        Raises:
            RecognizerError: the engine failed.
        """

    def finish(self) -> list[Line]:
        """No sound follows: every line, the last one included."""

    def close(self) -> None:
        """Give back what the stream holds; a second time does nothing."""


class Engine(Protocol):
    """A recogniser of speech; ``recognize`` may run in one thread while a stream hears in another."""

    @property
    def note(self) -> transcript.Engine:
        """Name, model and version, as kept with each transcript."""

    def recognize(self, samples: Samples) -> str:
        """The words of one stretch of 16 kHz sound, at most half a minute long.

        Raises:
            RecognizerError: the engine failed.
        """

    def live(self) -> LiveStream | None:
        """A stream for words while they are spoken; None if the engine has none."""

    def close(self) -> None:
        """Give back the model; a second time does nothing."""


def open_engine(
    name: str = DEFAULT,
    model: str | None = None,
    server: str | None = None,
    key: str | None = None,
) -> Engine:
    """The engine of that name, its model loaded; only an engine named "openai" sends sound away.

    ``model`` is a model's name or path; ``server`` and ``key`` go with "openai" alone.

    Raises:
        EngineMissing: there is no such engine, or its package or model is not installed.
        RecognizerError: it could not be started.
    """
    if name == DEFAULT:
        from mockint.recognizer.moonshine import Moonshine

        return Moonshine()
    if name not in ENGINES:
        raise EngineMissing(
            f"There is no recogniser called {name!r}; choose one of {', '.join(ENGINES)}."
        )
    from mockint.recognizer.others import open_other

    return open_other(name, model, server, key)
