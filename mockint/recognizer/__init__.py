"""Sound to words: engines, stretches, guard, repair of terms, seconds of each word."""

from mockint.recognizer.engine import ENGINES, Engine, open_engine
from mockint.recognizer.hearing import Hearing, PartlyHeard, Recognizer

__all__ = ["ENGINES", "Engine", "Hearing", "PartlyHeard", "Recognizer", "open_engine"]
