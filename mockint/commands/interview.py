"""``mockint interview``: makes the devices, holds the interview, draws it."""

import secrets
from argparse import Namespace
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from mockint import plan, rescue
from mockint import session as sessions
from mockint.bank import Bank, Question, load_bank
from mockint.commands import places
from mockint.commands.cast import Cast, cast
from mockint.commands.drawing import Drawing, print_report
from mockint.commands.engines import open_recognizer
from mockint.errors import BankError, DiskError, MockintError, SessionError
from mockint.findings import Findings
from mockint.interview import Interview, Manner
from mockint.keyboard import AnyKeyboard, keyboard
from mockint.recognizer import Recognizer
from mockint.session import Session
from mockint.sound.endpoint import MANUAL, PATIENCE, Patience
from mockint.transcript import Transcript

QUESTIONS = 5
"""How many are asked when nobody says."""


@dataclass
class Sitting:
    """One interview as it is held: the session so far, its folder and its bank."""

    session: Session
    folder: Path
    bank: Bank | None

    def judge(self, question: Question, transcript: Transcript) -> Findings:
        """The marks of one answer."""
        from mockint.rubric import judge

        terms = self.bank.terms if self.bank else ()
        return judge(transcript, question, terms, bank=self.session.bank)


def run(options: Namespace) -> int:
    """Hold an interview; the session's name is the last line printed."""
    with ExitStack() as stack:
        sitting, players, keys = _take_seats(options, stack)
        terms = sitting.bank.terms if sitting.bank else ()
        loading = stack.enter_context(ThreadPoolExecutor(1))
        recognizer = loading.submit(open_recognizer, options, terms)
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
    questions = plan.draw(bank, _count(options, bank), options.stage, seed)
    folder = sessions.new_folder(places.recordings(options.recordings), bank.name, now)
    stack.enter_context(sessions.held(folder))
    session = Session(
        format=sessions.FORMAT,
        name=folder.name,
        started=now.isoformat(timespec="seconds"),
        bank=bank.name,
        title=bank.title,
        mode=options.mode,
        seed=seed,
        plan=questions,
        greeting=bank.greeting,
        closing=bank.closing,
        thanks=bank.thanks,
        voice=players.interviewer.voice.name if players.interviewer.voice else None,
        rate=players.interviewer.voice.rate if players.interviewer.voice else None,
        engine=options.engine,
        rehearsal=players.rehearsal,
    )
    return Sitting(session, folder, bank)


def _count(options: Namespace, bank: Bank) -> int:
    if options.count:
        return int(options.count)
    stages = options.stage or bank.stages
    there = sum(question.stage in stages for question in bank.questions)
    return min(len(options.answers) if options.answers else QUESTIONS, there or 1)


def _reopen(options: Namespace, stack: ExitStack) -> Sitting:
    folder = sessions.find(places.recordings(options.recordings), options.resume or None)
    stack.enter_context(sessions.held(folder))
    session = rescue.secure(sessions.load(folder), folder)
    if session.finished and not rescue.unheard(session):
        raise SessionError(f"{folder.name} is finished: `mockint report {folder.name}` shows it.")
    options.rehearse = options.rehearse or (session.rehearsal and not options.answers)
    options.mode, options.voice, options.rate = session.mode, session.voice, session.rate
    bank = None
    with suppress(BankError):
        bank = load_bank(session.bank)
    return Sitting(session, folder, bank)


def _hold(
    options: Namespace,
    sitting: Sitting,
    players: Cast,
    recognizer: Future[Recognizer],
    keys: AnyKeyboard,
) -> int:
    drawing = Drawing(options, sitting.session)
    interview = None
    try:
        drawing.notes(players.notes)
        _catch_up(sitting, recognizer)
        interview = Interview(
            sitting.session,
            sitting.folder,
            interviewer=players.interviewer,
            candidate=players.candidate,
            recognizer=recognizer.result,
            judge=sitting.judge,
            keys=keys.read,
            manner=_manner(options, players, keys),
        )
        with closing(drawing):
            for event in interview.run():
                drawing.draw(event)
        return _end(options, interview.session)
    except KeyboardInterrupt:
        _secure(sitting.folder)
        print("Interrupted; everything said so far is kept. Go on with: mockint interview --resume")
        return 130
    except MockintError:
        _secure(sitting.folder)
        raise


def _end(options: Namespace, session: Session) -> int:
    if any(answer.attempts for answer in session.answers):
        print_report(options, session)
    if not session.finished:
        print("Not finished. Go on with: mockint interview --resume")
    return 0


def _catch_up(sitting: Sitting, recognizer: Future[Recognizer]) -> None:
    """Make out the words of answers that were broken off before."""
    if rescue.unheard(sitting.session):
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
    return Manner(MANUAL if options.manual else patience, stop=stop and options.mode == "practice")
