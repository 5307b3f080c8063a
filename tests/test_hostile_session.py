"""Session folders that anybody may have written, opened through the front door."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from unicodedata import category

import msgspec
import numpy as np
import pytest

from mockint.report.plain import plain
from mockint.sound.clip import RATE, Clip
from mockint.sound.soundfiles import write_flac
from tests.sample_session import session

Values = dict[str, Any]
NAME = "2026-03-02-0915-billing"
FORMATS = ("terminal", "md", "json", "html")
SECONDS = 60
MOST = 8 * 2**20
"""Seconds and bytes of output that no command may pass."""

AMOUNTS = 900
"""Amounts of one answer that are compared with those of others."""

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"
ANSI = (
    "\x1b[2J\x1b[31mred\x1b[0m \x1b]8;;http://evil.example\x1b\\link\x1b]8;;\x1b\\ "
    "\x1b]52;c;ZXZpbA==\x07 \x9b31m \x90q\x9c \x08\x08\x7f\r"
)
BIDI = "\u202egnp.exe\u202c \u2066a\u2069 \u200f\u061c left"
HIDDEN = "pay\u200b\u2060\ufeff\u00ad\u3164 me\U000e0041\U000e007f"
TOWER = "o" + "\u0301" * 300 + "\u20dd" * 300
MARKDOWN = "# a | b\n\n```\n![x](http://evil.example) </code> & &amp; $x$ @all"

FREE = {
    *("title", "greeting", "closing", "thanks", "ask", "asked", "why", "quote", "hint"),
    *("listens_for", "unit", "phrase", "started", "voice", "means", "one", "three", "five"),
    *("1", "3", "5", "strong", "weak", "situation", "task", "action", "result", "version"),
}
"""Fields that may hold any text."""
LISTS = {"outline", "warnings", "unsure", "said", "unsaid"}


def values() -> Values:
    """The sample session as it lies on disk."""
    whole = json.loads(msgspec.json.encode(session()))
    assert isinstance(whole, dict)
    return whole


def told(whole: Values, index: int = 0) -> Values:
    """The findings of an answer."""
    found = whole["answers"][index]["attempts"][0]["findings"]
    assert isinstance(found, dict)
    return found


def spoken(whole: Values, index: int = 0) -> Values:
    """The transcript of an answer."""
    heard = whole["answers"][index]["attempts"][0]["transcript"]
    assert isinstance(heard, dict)
    return heard


def poisoned(value: Any, evil: str, field: str = "") -> Any:
    """``value`` with ``evil`` in every text that may be any text, and in the names of marks."""
    if isinstance(value, dict):
        changed = {key: poisoned(each, evil, key) for key, each in value.items()}
        return (
            {f"{key} {evil}": each for key, each in changed.items()}
            if field == "marks"
            else changed
        )
    if isinstance(value, list):
        return [poisoned(each, evil, field) for each in value]
    if isinstance(value, str) and (field in FREE | LISTS or field == "text"):
        return f"{value} {evil}"
    return value


def evil_text(evil: str) -> Callable[[Values], Values]:
    def changed(whole: Values) -> Values:
        worse = poisoned(whole, evil)
        assert isinstance(worse, dict)
        for index in (0, 1):
            words = spoken(worse, index)["words"]
            told(worse, index)["text"] = " ".join(word["text"] for word in words)
        return worse

    return changed


def one_word(whole: Values) -> Values:
    """A megabyte without a space."""
    spoken(whole)["words"] = [{"text": "w" * 2**20, "start": 0.0, "end": 1.0}]
    told(whole)["text"] = "w" * 2**20
    return whole


def many_words(whole: Values) -> Values:
    """A megabyte of words, each within a millisecond."""
    words = [{"text": "word", "start": at / 1e4, "end": at / 1e4} for at in range(2**20 // 5)]
    spoken(whole)["words"] = words
    told(whole)["text"] = " ".join(["word"] * len(words))
    return whole


def wild_offsets(whole: Values) -> Values:
    """Places out of range, backwards, below nothing and on one another."""
    found = told(whole)
    for each in found["parts"]:
        each.update(start=-5, end=10**12)
    wild = [(-5, 9), (10, 3), (0, 10**15), (0, 40), (20, 60), (2**62, 2**62 + 1)]
    for key, kind in (("quantities", "money"), ("terms", None)):
        base = found[key][0]
        found[key] = [{**base, "start": start, "end": end} for start, end in wild]
        assert kind is None or base["kind"]
    found["parts"] += [
        {**found["parts"][0], "start": start, "end": end, "part": "result"} for start, end in wild
    ]
    spoken(whole)["repairs"] = [{"first": -9, "last": 10**9, "heard": "a", "term": "b"}]
    found["marks"]["structure"]["evidence"] = [
        {"start": start, "end": end, "quote": "x"} for start, end in wild
    ]
    found["marks"]["structure"]["level"] = 10**400
    found["marks"]["result"]["level"] = -7
    return whole


def wild_seconds(whole: Values) -> Values:
    """Times below nothing, backwards and beyond all measure."""
    for index in (0, 1):
        attempt = whole["answers"][index]["attempts"][0]
        attempt["seconds"] = (1e308, -1e308)[index]
        spoken(whole, index).update(seconds=1e308, speech=[[-1e308, 1e308], [5, 1]])
        found = told(whole, index)
        for at, part in enumerate(found["parts"]):
            part["seconds"] = ([-1e308, 1e308], [1e308, -1e308], [1e-320, 1e-310])[at % 3]
        found["delivery"].update(
            seconds=(1e308, 1e-320)[index], words=10**30, words_per_minute=1e308,
            first_word_after=-1e308, pauses=[[-1e308, 1e308]], i=10**30, we=-1,
            parts={"action": 1e308, "result": -1e308, "task": 1e308},
        )  # fmt: skip
        for at, word in enumerate(spoken(whole, index)["words"]):
            word.update(start=(-1e308, 1e308, 0.5)[at % 3], end=(1e308, -1e308, 0.1)[at % 3])
    return whole


def multitudes(whole: Values) -> Values:
    """Thousands of everything there may be many of."""
    found, first = told(whole), whole["answers"][0]
    found["parts"] = [
        {**found["parts"][0], "start": at, "end": at + 1} for at in range(len(found["text"]))
    ] * 20
    found["quantities"] *= 3000
    found["marks"] = {f"mark {at}": {**found["marks"]["structure"]} for at in range(3000)}
    first["attempts"] = [{**first["attempts"][0], "number": n} for n in range(1, 20)]
    first["attempts"][-1]["warnings"] = ["w"] * 3000
    whole["answers"] += [{"question": None, "asked": "Any questions?"}] * 3000
    return whole


def empty(whole: Values) -> Values:
    """An interview in which nobody said anything."""
    return {**whole, "answers": [], "plan": [], "finished": False}


OPENED: dict[str, Callable[[Values], Values]] = {
    "script": evil_text(SCRIPT),
    "escapes": evil_text(ANSI),
    "bidi": evil_text(BIDI),
    "hidden": evil_text(HIDDEN),
    "tower": evil_text(TOWER),
    "markdown": evil_text(MARKDOWN),
    "one word": one_word,
    "many words": many_words,
    "offsets": wild_offsets,
    "seconds": wild_seconds,
    "multitudes": multitudes,
    "empty": empty,
}
"""Sessions that are of the right form, whatever they hold."""


def edited(**changes: object) -> bytes:
    return json.dumps({**values(), **changes}).encode()


def elsewhere(sound: str) -> bytes:
    whole = values()
    whole["answers"][0]["attempts"][0]["sound"] = sound
    return json.dumps(whole).encode()


REFUSED: dict[str, bytes] = {
    "nothing": b"",
    "no JSON": b"\x00\xff\x1b[2J",
    "a list": b"[]",
    "newer": edited(format=99),
    "no number": edited(format="\x1b[31m1"),
    "no title": edited(title=None),
    "no answers": edited(answers={"\x1b]52;c;x\x07": 1}),
    "mode": edited(mode="\u202e\x9b31m"),
    "NaN": edited(answers=[]).replace(b'"seed": 7', b'"seed": NaN'),
    "beyond": json.dumps(values()).encode().replace(b'"start": 1.0', b'"start": 1e999'),
    "half a pair": json.dumps(values()).encode().replace(b'"Good morning."', b'"\\ud800"'),
    "deep": b'{"format": 1, "x": ' + b"[" * 100_000,
    "a path": elsewhere("../../../etc/passwd"),
    "a path of the same shape": elsewhere("/01-answer.flac"),
    "another folder": elsewhere("a/01-answer.flac"),
}
"""Files that are no session of this format."""


def mockint(recordings: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    """One command with its output in a pipe."""
    told = [sys.executable, "-m", "mockint", *words, "--recordings", str(recordings)]
    place = {**os.environ, "COLUMNS": "80", "PYTHONUTF8": "1"}
    done = subprocess.run(
        told, capture_output=True, stdin=subprocess.DEVNULL, env=place, timeout=SECONDS
    )
    assert b"Traceback" not in done.stderr
    assert b"unforeseen" not in done.stderr, done.stderr.decode(errors="replace")
    assert len(done.stdout) < (sessions_size(recordings) if "json" in words else MOST)
    return done


def sessions_size(recordings: Path) -> int:
    """Bytes that a session may take as JSON: a few times what lies on disk."""
    return 4 * sum(file.stat().st_size for file in recordings.glob("*/session.json"))


def written(recordings: Path, data: bytes, name: str = NAME) -> Path:
    """A session's folder that holds ``data`` and two recordings of a second."""
    folder = recordings / name
    folder.mkdir(parents=True)
    (folder / "session.json").write_bytes(data)
    for sound in ("01-answer.flac", "02-answer.flac"):
        write_flac(folder / sound, Clip(np.zeros(RATE, np.float32), RATE))
    return folder


