"""espeak-ng beneath pyttsx3: where its library and data lie, and when it says each word."""

import ctypes
import os
from bisect import bisect_right
from collections.abc import Callable
from pathlib import Path
from typing import Any

LIST_TERMINATED, WORD = 0, 1


def borrow_library() -> bool:
    """Load the espeak-ng that came as a Python package; False leaves the system's to be found.

    pyttsx3 asks for libespeak-ng.so.1, and a library already loaded under that
    name is what it gets. The process then stands in the folder of espeak's data:
    a path of 160 bytes or more would make espeak end the process.
    """
    try:
        import espeakng_loader

        data = Path(espeakng_loader.get_data_path())
        ctypes.CDLL(espeakng_loader.get_library_path(), mode=ctypes.RTLD_GLOBAL)
    except (ImportError, OSError, RuntimeError):
        return False
    os.chdir(data.parent)
    os.environ["ESPEAK_DATA_PATH"] = data.name
    return True


class Overheard:
    """What espeak tells pyttsx3 while it renders: pyttsx3 passes the words on without their times.

    ``words`` holds (place of the word's first character, its start in seconds);
    ``fault`` is what pyttsx3 raised where nobody could catch it.
    """

    def __init__(self, engine: Any, over: Callable[[], object]) -> None:
        from pyttsx3.drivers import _espeak

        self.words: list[tuple[int, float]] = []
        self.fault: Exception | None = None
        self._over = over
        self._driver = engine.proxy._driver
        self._settled = _espeak.Synchronize
        _espeak.SetSynthCallback(self._hear)

    def forget(self) -> None:
        """Begin anew with the next utterance, once espeak is done with the one before.

        It says that one is over while it still holds it, and would drop the next.
        """
        self._settled()
        self.words.clear()

    def _hear(self, wav: Any, samples: int, events: Any) -> int:
        self._note(events)
        try:
            return int(self._driver._onSynth(wav, samples, events))
        except (OSError, RuntimeError) as fault:
            self.fault = fault
            # pyttsx3 gets to neither: it would turn in its loop for ever.
            self._driver.endLoop()
            self._over()
            return 1

    def _note(self, events: Any) -> None:
        at = 0
        while (kind := events[at].type) != LIST_TERMINATED:
            if kind == WORD:
                event = events[at]
                self.words.append((event.text_position - 1, event.audio_position / 1000))
            at += 1


def word_starts(text: str, heard: list[tuple[int, float]]) -> list[tuple[str, float]]:
    """The words of ``text`` as they stand between spaces, with the start in seconds of each.

    espeak tells several parts of one word (12,400) and nothing of what it does not
    say: the first part counts, and a word it skips is left out.
    """
    words = text.split()
    places, at = [], 0
    for word in words:
        at = text.index(word, at)
        places.append(at)
        at += len(word)
    starts: dict[int, float] = {}
    for place, second in heard:
        starts.setdefault(max(0, bisect_right(places, place) - 1), second)
    return [(words[index], second) for index, second in sorted(starts.items())]
