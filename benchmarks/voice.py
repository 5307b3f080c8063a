"""How fast the voices start and speak, and how well the default recogniser understands each.

    python -m benchmarks.voice [VOICE ...]

"First s" is the time from opening a voice to having its first question; the answers in
benchmarks/answers are what it says to the recogniser.
"""

import argparse
import statistics
import time
from contextlib import closing
from pathlib import Path

from benchmarks.word_errors import errors
from mockint.recognizer import Engine, open_engine
from mockint.voice import CANDIDATE_VOICE, DEFAULT_VOICE, for_recording, open_voice
from mockint.voice.wording import pieces

ANSWERS = sorted(Path(__file__).with_name("answers").glob("*.txt"))
QUESTION = (
    "Welcome. Tell me about a time you found a payment that nobody could match to an invoice."
)


def main() -> None:
    """Print one line a voice."""
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("voices", nargs="*", default=[DEFAULT_VOICE, CANDIDATE_VOICE])
    parser.add_argument("--timeout", type=float, default=300.0, help="seconds for one answer")
    chosen = parser.parse_args()
    print("voice                first s  per second of speech  words/min  word errors")
    with closing(open_engine()) as recognizer:
        for name in chosen.voices:
            print(_line(name, chosen.timeout, recognizer), flush=True)


def _line(name: str, timeout: float, recognizer: Engine) -> str:
    first = statistics.median(_first(name, timeout) for _ in range(3))
    wrong = said = 0
    spoken = taken = 0.0
    with closing(open_voice(name, timeout=timeout)) as voice:
        voice.render(QUESTION)
        for text in _passages():
            started = time.perf_counter()
            speech = voice.render(text)
            taken += time.perf_counter() - started
            spoken += speech.clip.seconds
            missed, words = errors(text, recognizer.recognize(for_recording(speech).samples))
            wrong, said = wrong + missed, said + words
    return (
        f"{name:20} {first:7.2f} {taken / spoken:21.4f} {said / spoken * 60:10.0f}"
        f" {wrong:5} of {said} ({wrong / said:.1%})"
    )


def _passages() -> list[str]:
    """The answers in passages of less than half a minute each."""
    texts = (" ".join(answer.read_text("utf-8").split()) for answer in ANSWERS)
    return [passage for text in texts for passage in pieces(text)]


def _first(name: str, timeout: float) -> float:
    """Seconds from opening a voice to having its first question."""
    started = time.perf_counter()
    with closing(open_voice(name, timeout=timeout)) as voice:
        voice.render(QUESTION)
        return time.perf_counter() - started


if __name__ == "__main__":
    main()
