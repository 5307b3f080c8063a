"""``mockint edit``: words that were heard wrongly are mended, and the answer is marked again."""

import sys
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from mockint import correction
from mockint import session as sessions
from mockint.commands import places
from mockint.commands.mending import in_editor, offered
from mockint.commands.stopping import stoppable
from mockint.errors import SessionError
from mockint.findings import Findings
from mockint.report.plain import plain
from mockint.session import Answer, Attempt, Session
from mockint.smallfile import Unfit, contents
from mockint.transcript import Transcript


@dataclass(frozen=True, slots=True)
class Place:
    """The attempt that is mended: at answer ``number``, from 1, of ``session``.

    ``reply``: it is what was said to that follow-up, from 1, behind the answer.
    """

    folder: Path
    session: Session
    number: int
    answer: Answer
    attempt: Attempt
    transcript: Transcript
    reply: int | None = None

    @property
    def raw(self) -> Transcript:
        """The words as they were heard, or written."""
        return self.attempt.raw or self.transcript

    @property
    def name(self) -> str:
        """ "answer 2", "answer 2, attempt 1", "answer 2, reply 1"."""
        if self.reply is not None:
            return f"answer {self.number}, reply {self.reply}"
        several = len(self.answer.attempts) > 1
        return f"answer {self.number}" + (f", attempt {self.attempt.number}" if several else "")

    @property
    def came(self) -> str:
        """How the words came."""
        return "written" if self.attempt.typed else "heard"

    @property
    def asked(self) -> str:
        """The question, or the follow-up, that it was said to."""
        back = self.answer.follow_ups[self.reply - 1] if self.reply is not None else None
        return self.answer.asked if back is None else back.asked

    def with_attempt(self, attempt: Attempt) -> Session:
        """The session with ``attempt`` in place of the one that is mended."""
        if self.reply is None:
            answer = self.answer.with_attempt(attempt)
        else:
            back = replace(self.answer.follow_ups[self.reply - 1], reply=attempt)
            answer = self.answer.with_follow_up(self.reply - 1, back)
        return self.session.with_answer(self.number - 1, answer)


def run(options: Namespace) -> int:
    """Mend the words of one attempt, or take that back; the session is held meanwhile."""
    folder = sessions.find(places.recordings(options.recordings), options.session)
    with stoppable(), sessions.held(folder):
        place = _place(folder, options.answer, options.attempt, options.reply)
        mended = _taken_back(place) if options.raw else _mended(place, options.text)
    if mended is not None:
        _tell(place, mended)
        for line in offered(folder.absolute().parent, mended, place.session):
            print(line)
    return 0


def _place(folder: Path, number: int, go: int | None, reply: int | None) -> Place:
    session = sessions.load(folder)
    if number > len(session.answers):
        count = len(session.answers)
        raise SessionError(f"There is no answer {number}: {session.name} has {count}.")
    answer = session.answers[number - 1]
    said, attempt = _said(answer, number, go, reply)
    if attempt.transcript is None:
        raise SessionError(
            f"{said} has no words yet: where it was spoken, "
            "`mockint interview --resume` makes them out."
        )
    return Place(folder, session, number, answer, attempt, attempt.transcript, reply)


def _said(answer: Answer, number: int, go: int | None, reply: int | None) -> tuple[str, Attempt]:
    """What that attempt or reply is called in a sentence, and itself."""
    if reply is not None:
        replies = dict(enumerate((each.reply for each in answer.follow_ups), 1))
        said, kind, attempt = f"Reply {reply} to answer {number}", "reply", replies.get(reply)
        known = [place for place, each in replies.items() if each is not None]
    else:
        numbered = {attempt.number: attempt for attempt in answer.attempts}
        said, kind, known = f"Answer {number}", "attempt", list(numbered)
        attempt = answer.last if go is None else numbered.get(go)
    if attempt is None:
        there = f"there {'is' if len(known) == 1 else 'are'} {', '.join(map(str, known)) or 'none'}"
        raise SessionError(f"Answer {number} has no {kind} {reply or go or 1}: {there}.")
    return said, attempt


def _mended(place: Place, given: str | None) -> Attempt | None:
    """The attempt with its new words, on disk; None where they are what they were."""
    if given is not None:
        return _changed(place, correction.read(_text(given)))
    with in_editor(_head(place), place.transcript) as words:
        return _changed(place, words)


def _changed(place: Place, words: Sequence[str]) -> Attempt | None:
    if words == correction.read(correction.sheet(place.transcript)):
        print("Nothing was changed.")
        return None
    if not words:
        raise SessionError("The corrected text holds no words: nothing was changed.")
    return _kept(place, words)


