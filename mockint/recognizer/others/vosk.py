"""Vosk: small Kaldi models."""

import json
import os
import shutil
import zipfile
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

from mockint.errors import RecognizerError
from mockint.recognizer.others import models
from mockint.recognizer.others.engine import Other, importing, note
from mockint.sound.clip import RATE, Samples

_MODEL = "vosk-model-small-en-us-0.15"
_SOURCE = "https://alphacephei.com/vosk/models"
_STEP = 2 * RATE // 5
"""Bytes handed over at once: a fifth of a second."""


class Vosk(Other):
    """A Vosk model, kept loaded."""

    def __init__(self, model: str | None, folder: Path) -> None:
        with importing("vosk"):
            import vosk
        vosk.SetLogLevel(-1)
        name = model or _MODEL
        path = _find(name, folder)
        try:
            self._model: Any = vosk.Model(str(path))
            vosk.KaldiRecognizer(self._model, RATE)  # some faults of a model show only here
        except Exception as fault:  # the library raises this bare class and no other
            raise models.broken("vosk", name, path) from fault
        self.note = note("vosk", path.name, "vosk")

    def _hear(self, samples: Samples) -> str:
        import vosk

        recognizer = vosk.KaldiRecognizer(self._model, RATE)
        sound = samples.astype("<i2").tobytes()
        pieces = [
            recognizer.Result()
            for at in range(0, len(sound), _STEP)
            if recognizer.AcceptWaveform(sound[at : at + _STEP])
        ]
        pieces.append(recognizer.FinalResult())
        return " ".join(_text(piece) for piece in pieces)

    def close(self) -> None:
        self._model = None


def fetch_vosk(model: str | None, folder: Path) -> Path:
    """Bring a model into ``folder``; whole or not at all."""
    with importing("vosk"):
        import vosk  # noqa: F401 - a model is of no use without it
    name = models.check_name(model or _MODEL)
    kept = folder / "vosk" / name
    with models.beside(kept.parent) as fresh, models.fetching("vosk", name, zipfile.BadZipFile):
        _download(name, fresh / "model.zip")
        zipfile.ZipFile(fresh / "model.zip").extractall(fresh)
        if not kept.exists():
            os.replace(fresh / name, kept)
    return kept


def _download(model: str, file: Path) -> None:
    try:
        with urlopen(f"{_SOURCE}/{model}.zip", timeout=30) as answer, file.open("wb") as out:
            shutil.copyfileobj(answer, out)
    except HTTPError as fault:
        if fault.code != 404:
            raise
        raise RecognizerError(f"Vosk has no model {model}: choose one from {_SOURCE}.") from fault


def _find(model: str, folder: Path) -> Path:
    """The folder of that model."""
    if models.is_path(model):
        return models.at_path(model)
    path = folder / "vosk" / models.check_name(model)
    if not path.is_dir():
        raise models.missing("vosk", model, _MODEL)
    return path


def _text(result: str) -> str:
    return str(json.loads(result)["text"])
