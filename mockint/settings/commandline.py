"""The command line, parsed so that what was typed can be told from what was left to settings."""

from argparse import SUPPRESS, ArgumentParser, Namespace, _StoreTrueAction
from collections.abc import Sequence

from mockint.settings.key import Keys, commands_of, keys_of
from mockint.settings.precedence import Environment, settled
from mockint.settings.written import Written


class CommandLine:
    """The parsers of a command line, whose defaults come in only when all is settled.

    A switch that can be set gets a flag that turns it off again for once, ``--no-plain`` for
    ``--plain`` and ``--stop`` for ``--no-stop``; the help leaves it out.
    """

    def __init__(self, top: ArgumentParser) -> None:
        """Take over ``top``, which is changed."""
        self.keys: Keys = keys_of(top)
        self._top = top
        for command, parser in commands_of(top).items():
            self._prepare(command, parser)

    def parse(self, words: Sequence[str] | None = None) -> Namespace:
        """What was typed; a setting that was not is no attribute. Help and wrong usage end here."""
        return self._top.parse_args(words)

    def settle(self, options: Namespace, written: Written, environment: Environment) -> None:
        """Give ``options`` every setting of their command that was not typed.

        ``options.typed`` names what was.

        Raises:
            SettingsError: a variable of the environment says what the flag would not take.
        """
        options.typed = frozenset(vars(options))
        keys = self.keys[options.command]
        for each in settled(keys, written, environment, dict(vars(options))).values():
            if each.value is not SUPPRESS:
                setattr(options, each.key.dest, each.value)

    def _prepare(self, command: str, parser: ArgumentParser) -> None:
        names = {key.dest for key in self.keys[command].values()}
        for action in [each for each in parser._actions if each.option_strings]:
            if action.dest not in names:
                continue
            action.default = SUPPRESS
            if isinstance(action, _StoreTrueAction):
                _add_opposite(action, parser)
        for verb in commands_of(parser).values():
            self._prepare(command, verb)


def _add_opposite(action: _StoreTrueAction, parser: ArgumentParser) -> None:
    for flag in [each[2:] for each in action.option_strings if each.startswith("--")]:
        off = f"--{flag[3:]}" if flag.startswith("no-") else f"--no-{flag}"
        if off not in parser._option_string_actions:
            parser.add_argument(
                off, dest=action.dest, action="store_false", default=SUPPRESS, help=SUPPRESS
            )
