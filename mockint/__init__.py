"""mockint: practise a job interview out loud, alone, and get feedback you can check.

A program may use it as well: ``from mockint import check, load_bank, transcribe`` (docs/api.md).
Nothing is loaded for these before one of them is asked for.
"""

import os

TYPE_CHECKING = False  # what typing calls so; loading that would take longer than all the rest
if TYPE_CHECKING:
    from mockint.commands.programs import check, load_bank, transcribe

__all__ = ["__version__", "check", "load_bank", "transcribe"]

__version__ = "0.1.0"

# onnxruntime would report its use to Microsoft, and listens to this only before it is loaded.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from mockint.commands import programs

    return getattr(programs, name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
