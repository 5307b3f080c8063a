"""What is said aloud of what stands on the screen: short sentences that a voice reads well."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from msgspec.structs import replace

from mockint import events
from mockint.bank import Question
from mockint.findings import PARTS, Findings
from mockint.history import Progress
from mockint.report import rating, replies, sentences, standing
from mockint.report.advice import next_steps
from mockint.report.attempts import mended
from mockint.report.curve import label
from mockint.report.curve import told as valued
from mockint.report.fix import BLANK, Fix, fix
from mockint.report.lines import LEFT
from mockint.report.passage import LETTER
from mockint.report.plain import LONGEST, figure, plain, shortened, within
from mockint.report.remedy import remedy
from mockint.session import Answer, Attempt, FollowUp, Session

KEYS = (
    "The keys: Enter when you are done, r to hear again what was asked, s to skip it, p to pause, "
    "a to give the answer again, q to end the interview. Enter also breaks off what is said."
)
WRITING = (
    "Write each answer line by line; an empty line ends it. On a line of its own, r means to hear "
    "again what was asked, s to skip it, a to answer again, q to end the interview."
)
GOING_ON = "Press Enter to go on, a to answer again, r to hear this again."
PAUSED = "Paused. Nothing is recorded until you press p."
REPORT = (
    "The report can be read with mockint report, and heard with mockint report --speak-feedback."
)
RESUME = "The interview is not finished: mockint interview --resume goes on with it."
NO_SESSION = "No marked session yet."
ANSWERS, FIGURES, LINE = 40, 8, 600
"""Answers and figures said at most, and characters of one sentence."""
_ORDER = ("First", "Second", "Third")
_STOPPED = re.compile(r"[.!?:…][”\")]*$")
_SHORT = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?) s\b")
_CLOCK = re.compile(r"(?<=took )(\d+):(\d\d)\b|(?<=heard in )(\d+):(\d\d)\b")


def said(sentence: str) -> str:
    """``sentence`` of a report with units and signs as words; harmless, short, and with a stop.

    "It took 1:05" is said "It took 1 minute 5 seconds", "31 s" "31 seconds".
    """
    line = _CLOCK.sub(_clocked, shortened(sentence, LINE))
    line = _SHORT.sub(lambda found: f"{found[1]} second{'' if found[1] == '1' else 's'}", line)
    line = line.replace("`", "").replace(" · ", ", ").strip()
    return line if not line or _STOPPED.search(line) else f"{line}."


def _clocked(found: re.Match[str]) -> str:
    minutes, rest = (int(each) for each in found.groups() if each is not None)
    return length(60.0 * minutes + rest)


def length(seconds: float) -> str:
    """ "1 minute 5 seconds"; what is no number counts as none."""
    whole = int(within(seconds, LONGEST))
    told = [(whole // 60, "minute"), (whole % 60, "second")]
    words = [f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in told if count]
    return " ".join(words) or "0 seconds"


def opening(*, keys: bool, typed: bool) -> str:
    """What is said before the greeting, where somebody can press keys, or write."""
    if typed:
        return WRITING
    return KEYS if keys else ""


def told(event: events.Event, *, practice: bool) -> str:
    """What is said behind ``event``, empty for nothing; feedback only in ``practice``."""
    match event:
        case events.Answered(answer, attempt) if practice:
            # What it was warned of was said when it was.
            return " ".join(answered(answer, replace(attempt, warnings=())))
        case events.Replied(_, follow_up) if practice:
            return " ".join(replied(follow_up))
        case events.Rating(text) | events.Warned(text):
            return said(text)
        case events.Waiting():
            return GOING_ON
        case events.Paused():
            return PAUSED
        case _:
            return ""


def answered(answer: Answer, attempt: Attempt) -> tuple[str, ...]:
    """The feedback on an attempt; nothing behind one that was left."""
    if attempt.ended in LEFT:
        return ()
    found = attempt.findings
    lines = [*sentences.ending(attempt), rating.told(attempt)]
    if found is None or found.abstained:
        lines += _unmarked(found, attempt)
    else:
        lines += _marked(found, attempt, answer)
    return tuple(said(line) for line in lines if line)


def _unmarked(found: Findings | None, attempt: Attempt) -> Iterator[str]:
    if attempt.transcript is None:
        yield "The words of this answer were not made out."
    if found is None or found.abstained is None:
        return
    yield f"This answer was not marked: {found.abstained}".rstrip(".") + "."
    heard = attempt.transcript
    yield remedy(heard.text if heard else found.text, heard)


def _marked(found: Findings, attempt: Attempt, answer: Answer) -> Iterator[str]:
    before = mended(answer, attempt)
    wanted = fix(found, answer.question, attempt.limit)
    yield _heard(found, attempt)
    yield _missing(found, answer.question)
    yield marks(found)
    yield before.told if before is not None else ""
    if wanted is not None:
        yield f"One thing to mend: {wanted.line}."
        yield example(wanted)


def _heard(found: Findings, attempt: Attempt) -> str:
    """How many words, in what time, and which parts of a story were clear."""
    count = len(attempt.transcript.words if attempt.transcript else found.text.split())
    words = f"{count} word{'' if count == 1 else 's'}"
    first = f"{words} written" if attempt.typed else f"{words} in {length(attempt.seconds)}"
    sure = {span.part for span in found.parts if span.sure}
    clear = [f"the {part}" for part in PARTS if part in sure]
    if found.form != "story" or not clear:
        return f"{first}."
    return f"{first}. Heard: {_listed(clear)}."


def _missing(found: Findings, question: Question | None) -> str:
    """What was not heard, or not clearly, in one sentence; that nothing was, where it is so."""
    if off := sentences.form(found, question):
        return off[0]
    unheard = [f"the {part}" for part in PARTS if part in found.missing]
    unclear = [f"the {part}" for part in sentences.doubtful(found)]
    lacking = [
        *([f"not heard: {_listed(unheard)}"] if unheard else []),
        *([f"not clear: {_listed(unclear)}"] if unclear else []),
        *(line.rstrip(".") for line in sentences.unmeasured(found)),
    ]
    if sentences.off_form(found, question) or (not lacking and found.form != "story"):
        return ""
    told = "; ".join(lacking) or "no part was missing"
    return f"{told[0].upper()}{told[1:]}."


def _listed(names: Sequence[str]) -> str:
    *before, last = names
    return f"{', '.join(before)} and {last}" if before else last


def marks(found: Findings) -> str:
    """Every mark that was given with its number, in one sentence; empty without any."""
    given = [
        f"{plain(name)} {min(max(mark.level, 1), 5)}"
        for name, mark in found.marks.items()
        if mark.level is not None
    ]
    return f"Marks out of 5: {', '.join(given)}." if given else ""


def example(wanted: Fix) -> str:
    """How it could be mended: the example, or how the part may begin and what it tells."""
    if wanted.example or wanted.part is None:
        return wanted.example
    for line in wanted.skeleton:
        begin, blank, hint = line.blank.partition(BLANK)
        if blank and line.sign.startswith(LETTER[wanted.part]):
            lead = f"Begin with “{begin.strip()}”" if begin.strip() else "Tell"
            return f"{lead}: {hint.strip(' ()')}"
    return ""


def replied(follow_up: FollowUp) -> tuple[str, ...]:
    """The feedback on the reply to a follow-up; nothing behind one that was left."""
    if follow_up.reply is None or follow_up.reply.ended in LEFT:
        return ()
    return tuple(map(said, (*replies.endings(follow_up), replies.outcome(follow_up))))


def next_time(session: Session) -> str:
    """What to do first, each thing with its number, as a voice counts."""
    lines = next_steps(session)
    if len(lines) == 1:
        return f"What to do next. {said(lines[0])}"
    counted = (f"{_ORDER[at]}: {said(line)}" for at, line in enumerate(lines[: len(_ORDER)]))
    return " ".join(("What to do next.", *counted))


def closing(session: Session, tally: str = "") -> str:
    """What is said behind an interview: what to do first, and where the report is."""
    unfinished = "" if session.finished else RESUME
    return " ".join(filter(None, (next_time(session), said(tally), unfinished, REPORT)))


def report(session: Session, earlier: Sequence[Session] = ()) -> tuple[str, ...]:
    """The report on a session in pieces that each make sense alone, the most important first."""
    answers = islice(enumerate(session.answers, 1), ANSWERS)
    pieces = [_head(session), next_time(session), *(_answer(*each) for each in answers)]
    return tuple(filter(None, (*pieces, said(rating.over_all(session)), _stands(session, earlier))))


def _head(session: Session) -> str:
    begun = session.started[:10] if session.started else ""
    told = [f"{session.title}, {begun}, {session.mode} mode."]
    if session.rehearsal:
        told.append("A rehearsal: a synthetic voice answered.")
    return " ".join(map(said, (*told, *([] if session.finished else [RESUME]))))


def _answer(number: int, answer: Answer) -> str:
    last = answer.last
    told = [f"Answer {number}. The question was: {answer.asked}"]
    if last is None:
        told.append("No answer was given.")
    elif last.ended in LEFT:
        told += sentences.ending(last)
    elif answer.question is not None:
        told += answered(answer, last)
    for follow_up in answer.follow_ups[: replies.FOLLOW_UPS]:
        told += [f"The follow-up was: {follow_up.asked}", *replied(follow_up)]
    return " ".join(map(said, told))


def _stands(session: Session, earlier: Sequence[Session]) -> str:
    if not session.answers:
        return ""
    found = standing.standings(session, earlier)[:FIGURES]
    told = [f"{each.name}: {each.now}, {each.verdict}." for each in found]
    return " ".join((f"{standing.TITLE}.", *map(said, told or [standing.why_none(session)])))


def progress(found: Progress) -> tuple[str, ...]:
    """What changes over the sessions, in pieces."""
    if not found.sessions:
        return (NO_SESSION,)
    count = f"{figure(found.sessions)} session{'' if found.sessions == 1 else 's'}"
    told = [
        f"{label(each)}: {valued(each, each.newest)}, {each.verdict}." for each in found.courses
    ]
    again = len(found.stories)
    stories = f"{again} stor{'y was' if again == 1 else 'ies were'} used more than once."
    return (f"{count}.", *map(said, told[:FIGURES]), *((stories,) if again else ()))
