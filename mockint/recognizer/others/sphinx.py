"""CMU Sphinx: works at once and offline, and hears least of all."""

from mockint.errors import RecognizerError
from mockint.recognizer.others import speechrecognition
from mockint.recognizer.others.engine import Other, note
from mockint.sound.clip import Samples


class Sphinx(Other):
    """pocketsphinx with the one model that comes with SpeechRecognition."""

    def __init__(self, model: str | None = None) -> None:
        if model not in (None, "en-US"):
            raise RecognizerError("The engine sphinx has one model, en-US: leave the model out.")
        self.note = note("sphinx", "en-US", "pocketsphinx")

    def _hear(self, samples: Samples) -> str:
        return speechrecognition.by_sphinx(samples)
