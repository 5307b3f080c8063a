"""The stories told so far: gathered, the best telling chosen, held against a bank, and shown."""

import json
import re
import subprocess
import sys
from os import environ
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from benchmarks import stories as benchmark
from corpus.answers import every, split
from mockint.bank import load_bank
from mockint.findings import PARTS, Findings, Mark
from mockint.report.page.stories import stories_page
from mockint.report.stories import KEPT, STORIES, stories_markdown, stories_report
from mockint.rubric import judge
from mockint.session import Answer, Attempt, FollowUp, Session, save
from mockint.stories import Story, Telling, fits, gathered, repertoire, tellings
from mockint.stories.fit import CLEARLY, WORDS, cues
from mockint.stories.record import as_json
from mockint.stories.theme import Wording, phrase, themes
from tests.browser import Opened, serious
from tests.practised import many
from tests.sample_session import attempt, findings
from tests.screens import drawn
from tests.several import FREIGHT, OTHERS, PORTAL, held, marked, spoken, told
from tests.test_bad_input import mockint
from tests.test_spoken_interview import spoken as spoken_aloud

BANK = load_bank("billing-specialist")
BY_ID = {question.id: question for question in BANK.questions}
ASKED = [(each, cues(each, BANK)) for each in BANK.questions if each.form == "story"]
MOVE = (
    "At Lindqvist Dairy we switched from a green screen to a new system over one weekend in May."
    " I was to have 400 accounts ready for the first run. The consultant left after two days, so"
    " I tested it on copies of our worst invoices, learned where each field had gone, and trained"
    " the three other clerks at my desk with a guide I had written. The first live run had two"
    " errors in 1,150 invoices."
)
"""An event that was told to another question than the one it fits."""
HOSTILE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
EVIL = "<script>alert(1)</script> [b]# ![x](http://a.b) \x1b[2J\u202e | `x` '; rm"
SCREEN_80 = """\
3 stories in 5 interviews, held against Billing specialist

1. Lindqvist, Dairy, guide: told once
   “At Lindqvist Dairy we switched from a green screen to a new system over one
   weekend in May. I was to have 400 accounts ready for the first run. The…”
   Told: 2026-03-05 09:15, answer 1
   Best telling: 2026-03-05 09:15, answer 1, parts STA-, marks 3.0 of 5: the
   only telling.
   Result: none was heard.
   Hear it: mockint replay s05 --answer 1 (it begins at 0:02)
   [x] Tell me about a billing process you made better. What was different
       afterwards?
   [ ] Tell me about a time you had to learn a new billing system in a hurry.
       shares trained, new system, consultant, switched, weekend, tested and 4
       more: 10 of its words, where 0.5 would be usual
   [ ] Have you taught colleagues to use a billing system? Tell me about one
       group, and how well they managed afterwards.
       shares trained, guide, system: 3 of its words, where 0.6 would be usual

2. Harlan, Delgado, Mechanical: told 3 times
   “At Harlan Supply one of our customers, Delgado Mechanical, could not get her
   statement to match, and it had been off for three months. My manager…”
   Told: 2026-03-04 09:15, answer 2; 2026-03-03 09:15, answer 1; 2026-03-01
   09:15, answer 1
   Best telling: 2026-03-04 09:15, answer 2, parts STAR, marks 4.2 of 5: as good
   as the next best, and newer.
   Result: “and we gave back $1,900. Gary had the freight code fixed after that”
   (figure: $1,900)
   Hear it: mockint replay s04 --answer 2 (it begins at 0:02)
   [x] Tell me about a double charge you had to put right, from the apology to
       the look back afterwards.
   [x] Describe a time when a customer questioned a duplicate charge. What did
       you do?
   [x] Tell me about a billing error that you found yourself. How did you put it
       right?

3. Brendan, suffix, macro: told twice
   “We moved our largest hospital, Saint Brendan, to a supplier portal, and the
   first week every invoice was refused. I was to get them through before…”
   Told: 2026-03-04 09:15, answer 1; 2026-03-02 09:15, answer 1
   Best telling: 2026-03-02 09:15, answer 1, parts STAR, marks 4.2 of 5: it has
   4 of 4 parts, the next best 2.
   Result: “Within nine days all 48 invoices were accepted” (figure: nine days)
   Hear it: mockint replay s02 --answer 1 (it begins at 0:02)
   [x] Tell me about a billing error that you found yourself. How did you put it
       right?
   [x] Tell me about a recurring billing problem that you solved together with
       another team.

Told often
- Harlan, Delgado, Mechanical: told 3 times in the last 5 interviews. Have
  another ready.

Stories that serve most
- Lindqvist, Dairy, guide: told to 1 question of this bank, could serve 2
  questions more
- Harlan, Delgado, Mechanical: told to 3 questions of this bank
- Brendan, suffix, macro: told to 2 questions of this bank

Topics that have a story: 7 of 11 (opening 0 of 1, behavioral 5 of 6, general 2
of 4)
Topics without a story: prepare one for each.
- S01, opening: Tell me about your background in billing and receivables, and
  one stretch of it you are proud of.
  Hint: Two sentences for the whole career, then one period told properly.
- S10, behavioral: Describe a month-end close when too much had to be done at
  once. How did you get through it?
  Hint: Show how you chose, rather than how tired you were.
- S37, general: Which financial report of yours did somebody act on? Tell me how
  it came about and what followed.
  Hint: Start with the person who read it and the question they had.
- S42, general: Sometimes management has to hear bad news about billing. Tell me
  about a time you brought it, and what they decided.
  Hint: Give the size of the problem in one number before you give its story.

[x] told to this question  [ ] could serve it
“Could serve” is a suggestion by shared words: a story that shares a question's
words may still miss its point, so read the question before you rely on it.
"""
SCREEN_120 = """\
1. Lindqvist, Dairy, guide: told once
   “At Lindqvist Dairy we switched from a green screen to a new system over one weekend in May. I was to have 400
   accounts ready for the first run. The…”
   Told: 2026-03-05 09:15, answer 1
   Best telling: 2026-03-05 09:15, answer 1, parts STA-, marks 3.0 of 5: the only telling.
   Result: none was heard.
   Hear it: mockint replay s05 --answer 1 (it begins at 0:02)
   [x] Tell me about a billing process you made better. What was different afterwards?
   [ ] Tell me about a time you had to learn a new billing system in a hurry.
       shares trained, new system, consultant, switched, weekend, tested and 4 more: 10 of its words, where 0.5 would be
       usual
"""  # noqa: E501
NONE_80 = """\
No story was told yet: run `mockint interview`, and answer with one event of
your own.
"""


