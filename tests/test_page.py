"""The page as text: nothing from elsewhere, nothing of a user's but text, nothing lost."""

import base64
import hashlib
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from mockint.commands.page import sounds
from mockint.errors import DiskError
from mockint.findings import Findings, PartSpan, Quantity, TermUse
from mockint.history.course import Course, Point
from mockint.report.page import Sound, session_page
from mockint.report.page.charts import course_chart
from mockint.report.plain import plain
from mockint.session import Answer, Attempt, Session, load
from mockint.sound.clip import BLOCK, RATE, Clip
from mockint.sound.peaks import peaks
from mockint.sound.soundfiles import blocks, write_flac
from mockint.transcript import Transcript, Word
from tests.practised import long, practised
from tests.sample_session import ENGINE, findings, session

VOID = frozenset({"meta", "link", "input", "br"})
SHAPES = frozenset({"path", "rect", "circle"})
TONE = Sound("data:audio/flac;base64,ZkxhQw==", (0.1, 0.5, 1.0), 20.0)


class Page(HTMLParser):
    """A page taken apart; whatever is not closed in order is a mistake."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.said: list[str] = []
        self.words: list[str] = []
        self._open: list[tuple[str, str]] = []
        self.feed(text)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        assert len(dict(attrs)) == len(attrs)
        self.said.append("\n" if tag == "p" else "")
        if tag not in VOID:
            self._open.append((tag, dict(attrs).get("class") or ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in SHAPES
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        inside = [kind for _, kind in self._open]
        hidden = "vh" in inside or any(tag in ("style", "script") for tag, _ in self._open)
        if hidden or not inside:
            return
        if "said" in inside:
            self.said.append(data)
        if "w" in inside:
            self.words.append(data)

    @property
    def transcript(self) -> list[str]:
        """The words of all transcripts in order."""
        return "".join(self.said).split()


def between(page: str, tag: str) -> str:
    """What stands within the page's only element of that name."""
    found: list[str] = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
    assert len(found) == 1
    return found[0]


def spoken(text: str, found: Findings, words: tuple[Word, ...] | None = None) -> Session:
    """A session with one answer of that text."""
    heard = (
        words
        if words is not None
        else tuple(Word(w, i, i + 0.5) for i, w in enumerate(text.split()))
    )
    attempt = Attempt(1, "01-answer.flac", 9.0, "key", Transcript(heard, 9.0, ENGINE), found)
    first = session().answers[0]
    return replace(session(), answers=(replace(first, attempts=(attempt,)),))


