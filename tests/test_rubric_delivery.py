"""How an answer was said, from made-up word times."""

import msgspec
import pytest

from mockint.rubric import judge
from mockint.rubric.delivery import filler_places
from mockint.rubric.words import tokens_of
from mockint.transcript import Engine, Repair, Transcript, Word

ENGINE = Engine("none", "none", "0")


def spoken(text: str, each: float = 0.4, pauses: dict[int, float] | None = None) -> Transcript:
    """Words of ``each`` seconds; before word k a silence of ``pauses[k]`` seconds."""
    words, at = [], 0.5
    for number, word in enumerate(text.split()):
        at += (pauses or {}).get(number, 0.0)
        words.append(Word(word, round(at, 3), round(at + each, 3)))
        at += each
    return Transcript(words=tuple(words), seconds=at + 0.5, engine=ENGINE)


STORY = (
    "last year we had a client who hadn't paid in ninety days and my manager asked me to fix it "
    "i called them and i resent the invoice they paid nine thousand dollars within a week"
)


@pytest.mark.parametrize(
    ("text", "fillers"),
    [
        ("um I went uh home", ["um", "uh"]),
        ("it was, like, really late", ["like"]),
        ("I like numbers and it looks like rain", []),
        ("would you like a summary of the columns", []),
        ("it was late, you know, and we left", ["you know"]),
        ("do you know him", []),
        ("you know what happened", []),
        ("I mean we had to", ["I mean"]),
        ("it was sort of broken", ["sort of"]),
        ("that sort of thing", []),
        ("a kind of report", []),
    ],
)
def test_fillers_are_whole_words_in_filler_position(text: str, fillers: list[str]) -> None:
    tokens = tokens_of(text)
    places = filler_places(tokens)
    assert [text[tokens[f].start : tokens[last - 1].end] for f, last in places] == fillers


def test_pace_leaves_the_pauses_out() -> None:
    delivery = judge(spoken(STORY, pauses={10: 2.0})).delivery
    assert delivery is not None
    assert delivery.words_per_minute == 150.0
    assert delivery.pauses == ((4.5, 6.5),)
    assert delivery.first_word_after == 0.5
    assert delivery.words == len(STORY.split())


def test_spans_carry_their_seconds() -> None:
    transcript = spoken(STORY)
    findings = judge(transcript)
    assert findings.text == transcript.text
    assert findings.engine == ENGINE
    for found in (*findings.parts, *findings.quantities):
        assert found.seconds == transcript.seconds_of(found.start, found.end)
        assert found.seconds is not None


def test_delivery_is_marked_from_sound_and_apart() -> None:
    heard, typed = judge(spoken(STORY)), judge(STORY)
    assert heard.marks["delivery"].level == 5
    assert typed.marks["delivery"].level is None
    assert heard.marks["structure"] == typed.marks["structure"]


def test_a_hasty_delivery_is_marked_lower() -> None:
    assert judge(spoken(STORY, each=0.22)).marks["delivery"].level == 3


def test_a_repaired_term_is_shown_as_repaired() -> None:
    transcript = spoken(STORY.replace("the invoice", "the lockbox file"))
    at = [word.text for word in transcript.words].index("lockbox")
    repair = Repair(first=at, last=at + 1, heard="luck box", term="lockbox")
    repaired = msgspec.structs.replace(transcript, repairs=(repair,))
    [use] = judge(repaired).terms
    assert (use.term, use.quote, use.heard) == ("lockbox", "lockbox", "repaired")


def test_a_pause_parts_clauses_that_no_punctuation_parts() -> None:
    text = "last year the old printer jammed the new driver fixed it and everybody got paid"
    at = text.split().index("jammed") + 1
    with_pause = judge(spoken(text, pauses={at: 1.5}))
    assert any(span.start == text.index("the new") for span in with_pause.parts) or any(
        span.end == text.index(" the new") for span in with_pause.parts
    )
