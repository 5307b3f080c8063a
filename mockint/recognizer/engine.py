"""What turns sound into words: one shape for every engine, and their names."""

from collections.abc import Callable
from typing import Protocol

from mockint import transcript
from mockint.errors import EngineMissing
from mockint.sound.clip import Samples

DEFAULT = "moonshine"
ENGINES = (DEFAULT, "sphinx", "whisper", "faster-whisper", "vosk", "openai")
"""Every name :func:`open_engine` knows."""


class Engine(Protocol):
    """A recogniser of speech, which several threads may ask."""

    @property
    def note(self) -> transcript.Engine:
        """Name, model and version, as kept with each transcript."""

    def recognize(self, samples: Samples) -> str:
        """The words of one stretch of 16 kHz sound, at most half a minute long.

        Raises:
            RecognizerError: the engine failed.
        """

    def live(self) -> Callable[[Samples], str] | None:
        """What recognises a few seconds of sound so quickly that words show while they are spoken.

        None: this engine takes too long.
        """

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