def practised(day: int, *told: tuple[str, str]) -> Session:
    """A session of that day of March: each question of the bank, by its id, and its answer."""
    answers = []
    for name, text in told:
        heard, put = spoken(text), BY_ID[name]
        found = judge(heard, put, BANK.terms, encoder=lambda: None)
        given = replace(attempt(), transcript=heard, seconds=heard.seconds, findings=found)
        answers.append(Answer(put, put.ask, None, (given,)))
    return held(day, answers=tuple(answers), bank=BANK.name, title=BANK.title)


def five() -> list[Session]:
    """Five interviews: one story told three times, one twice, one to a question it fits less."""
    return [
        practised(1, ("error-you-found", FREIGHT[0])),
        practised(2, ("solved-with-another-team", PORTAL[0])),
        practised(3, ("duplicate-charge-questioned", FREIGHT[1])),
        practised(4, ("error-you-found", PORTAL[1]), ("double-charge-put-right", FREIGHT[0])),
        practised(5, ("process-made-better", MOVE)),
    ]


def hostile() -> list[Session]:
    """Sessions of which every text is evil."""
    sessions = []
    for session in five():
        answers = []
        for answer in session.answers:
            given = answer.attempts[0]
            assert given.findings is not None
            found = given.findings
            parts = tuple(replace(span, quote=EVIL) for span in found.parts)
            amounts = tuple(replace(each, quote=EVIL) for each in found.quantities)
            changed = replace(
                found,
                parts=parts,
                quantities=amounts,
                text=f"{EVIL} {found.text} {EVIL}",
                marks={EVIL: Mark(99, EVIL)},
            )
            answers.append(
                replace(answer, asked=EVIL, attempts=(replace(given, findings=changed),))
            )
        evil = {"name": f"{EVIL}{session.name}", "title": EVIL, "started": EVIL}
        sessions.append(replace(session, answers=tuple(answers), **evil))
    return sessions


