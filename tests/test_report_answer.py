"""One answer on the terminal, compared with literal screens."""

# ruff: noqa: E501  (a screen of 120 columns stands here as it is drawn)

import unicodedata
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from mockint.findings import Delivery, Evidence, Mark, PartSpan, Quantity, Repeat, Said, TermUse
from mockint.report.answer import answer_report, findings_report, short_feedback
from mockint.report.markdown import session_markdown
from mockint.report.passage import BAR, passages, shares, timeline
from mockint.report.plain import clock, dots, plain
from mockint.report.terminal import session_report
from mockint.session import Answer, Attempt
from tests.sample_session import HALF, STORY, attempt, findings, question, session, transcript
from tests.screens import drawn

SHORT_80 = """\
S  0:01 In March our largest customer was billed twice for the same <two hundred
        orders>.
T? 0:07 It was up to me to put that right before the _month-end close_.
   0:12  (Um,) let me think.
A  0:14 I compared the _payment history_ with the ledger, found the import that
        had run twice, and wrote one _credit memo_ for each batch.
R  0:24 The customer paid within «three days» and our rework went down by «forty
        percent».

0:00 [··SSSSSSSSSSSS·TTTTTTTTTTTT······AAAAAAAAAAAAAAAAAAA··RRRRRRRRRRRR·] 0:30
[SSTTAAAARR··] situation 6 of 31 s, task 5 s, action 9 s, result 6 s

structure  ●●●●○ 4/5   Four parts were heard, the task not clearly.
result     ●●●●● 5/5   The result is measured.
relevance  not marked  There is no rule for this yet.
· Was there a task? It is not clear.
68 words in 31 s: about 138 a minute.
"""

HALF_120 = """\
Answer 2 ───────────────────────────────────────────────────────────────────────────────────────────────────────────────
Tell me about a recurring problem you solved with another team.

S  0:01 Two teams were sending us orders in different formats.
A  0:05 I drew up a checklist and walked both of them through it.

0:00 [········SSSSSSSSSSSSSSSSSSSSSSSSSSSSSS·····AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA·····] 0:10
[SSSSAAAAA···] situation 4 of 10 s, action 5 s

Marks
  structure  ●●○○○ 2/5  Two of four parts were heard.
  result     ●○○○○ 1/5  No result was heard.

What was not heard
  · No task was heard: what there was to achieve, and whose job it was. An interviewer would ask: “What exactly was your
    part in it?”
  · No result was heard: what came of it, best with a figure. An interviewer would ask: “And what came of it in the
    end?”

How it was said
  · Not heard: credit memo, duplicate charge, payment history.
  · 21 words in 10 s: about 138 a minute.
  · Fillers: at least 0.
  · The first word came after 1.0 s (never marked).

An outline to try
  · Who was billed twice
  · How the cause was found
  · What it saved
  A strong answer: Cause, cure, figure.
"""


def test_short_feedback_shows_words_parts_and_marks_at_80_columns() -> None:
    given = attempt()
    assert drawn(short_feedback(given.findings, given, question()), 80) == SHORT_80


def test_the_full_report_of_an_answer_at_120_columns() -> None:
    assert drawn(answer_report(2, session().answers[1]), 120) == HALF_120


def test_the_full_report_gives_quotes_with_their_seconds_and_doubts_of_the_recogniser() -> None:
    text = drawn(answer_report(1, session().answers[0]), 80)
    assert "0:27 “our rework went down by forty percent”" in text
    assert "· “credit mammal” was heard as credit memo." in text
    assert "· Fillers: at least 1 (um)." in text


def test_colour_only_repeats_what_shape_says() -> None:
    given = attempt()
    feedback = short_feedback(given.findings, given, question())
    assert drawn(feedback, 80, colour=False) == drawn(feedback, 80, colour=True)


def test_a_text_without_sound_shows_no_seconds() -> None:
    silent = replace(
        findings(),
        parts=tuple(replace(span, seconds=None) for span in findings().parts),
        delivery=None,
    )
    text = drawn(findings_report(silent), 80)
    assert "\nS   In March our largest customer" in text
    assert "0:0" not in text


def test_an_answer_that_was_not_marked_says_why_and_shows_its_words() -> None:
    blank = replace(findings(HALF), abstained="The answer is too short.", parts=(), marks={})
    text = drawn(findings_report(blank, transcript(HALF)), 80)
    assert text.startswith("Two teams were sending us orders")
    assert text.endswith("Not marked: The answer is too short.\n")