def harmful(text: bytes) -> set[str]:
    """The characters of ``text`` that could steer a terminal or mislead an eye."""
    lines = text.decode().split("\n")
    return {
        sign for line in lines for sign, safe in zip(line, plain(line), strict=True) if sign != safe
    }


class Page(HTMLParser):
    """What of a page is an element, an attribute or an address."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.scripts = 0
        self.outside: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Count scripts; keep handlers of events and addresses elsewhere."""
        self.scripts += tag == "script"
        self.outside += [
            f"{name}={value}"
            for name, value in attrs
            if name.startswith("on")
            or (name in ("src", "href") and not (value or "").startswith(("#", "data:")))
        ]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", OPENED)
def test_whatever_a_session_holds_its_report_is_harmless(
    name: str, form: str, tmp_path: Path
) -> None:
    written(tmp_path, json.dumps(OPENED[name](values())).encode("utf-8", "surrogatepass"))
    done = mockint(tmp_path, "report", "--format", form)
    assert done.returncode == 0, done.stderr
    if form in ("terminal", "md"):
        assert not harmful(done.stdout)
    if form == "html":
        # Each word of a page stands in an element of its own, and may carry three marks.
        assert not [sign for sign in harmful(done.stdout) if category(sign)[0] != "M"]
        page = Page(done.stdout.decode())
        assert page.scripts == 1
        assert page.outside == []
    elif form == "json":
        assert json.loads(done.stdout)["name"] == NAME
    elif form == "md":
        assert not re.search(rb"(?<!\\)<script|(?<!\\)\]\(|\n# a", done.stdout)