def telling(
    parts: int = 4, figure: str = "", marks: float | None = 3.0, session: str = "s01"
) -> Telling:
    """A telling with so many sure parts."""
    return Telling(
        session=session,
        started="2026-03-01T09:15:00",
        bank="billing",
        number=1,
        question="charge-1",
        asked="What was it?",
        seconds=2.0,
        text="We were billed.",
        amounts=(),
        parts=PARTS[:parts],
        unclear=(),
        result="It was paid.",
        figure=figure,
        marks=marks,
    )


def kept(recordings: Path, sessions: list[Session]) -> Path:
    """The sessions on disk."""
    for each in sessions:
        folder = recordings / each.name
        folder.mkdir(parents=True)
        save(each, folder)
    return recordings


def run(*options: str | Path, columns: int = 80) -> tuple[int, str, str]:
    """``mockint stories`` with these options in a pipe: exit code, output, errors."""
    done = subprocess.run(
        [sys.executable, "-m", "mockint", "stories", *map(str, options)],
        capture_output=True,
        env={**environ, "COLUMNS": str(columns)},
        timeout=60,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def stripped(screen: str) -> str:
    """Without the spaces at the ends of lines."""
    return "".join(f"{line.rstrip()}\n" for line in screen.splitlines())


def test_every_story_is_gathered_with_its_tellings_the_one_told_last_first() -> None:
    found = repertoire(five(), BANK)
    places = [
        [(each.session, each.number) for each in entry.story.tellings] for entry in found.entries
    ]
    assert places == [
        [("s05", 1)],
        [("s01", 1), ("s03", 1), ("s04", 2)],
        [("s02", 1), ("s04", 1)],
    ]
    assert (found.sessions, found.recent) == (5, 5)


def test_rehearsals_and_answers_that_tell_no_event_are_left_out() -> None:
    first, second, *_ = five()
    knowledge = replace(findings(), form="knowledge")
    refused = replace(findings(), abstained="too short")
    others = [held(8, knowledge), held(9, refused), replace(second, rehearsal=True)]
    assert [each.session for each in tellings([first, *others])] == ["s01"]


def test_an_attempt_that_was_given_again_counts_once_by_the_last() -> None:
    session = practised(1, ("error-you-found", FREIGHT[0]))
    (answer,) = session.answers
    weak = replace(answer.attempts[0], number=1, findings=replace(findings(), text="First try."))
    strong = replace(answer.attempts[0], number=2)
    skipped = Attempt(3, None, ended="skipped")
    twice = replace(session, answers=(replace(answer, attempts=(weak, strong, skipped)),))
    assert [each.text for each in tellings([twice])] == [FREIGHT[0]]


def test_a_telling_quotes_its_result_and_the_figure_that_measures_it() -> None:
    (told,) = tellings([five()[0]])
    assert told.parts == PARTS
    assert told.result in FREIGHT[0]
    assert told.figure == "$1,900"
    assert told.seconds == 2.0
    assert told.marks is not None


def test_a_figure_of_the_scene_measures_no_result() -> None:
    whole = findings()
    scene = tuple(each for each in whole.quantities if not each.result)
    assert scene
    (told,) = tellings([held(1, replace(whole, quantities=scene))])
    assert told.figure == ""
    assert told.result.startswith("The customer paid")


def test_a_story_without_a_result_has_none_to_quote() -> None:
    whole = findings()
    parts = tuple(span for span in whole.parts if span.part != "result")
    (told,) = tellings([held(1, replace(whole, parts=parts, quantities=()))])
    assert (told.result, told.figure) == ("", "")
    assert "result" not in told.parts
    assert "task" in told.unclear


@pytest.mark.parametrize(
    ("worse", "best", "why"),
    [
        (
            telling(3, "$5", 5.0),
            telling(4, "", 2.0, "s02"),
            "it has 4 of 4 parts, the next best 3",
        ),
        (
            telling(4, "", 5.0),
            telling(4, "$5", 2.0, "s02"),
            "it has as many parts as the next best, and its result is measured",
        ),
        (
            telling(4, "$5", 3.0),
            telling(4, "$5", 4.2, "s02"),
            "as complete as the next best, with higher marks (4.2 after 3.0)",
        ),
        (
            telling(4, "$5", 3.0),
            telling(4, "$5", 3.04, "s02"),
            "as good as the next best, and newer",
        ),
    ],
)
def test_the_best_telling_has_parts_then_a_measured_result_then_marks(
    worse: Telling, best: Telling, why: str
) -> None:
    assert Story((), (worse, best)).best.telling is best
    assert Story((), (worse, best)).best.why == why
    if not why.endswith("newer"):
        assert Story((), (best, worse)).best.telling is best


def test_a_single_telling_is_the_best_and_an_unmarked_one_can_be() -> None:
    story = Story((), (telling(marks=None),))
    assert story.best.why == "the only telling"
    assert story.best.telling is story.tellings[0]


def test_a_story_is_called_by_its_own_rare_words() -> None:
    titles = [story.title for story in gathered(tellings(five()))]
    assert titles[0].startswith("Lindqvist, Dairy")
    assert "Delgado" in titles[1]
    assert "Brendan" in titles[2]


def test_an_employer_in_every_story_names_none_of_them() -> None:
    texts = [
        f"At Kessler Building Supply I {rest}"
        for rest in (
            "chased a roofer whose cheque had bounced at the counter in Toledo.",
            "audited the freight, comparing waybills with tariffs for a fortnight.",
            "lost a lien notice and drove to the courthouse to file another.",
            "merged a duplicate vendor after ringing their treasurer twice.",
        )
    ]
    told = [replace(telling(session=f"s{at}"), text=text) for at, text in enumerate(texts)]
    titles = [story.title for story in gathered(told)]
    assert len(titles) == 4
    assert not [title for title in titles if "Kessler" in title]


def test_a_story_with_nothing_rare_is_called_by_how_it_begins() -> None:
    told = replace(telling(), text="So we had this customer and they did not pay us at all.")
    (story,) = gathered([told])
    assert story.title == "“So we had this customer and they did …”"


def test_a_story_could_serve_the_question_whose_words_it_says() -> None:
    newest = repertoire(five(), BANK).entries[0]
    could = {fit.question: fit.words for fit in newest.fits if not fit.told}
    assert next(iter(could)) == "new-system-fast"
    assert {"new system", "consultant"} <= set(could["new-system-fast"])


def test_what_a_story_was_told_to_is_marked_and_not_suggested() -> None:
    entry = repertoire(five(), BANK).entries[1]
    told = {fit.question for fit in entry.fits if fit.told}
    assert told == {"error-you-found", "duplicate-charge-questioned", "double-charge-put-right"}
    assert not told & {fit.question for fit in entry.fits if not fit.told}


def test_a_question_of_another_bank_by_the_same_name_is_not_taken_for_told() -> None:
    session = replace(five()[0], bank="my-own")
    (entry,) = repertoire([session], BANK).entries
    assert not [fit for fit in entry.fits if fit.told]


def test_only_questions_that_ask_for_a_story_are_suggested() -> None:
    for entry in repertoire(five(), BANK).entries:
        for fit in entry.fits:
            assert BY_ID[fit.question].form == "story"


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.sampled_from(sorted({*MOVE.split(), *FREIGHT[0].split(), "\x1b[2J", "é", "…"}))
    ).map(" ".join)
    | st.text(max_size=300)
)
def test_words_that_led_to_a_question_are_in_the_story_whatever_was_said(text: str) -> None:
    said = Wording(text)
    heard = " ".join("I" if word == "i" else word for word in said.words)
    for fit in fits(text, ASKED):
        assert all(f" {word} " in f" {heard} " for word in fit.words)
        assert len(set(fit.words)) == len(fit.words)
        assert fit.usual > 0
        if fit.clear:
            assert len(fit.words) >= WORDS
            assert fit.above >= CLEARLY


