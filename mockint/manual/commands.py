"""Every command and option as Markdown; ``python -m mockint.manual > docs/commands.md``."""

from argparse import Action, ArgumentParser, _SubParsersAction
from collections.abc import Iterator

from mockint.arguments import parser


def manual() -> str:
    """Every command and option as Markdown."""
    lines = ["# Commands", "", "What `mockint COMMAND --help` says, all in one place."]
    for name, command, says in walk(parser(), "mockint"):
        lines += ["", f"## {name}", "", f"{says[:1].upper()}{says[1:]}.", ""]
        lines += [
            f"- `{_shape(action)}` {action.help}" for action in command._actions if action.help
        ]
    return "\n".join(lines) + "\n"


def walk(command: ArgumentParser, name: str) -> Iterator[tuple[str, ArgumentParser, str]]:
    """Each command below ``command``: its words, its parser, and its line in the help."""
    for action in command._actions:
        if isinstance(action, _SubParsersAction):
            says = {choice.dest: choice.help or "" for choice in action._choices_actions}
            for word, each in action.choices.items():
                yield f"{name} {word}", each, says[word]
                yield from walk(each, f"{name} {word}")


def value(action: Action) -> str:
    """What has to stand behind a flag, or in its place; empty for a switch."""
    words = "/".join(action.choices) if isinstance(action.choices, tuple) else action.metavar
    return " ".join(words) if isinstance(words, tuple) else words or ""


def _shape(action: Action) -> str:
    return f"{', '.join(action.option_strings)} {value(action)}".strip()