def test_an_answer_that_was_broken_off_says_so_first() -> None:
    lost = replace(attempt(), ended="lost", warnings=("The microphone was very quiet.",))
    text = drawn(answer_report(1, Answer(question(), "Why?", None, (lost,))), 80)
    assert "! The microphone was lost while it was being recorded.\n! The microphone was" in text


def test_an_earlier_attempt_is_named() -> None:
    both = (attempt(HALF), replace(attempt(), number=2))
    text = drawn(answer_report(1, Answer(question(), "Why?", None, both)), 80)
    assert "Attempt 1: 21 words in 0:10, kept beside this." in text


def test_a_story_question_answered_with_a_habit_says_that_no_event_was_heard() -> None:
    habit = replace(findings(HALF, form="process"), parts=(), missing=())
    text = drawn(findings_report(habit, transcript(HALF), question()), 80)
    assert "· No single event was heard: a question like this asks for one that" in text
    assert "[" not in text


def test_a_story_told_where_a_way_of_working_was_asked_for_misses_no_part() -> None:
    text = drawn(findings_report(findings(HALF), None, replace(question(), form="process")), 80)
    assert "· The question asks how it is done as a rule; the answer tells one event." in text
    assert "No result was heard:" not in text


def test_a_part_that_is_not_clear_is_shown_as_a_question() -> None:
    spans = tuple(replace(span, sure=False) for span in findings().parts)
    text = drawn(findings_report(replace(findings(), parts=spans)), 80)
    assert "· Was there a task? It is not clear." in text
    assert "· Was there an action? It is not clear." in text
    assert "\nA?" in text


def test_a_result_without_a_figure_is_named() -> None:
    bare = replace(findings(), quantities=())
    assert "· The result carries no figure." in drawn(findings_report(bare), 80)


def test_runs_hold_every_character_once_even_where_marks_overlap() -> None:
    found = findings()
    overlapping = Quantity(0, 40, found.text[:40], "count", 1.0, "", True)
    cut = passages(replace(found, quantities=(*found.quantities, overlapping)))
    runs = [run for passage in cut for run in passage.runs]
    pieces = [found.text[run.start : run.end] for run in runs]
    assert "".join(pieces) == "".join(found.text[p.start : p.end] for p in cut)
    assert all(left.end <= right.start for left, right in pairwise(runs))


def test_a_full_stop_between_two_parts_stays_with_the_part_it_ends() -> None:
    text = "I found it. We paid."
    parts = (
        PartSpan("action", 0, 10, text[:10], True),
        PartSpan("result", 12, 19, text[12:19], True),
    )
    found = replace(findings(HALF), text=text, parts=parts, delivery=None)
    assert [text[p.start : p.end] for p in passages(found)] == ["I found it. ", "We paid."]


def test_spans_that_lie_outside_the_text_are_left_out() -> None:
    found = findings()
    wild = (
        PartSpan("task", -5, 3, "", True),
        PartSpan("task", 7, 2, "", True),
        PartSpan("task", 3, 10**9, "", True),
    )
    odd = Quantity(-1, 10**9, "", "count", None, "", True)
    cut = passages(replace(found, parts=wild, quantities=(odd,), terms=()))
    assert [(p.part, p.start, p.end) for p in cut] == [(None, 0, len(found.text))]


def test_the_timeline_gives_every_part_at_least_one_cell() -> None:
    cut = passages(findings(), transcript(STORY))
    assert timeline(cut, 30.0, 10) == "SSTT·AAARR"
    assert set("STAR") <= set(timeline(cut, 300.0, 60))


def test_hostile_text_is_shown_as_harmless_text_everywhere() -> None:
    evil = "\x1b[2J[red]\u202egnp\x07 \ud800 \x9b31m [/red] :smile: <b>"
    found = replace(
        findings(HALF),
        text=evil,
        parts=(PartSpan("action", 0, len(evil), evil, True),),
        marks={evil: Mark(9, evil, (Evidence(0, 3, evil),))},
        abstained=None,
    )
    given = Attempt(1, None, 9.0, "key", None, found, (evil,))
    put = replace(question(), outline=(evil,), follow_ups={"task": evil, "result": evil})
    text = drawn(answer_report(1, Answer(put, evil, None, (given,))), 80)
    assert not set(text) & set("\x1b\x07\x9b\u202e\ud800\r")
    assert text.count("[red]") >= 6
    assert ":smile:" in text


