"""Fillers heard in short lines come back at the place where they were said."""

from mockint.recognizer.fillers import Line, with_fillers
from mockint.recognizer.scribe import Heard
from mockint.transcript import Repair, Word


def heard(text: str, *repairs: Repair) -> Heard:
    """Half a second a word, with a gap of a tenth after each."""
    words = [Word(word, 0.6 * at, 0.6 * at + 0.5) for at, word in enumerate(text.split())]
    return Heard(tuple(words), repairs)


def texts(found: Heard) -> str:
    return " ".join(word.text for word in found.words)


def test_a_filler_is_put_back_between_its_neighbours() -> None:
    found = with_fillers(
        heard("So last year I was responsible"),
        [Line("So, um, last year I was, uh, responsible.", 0.0, 3.6)],
    )
    assert texts(found) == "So um last year I was uh responsible"
    um = found.words[1]
    assert (um.start, um.end) == (0.5, 0.6)


def test_a_filler_that_is_there_is_not_doubled() -> None:
    whole = heard("So, um, last year I was")
    assert with_fillers(whole, [Line("So um last here I was", 0.0, 3.0)]) is whole


def test_a_filler_at_either_end_is_put_there() -> None:
    found = with_fillers(heard("we closed early"), [Line("Um, we closed early, uh", 0.0, 2.0)])
    assert texts(found) == "um we closed early uh"


def test_a_line_nobody_else_heard_adds_nothing() -> None:
    whole = heard("the ledger was right")
    assert with_fillers(whole, [Line("um uh um", 0.0, 2.0), Line("", 2.0, 3.0)]) is whole
    assert with_fillers(Heard(), [Line("um so we", 0.0, 2.0)]) == Heard()


def test_the_same_words_said_later_keep_their_own_fillers() -> None:
    found = with_fillers(
        heard("I checked it one two three four five six I checked it"),
        [Line("uh I checked it", 5.3, 7.2)],
    )
    assert texts(found) == "I checked it one two three four five six uh I checked it"


def test_repairs_keep_their_words() -> None:
    repair = Repair(2, 4, "purchase older", "purchase order")
    found = with_fillers(
        heard("so the purchase order came", repair),
        [Line("so um the purchase uh older came", 0.0, 3.0)],
    )
    assert texts(found) == "so um the purchase order came"
    [moved] = found.repairs
    assert [word.text for word in found.words[moved.first : moved.last]] == ["purchase", "order"]
