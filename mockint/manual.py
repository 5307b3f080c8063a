"""Every command and option as Markdown; ``python -m mockint.manual > docs/commands.md``."""

from argparse import Action, ArgumentParser, _SubParsersAction
from collections.abc import Iterator

from mockint.arguments import parser


def manual() -> str:
    """Every command and option as Markdown."""
    lines = ["# Commands", "", "What `mockint COMMAND --help` says, all in one place."]
    for name, command, says in _walk(parser(), "mockint"):
        lines += ["", f"## {name}", "", f"{says[:1].upper()}{says[1:]}.", ""]
        lines += [
            f"- `{_shape(action)}` {action.help}" for action in command._actions if action.help
        ]
    return "\n".join(lines) + "\n"


def _walk(command: ArgumentParser, name: str) -> Iterator[tuple[str, ArgumentParser, str]]:
    for action in command._actions:
        if isinstance(action, _SubParsersAction):
            says = {choice.dest: choice.help or "" for choice in action._choices_actions}
            for word, each in action.choices.items():
                yield f"{name} {word}", each, says[word]
                yield from _walk(each, f"{name} {word}")


def _shape(action: Action) -> str:
    words = "/".join(action.choices) if isinstance(action.choices, tuple) else action.metavar
    shown = " ".join(words) if isinstance(words, tuple) else words or ""
    return f"{', '.join(action.option_strings)} {shown}".strip()


if __name__ == "__main__":
    print(manual(), end="")
