"""One answer on the terminal, compared with literal screens."""

# ruff: noqa: E501  (a screen of 120 columns stands here as it is drawn)

import json
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from mockint.anchors import ANCHORS, NAMES, anchor
from mockint.events import Answered
from mockint.findings import Delivery, Evidence, Mark, PartSpan, Quantity, Repeat, Said, TermUse
from mockint.report.answer import answer_report, findings_report, short_feedback
from mockint.report.attempts import side_by_side
from mockint.report.mark import Marks
from mockint.report.markdown import session_markdown
from mockint.report.passage import BAR, PASSAGES, Share, passages, shares, time_shares, timeline
from mockint.report.plain import clock, dots, excerpt, figure, plain, spelled_out
from mockint.report.sentences import rungs
from mockint.report.terminal import session_report
from mockint.session import Answer, Attempt
from mockint.transcript import Transcript, Word
from tests.sample_session import (
    ENGINE,
    HALF,
    STORY,
    attempt,
    findings,
    question,
    session,
    transcript,
)
from tests.screens import drawn

GIVEN = Answered(Answer(question(), question().ask, None, (attempt(),)), attempt())

SHORT_80 = """\
S  0:01 In March our largest customer was billed twice for the same <two hundred
        orders>.
T? 0:07 It was up to me to put that right before the _month-end close_.
   0:12 (Um,) let me think.
A  0:14 I compared the _payment history_ with the ledger, found the import that
        had run twice, and wrote one _credit memo_ for each batch.
R  0:24 The customer paid within «three days» and our rework went down by «forty
        percent».

0:00 [··SSSSSSSSSSSS·TTTTTTTTTTTT······AAAAAAAAAAAAAAAAAAA··RRRRRRRRRRRR·] 0:30
[SSTTAAAARR··] situation 6 of 31 s, task 5 s, action 9 s, result 6 s

One thing to mend: make plain what your own part was to be.
 S  “In March our largest customer was billed twice for the same two …”
 T? “It was up to me to put that right before the month-end …” ____ (“What
    exactly was your part in it?”)
 A  “I compared the payment history with the ledger …”
 R  “The customer paid within three days and our rework went down by …”

structure  ●●●●○ 4/5   Four parts were heard, the task not clearly.
result     ●●●●● 5/5   The result is measured.
relevance  not marked  There is no rule for this yet.
· Was there a task? It is not clear.
  An interviewer would ask: “What exactly was your part in it?”
68 words in 31 s: about 138 a minute.
"""

HALF_120 = """\
Answer 2 ───────────────────────────────────────────────────────────────────────────────────────────────────────────────
Tell me about a recurring problem you solved with another team.

S  0:01 Two teams were sending us orders in different formats.
A  0:05 I drew up a checklist and walked both of them through it.

0:00 [··········SSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSS······AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA······] 0:10
S situation  4 s  34 %  ██████████████████████████████
A action     5 s  45 %  ████████████████████████████████████████
· elsewhere  2 s  21 %  ···················

Marks
  structure  ●●○○○ 2/5  Two of four parts were heard.
                        Level 2: one part of a story.
                        For 3: what was done is told with one other part.
  result     ●○○○○ 1/5  No result was heard.

What was not heard
  · No task was heard: what there was to achieve, and whose job it was.
    An interviewer would ask: “What exactly was your part in it?”
  · No result was heard: what came of it, best with a figure.
    An interviewer would ask: “And what came of it in the end?”

How it was said
  · Not heard: credit memo, duplicate charge, payment history.
  · 21 words in 10 s: about 138 a minute.
  · Fillers: at least 0.
  · The first word came after 1.0 s (never marked).

An outline to try
  · Who was billed twice
  · How the cause was found
  · What it saved
  A weak answer (1): A wish to help, no event.
  A fair answer (3): An event, no figure.
  A strong answer (5): Cause, cure, figure.
"""

