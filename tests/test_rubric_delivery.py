"""How an answer was said, from made-up word times."""

import msgspec
import pytest

from mockint.findings import Delivery, PartSpan, Quantity
from mockint.rubric import judge
from mockint.rubric.clauses import Clause
from mockint.rubric.delivery import delivery_of, filler_places
from mockint.rubric.manner import HEDGES, Hedge
from mockint.rubric.story import Label, Tagged
from mockint.rubric.terms.mentions import Mention
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


def heard(text: str) -> Delivery:
    """The delivery of words spoken without a pause, no story among them."""
    transcript = spoken(text)
    return delivery_of(transcript, tokens_of(transcript.text, transcript))


@pytest.mark.parametrize("hedge", HEDGES, ids=[hedge.phrase for hedge in HEDGES])
def test_a_hedge_is_found_in_its_example_and_not_in_the_other(hedge: Hedge) -> None:
    [found] = heard(hedge.hit).hedges
    assert " ".join(token.text for token in tokens_of(found.quote)) == hedge.phrase
    assert hedge.miss
    assert heard(hedge.miss).hedges == ()


@pytest.mark.parametrize(
    ("text", "hedges"),
    [
        ("I think that he left", ["I think"]),
        ("what do you think", []),
        ("a kind of form", []),
        ("it was, um, kind of a mess, I guess", ["kind of", "I guess"]),
        ("maybe ten or maybe twelve", ["maybe", "maybe"]),
        ("I uh think so", ["I uh think"]),
        ("I believe in it, but I believe it failed", ["I believe"]),
    ],
)
def test_hedges_are_whole_phrases_where_they_hedge(text: str, hedges: list[str]) -> None:
    assert [each.quote for each in heard(text).hedges] == hedges


@pytest.mark.parametrize(
    ("text", "restarts"),
    [
        ("I, I went home", ["I, I"]),
        ("I... I went home", ["I... I"]),
        ("and we we had to", ["we we"]),
        ("I um I went", ["I um I"]),
        ("I I I went", ["I I I"]),
        ("we had we had to go", ["we had we had"]),
        ("and then it, it broke", ["it, it"]),
        ("and it it broke", ["it it"]),
        ("when I saw it, it was late", []),
        ("it was very very late", []),
        ("no, no, he had had that that day", []),
        ("I tried over and over and over", []),
        ("step by step by step we went", []),
        ("it was not my task, my task was to pay", []),
        ("we called Walla Walla again", []),
        ("I paid. Paid it all.", []),
        ("it was a win-win for us", []),
        ("it ended in four four seven", []),
    ],
)
def test_what_is_begun_again_at_once_is_a_restart(text: str, restarts: list[str]) -> None:
    assert [each.quote for each in heard(text).restarts] == restarts


DAY = "at the end of the day"


@pytest.mark.parametrize(
    ("text", "repeats"),
    [
        (f"{DAY} we won. But {DAY} he left, and {DAY} I paid", [(DAY, 3)]),
        ("at the um end of the day we won and at the end of the day he left",
         [("at the um end of the day", 2)]),
        ("put him on hold then I put him on hold", [("put him on hold", 2)]),
        ("put him on hold put him on hold", []),
        ("I had to go and I had to pay", []),
        ("it was the bank account so I checked the bank account", []),
        ("I asked Mary Ann Smith twice, then I called Mary Ann Smith", []),
        ("the wire came late. Came late we did", []),
    ],
)  # fmt: skip
def test_a_phrase_said_again_is_more_than_grammar_and_no_name(
    text: str, repeats: list[tuple[str, int]]
) -> None:
    delivery = heard(text)
    assert [(each.phrase, each.count) for each in delivery.repeats] == repeats
    for each in delivery.repeats:
        assert len(each.places) == each.count


def test_a_term_is_no_phrase_said_again() -> None:
    transcript = spoken("posted cash receipt journal then closed cash receipt journal")
    tokens = tokens_of(transcript.text, transcript)
    assert delivery_of(transcript, tokens).repeats
    terms = [Mention(at, at + 3, "cash receipt journal", "exact") for at in (1, 6)]
    assert delivery_of(transcript, tokens, mentions=terms).repeats == ()


@pytest.mark.parametrize(
    ("text", "own", "shared"),
    [
        ("I called and we won, then I'd left and we've paid", 2, 2),
        ("I, I went, we we won", 1, 1),
        ("my manager and I met us", 1, 0),
        ("the I T desk used A.I. and I.T. tools", 0, 0),
        ("nobody did", 0, 0),
    ],
)
def test_i_and_we_are_counted_once_a_start(text: str, own: int, shared: int) -> None:
    delivery = heard(text)
    assert (delivery.i, delivery.we) == (own, shared)


def test_each_part_of_a_story_has_its_seconds() -> None:
    transcript = spoken("it broke . I ran . I won . we ate", pauses={3: 2.0})
    tokens = tokens_of(transcript.text, transcript)
    clauses = [Clause(tuple(tokens[at : at + 2]), at, "past", 1, 1) for at in range(0, 8, 2)]
    labels: list[Label] = ["situation", "action", "action", "other"]
    told = [Tagged(each, label, 1.0) for each, label in zip(clauses, labels, strict=True)]
    assert delivery_of(transcript, tokens, told).parts == {"situation": 0.8, "action": 2.0}
    assert delivery_of(transcript, tokens).parts == {}


def test_the_seconds_of_the_parts_are_those_of_their_spans() -> None:
    findings = judge(spoken(STORY))
    assert findings.delivery is not None
    spent: dict[str, float] = {}
    for span in findings.parts:
        assert span.seconds is not None
        spent[span.part] = spent.get(span.part, 0.0) + span.seconds[1] - span.seconds[0]
    assert findings.delivery.parts == {part: round(s, 1) for part, s in spent.items()}
    assert spent


def test_how_it_was_put_changes_no_mark() -> None:
    text = STORY.replace("i called", "i think i i called").replace("they paid", "maybe they paid")
    plain, put = judge(spoken(STORY)), judge(spoken(text))
    assert put.delivery is not None
    assert len(put.delivery.hedges) == 2
    assert len(put.delivery.restarts) == 1
    assert put.marks["delivery"].level == plain.marks["delivery"].level


def test_places_carry_their_words_and_their_seconds() -> None:
    transcript = spoken(f"I, I think {DAY} we won and {DAY} maybe he left")
    delivery = delivery_of(transcript, tokens_of(transcript.text, transcript))
    again = [place for each in delivery.repeats for place in each.places]
    for place in (*delivery.restarts, *delivery.hedges, *again):
        assert place.quote == transcript.text[place.start : place.end]
        assert place.seconds == transcript.seconds_of(place.start, place.end)
    assert (len(delivery.restarts), len(delivery.hedges), len(again)) == (1, 2, 2)


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
    places: list[PartSpan | Quantity] = [*findings.parts, *findings.quantities]
    for found in places:
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
