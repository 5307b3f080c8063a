"""The seam to SpeechRecognition, the library in front of most of these engines."""

from collections.abc import Callable
from typing import Any

from mockint.errors import RecognizerError
from mockint.sound.clip import RATE, Samples

_ONE_LANGUAGE: dict[str, Any] = {"language": "en", "condition_on_previous_text": False}
"""Whisper's options: English, and no piece coloured by the one before (that is how loops start)."""


def by_sphinx(samples: Samples) -> str:
    """What pocketsphinx hears with the model that comes with SpeechRecognition."""
    import speech_recognition

    return _heard(speech_recognition.Recognizer().recognize_sphinx, samples)


def by_whisper(model: Any, samples: Samples) -> str:
    """What a loaded ``whisper`` model hears."""
    from speech_recognition.recognizers.whisper_local import base, whisper

    recognizer = base.WhisperCompatibleRecognizer(whisper.TranscribableAdapter(model))
    return _heard(lambda sound: recognizer.recognize(sound, **_ONE_LANGUAGE), samples)


def by_faster_whisper(model: Any, samples: Samples) -> str:
    """What a loaded ``faster_whisper`` model hears."""
    from speech_recognition.recognizers.whisper_local import base, faster_whisper

    recognizer = base.WhisperCompatibleRecognizer(faster_whisper.TranscribableAdapter(model))
    return _heard(lambda sound: recognizer.recognize(sound, **_ONE_LANGUAGE), samples)


def by_client(client: Any, model: str, samples: Samples) -> str:
    """What the server behind an ``openai`` client answers; that library's errors pass through."""
    from speech_recognition.recognizers.whisper_api import base

    recognizer = base.OpenAICompatibleRecognizer(client)
    return _heard(lambda sound: recognizer.recognize(sound, model, language="en"), samples)


def _heard(listen: Callable[[Any], Any], samples: Samples) -> str:
    """``listen``'s text for ``samples``; "" when it understood nothing."""
    import speech_recognition

    sound = speech_recognition.AudioData(samples.astype("<i2").tobytes(), RATE, 2)
    try:
        text = listen(sound)
    except speech_recognition.UnknownValueError:
        return ""
    except speech_recognition.RequestError as fault:
        raise RecognizerError(
            f"The recogniser could not be used ({fault}): "
            "run pip install --force-reinstall SpeechRecognition pocketsphinx."
        ) from fault
    if not isinstance(text, str):
        raise RecognizerError("The recogniser answered without a text: choose another engine.")
    return text
