"""Interviews that were held: real folders, made without a recogniser and the same every time.

The words are ours, their seconds and their sound are `tests.murmur`'s, and the
marks are the real rubric's.
"""

import os
import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import msgspec
from msgspec.structs import replace

from corpus.answers import every
from mockint.bank import Bank, Question, Term, load_bank
from mockint.rubric import judge
from mockint.session import (
    FILE,
    FORMAT,
    Answer,
    Attempt,
    Session,
    answer_sound,
    question_sound,
    save,
)
from mockint.sound.soundfiles import write_flac
from mockint.transcript import Repair, Transcript
from tests.murmur import said, sound
from tests.sample_session import question

NAME = "2026-03-02-0915-billing"
BANK = "billing-specialist"
FIRST_TRY = (
    "So, um, we had a customer who was billed twice, and I, I kind of looked into it. — And then,"
    " you know, I called them and I wrote a credit memo."
)
STORY = (
    "In March our largest customer was billed twice for the same two hundred orders, and they"
    " stopped paying us altogether. As the billing specialist it was my job to put that right"
    " before the month-end close. Um, let me think. — First I compared the payment history with"
    " the ledger and found the import that had run twice. Then I wrote one credit memo for each"
    " batch, called their accounts payable clerk, and walked her through every line. I also added"
    " a check to the import, so that the same file is refused a second time. In the end the"
    " customer paid $48,200 within three days, and our rework went down by 40%."
)
SECOND = (
    "Well, two of our teams were sending us orders in different formats, so, um, every Friday we"
    " had about ninety orders that nobody could bill. I was asked to find out why. — I drew up a"
    " checklist with both teams, I sat down with each of them twice, and we agreed on one form for"
    " the purchase order."
)
CLOSING = "Yes. How large is the team, and what would you want done in the first three months?"
ASKS = (
    "Tell me about a charge a customer questioned.",
    "Tell me about a recurring problem you solved with another team.",
    "Why this role, and why now?",
)
TERMS = tuple(
    Term(term=term, means=means)
    for term, means in (
        ("credit memo", "A paper that lowers what a customer owes."),
        ("duplicate charge", "The same thing billed twice."),
        ("payment history", "What a customer paid, and when."),
        ("month-end close", "The days in which a month's books are finished."),
        ("purchase order", "What a customer has ordered, in writing."),
    )
)


def practised(recordings: Path, *, name: str = NAME) -> Path:
    """The folder ``recordings/name`` of a finished interview, with sound.

    The first question was answered twice, the second time well; the second
    once, without a result; the third was skipped; the closing was answered.
    A name that begins like ``2026-03-02-0915`` tells when it was held.
    """
    asked = [question(number, ask) for number, ask in enumerate(ASKS, 1)]
    session = _session(name, asked, TERMS)
    words = [(FIRST_TRY, STORY), (SECOND,), (), (CLOSING,)]
    answers = []
    for index, texts in enumerate(words):
        put = asked[index] if index < len(asked) else None
        answers.append(_answer(index, put, [_mended(said(text)) for text in texts], TERMS))
    return _written(recordings, replace(session, answers=tuple(answers)))


def long(
    recordings: Path, minutes: float = 30, *, name: str = "2026-03-09-1000-billing-specialist"
) -> Path:
    """The folder of an interview of ten long answers: ``minutes`` and 5000 words in all."""
    bank = load_bank(BANK)
    words = " ".join(each.text for each in every() if each.form == "story").split()
    answers = []
    for index, put in enumerate(bank.questions[:10]):
        text = " ".join(words[500 * index : 500 * (index + 1)])
        answers.append(_answer(index, put, [said(text, 6 * minutes)], bank.terms))
    session = _session(name, bank.questions[:10], bank.terms)
    return _written(recordings, replace(session, answers=tuple(answers)))


def many(recordings: Path, count: int = 500, *, with_sound: bool = False) -> None:
    """``count`` interviews of five answers, the last one the newest, 17 hours between two.

    With ``with_sound`` there are as many sound files as after a real interview, all of
    them the same short one; without it the answers have none.
    """
    bank = load_bank(BANK)
    pool = _pool(bank, with_sound)
    random = Random(7)
    recordings.mkdir(parents=True, exist_ok=True)
    short = _short(recordings) if with_sound else None
    for number in range(count):
        held = datetime(2025, 1, 6, 8) + number * timedelta(hours=17, minutes=3)
        name = f"{held:%Y-%m-%d-%H%M}-{BANK}"
        picked = [random.choice(column) for column in pool]
        session = _session(name, [a.question for a in picked if a.question], bank.terms)
        session = replace(session, bank=BANK, title=bank.title, answers=tuple(picked))
        _saved(recordings / name, session, short)
        os.utime(recordings / name, (held.timestamp(),) * 2)
    if short is not None:
        short.unlink()


