"""A whole session on the terminal and as Markdown, and what is advised, against literal screens."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from mockint.findings import Delivery, Findings, Mark, Part
from mockint.history.course import courses
from mockint.report import advice, standing
from mockint.report.advice import RULES, Marked, next_steps, steps
from mockint.report.markdown import escaped, session_markdown
from mockint.report.terminal import session_report
from mockint.session import Answer, Attempt, Session, save
from tests.sample_session import HALF, attempt, findings, question, session
from tests.screens import drawn

HEAD_80 = """\
Billing specialist · 2026-03-02 09:15 · practice

What to do next
1. Answer 2: say what came of it, best with a figure. From the outline: “What it
   saved”
2. Answer 2: say what you had to achieve before telling what you did. Be ready
   for: “What exactly was your part in it?”
3. Of all answers give 2 again: its marks are the lowest (1.5 of 5). A strong
   one: “Cause, cure, figure.”

S situation  T task  A action  R result  ? not clear
«a measured result»  <another amount>  _a term of the trade_  (a filler)
"""

FOOT_80 = """\
Answer 3 ───────────────────────────────────────────────────────────────────────
Why this role, and why now?

! This question was skipped.

Answer 4 ───────────────────────────────────────────────────────────────────────
What would you like to ask us?

No answer was given.

This session against the last ones ─────────────────────────────────────────────
A second session makes a comparison possible: run `mockint interview`.