def test_saying_a_word_twice_leads_to_nothing_more() -> None:
    once = fits("The consultant left.", ASKED)
    again = fits("The consultant, the consultant, the consultant left.", ASKED)
    assert [fit.words for fit in once if fit.question == "new-system-fast"] == [
        fit.words for fit in again if fit.question == "new-system-fast"
    ]


def test_an_empty_story_serves_nothing() -> None:
    assert not [fit for fit in fits("", ASKED) if fit.clear or fit.words]


def test_forms_of_a_word_and_of_a_term_are_found_as_they_were_said() -> None:
    said = Wording("They kept charging us; I wrote two credit memos.")
    assert said.find(phrase("charged")) == "charging"
    assert said.find(phrase("credit memo")) == "credit memos"
    assert said.find(phrase("memo credit")) is None
    assert said.find(phrase("I wrote")) == "I wrote"


def test_every_theme_says_by_what_it_is_asked_and_by_what_it_is_shown() -> None:
    assert len(themes()) > 15
    for theme in themes():
        assert theme.asked
        assert len(theme.shown) > len(theme.asked)
        assert all(theme.shown)


def test_topics_tell_which_stories_they_have_and_which_have_none() -> None:
    found = repertoire(five(), BANK)
    by_id = {topic.questions[0].id: topic for topic in found.topics}
    assert len(by_id) == len(ASKED)
    assert by_id["error-you-found"].told == (1, 2)
    assert by_id["new-system-fast"].told == ()
    assert by_id["new-system-fast"].could == (0,)
    wanting = {topic.questions[0].id for topic in found.wanting}
    assert "report-you-built" in wanting
    assert not wanting & {"error-you-found", "new-system-fast", "process-made-better"}


