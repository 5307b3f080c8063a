"""Whisper's models through CTranslate2: quicker and smaller than Whisper itself."""

import sys
from pathlib import Path
from typing import Any

from mockint.errors import RecognizerError
from mockint.recognizer.others import models, speechrecognition
from mockint.recognizer.others.engine import Other, importing, note
from mockint.sound.clip import Samples

_MODEL = "base"
_FILES = ("config.json", "model.bin", "tokenizer.json")
"""What a model's folder holds; the library would fetch a tokeniser it does not find."""


class FasterWhisper(Other):
    """A faster-whisper model, kept loaded (SpeechRecognition alone loads it at every call)."""

    def __init__(self, model: str | None, folder: Path) -> None:
        with importing("faster-whisper"):
            import faster_whisper
        name = model or _MODEL
        path = _find(name, folder)
        try:
            self._model: Any = faster_whisper.WhisperModel(
                str(path), device="cpu", compute_type="int8", local_files_only=True
            )
        except (RuntimeError, ValueError, OSError) as fault:
            raise models.broken("faster-whisper", name, path) from fault
        label = path.name if models.is_path(name) else name
        self.note = note("faster-whisper", label, "faster-whisper")

    def _hear(self, samples: Samples) -> str:
        try:
            return speechrecognition.by_faster_whisper(self._model, samples)
        except (RuntimeError, ValueError) as fault:
            raise RecognizerError(
                f"faster-whisper failed on this recording ({fault}): choose another engine."
            ) from fault

    def close(self) -> None:
        self._model = None


def fetch_faster_whisper(model: str | None, folder: Path) -> Path:
    """Bring a model into ``folder``; an interrupted download is taken up again."""
    with importing("faster-whisper"):
        import faster_whisper
    name = models.check_name(model or _MODEL)
    if name not in faster_whisper.available_models():
        raise RecognizerError(
            f"faster-whisper has no model {name}: "
            f"choose one of {', '.join(faster_whisper.available_models())}."
        )
    kept = folder / "faster-whisper"
    with models.beside(kept), models.fetching("faster-whisper", name):
        try:
            return Path(faster_whisper.download_model(name, cache_dir=str(kept)))
        except _http_errors() as fault:  # looked up now: the client loads its library late
            raise ConnectionError(str(fault)) from fault


def _find(model: str, folder: Path) -> Path:
    """The folder of that model, with all its files."""
    if models.is_path(model):
        path = models.at_path(model)
        if not _whole(path):
            raise models.broken("faster-whisper", model, path)
        return path
    kept = _kept(models.check_name(model), folder)
    if kept is None or not _whole(kept):
        raise models.missing("faster-whisper", model, _MODEL)
    return kept


def _kept(model: str, folder: Path) -> Path | None:
    """Where the library keeps that model in ``folder``; asks nobody."""
    import faster_whisper

    cache = str(folder / "faster-whisper")
    try:
        found = faster_whisper.download_model(model, cache_dir=cache, local_files_only=True)
    except (OSError, ValueError):
        return None
    return Path(found)


def _whole(path: Path) -> bool:
    return all((path / name).is_file() for name in _FILES)


def _http_errors() -> tuple[type[Exception], ...]:
    """The errors of whichever HTTP library the hub's client came with; some pass through it."""
    loaded = (sys.modules.get(name) for name in ("httpx", "httpx2"))
    return tuple(module.HTTPError for module in loaded if module is not None)
