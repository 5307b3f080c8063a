"""Who takes part in an interview: the candidate, and the interviewer with a voice or in print."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from mockint.candidate import Candidate, Present, Recorded, Rehearsing
from mockint.errors import NoDevice, SoundError
from mockint.interviewer import Interviewer
from mockint.sound.clip import Clip
from mockint.sound.devices import find
from mockint.sound.loudspeaker import Loudspeaker
from mockint.sound.probe import probe
from mockint.voice import CANDIDATE_VOICE, open_voice

CANDIDATE_RATE = 140
"""Words a minute at which a rehearsal's answers are spoken: somebody who thinks."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Both sides of the table; ``notes`` are the sentences to say before they begin."""

    candidate: Candidate
    interviewer: Interviewer
    rehearsal: bool
    notes: tuple[str, ...]


@contextmanager
def cast(options: Namespace) -> Iterator[Cast]:
    """The two that ``options`` ask for, their devices held until the block ends.

    Raises:
        NoDevice, PortAudioMissing: there is no microphone, and none was to be done without.
        RecordingError: a file that is to answer cannot be read.
        VoiceError: there is no such voice.
    """
    with ExitStack() as held:
        notes: list[str] = []
        candidate, rehearsal = _candidate(options, notes)
        held.callback(candidate.leave)
        voice = open_voice(options.voice, options.rate)
        held.callback(voice.close)
        loudspeaker = _loudspeaker(options, notes) if candidate.live or options.aloud else None
        interviewer = Interviewer(voice, loudspeaker)
        held.callback(interviewer.leave)
        yield Cast(candidate, interviewer, rehearsal, tuple(notes))


def _candidate(options: Namespace, notes: list[str]) -> tuple[Candidate, bool]:
    if options.answers:
        _check_recordings(options)
        return Recorded(options.answers), False
    if options.rehearse:
        notes.append("This is a rehearsal, as you asked: a synthetic candidate answers.")
        return _rehearsing(), True
    found = probe()
    if found.microphone or options.microphone is not None:
        return Present(options.microphone), False
    if options.or_rehearse:
        notes.append(
            f"This is a rehearsal, in which a synthetic candidate answers: {found.sentence}"
        )
        return _rehearsing(), True
    raise NoDevice(f"{found.sentence} Or see a rehearsal: mockint interview --rehearse")


def _check_recordings(options: Namespace) -> None:
    """A recording that cannot be read is said before anything is asked."""
    from mockint.sound.soundfiles import duration

    for file in options.answers:
        duration(file)


def _rehearsing() -> Rehearsing:
    voice = open_voice(CANDIDATE_VOICE, CANDIDATE_RATE)

    def render(text: str) -> Clip:
        from mockint.sound.clip import RATE
        from mockint.sound.resample import resampled

        return resampled(voice.render(text).clip, RATE)

    return Rehearsing(render)


def _loudspeaker(options: Namespace, notes: list[str]) -> Loudspeaker | None:
    try:
        find("output", options.loudspeaker)
    except SoundError as error:
        if options.loudspeaker is not None:
            raise
        notes.append(f"{error} The questions are shown in print.")
        return None
    return Loudspeaker(options.loudspeaker)
