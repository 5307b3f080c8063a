"""Keys from a terminal and from a pipe."""

import contextlib
import os
import pty
from collections.abc import Iterator

import pytest

from mockint.keyboard import HANG_UP, HELD, AnyKeyboard, NoKeyboard, Presses, keyboard


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
    with contextlib.suppress(OSError):
        typist.leave()


@pytest.fixture
def pipe() -> Iterator[Typist]:
    typist = Typist(*os.pipe())
    yield typist
    typist.stream.close()


def pressed(keys: AnyKeyboard) -> list[str]:
    found = []
    while (key := keys.read(0.2)) is not None:
        found.append(key)
    return found


def test_each_key_comes_alone_though_they_were_pressed_together(terminal: Typist) -> None:
    with keyboard(terminal.stream) as keys:
        terminal.type("rs\r\x1b[C\x1bOD\x1b[5~q")
        assert pressed(keys) == ["r", "s", "\n", "\x1b[C", "\x1bOD", "\x1b[5~", "q"]


def test_a_sequence_that_comes_in_pieces_is_one_key(terminal: Typist) -> None:
    with keyboard(terminal.stream) as keys:
        terminal.type("\x1b[1")
        assert keys.read() is None
        terminal.type(";5Ap")
        assert pressed(keys) == ["\x1b[1;5A", "p"]


def test_an_arrow_held_down_is_never_taken_for_letters(terminal: Typist) -> None:
    with keyboard(terminal.stream) as keys:
        terminal.type("\x1b[A" * 700)
        assert set(pressed(keys)) == {"\x1b[A"}


@pytest.mark.parametrize("key", ["\x1bq", "\x1b[[A", "\x1b[<0;1;1M", "\x1b[1;2P", "\x1bOP"])
def test_no_letter_falls_out_of_a_sequence(terminal: Typist, key: str) -> None:
    with keyboard(terminal.stream) as keys:
        terminal.type(key)
        assert pressed(keys) == [key]


def test_escape_alone_does_not_swallow_the_next_key(terminal: Typist) -> None:
    with keyboard(terminal.stream) as keys:
        terminal.type("\x1b")
        assert keys.read() is None
        assert pressed(keys) == ["\x1b"]
        terminal.type("q")
        assert pressed(keys) == ["q"]


def test_a_terminal_that_has_gone_asks_to_leave_once(terminal: Typist) -> None:
    with keyboard(terminal.stream) as keys:
        terminal.leave()
        assert pressed(keys) == [HANG_UP]


class Typed:
    """Keys that come at set times; also the clock."""

    def __init__(self, *keys: tuple[float, str]) -> None:
        self._keys = list(keys)
        self._now = 0.0

    def __call__(self) -> float:
        return self._now

    def read(self, timeout: float = 0.0) -> str | None:
        if not self._keys:
            return None
        self._now, key = self._keys.pop(0)
        return key


def test_a_key_held_down_or_hit_twice_counts_once() -> None:
    held = [(1.0 + HELD * 0.9 * count, "\n") for count in range(20)]
    typed = Typed(*held, (30.0, "\n"), (30.1, "q"), (30.2, "\n"))
    presses = Presses(typed, typed)
    assert [key for _ in range(23) if (key := presses.read())] == ["\n", "\n", "q", "\n"]


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
