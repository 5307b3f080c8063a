"""``mockint completion``: a script with which a shell finishes commands, options and names."""

import shlex
from argparse import Action, ArgumentParser, Namespace
from collections.abc import Iterator, Mapping
from pathlib import Path

import shtab

from mockint.arguments import parser
from mockint.bank import bank_names
from mockint.commands import places
from mockint.settings.key import commands_of

FILES = frozenset({"FILE", "FOLDER", "PATH"})
"""What stands in the help for a word that names a file."""

BANKS = {"bash": "_mockint_bank", "zsh": "_mockint_bank"}
SESSIONS = {"bash": "_mockint_session", "zsh": "_mockint_session"}

BASH = """\
_mockint_bank() {{
  compgen -W {banks} -- "$1"
  compgen -f -X '!*.y*ml' -- "$1"
  [[ $1 == */* ]] && compgen -d -- "$1"
}}
_mockint_session() {{
  local file folder=${{MOCKINT_RECORDINGS:-{recordings}}}
  for file in "$folder"/*/session.json; do
    [ -e "$file" ] || continue
    file=${{file%/*}}
    compgen -W "${{file##*/}}" -- "$1"
  done
}}
"""

ZSH = """\
_mockint_bank() {{
  compadd -- {banks}
  _files -g '*.y(a|)ml'
}}
_mockint_session() {{
  local folder=${{MOCKINT_RECORDINGS:-{recordings}}}
  compadd -- "$folder"/*/session.json(N:h:t)
}}
"""


def run(options: Namespace) -> int:
    """Print the script."""
    print(script(options.shell))
    return 0


def script(shell: str) -> str:
    """What ``shell`` has to read so that Tab works behind ``mockint``."""
    top = parser()
    for command in _commands(top):
        for action in command._actions:
            _named(action)
    return shtab.complete(top, shell, preamble=_names(shell))


def _names(shell: str) -> str:
    banks = " ".join(bank_names())
    return {"bash": BASH, "zsh": ZSH}[shell].format(
        banks=shlex.quote(banks) if shell == "bash" else banks,
        recordings=shlex.quote(str(places.recordings(None))),
    )


def _commands(top: ArgumentParser) -> Iterator[ArgumentParser]:
    for each in commands_of(top).values():
        yield each
        yield from _commands(each)


def _named(action: Action) -> None:
    """Tell what kind of name goes there, as shtab wants to be told."""
    complete: Mapping[str, object]
    shown = action.metavar
    if action.dest == "bank":
        complete = BANKS
    elif shown == "SESSION" or action.dest in {"compare", "delete", "resume"}:
        complete = SESSIONS
    elif shown == "DIR":
        complete = shtab.DIRECTORY
    elif shown in FILES or action.type is Path:
        complete = shtab.FILE
    else:
        return
    action.complete = complete  # type: ignore[attr-defined]  # shtab looks for it there
