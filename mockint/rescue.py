"""What a killed or interrupted interview left behind is made whole."""

from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from mockint.bank import Question
from mockint.errors import RecordingError, SessionError
from mockint.findings import Findings
from mockint.recognizer import PartlyHeard, Recognizer
from mockint.session import Answer, Attempt, FollowUp, Session, save, sound_path
from mockint.sound.recorder import salvage
from mockint.sound.soundfiles import blocks, duration
from mockint.transcript import Transcript

Judge = Callable[[Question, Transcript], Findings]


def unheard(session: Session) -> bool:
    """Whether there is sound whose words were never made out."""
    return any(
        attempt.sound and attempt.transcript is None
        for answer in session.spoken
        for attempt in answer.said
    )


def secure(session: Session, folder: Path) -> Session:
    """The session with every answer that was broken off kept as "interrupted", on disk.

    An answer of which no sound was written is taken out again, and so is a follow-up
    to which nothing was said.

    Raises:
        DiskError: the folder cannot be written; what lies there is untouched.
    """
    if not session.broken_off:
        return session
    answers = tuple(_secured(answer, folder) for answer in session.answers)
    warm_up = session.warm_up and _secured(session.warm_up, folder)
    session = replace(session, answers=answers, warm_up=warm_up)
    save(session, folder)
    return session


def _secured(answer: Answer, folder: Path) -> Answer:
    attempts = (_kept(attempt, folder) for attempt in answer.attempts)
    follow_ups = (_replied(follow_up, folder) for follow_up in answer.follow_ups)
    return replace(
        answer,
        attempts=tuple(filter(None, attempts)),
        follow_ups=tuple(filter(None, follow_ups)),
    )


def _replied(follow_up: FollowUp, folder: Path) -> FollowUp | None:
    """The follow-up with what was said to it; None where it was broken off before that."""
    reply = follow_up.reply
    if reply is None:
        return follow_up
    kept = _kept(reply, folder)
    asked = folder / Path(str(reply.sound).replace("reply", "follow-up")).with_suffix(".flac").name
    if kept is None:  # It will be asked again, and its sound made anew under the same name.
        asked.unlink(missing_ok=True)
        return None
    sound = asked.name if reply.sound and _there(asked) else None
    return replace(follow_up, reply=kept, sound=follow_up.sound or sound)


def _kept(attempt: Attempt, folder: Path) -> Attempt | None:
    """The attempt, as interrupted where it was being spoken; None if no sound is left of it."""
    if attempt.ended != "live":
        return attempt
    if attempt.typed:
        return replace(attempt, ended="interrupted")
    sound = _whole((folder / str(attempt.sound)).with_suffix(".wav"))
    if sound is None:
        return None
    return replace(attempt, sound=sound.name, seconds=_seconds(sound), ended="interrupted")


def _whole(wav: Path) -> Path | None:
    """The FLAC file of what was recorded as ``wav``; None if nothing was.

    Both are there where a kill came between writing the one and removing the
    other; neither is ever replaced by a shorter one.
    """
    flac = wav.with_suffix(".flac")
    if _there(flac) and not (_there(wav) and _seconds(wav) > _seconds(flac)):
        return flac
    if not _there(wav):
        return None
    try:
        return salvage(wav)
    except RecordingError:
        return wav  # It stays as it is; ``recognise`` says that it cannot be read.


def _there(path: Path) -> bool:
    """Whether it is a file; a link may lead out of the session's folder."""
    return path.is_file() and not path.is_symlink()


def _seconds(path: Path) -> float:
    try:
        return duration(path)
    except RecordingError:
        return 0.0


def recognise(session: Session, folder: Path, recognizer: Recognizer, judge: Judge) -> Session:
    """The session with the words and marks that were still missing, on disk at each step.

    Sound that is gone or damaged is noted as a warning on its attempt.

    Raises:
        RecognizerError: no words can be made out.
        DiskError: the folder cannot be written.
    """
    session = _warmed_up(session, folder, recognizer, judge)
    for index, answer in enumerate(session.answers):
        for attempt in answer.attempts:
            if attempt.sound and attempt.transcript is None:
                heard = _heard(attempt, answer.question, folder, recognizer, judge)
                answer = answer.with_attempt(heard)
                session = session.with_answer(index, answer)
                save(session, folder)
        for place, follow_up in enumerate(answer.follow_ups):
            reply = follow_up.reply
            if reply is not None and reply.sound and reply.transcript is None:
                heard = _heard(reply, answer.question, folder, recognizer, judge)
                answer = answer.with_follow_up(place, replace(follow_up, reply=heard))
                session = session.with_answer(index, answer)
                save(session, folder)
    return session


def unread(session: Session) -> bool:
    """Whether there are words in writing that were never marked."""
    return any(_unread(answer.question, each) for answer in session.answers for each in answer.said)


def _unread(question: Question | None, attempt: Attempt) -> bool:
    return question is not None and attempt.typed and attempt.findings is None


def read(session: Session, folder: Path, judge: Judge) -> Session:
    """The session with the marks of what was written when it was broken off, on disk.

    Raises:
        DiskError: the folder cannot be written.
    """
    for index, answer in enumerate(session.answers):
        for attempt in answer.attempts:
            answer = answer.with_attempt(_marked(answer.question, attempt, judge))
        for place, follow_up in enumerate(answer.follow_ups):
            reply = follow_up.reply and _marked(answer.question, follow_up.reply, judge)
            answer = answer.with_follow_up(place, replace(follow_up, reply=reply))
        session = session.with_answer(index, answer)
    save(session, folder)
    return session


def _marked(question: Question | None, attempt: Attempt, judge: Judge) -> Attempt:
    if question is None or attempt.transcript is None or not _unread(question, attempt):
        return attempt
    return replace(attempt, findings=judge(question, attempt.transcript))


def _warmed_up(session: Session, folder: Path, recognizer: Recognizer, judge: Judge) -> Session:
    """The session with the words of its warm-up, which has no marks."""
    warm_up = session.warm_up
    for attempt in () if warm_up is None else warm_up.attempts:
        if warm_up is not None and attempt.sound and attempt.transcript is None:
            warm_up = warm_up.with_attempt(_heard(attempt, None, folder, recognizer, judge))
            session = replace(session, warm_up=warm_up)
            save(session, folder)
    return session


def _heard(
    attempt: Attempt,
    question: Question | None,
    folder: Path,
    recognizer: Recognizer,
    judge: Judge,
) -> Attempt:
    try:
        transcript = recognizer.transcribe(blocks(sound_path(folder, str(attempt.sound))))
    except PartlyHeard as error:
        transcript = error.transcript
        attempt = replace(attempt, warnings=(*attempt.warnings, str(error)))
    except (RecordingError, SessionError):
        gone = f"Its recording {attempt.sound} cannot be read: no words could be made out."
        return replace(attempt, sound=None, warnings=(*attempt.warnings, gone))
    findings = judge(question, transcript) if question else None
    return replace(attempt, transcript=transcript, findings=findings)
