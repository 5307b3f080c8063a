"""How quickly an interview takes its turns, over the virtual sound card, in real time.

    python -m benchmarks.turn [--turns 10]

A second process is the room: it plays faint noise into the microphone all the
time, and speaks an answer when a question has been asked. Everything the
loudspeaker and the microphone carry is recorded on one clock; where an answer's
recording starts is found by the noise in it, so that no program's own word is
taken for when it began.

Each answer holds a thinking pause of 1, 2 and 3 seconds, one of them behind a
word that hangs in the air.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mockint import session as sessions
from mockint.sound.clip import Clip, Samples
from mockint.sound.resample import resampled
from mockint.sound.soundfiles import read
from mockint.voice import open_voice
from tests.soundcard import RATE, SoundCard, sound_card

ROOT = Path(__file__).parents[1]

NOISE = 60
"""Amplitude of the room's noise, of 32767."""

LOUD = 400
"""Amplitude above which the room's microphone carries speech and not noise."""

AUDIBLE = 100
"""The same for the loudspeaker, which carries no noise: -50 dBFS."""

LEAD = 0.3
"""Seconds the room's sound is written ahead, so that it never tears."""

THINKING = (1.0, 2.0, 3.0)
ANSWERS = (
    ("Last spring our biggest customer disputed three invoices.",
     "I had to settle it before close.",
     "So I compared the contract with the ledger and", "found the rate mismatch.",),
    ("We had a backlog of four hundred short payments.", "My job was to clear it, because",
     "it was holding up the audit.", "I sorted them by customer and wrote to each one.",),
    ("A clinic was charged twice in one week.", "I traced both charges to the import,",
     "issued a credit memo, and", "they paid the open balance within five days.",),
    ("Our reminders went out by hand.", "I wanted to change that, so I",
     "set up a schedule in the system.", "Overdue invoices fell by a third.",),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spoken:
    """An answer as sound at the card's rate; ``pauses`` are ``(length, start)`` in seconds."""

    samples: Samples
    pauses: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """What one turn took, in seconds; ``cut_at`` is the pause that ended it too early, or None."""

    recording_on: float
    over: float | None
    words: float
    next_question: float | None
    reached: tuple[float, ...]
    cut_at: float | None


def answer(number: int) -> Spoken:
    """One of the answers, its pauses in an order of its own."""
    voice = open_voice("en-us+f3")
    try:
        pieces = [resampled(voice.render(t).clip, RATE).samples for t in ANSWERS[number % 4]]
    finally:
        voice.close()
    lengths = [THINKING[(number + place) % 3] for place in range(3)]
    sound, pauses = [_trimmed(pieces[0])], []
    for length, piece in zip(lengths, pieces[1:], strict=True):
        pauses.append((length, sum(map(len, sound)) / RATE))
        sound += [np.zeros(int(length * RATE), np.int16), _trimmed(piece)]
    return Spoken(np.concatenate(sound), tuple(pauses))


def _trimmed(samples: Samples) -> Samples:
    loud = np.flatnonzero(np.abs(samples.astype(np.int32)) > LOUD)
    return samples[loud[0] : loud[-1] + 1]


class Room:
    """Plays noise into the microphone in real time, and answers into it when told."""

    def __init__(self, card: SoundCard) -> None:
        command = ["paplay", "--raw", "-d", "mic_in", f"--rate={RATE}", "--channels=1"]
        self._player = card.start(*command, "--format=s16le", stdin=subprocess.PIPE)
        self._random = np.random.default_rng(7)
        self._waiting: list[Samples] = []
        self._open = True
        self._thread = threading.Thread(target=self._play)
        self._thread.start()

    def say(self, samples: Samples) -> None:
        """Speak from the next moment on."""
        self._waiting.append(samples)

    def close(self) -> None:
        """Fall silent."""
        self._open = False
        self._thread.join()
        self._player.kill()
        self._player.wait()

    def _play(self) -> None:
        started, sent = time.monotonic(), 0
        step = RATE // 20
        speech = np.zeros(0, np.int16)
        assert self._player.stdin is not None
        while self._open:
            if not len(speech) and self._waiting:
                speech = self._waiting.pop(0)
            now, speech = speech[:step], speech[step:]
            noise = self._random.normal(0, NOISE, step)
            noise[: len(now)] += now
            self._player.stdin.write(noise.clip(-32768, 32767).astype("<i2").tobytes())
            self._player.stdin.flush()
            sent += step
            time.sleep(max(0.0, started + sent / RATE - LEAD - time.monotonic()))


def held(card: SoundCard, recordings: Path, turns: int) -> tuple[list[dict[str, Any]], Any]:
    """Hold an interview; its log and what both sides of the card carried."""
    room = Room(card)
    with card.ear() as loudspeaker, card.ear("mic_in.monitor") as microphone:
        command = [sys.executable, str(ROOT / "benchmarks/turn_log.py"), "--seed", "3"]
        command += ["-n", str(turns), "--recordings", str(recordings)]
        process = card.start(*command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
        log = list(_followed(process, room))
        room.close()
        time.sleep(0.5)
        carried = loudspeaker.samples, microphone.samples
    if process.wait():
        raise SystemExit("the interview failed")
    return log, carried


def _followed(process: "subprocess.Popen[str]", room: Room) -> Any:
    asked = 0
    listening = True
    assert process.stdout is not None
    for line in process.stdout:
        if not line.startswith("{"):
            continue
        entry = json.loads(line)
        if entry["event"] == "Asked":
            asked, listening = asked + 1, False
        if entry["event"] == "Listening" and not listening:
            listening = True
            print(f"  turn {asked}", file=sys.stderr)
            room.say(np.concatenate([np.zeros(RATE // 2, np.int16), answer(asked - 1).samples]))
        yield entry


def start_of(recording: Samples, microphone: Samples) -> float:
    """Where in ``microphone`` the ``recording`` starts, both at 16 kHz, in seconds."""
    room, piece = microphone.astype(np.float32), recording[:16_000].astype(np.float32)
    size = 1 << (len(room) + len(piece)).bit_length()
    spectrum = np.fft.rfft(room, size) * np.conj(np.fft.rfft(piece, size))
    likeness = np.fft.irfft(spectrum, size)[: len(room) - len(piece)]
    power = np.concatenate([[0.0], np.cumsum(room.astype(np.float64) ** 2)])
    energy = power[len(piece) : len(room)] - power[: len(room) - len(piece)]
    return int(np.argmax(likeness / np.sqrt(energy + 1.0))) / 16_000


def spoken_at(samples: Samples, start: float, end: float, above: int) -> NDArray[np.float64]:
    """The seconds between ``start`` and ``end`` at which ``samples`` are louder than ``above``."""
    first = max(0, int(start * RATE))
    loud = np.flatnonzero(np.abs(samples[first : int(end * RATE)].astype(np.int32)) > above)
    return (loud + first) / RATE


def measured(
    folder: Path, log: list[dict[str, Any]], carried: tuple[Samples, Samples]
) -> list[Turn]:
    """Every turn of the interview in ``folder``."""
    loudspeaker, microphone = _on_one_clock(*carried)
    session = sessions.load(folder)
    sounds = [read(folder / str(each.attempts[0].sound)).samples for each in session.answers]
    room = resampled(Clip(microphone, RATE), 16_000).samples
    starts = [start_of(sound, room) for sound in sounds]
    words = _waits(log)
    turns = []
    for number, (sound, start) in enumerate(zip(sounds, starts, strict=True)):
        end = start + len(sound) / 16_000
        before = spoken_at(loudspeaker, start - 4.0, start + 0.5, AUDIBLE)
        after = spoken_at(loudspeaker, end - 0.2, end + 15.0, AUDIBLE)
        turns.append(_turn(number, start, end, before, after, words[number], microphone))
    return turns


def _on_one_clock(one: Samples, other: Samples) -> tuple[Samples, Samples]:
    """Both recordings were ended at one moment, but begun one after the other."""
    length = min(len(one), len(other))
    return one[len(one) - length :], other[len(other) - length :]


def _turn(
    number: int,
    start: float,
    end: float,
    before: NDArray[np.float64],
    after: NDArray[np.float64],
    words: float,
    microphone: NDArray[np.int16],
) -> Turn:
    said = answer(number)
    voice = spoken_at(microphone, start, end, LOUD)
    first, last = float(voice[0]), float(voice[-1])
    cut_at = None
    for length, at in sorted(said.pauses, key=lambda pause: pause[1]):
        if last < first + at + length:
            cut_at = length
            break
    reached = tuple(
        length for length, at in said.pauses if last > first + at - 0.2 or length == cut_at
    )
    return Turn(
        recording_on=start - float(before[-1]) if len(before) else float("nan"),
        over=None if cut_at else end - last,
        words=words,
        next_question=float(after[0]) - end if len(after) else None,
        reached=reached,
        cut_at=cut_at,
    )


def _waits(log: list[dict[str, Any]]) -> list[float]:
    waits, since = [], 0.0
    for entry in log:
        if entry["event"] == "Recognising":
            since = entry["at"]
        if entry["event"] == "Answered":
            waits.append(entry["at"] - since)
    return waits


def table(turns: list[Turn], usage: dict[str, Any]) -> str:
    """The figures as Markdown."""
    over = [turn.over for turn in turns if turn.over is not None]
    following = [turn.next_question for turn in turns if turn.next_question is not None]
    rows = [
        ("question's end to recording on", [turn.recording_on for turn in turns]),
        ("last word to over", over),
        ("over to final words", [turn.words for turn in turns]),
        ("over to the next question's first sound", following),
    ]
    lines = [f"{len(turns)} turns", "", "| seconds | median | longest |", "|---|--:|--:|"]
    lines += [f"| {name} | {median(v):.3f} | {max(v):.3f} |" for name, v in rows]
    lines += ["", "| thinking pause | answers that made it | cut there |", "|---|--:|--:|"]
    for length in THINKING:
        reached = sum(length in turn.reached for turn in turns)
        cut = sum(turn.cut_at == length for turn in turns)
        lines.append(f"| {length:.0f} s | {reached} | {cut} ({cut / max(reached, 1):.0%}) |")
    share = usage["cpu"] / usage["seconds"]
    lines += ["", f"Processor: {share:.0%} of one core; memory at its peak: {usage['peak']:.0f} MB"
              f" and {usage['child_peak']:.0f} MB in the voice's process."]  # fmt: skip
    return "\n".join(lines)


def main() -> None:
    """Measure, print, and keep the figures in ``benchmarks/turn.md``."""
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("--turns", type=int, default=10)
    options = parser.parse_args()
    with sound_card() as card, tempfile.TemporaryDirectory() as place:
        log, carried = held(card, Path(place), options.turns)
        (folder,) = sessions.folders(Path(place))
        figures = table(measured(folder, log, carried), log[-1])
    print(figures)
    text = f"# Turns\n\n`python -m benchmarks.turn --turns {options.turns}`: {figures}\n"
    (ROOT / "benchmarks/turn.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
