"""A whole session, the list of sessions and progress, compared with literal screens."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from mockint.errors import SessionError
from mockint.findings import Findings
from mockint.report import advice
from mockint.report.advice import RULES, Marked, next_steps
from mockint.report.markdown import escaped, session_markdown
from mockint.report.progress import Series, progress_table, sparkline
from mockint.report.sessions import sessions_table
from mockint.report.terminal import session_report
from mockint.session import Session
from tests.sample_session import HALF, findings, question, session
from tests.screens import drawn

HEAD_80 = """\
Billing specialist · 2026-03-02 09:15 · practice

What to do next
1. Say what came of it, best with a figure (answer 2).
2. Say what there was to achieve before telling what was done (answer 2).
3. Give answer 2 again first: its marks are the lowest (1.5 of 5).

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

All answers ────────────────────────────────────────────────────────────────────
#  question                                          length  words  parts  marks
1  Tell me about a charge a customer questioned.       0:30     68  S?AR     4.5
2  Tell me about a recurring problem you solved wi…    0:10     21  S-A-     1.5
3  Why this role, and why now?                            -      -  -          -
4  What would you like to ask us?                         -      -  -          -
"""

SESSIONS_80 = """\
session                  begun             answers  minutes  marks
2026-03-02-0915-billing  2026-03-02 09:15   2 of 4      0.7    3.0
2026-03-03-1000-billing  2026-03-02 09:15  2 of 4*      0.7    3.0
old                      cannot be opened
! old: old/session.json was written by a newer mockint: install the newest one
to open it.
* not finished: `mockint interview --resume` goes on with the newest one
"""

PROGRESS_80 = """\
6 sessions, 2026-03-02 to 2026-04-01
                            course  newest
structure                   ▁▁▁▁▁█     4.0  above the usual
result                      ▁▁▁▁▁█     5.0  above the usual
words a minute              ▄▄▄▄▄▄   138.0  as usual
fillers a minute, at least  ▁▁▁▁▁█     2.0  above the usual
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
SPOKEN = WHOLE.delivery
assert SPOKEN is not None


@pytest.mark.parametrize(
    ("name", "meets", "misses"),
    [
        ("event", HABIT, WHOLE),
        ("form", WHOLE, HABIT),
        ("result", findings(HALF), WHOLE),
        ("action", replace(WHOLE, missing=("action",)), WHOLE),
        ("measure", replace(WHOLE, quantities=()), WHOLE),
        ("task", findings(HALF), WHOLE),
        ("situation", replace(WHOLE, missing=("situation",)), WHOLE),
        ("terms", findings(HALF), WHOLE),
        ("long", replace(WHOLE, delivery=replace(SPOKEN, seconds=181.0)), WHOLE),
        ("fast", replace(WHOLE, delivery=replace(SPOKEN, words_per_minute=191.0)), WHOLE),
        ("slow", replace(WHOLE, delivery=replace(SPOKEN, words_per_minute=109.0)), WHOLE),
        ("fillers", replace(WHOLE, delivery=replace(SPOKEN, fillers=SPOKEN.fillers * 9)), WHOLE),
    ],
)
def test_each_rule_of_advice_has_an_answer_that_meets_it_and_one_that_misses_it(
    name: str, meets: Findings, misses: Findings
) -> None:
    rule = next(rule for rule in RULES if rule.name == name)
    put = replace(question(), form="process") if name == "form" else question()
    assert rule.applies(Marked(1, put, meets))
    assert not rule.applies(Marked(1, put, misses))


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


def test_sessions_are_listed_with_those_that_cannot_be_opened() -> None:
    whole = session()
    newer = SessionError(
        "old/session.json was written by a newer mockint: install the newest one to open it."
    )
    found = [
        (Path("r/2026-03-02-0915-billing"), whole),
        (Path("r/2026-03-03-1000-billing"), replace(whole, finished=False)),
        (Path("r/old"), newer),
    ]
    assert drawn(sessions_table(found), 80) == SESSIONS_80


def test_without_sessions_the_list_says_how_to_begin() -> None:
    assert drawn(sessions_table([]), 80) == "There are no sessions yet: run `mockint interview`.\n"


def later(whole: Session) -> Session:
    """A month later only the strong answer was given."""
    return replace(whole, started="2026-04-01T10:00:00", answers=whole.answers[:1])


def test_progress_shows_the_course_of_each_figure() -> None:
    assert drawn(progress_table([later(session()), *[session()] * 5]), 80) == PROGRESS_80


def test_progress_leaves_rehearsals_out() -> None:
    assert "No marked session yet" in drawn(
        progress_table([replace(session(), rehearsal=True)]), 80
    )


@pytest.mark.parametrize(
    ("values", "verdict"),
    [
        ((3.0, 3.0, 4.0), "too few sessions to tell"),
        ((3.0, 4.0, 2.0, 3.5), "as usual"),
        ((3.0, 4.0, 2.0, 4.5), "above the usual"),
        ((3.0, 4.0, 2.0, 1.5), "below the usual"),
    ],
)
def test_a_wobble_is_not_called_progress(values: tuple[float, ...], verdict: str) -> None:
    assert Series("structure", values).verdict == verdict


def test_a_sparkline_spans_from_lowest_to_highest() -> None:
    assert sparkline((1.0, 5.0, 3.0)) == "▁█▅"
    assert sparkline((2.0, 2.0)) == "▄▄"


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