def test_the_policy_names_exactly_the_style_and_the_script_that_are_there() -> None:
    page = session_page(session())
    policy = next(
        tags["content"]
        for tag, tags in Page(page).tags
        if tags.get("http-equiv") == "Content-Security-Policy"
    )
    for name in ("style", "script"):
        digest = hashlib.sha256(between(page, name).encode()).digest()
        assert f"{name}-src 'sha256-{base64.b64encode(digest).decode()}'" in str(policy)
    rules = [
        rule for rule in str(policy).split("; ") if not rule.startswith(("style-src", "script-src"))
    ]
    assert rules == [
        "default-src 'none'",
        "media-src data: file: 'self'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]


def test_nothing_in_the_page_leads_anywhere_else() -> None:
    page = session_page(session(), sounds={"01-answer.flac": TONE})
    assert not re.search(r"https?:|//[a-z]|url\(|@import", page, re.IGNORECASE)
    for tag, attributes in Page(page).tags:
        assert not any(name.startswith("on") or name == "style" for name in attributes), tag
        for name in ("href", "src", "action", "data", "poster", "srcset"):
            assert str(attributes.get(name) or "#").startswith(("#", "data:")), (tag, attributes)


def test_every_link_within_the_page_leads_to_a_place_in_it_and_no_place_is_there_twice() -> None:
    tags = Page(session_page(session(), sounds={"01-answer.flac": TONE})).tags
    places = [str(attributes["id"]) for _, attributes in tags if "id" in attributes]
    assert len(places) == len(set(places))
    named = [str(a[name]) for _, a in tags for name in ("aria-labelledby",) if name in a]
    linked = [str(a["href"])[1:] for _, a in tags if str(a.get("href", "")).startswith("#")]
    assert set(named + linked) <= set(places)
    assert "answer-2" in linked


def test_the_page_says_in_order_what_to_do_then_each_answer_then_all_of_them() -> None:
    page = session_page(session())
    headings = re.findall(r"<h([1-4])[^>]*>(.*?)</h\1>", page)
    assert [text for level, text in headings if level in "12"] == [
        "Billing specialist",
        "What to do next",
        "How to read it",
        "Answer 1",
        "Answer 2",
        "Answer 3",
        "Answer 4",
        "This session against the last ones",
        "All answers",
    ]
    levels = [int(level) for level, _ in headings]
    assert all(below - above <= 1 for above, below in pairwise(levels))


def test_each_word_of_each_transcript_stands_there_once_and_carries_its_seconds() -> None:
    page = Page(session_page(session()))
    heard = [a.last.transcript for a in session().answers if a.last and a.last.transcript]
    words = [word for each in heard for word in each.words]
    assert page.transcript == [word.text for word in words]
    assert [text.strip(".,") for text in page.words] == [w.text.strip(".,") for w in words]
    spans = [tags for tag, tags in page.tags if tags.get("class") == "w"]
    assert [(s["data-s"], s["data-e"]) for s in spans] == [
        (f"{word.start:.2f}", f"{word.end:.2f}") for word in words
    ]


def test_what_was_found_is_marked_in_place_with_a_word_for_those_who_hear_it() -> None:
    page = session_page(session())
    assert '<span class="m result"><span class="vh">measured result: </span>' in page
    for kind in ("amount", "term", "filler"):
        assert f'<span class="m {kind}"><span class="vh">{kind}: </span>' in page
    assert '<span class="vh">task, not clear</span>' in page
    assert '<span class="vh">result</span>' in page


def test_a_mark_that_begins_within_a_word_tears_no_word_apart() -> None:
    text = "It cost (about) $40k-ish then."
    start = text.index("$40k")
    found = replace(
        findings(),
        text=text,
        parts=(),
        terms=(),
        marks={},
        delivery=None,
        quantities=(Quantity(start, start + 4, "$40k", "money", 40_000.0, "$", False),),
    )
    page = Page(session_page(spoken(text, found)))
    assert page.transcript == text.split()
    assert page.words == ["It", "cost", "(about)", "$40k", "then."]


def test_signs_stay_with_the_word_they_belong_to() -> None:
    text = "It was late. “So I called.”"
    parts = (
        PartSpan("situation", 0, 11, "It was late", True),
        PartSpan("action", 14, 25, "So I called", True),
    )
    found = replace(
        findings(), text=text, parts=parts, terms=(), quantities=(), delivery=None, marks={}
    )
    said = re.findall(r'<p class="said" dir="auto">(.*?)</p>', session_page(spoken(text, found)))
    assert [re.sub("<[^>]*>", "", each).strip() for each in said] == [
        "It was late.",
        "“So I called.”",
    ]


HOSTILE = '</script><script>alert(1)</script><img src=x onerror="a\'b">\x1b[31m\u202e&amp;'


def hostile(text: str) -> Session:
    """A session in which every text is ``text``."""
    asked = replace(
        session().plan[0],
        ask=text,
        outline=(text,),
        terms=(text,),
        follow_ups={"result": text, "task": text},
        anchors=type(session().plan[0].anchors)(text, text, text),
    )
    found = replace(
        findings(),
        text=text,
        parts=(PartSpan("task", 0, len(text), text, False),),
        missing=("result",),
        quantities=(),
        terms=(TermUse(text, 0, len(text), text, "exact"),),
        expected=type(findings().expected)((text,), (text,)),
        marks={text: replace(next(iter(findings().marks.values())), why=text)},
    )
    base = spoken(text, found)
    answer = base.answers[0]
    attempt = replace(answer.attempts[0], warnings=(text,))
    answer = Answer(asked, text, None, (replace(attempt, number=1), replace(attempt, number=2)))
    return replace(base, title=text, started=text, name=text, plan=(asked,), answers=(answer,))


def shape(page: str) -> list[tuple[str, list[str]]]:
    """Every tag with the names of its attributes."""
    return [(tag, sorted(attributes)) for tag, attributes in Page(page).tags]


def test_text_of_a_user_stays_text_wherever_it_stands() -> None:
    harmless = re.sub(r"\S", "x", plain(HOSTILE))
    page = session_page(hostile(HOSTILE), masked=(HOSTILE,))
    assert page.count("<script>") == 1
    assert "alert(1)</script>" not in page
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", page)
    assert shape(page) == shape(session_page(hostile(harmless), masked=(harmless,)))
    assert "&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;" in page


@settings(deadline=None, max_examples=60)
@given(st.text(min_size=1, max_size=30).filter(lambda text: text.strip() == text != ""))
def test_any_text_is_shown_as_it_is_and_adds_no_element(text: str) -> None:
    text = " ".join(text.split()) or "x"
    page = session_page(hostile(text), masked=(text,))
    shown = Page(page)
    assert {tag for tag, _ in shown.tags} == {tag for tag, _ in shape(session_page(hostile("x")))}
    assert shown.transcript == plain(text).split() * 2
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", page)


OFFSETS = st.integers(-5, 60)
SECONDS = st.floats(allow_nan=True, allow_infinity=True)


@st.composite
def astray(draw: st.DrawFn) -> Session:
    """An answer whose findings and seconds lie anywhere."""
    text = draw(st.sampled_from(("", "one", "We billed twice. Um, and paid $40 in the end, yes.")))
    spans = draw(st.lists(st.tuples(OFFSETS, OFFSETS, SECONDS, SECONDS), max_size=5))
    words = tuple(
        Word(word, draw(SECONDS), draw(SECONDS))
        for word in draw(st.sampled_from((text, "or so"))).split()
    )
    found = replace(
        findings(),
        text=text,
        parts=tuple(PartSpan("action", a, b, "q", True, (s, e)) for a, b, s, e in spans),
        quantities=tuple(Quantity(a, b, "q", "other", s, "", True, (s, e)) for a, b, s, e in spans),
        terms=tuple(TermUse("t", b, a, "q", "exact") for a, b, _, _ in spans),
        marks={
            "any": replace(
                next(iter(findings().marks.values())), level=draw(st.integers(-9, 9) | st.none())
            )
        },
    )
    base = spoken(text, found, words)
    attempt = replace(base.answers[0].attempts[0], seconds=draw(SECONDS))
    return replace(base, answers=(replace(base.answers[0], attempts=(attempt,)),))


@settings(deadline=None, max_examples=150)
@given(astray(), SECONDS)
def test_offsets_and_seconds_from_anywhere_break_nothing(wild: Session, length: float) -> None:
    sound = Sound(TONE.src, (0.0, float("nan"), 7.0, -1.0), length)
    page = Page(session_page(wild, sounds={"01-answer.flac": sound}))
    last = wild.answers[0].attempts[0]
    assert last.findings is not None
    assert "".join(page.transcript) == last.findings.text.replace(" ", "")
    for _, attributes in page.tags:
        for name in ("data-s", "data-e", "x", "width", "y", "d", "max"):
            assert not re.search("nan|inf|e[+-]", str(attributes.get(name))), attributes


def test_a_transcript_that_never_ends_is_cut_and_says_so() -> None:
    text = "word " * 20_000
    found = replace(
        findings(), text=text, parts=(), quantities=(), terms=(), delivery=None, marks={}
    )
    page = session_page(spoken(text, found))
    assert "… 60000 more characters are not shown." in page
    assert len(Page(page).transcript) == 8_000
    assert (
        session_page(spoken("x" * 1_000_000, replace(found, text="x" * 1_000_000))).count("x")
        < 50_000
    )


def test_half_an_hour_is_drawn_in_well_under_a_second(tmp_path: Path) -> None:
    held = load(long(tmp_path, minutes=1))
    session_page(session())
    began = time.process_time()
    page = session_page(held)
    took = time.process_time() - began
    words = sum(len(a.last.transcript.words) for a in held.answers if a.last and a.last.transcript)
    assert len(Page(page).transcript) == words == 5_000
    assert took < 1.0


def test_without_sound_there_is_no_player_and_no_key_to_press() -> None:
    page = session_page(session())
    assert "<audio" not in page
    assert 'id="keys"' not in page


def test_a_recording_that_cannot_be_played_says_why_and_the_words_stay() -> None:
    told = Sound(None, (), 0.0, "It is missing.")
    page = session_page(session(), sounds={"01-answer.flac": told})
    assert '<p class="note" dir="auto">It is missing.</p>' in page
    assert "<audio" not in page


@pytest.mark.parametrize(
    "src",
    [
        "javascript:alert(1)",
        "https://example.invalid/a.flac",
        "//example.invalid/a.flac",
        "/etc/passwd",
        'a.flac" onerror="alert(1)',
        "data:text/html;base64,PGI+",
        "data:audio/flac;base64,PGI+\n",
    ],
)
def test_sound_comes_from_within_or_beside_and_from_nowhere_else(src: str) -> None:
    page = session_page(session(), sounds={"01-answer.flac": Sound(src, (), 1.0)})
    assert "<audio" not in page
    assert src not in page


def test_who_practises_is_told_what_was_masked_first() -> None:
    page = session_page(session(), masked=("Masked: 3 names.",))
    assert page.index("Masked: 3 names.") < page.index("What to do next")


def test_a_rehearsal_and_one_broken_off_are_told_at_the_top() -> None:
    page = session_page(replace(session(), rehearsal=True, finished=False))
    top = page[: page.index("<main")]
    assert "A rehearsal: a synthetic voice answered" in top
    assert "Broken off: <code>mockint interview --resume</code>" in top


def earlier(count: int) -> Iterator[Session]:
    """The same session on days before."""
    for day in range(1, count + 1):
        yield replace(session(), name=f"2026-02-0{day}", started=f"2026-02-0{day}T09:00:00")


def test_the_session_stands_against_those_before_it_and_no_later_one() -> None:
    later = replace(session(), name="later", started="2026-04-01T09:00:00")
    page = session_page(session(), earlier=(*earlier(4), later))
    chart = page[page.index('<div class="charts">') :]
    chart = chart[chart.index('<span class="name" dir="auto">structure</span>') :]
    chart = chart[: chart.index("</figure>")]
    assert '<span class="verdict">as usual</span>' in chart
    assert re.findall(r'scope="row">([^<]*)<', chart) == [
        *(f"2026-02-0{day}" for day in range(1, 5)),
        "2026-03-02",
    ]
    assert chart.count("<circle") == 5
    alone = session_page(session())
    assert "A second session makes a comparison possible" in alone
    assert '<figure class="chart">' not in alone


def test_a_chart_holds_its_line_its_band_and_its_figures() -> None:
    points = tuple(Point(str(n), f"2026-02-0{n}", float(n), 5) for n in (1, 2, 3, 4, 5))
    chart = str(course_chart(Course("structure", "of 5", "mark", points)))
    heights = [float(y) for y in re.findall(r'cy="([\d.]+)"', chart)]
    assert heights == sorted(heights, reverse=True)
    assert heights[0] == 64.0
    assert heights[-1] == 8.0
    assert '<rect class="band"' in chart
    assert "5.0 of 5" in chart


def test_peaks_tell_where_it_is_loud_and_how_long_it_lasts() -> None:
    sound = np.zeros(10 * RATE, np.int16)
    sound[5 * RATE : 6 * RATE] = -32_768
    sound[-10:] = 16_384
    cut = [sound[at : at + BLOCK] for at in range(0, len(sound), BLOCK)]
    drawn = peaks(cut, count=10)
    assert drawn.seconds == 10.0
    assert len(drawn.values) == 10
    assert drawn.values[5] == 1.0
    assert drawn.values[-1] == 0.5
    assert sum(drawn.values[:5]) + sum(drawn.values[7:9]) == 0.0
    assert peaks([], count=10).values == ()
    assert len(peaks([sound[:100]], count=10).values) == 1


def test_peaks_of_a_file_are_those_of_its_samples(tmp_path: Path) -> None:
    sound = (np.random.default_rng(1).standard_normal(3 * RATE + 77) * 3_000).astype(np.int16)
    write_flac(tmp_path / "a.flac", Clip(sound))
    drawn = peaks(blocks(tmp_path / "a.flac"))
    assert drawn.seconds == len(sound) / RATE
    assert max(drawn.values) == round(float(np.abs(sound.astype(int)).max()) / 32_768, 3)


def test_sound_inside_is_the_file_itself(tmp_path: Path) -> None:
    folder = practised(tmp_path)
    found = sounds(folder, load(folder), "inside", None)
    assert list(found) == ["01-answer.flac", "01-answer-2.flac", "02-answer.flac", "04-answer.flac"]
    for name, sound in found.items():
        assert sound.src is not None
        kind, data = sound.src.split(",")
        assert kind == "data:audio/flac;base64"
        assert base64.b64decode(data) == (folder / name).read_bytes()
        assert len(sound.peaks) > 50
        assert sound.seconds == pytest.approx(
            next(t.seconds for a in load(folder).answers for t in a.attempts if t.sound == name)
        )


def test_sound_beside_a_page_elsewhere_is_copied_and_within_the_folder_it_is_not(
    tmp_path: Path,
) -> None:
    folder = practised(tmp_path / "recordings")
    held = load(folder)
    elsewhere = tmp_path / "out" / "for you & me.html"
    elsewhere.parent.mkdir()
    found = sounds(folder, held, "beside", elsewhere)
    assert found["02-answer.flac"].src == "for%20you%20%26%20me-sound/02-answer.flac"
    copies = sorted(path.name for path in (tmp_path / "out" / "for you & me-sound").iterdir())
    assert copies == sorted(found)
    before = sorted(folder.iterdir())
    assert sounds(folder, held, "beside", folder / "report.html")["02-answer.flac"].src == (
        "02-answer.flac"
    )
    assert sorted(folder.iterdir()) == before
    assert sounds(folder, held, "none", elsewhere) == {}


def test_sound_beside_needs_a_page_that_is_a_file_and_a_place_to_write(tmp_path: Path) -> None:
    folder = practised(tmp_path)
    with pytest.raises(DiskError, match="name one with -o"):
        sounds(folder, load(folder), "beside", None)
    (tmp_path / "page-sound").write_text("in the way")
    with pytest.raises(DiskError, match="cannot be written"):
        sounds(folder, load(folder), "beside", tmp_path / "page.html")
    assert (tmp_path / "page-sound").read_text() == "in the way"


def test_sound_that_cannot_be_used_is_a_sentence_and_never_a_fault(tmp_path: Path) -> None:
    folder = practised(tmp_path)
    (folder / "01-answer.flac").unlink()
    whole = (folder / "01-answer-2.flac").read_bytes()
    (folder / "01-answer-2.flac").write_bytes(whole[: len(whole) // 2])
    (folder / "02-answer.flac").write_text("<script>")
    (folder / "04-answer.flac").unlink()
    shutil.copy("/dev/null", folder / "04-answer.flac")
    held = load(folder)
    found = sounds(folder, held, "inside", None)
    assert [sound.src for sound in found.values()] == [None] * 4
    problems = [sound.problem for sound in found.values()]
    assert "is missing" in problems[0]
    assert "is damaged after" in problems[1]
    assert "is not a sound file" in problems[2]
    assert "is not a sound file" in problems[3]
    page = session_page(held, sounds=found)
    assert page.count("is not a sound file") == 2


def test_a_page_tells_nobody_where_the_session_lies(tmp_path: Path) -> None:
    folder = practised(tmp_path)
    (folder / "02-answer.flac").unlink()
    held = load(folder)
    page = session_page(held, sounds=sounds(folder, held, "inside", None))
    assert "02-answer.flac is missing" in page
    assert str(tmp_path) not in page


def test_a_title_of_a_megabyte_is_cut() -> None:
    held = replace(session(), title="long " * 2**18)
    assert len(session_page(held)) < len(session_page(session())) + 2_000


def test_sound_that_leads_out_of_the_folder_is_not_opened(tmp_path: Path) -> None:
    folder = practised(tmp_path)
    secret = tmp_path / "secret.flac"
    (folder / "02-answer.flac").rename(secret)
    (folder / "02-answer.flac").symlink_to(secret)
    found = sounds(folder, load(folder), "inside", None)
    assert found["02-answer.flac"].src is None
    assert "leads out of" in found["02-answer.flac"].problem


def test_sound_shorter_than_its_answer_is_told(tmp_path: Path) -> None:
    folder = practised(tmp_path)
    write_flac(folder / "02-answer.flac", Clip(np.zeros(2 * RATE, np.int16)))
    found = sounds(folder, load(folder), "inside", None)["02-answer.flac"]
    assert found.src is None
    assert re.fullmatch(
        r"02-answer\.flac ends after 0:02 of 0:2\d: the words of that answer are all here\.",
        found.problem,
    )


def test_cleaned_sound_takes_the_place_of_the_recording(tmp_path: Path) -> None:
    folder = practised(tmp_path)
    silent = tmp_path / "silent.flac"
    held = load(folder)
    length = next(a.last.seconds for a in held.answers[1:] if a.last)
    write_flac(silent, Clip(np.zeros(round(length * RATE), np.int16)))

    def cleaned(name: str, path: Path) -> Path | None:
        assert path == folder / name
        return silent if name == "02-answer.flac" else None

    found = sounds(folder, held, "inside", None, cleaned)
    src = found["02-answer.flac"].src
    assert src is not None
    assert base64.b64decode(src.split(",")[1]) == silent.read_bytes()
    assert set(found["02-answer.flac"].peaks) == {0.0}
    others = [sound for name, sound in found.items() if name != "02-answer.flac"]
    assert {sound.src for sound in others} == {None}
    assert {sound.problem for sound in others} == {"The sound of this answer is not in this copy."}


def test_a_page_needs_nothing_that_draws_on_a_terminal() -> None:
    code = (
        "import sys; from mockint.report.page import session_page\n"
        "from tests.sample_session import session; session_page(session())\n"
        "print(sorted({m.split('.')[0] for m in sys.modules} & {'rich', 'numpy', 'soundfile'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout == "[]\n", done.stderr
