"""The recognisers a person may choose instead of the default one.

    sphinx           works at once, offline, hears least
    whisper          OpenAI's Whisper on this machine
    faster-whisper   the same models, quicker and smaller
    vosk             small Kaldi models
    openai           a server that speaks OpenAI's protocol, at the address given

All but the last keep the sound on this machine. A model is fetched by
:func:`fetch` and never by :func:`open_other`.
"""

from pathlib import Path

from mockint.errors import EngineMissing, RecognizerError
from mockint.recognizer.others.engine import Other
from mockint.recognizer.others.faster_whisper import FasterWhisper, fetch_faster_whisper
from mockint.recognizer.others.models import default_folder
from mockint.recognizer.others.server import Server
from mockint.recognizer.others.sphinx import Sphinx
from mockint.recognizer.others.vosk import Vosk, fetch_vosk
from mockint.recognizer.others.whisper import Whisper, fetch_whisper

_KEPT: dict[str, type[Whisper] | type[FasterWhisper] | type[Vosk]] = {
    "whisper": Whisper,
    "faster-whisper": FasterWhisper,
    "vosk": Vosk,
}
_FETCH = {"whisper": fetch_whisper, "faster-whisper": fetch_faster_whisper, "vosk": fetch_vosk}
OTHERS = ("sphinx", *_KEPT, "openai")

__all__ = ["OTHERS", "Other", "fetch", "open_other"]


def open_other(
    name: str,
    model: str | None = None,
    server: str | None = None,
    key: str | None = None,
    models: Path | None = None,
) -> Other:
    """The engine of that name, its model loaded; nothing is fetched or sent by opening it.

    ``model`` is a model's name or the path of one; ``server`` and ``key`` go with "openai"
    alone; ``models`` is the folder in which :func:`fetch` keeps what it brought.

    Raises:
        EngineMissing: there is no such engine, or its package or model is not on this machine.
        RecognizerError: it cannot start.
    """
    if name not in OTHERS:
        raise EngineMissing(f"There is no engine {name!r}: choose one of {', '.join(OTHERS)}.")
    if name == "openai":
        return Server(server, model, key)
    if server is not None:
        raise RecognizerError("A server's address goes with --engine openai only: leave it out.")
    if name == "sphinx":
        return Sphinx(model)
    return _KEPT[name](model, models or default_folder())


def fetch(name: str, model: str | None = None, models: Path | None = None) -> Path:
    """Bring that engine's model from the network into ``models``; where it now lies.

    Raises:
        EngineMissing: the engine's package is not installed.
        RecognizerError: there is nothing to fetch for it, or the network failed.
        DiskError: the folder cannot be written.
    """
    if name not in _FETCH:
        raise RecognizerError(
            f"There is nothing to fetch for {name!r}: choose one of {', '.join(_FETCH)}."
        )
    return _FETCH[name](model, models or default_folder())
