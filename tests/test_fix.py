"""The one thing to mend: the most valuable, in the candidate's own words, and mended or not."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from mockint import plan
from mockint.bank import load_bank
from mockint.events import Answered, Event, Key
from mockint.findings import PARTS, Mark, PartSpan, Quantity
from mockint.recognizer import Recognizer, open_engine
from mockint.report.answer import short_feedback
from mockint.report.attempts import mended
from mockint.report.fix import BLANK, LONGEST, MENDS, fix
from mockint.report.rules import RULES
from mockint.report.screen import draw, open_screen
from mockint.report.style import console
from mockint.rubric import judge
from mockint.session import Answer, Attempt
from mockint.sound.clip import RATE, Clip
from mockint.sound.resample import resampled
from mockint.voice import open_voice
from tests.murmur import said
from tests.practised import FIRST_TRY, SECOND, STORY
from tests.sample_session import HALF, findings, question
from tests.screens import Glass, drawn
from tests.soundcard import SoundCard
from tests.test_bad_input import mockint
from tests.test_interview import AtTheMicrophone, Keys, Room, recorded
from tests.test_spoken_interview import spoken
from tests.test_terminal import ENTER, terminal

BANK = load_bank("billing-specialist")
SEED = 3
"""With which the first question asks for a story."""

FIRST_80 = """\
S  0:00 So, (um), we had a customer who was billed <twice>, and I, I (kind of)
        looked into it.
A  0:10 And then, (you know), I called them and I wrote a _credit memo_.

0:00 [···SSSSSSSSSSSSSSSSSSSSSSSSSSSSS·········AAAAAAAAAAAAAAAAAAAAA·····] 0:16
[SSSSSAAAA···] situation 7 of 16 s, action 5 s

One thing to mend: say what came of it, best with a figure.  a: say it again
 S “we had a customer who was billed twice …”
 T My job was to ____ (“What exactly was your part in it?”)
 A “I called them and I wrote a credit memo”
 R In the end ____ (“And what came of it in the end?”)

structure  ●●●○○ 3/5  Situation and action heard; no task or result heard.
"""

AGAIN_80 = """\
0:00 [·SSSSSSSSSSS·TTTTTTTT·····AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA·RRRRRRRR··] 0:53
[SSTAAAAARR··] situation 9 of 53 s, task 6 s, action 24 s, result 7 s

Before and after
             attempt 1  attempt 2  change
  parts           S-A-       STAR
  structure          3          5      +2
  evidence           2          5      +3
  trade              3          4      +1
  relevance          4          4    same
  ownership          3          5      +2
  delivery           3          5      +2
To mend was: say what came of it, best with a figure. Heard this time.

structure  ●●●●● 5/5  Situation, task, action and result heard.
"""

PLAIN_80 = """\
One thing to mend: say what came of it, best with a figure.
 S “two of our teams were sending us orders in different formats …”
 T “I was asked to find out why”
 A “I drew up a checklist with both teams …”
 R In the end ____ (“And what came of it in the end?”)