def test_a_story_told_again_and_again_is_said_to_be() -> None:
    entries = repertoire(five(), BANK).entries
    assert [(entry.recent, entry.often) for entry in entries] == [(1, False), (3, True), (2, False)]


def test_giving_one_answer_again_to_its_own_question_is_practice_and_not_too_often() -> None:
    sessions = [practised(day, ("error-you-found", FREIGHT[day % 2])) for day in range(1, 5)]
    (entry,) = repertoire(sessions, BANK).entries
    assert (entry.recent, entry.often) == (4, False)
    before = practised(1, ("process-made-better", FREIGHT[0]))
    again = [practised(day, ("error-you-found", FREIGHT[day % 2])) for day in range(2, 7)]
    (entry,) = repertoire([before, *again], BANK).entries
    assert (entry.recent, entry.often) == (5, False)


def test_only_the_last_five_interviews_make_a_story_come_too_often() -> None:
    later = [held(day, marked(structure=3)) for day in range(6, 11)]
    later = [replace(each, answers=_with_text(each, OTHERS[0])) for each in later]
    entries = repertoire([*five(), *later], BANK).entries
    assert [entry.recent for entry in entries if len(entry.story.tellings) == 3] == [0]


def _with_text(session: Session, text: str) -> tuple[Answer, ...]:
    (answer,) = session.answers
    given = answer.attempts[0]
    assert given.findings is not None
    found: Findings = replace(given.findings, text=text, quantities=())
    return (replace(answer, attempts=(replace(given, findings=found),)),)


def test_a_story_told_to_two_questions_of_one_interview_is_named() -> None:
    session = practised(1, ("error-you-found", PORTAL[0]), ("process-made-better", PORTAL[1]))
    (entry,) = repertoire([session], BANK).entries
    assert entry.once == ("s01",)
    screen = drawn(stories_report(repertoire([session], BANK)), 80)
    assert "told to more than one question in s01." in screen


def test_the_stories_stand_on_the_screen_at_80_and_at_120_columns() -> None:
    found = repertoire(five(), BANK)
    assert drawn(stories_report(found), 80) == SCREEN_80
    assert SCREEN_120 in drawn(stories_report(found), 120)
    assert drawn(stories_report(found), 80, colour=True) == SCREEN_80


def test_before_the_first_story_the_screen_says_what_to_prepare() -> None:
    screen = drawn(stories_report(repertoire([], BANK)), 80)
    assert screen.startswith(NONE_80)
    assert "Topics that have a story: 0 of 11" in screen


def test_a_bank_that_asks_for_no_story_says_so() -> None:
    process = tuple(each for each in BANK.questions if each.form == "process")
    found = repertoire(five(), replace(BANK, questions=process))
    line = "This bank asks for no stories: name another with --bank."
    assert line in drawn(stories_report(found), 80)
    assert line in stories_page(found)
    assert line in stories_markdown(found).replace("\\", "")


