"""Every question of the shipped banks, said by the real voice."""

from collections.abc import Iterator
from itertools import pairwise

import pytest

from mockint.bank import bank_names, load_bank
from mockint.voice import Voice, open_voice, speakable

ASKED = [
    (f"{name} {question.id}", question.ask)
    for name in bank_names()
    for question in load_bank(name).questions
]

SLOW = 4.4
"""Letters a second; words are said at 5 to 20."""


@pytest.fixture(scope="module")
def voice() -> Iterator[Voice]:
    shared = open_voice()
    yield shared
    shared.close()


def paces(voice: Voice, text: str) -> list[tuple[str, float]]:
    """Each word as it is said, with the letters it says in a second; the last one left out."""
    speech = voice.render(text)
    pairs = pairwise(speech.words)
    return [
        (one.text, sum(map(str.isalpha, one.text)) / (two.start - one.start)) for one, two in pairs
    ]


def spelled_out(voice: Voice, text: str) -> list[str]:
    """The words before no pause that take as long as if they were spelled or explained."""
    said = paces(voice, text)
    return [word for word, pace in said if len(word) > 2 and word[-1].isalnum() and pace < SLOW]


@pytest.mark.parametrize("ask", [ask for _, ask in ASKED], ids=[name for name, _ in ASKED])
def test_a_question_is_said_word_by_word_as_it_is_written(voice: Voice, ask: str) -> None:
    words = iter(speakable(ask).split())
    said = [word for word, _ in paces(voice, ask)]
    assert all(word in words for word in said), "in the order in which they are written"
    assert len(said) >= 0.7 * len(ask.split()), "espeak runs small words together"
    assert spelled_out(voice, ask) == []


def test_what_is_spelled_out_would_be_noticed(voice: Voice) -> None:
    assert spelled_out(voice, "Tell me of XQZW first.") == ["X.Q.Z.W"]
