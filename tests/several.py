"""Several made-up sessions: marks as wanted, and stories that are told more than once."""

from collections.abc import Iterable
from typing import Any

from msgspec.structs import replace

from mockint.findings import Findings, Mark
from mockint.rubric import judge
from mockint.session import Answer, Session
from mockint.transcript import Transcript, Word
from tests.sample_session import ENGINE, attempt, findings, question, session

FREIGHT = (
    "At Harlan Supply one of our customers, Delgado Mechanical, could not get her statement to"
    " match, and it had been off for three months. My manager Gary told me to find out why. I"
    " printed a hundred and sixty invoices and laid them out on the lunchroom table, and I saw"
    " that we had been charging freight on orders that her son picked up at the counter. I wrote"
    " the credit memo, and we gave back $1,900. Gary had the freight code fixed after that.",
    "So there was this woman, Rosalie, she ran the office at Delgado, the mechanical contractor."
    " Her statement never matched. I pulled all her invoices at Harlan, a hundred and eighty of"
    " them, and what I found was freight, freight on every order that her boy came and picked up"
    " himself at the counter. So I made out a credit memo, about two thousand dollars, and she"
    " got every cent of it back. And they changed the freight code so it could not come back.",
)
"""One event told twice: 160 invoices, then 180; $1,900, then about two thousand."""
PORTAL = (
    "We moved our largest hospital, Saint Brendan, to a supplier portal, and the first week every"
    " invoice was refused. I was to get them through before quarter end. I sat with their portal"
    " team on the phone, found that the purchase order line had to carry a suffix, and wrote a"
    " macro that added it. Within nine days all 48 invoices were accepted.",
    "The portal of Saint Brendan hospital refused our invoices, all forty-eight, because a suffix"
    " was missing on the purchase order line. I called their portal people, then I built a little"
    " macro to put the suffix on, and nine days later everything had been accepted.",
)
"""Another event told twice, the same amounts both times."""
OTHERS = (
    "A trucking firm in Dayton disputed its fuel surcharge, so I looked up the index of that"
    " month, showed their dispatcher the table, and they paid the $640 the same afternoon.",
    "When our remittance mailbox overflowed in January I sorted the messages by bank, asked for a"
    " shared folder, and posted 310 receipts before the auditors came.",
    "I trained two temps on cash application at a lumber yard, wrote them a checklist with"
    " pictures, and their error rate fell from 9 percent to 2 percent by August.",
)
"""Events that were told once."""


def held(day: int, *found: Findings, **changed: Any) -> Session:
    """A session of that day of March in which these were found."""
    answers = tuple(
        Answer(question(at), f"Question {at}?", None, (replace(attempt(), findings=each),))
        for at, each in enumerate(found, 1)
    )
    name, started = f"s{day:02}", f"2026-03-{day:02}T09:15:00"
    return replace(session(), **{"name": name, "started": started, "answers": answers, **changed})


def marked(**levels: int | None) -> Findings:
    """The findings of the whole sample story with these marks and no others."""
    return replace(findings(), marks={name: Mark(level, "") for name, level in levels.items()})


def told(day: int, texts: Iterable[str]) -> Session:
    """A session of that day in which these answers were given, marked by the real rubric."""
    answers = []
    for number, text in enumerate(texts, 1):
        heard = spoken(text)
        put = question(number, f"Question {number} of day {day}?")
        given = replace(
            attempt(),
            transcript=heard,
            seconds=heard.seconds,
            findings=judge(heard, put, encoder=lambda: None),
        )
        answers.append(Answer(put, put.ask, None, (given,)))
    return held(day, answers=tuple(answers))


def spoken(text: str) -> Transcript:
    """The text at 150 words a minute, from second 2 on."""
    said = text.split()
    words = tuple(Word(word, 2 + 0.4 * at, 2.3 + 0.4 * at) for at, word in enumerate(said))
    return Transcript(words, 3 + 0.4 * len(said), ENGINE)