WHOLE_80 = """\
Answer 1 ───────────────────────────────────────────────────────────────────────
Tell me about a charge a customer questioned.

S  0:01 In March our largest customer was billed twice for the same <two hundred
        orders>.
T? 0:07 It was up to me to put that right before the _month-end close_.
   0:12 (Um,) let me think.
A  0:14 I compared the _payment history_ with the ledger, found the import that
        had run twice, and wrote one _credit memo_ for each batch.
R  0:24 The customer paid within «three days» and our rework went down by «forty
        percent».

0:00 [··SSSSSSSSSSSS·TTTTTTTTTTTT······AAAAAAAAAAAAAAAAAAA··RRRRRRRRRRRR·] 0:30
S situation  6 s  18 %  █████████
T task       5 s  17 %  ████████
A action     9 s  30 %  ██████████████
R result     6 s  18 %  █████████
· elsewhere  6 s  18 %  ·········

Marks
  structure  ●●●●○ 4/5   Four parts were heard, the task not clearly.
                         0:07 “It was up to me”
                         Level 4: scene or task, action and result are told.
                         For 5: situation, task, action and result in that
                         order.
  result     ●●●●● 5/5   The result is measured.
                         0:27 “our rework went down by forty percent”
  relevance  not marked  There is no rule for this yet.

What was not heard
  · Was there a task? It is not clear.
    An interviewer would ask: “What exactly was your part in it?”

How it was said
  · Terms said: credit memo, payment history.
  · Not heard: duplicate charge.
  · 68 words in 31 s: about 138 a minute.
  · Fillers: at least 1 (um).
  · Pauses of a second or more: 1, the longest 1.5 s.
  · The first word came after 1.0 s (never marked).

An outline to try
  · Who was billed twice
  · How the cause was found
  · What it saved
  A weak answer (1): A wish to help, no event.
  A fair answer (3): An event, no figure.
  A strong answer (5): Cause, cure, figure.

What the recogniser may have missed
  · “credit mammal” was heard as credit memo.

Attempts at this answer
             attempt 1  attempt 2  change
  length          0:10       0:30
  words             21         68
  parts           S-A-       S?AR
  structure          2          4      +2
  result             1          5      +4
"""

MARKS_40 = """\
structure ●●●●○ 4/5
  Four parts were heard, the task not
  clearly.
  0:07 “It was up to me”
  Level 4: scene or task, action and
  result are told.
  For 5: situation, task, action and
  result in that order.
result ●●●●● 5/5
  The result is measured.
  0:27 “our rework went down by forty
  percent”
relevance not marked
  There is no rule for this yet.
"""


def test_short_feedback_shows_words_parts_and_marks_at_80_columns() -> None:
    assert drawn(short_feedback(GIVEN), 80) == SHORT_80


def test_the_full_report_of_an_answer_at_120_columns() -> None:
    assert drawn(answer_report(2, session().answers[1]), 120) == HALF_120


def test_the_full_report_gives_quotes_with_their_seconds_and_doubts_of_the_recogniser() -> None:
    text = drawn(answer_report(1, session().answers[0]), 80)
    assert "0:27 “our rework went down by forty percent”" in text
    assert "· “credit mammal” was heard as credit memo." in text
    assert "· Fillers: at least 1 (um)." in text


def test_colour_only_repeats_what_shape_says() -> None:
    feedback = short_feedback(GIVEN)
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
    assert "\nNot marked: The answer is too short.\nIf these are not the words you said" in text


def test_an_answer_that_was_broken_off_says_so_first() -> None:
    lost = replace(attempt(), ended="lost", warnings=("The microphone was very quiet.",))
    text = drawn(answer_report(1, Answer(question(), "Why?", None, (lost,))), 80)
    assert "! The microphone was lost while it was being recorded.\n! The microphone was" in text


def twice() -> Answer:
    """First half a story, then the whole of it."""
    both = (attempt(HALF), replace(attempt(), number=2))
    return Answer(question(), "Tell me about a charge a customer questioned.", None, both)


def test_the_whole_report_of_an_answer_given_twice_at_80_columns() -> None:
    assert drawn(answer_report(1, twice()), 80) == WHOLE_80


def test_attempts_stand_side_by_side_with_what_has_changed() -> None:
    together = side_by_side(twice())
    assert together is not None
    rows = {row.name: (*row.cells, row.change) for row in together.rows}
    assert rows["parts"] == ("S-A-", "S?AR", "")
    assert rows["result"] == ("1", "5", "+4")
    same = side_by_side(Answer(question(), "Why?", None, (attempt(), replace(attempt(), number=2))))
    assert same is not None
    assert {row.change for row in same.rows[3:]} == {"same"}


