"""What a telephone costs whoever listens: the questions of a bank, heard with it and without.

    python -m benchmarks.telephone [--every N]

Both interviewers of a panel ask every ``N``-th question; the default recogniser writes down
what it hears. A recogniser is no ear, but what it loses a candidate may miss as well.
"""

import argparse
from collections.abc import Sequence
from contextlib import closing
from typing import NamedTuple

from benchmarks.word_errors import errors
from mockint.bank import load_bank
from mockint.recognizer import Recognizer, open_engine
from mockint.sound.clip import RATE, Clip
from mockint.sound.resample import resampled
from mockint.sound.telephone import telephoned
from mockint.voice import DEFAULT_VOICE, open_voice, second_voice

BANK = "billing-specialist"


class Heard(NamedTuple):
    """Words heard wrong of ``words`` that one voice said: as they are, and on the phone."""

    voice: str
    words: int
    open: int
    phone: int

    def __str__(self) -> str:
        return (
            f"{self.voice}: {self.open / self.words:.1%} of {self.words} words heard wrong,"
            f" on the phone {self.phone / self.words:.1%}"
        )


def measure(asks: Sequence[str], recognizer: Recognizer, name: str) -> Heard:
    """How the voice of that name is heard asking them."""
    with closing(open_voice(name)) as voice:
        clips = [voice.render(text).clip for text in asks]
    wrong = [
        sum(errors(text, _words(recognizer, clip))[0] for text, clip in zip(asks, way, strict=True))
        for way in (clips, [telephoned(clip) for clip in clips])
    ]
    return Heard(name, sum(errors(text, "")[1] for text in asks), *wrong)


def _words(recognizer: Recognizer, clip: Clip) -> str:
    return recognizer.transcribe(resampled(clip, RATE).samples).text


def main() -> None:
    """Print one line for each voice."""
    parser = argparse.ArgumentParser(prog="benchmarks.telephone")
    parser.add_argument("--every", type=int, default=1, metavar="N")
    bank = load_bank(BANK)
    asks = [question.ask for question in bank.questions][:: parser.parse_args().every]
    with closing(Recognizer(open_engine("moonshine"), bank.terms)) as recognizer:
        for name in (DEFAULT_VOICE, second_voice(DEFAULT_VOICE)):
            print(measure(asks, recognizer, name))


if __name__ == "__main__":
    main()
