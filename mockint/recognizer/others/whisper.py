"""OpenAI's Whisper, on this machine."""

import os
import pickle
from pathlib import Path
from typing import Any

from mockint.errors import RecognizerError
from mockint.recognizer.others import models, speechrecognition
from mockint.recognizer.others.engine import Other, importing, note
from mockint.sound.clip import Samples

_MODEL = "base"
_DAMAGED = (RuntimeError, OSError, EOFError, KeyError, TypeError, pickle.UnpicklingError)
"""What a file that is no model makes the library raise."""


class Whisper(Other):
    """A Whisper model, kept loaded."""

    def __init__(self, model: str | None, folder: Path) -> None:
        with importing("whisper"):
            import whisper
        name = model or _MODEL
        path = _find(name, folder)
        try:
            # By its path: a name makes the library fetch whatever it does not find.
            self._model: Any = whisper.load_model(str(path))
        except _DAMAGED as fault:
            raise models.broken("whisper", name, path) from fault
        self.note = note("whisper", path.stem, "openai-whisper")

    def _hear(self, samples: Samples) -> str:
        try:
            return speechrecognition.by_whisper(self._model, samples)
        except (RuntimeError, ValueError) as fault:
            raise RecognizerError(
                f"Whisper failed on this recording ({fault}): choose another engine."
            ) from fault

    def close(self) -> None:
        self._model = None


def fetch_whisper(model: str | None, folder: Path) -> Path:
    """Bring a model into ``folder``; whole or not at all."""
    with importing("whisper"):
        import whisper
    name = models.check_name(model or _MODEL)
    if name not in whisper.available_models():
        raise RecognizerError(
            f"Whisper has no model {name}: choose one of {', '.join(whisper.available_models())}."
        )
    kept = _place(name, folder)
    with (
        models.beside(kept.parent) as fresh,
        models.fetching("whisper", name, RuntimeError),
    ):
        whisper.load_model(name, download_root=str(fresh))
        os.replace(next(fresh.glob("*.pt")), kept)
    return kept


def _find(model: str, folder: Path) -> Path:
    """The file of that model."""
    if models.is_path(model):
        return models.at_path(model)
    path = _place(models.check_name(model), folder)
    if not path.is_file():
        raise models.missing("whisper", model, _MODEL)
    return path


def _place(model: str, folder: Path) -> Path:
    return folder / "whisper" / f"{model}.pt"
