"""A made-up session: one full story, one without a result, one skipped, and the closing."""

from mockint.bank import Anchors, Examples, Question
from mockint.findings import (
    Delivery,
    Evidence,
    Expected,
    Filler,
    Findings,
    Form,
    Mark,
    Part,
    PartSpan,
    Quantity,
    TermUse,
)
from mockint.session import FORMAT, Answer, Attempt, Session
from mockint.transcript import Engine, Repair, Transcript, Word

Sentences = tuple[tuple[Part | None, str], ...]
"""What was said, each with the part it tells."""

ENGINE = Engine("moonshine", "tiny-en", "0.1.0")
STORY: Sentences = (
    (
        "situation",
        "In March our largest customer was billed twice for the same two hundred orders.",
    ),
    ("task", "It was up to me to put that right before the month-end close."),
    (None, "Um, let me think."),
    (
        "action",
        "I compared the payment history with the ledger, found the import that had run "
        "twice, and wrote one credit memo for each batch.",
    ),
    ("result", "The customer paid within three days and our rework went down by forty percent."),
)
HALF: Sentences = (
    ("situation", "Two teams were sending us orders in different formats."),
    ("action", "I drew up a checklist and walked both of them through it."),
)


def question(
    number: int = 1, ask: str = "Tell me about a charge a customer questioned."
) -> Question:
    """A question of form story with two terms and all four follow-ups."""
    return Question(
        id=f"charge-{number}",
        topic="S08",
        stage="behavioral",
        form="story",
        ask=ask,
        listens_for="Whether an error is traced to where it began.",
        terms=("credit memo", "duplicate charge", "payment history"),
        follow_ups={
            "situation": "When was that, and how large was the account?",
            "task": "What exactly was your part in it?",
            "action": "What did you do first?",
            "result": "And what came of it in the end?",
        },
        anchors=Anchors(
            "A wish to help, no event.", "An event, no figure.", "Cause, cure, figure."
        ),
        outline=("Who was billed twice", "How the cause was found", "What it saved"),
        hint="Think of one customer.",
        examples=Examples("A strong answer.", "A weak answer."),
    )


def transcript(sentences: Sentences, pace: float = 0.4) -> Transcript:
    """The sentences spoken at ``pace`` seconds a word from second 1 on, half a second between."""
    words, at = [], 1.0
    for _, sentence in sentences:
        for text in sentence.split():
            words.append(Word(text, round(at, 2), round(at + pace - 0.1, 2)))
            at += pace
        at += 0.5
    repairs = (Repair(2, 4, "credit mammal", "credit memo"),) if sentences is STORY else ()
    return Transcript(tuple(words), round(at, 2), ENGINE, repairs, ((1.0, round(at, 2)),))


def place(text: str, quote: str) -> tuple[int, int, str]:
    """Where ``quote`` stands in ``text``, and itself."""
    start = text.index(quote)
    return start, start + len(quote), quote


def findings(sentences: Sentences = STORY, form: Form = "story") -> Findings:
    """Findings as a rubric would make them for these sentences."""
    heard = transcript(sentences)
    text = heard.text
    parts = tuple(
        PartSpan(
            part,
            *place(text, sentence),
            part != "task",
            heard.seconds_of(*place(text, sentence)[:2]),
        )
        for part, sentence in sentences
        if part is not None
    )
    whole = sentences is STORY
    told = {span.part for span in parts}
    return Findings(
        id="1",
        bank="billing",
        question="charge-1",
        text=text,
        form=form,
        abstained=None,
        parts=parts,
        missing=tuple(p for p in ("situation", "task", "action", "result") if p not in told),
        quantities=_quantities(text) if whole else (),
        terms=_terms(text) if whole else (),
        expected=Expected(("credit memo", "payment history"), ("duplicate charge",))
        if whole
        else Expected((), ("credit memo", "duplicate charge", "payment history")),
        delivery=Delivery(
            heard.seconds,
            len(heard.words),
            138.0,
            (Filler(*_order(place(text, "Um,")), (12.4, 12.7)),) if whole else (),
            ((10.9, 12.4),) if whole else (),
            1.0,
        ),
        marks=_marks(text, whole),
        engine=ENGINE,
        rubric="1",
    )


def _order(found: tuple[int, int, str]) -> tuple[str, int, int]:
    start, end, quote = found
    return quote, start, end


def _quantities(text: str) -> tuple[Quantity, ...]:
    return (
        Quantity(*place(text, "two hundred orders"), "count", 200.0, "orders", False),
        Quantity(*place(text, "three days"), "duration", 3.0, "days", True),
        Quantity(*place(text, "forty percent"), "percent", 40.0, "%", True),
    )


def _terms(text: str) -> tuple[TermUse, ...]:
    return (
        TermUse("month-end close", *place(text, "month-end close"), "exact"),
        TermUse("payment history", *place(text, "payment history"), "exact"),
        TermUse("credit memo", *place(text, "credit memo"), "repaired"),
    )


def _marks(text: str, whole: bool) -> dict[str, Mark]:
    if not whole:
        return {
            "structure": Mark(2, "Two of four parts were heard."),
            "result": Mark(1, "No result was heard."),
        }
    return {
        "structure": Mark(
            4,
            "Four parts were heard, the task not clearly.",
            (Evidence(*place(text, "It was up to me")),),
        ),
        "result": Mark(
            5,
            "The result is measured.",
            (Evidence(*place(text, "our rework went down by forty percent")),),
        ),
        "relevance": Mark(None, "There is no rule for this yet."),
    }


def attempt(sentences: Sentences = STORY, number: int = 1) -> Attempt:
    """An attempt at an answer, ended with a key, sound beside it."""
    heard = transcript(sentences)
    name = "01-answer.flac" if sentences is STORY else "02-answer.flac"
    return Attempt(number, name, heard.seconds, "key", heard, findings(sentences))


def session() -> Session:
    """The whole of it."""
    first, second, third = (
        question(1),
        question(2, "Tell me about a recurring problem you solved with another team."),
        question(3, "Why this role, and why now?"),
    )
    return Session(
        format=FORMAT,
        name="2026-03-02-0915-billing",
        started="2026-03-02T09:15:00",
        bank="billing",
        title="Billing specialist",
        mode="practice",
        seed=7,
        plan=(first, second, third),
        greeting="Good morning.",
        closing="What would you like to ask us?",
        thanks="Thank you.",
        answers=(
            Answer(first, first.ask, "01-question.flac", (attempt(),)),
            Answer(second, second.ask, "02-question.flac", (attempt(HALF),)),
            Answer(third, third.ask, None, (Attempt(1, None, ended="skipped"),)),
            Answer(None, "What would you like to ask us?"),
        ),
        finished=True,
    )