def test_one_attempt_and_one_that_was_skipped_are_not_compared() -> None:
    skipped = Attempt(2, None, ended="skipped")
    assert side_by_side(Answer(question(), "Why?", None, (attempt(), skipped))) is None
    assert side_by_side(Answer(question(), "Why?")) is None


def test_of_many_attempts_the_newest_are_shown_and_the_others_counted() -> None:
    many = tuple(replace(attempt(HALF), number=number) for number in range(1, 7))
    together = side_by_side(Answer(question(), "Why?", None, many))
    assert together is not None
    assert together.heads == ("attempt 4", "attempt 5", "attempt 6")
    assert together.kept == "3 more attempts kept beside these."


def test_an_attempt_that_was_broken_off_or_not_marked_says_so_beside_the_others() -> None:
    broken_off = replace(attempt(HALF), ended="interrupted", findings=None)
    together = side_by_side(
        Answer(question(), "Why?", None, (broken_off, replace(attempt(), number=2)))
    )
    assert together is not None
    rows = {row.name: (*row.cells, row.change) for row in together.rows}
    assert rows["ended"] == ("broken off", "whole", "")
    assert rows["structure"] == ("-", "4", "")


def test_in_a_narrow_terminal_a_mark_stands_above_its_reasons() -> None:
    marks = Marks(findings(), transcript(STORY), question(), whole=True)
    assert drawn(marks, 40) == MARKS_40


@pytest.mark.parametrize("name", NAMES)
def test_each_level_of_a_mark_says_what_it_means_and_what_the_next_one_asks_for(name: str) -> None:
    for level in range(1, 6):
        lines = rungs(name, Mark(level, ""), findings(), question())
        here = anchor(name, level, story=True)
        assert lines[0] == f"Level {level}: {here}."
        assert here in ANCHORS[name][level - 1]
        assert len(lines) == (1 if level == 5 else 2)
    assert rungs(name, Mark(None, "Not asked."), findings(), question()) == []


def test_levels_speak_of_parts_where_a_story_is_asked_for_and_else_of_steps() -> None:
    process = replace(question(), form="process")
    habit = replace(findings(HALF, form="process"), parts=())
    assert rungs("structure", Mark(3, ""), habit, process) == [
        "Level 3: three steps are told.",
        "For 4: four steps in order.",
    ]
    assert "what was done" in rungs("structure", Mark(3, ""), habit, question())[0]


def test_a_level_nobody_can_reach_has_no_wording() -> None:
    for level in (-1, 0, 6, 10**30):
        assert anchor("structure", level, story=True) == ""
    assert anchor("<script>", 3, story=True) == ""


def test_a_follow_up_stands_on_a_line_of_its_own() -> None:
    text = drawn(findings_report(findings(HALF), transcript(HALF), question()), 80)
    assert (
        "  · No result was heard: what came of it, best with a figure.\n"
        "    An interviewer would ask: “And what came of it in the end?”\n" in text
    )
    bare = replace(question(), follow_ups={})
    assert "interviewer" not in drawn(findings_report(findings(HALF), None, bare), 80)


def test_where_no_kind_of_answer_was_heard_the_report_says_which_was_asked_for() -> None:
    other = replace(findings(HALF, form="other"), parts=(), missing=())
    put = replace(question(), form="process", follow_ups={"vague": "Which step is the first?"})
    text = drawn(findings_report(other, None, put), 80)
    assert "· No way of working was heard: what is done, and in which order." in text
    assert "An interviewer would ask: “Which step is the first?”" in text
    told = replace(other, form="process")
    assert "What was not heard" not in drawn(findings_report(told, None, put), 80)


def test_seconds_of_each_part_are_those_the_rubric_counted() -> None:
    spoken = findings().delivery
    assert spoken is not None
    counted = replace(findings(), delivery=replace(spoken, parts={"action": 15.5, "result": 4.5}))
    cut = passages(counted, transcript(STORY))
    shared = time_shares(counted, cut, 30.0)
    assert [(share.part, share.seconds) for share in shared] == [
        ("action", 15.5), ("result", 4.5), (None, 10.0),
    ]  # fmt: skip
    assert [share.bar(60) for share in shared] == [31, 9, 20]
    by_passage = time_shares(findings(), cut, 30.75)
    assert [share.part for share in by_passage] == ["situation", "task", "action", "result", None]
    assert time_shares(replace(findings(), parts=()), (), 30.0) == ()


