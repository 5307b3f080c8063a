"""How good an answer was by the candidate's own reckoning, asked before any mark is shown."""

from collections import deque
from collections.abc import Callable, Generator
from time import monotonic

from msgspec.structs import replace

from mockint.events import TICK, Event, Key, Rating
from mockint.keyboard import Keys
from mockint.session import Attempt

ASKED = "How good was that answer, 1 to 5? Enter leaves it out."
LEVELS = ("1", "2", "3", "4", "5")
OTHERS = (Key.DONE.value, Key.SKIP.value, Key.QUIT.value)
"""What else moves on; all other keys do nothing."""
UNANSWERED = 30.0
"""Seconds after which nobody is at the other end of a pipe."""
BELONGS = 1.0
"""Seconds within which Enter behind a level is no key of its own: many type it out of habit."""


class Ratings:
    """Asks behind an answer. All ``keys`` of the interview are read through ``read``.

    On a ``terminal`` only what is pressed once it is asked counts. Elsewhere somebody may
    have written all levels ahead: each next one belongs to the next answer. ``over`` tells
    whether no key will ever come any more; then it is not asked.
    """

    def __init__(
        self,
        keys: Keys,
        *,
        terminal: bool,
        over: Callable[[], bool] = lambda: False,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._keys = keys
        self._terminal = terminal
        self._over = over
        self._clock = clock
        self._ahead: deque[str] = deque()
        self._pressed_at = -BELONGS
        self._nobody = False

    def read(self, timeout: float = 0.0) -> str | None:
        """The next key that is no level, or None when none came within ``timeout`` seconds."""
        key = self._keys.read(timeout)
        if key in LEVELS and not self._terminal:
            self._ahead.append(key)
            return None
        soon = self._clock() - self._pressed_at < BELONGS
        return None if key == Key.DONE.value and soon else key

    def ask(
        self, key: Key | None, attempt: Attempt
    ) -> Generator[Event, None, tuple[Key | None, Attempt]]:
        """The key that moves on, and the attempt with its rating.

        ``key`` ended the attempt: one that was left, or is to be given again, is not rated.
        """
        nothing = attempt.transcript is not None and not attempt.transcript.words
        if key not in (Key.DONE, None) or nothing:
            return key, attempt
        pressed = yield from self._level()
        if pressed == Key.QUIT.value:
            return Key.QUIT, attempt
        if pressed in LEVELS:
            return key, replace(attempt, rated=int(pressed))
        return key, attempt

    def _level(self) -> Generator[Event, None, str]:
        """A level or another key that moves on; empty where nobody is there."""
        pressed = self._first()
        if pressed is None and (self._nobody or self._over()):
            return ""
        yield Rating(ASKED)
        since = self._clock()
        while pressed not in (*LEVELS, *OTHERS):
            yield Rating(ASKED)
            pressed = self._next(TICK)
            if pressed is None and self._left(since):
                return ""
        self._pressed_at = self._clock() if pressed in LEVELS else self._pressed_at
        return pressed

    def _first(self) -> str | None:
        """What was given before it is asked: on a terminal only leaving is heeded."""
        if not self._terminal:
            return self._ahead.popleft() if self._ahead else self._next(0.0)
        while (pressed := self._next(0.0)) is not None:
            if pressed == Key.QUIT.value:
                return pressed
        return None

    def _next(self, timeout: float) -> str | None:
        key = self._keys.read(timeout)
        return None if key is None else key.lower()

    def _left(self, since: float) -> bool:
        """Whether nobody will answer; at a terminal somebody may always come back."""
        silent = not self._terminal and self._clock() - since >= UNANSWERED
        self._nobody = self._nobody or silent
        return silent or self._over()