structure"""


def attempt(number: int, text: str) -> Attempt:
    """An attempt at ``question()`` with these words, marked by the real rubric."""
    heard = said(text)
    sound = f"01-answer-{number}.flac"
    return Attempt(number, sound, heard.seconds, "key", heard, judge(heard, question()))


def answered(*texts: str) -> Answer:
    asked = question()
    attempts = tuple(attempt(number, text) for number, text in enumerate(texts, 1))
    return Answer(asked, asked.ask, None, attempts)


def feedback(answer: Answer, *, keys: bool = True) -> str:
    """What stands on 80 columns behind the last attempt."""
    return drawn(short_feedback(Answered(answer, answer.attempts[-1]), keys=keys), 80)


def test_the_thing_to_mend_stands_above_the_marks_at_80_columns() -> None:
    assert feedback(answered(FIRST_TRY)).startswith(FIRST_80)


def test_after_another_attempt_before_and_after_stand_side_by_side() -> None:
    assert AGAIN_80 in feedback(answered(FIRST_TRY, STORY))


def test_a_strong_answer_has_nothing_to_mend() -> None:
    assert fix(judge(said(STORY), question()), question()) is None
    assert "One thing to mend" not in feedback(answered(STORY))


def test_what_is_still_missing_is_said_to_be() -> None:
    screen = feedback(answered(SECOND, SECOND))
    assert "Still not heard." in screen
    assert "One thing to mend: say what came of it" in screen


def test_a_manner_that_was_mended_is_said_to_be() -> None:
    slow, quick = (said(STORY, seconds) for seconds in (80.0, 50.0))
    asked = replace(question(), terms=("credit memo",))
    first, second = (
        Attempt(n, None, heard.seconds, "key", heard, judge(heard, asked))
        for n, heard in enumerate((slow, quick), 1)
    )
    assert first.findings is not None
    weak = replace(first.findings, marks={**first.findings.marks, "delivery": Mark(3, "Slow.")})
    pair = Answer(asked, asked.ask, None, (replace(first, findings=weak), second))
    found = mended(pair, second)
    assert found is not None
    assert found.told == (
        "To mend was: speak a little faster, which is easier to follow. Mended this time."
    )


def test_there_is_no_before_without_two_marked_attempts() -> None:
    one = answered(STORY)
    assert mended(one, one.attempts[0]) is None
    skipped = replace(attempt(2, STORY), ended="skipped", findings=None)
    both = replace(one, attempts=(one.attempts[0], skipped))
    assert mended(both, skipped) is None
    wordless = replace(attempt(1, STORY), findings=judge("Yes."))
    after = attempt(2, STORY)
    assert mended(replace(one, attempts=(wordless, after)), after) is None


def test_the_plain_screen_names_no_key_where_nobody_can_press_one() -> None:
    answer = answered(SECOND)
    for keys in (False, True):
        lines = Glass(200)
        page = console(lines, terminal=False, width=80)
        screen = open_screen(page, terminal=False, practice=True, clock=lambda: 0.0, keys=keys)
        draw(screen, Answered(answer, answer.attempts[0]))
        assert ("a: say it again" in lines.text) == keys
        assert keys or PLAIN_80 in lines.text


def test_the_live_screen_shows_it_in_practice_only() -> None:
    answer = answered(FIRST_TRY)
    for practice in (True, False):
        glass = Glass(80)
        page = console(glass, terminal=True, width=80)
        screen = open_screen(page, terminal=True, practice=practice, clock=lambda: 0.0)
        draw(screen, Answered(answer, answer.attempts[0]))
        assert ("a: say it again" in glass.text) == practice


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        (
            "In May, the customer paid us late. So I called the clerk at the depot, and I asked.",
            ["“In May, the customer paid us late”", "“I called the clerk at the depot …”"],
        ),
        (
            "We had a backlog and it grew. I sorted every single invoice by the date on which it "
            "had come to us from the depot and posted them one after the other.",
            ["I sorted every single invoice by the date on which it had …"],
        ),
    ],
)
def test_a_quote_is_the_first_clause_of_at_most_twelve_words(text: str, quotes: list[str]) -> None:
    found = fix(judge(text, question()), question())
    assert found is not None
    skeleton = " ".join(line.text for line in found.skeleton)
    for quote in quotes:
        assert quote in skeleton


def test_a_measured_result_is_quoted_with_its_figure() -> None:
    whole = findings()
    told = "Well, it went on for long, and in the end, after all that, the fees fell by 9%, really."
    at = len(whole.text) + 1
    text = f"{whole.text} {told}"
    figure = at + told.index("9%")
    only = replace(
        whole,
        text=text,
        parts=(*whole.parts[:3], PartSpan("result", at, len(text), told, True)),
        quantities=(Quantity(figure, figure + 2, "9%", "percent", 9.0, "%", True),),
    )
    found = fix(only, question())
    assert found is not None
    assert found.skeleton[-1].quote.endswith("the fees fell by 9%")


def test_each_rule_about_a_part_leaves_a_blank_in_that_part() -> None:
    whole = judge(said(STORY), question())
    for part in PARTS:
        spans = tuple(span for span in whole.parts if span.part != part)
        found = fix(replace(whole, parts=spans, missing=(part,)), question())
        assert found is not None
        blank = next(line for line in found.skeleton if BLANK in line.text)
        assert (blank.sign, blank.quote, found.part) == (part[0].upper(), "", part)
        assert question().follow_ups[part] in blank.blank


def test_every_rule_that_is_about_a_part_is_known_as_one() -> None:
    assert set(MENDS) <= {rule.name for rule in RULES}
    about = {rule.name for rule in RULES if any(part in rule.name for part in PARTS)}
    assert about <= set(MENDS)


def test_without_a_question_the_words_of_ours_ask_for_what_is_missing() -> None:
    found = fix(findings(HALF))
    assert found is not None
    assert found.skeleton[-1].text == "In the end ____ (how much? how many days?)"


def test_an_answer_that_told_something_else_gets_a_line_and_no_story() -> None:
    process = replace(question(), form="process")
    found = fix(judge(said(STORY), process), process)
    assert found is not None
    assert found.skeleton == ()
    assert fix(judge("Yes.", question()), question()) is None


def test_a_result_without_a_figure_gets_a_blank_for_it_behind_its_quote() -> None:
    told = STORY[: STORY.index("In the end")] + "In the end the customer stayed with us."
    found = fix(judge(told, question()), question())
    assert found is not None
    assert found.rule.name == "measure"
    assert found.skeleton[-1].quote.startswith("In the end the customer stayed")
    assert found.skeleton[-1].blank == "____ (“What it saved”)"


def test_what_was_told_as_we_gets_a_blank_for_the_own_part_behind_its_quote() -> None:
    told = (
        "In May two hundred invoices were wrong at the depot. We were asked to find out why before"
        " the close. We compared each of them with the price sheet, and we sent new ones. In the"
        " end complaints fell by 30 percent."
    )
    found = fix(judge(told, question()), question())
    assert found is not None
    assert found.rule.name == "own"
    assert found.skeleton[2].quote.startswith("We compared each of them")
    assert found.skeleton[2].blank == "I ____ (“What did you do first?”)"


SPANS = st.builds(
    PartSpan,
    st.sampled_from(PARTS),
    st.integers(-5, 400),
    st.integers(-5, 400),
    st.just("I never said this."),
    st.booleans(),
)
AMOUNTS = st.builds(
    Quantity,
    st.integers(-5, 400),
    st.integers(-5, 400),
    st.just("never"),
    st.just("count"),
    st.none(),
    st.just(""),
    st.booleans(),
)
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(
        st.sampled_from("um, so, I we paid 40% fell. and; then you know, the end …".split(" ")),
        max_size=80,
    ).map(" ".join),
)


@given(TEXTS, st.lists(SPANS, max_size=6), st.lists(AMOUNTS, max_size=3))
def test_every_quoted_word_is_the_candidates(
    text: str, spans: list[PartSpan], amounts: list[Quantity]
) -> None:
    told = {span.part for span in spans}
    made = replace(
        findings(HALF),
        text=text,
        parts=tuple(spans),
        quantities=tuple(amounts),
        missing=tuple(part for part in PARTS if part not in told),
    )
    found = fix(made, question())
    assert found is None or len(found.skeleton) == len(PARTS)
    for line in found.skeleton if found else ():
        assert line.quote in text
        assert len(line.quote.split()) <= LONGEST
        assert line.quote or line.blank
        assert "never said" not in line.text
        outside = line.text.replace(f"“{line.quote}{' …' * line.cut}”", "", 1)
        assert not line.quote or outside == (f" {line.blank}" if line.blank else "")


HOSTILE = (
    "In May \x1b[31mthe\x1b[0m customer \u202epaid <script>alert(1)</script> us nothing at all."
)


def test_hostile_words_are_drawn_harmless() -> None:
    heard = said(HOSTILE)
    made = replace(judge(heard, question()), missing=("result",), form="story", abstained=None)
    spans = (PartSpan("situation", 0, len(made.text), made.text, True),)
    one = Attempt(1, None, 9.0, "key", heard, replace(made, parts=spans))
    screen = feedback(Answer(question(), "?", None, (one,)))
    assert "One thing to mend" in screen
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", screen)


@pytest.fixture(scope="module")
def recognizer() -> Iterator[Recognizer]:
    opened = Recognizer(open_engine("moonshine"), BANK.terms)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def speak() -> Iterator[Callable[[str], Clip]]:
    voice = open_voice("en-gb")
    yield lambda text: resampled(voice.render(text).clip, RATE)
    voice.close()


HALF_TOLD = (
    "In March our largest customer was billed twice for two hundred orders. It was my job to put "
    "that right. I compared the payment history with the ledger and issued a credit memo."
)
TOLD = f"{HALF_TOLD} In the end the customer paid within three days and rework fell by 40 percent."


def shown(happened: list[Event]) -> str:
    """What a plain screen printed of these events."""
    lines = Glass(200)
    page = console(lines, terminal=False, width=80)
    screen = open_screen(page, terminal=False, practice=True, clock=lambda: 0.0)
    for event in happened:
        draw(screen, event)
    return lines.text


def test_a_says_it_again_and_both_attempts_are_held_against_each_other(
    tmp_path: Path, recognizer: Recognizer, speak: Callable[[str], Clip]
) -> None:
    room = Room(tmp_path)
    room.session = replace(room.session, plan=plan.draw(BANK, 1, (), SEED))
    first, second = (speak(text).samples for text in (HALF_TOLD, TOLD))
    keys = Keys((recorded(len(first) / RATE), Key.AGAIN))
    happened = room.hold(AtTheMicrophone(first, second, first), recognizer, keys)
    kept = room.session.answers[0]
    assert [each.number for each in kept.attempts] == [1, 2]
    assert all(each.transcript and each.findings for each in kept.attempts)
    screen = shown(happened)
    before, after = screen.split("Before and after")
    assert "One thing to mend: say what came of it" in before
    assert "To mend was: say what came of it, best with a figure. Heard this time." in after


def test_a_recorded_answer_gets_its_skeleton_at_the_front_door(tmp_path: Path) -> None:
    answer = spoken(HALF_TOLD, tmp_path / "answer.wav")
    done = mockint(
        *("interview", "-n", "1", "--seed", SEED, "--recordings", tmp_path / "r"),
        *("--answers", answer),
    )
    assert done.returncode == 0, done.stderr
    block = done.stdout[done.stdout.index("One thing to mend: ") :].split("\n\n")[0]
    assert "say it again" not in block
    assert "R In the end ____ (“" in block
    for quote in re.findall("^ [STA]\\?? “([^”…]*)", block, re.MULTILINE):
        assert quote.strip() in " ".join(done.stdout.split())
    assert "customer" in block


def test_over_the_sound_card_a_says_it_again_and_the_mending_is_seen(
    soundcard: SoundCard, tmp_path: Path
) -> None:
    takes = [spoken(text, tmp_path / f"{n}.wav") for n, text in enumerate((HALF_TOLD, TOLD))]
    options = ("-n", "1", "--seed", str(SEED), "--rate", "320", "--follow-ups", "0")
    with terminal(soundcard, tmp_path / "r", *options) as seen:
        seen.see("Speaking")
        seen.press(ENTER)
        for take, key in zip(takes, ("a", ENTER), strict=True):
            seen.see("Enter answer now")
            seen.press(ENTER)
            seen.see("Listening")
            soundcard.say(take).wait()
            seen.press(ENTER)
            seen.see("Enter next")
            first, _, second = seen.glass.text.partition("Before and after")
            seen.press(key)
        assert "One thing to mend: say what came of it, best with a figure.  a: say it" in first
        assert " R In the end ____ (“" in first
        assert "To mend was: say what came of it, best with a figure. Heard this time." in second
        seen.see("Speaking")
        seen.press("s")
        assert seen.end() == 0
        attempts = seen.session.answers[0].attempts
        assert [each.number for each in attempts] == [1, 2]
        assert all(each.sound and each.findings for each in attempts)
