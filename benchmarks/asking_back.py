"""How soon behind an answer a follow-up is heard, over the virtual sound card, in real time.

    python -m benchmarks.asking_back [--turns 6]

A second process is the room of ``benchmarks.turn``: it tells a story without a result to
each question, and what came of it to the follow-up. Where an answer's recording ends is found
by the noise in it; the follow-up is heard where the loudspeaker is next louder than nothing.

    python -m benchmarks.asking_back --voice [--turns 20]

Only how long the interviewer takes to begin: lines never heard before, in turn with nothing of
them made ready and made ready two seconds before.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import numpy as np
from msgspec.structs import replace

from benchmarks.turn import AUDIBLE, ROOT, Room, spoken_at, start_of
from mockint import session as sessions
from mockint.bank import load_bank, to_yaml
from mockint.events import Speaking
from mockint.interviewer import Interviewer
from mockint.sound.clip import Clip, Samples
from mockint.sound.loudspeaker import Loudspeaker
from mockint.sound.resample import resampled
from mockint.sound.soundfiles import read
from mockint.voice import open_voice
from tests.brief import RESULT, STORY, brief_bank
from tests.soundcard import RATE, SoundCard, sound_card

BACKS = (
    "How did the error end, and what was it worth?",
    "What came of that for the customer in the end, and is there a number to it?",
    "What had changed a month later, as far as the ledger shows it?",
)
"""Follow-ups of one, two and three seconds or so."""


def bank(folder: Path, turns: int) -> Path:
    """A bank of so many questions, each with a follow-up for the result."""
    one = load_bank(brief_bank(folder))
    asked = one.questions[0]
    questions = [
        replace(
            asked,
            id=f"error-{number}",
            ask=f"{asked.ask} Number {number}.",
            follow_ups={**asked.follow_ups, "result": f"{BACKS[number % 3]} Number {number}."},
        )
        for number in range(1, turns + 1)
    ]
    file = folder / "asking.yaml"
    file.write_text(to_yaml(replace(one, questions=tuple(questions))), encoding="utf-8")
    return file


def speech(text: str) -> Samples:
    """``text`` as the room says it, half a second later."""
    voice = open_voice("en-us+f3")
    try:
        said = resampled(voice.render(text).clip, RATE).samples
    finally:
        voice.close()
    return np.concatenate([np.zeros(RATE // 2, np.int16), said])


def held(card: SoundCard, folder: Path, turns: int) -> tuple[Samples, Samples]:
    """Hold an interview in ``folder``; what the loudspeaker and the microphone carried."""
    room = Room(card)
    with card.ear() as loudspeaker, card.ear("mic_in.monitor") as microphone:
        command = [sys.executable, str(ROOT / "benchmarks/turn_log.py"), str(bank(folder, turns))]
        command += ["-n", str(turns), "--seed", "3", "--follow-ups", "1", "--recordings"]
        process = card.start(
            *(*command, str(folder / "recordings")),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in _answered(process, room):
            pass
        room.close()
        time.sleep(0.5)
        carried = loudspeaker.samples, microphone.samples
    if process.wait():
        raise SystemExit("the interview failed")
    length = min(map(len, carried))  # Both ended at one moment, but began one after the other.
    return carried[0][-length:], carried[1][-length:]


def _answered(process: "subprocess.Popen[str]", room: Room) -> Iterator[str]:
    """Tell the story to what was asked, and the result to what was asked back."""
    told, asked, listening = speech(STORY), "", True
    came = speech(RESULT)
    assert process.stdout is not None
    for line in process.stdout:
        event = str(json.loads(line)["event"]) if line.startswith("{") else ""
        if event in ("Asked", "Probed"):
            asked, listening = event, False
        if event == "Listening" and not listening:
            listening = True
            print(f"  {asked}", file=sys.stderr)
            room.say(told if asked == "Asked" else came)
        yield event


def waits(folder: Path, loudspeaker: Samples, microphone: Samples) -> tuple[list[float], ...]:
    """Seconds from the end of each answer's recording to the follow-up, and to what came next
    behind each reply."""
    session = sessions.load(folder)
    room = resampled(Clip(microphone, RATE), 16_000).samples
    behind: tuple[list[float], list[float]] = ([], [])
    for answer in session.answers:
        replies = [each.reply for each in answer.follow_ups]
        for place, said in enumerate((answer.attempts[0], *replies)):
            if said is None or answer.question is None:
                continue
            sound = read(folder / str(said.sound)).samples
            end = start_of(sound, room) + len(sound) / 16_000
            heard = spoken_at(loudspeaker, end - 0.2, end + 15.0, AUDIBLE)
            behind[place].append(float(heard[0]) - end)
    return behind


def begun(folder: Path, turns: int) -> tuple[list[float], list[float]]:
    """Seconds until the voice begins: not prepared, and prepared; ``turns`` of each."""
    voice = open_voice(None)
    interviewer = Interviewer(voice, Loudspeaker())
    found: tuple[list[float], list[float]] = ([], [])
    for turn in range(2 * turns):
        text = f"{BACKS[turn % 3]} Number {turn}."
        if turn % 2:
            interviewer.prepare((text, *BACKS))
        time.sleep(2.0)
        asked = time.monotonic()
        steps = interviewer.say(text, lambda _: None, folder / f"{turn}.flac")
        next(step for step in steps if isinstance(step, Speaking))
        found[turn % 2].append(time.monotonic() - asked)
        for _ in steps:
            pass
    interviewer.leave()
    voice.close()
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("--turns", type=int, default=6)
    parser.add_argument("--voice", action="store_true")
    parser.add_argument("--here", action="store_true", help="with --voice: on this sound card")
    options = parser.parse_args()
    if options.voice and options.here:
        with tempfile.TemporaryDirectory() as place:
            cold, ready = begun(Path(place), options.turns)
        print(f"{len(cold)} lines each\n\n| seconds to the voice | median | longest |")
        print("|---|--:|--:|")
        print(f"| nothing made ready | {median(cold):.3f} | {max(cold):.3f} |")
        print(f"| made ready before | {median(ready):.3f} | {max(ready):.3f} |")
        return
    if options.voice:
        with sound_card() as card:
            command = [sys.executable, "-m", "benchmarks.asking_back", "--voice", "--here"]
            card.start(*command, "--turns", str(options.turns)).wait()
        return
    with sound_card() as card, tempfile.TemporaryDirectory() as place:
        carried = held(card, Path(place), options.turns)
        (folder,) = sessions.folders(Path(place) / "recordings")
        back, on = waits(folder, *carried)
    print(f"{len(back)} answers\n\n| seconds | median | longest |\n|---|--:|--:|")
    for name, found in (("over to the follow-up", back), ("reply over to the next question", on)):
        print(f"| {name}'s first sound | {median(found):.3f} | {max(found):.3f} |")


if __name__ == "__main__":
    main()