@pytest.mark.parametrize("name", ["escapes", "bidi", "hidden", "tower"])
def test_json_steers_no_terminal_either(name: str, tmp_path: Path) -> None:
    written(tmp_path, json.dumps(OPENED[name](values())).encode())
    assert not harmful(mockint(tmp_path, "report", "--format", "json").stdout)


def test_a_list_and_the_progress_of_all_of_them_are_harmless(tmp_path: Path) -> None:
    for day, (name, change) in enumerate(OPENED.items(), 1):
        whole = {**change(values()), "started": f"2026-03-{day:02d}T09:00:00"}
        if whole["answers"]:
            told(whole)["quantities"] = told(whole)["quantities"][:AMOUNTS]
        data = json.dumps(whole).encode()
        written(tmp_path, data, f"2026-03-{day:02d}-0900-{name.replace(' ', '-')}")
    for name, data in REFUSED.items():
        written(tmp_path, data, f"2026-04-01-{name}")
    written(tmp_path, json.dumps(values()).encode(), "2026-05-01-\x1b[2J\u202e\x9b31m")
    for command in (
        ("sessions",),
        ("progress",),
        ("stories",),
        ("report",),
        ("report", "--format", "html"),
    ):
        done = mockint(tmp_path, *command)
        assert done.returncode == 0, done.stderr
        assert not harmful(done.stdout)


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_session_of_this_format_is_refused_in_one_sentence(
    name: str, tmp_path: Path
) -> None:
    written(tmp_path, REFUSED[name])
    for command in ("report", "replay"):
        done = mockint(tmp_path, command, NAME)
        assert done.returncode == 1
        assert done.stdout == b""
        assert done.stderr.startswith(b"mockint: ")
        assert done.stderr.count(b"\n") == 1
        assert not harmful(done.stderr)
    listed = mockint(tmp_path, "sessions")
    assert listed.returncode == 0
    assert not harmful(listed.stdout)


