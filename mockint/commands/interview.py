"""``mockint interview``: makes the devices, holds the interview, draws it."""

import secrets
import time
from argparse import Namespace
from collections.abc import Collection
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from msgspec.structs import replace

from mockint import rescue
from mockint import session as sessions
from mockint.bank import Bank, Question, load_bank
from mockint.commands import places
from mockint.commands.cast import Cast, cast
from mockint.commands.drawing import Drawing, print_report
from mockint.commands.engines import open_recognizer
from mockint.commands.practice import planned
from mockint.commands.stopping import heed, stoppable
from mockint.encoder import shipped_encoder
from mockint.errors import BankError, DeviceLost, DiskError, MockintError, SessionError
from mockint.findings import Findings, Part
from mockint.interview import Interview, Manner
from mockint.keyboard import AnyKeyboard, Presses, keyboard
from mockint.recognizer import Recognizer
from mockint.session import Session
from mockint.sound.endpoint import MANUAL, PATIENCE, Patience
from mockint.sound.hush import hushed
from mockint.transcript import Transcript

QUESTIONS = 5
"""How many are asked when nobody says."""
FOLLOW_UPS = {"practice": 1, "real": 2}
"""How many a question may have when nobody says and somebody is there to reply."""


@dataclass
class Sitting:
    """One interview as it is held: the session so far, its folder, what is said of its plan."""

    session: Session
    folder: Path
    notes: tuple[str, ...] = ()

    def judge(self, question: Question, transcript: Transcript) -> Findings:
        """The marks of one answer."""
        from mockint.rubric import judge

        def marked(said: str | Transcript, asked: Question) -> Findings:
            return judge(said, asked, self.session.terms, bank=self.session.bank)

        if self.session.drill is None:
            return marked(transcript, question)
        from mockint import drill

        return drill.marked(question, transcript, self.session.drill, marked)

    def doubts(self, question: Question, transcript: Transcript) -> Collection[Part]:
        """The parts that an answer may hold although no span of them was found."""
        from mockint.rubric.doubt import doubtful

        return doubtful(transcript, question)


def run(options: Namespace) -> int:
    """Hold an interview; the session's name is the last line printed."""
    with ExitStack() as stack:
        stack.enter_context(stoppable())
        sitting, players, keys = _take_seats(options, stack)
        loading = stack.enter_context(ThreadPoolExecutor(1))
        recognizer = loading.submit(open_recognizer, options, sitting.session.terms)
        loading.submit(shipped_encoder)  # The first answer's marks need not wait for it.
        if options.engine == "openai":
            recognizer.exception()  # It says where sound is sent, before anything is drawn.
        # PortAudio's threads write to the screen when a device goes.
        stack.enter_context(hushed())
        code = _hold(options, sitting, players, recognizer, keys)
    print(sitting.folder.name)
    return code


def _take_seats(options: Namespace, stack: ExitStack) -> tuple[Sitting, Cast, AnyKeyboard]:
    """The interview, new or taken up again, and who takes part; ``stack`` lets go of them."""
    if options.resume is not None:
        sitting = _reopen(options, stack)
        return sitting, stack.enter_context(cast(options)), stack.enter_context(keyboard())
    bank = load_bank(options.bank)
    players = stack.enter_context(cast(options))
    return (
        _begin(options, bank, players, stack),
        players,
        stack.enter_context(keyboard()),
    )


def _begin(options: Namespace, bank: Bank, players: Cast, stack: ExitStack) -> Sitting:
    now = datetime.now().astimezone()
    seed = secrets.randbelow(10_000) if options.seed is None else options.seed
    made = planned(options, bank, _count(options, bank), seed, now)
    folder = sessions.new_folder(places.recordings(options.recordings), bank.name, now)
    stack.enter_context(sessions.held(folder))
    session = Session(
        format=sessions.FORMAT,
        name=folder.name,
        started=now.isoformat(timespec="seconds"),
        bank=bank.name,
        title=made.title,
        mode=options.mode,
        seed=seed,
        plan=made.questions,
        greeting=made.greeting,
        closing=bank.closing,
        thanks=made.thanks,
        terms=bank.terms,
        voice=players.interviewer.voice.name if players.interviewer.voice else None,
        rate=players.interviewer.voice.rate if players.interviewer.voice else None,
        engine=options.engine,
        rehearsal=players.rehearsal,
        drill=options.drill,
    )
    return Sitting(session, folder, made.notes)


def _count(options: Namespace, bank: Bank) -> int:
    if options.count:
        return int(options.count)
    stages = options.stage or bank.stages
    there = sum(question.stage in stages for question in bank.questions)
    return min(len(options.answers) if options.answers else QUESTIONS, there or 1)


