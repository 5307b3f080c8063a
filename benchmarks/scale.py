"""What many files cost: python -m benchmarks.scale texts|sound NUMBER... [--most WORDS] [--jobs N]

For each NUMBER a folder of so many answers of the corpus is made, as transcripts or spoken by
synthetic voices, and marked by ``mockint score -o``. Past its 2,680 answers the corpus begins
again, and each answer has a line of its own at the end, so that no two texts are the same. Then
the same command is given again, with nothing left to do. An hour of speech is 150 words a minute
for transcripts, and what the recordings last for sound.
"""

import argparse
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.answers import every
from mockint.sound.clip import RATE
from mockint.sound.resample import resampled
from mockint.sound.soundfiles import duration, write_flac
from mockint.voice import open_voice

VOICES = ("en-us+rob", "en-gb", "en-us+f3")
WORDS_AN_HOUR = 150 * 60
MEGABYTE = 2**10
"""Kilobytes, as the system counts memory."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds by the clock and of the processor; megabytes of the run itself and of the largest."""

    seconds: float
    processor: float
    memory: float
    largest: float


def texts(most: int) -> Iterator[str]:
    """Answers of at most so many words, without an end."""
    answers = [answer.text for answer in every() if len(answer.text.split()) <= most]
    for at in range(10**9):
        yield f"{answers[at % len(answers)]} That was number {at}."


def written(folder: Path, number: int, most: int = sys.maxsize) -> float:
    """That many transcripts; hours of speech."""
    words = 0
    for at, text in zip(range(number), texts(most), strict=False):
        (folder / f"{at:05}.txt").write_text(text, encoding="utf-8")
        words += len(text.split())
    return words / WORDS_AN_HOUR


def spoken(folder: Path, number: int, most: int = sys.maxsize) -> float:
    """That many recordings; hours of speech."""
    voices = [open_voice(name) for name in VOICES]
    hours = 0.0
    for at, text in zip(range(number), texts(most), strict=False):
        file = folder / f"{at:05}.flac"
        write_flac(file, resampled(voices[at % len(voices)].render(text).clip, RATE))
        hours += duration(file) / 3600
    for voice in voices:
        voice.close()
    return hours


def cost(*words: object) -> Cost:
    """What ``mockint score`` with these words costs."""
    command = [sys.executable, "-m", "mockint", "score", *map(str, words)]
    began = time.perf_counter()
    process = subprocess.Popen(command)
    largest = [0]
    watch = threading.Thread(target=_watch, args=(process, largest))
    watch.start()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = status
    seconds = time.perf_counter() - began
    watch.join()
    if status:
        raise SystemExit(f"mockint score ended with {status}")
    processor = used.ru_utime + used.ru_stime
    return Cost(seconds, processor, largest[0] / MEGABYTE, used.ru_maxrss / MEGABYTE)


def _watch(process: "subprocess.Popen[bytes]", largest: list[int]) -> None:
    """Look at the process's own memory until it has gone."""
    status = Path(f"/proc/{process.pid}/status")
    while process.returncode is None:
        try:
            lines = status.read_text().splitlines()
        except OSError:
            return
        held = [int(line.split()[1]) for line in lines if line.startswith("VmHWM")]
        largest[0] = max([largest[0], *held])
        time.sleep(0.05)


def measure(kind: str, number: int, most: int, more: list[str]) -> None:
    """Print one row."""
    with TemporaryDirectory() as place:
        folder = Path(place) / "answers"
        folder.mkdir()
        hours = (written if kind == "texts" else spoken)(folder, number, most)
        output = Path(place) / "marks.jsonl"
        first, again = (cost(folder, "-o", output, *more) for _ in range(2))
        size = output.stat().st_size / 2**20
    row = (
        f"{number:,}",
        f"{hours:.2f}",
        f"{first.seconds:.1f}",
        f"{first.seconds / hours:.1f}",
        f"{first.processor / hours:.1f}",
        f"{1000 * first.processor / number:.0f}",
        f"{first.memory:.0f}",
        f"{first.largest:.0f}",
        f"{size:.1f}",
        f"{again.seconds:.1f}",
    )
    print("| " + " | ".join(row) + " |", flush=True)


HEADS = (
    *("files", "hours of speech", "s", "s an hour of speech", "processor s an hour"),
    *("processor ms a file", "MB, the run itself", "MB, its largest process"),
    *("MB of lines", "s when given again"),
)


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=("texts", "sound"))
    parser.add_argument("numbers", nargs="+", type=int)
    parser.add_argument("--jobs", default="1")
    parser.add_argument("--bank")
    parser.add_argument("--most", type=int, default=sys.maxsize, help="words of an answer")
    options = parser.parse_args()
    more = ["--jobs", options.jobs, *(["--bank", options.bank] if options.bank else [])]
    print("| " + " | ".join(HEADS) + " |\n|" + "---|" * len(HEADS), flush=True)
    for number in options.numbers:
        measure(options.kind, number, options.most, more)


if __name__ == "__main__":
    main()
