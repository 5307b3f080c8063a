"""A minute to warm up before the first question: kept, and neither marked nor counted."""

from collections.abc import Iterator
from random import Random
from typing import Final, Protocol

from msgspec.structs import replace

from mockint.bank import Anchors, Examples, Question
from mockint.events import Asked, Key, Said, Steps
from mockint.interview.attempts import next_attempt, passed_over
from mockint.interview.exchange import Exchange, Table
from mockint.interviewer import Line
from mockint.limit import Limit
from mockint.session import Answer, Attempt, Session, question_sound

INDEX = -1
"""Where it stands among the answers: before the first, so that its sound is called 00."""
MINUTE = Limit(60.0, strict=True)

WARM_UPS: Final[tuple[tuple[str, str], ...]] = (
    (
        "Before we start, tell me in a minute what you did yesterday, in the order it happened.",
        "I got up at six and made coffee. Then I took the bus to town and met my sister for lunch."
        " In the evening I cooked, and I read for half an hour.",
    ),
    (
        "Let us warm up first. Take a minute and tell me how you make your favorite meal, step by"
        " step.",
        "I make a vegetable soup. First I cut two onions and four carrots. Then I fry them, add a"
        " litre of water, and let it simmer for twenty minutes.",
    ),
    (
        "To warm up, tell me in a minute about something you bought lately: what it cost, and what"
        " made you choose it.",
        "I bought a lamp for thirty dollars last week. I compared three of them, and I took the"
        " brightest one, since I like to read at night.",
    ),
    (
        "Let us start easily. In a minute, tell me about something you did yourself at home or"
        " for a friend: I did this, then I did that.",
        "I painted my kitchen in May. I moved the table out, I covered the floor, and I put on two"
        " coats of white. It took me five hours.",
    ),
    (
        "Before the first question, describe the way from your door to the nearest shop, with the"
        " distances and the turns.",
        "I turn left at my door and walk two hundred meters to the corner. I cross the street, pass"
        " the school, and after five minutes I am at the shop on the right.",
    ),
    (
        "A minute to find your voice: tell me about the last journey you made. Where to, how long,"
        " and what came of it?",
        "In June I went to the lake by train. It took two hours. I swam every day, and in the end I"
        " stayed for six days and not for four.",
    ),
)
"""What is asked, and what a synthetic candidate would say to it."""


class Sitting(Protocol):
    """What of the interview is needed here."""

    session: Session
    table: Table

    def taken(self, name: str) -> bool:
        """Whether sound of that name lies there."""

    def save(self, session: Session) -> None:
        """The session as it is from now on."""


def planned(seed: int) -> Answer:
    """The warm-up of an interview that begins with one: drawn by ``seed``, not given yet."""
    return Answer(None, Random(seed).choice(WARM_UPS)[0])


def due(session: Session) -> Answer | None:
    """The warm-up that is still to be given; none once a question was asked."""
    asked = session.warm_up
    return None if asked is None or asked.attempts or session.answers else asked


def warm_up_lines(interview: Sitting) -> Iterator[Line]:
    """What the interviewer will say for it, in order."""
    asked = due(interview.session)
    if asked is not None:
        yield Line(asked.asked, interview.table.folder / question_sound(INDEX))
        yield Line(interview.table.wordings.warmed_up)


class WarmUp:
    """Asks for it and keeps what is said, in ``interview``."""

    def __init__(self, interview: Sitting) -> None:
        self._interview = interview

    def run(self) -> Steps:
        """The warm-up, where one is due; returns the key that ended it."""
        answer = due(self._interview.session)
        if answer is None:
            return None
        key: Key | None = Key.AGAIN
        while key is Key.AGAIN:
            key = yield from self._attempt(answer)
            answer = self._interview.session.warm_up or answer
        if key is Key.QUIT:
            return key
        table = self._interview.table
        words = table.wordings.warmed_up
        yield Said(words, table.interviewer.who)
        return (yield from table.interviewer.say(words, table.key))

    def _attempt(self, answer: Answer) -> Steps:
        attempt = next_attempt(answer, INDEX, self._interview)
        who = self._interview.table.interviewer.who
        yield Asked(0, 0, answer.asked, None, attempt.number, who)
        exchange = self._exchange(answer, attempt)
        if not exchange.invite():
            return (yield from exchange.ask())
        self._keep(answer.with_attempt(attempt))
        key = yield from exchange.run()
        answer = replace(answer, question_sound=exchange.kept or answer.question_sound)
        if exchange.said is None:
            self._keep(answer if key is Key.QUIT else passed_over(answer, attempt.number))
            return key
        self._keep(answer.with_attempt(exchange.said))
        if exchange.lost is not None:
            raise exchange.lost
        return key

    def _exchange(self, answer: Answer, attempt: Attempt) -> Exchange:
        table = self._interview.table
        # Where only Enter ends an answer, the minute is shown and cuts nothing.
        minute = Limit(MINUTE.seconds, strict=table.patience.silence is not None)
        return Exchange(
            table, answer.asked, question_sound(INDEX), attempt, _as_question(answer), limit=minute
        )

    def _keep(self, answer: Answer) -> None:
        self._interview.save(replace(self._interview.session, warm_up=answer))


def _as_question(answer: Answer) -> Question:
    """As a question of no bank, so that a synthetic candidate has something to say to it."""
    said = dict(WARM_UPS).get(answer.asked, WARM_UPS[0][1])
    return Question(
        id="warm-up",
        topic="",
        stage="",
        form="other",
        ask=answer.asked,
        listens_for="",
        terms=(),
        follow_ups={},
        anchors=Anchors("", "", ""),
        outline=(),
        hint="",
        examples=Examples(said, said),
    )
