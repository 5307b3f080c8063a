"""What can be typed behind ``mockint doctor``."""

from argparse import ArgumentParser

from mockint.arguments.shared import plain, recordings


def doctor(command: ArgumentParser) -> None:
    """``mockint doctor``."""
    command.add_argument("--voices", action="store_true", help="list the voices")
    command.add_argument("--devices", action="store_true", help="list microphones and loudspeakers")
    command.add_argument(
        "--level", action="store_true", help="listen for five seconds and show the level"
    )
    command.add_argument(
        "--privacy", action="store_true", help="what is kept where, who reads it, what could leave"
    )
    command.add_argument("--fetch", metavar="ENGINE", help="fetch the model of another recogniser")
    command.add_argument("--model", metavar="M", help="which of its models to fetch")
    command.add_argument("--microphone", metavar="DEVICE", help="its number or a part of its name")
    recordings(command)
    plain(command)