@pytest.mark.parametrize("width", [20, 40, 79, 80, 120, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    for sessions in (five(), hostile(), []):
        screen = drawn(stories_report(repertoire(sessions, BANK)), width)
        assert max(map(len, screen.splitlines())) <= width


def test_nothing_hostile_reaches_a_terminal_a_page_or_a_file() -> None:
    found = repertoire(hostile(), BANK)
    assert found.entries
    screen, page, text = (
        drawn(stories_report(found), 80),
        stories_page(found),
        stories_markdown(found),
    )
    for each in (screen, page, text):
        assert not HOSTILE.search(each)
        assert "alert(1)" in each
    assert "<script>alert" not in page
    assert page.count("<script>") == 1
    assert "<script" not in text.replace("\\<script", "")
    assert "](" not in text.replace("\\](", "")


def test_the_command_to_hear_a_story_is_one_word_after_another_for_any_shell() -> None:
    screen = drawn(stories_report(repertoire(hostile(), BANK)), 2000)
    (line, *_) = [each for each in screen.splitlines() if "Hear it:" in each]
    assert "mockint replay '" in line
    assert "'\"'\"'; rm" in line


def test_a_story_of_a_megabyte_is_shown_in_a_few_lines() -> None:
    session = practised(1, ("error-you-found", FREIGHT[0]))
    huge = replace(session, answers=_with_text(session, "invoice " * 130_000))
    screen = drawn(stories_report(repertoire([huge], BANK)), 80)
    assert len(screen) < 6_000


def test_the_page_holds_stories_questions_and_topics() -> None:
    page = stories_page(repertoire(five(), BANK))
    assert "3 stories in 5 interviews, held against Billing specialist" in page
    assert page.count('<li dir="auto">told to: ') == 6
    assert "could serve: Tell me about a time you had to learn a new billing system" in page
    assert "mockint replay s05 --answer 1" in page
    assert "Topics without a story" in page


def test_the_markdown_holds_the_same() -> None:
    text = stories_markdown(repertoire(five(), BANK))
    assert text.startswith("# Stories\n\n3 stories in 5 interviews, held against Billing")
    assert "\n## 1. Lindqvist, Dairy" in text
    assert "\n- could serve: Tell me about a time you had to learn a new billing system" in text
    assert "\n## Topics\n" in text


def test_the_json_names_stories_and_topics_by_place(tmp_path: Path) -> None:
    recordings = kept(tmp_path, five())
    code, out, err = run("--recordings", recordings, "--format", "json")
    assert (code, err) == (0, "")
    found = json.loads(out)
    assert found == json.loads(as_json(repertoire(five(), BANK)))
    assert [len(story["tellings"]) for story in found["stories"]] == [1, 3, 2]
    for story in found["stories"]:
        assert story["tellings"][story["best"]]["parts"]
    for topic in found["topics"]:
        assert all(place < 3 for place in (*topic["told"], *topic["could"]))


def test_stories_on_the_command_line(tmp_path: Path) -> None:
    recordings = kept(tmp_path, five())
    code, screen, err = run("--recordings", recordings)
    assert (code, err) == (0, "")
    assert stripped(screen) == SCREEN_80
    assert run("--recordings", recordings, "--plain")[1] == screen
    path = tmp_path / "kept.md"
    assert run("--recordings", recordings, "-o", path)[:2] == (0, f"Written to {path}.\n")
    assert path.read_text(encoding="utf-8") == stories_markdown(repertoire(five(), BANK))


def test_a_story_spoken_in_two_interviews_is_one_story_with_two_tellings(tmp_path: Path) -> None:
    closing = spoken_aloud(
        "How large is the team that I would be working with?", tmp_path / "c.wav"
    )
    recordings = tmp_path / "recordings"
    for number, text in enumerate(FREIGHT):
        story = spoken_aloud(text, tmp_path / f"{number}.wav")
        words = ("interview", "--stage", "behavioral", "-n", "1", "--seed", str(number))
        done = mockint(*words, "--answers", story, closing, "--recordings", recordings)
        assert done.returncode == 0, done.stderr
    found = json.loads(run("--recordings", recordings, "--format", "json")[1])
    assert found["sessions"] == 2
    (story_told,) = found["stories"]
    assert [each["number"] for each in story_told["tellings"]] == [1, 1]
    told = {fit["question"] for fit in story_told["questions"] if fit["told"]}
    assert told == {each["question"] for each in story_told["tellings"]}


def test_a_bank_can_be_named_and_a_wrong_one_is_one_sentence(tmp_path: Path) -> None:
    recordings = kept(tmp_path, five())
    code, screen, _ = run("--recordings", recordings, "--bank", "accounts-payable")
    assert code == 0
    assert "held against Accounts payable" in screen
    code, screen, err = run("--recordings", recordings, "--bank", "nowhere")
    assert (code, screen) == (1, "")
    assert err.count("\n") == 1
    assert "no such bank" in err


def test_a_bank_that_is_not_shipped_is_said_to_be_left_out(tmp_path: Path) -> None:
    sessions = [replace(each, bank="my-own\x1b[2J") for each in five()]
    code, screen, err = run("--recordings", kept(tmp_path, sessions))
    assert code == 0
    assert "held against Billing specialist" in screen
    assert err.startswith("The newest interview's bank, my-own\N{REPLACEMENT CHARACTER}[2J, is not")


def test_without_a_session_or_with_a_damaged_one_stories_still_answers(tmp_path: Path) -> None:
    code, screen, err = run("--recordings", tmp_path / "none")
    assert (code, err) == (0, "")
    assert screen.startswith("No story was told yet: run `mockint interview`")
    kept(tmp_path, five())
    (tmp_path / "s05" / "session.json").write_text('{"format": 1, "name": 5')
    code, screen, err = run("--recordings", tmp_path)
    assert code == 0
    assert screen.startswith("2 stories in 4 interviews")


def test_only_a_page_can_be_opened(tmp_path: Path) -> None:
    code, _, err = run("--recordings", tmp_path, "--format", "md", "--open")
    assert code == 1
    assert "Only a page can be opened" in err


def test_many_stories_fill_no_more_than_their_share_of_the_screen(tmp_path: Path) -> None:
    many(tmp_path, 40)
    code, screen, _ = run("--recordings", tmp_path)
    assert code == 0
    assert len(re.findall(r"^\d+\. ", screen, re.MULTILINE)) == STORIES
    left = re.search(r"^and (\d+) more: `mockint stories --format html`", screen, re.MULTILINE)
    assert left
    page = run("--recordings", tmp_path, "--format", "html")[1]
    assert page.count('<section aria-labelledby="story-') == STORIES + int(left[1]) <= KEPT


def test_every_question_that_the_benchmark_names_is_in_a_bank() -> None:
    banks = ("billing-specialist", "billing-coordinator", "accounts-payable")
    known = {question.id for name in banks for question in load_bank(name).questions}
    assert {name for _, names in benchmark.LABELS for name in names} <= known


def test_a_story_of_the_corpus_finds_its_own_question_far_more_often_than_chance() -> None:
    training, _ = split(every())
    found = list(benchmark.cases(benchmark.told(training)[::3], [BANK]))
    assert len(found) > 25
    first = sum(case.place < 3 for case in found) / len(found)
    assert first > 2 * sum(case.by_chance(3) for case in found) / len(found)


def test_each_strong_example_of_the_bank_fits_its_own_question_best() -> None:
    for question, _ in ASKED:
        assert fits(question.examples.strong, ASKED)[0].question == question.id


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, True), (320, False)])
def test_the_page_is_whole_in_a_browser(
    opened: Opened, tmp_path: Path, width: int, dark: bool
) -> None:
    for number, sessions in enumerate((five(), hostile(), [])):
        path = tmp_path / f"{number}.html"
        path.write_text(stories_page(repertoire(sessions, BANK)), encoding="utf-8")
        with opened(path, width=width, dark=dark) as visit:
            assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
            assert serious(visit.page) == []
            assert (visit.requests, visit.messages) == ([], [])


