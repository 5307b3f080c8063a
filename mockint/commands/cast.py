"""Who takes part in an interview: the candidate, and the interviewer with a voice or in print."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from mockint.candidate import Candidate, Present, Recorded, Rehearsing, Writing
from mockint.commands.ahead import Ahead
from mockint.errors import NoDevice, SoundError
from mockint.interviewer import Interviewer
from mockint.sound.clip import Clip
from mockint.sound.devices import find
from mockint.sound.loudspeaker import Loudspeaker
from mockint.voice import CANDIDATE_VOICE, open_voice, second_voice

CANDIDATE_RATE = 140
"""Words a minute at which a rehearsal's answers are spoken: somebody who thinks."""

UNPLAYED = "Nothing is said aloud: where recordings answer, --speak-feedback needs --aloud."


@dataclass(frozen=True, slots=True)
class Cast:
    """Both sides of the table; ``notes`` are the sentences to say before they begin."""

    candidate: Candidate
    interviewer: Interviewer
    rehearsal: bool
    notes: tuple[str, ...]


@contextmanager
def cast(options: Namespace, ahead: Ahead) -> Iterator[Cast]:
    """The two that ``options`` ask for, their devices held until the block ends.

    What was begun ``ahead`` is waited for.

    Raises:
        NoDevice, PortAudioMissing: there is no microphone, and none was to be done without,
            or no loudspeaker for a telephone.
        RecordingError: a file that is to answer cannot be read.
        SoundError: answers are to be written on the phone, or by recordings.
        VoiceError: there is no such voice.
    """
    with ExitStack() as held:
        if options.phone and options.type:
            raise SoundError("On the phone answers are spoken: leave out --type, or --phone.")
        notes: list[str] = []
        candidate, rehearsal = _candidate(options, ahead, notes)
        held.callback(candidate.leave)
        heard = _heard(options, candidate)
        loudspeaker = _loudspeaker(options, ahead, notes) if heard else None
        if options.type and loudspeaker is None:
            yield Cast(candidate, Interviewer(None, None), rehearsal, tuple(notes))
            return
        voice = ahead.voice()
        held.callback(voice.close)
        second = open_voice(second_voice(voice.name), voice.rate) if options.panel else None
        if second is not None:
            held.callback(second.close)
        interviewer = Interviewer(voice, loudspeaker, second, telephone=options.phone)
        held.callback(interviewer.leave)
        yield Cast(candidate, interviewer, rehearsal, tuple(notes))


def _candidate(options: Namespace, ahead: Ahead, notes: list[str]) -> tuple[Candidate, bool]:
    if options.type:
        return _writing(options, notes), False
    if options.answers:
        _check_recordings(options)
        if options.speak_feedback and not options.aloud:
            notes.append(UNPLAYED)
        return Recorded(options.answers), False
    if options.rehearse:
        notes.append("This is a rehearsal, as you asked: a synthetic candidate answers.")
        return _rehearsing(), True
    found = ahead.probe()
    if found.microphone or (found.portaudio and options.microphone is not None):
        return Present(options.microphone), False
    if options.or_rehearse:
        notes.append(
            f"This is a rehearsal, in which a synthetic candidate answers: {found.sentence}"
        )
        return _rehearsing(), True
    raise NoDevice(f"{found.sentence} Or see a rehearsal: mockint interview --rehearse")


def _writing(options: Namespace, notes: list[str]) -> Writing:
    """Somebody who writes; a pipe is nobody who could press a key or listen.

    Raises:
        SoundError: somebody else is to answer.
    """
    if options.answers or options.rehearse:
        other = "--answers" if options.answers else "--rehearse"
        raise SoundError(f"With --type the answers are written: leave out {other}, or --type.")
    if options.limit:
        notes.append("Nothing is timed while you write: the time limit counts for speech alone.")
    return Writing(live=sys.stdin is not None and sys.stdin.isatty())


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


def _heard(options: Namespace, candidate: Candidate) -> bool:
    """Whether somebody is to hear the questions."""
    return candidate.live or options.aloud or (options.speak_feedback and not options.answers)


def _loudspeaker(options: Namespace, ahead: Ahead, notes: list[str]) -> Loudspeaker | None:
    try:
        ahead.probe().sure()
        find("output", options.loudspeaker)
    except SoundError as error:
        if options.loudspeaker is not None:
            raise
        if options.phone:
            raise NoDevice(
                f"{error} Or leave out --phone: then there is something to read."
            ) from error
        silent = " Nothing can be said aloud." if options.speak_feedback else ""
        if silent or not options.type:
            notes.append(f"{error} The questions are shown in print.{silent}")
        return None
    return Loudspeaker(options.loudspeaker)
