"""A replay on the terminal: the words light up as they are heard."""

from typing import Protocol

from rich.console import Console

from mockint.replay import Frame
from mockint.report.player.lines import PlainPlayer
from mockint.report.player.live import LivePlayer

__all__ = ["LivePlayer", "PlainPlayer", "Player", "open_player"]


class Player(Protocol):
    """What a replay can be drawn on."""

    def draw(self, frame: Frame) -> None:
        """Draw one moment."""

    def close(self) -> None:
        """Leave the terminal as it was; whatever is drawn next is drawn whole."""


def open_player(console: Console, *, terminal: bool) -> Player:
    """A player that redraws on a terminal, one that prints lines elsewhere."""
    return LivePlayer(console) if terminal else PlainPlayer(console)
