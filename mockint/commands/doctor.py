"""``mockint doctor``: what works on this machine, and the one line that mends what does not."""

import shutil
import sys
import time
from argparse import Namespace
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mockint import __version__
from mockint.bank import bank_names, load_bank
from mockint.commands import places
from mockint.errors import MockintError
from mockint.report.plain import plain
from mockint.sound.clip import BLOCK, RATE, Samples

SENTENCE = "We sent the corrected invoice on Monday."
BYTES_AN_HOUR = 16_000 * 2 * 3600
LEVEL_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor's: ``needed`` without it no interview can be held at all."""

    name: str
    works: bool
    text: str
    needed: bool = False


def run(options: Namespace) -> int:
    """Print what was found; returns 1 if not even a rehearsal can be held here."""
    if options.privacy:
        from mockint.commands import privacy

        return privacy.run(options)
    if options.fetch:
        return _fetch(options.fetch, options.model)
    if options.voices:
        return _voices()
    if options.devices:
        return _devices()
    if options.level:
        return _level(options)
    findings = []
    print(f"mockint {__version__}, Python {sys.version.split()[0]}, {sys.platform}")
    for check in (_voice, _loudspeaker_and_microphone, _recogniser, _banks, _disk(options)):
        for finding in check():
            findings.append(finding)
            print(plain(f"{'ok ' if finding.works else '-- '} {finding.name}: {finding.text}"))
    return int(any(finding.needed and not finding.works for finding in findings))


def _voice() -> Iterator[Finding]:
    from mockint.voice import open_voice

    voice = open_voice()
    try:
        seconds = voice.render(SENTENCE).clip.seconds
        yield Finding("voice", True, f"{voice.name} said a sentence of {seconds:.1f} s")
    except MockintError as error:
        yield Finding("voice", False, str(error))
    finally:
        voice.close()


def _loudspeaker_and_microphone() -> Iterator[Finding]:
    from mockint.sound.probe import probe

    found = probe()
    for name, device in (("loudspeaker", found.loudspeaker), ("microphone", found.microphone)):
        lacking = f"There is no {name}: plug one in." if found.portaudio else found.sentence
        yield Finding(name, device is not None, device.name if device else lacking)
    if found.microphone:
        print("   (mockint doctor --level shows whether it hears you)")


def _recogniser() -> Iterator[Finding]:
    from mockint.recognizer import Recognizer, open_engine

    try:
        recognizer = Recognizer(open_engine("moonshine"), ())
        try:
            heard = recognizer.transcribe(_spoken_by_the_voice()).text
        finally:
            recognizer.close()
    except MockintError as error:
        yield Finding("recogniser", False, str(error), needed=True)
        return
    yield Finding("recogniser", True, f"moonshine is here and heard: {heard}", needed=True)


def _spoken_by_the_voice() -> Iterator[Samples]:
    from mockint.sound.resample import resampled
    from mockint.voice import open_voice

    voice = open_voice()
    try:
        samples = resampled(voice.render(SENTENCE).clip, RATE).samples
    finally:
        voice.close()
    return iter([samples[start : start + BLOCK] for start in range(0, len(samples), BLOCK)])


def _banks() -> Iterator[Finding]:
    for name in bank_names():
        try:
            count = len(load_bank(name).questions)
            yield Finding("bank", True, f"{name}, {count} questions", needed=True)
        except MockintError as error:
            yield Finding("bank", False, str(error), needed=True)


def _disk(options: Namespace) -> Callable[[], Iterator[Finding]]:
    def check() -> Iterator[Finding]:
        folder = places.recordings(options.recordings)
        there = next(place for place in (folder, *folder.absolute().parents) if place.exists())
        probe_file = there / f".mockint-{time.time_ns()}"
        try:
            probe_file.touch()
            probe_file.unlink()
        except OSError as error:
            text = f"{folder} cannot be written ({error.strerror}): use --recordings DIR"
            yield Finding("disk", False, text, needed=True)
            return
        hours = shutil.disk_usage(there).free / BYTES_AN_HOUR
        yield Finding(
            "disk", hours >= 1, f"{folder} has room for {hours:,.0f} hours of sound", True
        )

    return check


def _voices() -> int:
    from mockint.voice import voices

    for voice in voices():
        print(plain(f"{voice.name:24} {voice.language:8} {voice.engine}"))
    return 0


def _devices() -> int:
    from mockint.sound.devices import devices
    from mockint.sound.probe import probe

    probe().sure()
    for device in devices():
        kinds = [
            word
            for word, channels in (("microphone", device.inputs), ("loudspeaker", device.outputs))
            if channels
        ]
        print(plain(f"{device.index:3}  {device.name}  ({', '.join(kinds)})"))
    return 0


def _level(options: Namespace) -> int:
    """Draw the level of the microphone for a few seconds, and say what is wrong with it."""
    from mockint.sound.level import FLOOR, LevelWatch, meter
    from mockint.sound.microphone import Microphone
    from mockint.sound.probe import probe

    probe().sure()
    watch, loudest = LevelWatch(), FLOOR
    print(f"Say something: the bar should move. This takes {LEVEL_SECONDS:.0f} seconds.")
    with Microphone(options.microphone) as microphone:
        microphone.open_gate()
        end = time.monotonic() + LEVEL_SECONDS
        while time.monotonic() < end:
            samples = microphone.read(0.2)
            if samples is None:
                continue
            loudest = max(loudest, microphone.level.peak)
            if places.terminal():
                print(f"\r{meter(microphone.level.rms, 40)}", end="", flush=True)
            if warning := watch.hear(samples):
                print(f"\n{warning}")
    print(f"\nThe loudest moment was {loudest:.0f} dB below full scale.".replace("-", ""))
    return 0


def _fetch(name: str, model: str | None) -> int:
    from mockint.recognizer.others import fetch

    where: Path | None = fetch(name, model)
    print(plain(f"The model of {name} is here{f': {where}' if where else ''}."))
    return 0