All answers ────────────────────────────────────────────────────────────────────
#  question                                          length  words  parts  marks
1  Tell me about a charge a customer questioned.       0:30     68  S?AR     4.5
2  Tell me about a recurring problem you solved wi…    0:10     21  S-A-     1.5
3  Why this role, and why now?                            -      -  -          -
4  What would you like to ask us?                         -      -  -          -
"""


def test_a_report_begins_with_what_to_do_next_in_three_lines() -> None:
    assert drawn(session_report(session()), 80).startswith(HEAD_80)


def test_a_report_ends_with_a_table_of_all_answers() -> None:
    assert drawn(session_report(session()), 80).endswith(FOOT_80)


def test_no_line_of_a_report_is_wider_than_the_terminal() -> None:
    for width in (40, 80, 120):
        lines = drawn(session_report(session()), width).splitlines()
        assert max(map(len, lines)) <= width


def test_a_rehearsal_and_a_broken_off_session_say_so() -> None:
    text = drawn(session_report(replace(session(), rehearsal=True, finished=False)), 80)
    assert "A rehearsal: a synthetic voice answered" in text
    assert "Broken off: `mockint interview --resume`" in text


def test_a_session_without_any_answer_says_what_to_do() -> None:
    empty = replace(session(), answers=())
    assert next_steps(empty) == [
        "Nothing was heard yet: run `mockint doctor`, then `mockint interview`."
    ]
    assert "Nothing was heard yet" in drawn(session_report(empty), 80)


HABIT = replace(findings(HALF, form="process"), parts=(), missing=())
WHOLE = findings()
assert WHOLE.delivery is not None
SPOKEN: Delivery = WHOLE.delivery


VAGUE = replace(findings(HALF, form="other"), parts=(), missing=())
WE = replace(WHOLE, marks={"ownership": Mark(2, "Only “we” was heard doing something.")})
BACKWARDS = replace(WHOLE, parts=tuple(replace(span, sure=True) for span in reversed(WHOLE.parts)))


def unclear(part: Part) -> Findings:
    """The whole story with one part heard only doubtfully, the others surely."""
    return replace(
        WHOLE, parts=tuple(replace(span, sure=span.part != part) for span in WHOLE.parts)
    )


def spoken(**changed: Any) -> Findings:
    """The whole story, said otherwise."""
    return replace(WHOLE, delivery=replace(SPOKEN, **changed))


@pytest.mark.parametrize(
    ("name", "meets", "misses"),
    [
        ("event", HABIT, WHOLE),
        ("kind", VAGUE, HABIT),
        ("form", WHOLE, HABIT),
        ("result", findings(HALF), WHOLE),
        ("action", replace(WHOLE, missing=("action",)), WHOLE),
        ("measure", replace(WHOLE, quantities=()), WHOLE),
        ("own", WE, WHOLE),
        ("task", findings(HALF), WHOLE),
        ("situation", replace(WHOLE, missing=("situation",)), WHOLE),
        ("unclear situation", unclear("situation"), unclear("task")),
        ("unclear task", unclear("task"), unclear("action")),
        ("unclear action", unclear("action"), unclear("result")),
        ("unclear result", unclear("result"), unclear("situation")),
        ("order", BACKWARDS, replace(BACKWARDS, parts=BACKWARDS.parts[::-1])),
        ("terms", findings(HALF), WHOLE),
        ("over", spoken(seconds=31.0), spoken(seconds=30.4)),
        ("short", spoken(seconds=29.0), spoken(seconds=30.0)),
        ("long", spoken(seconds=181.0), spoken(seconds=180.0)),
        ("fast", spoken(words_per_minute=191.0), spoken(words_per_minute=190.0)),
        ("slow", spoken(words_per_minute=109.0), spoken(words_per_minute=110.0)),
        ("fillers", spoken(fillers=SPOKEN.fillers * 9), WHOLE),
    ],
)
def test_each_rule_of_advice_has_an_answer_that_meets_it_and_one_that_misses_it(
    name: str, meets: Findings, misses: Findings
) -> None:
    rule = next(rule for rule in RULES if rule.name == name)
    put = replace(question(), form="process") if name in ("form", "kind") else question()
    limit = 30.0 if name == "over" else None
    assert rule.applies(Marked(1, put, meets, limit))
    assert not rule.applies(Marked(1, put, misses, limit))
    assert rule.line[0].islower()
    assert "\n" not in rule.example(Marked(1, put, meets, limit))


def test_no_rule_of_advice_is_without_such_a_pair() -> None:
    marks = test_each_rule_of_advice_has_an_answer_that_meets_it_and_one_that_misses_it.pytestmark  # type: ignore[attr-defined]  # set by pytest
    assert {rule.name for rule in RULES} == {case[0] for case in marks[0].args[1]}


def test_advice_never_takes_more_than_three_lines() -> None:
    poor = replace(findings(HALF), missing=("situation", "task", "action", "result"))
    answers = tuple(
        replace(answer, attempts=(replace(answer.attempts[0], findings=poor),))
        for answer in session().answers[:2]
    )
    assert len(next_steps(replace(session(), answers=answers))) == advice.LINES


def given(*found: Findings) -> Session:
    """A session in which these were found in one answer after the other."""
    answers = tuple(
        Answer(question(), "Why?", None, (replace(attempt(), findings=each),)) for each in found
    )
    return replace(session(), answers=answers)


def test_advice_names_the_answers_and_an_example_of_the_poorest_of_them() -> None:
    poor = replace(findings(HALF), missing=("result",), marks={"structure": Mark(1, "")})
    both = given(replace(findings(HALF), missing=("result",)), WHOLE, poor)
    first = steps(both)[0]
    assert first.answers == (1, 3)
    assert first.text == (
        "Answers 1 and 3: say what came of it, best with a figure. "
        "In answer 3, from the outline: “What it saved”"
    )


def test_what_was_not_told_goes_before_what_more_answers_lack() -> None:
    quick = spoken(words_per_minute=200.0)
    slow = spoken(words_per_minute=100.0)
    lines = next_steps(given(slow, quick, quick, replace(quick, missing=("result",))))
    assert [line.split(":")[0] for line in lines] == [
        "Answer 4",
        "Answers 1, 2, 3 and 4",
        "Answers 2, 3 and 4",
    ]
    assert "make plain what your own part was to be" in lines[1]
    assert lines[2].endswith("In answer 2, it was about 200 words a minute.")


def test_what_was_skipped_or_not_marked_is_worth_a_line_where_there_is_room() -> None:
    blank = replace(WHOLE, abstained="Too short.")
    whole = given(unclear("task"), blank)
    skipped = Answer(question(), "Why?", None, (Attempt(1, None, ended="skipped"),))
    lines = next_steps(replace(whole, answers=(*whole.answers, skipped)))
    assert lines[1:] == [
        "Answer 2 could not be marked: the reason stands with it.",
        "Answer 3 was skipped: give it next time. Begin with: “Who was billed twice”",
    ]


def test_where_no_rule_applies_the_lowest_mark_says_what_would_lift_it() -> None:
    clear = replace(WHOLE, parts=tuple(replace(span, sure=True) for span in WHOLE.parts))
    assert next_steps(given(clear)) == [
        "Lift the lowest mark of answer 1. For 5 of 5 in structure: situation, task, action and "
        "result in that order."
    ]
    best = replace(clear, marks={"structure": Mark(5, "")})
    assert next_steps(given(best)) == [
        "Nothing stands out to mend: try other questions with --seed, or --mode real."
    ]


def test_hostile_advice_is_one_harmless_line() -> None:
    evil = "a\n# b\x1b[2J|" + "x" * 5000
    put = replace(question(), outline=(evil,) * 3, follow_ups={"task": evil})
    hurt = replace(session(), answers=tuple(replace(a, question=put) for a in session().answers))
    assert not [line for line in next_steps(hurt) if "\x1b" in line or len(line) > 300]
    text = session_markdown(hurt)
    assert "\n# b" not in text


def days(count: int) -> list[Session]:
    """Sessions of the days before."""
    return [
        replace(session(), name=f"day-{day}", started=f"2026-02-{day:02d}T09:00:00")
        for day in range(1, count + 1)
    ]


def test_a_session_is_held_against_those_before_it() -> None:
    structure = courses([*days(4), session()])[0]
    assert structure.band is not None
    usual = "{:.1f} to {:.1f}".format(*structure.band)
    text = drawn(session_report(session(), days(4)), 80)
    assert (
        "This session against the last ones ─────────────────────────────────────────────\n"
        "figure                        this session   the usual  verdict\n"
        f"structure (of 5)                       3.0  {usual}  as usual\n" in text
    )
    row = f"| structure (of 5) | 3.0 | {usual} | as usual |\n"
    assert row in session_markdown(session(), days(4))


def test_sessions_after_this_one_this_one_itself_and_rehearsals_do_not_count() -> None:
    after = [replace(each, started=f"2027{each.started[4:]}") for each in days(4)]
    tried = [replace(each, rehearsal=True) for each in days(4)]
    alone = session_report(session(), [*after, *tried, session()])
    assert standing.ALONE in drawn(alone, 80)
    assert standing.before(session(), [*after, *days(2)[::-1]]) == days(2)


def test_a_drill_is_never_said_to_lack_a_second_session() -> None:
    assert standing.why_none(replace(session(), drill="result")) == standing.DRILLED


def test_with_one_session_before_it_the_last_value_is_shown_and_no_verdict() -> None:
    text = drawn(session_report(session(), days(1)), 80)
    assert "structure (of 5)                       3.0   last 3.0  too few sessions to tell" in text


def test_what_cannot_be_compared_says_why() -> None:
    tried = replace(session(), rehearsal=True)
    assert standing.REHEARSED in drawn(session_report(tried, days(4)), 80)
    bare = replace(session(), answers=session().answers[2:])
    assert standing.UNMARKED in session_markdown(bare, days(4))


def test_what_was_masked_stands_under_the_title() -> None:
    masked = ("Masked: 3 names of people.", "Read it before you send it.")
    text = drawn(session_report(session(), (), masked), 80)
    assert text.startswith(
        "Billing specialist · 2026-03-02 09:15 · practice\nMasked: 3 names of people.\nRead it"
    )
    assert "· practice\n\nMasked: 3 names of people.\n" in session_markdown(session(), (), masked)


def test_a_terminal_without_unicode_gets_shapes_of_its_own(tmp_path: Path) -> None:
    folder = tmp_path / "2026-03-02-0915-billing"
    folder.mkdir()
    save(session(), folder)
    told = [sys.executable, "-m", "mockint", "report", "--recordings", str(tmp_path)]
    place = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "COLUMNS": "80"}
    done = subprocess.run(told, capture_output=True, env=place, timeout=60)
    text = done.stdout.decode("ascii")
    assert done.returncode == 0, done.stderr
    assert "  structure  ****. 4/5   Four parts" in text
    assert "within {three days} and" in text
    assert "S situation  6 s  18 %  ######### " in text
    assert 'ask: "What exactly' in text
    unicode = drawn(session_report(session()), 80)
    assert text.count("?") == unicode.count("?")
    assert [len(line.rstrip()) for line in text.splitlines()] == [
        len(line) for line in unicode.splitlines()
    ]


def test_markdown_holds_what_the_terminal_shows() -> None:
    text = session_markdown(session())
    assert text.startswith("# Billing specialist\n\n2026-03-02 09:15 · practice\n")
    assert "| 2 | Tell me about a recurring problem you solved with another team. |" in text
    assert (
        "0:24 result - The customer paid within **three days** and our rework went down by "
        "**forty percent**." in text
    )
    assert "\n0:07 task, not clear - It was up to me" in text
    assert "- result: 5 of 5. The result is measured.\n  - 0:27 “our rework went down" in text
    assert "An interviewer would ask: “And what came of it in the end?”" in text


def test_markdown_shows_a_hostile_session_as_text() -> None:
    evil = "<script>alert(1)</script>\n# big ![x](http://a.b) | `x` \x1b[2J"
    first = session().answers[0]
    given = replace(first.attempts[0], findings=replace(findings(HALF), text=evil * 2, parts=()))
    answers = (replace(first, asked=evil, attempts=(given,)),)
    text = session_markdown(replace(session(), title=evil, answers=answers))
    assert "<script" not in text.replace("\\<script", "")
    assert "\n# big" not in text
    assert "](" not in text.replace("\\](", "")
    assert "\x1b" not in text


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("# a", "\\# a"),
        ("- a", "\\- a"),
        ("12. a", "12\\. a"),
        ("=== ", "\\=== "),
        ("a_b*c`d", "a\\_b\\*c\\`d"),
        ("http://x.y www.z.w m@n.o", "http\\://x.y www\\.z.w m\\@n.o"),
        ("40% of $5: (fine)", "40% of \\$5: (fine)"),
    ],
)
def test_markdown_takes_no_character_for_a_sign(text: str, safe: str) -> None:
    assert escaped(text) == safe
