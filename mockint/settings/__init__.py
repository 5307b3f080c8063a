"""Settings in one TOML file: what the command line takes when a flag is not typed.

What may be set is read off the parsers of the command line, so that nothing is listed
twice. A flag comes first, then the environment, then the file's table for the
command, then its top level, then the flag's own default.
"""

from mockint.settings.commandline import CommandLine
from mockint.settings.fault import SettingsError
from mockint.settings.key import Key, Keys, keys_of
from mockint.settings.precedence import Settled, settled
from mockint.settings.written import NOTHING, Written, read

__all__ = [
    "NOTHING",
    "CommandLine",
    "Key",
    "Keys",
    "SettingsError",
    "Settled",
    "Written",
    "keys_of",
    "read",
    "settled",
]
