"""Keys from a terminal and from a pipe."""

import os
import pty
from collections.abc import Iterator

import pytest

from mockint.keyboard import Keyboard, NoKeyboard, keyboard


class Typist:
    """Types into a pseudo-terminal or a pipe."""

    def __init__(self, reading: int, writing: int) -> None:
        self.stream = os.fdopen(reading, "r")
        self._writing = writing

    def type(self, text: str) -> None:
        os.write(self._writing, text.encode())

    def leave(self) -> None:
        os.close(self._writing)


@pytest.fixture
def terminal() -> Iterator[Typist]:
    master, slave = pty.openpty()
    typist = Typist(slave, master)
    yield typist
    typist.stream.close()
    typist.leave()


@pytest.fixture
def pipe() -> Iterator[Typist]:
    typist = Typist(*os.pipe())
    yield typist
    typist.stream.close()


def pressed(keys: Keyboard | NoKeyboard) -> list[str]:
    found = []
    while (key := keys.read(0.2)) is not None:
        found.append(key)
    return found


def test_each_key_comes_alone_though_they_were_pressed_together(terminal: Typist) -> None:
    with keyboard(terminal.stream) as keys:
        terminal.type("rs\r\x1b[C\x1bOD\x1b[5~q")
        assert pressed(keys) == ["r", "s", "\n", "\x1b[C", "\x1bOD", "\x1b[5~", "q"]


def test_keys_need_no_enter_and_are_not_echoed_and_the_terminal_is_put_back(
    terminal: Typist,
) -> None:
    import termios

    before = termios.tcgetattr(terminal.stream.fileno())
    with keyboard(terminal.stream) as keys:
        assert not termios.tcgetattr(terminal.stream.fileno())[3] & termios.ECHO
        terminal.type("p")
        assert pressed(keys) == ["p"]
    assert termios.tcgetattr(terminal.stream.fileno()) == before


def test_on_a_pipe_letters_stand_on_lines_and_an_empty_line_is_enter(pipe: Typist) -> None:
    with keyboard(pipe.stream) as keys:
        pipe.type("r\n\ns\n")
        assert pressed(keys) == ["r", "\n", "s"]


def test_a_pipe_that_ends_presses_nothing(pipe: Typist) -> None:
    with keyboard(pipe.stream) as keys:
        pipe.leave()
        assert keys.read(0.2) is None
        assert keys.read() is None


def test_without_standard_input_there_are_no_keys() -> None:
    closed = os.fdopen(os.open(os.devnull, os.O_RDONLY))
    closed.close()
    with keyboard(closed) as keys:
        assert isinstance(keys, NoKeyboard)
        assert keys.read() is None
