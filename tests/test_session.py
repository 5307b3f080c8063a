"""Sessions and their folders."""

import json
import os
import stat
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from mockint import session as sessions
from mockint.bank import load_bank
from mockint.errors import DiskError, SessionError
from mockint.plan import draw
from mockint.rubric import judge
from mockint.session import Answer, Attempt, FollowUp, Scene, Session
from mockint.smallfile import Unfit, beginning, contents
from mockint.transcript import Engine, Repair, Transcript, Word

NOW = datetime(2026, 3, 4, 9, 30)


def sample() -> Session:
    """A session in which every field is set."""
    bank = load_bank("billing-specialist")
    questions = draw(bank, 2, (), 5)
    words = tuple(
        Word(text, index * 0.5, index * 0.5 + 0.4)
        for index, text in enumerate(
            ["We", "cut", "our", "unpaid", "invoice", "aging", "by", "a", "third"]
        )
    )
    transcript = Transcript(
        words,
        seconds=5.5,
        engine=Engine("moonshine", "tiny-en", "0.1.0"),
        repairs=(Repair(5, 6, "a jing", "aging"),),
        speech=((0.0, 4.4),),
        unsure=("A loop was cut.",),
    )
    findings = judge(transcript, questions[0], bank.terms, bank=bank.name)
    attempt = Attempt(
        1,
        "01-answer.flac",
        5.5,
        "key",
        transcript,
        findings,
        ("Too quiet.",),
        transcript,
        1,
        4,
        True,
    )
    reply = Attempt(1, "01-reply-1.flac", 5.5, "key", transcript, findings)
    follow_up = FollowUp("result", "What came of it?", "01-follow-up-1.flac", reply, 1)
    answer = Answer(questions[0], questions[0].ask, "01-question.flac", (attempt,), (follow_up,))
    closing = Answer(None, bank.closing)
    return Session(
        format=sessions.FORMAT,
        name="2026-03-04-0930-billing-specialist",
        started="2026-03-04T09:30:00+01:00",
        bank=bank.name,
        title=bank.title,
        mode="real",
        seed=5,
        plan=questions,
        greeting=bank.greeting,
        closing=bank.closing,
        thanks=bank.thanks,
        terms=bank.terms[:2],
        voice="en-us",
        rate=150,
        engine="moonshine",
        rehearsal=True,
        answers=(answer, closing),
        finished=True,
        drill="result",
        scene=Scene(True, True, "terse", 90.0, "stutter", True),
        warm_up=closing,
    )


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    folder = sessions.new_folder(tmp_path, "billing-specialist", NOW)
    sessions.save(sample(), folder)
    return folder


def test_a_session_comes_back_with_every_field(kept: Path) -> None:
    assert sessions.load(kept) == sample()


def test_the_sample_leaves_no_field_at_its_default() -> None:
    """Else the round trip above would not notice a field that is lost."""
    session = sample()
    for field in msgspec.structs.fields(Session):
        if field.default is not msgspec.NODEFAULT:
            assert getattr(session, field.name) != field.default or field.name == "engine"


def test_a_folder_moved_elsewhere_opens_under_its_new_name(kept: Path, tmp_path: Path) -> None:
    moved = kept.rename(tmp_path / "on-another-machine")
    assert sessions.load(moved).name == "on-another-machine"


def test_two_sessions_of_one_minute_have_folders_of_their_own(tmp_path: Path) -> None:
    first, second = (sessions.new_folder(tmp_path, "bank", NOW) for _ in range(2))
    assert (first.name, second.name) == ("2026-03-04-0930-bank", "2026-03-04-0930-bank-2")


def test_folder_and_file_are_readable_by_their_owner_alone(kept: Path) -> None:
    assert stat.S_IMODE(kept.stat().st_mode) == 0o700
    assert stat.S_IMODE((kept / sessions.FILE).stat().st_mode) == 0o600


def test_a_session_of_a_newer_mockint_is_refused_in_one_sentence(kept: Path) -> None:
    path = kept / sessions.FILE
    path.write_text(path.read_text().replace(f'"format": {sessions.FORMAT}', '"format": 99'))
    with pytest.raises(SessionError, match="written by a newer mockint"):
        sessions.load(kept)


def test_a_session_of_an_older_format_has_todays_once_it_is_written_again(kept: Path) -> None:
    """It may hold by then what an older mockint knows nothing of, and has to refuse."""
    sessions.save(replace(sample(), format=1), kept)
    assert sessions.load(kept) == sample()


@pytest.mark.parametrize("limit", ["-1.0", "0.0", "NaN", "1e999", '"long"'])
def test_a_limit_that_is_no_time_is_refused_in_one_sentence(kept: Path, limit: str) -> None:
    path = kept / sessions.FILE
    data = path.read_text()
    assert data.count('"limit": 90.0') == 1
    path.write_text(data.replace('"limit": 90.0', f'"limit": {limit}'))
    with pytest.raises(SessionError, match=r"is damaged .* `mockint transcribe`"):
        sessions.load(kept)


