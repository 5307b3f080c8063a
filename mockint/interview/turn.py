"""A take that a request ends sooner than an answer would: whoever asked waits for nothing."""

from mockint import requests
from mockint.take import Take

HUSH = 2.0
"""Seconds of silence behind words that are a request; then they are heeded."""


class Turn(Take):
    """One turn of the candidate's: an answer, a reply, or a request."""

    def _judge_end(self) -> None:
        super()._judge_end()
        if self._ended == "live" and self._candidate.live and self._asked():
            self._ended = "silence"

    def _asked(self) -> bool:
        """Whether all that was said is a request, and silence follows; a key alone ends others."""
        last = self._hearing.last_speech
        if self._endpoint.patience.silence is None or last is None or self._hearing.speaking:
            return False
        quiet = self.seconds - last >= HUSH
        return quiet and requests.read(self._hearing.live_words) is not None