def _taken_back(place: Place) -> Attempt | None:
    if place.attempt.raw is None:
        as_before = f"The words of {place.name} are as they were {place.came}"
        print(f"{as_before}: there is nothing to take back.")
        return None
    return _kept(place, [word.text for word in place.raw.words])


def _kept(place: Place, words: Sequence[str]) -> Attempt:
    """The attempt with these words, marked again, on disk whole or not at all."""
    edited = correction.differing(place.raw, words)
    now = correction.corrected(place.raw, words) if edited else place.raw
    attempt = replace(
        place.attempt,
        transcript=now,
        findings=_marked(place, now),
        raw=place.raw if edited else None,
        edited=edited,
    )
    sessions.save(place.with_attempt(attempt), place.folder)
    return attempt


def _marked(place: Place, transcript: Transcript) -> Findings | None:
    """As the interview itself marks it; None for the closing question."""
    from mockint.commands.sitting import Sitting

    question = place.answer.question
    if question is None:
        return None
    return Sitting(place.session, place.folder).judge(question, transcript)


def _text(given: str) -> str:
    """The text given as a file or on standard input.

    Raises:
        SessionError: it cannot be read, is too long, or is no text.
    """
    shown = "The text" if given == "-" else plain(given)
    try:
        limit = correction.LIMIT
        data = sys.stdin.buffer.read(limit + 1) if given == "-" else contents(given, limit)
        if len(data) > limit:
            raise Unfit("large")
        return data.decode("utf-8-sig")
    except Unfit as error:
        what = {"large": "is longer than an answer can be", "folder": "is a folder"}
        why = what.get(error.why, "is no ordinary file")
        raise SessionError(f"{shown} {why}: give the words of this one answer.") from error
    except UnicodeDecodeError as error:
        raise SessionError(f"{shown} is not UTF-8 text: save it as plain text first.") from error
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "it failed"
        raise SessionError(f"{shown} cannot be read ({why}): check the name.") from error


def _head(place: Place) -> list[str]:
    """What stands above the words in the editor."""
    from mockint.report.sentences import doubts

    unsure = doubts(place.transcript)
    return [
        f"The words of {place.name}, {plain(place.session.name)}, to the question:",
        f"  {plain(place.asked)}",
        "Mend what was not heard as you said it, then save and close. Words may be"
        if place.came == "heard"
        else "Mend what you mistyped, then save and close. Words may be",
        "changed, added and taken out; lines like these hold no words. What you would",
        "rather have said belongs in another attempt. The raw words are kept beside",
        "yours; close without saving, and nothing changes.",
        *(["The recogniser was unsure:"] if unsure else []),
        *(f"  {plain(line)}" for line in unsure[:40]),
    ]


def _tell(place: Place, mended: Attempt) -> None:
    """What was changed, what the marks came to, and how to go back."""
    of, name = f"--answer {place.number}", plain(place.session.name)
    if place.reply is not None:
        of += f" --reply {place.reply}"
    elif len(place.answer.attempts) > 1:
        of += f" --attempt {mended.number}"
    if mended.edited:
        words = f"{mended.edited} word{'s' * (mended.edited != 1)}"
        print(f"{place.name.capitalize()}: {words} edited by hand; the raw words are kept.")
        print(f"`mockint edit {name} {of} --raw` takes this back.")
    else:
        print(f"{place.name.capitalize()}: the words are as they were {place.came} again.")
    print(_marks(place.attempt, mended) if place.reply is None else _outcome(place, mended))


def _outcome(place: Place, mended: Attempt) -> str:
    """What the reply holds now: it has no marks of its own in any report."""
    from mockint.report import replies

    answer = place.with_attempt(mended).answers[place.number - 1]
    found = replies.outcome(answer.follow_ups[(place.reply or 1) - 1])
    return " ".join(filter(None, (found, replies.supplied(answer))))


def _marks(before: Attempt, after: Attempt) -> str:
    """ "Marks: evidence 2 → 3; the others stay."."""
    old = before.findings.marks if before.findings else {}
    new = after.findings.marks if after.findings else {}
    levels = {name: (old[name].level if name in old else None, new[name].level) for name in new}
    moved = [
        f"{plain(name)} {was or '-'} → {now or '-'}"
        for name, (was, now) in levels.items()
        if was != now
    ]
    if not moved:
        return "The marks stay as they were." if new else "This answer is never marked."
    return f"Marks: {', '.join(moved)}{'; the others stay' * (len(moved) < len(levels))}."
