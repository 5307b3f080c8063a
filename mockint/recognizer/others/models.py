"""Where models lie on this machine, and what to say when one does not."""

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path

import platformdirs

from mockint.errors import DiskError, EngineMissing, RecognizerError

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


def default_folder() -> Path:
    """The folder in which fetched models are kept, one folder an engine."""
    return platformdirs.user_data_path("mockint", appauthor=False) / "models"


def is_path(model: str) -> bool:
    """Whether ``model`` is a path ("./mine", "/models/mine") and not a model's name."""
    return model.startswith(("~", ".")) or "/" in model or "\\" in model


def check_name(model: str) -> str:
    """``model`` itself.

    Raises:
        RecognizerError: it is no model's name.
    """
    if not _NAME.fullmatch(model):
        raise RecognizerError(
            f"{model!r} is no model's name: use letters, digits, dots and dashes."
        )
    return model


def at_path(model: str) -> Path:
    """The file or folder at the path ``model``.

    Raises:
        EngineMissing: nothing is there.
    """
    try:
        path = Path(model).expanduser()
        found = path.exists()
    except (OSError, ValueError, RuntimeError):
        found = False
    if not found:
        raise EngineMissing(f"There is no model at {model}: give the path of one that is there.")
    return path


def missing(engine: str, model: str, default: str) -> EngineMissing:
    """The model was never fetched; the message names the line that fetches it."""
    return EngineMissing(
        f"The model {model} of {engine} is not on this machine; "
        f"run: {fetch_line(engine, model, default)}"
    )


def broken(engine: str, model: str, path: Path) -> RecognizerError:
    """What lies at ``path`` cannot be used as a model; ``model`` is what the person asked for."""
    remedy = (
        "give the path of another one"
        if is_path(model)
        else f"delete it and run: mockint doctor --fetch {engine}"
    )
    return RecognizerError(f"The model at {path} cannot be used by {engine}; {remedy}")


def fetch_line(engine: str, model: str, default: str) -> str:
    """The command that fetches ``model``; a default model need not be named."""
    line = f"mockint doctor --fetch {engine}"
    return line if model == default else f"{line} --model {model}"


@contextmanager
def beside(folder: Path) -> Iterator[Path]:
    """A fresh folder inside ``folder`` (made if need be) for a download; removed afterwards.

    Raises:
        DiskError: ``folder`` cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        place = tempfile.TemporaryDirectory(prefix=".fetching-", dir=folder)
    except OSError as fault:
        raise DiskError(f"No model can be kept in {folder}: {fault.strerror}.") from fault
    with place as path:
        yield Path(path)


@contextmanager
def fetching(engine: str, model: str, *also: type[Exception]) -> Iterator[None]:
    """Turn the network's errors, and those of the types ``also``, into one sentence.

    Raises:
        RecognizerError: the download failed.
    """
    faults: tuple[type[Exception], ...] = (OSError, HTTPException, *also)
    try:
        yield
    except faults as fault:
        said = str(getattr(fault, "reason", fault)).splitlines() or [type(fault).__name__]
        raise RecognizerError(
            f"The model {model} of {engine} could not be fetched ({said[0]}): "
            "check the network connection and the space on the disk, then try again."
        ) from fault
