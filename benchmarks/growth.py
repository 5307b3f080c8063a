"""How a process grows that hears and marks for long: python -m benchmarks.growth [--times 500]

Three processes do the same thing so often: recognise one stretch of four seconds; recognise
stretches of one to twelve seconds; mark answers of the corpus with a bank. After each step it is
told how many megabytes are held that are no file's (RssAnon; Linux).
"""

import argparse
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from pathlib import Path
from random import Random

from benchmarks.scale import MEGABYTE, VOICES, texts
from mockint.sound.clip import RATE, Samples

STEPS = (1, 10, 50, 100, 200, 500, 1000)
BANK = "billing-specialist"
SHORTEST, LONGEST, SAME = 1, 12, 4
"""Seconds of a stretch."""

Deed = Callable[[int], object]


def held() -> float:
    """Megabytes of this process's own."""
    lines = Path("/proc/self/status").read_text().splitlines()
    (line,) = (line for line in lines if line.startswith("RssAnon"))
    return int(line.split()[1]) / MEGABYTE


def speech() -> Samples:
    """A minute and more of a synthetic voice."""
    from mockint.sound.resample import resampled
    from mockint.voice import open_voice

    voice = open_voice(VOICES[0])
    try:
        said = " ".join(text for _, text in zip(range(3), texts(most=80), strict=False))
        return resampled(voice.render(said).clip, RATE).samples
    finally:
        voice.close()


def one_stretch() -> Deed:
    """The same four seconds."""
    from mockint.recognizer import open_engine

    samples, engine = speech()[: SAME * RATE], open_engine()
    return lambda _: engine.recognize(samples)


def stretches() -> Deed:
    """Others each time."""
    from mockint.recognizer import open_engine

    samples, engine = speech(), open_engine()

    def recognise(number: int) -> object:
        chance = Random(number)
        size = chance.randrange(SHORTEST * RATE, LONGEST * RATE)
        begin = chance.randrange(len(samples) - size)
        return engine.recognize(samples[begin : begin + size])

    return recognise


def answers() -> Deed:
    """Texts, another each time."""
    from mockint import check

    said = texts(most=10**6)
    return lambda _: check(next(said), bank=BANK)


def grown(deed: Callable[[], Deed], times: int) -> Iterator[tuple[int, float]]:
    """Do it so often; megabytes after each step."""
    do = deed()
    for number in range(1, times + 1):
        do(number)
        if number in STEPS:
            yield number, held()


def table(name: str, times: int) -> None:
    """A line of the table."""
    row = [f"{megabytes:.0f}" for _, megabytes in grown(KINDS[name], times)]
    print(f"| {name} | {' | '.join(row)} |", flush=True)


KINDS: dict[str, Callable[[], Deed]] = {
    "one stretch of 4 s": one_stretch,
    "stretches of 1 to 12 s": stretches,
    "answers marked": answers,
}


def main() -> None:
    """Print the table, each line by a process of its own."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--times", type=int, default=500)
    times = parser.parse_args().times
    steps = [str(step) for step in STEPS if step <= times]
    print(f"| MB held after | {' | '.join(steps)} |\n|---|{'--:|' * len(steps)}")
    for name in KINDS:
        process = get_context("spawn").Process(target=table, args=(name, times))
        process.start()
        process.join()


if __name__ == "__main__":
    main()