@pytest.mark.parametrize("damage", [b"", b"{", b"[1]", b'{"format": 2}', b"\xff\xfe", b"[" * 99999])
def test_a_damaged_session_is_a_sentence(kept: Path, damage: bytes) -> None:
    (kept / sessions.FILE).write_bytes(damage)
    with pytest.raises(SessionError, match=r"is damaged .* `mockint transcribe`"):
        sessions.load(kept)


@pytest.mark.parametrize("name", ["../../secret.wav", "/etc/passwd", "01-answer.exe", "a.wav"])
def test_a_sound_name_that_leads_elsewhere_does_not_open(kept: Path, name: str) -> None:
    path = kept / sessions.FILE
    data = json.loads(path.read_text())
    data["answers"][0]["attempts"][0]["sound"] = name
    path.write_text(json.dumps(data))
    with pytest.raises(SessionError, match="is damaged"):
        sessions.load(kept)


def test_a_link_out_of_the_folder_is_not_followed(kept: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("not yours")
    (kept / "01-answer.flac").symlink_to(secret)
    with pytest.raises(SessionError, match="leads out of its session's folder"):
        sessions.sound_path(kept, "01-answer.flac")


def test_a_failed_save_leaves_the_old_session(kept: Path) -> None:
    before = (kept / sessions.FILE).read_bytes()
    (kept / ".session.json.new").mkdir()
    with pytest.raises(DiskError, match="what was said so far is kept"):
        sessions.save(replace(sample(), finished=False), kept)
    assert (kept / sessions.FILE).read_bytes() == before


def test_the_newest_session_is_found_without_a_name(tmp_path: Path) -> None:
    older, newer = (sessions.new_folder(tmp_path, bank, NOW) for bank in ("b", "a"))
    for folder, moment in ((newer, 2_000), (older, 1_000)):
        sessions.save(sample(), folder)
        os.utime(folder, (moment, moment))
    assert sessions.find(tmp_path, None) == newer
    with pytest.raises(SessionError, match="no session called x"):
        sessions.find(tmp_path, "x")


def test_one_damaged_session_does_not_hide_the_others(kept: Path, tmp_path: Path) -> None:
    broken = sessions.new_folder(tmp_path, "broken", NOW)
    (broken / sessions.FILE).write_text("{")
    found = dict(sessions.every(tmp_path))
    assert isinstance(found[kept], Session)
    assert isinstance(found[broken], SessionError)


def test_the_interview_to_go_on_with_is_the_newest_unfinished_one(tmp_path: Path) -> None:
    for name, finished in (("a", False), ("b", False), ("c", True)):
        (tmp_path / name).mkdir()
        sessions.save(replace(sample(), finished=finished), tmp_path / name)
        os.utime(tmp_path / name, (ord(name), ord(name)))
    assert sessions.find(tmp_path, None).name == "c"
    assert sessions.find_unfinished(tmp_path, None).name == "b"
    assert sessions.find_unfinished(tmp_path, "a").name == "a"
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "session.json").write_text("{")
    assert sessions.find_unfinished(tmp_path, None).name == "b"
    with pytest.raises(SessionError):
        sessions.find_unfinished(tmp_path / "none", None)


def test_attempts_stay_in_their_order_and_a_skipped_one_takes_no_place() -> None:
    given, skipped = Attempt(1, None, ended="key"), Attempt(2, None, ended="skipped")
    answer = Answer(None, "Why?", attempts=(given, skipped))
    assert answer.last == given
    assert answer.settled
    again = answer.with_attempt(replace(given, seconds=1.0))
    assert [attempt.number for attempt in again.attempts] == [1, 2]


def test_a_small_file_is_read_to_its_limit_and_no_further(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"12345")
    assert contents(file, 5) == b"12345"
    assert beginning(file, 3) == b"123"
    with pytest.raises(Unfit, match="large"):
        contents(file, 4)


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="no such files here")
def test_a_file_that_does_not_know_its_size_is_read_whole() -> None:
    maps = Path("/proc/self/maps")
    assert maps.stat().st_size == 0
    assert len(contents(maps, 10**7).splitlines()) > 10
    with pytest.raises(Unfit, match="large"):
        contents(maps, 100)


@pytest.mark.parametrize("read", [contents, beginning])
def test_what_is_no_file_is_neither_waited_for_nor_read(
    tmp_path: Path, read: Callable[[Path, int], bytes]
) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name, why in (("pipe", "special"), (".", "folder"), ("/dev/zero", "special")):
        with pytest.raises(Unfit, match=why):
            read(tmp_path / name, 10)
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "none", 10)


def test_links_are_followed_only_where_they_may_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"1")
    (tmp_path / "link").symlink_to(tmp_path / "file")
    assert contents(tmp_path / "link", 10) == b"1"
    with pytest.raises(Unfit, match="special"):
        contents(tmp_path / "link", 10, links=False)
    with pytest.raises(Unfit, match="special"):
        beginning(tmp_path / "link", 10)
