"""What an interview waits for longest: a look at the sound system, and a voice that can speak.

Both are processes of their own, so they are begun before anything else is loaded.
"""

from argparse import Namespace
from contextlib import suppress
from typing import TYPE_CHECKING

from mockint.errors import VoiceError
from mockint.sound.probe import Look, Probe

if TYPE_CHECKING:
    from mockint.voice import Voice


class Ahead:
    """Begins what ``options`` are sure to need; what nobody takes ends with ``close``."""

    def __init__(self, options: Namespace) -> None:
        self._options = options
        live = not (options.type or options.answers or options.rehearse)
        self._look = Look() if live else None
        self._probe: Probe | None = None
        self._voice: Voice | None = None
        # One that is taken up again has a voice already, and which is read first.
        if not options.type and options.resume is None:
            with suppress(VoiceError):  # It is said when its turn comes.
                self._voice = self._opened()

    def probe(self) -> Probe:
        """What sound this machine has, looked at once."""
        if self._probe is None:
            self._probe = (self._look or Look()).found()
        return self._probe

    def voice(self) -> "Voice":
        """The interviewer's voice, now the caller's to close.

        Raises:
            VoiceError: there is no such.
        """
        voice, self._voice = self._voice, None
        return voice or self._opened()

    def close(self) -> None:
        """End what was begun for nobody."""
        if self._look is not None:
            self._look.end()
        if self._voice is not None:
            self._voice.close()

    def _opened(self) -> "Voice":
        from mockint.voice import open_voice

        return open_voice(self._options.voice, self._options.rate)