def test_a_result_that_only_a_reply_tells_is_quoted_and_said_to_be_missing_in_the_story(
    tmp_path: Path,
) -> None:
    session = told(1, [MOVE.partition(" The first live run")[0]])
    (answer,) = session.answers
    question = answer.question
    assert answer.last is not None
    found = answer.last.findings
    assert found is not None
    assert not any(span.part == "result" for span in found.parts)
    words = spoken("In the end the first live run had two errors in 1,150 invoices, and they paid.")
    replied = replace(
        answer.last, number=1, transcript=words, findings=judge(words, question, BANK.terms)
    )
    asked = FollowUp("result", "What came of it?", None, replied, 1)
    (telling,) = tellings([replace(session, answers=(answer.with_follow_up(0, asked),))])
    assert telling.result == ""
    assert telling.replied.startswith("In the end the first live run had two errors")
    kept(tmp_path, [replace(session, answers=(answer.with_follow_up(0, asked),))])
    _, shown, _ = run("--recordings", tmp_path, "--bank", "billing-specialist")
    assert (
        "Result: only in the reply to a follow-up, “In the end the first live run had two errors "
        "in 1,150 invoices, and they paid”. Tell it with the story."
    ) in " ".join(shown.split())
    for other in (replace(asked, attempt=2), replace(asked, reply=None)):
        (telling,) = tellings([replace(session, answers=(answer.with_follow_up(0, other),))])
        assert telling.replied == ""
