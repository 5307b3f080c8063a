"""The machine's own voices through pyttsx3: espeak-ng, on a Mac NSSpeechSynthesizer.

It belongs into a child process (``mockint.voice.worker``): espeak may end the
process, hang, and clash with threads. One utterance is rendered at a time, since
pyttsx3 renders only the last of those queued.
"""

import sys
import threading
import wave
from pathlib import Path
from typing import Any

import numpy as np

from mockint.errors import VoiceError
from mockint.sound.clip import Clip
from mockint.voice.espeak import Overheard, borrow_library, word_starts
from mockint.voice.speech import Speech, SpokenWord, VoiceInfo
from mockint.voice.wording import pieces

PATIENCE = 60.0
"""Seconds to wait for one utterance; whoever asked has long given up by then."""

TRIES = 5
"""How often an utterance that came back without sound is asked for."""

INSTALL = "The voice needs espeak-ng: install it with `sudo apt install libespeak-ng1`."
ON_MAC = "The voice needs pyobjc: install it with `pip install pyobjc`."


class Synthesizer:
    """Speaks as ``voice`` at ``rate`` words a minute; ``folder`` holds its scratch files."""

    def __init__(self, voice: str, rate: int, folder: Path) -> None:
        self._mac = sys.platform == "darwin"
        self._engine = _started("nsss" if self._mac else "espeak")
        self._over = threading.Event()
        self._faults: list[Exception] = []
        self._engine.connect("finished-utterance", lambda **_: self._over.set())
        self._engine.connect("error", lambda exception, **_: self._faults.append(exception))
        self._overheard = None if self._mac else Overheard(self._engine, self._over.set)
        # Once only: set between two utterances, it makes espeak lose one now and then.
        self._engine.setProperty("voice", self._id(voice))
        self._engine.setProperty("rate", rate)
        self._file = folder / ("speech.aiff" if self._mac else "speech.wav")

    def voices(self) -> list[VoiceInfo]:
        """The English voices, without espeak's variants."""
        found = []
        for voice in self._engine.getProperty("voices"):
            code = _language(voice)
            if code.startswith("en") and code != "en-shaw":
                name, language = (str(voice.name), code) if self._mac else (code, voice.name)
                found.append(VoiceInfo(name, language, "nsss" if self._mac else "espeak"))
        return found

    def render(self, text: str) -> Speech:
        """``text``, made speakable already, as sound; raises VoiceError."""
        words: list[SpokenWord] = []
        sounds: list[Clip] = []
        seconds = 0.0
        for piece in pieces(text):
            sounds.append(self._utter(piece))
            heard = word_starts(piece, self._overheard.words) if self._overheard else []
            words += [SpokenWord(word, round(seconds + start, 3)) for word, start in heard]
            seconds += sounds[-1].seconds
        samples = np.concatenate([sound.samples for sound in sounds])
        return Speech(Clip(samples, sounds[0].rate), tuple(words))

    def _utter(self, piece: str) -> Clip:
        """The sound of one piece; espeak loses an utterance now and then, so it is asked again."""
        for _ in range(TRIES):
            sound = self._once(piece)
            if len(sound.samples):
                return sound
        raise VoiceError("The voice gave no sound; the question is shown in print.")

    def _once(self, piece: str) -> Clip:
        if self._overheard:
            self._overheard.forget()
        # Only now: until it has settled, the end of the piece before may still be told.
        self._over.clear()
        self._file.unlink(missing_ok=True)
        self._engine.save_to_file(piece, str(self._file))
        self._engine.runAndWait()
        over = self._over.wait(PATIENCE)
        if self._overheard and self._overheard.fault:
            self._faults.append(self._overheard.fault)
        fault = self._faults[0] if self._faults else None
        if fault or not over:
            raise VoiceError(f"The voice could not speak ({fault or 'it never ended'}).") from fault
        if not self._file.exists():
            return Clip(np.zeros(0, np.int16))
        return _aiff(self._file) if self._mac else _wav(self._file)

    def _id(self, name: str) -> str | None:
        """What pyttsx3 calls the voice ``name``; on a Mac None, its own voice, if it has no such.

        espeak takes the place of a voice's file only: en-gb is said "gmw/en".
        """
        accent, plus, variant = name.partition("+")
        wanted = accent.lower()
        for voice in self._engine.getProperty("voices"):
            if wanted == _language(voice) or (self._mac and wanted == str(voice.name).lower()):
                return str(voice.id) + ("" if self._mac else plus + variant)
        return None if self._mac else name


def _language(voice: Any) -> str:
    """Its first language as en-us, whether the engine writes en_US or en-us."""
    return str(voice.languages[0] if voice.languages else "").lower().replace("_", "-")


def _started(driver: str) -> Any:
    if driver == "espeak":
        borrow_library()
    import pyttsx3

    try:
        return pyttsx3.init(driver)
    except (ImportError, OSError, RuntimeError, AttributeError) as fault:
        raise VoiceError(INSTALL if driver == "espeak" else ON_MAC) from fault


def _wav(path: Path) -> Clip:
    with wave.open(str(path), "rb") as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2")
        return Clip(samples.astype(np.int16), file.getframerate())


def _aiff(path: Path) -> Clip:
    from mockint.sound import soundfiles

    return soundfiles.read(path)
