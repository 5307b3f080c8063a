"""The page in a real browser, opened from disk: heard, clicked, typed at, printed."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from mockint.commands.page import sounds
from mockint.report.page import session_page
from mockint.session import Session, load
from tests.browser import Opened, Visit, serious
from tests.practised import long, practised

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

HOSTILE = "</script><script>document.title='taken'</script><b>bold</b>"
"""Markup that would change the page's title."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An interview with sound."""
    return practised(tmp_path_factory.mktemp("recordings"))


@pytest.fixture(scope="module")
def path(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its page with the sound inside, against four interviews before it."""
    held = load(folder)
    before = tuple(
        replace(held, name=f"earlier-{day}", started=f"2026-02-0{day}T09:00:00")
        for day in range(1, 5)
    )
    page = session_page(held, earlier=before, sounds=sounds(folder, held, "inside", None))
    written = tmp_path_factory.mktemp("page") / "page.html"
    written.write_text(page, encoding="utf-8")
    return written


@pytest.fixture
def visit(opened: Opened, path: Path) -> Iterator[Visit]:
    """The page, open; nothing may have gone wrong in it when the test is over."""
    with opened(path, reduced_motion=True) as visit:
        yield visit
        assert visit.messages == []
        assert all(asked.startswith("data:") for asked in visit.requests)


def take(page: "Page", name: str) -> "Locator":
    """The attempt of that title."""
    return page.locator(f'.attempt[data-title="{name}"]')


def at(attempt: "Locator") -> float:
    """The second its sound is at."""
    return float(attempt.locator("audio").evaluate("audio => audio.currentTime"))


def paused(attempt: "Locator") -> bool:
    """Whether its sound stands still."""
    return bool(attempt.locator("audio").evaluate("audio => audio.paused"))


def reached(page: "Page", attempt: "Locator", second: float) -> None:
    """Wait until the sound has been played from ``second`` on, and no further than a little."""
    audio = attempt.locator("audio").element_handle()
    page.wait_for_function(
        "([audio, second]) => !audio.paused && audio.currentTime > second", arg=[audio, second]
    )
    assert at(attempt) < second + 2


def second(place: "Locator") -> float:
    """The second that a place carries."""
    return float(place.get_attribute("data-s") or "nan")


def holds(page: "Page", check: Callable[[], bool]) -> None:
    """Wait a little for something to come true."""
    for _ in range(400):
        if check():
            return
        page.wait_for_timeout(50)
    assert check()


def test_a_click_on_a_quote_plays_its_sound(visit: Visit) -> None:
    attempt = take(visit.page, "Answer 1, attempt 2")
    quote = attempt.get_by_role("button", name="Play from 0:51 “40%”")
    quote.click()
    reached(visit.page, attempt, second(quote))
    assert attempt.locator(".play").inner_text() == "Pause"
    assert visit.page.locator("#status").inner_text() == "Playing from 0:51"


def test_a_click_on_a_word_plays_from_there_and_the_word_that_is_heard_is_lit(
    visit: Visit,
) -> None:
    attempt = take(visit.page, "Answer 1, attempt 2")
    word = attempt.locator(".w", has_text="ledger")
    word.click()
    reached(visit.page, attempt, second(word))
    lit = attempt.locator(".w.now")
    assert lit.count() == 1
    word_at, now = attempt.evaluate(
        "a => [+a.querySelector('.w.now').dataset.s, a.querySelector('audio').currentTime]"
    )
    assert word_at <= now + 0.1
    assert now < word_at + 1.5
    holds(visit.page, lambda: second(lit) > second(word) + 1)


def test_two_recordings_are_never_heard_at_once(visit: Visit) -> None:
    first, other = (take(visit.page, f"Answer 1, attempt {number}") for number in (2, 1))
    first.get_by_role("button", name="Play", exact=True).click()
    reached(visit.page, first, 0.0)
    other.get_by_role("button", name="Play", exact=True).click()
    reached(visit.page, other, 0.0)
    assert paused(first)


def test_sound_that_is_started_by_other_keys_silences_the_rest_too(visit: Visit) -> None:
    page = visit.page
    first, second_ = take(page, "Answer 1, attempt 2"), take(page, "Answer 2")
    first.locator(".play").click()
    reached(page, first, 0.0)
    second_.locator("audio").evaluate("audio => audio.play()")  # As a key for media does.
    reached(page, second_, 0.0)
    assert paused(first)


def test_a_word_after_the_end_of_the_sound_says_so_and_plays_nothing(
    folder: Path, opened: Opened, tmp_path: Path
) -> None:
    held = load(folder)
    short = replace(held.answers[1].attempts[0], sound="01-question.flac", seconds=0.0)
    held = held.with_answer(1, held.answers[1].with_attempt(short))
    heard = sounds(folder, held, "inside", None)
    (tmp_path / "page.html").write_text(session_page(held, sounds=heard), encoding="utf-8")
    with opened(tmp_path / "page.html", reduced_motion=True) as visit:
        attempt = take(visit.page, "Answer 2")
        attempt.locator(".w").nth(3).click()
        reached(visit.page, attempt, second(attempt.locator(".w").nth(3)))
        attempt.locator("button.at").last.click()
        assert "ends before that, at 0:0" in visit.page.locator("#status").inner_text()
        assert not paused(attempt)


def test_a_click_on_the_waveform_goes_there(visit: Visit) -> None:
    attempt = take(visit.page, "Answer 2")
    box = attempt.locator(".wave").bounding_box()
    assert box is not None
    attempt.locator(".wave").click(position={"x": box["width"] * 0.5, "y": 20})
    length = float(attempt.locator("audio").evaluate("audio => audio.duration"))
    assert at(attempt) == pytest.approx(length / 2, abs=length / 50)
    assert paused(attempt)
    head = float(str(attempt.locator(".head").get_attribute("x")).rstrip("%"))
    assert head == pytest.approx(50, abs=2)


def test_by_keyboard_alone_a_quote_is_reached_and_played(visit: Visit) -> None:
    attempt = take(visit.page, "Answer 1, attempt 2")
    for _ in range(60):
        visit.page.keyboard.press("Tab")
        focused = visit.page.evaluate("document.activeElement.textContent")
        if focused.startswith("Play from 0:47"):
            break
    else:
        pytest.fail("no quote was reached")
    shown = visit.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert shown == "solid"
    visit.page.keyboard.press("Enter")
    reached(visit.page, attempt, 47.0)


def test_the_first_stop_skips_to_the_report(visit: Visit) -> None:
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate("document.activeElement.textContent") == "Skip to the report"
    visit.page.keyboard.press("Enter")
    assert visit.page.evaluate("document.activeElement.id") == "main"


def test_a_transcript_is_one_stop_within_which_arrows_move(visit: Visit) -> None:
    attempt = take(visit.page, "Answer 2")
    assert attempt.locator('.w[tabindex="0"]').count() == 1
    attempt.locator(".w").first.focus()
    active = "document.activeElement.textContent"
    keys = visit.page.keyboard
    keys.press("ArrowRight")
    keys.press("ArrowRight")
    assert visit.page.evaluate(active) == "of"
    keys.press("ArrowLeft")
    assert visit.page.evaluate(active) == "two"
    assert attempt.locator('.w[tabindex="0"]').count() == 1
    top = "document.activeElement.getBoundingClientRect().top"
    before = visit.page.evaluate(top)
    keys.press("ArrowDown")
    assert visit.page.evaluate(top) > before
    keys.press("ArrowUp")
    assert visit.page.evaluate(top) == before
    keys.press("End")
    assert visit.page.evaluate(active) == "order"
    keys.press("Home")
    assert visit.page.evaluate(active) == "Well,"
    assert paused(attempt)
    keys.press("ArrowRight")
    keys.press("Enter")
    reached(visit.page, attempt, second(attempt.locator(".w").nth(1)))
    keys.press(" ")
    assert paused(attempt)


def test_space_arrows_and_brackets_drive_the_sound(visit: Visit) -> None:
    page, attempt = visit.page, take(visit.page, "Answer 1, attempt 2")
    page.keyboard.press(" ")
    reached(page, attempt, 0.05)
    page.keyboard.press(" ")
    assert paused(attempt)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert 10 < at(attempt) < 13
    page.keyboard.press("ArrowLeft")
    assert 5 < at(attempt) < 8
    rate = "audio => [audio.playbackRate, audio.preservesPitch]"
    page.keyboard.press("]")
    page.keyboard.press("]")
    assert attempt.locator("audio").evaluate(rate) == [1.5, True]
    assert attempt.locator("select").input_value() == "1.5"
    for _ in range(9):
        page.keyboard.press("[")
    assert attempt.locator("audio").evaluate(rate) == [0.5, True]
    assert page.locator("#status").inner_text() == "Speed 0.5"


def test_n_and_p_go_from_answer_to_answer(visit: Visit) -> None:
    page = visit.page
    active = "document.activeElement.textContent"
    seen = []
    for key in "nnnnnp":
        page.keyboard.press(key)
        seen.append(page.evaluate(active))
    assert seen == ["Answer 1", "Answer 2", "Answer 3", "Answer 4", "Answer 4", "Answer 3"]
    page.keyboard.press("p")
    top = page.locator("#answer-2").evaluate("each => each.getBoundingClientRect().top")
    assert 0 <= top < 400
    page.keyboard.press(" ")
    reached(page, take(page, "Answer 2"), 0.0)
    page.keyboard.press("p")
    reached(page, take(page, "Answer 1, attempt 2"), 0.0)
    assert paused(take(page, "Answer 2"))


def test_digits_go_to_the_parts_and_m_to_what_was_found(visit: Visit) -> None:
    page, attempt = visit.page, take(visit.page, "Answer 1, attempt 2")
    for number, part in enumerate(("situation", "task", "action", "result"), 1):
        page.keyboard.press(str(number))
        place = second(attempt.locator(f'.passage[data-part="{part}"] .at').first)
        assert at(attempt) == pytest.approx(place, abs=0.05)
        assert page.locator("#status").inner_text().startswith(f"{part}, ")
    page.keyboard.press("1")
    told = []
    for _ in range(3):
        page.keyboard.press("m")
        told.append(page.locator("#status").inner_text())
    assert [line.rsplit(",", 1)[0] for line in told] == [
        "amount: twice",
        "amount: two hundred orders",
        "term: month-end close",
    ]
    page.locator("#answer-2-title").focus()
    page.keyboard.press("4")
    assert page.locator("#status").inner_text() == "No result was heard."


def test_keys_leave_alone_whoever_needs_them_and_can_be_switched_off(visit: Visit) -> None:
    page, attempt = visit.page, take(visit.page, "Answer 1, attempt 2")
    attempt.locator("select").focus()
    page.keyboard.press("ArrowDown")
    assert attempt.locator("audio").evaluate("audio => audio.playbackRate") == 1.25
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.tagName") == "SELECT"
    attempt.locator(".forth").focus()
    page.keyboard.press(" ")
    assert 5 <= at(attempt) < 6
    assert paused(attempt)
    page.keyboard.press("?")
    assert page.locator("#keys").evaluate("keys => keys.open")
    page.locator("#usekeys").uncheck()
    page.locator("#answer-1-title").focus()
    page.keyboard.press("m")
    assert 5 <= at(attempt) < 6


def test_the_word_that_is_heard_is_kept_in_view_until_somebody_scrolls_away(
    opened: Opened, path: Path
) -> None:
    with opened(path, width=390, height=500, reduced_motion=True) as visit:
        attempt = take(visit.page, "Answer 1, attempt 2")
        attempt.get_by_role("button", name="Play", exact=True).click()
        visit.page.keyboard.press("4")
        lit = attempt.locator('.passage[data-part="result"] .w.now')
        holds(visit.page, lambda: lit.count() == 1)
        inside = """word => {
            const box = word.getBoundingClientRect();
            return box.top >= 0 && box.bottom <= innerHeight;
        }"""
        assert lit.first.evaluate(inside)
        visit.page.mouse.move(200, 300)
        visit.page.mouse.wheel(0, -3000)
        holds(visit.page, lambda: visit.page.evaluate("scrollY") < 400)
        visit.page.wait_for_timeout(1200)
        assert not paused(attempt)
        assert visit.page.evaluate("scrollY") < 400


def test_sound_beside_the_page_is_heard_and_is_all_that_is_asked_for(
    opened: Opened, folder: Path, tmp_path: Path
) -> None:
    held = load(folder)
    path = tmp_path / "Übung & co.html"
    made = session_page(held, sounds=sounds(folder, held, "beside", path))
    path.write_text(made, encoding="utf-8")
    with opened(path) as visit:
        attempt = take(visit.page, "Answer 2")
        quote = attempt.get_by_role("button", name="Play from 0:16").first
        quote.click()
        reached(visit.page, attempt, second(quote))
        beside = (tmp_path / "Übung & co-sound").as_uri()
        assert {asked.rsplit("/", 1)[0] for asked in visit.requests} == {beside}
        assert visit.messages == []


def test_sound_that_went_missing_after_the_page_was_made_is_told(
    opened: Opened, folder: Path, tmp_path: Path
) -> None:
    held = load(folder)
    path = tmp_path / "page.html"
    path.write_text(session_page(held, sounds=sounds(folder, held, "beside", path)))
    shutil.rmtree(tmp_path / "page-sound")
    with opened(path) as visit:
        attempt = take(visit.page, "Answer 2")
        attempt.get_by_role("button", name="Play", exact=True).click()
        status = visit.page.locator("#status")
        holds(visit.page, lambda: "cannot be played" in status.inner_text())
        assert attempt.locator(".play").inner_text() == "Play"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_serious(opened: Opened, path: Path, width: int, dark: bool) -> None:
    with opened(path, width=width, dark=dark) as visit:
        assert serious(visit.page) == []
        visit.page.evaluate(
            "for (const each of document.querySelectorAll('details')) each.open = true"
        )
        visit.page.keyboard.press("4")
        assert serious(visit.page) == []


@pytest.mark.parametrize("width", [320, 390, 760, 1280])
def test_nothing_has_to_be_scrolled_sideways(opened: Opened, path: Path, width: int) -> None:
    with opened(path, width=width) as visit:
        visit.page.evaluate(
            "for (const each of document.querySelectorAll('details')) each.open = true"
        )
        wide = """[...document.querySelectorAll('body *')].filter(each =>
            each.getBoundingClientRect().right > innerWidth + 1 && !each.closest('.vh, .skip')
        ).map(each => each.outerHTML.slice(0, 80))"""
        assert visit.page.evaluate(wide) == []
        assert visit.page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("width", [320, 640, 1280])
def test_words_without_an_end_widen_no_table(
    opened: Opened, folder: Path, tmp_path: Path, width: int
) -> None:
    held = load(folder)
    answer = held.answers[0]
    found = answer.attempts[1].findings
    assert found is not None
    marks = {f"{name}{'w' * 200}": mark for name, mark in found.marks.items()}
    attempts = tuple(
        replace(each, findings=replace(found, marks=marks), number=each.number)
        for each in answer.attempts
    )
    endless = replace(answer, asked="w" * 400, attempts=attempts)
    page = session_page(replace(held.with_answer(0, endless), title="w" * 400))
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    with opened(tmp_path / "page.html", width=width) as visit:
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= width


def test_what_can_be_pressed_is_large_enough_for_a_finger(opened: Opened, path: Path) -> None:
    with opened(path, width=390) as visit:
        visit.page.evaluate(
            "for (const each of document.querySelectorAll('details')) each.open = true"
        )
        small = """[
            ...document.querySelectorAll('button, select, summary, input, td a')
        ].filter(each => {
            const box = each.getBoundingClientRect();
            return box.width && (box.width < 24 || box.height < 24);
        }).map(each => each.outerHTML.slice(0, 80))"""
        assert visit.page.evaluate(small) == []
        assert visit.page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 16


def test_without_a_script_it_is_a_report_to_be_read_and_heard(opened: Opened, path: Path) -> None:
    with opened(path, javascript=False) as visit:
        page = visit.page
        assert page.locator("button:visible").count() == 0
        assert page.locator("input:visible, select:visible").count() == 0
        assert page.locator("audio[controls]:visible").count() == 4
        text = page.locator("main").inner_text()
        assert "0:51 “40%”" in text
        assert "the customer paid $48,200 within" in " ".join(text.split())
        assert visit.messages == []


def test_markup_in_what_was_said_stays_text(opened: Opened, folder: Path, tmp_path: Path) -> None:
    held = load(folder)
    first = held.answers[0]
    last = first.attempts[-1]
    assert last.transcript is not None
    assert last.findings is not None
    words = (replace(last.transcript.words[0], text=HOSTILE), *last.transcript.words[1:])
    heard = replace(last.transcript, words=words)
    marks = {HOSTILE: next(iter(last.findings.marks.values()))}
    said = replace(last.findings, text=heard.text, marks=marks, parts=(), quantities=(), terms=())
    attempt = replace(last, transcript=heard, findings=said, warnings=(HOSTILE,))
    answer = replace(first, asked=HOSTILE, attempts=(attempt,))
    wild: Session = replace(held, title=HOSTILE, started=HOSTILE, answers=(answer,))
    path = tmp_path / "page.html"
    path.write_text(session_page(wild, masked=(HOSTILE,)), encoding="utf-8")
    with opened(path) as visit:
        assert visit.page.title() == f"{HOSTILE}, {HOSTILE[:16]}"
        assert visit.page.locator("b").count() == 0
        assert visit.page.locator("script").count() == 1
        assert visit.page.locator("h1").inner_text() == HOSTILE
        assert visit.page.locator(".asked").inner_text() == HOSTILE
        assert HOSTILE.split()[0] in str(visit.page.locator(".said").first.text_content())
        assert visit.messages == []


def test_on_paper_there_is_everything_to_read_and_nothing_to_press(visit: Visit) -> None:
    page = visit.page
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    text = " ".join(page.locator("body").inner_text().split())
    for needed in (
        "What to do next",
        "In the end the customer paid $48,200 within three days",
        "An outline to try",
        "How the cause was found",
        "0:51 “40%”",
        "As usual: ",
    ):
        assert needed in text
    for chrome in ("Speed", "+5 s", "Keys for listening", "Skip to", "Play from"):
        assert chrome not in text
    assert page.locator("audio:visible, select:visible, input:visible").count() == 0
    borders = page.locator("button:visible").evaluate_all(
        "all => all.map(each => getComputedStyle(each).borderTopWidth)"
    )
    assert set(borders) == {"0px"}
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details[open]").count() == 0


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_it_prints_to_some_pages(visit: Visit, tmp_path: Path, size: str) -> None:
    printed = visit.page.pdf(format=size, path=tmp_path / "page.pdf")
    pages = len(re.findall(rb"/Type\s*/Page\b", printed))
    assert 5 <= pages <= 10
    assert visit.page.locator("details[open]").count() == 0


def test_half_an_hour_can_be_played_and_walked_through(opened: Opened, tmp_path: Path) -> None:
    folder = long(tmp_path, minutes=3)
    held = load(folder)
    path = tmp_path / "page.html"
    path.write_text(session_page(held, sounds=sounds(folder, held, "inside", None)))
    with opened(path) as visit:
        assert visit.page.locator(".w").count() > 4_900
        attempt = take(visit.page, "Answer 10")
        attempt.locator(".w").nth(100).click()
        reached(visit.page, attempt, second(attempt.locator(".w").nth(100)))
