"""Where recordings, logs and the terminal are; the environment is read here."""

import os
import sys
from contextlib import suppress
from pathlib import Path

import mockint

CHECKOUT = Path(mockint.__file__).parents[1]
VARIABLES = {"recordings": "MOCKINT_RECORDINGS"}
"""Settings that a variable of the environment speaks of."""


def recordings(given: Path | None) -> Path:
    """``given``, else $MOCKINT_RECORDINGS, else the checkout's folder, else the user's own."""
    if given is not None:
        return given
    if named := os.environ.get(VARIABLES["recordings"]):
        return Path(named)
    if (CHECKOUT / "recordings" / "README.md").is_file():
        return CHECKOUT / "recordings"
    import platformdirs

    return platformdirs.user_data_path("mockint") / "recordings"


def settings_file() -> Path:
    """The file $MOCKINT_SETTINGS names, else the user's own; it need not be there."""
    if named := os.environ.get("MOCKINT_SETTINGS"):
        return Path(named)
    import platformdirs

    return platformdirs.user_config_path("mockint") / "settings.toml"


def is_there(path: Path) -> bool:
    """Whether something lies there, or it cannot be told; in the null device nothing does."""
    try:
        os.lstat(path)
    except FileNotFoundError:
        return False
    except (OSError, ValueError):  # It may be there: whoever reads it says what is wrong.
        return True
    return str(path) != os.devnull


def environment() -> dict[str, tuple[str, str]]:
    """For each setting that has a variable of its own, and is named there: it, and what it says."""
    said = {name: (variable, os.environ.get(variable, "")) for name, variable in VARIABLES.items()}
    return {name: pair for name, pair in said.items() if pair[1]}


def log_file() -> Path:
    """Where the log is; there is none before something unforeseen has happened."""
    import platformdirs

    return platformdirs.user_log_path("mockint") / "mockint.log"


def write_log(text: str) -> Path | str:
    """Keep ``text`` in the log file; its path, or a word on why there is none."""
    path = log_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)  # An old one may be open to others, or be a link.
        path.write_text(text, encoding="utf-8")
    except OSError:
        from mockint.report.plain import plain

        print(*map(plain, text.splitlines()), sep="\n", file=sys.stderr)
        return "the text above"
    return path


def server_key() -> str | None:
    """The key for an OpenAI-compatible server, from $MOCKINT_SERVER_KEY."""
    return os.environ.get("MOCKINT_SERVER_KEY")


def terminal() -> bool:
    """Whether somebody sees what is drawn."""
    return sys.stdout.isatty() and os.environ.get("TERM", "") != "dumb"


def width() -> int:
    """Columns to print where nothing is drawn: $COLUMNS, those of a dumb terminal, or 80."""
    columns = os.environ.get("COLUMNS", "")
    found = int(columns) if columns.isdecimal() else 0
    with suppress(OSError, ValueError):
        found = found or os.get_terminal_size(sys.stdout.fileno()).columns
    return found if 20 <= found <= 1000 else 80
