"""What is shown of several sessions: literal screens, pages, and the command line."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from mockint.findings import Quantity
from mockint.history import Comparison, Course, Point, compare, progress, recorded
from mockint.history.figure import Kind
from mockint.report.comparison import comparison_markdown, comparison_report
from mockint.report.curve import BARS, curve, gauge
from mockint.report.page.progress import comparison_page, progress_page
from mockint.report.progress import progress_report
from mockint.report.retold import day
from mockint.session import Session, save
from tests.browser import Opened, serious
from tests.practised import many
from tests.sample_session import findings, session
from tests.screens import drawn
from tests.several import FREIGHT, OTHERS, PORTAL, held, marked, told

RISING_80 = """\
9 sessions, 2026-03-01 to 2026-03-09
                  course       newest  usual
structure         ▃▃▅▃▅▅▆▆█  5.0 of 5  [         ●]  rising over the last 9
evidence          ▆▅▆▅▆▅▆▅▆  3.6 of 5  ····[  ● ]··  as usual
words a minute    ▅▅▅▅▅▅▅▅▅       138  ···[  ● ]···  as usual
fillers a minute  ▂▂▂▂▂▂▂▂▂       2.0  ·[●  ]······  as usual
parts of a story  ▆▆▆▆▆▆▆▆▆  3.0 of 4  ·······[● ]·  as usual
terms said        ▆▆▆▆▆▆▆▆▆      67 %  ·····[ ●  ]·  as usual

A bar is a session, drawn on the whole scale of its figure. [ ] is where the
newest would lie if nothing had changed, ● where it lies.
Fillers are at least so many: a recogniser drops some.
"""
RISING_120 = """\
structure         ▃▃▅▃▅▅▆▆█  5.0 of 5  [                     ●]  rising over the last 9
evidence          ▆▅▆▅▆▅▆▅▆  3.6 of 5  ·········[     ●    ]···  as usual
"""
RISING_40 = """\
9 sessions, 2026-03-01 to 2026-03-09
structure: 5.0 of 5, rising over the
last 9
evidence: 3.6 of 5, as usual
words a minute: 138, as usual
fillers a minute: 2.0, as usual
parts of a story: 3.0 of 4, as usual
terms said: 67 %, as usual

Fillers are at least so many: a
recogniser drops some.
"""
AGAIN_80 = """\
Stories used more than once
Saint, Brendan, suffix, macro: 2 times
  2026-03-04 09:15, answer 1, 0:02  Question 1 of day 4?
  2026-03-02 09:15, answer 1, 0:02  Question 1 of day 2?
Delgado, mechanical, Harlan, freight: 2 times
  2026-03-03 09:15, answer 2, 0:02  Question 2 of day 3?
  2026-03-01 09:15, answer 1, 0:02  Question 1 of day 1?

Told differently
Delgado, mechanical, Harlan, freight: you said “a hundred and sixty invoices” on
1 March 2026 and “a hundred and eighty” on 3 March 2026. An interviewer may ask.
  2026-03-01 09:15, answer 1, 0:16; 2026-03-03 09:15, answer 2, 0:12
"""
COMPARED_80 = """\
Two interviews side by side
First: 2026-03-02 09:15, Billing specialist (2026-03-02-0915-billing)
Second: 2026-04-01 10:00, Billing specialist (2026-04-01-1000-billing)

                     first    second  change    by chance
structure         3.0 of 5  4.0 of 5    +1.0   1.0 to 5.0  no more than chance
result            3.0 of 5  5.0 of 5    +2.0   1.0 to 5.0  no more than chance
words a minute         138       138      +0    96 to 180  no more than chance
fillers a minute       1.0       2.0    +1.0  0.0 to 10.9  no more than chance
parts of a story  2.5 of 4  3.0 of 4    +0.5   0.5 to 4.0  no more than chance
terms said            33 %      67 %     +33     0 to 100  no more than chance
By chance alone the second would lie between these, judging from how far single
answers spread; one figure in twenty lies outside although nothing has changed.

Questions answered in both
Tell me about a charge a customer questioned.
  answer 1, length 0:30, parts S-AR, fillers 1
  structure 4, result 5

