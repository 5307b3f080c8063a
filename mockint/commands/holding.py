"""An interview from its devices to its end: made, held and drawn."""

import time
from argparse import Namespace
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, closing, suppress
from pathlib import Path

from mockint import rescue
from mockint import session as sessions
from mockint.bank import load_bank
from mockint.commands import retention, speaking
from mockint.commands.ahead import Ahead
from mockint.commands.cast import Cast, cast
from mockint.commands.drawing import Drawing, print_report, say
from mockint.commands.engines import open_recognizer
from mockint.commands.manner import manner
from mockint.commands.rating import ratings
from mockint.commands.sitting import Sitting, begin, reopen
from mockint.commands.stopping import heed, stoppable
from mockint.encoder import shipped_encoder
from mockint.errors import DeviceLost, DiskError, MockintError, SessionError
from mockint.interview import Interview
from mockint.interview.warm_up import due
from mockint.keyboard import AnyKeyboard, Presses, keyboard
from mockint.paper import Paper, paper
from mockint.recognizer import Recognizer
from mockint.report.plain import plain
from mockint.session import Session
from mockint.sound.hush import hushed


def hold(options: Namespace, ahead: Ahead) -> int:
    """Hold an interview; the session's name is the last line printed."""
    with ExitStack() as stack:
        stack.enter_context(stoppable())
        sitting, players, keys = _take_seats(options, ahead, stack)
        loading = stack.enter_context(ThreadPoolExecutor(1))
        recognizer: Future[Recognizer] = Future()  # Where answers are written nobody listens.
        if not options.type or rescue.unheard(sitting.session):
            recognizer = loading.submit(open_recognizer, options, sitting.session.terms)
        loading.submit(shipped_encoder)  # The first answer's marks need not wait for it.
        if options.engine == "openai" and not options.type:
            recognizer.exception()  # It says where sound is sent, before anything is drawn.
        # PortAudio's threads write to the screen when a device goes.
        stack.enter_context(hushed())
        code = _hold(options, sitting, players, recognizer, keys)
    print(plain(sitting.folder.name))
    return code


def _take_seats(
    options: Namespace, ahead: Ahead, stack: ExitStack
) -> tuple[Sitting, Cast, AnyKeyboard]:
    """The interview, new or taken up again, and who takes part; ``stack`` lets go of them."""
    if options.resume is not None:
        sitting = reopen(options, stack)
        players = stack.enter_context(cast(options, ahead))
        return sitting, players, stack.enter_context(_keys(options))
    bank = load_bank(options.bank)
    players = stack.enter_context(cast(options, ahead))
    with retention.applied(options) as went:
        sitting, keys = begin(options, bank, players, stack), stack.enter_context(_keys(options))
    sitting.notes = (*went, *sitting.notes)
    return sitting, players, keys


def _keys(options: Namespace) -> AbstractContextManager[AnyKeyboard]:
    """Where keys come from, and with ``--type`` the answers as well."""
    return paper() if options.type else keyboard()


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
        code = _end(options, sitting.session, sitting.folder)
        speaking.close(options, sitting.session, players, keys)
        return code
    except KeyboardInterrupt as stop:
        _secure(sitting.folder)
        say(options, "Interrupted; all is kept. Go on with: mockint interview --resume")
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
    single = keys.terminal and not isinstance(keys, Paper)
    pressed = Presses(keys, time.monotonic) if single else keys
    aloud = speaking.aloud(options, sitting.session, players, keys, pressed)
    rating = ratings(options, sitting.session, players, keys, aloud or pressed)
    interview = Interview(
        sitting.session,
        sitting.folder,
        interviewer=players.interviewer,
        candidate=aloud.candidate if aloud else players.candidate,
        recognizer=recognizer.result,
        judge=sitting.judge,
        doubts=sitting.doubts,
        keys=(rating or aloud or pressed).read,
        manner=manner(options, players, keys),
        ratings=rating,
        paper=keys if isinstance(keys, Paper) else None,
    )
    for event in aloud.run(interview.run(), drawing.noted) if aloud else interview.run():
        heed()
        drawing.draw(event)
        if recognizer.done():
            recognizer.result()  # One that is missing is said before anything is answered.
    sitting.session = interview.session


def _spare(options: Namespace, session: Session) -> tuple[str, ...]:
    """A word on recordings for which there is no question."""
    used = len(session.remaining) + 1 + (due(session) is not None)
    spare = len(options.answers or ()) - used
    if spare <= 0 or options.follow_ups or session.drill:
        return ()
    return (
        f"Only the first {used} recordings answer: so many questions there are, the last one"
        " the candidate's own.",
    )


def _end(options: Namespace, session: Session, folder: Path) -> int:
    if any(answer.attempts for answer in session.answers):
        print_report(options, session, _earlier(folder))
    if session.drill is not None:
        from mockint.drill import tally

        say(options, tally(session))
    if not session.finished:
        say(options, "Not finished. Go on with: mockint interview --resume")
    return 0


def _earlier(folder: Path) -> tuple[Session, ...]:
    """Those before it, none where they cannot be read: an interview that was held is reported."""
    with suppress(SessionError):
        return sessions.earlier(folder)
    return ()


def _catch_up(sitting: Sitting, recognizer: Future[Recognizer], drawing: Drawing) -> None:
    """Make out the words of answers that were broken off before, and mark what was written."""
    if rescue.unread(sitting.session):
        sitting.session = rescue.read(sitting.session, sitting.folder, sitting.judge)
    if rescue.unheard(sitting.session):
        drawing.notes(("Making out the words of the answer that was broken off.",))
        sitting.session = rescue.recognise(
            sitting.session, sitting.folder, recognizer.result(), sitting.judge
        )


def _secure(folder: Path) -> None:
    """Keep what an interrupted answer left; a full disk leaves it as it is, for --resume."""
    with suppress(DiskError, SessionError):
        rescue.secure(sessions.load(folder), folder)