def _reopen(options: Namespace, stack: ExitStack) -> Sitting:
    recordings = places.recordings(options.recordings)
    folder = sessions.find_unfinished(recordings, options.resume or None)
    stack.enter_context(sessions.held(folder))
    session = rescue.secure(sessions.load(folder), folder)
    if session.finished and not rescue.unheard(session):
        raise SessionError(f"{folder.name} is finished: `mockint report {folder.name}` shows it.")
    options.rehearse = options.rehearse or (session.rehearsal and not options.answers)
    options.mode, options.voice, options.rate = session.mode, session.voice, session.rate
    options.drill = session.drill
    return Sitting(_with_terms(session, options.bank), folder)


def _with_terms(session: Session, given: str) -> Session:
    """A session from before sessions kept their terms gets those of its bank, if it is there."""
    for name in () if session.terms else (session.bank, given):
        with suppress(BankError):
            bank = load_bank(name)
            if bank.name == session.bank:
                return replace(session, terms=bank.terms)
    return session


def _hold(
    options: Namespace,
    sitting: Sitting,
    players: Cast,
    recognizer: Future[Recognizer],
    keys: AnyKeyboard,
) -> int:
    drawing = Drawing(options, sitting.session, keys=players.candidate.live and keys.terminal)
    keys.leaving = drawing.close
    try:
        with closing(drawing):
            drawing.notes((*players.notes, *sitting.notes, *_spare(options, sitting.session)))
            _catch_up(sitting, recognizer, drawing)
            if not sitting.session.finished:
                _converse(options, sitting, players, recognizer, keys, drawing)
        return _end(options, sitting.session)
    except KeyboardInterrupt as stop:
        _secure(sitting.folder)
        print("Interrupted; all is kept. Go on with: mockint interview --resume")
        return int(stop.args[0]) if stop.args else 130
    except DeviceLost as error:
        _secure(sitting.folder)
        raise DeviceLost(f"{error} Then go on with: mockint interview --resume") from error
    except (MockintError, OSError):
        _secure(sitting.folder)
        raise


def _converse(
    options: Namespace,
    sitting: Sitting,
    players: Cast,
    recognizer: Future[Recognizer],
    keys: AnyKeyboard,
    drawing: Drawing,
) -> None:
    interview = Interview(
        sitting.session,
        sitting.folder,
        interviewer=players.interviewer,
        candidate=players.candidate,
        recognizer=recognizer.result,
        judge=sitting.judge,
        doubts=sitting.doubts,
        keys=(Presses(keys, time.monotonic) if keys.terminal else keys).read,
        manner=_manner(options, players, keys),
    )
    for event in interview.run():
        heed()
        drawing.draw(event)
        if recognizer.done():
            recognizer.result()  # One that is missing is said before anything is answered.
    sitting.session = interview.session


def _spare(options: Namespace, session: Session) -> tuple[str, ...]:
    """A word on recordings for which there is no question."""
    used = len(session.remaining) + 1
    spare = len(options.answers or ()) - used
    if spare <= 0 or options.follow_ups or session.drill:
        return ()
    return (
        f"Only the first {used} recordings answer: so many questions there are, the last one"
        " the candidate's own.",
    )


def _end(options: Namespace, session: Session) -> int:
    if any(answer.attempts for answer in session.answers):
        print_report(options, session)
    if session.drill is not None:
        from mockint.drill import tally

        print(tally(session))
    if not session.finished:
        print("Not finished. Go on with: mockint interview --resume")
    return 0


def _catch_up(sitting: Sitting, recognizer: Future[Recognizer], drawing: Drawing) -> None:
    """Make out the words of answers that were broken off before."""
    if rescue.unheard(sitting.session):
        drawing.notes(("Making out the words of the answer that was broken off.",))
        sitting.session = rescue.recognise(
            sitting.session, sitting.folder, recognizer.result(), sitting.judge
        )


def _secure(folder: Path) -> None:
    """Keep what an interrupted answer left; a full disk leaves it as it is, for --resume."""
    with suppress(DiskError, SessionError):
        rescue.secure(sessions.load(folder), folder)


def _manner(options: Namespace, players: Cast, keys: AnyKeyboard) -> Manner:
    patience = Patience(
        silence=options.silence or PATIENCE.silence, hanging=options.thinking or PATIENCE.hanging
    )
    stop = players.candidate.live and keys.terminal and not options.no_stop
    return Manner(
        MANUAL if options.manual else patience,
        stop=stop and options.mode == "practice",
        follow_ups=_follow_ups(options, players),
    )


def _follow_ups(options: Namespace, players: Cast) -> int:
    """How many a question may have; without a word on it none for recordings, one by one.

    A drill has none.
    """
    if options.drill:
        return 0
    if options.follow_ups is not None:
        return int(options.follow_ups)
    return FOLLOW_UPS[options.mode] if players.candidate.live else 0