def test_a_part_of_a_moment_has_a_bar_of_one_cell() -> None:
    assert Share("task", 0.1, 0.001).bar(40) == 1
    assert Share(None, 0.0, 0.0).bar(40) == 0


@pytest.mark.parametrize(
    ("text", "advice", "in_writing"),
    [
        ("", "Try the microphone with `mockint doctor`", "Give the words of one answer: type or"),
        ("I paid it.", *["Give the answer again and tell more"] * 2),
        ("one word after the other " * 9, "If these are not the words you said", "Give the answer"),
    ],
)
def test_an_answer_that_could_not_be_marked_says_what_to_do(
    text: str, advice: str, in_writing: str
) -> None:
    blank = replace(findings(HALF), abstained="Too short.", text=text, parts=(), marks={})
    heard = Transcript(tuple(Word(word, 0.0, 1.0) for word in text.split()), 30.0, ENGINE)
    assert f"Not marked: Too short.\n{advice}" in drawn(findings_report(blank, heard), 80)
    assert f"Not marked: Too short.\n{in_writing}" in drawn(findings_report(blank), 80)
    given = replace(attempt(HALF), findings=blank, transcript=None)
    whole = replace(session(), answers=(Answer(question(), "Why?", None, (given,)),))
    assert "Not marked: Too short.\n" in session_markdown(whole)


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


@pytest.mark.parametrize("parts", [1, 9_000])
def test_a_megabyte_of_transcript_is_cut_and_the_rest_is_counted(parts: int) -> None:
    text = "word " * 200_000
    spans = tuple(
        PartSpan("action", at * 10, at * 10 + 5, text[:5], True) for at in range(parts - 1)
    )
    found = replace(findings(HALF), text=text, parts=spans, quantities=(), terms=())
    shown = drawn(findings_report(found), 80)
    assert len(shown) < 90_000
    left = 960_000 if parts == 1 else 1_000_000 - PASSAGES * 5
    assert f"… {left} more characters are not shown.\n" in shown
    given = replace(attempt(HALF), findings=found, transcript=None)
    whole = replace(session(), answers=(Answer(question(), "Why?", None, (given,)),))
    assert f"… {left} more characters are not shown.\n" in session_markdown(whole)


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


def test_an_excerpt_ends_with_a_whole_word_where_it_can() -> None:
    assert excerpt("one two three four five", 21) == "one two three four…"
    assert excerpt("one two three", 13) == "one two three"
    assert excerpt("w" * 40, 10) == "w" * 9 + "…"


def test_a_tower_of_combining_marks_is_cut_after_three() -> None:
    assert plain("e\u0301x") == "e\u0301x"
    tower = plain("e" + "\u0301" * 500)
    assert tower == "e" + "\u0301" * 3 + "\ufffd" * 497


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text())
def test_json_spelled_out_says_the_same_and_steers_no_terminal(text: str) -> None:
    written = json.dumps({"text": text}, ensure_ascii=False, indent=1)
    safe = spelled_out(written)
    assert json.loads(safe) == {"text": text}
    assert plain(safe.replace("\n", "")) == safe.replace("\n", "")


def test_figures_have_one_form() -> None:
    assert [clock(s) for s in (-1, 0, 59.9, 65, 3600, 1e300)] == [
        "0:00", "0:00", "0:59", "1:05", "60:00", "5999:59",
    ]  # fmt: skip
    assert clock(float("nan")) == "0:00"
    assert [figure(v, 1) for v in (-1.0, 0.25, 1e308, float("nan"))] == [
        "0.0", "0.2", "999999.0", "0.0",
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


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(st.text("ab ", max_size=4), max_size=8), st.integers(-3, 40), st.integers(-3, 40))
def test_the_seconds_of_a_stretch_are_those_of_the_words_it_touches(
    texts: list[str], start: int, end: int
) -> None:
    words = tuple(Word(text, at + 0.25, at + 0.75) for at, text in enumerate(texts))
    heard = Transcript(words, 9.0, ENGINE)
    touched = [
        word
        for word, (left, right) in zip(words, heard.spans, strict=True)
        if left < end and right > start
    ]
    expected = (touched[0].start, touched[-1].end) if touched else None
    assert heard.seconds_of(start, end) == expected