def test_a_megabyte_of_transcript_is_cut_and_the_rest_is_counted() -> None:
    long = replace(findings(HALF), text="word " * 200_000, parts=(), quantities=(), terms=())
    text = drawn(findings_report(long), 80)
    assert len(text) < 60_000


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.text(st.characters(), max_size=60), st.integers(-9, 70), st.integers(-9, 70))
def test_no_text_and_no_span_can_break_a_report(text: str, start: int, end: int) -> None:
    span = PartSpan("task", start, end, text, False, (9.0, 1.0))
    amount = Quantity(start, end, text, "other", None, text, True, (-1.0, 1e300))
    wild = replace(
        findings(), text=text, parts=(span,), quantities=(amount,), delivery=None,
        marks={text: Mark(-7, text, (Evidence(end, start, text),))},
    )  # fmt: skip
    first = session().answers[0]
    given = replace(first.attempts[0], findings=wild)
    whole = replace(session(), title=text, answers=(replace(first, attempts=(given,)),))
    shown = drawn(session_report(whole), 40) + session_markdown(whole)
    shown.encode("utf-8")
    assert not [sign for sign in shown if unicodedata.category(sign) == "Cc" and sign != "\n"]


def test_plain_keeps_the_length_and_loses_the_harm() -> None:
    evil = "a\nb\x1b[31m\u202e\u200b\u2066\x00\x85\ud83d"
    assert plain(evil) == "a b�[31m���� �"
    assert len(plain(evil)) == len(evil)


def test_figures_have_one_form() -> None:
    assert [clock(s) for s in (-1, 0, 59.9, 65, 3600, 1e300)] == [
        "0:00", "0:00", "0:59", "1:05", "60:00", "5999:59",
    ]  # fmt: skip
    assert [dots(level) for level in (None, 1, 5, 99)] == ["-----", "●○○○○", "●●●●●", "●●●●●"]


def test_pace_is_only_remarked_on_outside_the_usual() -> None:
    def pace(rate: float) -> str:
        spoken = Delivery(60.0, int(rate), rate, (), (), None)
        return drawn(findings_report(replace(findings(HALF), delivery=spoken)), 80)

    assert "easier to follow" not in pace(150.0)
    assert "a little slower is easier to follow" in pace(210.0)
    assert "a little faster is easier to follow" in pace(90.0)


MANNER = """\
  · Softened twice: 0:14 “I think”, 1:02 “maybe”.
  · Said again: “at the end of the day” 3 times.
  · Begun again once: 0:30 “I, I”.
  · I 12, we 3.
"""


def test_how_it_was_put_takes_a_line_each_and_only_where_there_is_something() -> None:
    def said(quote: str, second: float) -> Said:
        return Said(quote, 0, len(quote), (second, second + 1.0))

    day = said("at the end of the day", 20.0)
    bare = Delivery(60.0, 150, 150.0, (), (), None)
    full = replace(
        bare,
        hedges=(said("I think", 14.0), said("maybe", 62.5)),
        repeats=(Repeat(day.quote, 3, (day,) * 3),),
        restarts=(said("I, I", 30.0),),
        i=12,
        we=3,
    )
    found = replace(findings(HALF), delivery=full)
    text = drawn(findings_report(found), 80)
    assert MANNER in text
    quiet = drawn(findings_report(replace(found, delivery=bare)), 80)
    assert text.replace(MANNER, "") == quiet
    given = replace(attempt(HALF), findings=found)
    whole = replace(session(), answers=(Answer(question(), "Why?", None, (given,)),))
    assert "- Softened twice: 0:14 “I think”, 1:02 “maybe”.\n" in session_markdown(whole)


def test_many_softened_phrases_are_cut_and_counted() -> None:
    many = tuple(Said("maybe", 0, 5, None) for _ in range(40))
    spoken = Delivery(60.0, 150, 150.0, (), (), None, hedges=many)
    text = drawn(findings_report(replace(findings(HALF), delivery=spoken)), 80)
    assert "· Softened 40 times: " + "“maybe”, " * 6 + "….\n" in text


def test_the_shares_of_the_time_are_a_small_bar_in_every_report() -> None:
    cut = passages(findings(), transcript(STORY))
    assert shares(cut, 31.0) == "SSTTAAAARR··"
    assert shares(passages(replace(findings(), parts=())), 31.0) == ""
    for seconds in (0.0, 1.0, 31.0, 3600.0):
        bar = shares(cut, seconds)
        assert len(bar) == BAR
        assert set("STAR") <= set(bar)
    line = "`SSTTAAAARR··` situation 6 of 31 s, task 5 s, action 9 s, result 6 s\n"
    assert line in session_markdown(session())


def test_a_term_misheard_in_a_text_is_shown_as_heard() -> None:
    told = findings()
    use = TermUse("lockbox", 3, 8, told.text[3:8], "repaired")
    shown = drawn(findings_report(replace(told, terms=(use,))), 80)
    assert f"“{told.text[3:8]}” was heard as lockbox." in shown