@pytest.mark.parametrize("name", ["script", "escapes", "bidi", "hidden", "tower", "offsets"])
def test_a_replay_says_harmless_words_only(name: str, tmp_path: Path) -> None:
    whole = OPENED[name](values())
    for index in (0, 1):
        attempt = whole["answers"][index]["attempts"][0]
        attempt["seconds"] = spoken(whole, index)["seconds"] = 0.2
        for word in spoken(whole, index)["words"]:
            word.update(start=0.0, end=0.1)
    written(tmp_path, json.dumps(whole).encode())
    done = mockint(tmp_path, "replay", "--plain", "--speed", "2", "--answer", "2")
    assert done.returncode == 0, done.stderr
    assert b"checklist" in done.stdout
    assert not harmful(done.stdout)


def test_a_replay_that_would_last_for_ever_ends_with_ctrl_c(tmp_path: Path) -> None:
    written(tmp_path, json.dumps(wild_seconds(values())).encode())
    told = [sys.executable, "-m", "mockint", "replay", "--plain", "--recordings", str(tmp_path)]
    running = subprocess.Popen(
        told, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    try:
        with pytest.raises(subprocess.TimeoutExpired):
            running.communicate(timeout=8)
        running.send_signal(signal.SIGINT)
        said, complaint = running.communicate(timeout=SECONDS)
    finally:
        running.kill()
    assert running.returncode in (0, 130)
    assert b"Traceback" not in complaint
    assert not harmful(said)


def truncated(folder: Path) -> None:
    """The second half of a recording is gone."""
    sound = folder / "01-answer.flac"
    sound.write_bytes(sound.read_bytes()[: sound.stat().st_size // 2])


def of_no_length(folder: Path) -> None:
    """A recording holds nothing."""
    (folder / "01-answer.flac").write_bytes(b"")


def linked_out(folder: Path) -> None:
    """A recording is a link to a file that lies elsewhere."""
    outside = folder.parent.parent / "secret.flac"
    shutil.copy(folder / "01-answer.flac", outside)
    (folder / "01-answer.flac").unlink()
    (folder / "01-answer.flac").symlink_to(outside)


def a_folder(folder: Path) -> None:
    """Where a recording should be there is a folder."""
    (folder / "01-answer.flac").unlink()
    (folder / "01-answer.flac").mkdir()


def no_sound(folder: Path) -> None:
    """Other bytes under a recording's name."""
    (folder / "01-answer.flac").write_bytes(b"\x1b[2J" * 999)


SOUNDS: dict[str, Callable[[Path], None]] = {
    "missing": lambda folder: (folder / "01-answer.flac").unlink(),
    "truncated": truncated,
    "of no length": of_no_length,
    "a link out of the folder": linked_out,
    "a folder": a_folder,
    "no sound": no_sound,
}


@pytest.mark.parametrize("name", SOUNDS)
def test_a_recording_that_cannot_be_used_costs_no_words(name: str, tmp_path: Path) -> None:
    recordings = tmp_path / "recordings"
    folder = written(recordings, json.dumps(values()).encode())
    SOUNDS[name](folder)
    for form in FORMATS:
        done = mockint(recordings, "report", "--format", form)
        assert done.returncode == 0, done.stderr
        assert not harmful(done.stdout)
        assert b"checklist" in done.stdout
    assert mockint(recordings, "sessions").returncode == 0


def test_a_session_file_that_is_a_folder_or_a_link_to_nowhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / "one" / "session.json").mkdir(parents=True)
    (tmp_path / "two").mkdir()
    (tmp_path / "two" / "session.json").symlink_to("/nowhere")
    for name in ("one", "two"):
        done = mockint(tmp_path, "report", name)
        assert done.returncode == 1
        assert done.stderr.count(b"\n") == 1
    assert mockint(tmp_path, "sessions").returncode == 0
