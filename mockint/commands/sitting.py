"""An interview at its beginning: planned and given a folder, or opened to go on with."""

import secrets
from argparse import Namespace
from collections.abc import Collection
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from msgspec.structs import replace

from mockint import rescue
from mockint import session as sessions
from mockint.bank import Bank, Question, load_bank
from mockint.commands import places
from mockint.commands.cast import Cast
from mockint.commands.manner import limited
from mockint.commands.practice import planned
from mockint.errors import BankError, SessionError
from mockint.findings import Findings, Part
from mockint.interview import warm_up
from mockint.interview.tone import Frame, framed
from mockint.session import Scene, Session
from mockint.transcript import Transcript

QUESTIONS = 5
"""How many are asked when nobody says."""


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
            bank, profile = self.session.bank, self.session.scene.profile
            return judge(said, asked, self.session.terms, bank=bank, profile=profile)

        if self.session.drill is None:
            return marked(transcript, question)
        from mockint import drill

        return drill.marked(question, transcript, self.session.drill, marked)

    def doubts(self, question: Question, transcript: Transcript) -> Collection[Part]:
        """The parts that an answer may hold although no span of them was found."""
        from mockint.rubric.doubt import doubtful

        return doubtful(transcript, question)


def begin(options: Namespace, bank: Bank, players: Cast, stack: ExitStack) -> Sitting:
    """A new interview, its folder kept to this process until ``stack`` ends.

    Raises:
        BankError: it cannot be planned so.
        DiskError: its folder cannot be made.
        SessionError: a drill is to have a warm-up.
    """
    if options.warm_up and options.drill:
        raise SessionError("A drill has no warm-up: leave out --warm-up, or --drill.")
    now = datetime.now().astimezone()
    seed = secrets.randbelow(10_000) if options.seed is None else options.seed
    made = planned(options, bank, _count(options, bank), seed, now)
    frame = Frame(made.greeting, bank.closing, made.thanks)
    frame = framed(options.tone, frame, drill=bool(options.drill))
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
        greeting=frame.greeting,
        closing=frame.closing,
        thanks=frame.thanks,
        terms=bank.terms,
        voice=players.interviewer.voice.name if players.interviewer.voice else None,
        rate=players.interviewer.voice.rate if players.interviewer.voice else None,
        engine=options.engine,
        rehearsal=players.rehearsal,
        drill=options.drill,
        scene=_scene(options),
        warm_up=warm_up.planned(seed) if options.warm_up else None,
    )
    return Sitting(session, folder, made.notes)


def _scene(options: Namespace) -> Scene:
    return Scene(
        phone=options.phone,
        panel=options.panel,
        tone=options.tone,
        limit=limit.seconds if (limit := limited(options)) else None,
        profile=options.profile,
        typed=options.type,
    )


def _nobody_else(options: Namespace, scene: Scene) -> None:
    """Answers that were begun in writing are written to the end."""
    other = "--answers" if options.answers else "--rehearse"
    if scene.typed and (options.answers or options.rehearse):
        raise SessionError(f"This interview is held in writing: leave out {other}.")


def _return(options: Namespace, session: Session) -> tuple[str, ...]:
    """Go on under the circumstances the interview was begun under; which flags asked for others."""
    scene = session.scene
    begun = {
        "mode": session.mode,
        "drill": session.drill,
        "warm_up": session.warm_up is not None,
        "phone": scene.phone,
        "panel": scene.panel,
        "tone": scene.tone,
        "limit": scene.limit or 0.0,
        "voice": session.voice or options.voice,
        "rate": session.rate or options.rate,
        "profile": scene.profile,
    }
    other = [each for each in begun if each in options.typed and vars(options)[each] != begun[each]]
    vars(options).update(begun)
    options.type = options.type or scene.typed
    return tuple(f"--{each.replace('_', '-')}" for each in other)


def _as_begun(flags: tuple[str, ...]) -> tuple[str, ...]:
    """A word on flags that count for nothing."""
    if not flags:
        return ()
    return (f"This interview goes on as it was begun: {', '.join(flags)} can wait for a new one.",)


def _count(options: Namespace, bank: Bank) -> int:
    if options.count:
        return int(options.count)
    stages = options.stage or bank.stages
    there = sum(question.stage in stages for question in bank.questions)
    recordings = len(options.answers or ()) - bool(options.warm_up)
    return min(max(recordings, 1) if options.answers else QUESTIONS, there or 1)


def reopen(options: Namespace, stack: ExitStack) -> Sitting:
    """One that was begun, under the circumstances it was begun under.

    Raises:
        SessionError: there is none, it is finished, another process holds it, or somebody else
            is to answer than the one who writes.
    """
    recordings = places.recordings(options.recordings)
    folder = sessions.find_unfinished(recordings, options.resume or None)
    stack.enter_context(sessions.held(folder))
    session = rescue.secure(sessions.load(folder), folder)
    if session.finished and not rescue.unheard(session):
        raise SessionError(f"{folder.name} is finished: `mockint report {folder.name}` shows it.")
    options.rehearse = options.rehearse or (session.rehearsal and not options.answers)
    _nobody_else(options, session.scene)
    notes = _as_begun(_return(options, session))
    return Sitting(_with_terms(session, options.bank), folder, notes)


def _with_terms(session: Session, given: str) -> Session:
    """A session from before sessions kept their terms gets those of its bank, if it is there."""
    for name in () if session.terms else (session.bank, given):
        with suppress(BankError):
            bank = load_bank(name)
            if bank.name == session.bank:
                return replace(session, terms=bank.terms)
    return session