def _session(name: str, plan: Sequence[Question], terms: tuple[Term, ...]) -> Session:
    found = re.match(r"(\d{4}-\d\d-\d\d)-(\d\d)(\d\d)", name)
    started = f"{found[1]}T{found[2]}:{found[3]}:00" if found else "2026-03-02T09:15:00"
    return Session(
        format=FORMAT,
        name=name,
        started=started,
        bank="billing",
        title="Billing specialist",
        mode="practice",
        seed=7,
        plan=tuple(plan),
        greeting="Good morning.",
        closing="What would you like to ask us?",
        thanks="Thank you.",
        terms=terms,
        voice="en-us+f2",
        rate=165,
        finished=True,
    )


def _answer(
    index: int, put: Question | None, heard: Sequence[Transcript], terms: tuple[Term, ...]
) -> Answer:
    """The answer ``index`` with an attempt for each transcript; skipped without one."""
    asked = put.ask if put else "What would you like to ask us?"
    attempts = tuple(
        Attempt(
            number=number,
            sound=answer_sound(index, number).replace(".wav", ".flac"),
            seconds=transcript.seconds,
            ended="key",
            transcript=transcript,
            findings=judge(transcript, put, terms, bank="billing") if put else None,
        )
        for number, transcript in enumerate(heard, 1)
    )
    skipped = (Attempt(1, None, ended="skipped"),)
    return Answer(put, asked, question_sound(index), attempts or skipped)


def _mended(transcript: Transcript) -> Transcript:
    """As if "credit memo" had been printed otherwise and mended."""
    places = [
        number
        for number, word in enumerate(transcript.words[:-1])
        if (word.text, transcript.words[number + 1].text) == ("credit", "memo")
    ]
    repairs = tuple(Repair(at, at + 2, "credit mammal", "credit memo") for at in places)
    return replace(transcript, repairs=repairs)


def _written(recordings: Path, session: Session) -> Path:
    """The session on disk with all its sound."""
    folder = recordings / session.name
    folder.mkdir(parents=True, mode=0o700)
    for answer in session.answers:
        write_flac(folder / str(answer.question_sound), sound(said(answer.asked)))
        for attempt in answer.attempts:
            if attempt.transcript is not None:
                write_flac(folder / str(attempt.sound), sound(attempt.transcript))
    save(session, folder)
    return folder


def _pool(bank: Bank, with_sound: bool) -> list[list[Answer]]:
    """For each of five places the answers it may hold: real ones of some 200 words, marked."""
    texts = [each.text for each in every() if each.form == "story"]
    texts = [text for text in texts if 170 <= len(text.split()) <= 240][:120]
    pool: list[list[Answer]] = [[] for _ in range(5)]
    for number, text in enumerate(texts):
        index = number % 5
        put = bank.questions[number % len(bank.questions)]
        heard = said(text)
        found = judge(heard, put, bank.terms, bank=BANK, encoder=lambda: None)
        name = answer_sound(index, 1).replace(".wav", ".flac") if with_sound else None
        attempt = Attempt(1, name, heard.seconds, "key", heard, found)
        asked = question_sound(index) if with_sound else None
        pool[index].append(Answer(put, put.ask, asked, (attempt,)))
    return pool


def _short(recordings: Path) -> Path:
    path = recordings / ".short.flac"
    write_flac(path, sound(said("Good morning.")))
    return path


def _saved(folder: Path, session: Session, short: Path | None) -> None:
    """The bytes that ``save`` writes, without waiting for the disk each time."""
    folder.mkdir(mode=0o700)
    data = msgspec.json.format(msgspec.json.encode(session), indent=1)
    (folder / FILE).write_bytes(data)
    (folder / ".held").touch(0o600)
    for answer in session.answers if short else ():
        for name in (answer.question_sound, *(attempt.sound for attempt in answer.attempts)):
            os.link(str(short), folder / str(name))