Answered only in the first interview
2. Tell me about a recurring problem you solved with another team.
"""
HIGHER_120 = """\
                     first    second  change   by chance
structure         2.0 of 5  5.0 of 5    +3.0  1.0 to 3.0  higher
evidence          3.6 of 5  3.6 of 5    +0.0  2.4 to 4.8  no more than chance
"""
LINES_40 = """\
structure: 3.0 of 5, then 4.0 of 5
(+1.0), no more than chance
"""
EVIL = "<script>alert(1)</script> [b]# ![x](http://a.b) \x1b[2J\u202e | `x`"
HOSTILE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def rising() -> list[Session]:
    """Nine sessions: structure rises, evidence wobbles, and nothing is told again."""
    return [
        held(
            number,
            *(
                replace(marked(structure=level, evidence=3 + (number + at) % 2), text="")
                for at in range(5)
            ),
        )
        for number, level in enumerate((2, 2, 3, 2, 3, 3, 4, 4, 5), 1)
    ]


def again() -> list[Session]:
    """Four sessions in which two events are told twice, one of them differently."""
    return [
        told(1, [FREIGHT[0], OTHERS[0]]),
        told(2, [PORTAL[0], OTHERS[1]]),
        told(3, [OTHERS[2], FREIGHT[1]]),
        told(4, [PORTAL[1]]),
    ]


def later() -> Session:
    """The sample session a month later, with its strong answer alone."""
    whole, name = session(), "2026-04-01-1000-billing"
    return replace(whole, name=name, started="2026-04-01T10:00", answers=whole.answers[:1])


def hostile() -> list[Session]:
    """Sessions of which every text is evil."""
    sessions = []
    for number in range(1, 6):
        texts = (FREIGHT[number % 2], PORTAL[number % 2])
        whole = told(number, texts)
        answers = tuple(replace(answer, asked=EVIL) for answer in whole.answers)
        given = answers[0].attempts[0]
        assert given.findings is not None
        quantities = tuple(
            replace(each, quote=EVIL, unit=EVIL) for each in given.findings.quantities
        )
        marks = {EVIL: findings().marks["structure"]}
        found = replace(given.findings, quantities=quantities, marks=marks)
        answers = (
            replace(answers[0], attempts=(replace(given, findings=found),)),
            *answers[1:],
        )
        named = {"name": f"{EVIL}{number}", "title": EVIL, "bank": "x"}
        sessions.append(replace(whole, answers=answers, started=f"{number}{EVIL}", **named))
    return sessions


def compared(sessions: list[Session]) -> Comparison:
    """The first two of them."""
    return compare(sessions[0], sessions[1])


def kept(recordings: Path, sessions: list[Session]) -> Path:
    """The sessions on disk."""
    for each in sessions:
        folder = recordings / each.name
        folder.mkdir(parents=True)
        save(each, folder)
    return recordings


def run(*options: str | Path, columns: int = 80, **environment: str) -> tuple[int, str, str]:
    """``mockint`` with these options in a pipe: exit code, standard output, standard error."""
    done = subprocess.run(
        [sys.executable, "-m", "mockint", *map(str, options)],
        capture_output=True,
        env={**os.environ, "COLUMNS": str(columns), **environment},
        timeout=60,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_without_a_marked_session_progress_says_what_to_do() -> None:
    for sessions in ([], [replace(session(), rehearsal=True)], [replace(session(), answers=())]):
        line = "No marked session yet: run `mockint interview`.\n"
        assert drawn(progress_report(sessions), 80) == line


def test_progress_shows_course_band_and_verdict_of_each_figure() -> None:
    assert drawn(progress_report(rising()), 80) == RISING_80
    assert RISING_120 in drawn(progress_report(rising()), 120)


def test_on_a_narrow_terminal_each_figure_is_a_line() -> None:
    assert drawn(progress_report(rising()), 40) == RISING_40


def test_colour_adds_nothing_that_shape_does_not_say() -> None:
    assert drawn(progress_report(rising()), 80, colour=True) == RISING_80


def test_stories_told_again_and_told_differently_follow_the_figures() -> None:
    assert drawn(progress_report(again()), 80).endswith(AGAIN_80)


@pytest.mark.parametrize("width", [20, 40, 79, 80, 120, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    for sessions in (rising(), again(), hostile()):
        screens = (progress_report(sessions), comparison_report(compared(sessions)))
        for screen in screens:
            assert max(map(len, drawn(screen, width).splitlines())) <= width


def test_a_bar_has_the_same_height_whatever_stands_beside_it() -> None:
    points = tuple(Point(str(at), str(at), value, 5) for at, value in enumerate((1.0, 5.0, 3.0)))
    wobble = tuple(replace(point, value=3.0 + 0.2 * (point.value > 2)) for point in points)
    assert curve(Course("a", "of 5", "mark", points), 12) == "▁█▅"
    assert curve(Course("a", "of 5", "mark", wobble), 12) == "▅▅▅"
    assert curve(Course("a", "of 5", "mark", points), 2) == "█▅"


@given(
    st.sampled_from(["mark", "pace", "fillers", "parts", "terms"]),
    st.lists(st.floats(0, 1), min_size=1, max_size=30),
    st.integers(8, 40),
)
def test_a_dot_outside_the_brackets_is_outside_the_band(
    kind: Kind, shares: list[float], width: int
) -> None:
    least, most = Course("x", "", kind, (Point("", "", 1.0, 1),)).limits
    points = tuple(
        Point(str(at), str(at), least + share * (most - least), 3)
        for at, share in enumerate(shares)
    )
    course = Course("x", "", kind, points)
    cells = gauge(course, width)
    assert len(cells) == width
    assert set(curve(course, 12)) <= set(BARS)
    dot = cells.index("●")
    assert cells.count("●") == 1
    if course.band is None:
        assert set(cells) <= set("·●")
    else:
        left, right = cells.index("["), cells.index("]")
        place = (dot > right) - (dot < left)
        assert place == course.outside


def test_five_hundred_sessions_fit_on_sixty_lines(tmp_path: Path) -> None:
    many(tmp_path, 60)
    code, screen, _ = run("progress", "--recordings", tmp_path)
    assert code == 0
    assert screen.count("\n") <= 60
    assert screen.startswith("60 sessions, 2025-01-06 to ")
    assert re.search(r"^and \d+ more$", screen, re.MULTILINE)


def test_a_hundred_figures_are_not_all_drawn() -> None:
    names = {f"mark {number}": 3 for number in range(100)}
    screen = drawn(progress_report([held(1, marked(**names))]), 80)
    assert screen.count("\n") <= 60
    assert "and 90 more figures" in screen


def test_two_interviews_stand_side_by_side() -> None:
    assert drawn(comparison_report(compare(session(), later())), 80) == COMPARED_80
    first, *_, last = rising()
    assert HIGHER_120 in drawn(comparison_report(compare(first, last)), 120)
    assert LINES_40 in drawn(comparison_report(compare(session(), later())), 40)


def test_a_comparison_of_unlike_interviews_says_why_it_is_one() -> None:
    other = replace(later(), bank="other", rehearsal=True, answers=())
    screen = drawn(comparison_report(compare(session(), other)), 80)
    assert "The questions come from different banks." in screen
    assert "A rehearsal is among them: a synthetic voice answered." in screen
    assert "nothing can be compared" in screen
    assert "No question was answered in both." in screen


def test_what_changed_in_an_answer_is_shown_with_an_arrow() -> None:
    first, *_, last = rising()
    assert "  structure 2 → 5, evidence 4\n" in drawn(comparison_report(compare(first, last)), 80)


def test_a_comparison_as_markdown_has_the_same_figures_and_questions() -> None:
    text = comparison_markdown(compare(session(), later()))
    assert text.startswith("# Two interviews side by side\n\n- First: 2026-03-02 09:15, Billing")
    row = "| structure | 3.0 of 5 | 4.0 of 5 | +1.0 | 1.0 to 5.0 | no more than chance |\n"
    assert row in text
    assert "\n- Tell me about a charge a customer questioned.\n  - answer 1, length 0:30" in text
    assert "\n## Answered only in the first interview\n\n- 2\\. Tell me about a recurring" in text


def test_a_comparison_of_hostile_interviews_is_markdown_of_texts_alone() -> None:
    text = comparison_markdown(compared(hostile()))
    assert "<script" not in text.replace("\\<script", "")
    assert "](" not in text.replace("\\](", "")
    assert not HOSTILE.search(text)


def test_nothing_hostile_reaches_a_terminal() -> None:
    for screen in (progress_report(hostile()), comparison_report(compared(hostile()))):
        text = drawn(screen, 80)
        assert not HOSTILE.search(text)
        assert "alert(1)" in text


def test_a_page_shows_charts_stories_and_differences_and_takes_no_text_for_markup() -> None:
    page = progress_page(again())
    assert page.count('<figure class="chart">') == 10
    assert '<h3 dir="auto">Delgado, mechanical, Harlan, freight: 2 times</h3>' in page
    assert "2026-03-03 09:15, answer 2, 0:12" in page
    assert "you said “a hundred and sixty invoices” on 1 March 2026 and" in page
    for evil in (progress_page(hostile()), comparison_page(compared(hostile()))):
        assert "<script>alert" not in evil
        assert not HOSTILE.search(evil)
        assert evil.count("<script>") == 1


def test_a_page_of_no_session_says_what_to_do() -> None:
    assert "No marked session yet: run `mockint interview`." in progress_page([])


def test_a_page_of_a_comparison_holds_the_figures_and_the_questions() -> None:
    page = comparison_page(compare(session(), later()))
    assert "<h1>Two interviews side by side</h1>" in page
    assert '<td role="cell" class="figure" data-name="second">5.0 of 5</td>' in page
    assert "Answered only in the first interview" in page
    assert "No question was answered in both." not in page
    assert "nothing can be compared" in comparison_page(
        compare(session(), replace(later(), answers=()))
    )


def test_a_day_is_written_out_and_what_is_none_stands_as_it_is() -> None:
    assert day("2026-03-03T09:15:00") == "3 March 2026"
    assert day("yesterday") == "yesterday"
    assert day("2026-99-03") == "2026-99-03"


def test_progress_on_the_command_line(tmp_path: Path) -> None:
    recordings = kept(tmp_path, rising())
    code, screen, told_off = run("progress", "--recordings", recordings)
    assert (code, told_off) == (0, "")
    assert "".join(f"{line.rstrip()}\n" for line in screen.splitlines()) == RISING_80
    assert run("progress", "--plain", "--recordings", recordings)[1] == screen
    plain = run("progress", "--recordings", recordings, PYTHONIOENCODING="ascii")[1]
    assert "rising over the last 9" in plain
    assert "*" in plain


def test_progress_as_json_names_the_stories_and_the_verdicts() -> None:
    found = json.loads(msgspec.json.encode(recorded(progress(again()))))
    assert found["sessions"] == 4
    assert [each["verdict"] for each in found["courses"]] == ["as usual"] * 10
    assert [len(each["tellings"]) for each in found["stories"]] == [2, 2]
    assert [each["value"] for each in found["differing"][0]["said"]] == [160.0, 180.0]


def test_a_quantity_far_from_its_text_breaks_no_page() -> None:
    wild = Quantity(10**9, 10**9 + 5, "", "money", 1e300, "dollars", True)
    whole = [held(number, replace(findings(), quantities=(wild,) * 3)) for number in range(1, 4)]
    assert progress_page(whole)
    assert drawn(progress_report(whole), 80)


@pytest.mark.parametrize(
    ("width", "dark"), [(1280, False), (1280, True), (390, False), (320, True)]
)
def test_the_pages_are_whole_in_a_browser(
    opened: Opened, tmp_path: Path, width: int, dark: bool
) -> None:
    pages = (progress_page(again()), comparison_page(compare(session(), later())))
    for number, text in enumerate((*pages, progress_page(hostile())[: 10**6])):
        path = tmp_path / f"{number}.html"
        path.write_text(text, encoding="utf-8")
        with opened(path, width=width, dark=dark) as visit:
            visit.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
            assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
            assert serious(visit.page) == []
            assert (visit.requests, visit.messages) == ([], [])
