"""What the other engines have in common."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import metadata

from mockint.errors import EngineMissing
from mockint.sound.clip import Samples
from mockint.transcript import Engine as Note


class Other:
    """An engine that hears whole pieces of sound.

    ``note`` says which it is; ``sends_away`` is the host that is sent the sound,
    None when the sound stays on this machine.
    """

    note: Note
    sends_away: str | None = None

    def recognize(self, samples: Samples) -> str:
        """The words in ``samples`` (int16, 16 kHz), "" when none were understood.

        Raises:
            RecognizerError: the engine failed.
        """
        return printable(self._hear(samples)) if samples.any() else ""

    def _hear(self, samples: Samples) -> str:
        """What the engine prints for ``samples``, which are not all zero."""
        raise NotImplementedError

    def live(self) -> Callable[[Samples], str] | None:
        """None: these engines cannot hear while somebody speaks."""

    def close(self) -> None:
        """Give back what the engine holds."""


def printable(text: str) -> str:
    """``text`` on one line, single-spaced, without anything a terminal would obey."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


@contextmanager
def importing(engine: str) -> Iterator[None]:
    """Turn a failed import into the line that installs ``engine``.

    Raises:
        EngineMissing: the import failed.
    """
    line = f"pip install 'mockint[{engine}]'"
    try:
        yield
    except ModuleNotFoundError as fault:
        raise EngineMissing(f"The engine {engine} is not installed; run: {line}") from fault
    except (ImportError, OSError) as fault:
        raise EngineMissing(
            f"The engine {engine} is installed but does not start ({fault}); "
            f"run: {line} --force-reinstall"
        ) from fault


def note(engine: str, model: str, distribution: str) -> Note:
    """``engine`` with that model and the version of its installed distribution."""
    return Note(engine, model, metadata.version(distribution))
