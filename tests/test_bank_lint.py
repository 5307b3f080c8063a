"""``mockint banks lint`` on broken files, through the real command line: its exact sentences."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

FILE = "front-desk.yaml"

SOUND = """\
title: Front desk
greeting: Good morning.
closing: What would you like to ask us?
thanks: Thank you.
terms:
  - term: booking
    variants: [bookings]
  - term: room key
    spoken: [key card]
questions:
  - id: full-house
    topic: desk
    stage: opening
    form: story
    ask: Tell me about a day when every room was taken.
    listens_for: Whether guests were helped.
    terms: [booking]
    follow_ups:
      situation: Which house was that?
      task: What was yours to decide?
      action: What did you do?
      result: How did the evening end?
      vague: Think of one guest. What did he ask you?
    anchors: {1: No evening., 3: One evening., 5: One evening and its end.}
    outline: [The evening, The end]
    hint: One guest is enough.
    examples: {strong: They all found a bed., weak: It happens.}
  - id: lost-key
    topic: desk
    stage: daily
    form: process
    ask: What do you do about a lost key?
    listens_for: An order.
    terms: [room key]
    follow_ups: {vague: What comes first?}
    anchors: {1: Any way., 3: By list., 5: By list and then by door.}
    outline: [The order]
    hint: Begin at the door.
    examples: {strong: I look at the list first., weak: Somehow.}
"""


@dataclass(frozen=True)
class Broken:
    """``SOUND`` with ``old`` replaced by ``new``, and what is said of it behind the file's name."""

    old: str
    new: str
    said: str

    def write(self, file: Path) -> None:
        assert SOUND.count(self.old) == 1, self.old
        file.write_text(SOUND.replace(self.old, self.new), encoding="utf-8")


SPOKEN = "leave the brackets out and make it part of the sentence"
NO_YAML = "cannot be read as YAML"
BROKEN = {
    "an unknown key": Broken(
        "    hint: One guest",
        "    colour: red\n    hint: One guest",
        "line 26, questions[0].colour: is an unknown field; the fields here are id, topic, stage, "
        "form, ask, listens_for, terms, follow_ups, anchors, outline, hint, facts, examples",
    ),
    "a misspelt key": Broken(
        "    listens_for: An",
        "    listen_for: An",
        "line 33, questions[1].listen_for: is an unknown field; did you mean listens_for?",
    ),
    "an id twice": Broken(
        "id: lost-key",
        "id: full-house",
        "line 28, questions[1].id: 'full-house' stands in this bank before; change one of the two",
    ),
    "a question twice": Broken(
        "What do you do about a lost key?",
        "Tell me about a day when every room was TAKEN.",
        "line 32, questions[1].ask: 'Tell me about a day when every room was…' stands in this "
        "bank before; change one of the two",
    ),
    "a variant under two terms": Broken(
        "  - term: room key",
        "  - term: room key\n    variants: [Bookings]",
        "line 9, terms[1].variants[0]: 'Bookings' stands in this bank before; "
        "change one of the two",
    ),
    "a spoken form under two terms": Broken(
        "spoken: [key card]",
        "spoken: [bookings]",
        "line 9, terms[1].spoken[0]: 'bookings' stands under another term; "
        "keep it under one of the two",
    ),
    "a bracket": Broken(
        "about a lost key?",
        "about a lost key (or two)?",
        f"line 32, questions[1].ask: the voice cannot say '('; {SPOKEN}",
    ),
    "a slash": Broken(
        "vague: Think of",
        "vague: And/or think of",
        "line 23, questions[0].follow_ups.vague: the voice cannot say '/'; write 'or' or 'and'",
    ),
    "a symbol": Broken(
        "greeting: Good",
        "greeting: 100% good",
        "line 2, greeting: the voice cannot say '%'; write 'percent'",
    ),
    "a web address": Broken(
        "about a lost key?",
        "about https://keys.example?",
        "line 32, questions[1].ask: holds an address that cannot be heard; name the page in words",
    ),
    "31 words": Broken(
        "What do you do about a lost key?",
        "word " * 31,
        "line 32, questions[1].ask: has 31 words, 30 at most; shorten or split it",
    ),
    "an unknown term near one of the glossary": Broken(
        "terms: [room key]",
        "terms: [credit meno]",
        "line 34, questions[1].terms[0]: 'credit meno' is not among the bank's terms nor in the "
        "glossary; did you mean credit memo?",
    ),
    "near to a term that is not there": Broken(
        "    variants: [bookings]",
        "    near: [room key, credit memo, room kay]",
        "line 7, terms[0].near[2]: 'room kay' is not among the bank's terms nor in the glossary; "
        "did you mean room key?",
    ),
    "near to another form of a term": Broken(
        "    variants: [bookings]",
        "    near: [key card]",
        "line 7, terms[0].near[0]: 'key card' is not among the bank's terms nor in the glossary; "
        "write room key",
    ),
    "another form of a term of the glossary": Broken(
        "terms: [room key]",
        "terms: [dso]",
        "line 34, questions[1].terms[0]: 'dso' is not among the bank's terms nor in the "
        "glossary; write days sales outstanding",
    ),
    "a term nobody knows": Broken(
        "terms: [room key]",
        "terms: [xylophone]",
        "line 34, questions[1].terms[0]: 'xylophone' is not among the bank's terms nor in the "
        "glossary; add it to the terms at the top of the bank",
    ),
    "a missing follow-up": Broken(
        "      result: How did the evening end?\n",
        "",
        "line 18, questions[0].follow_ups.result: is missing, and an answer of the form story may "
        "need it; add a line 'result:'",
    ),
    "a missing field": Broken(
        "    hint: Begin at the door.\n",
        "",
        "line 28, questions[1].hint: is missing; add a line that begins with 'hint:'",
    ),
    "a wrong form": Broken(
        "form: process",
        "form: proces",
        "line 31, questions[1].form: 'proces' is none of knowledge, motive, other, process, "
        "situational, story; did you mean process?",
    ),
    "an empty list": Broken(
        "outline: [The order]",
        "outline: []",
        "line 37, questions[1].outline: is an empty list; add at least one item",
    ),
    "a list that was not begun": Broken(
        "outline: [The order]",
        "outline:",
        "line 37, questions[1].outline: is empty; begin each item's line with a dash and a space",
    ),
    "an empty value": Broken(
        "thanks: Thank you.",
        "thanks:",
        "line 4, thanks: is empty; write something after the colon, or remove the line",
    ),
    "a tab": Broken(
        "    stage: daily",
        "\tstage: daily",
        f"line 30, questions[1].topic: {NO_YAML}; indent with spaces and not with a tab",
    ),
    "single quotes that end nowhere": Broken(
        "hint: Begin",
        "hint: 'Begin",
        f"line 38, questions[1].hint: {NO_YAML}; close the quotes",
    ),
    "double quotes that end where the next begin": Broken(
        "greeting: Good morning.\nclosing: What would you like to ask us?",
        'greeting: "Good morning.\nclosing: "What would you like to ask us?"',
        f"line 2, greeting: {NO_YAML}; close the quotes",
    ),
    "a bracket that ends nowhere": Broken(
        "terms: [room key]",
        "terms: [room key",
        f"line 34, questions[1].terms[0]: {NO_YAML}; close the bracket, and put text that holds a "
        "mark in quotes",
    ),
    "a line too far to the right": Broken(
        "closing: What",
        "  closing: What",
        f"line 3, greeting: {NO_YAML}; begin the line as far to the right as the fields beside it",
    ),
    "a colon in the text": Broken(
        "hint: Begin at",
        "hint: Begin: at",
        f"line 38, questions[1].hint: {NO_YAML}; put text that holds a colon and a space in quotes",
    ),
    "a mark at the beginning": Broken(
        "hint: Begin at",
        "hint: @ Begin at",
        f"line 38, questions[1].hint: {NO_YAML}; put text that begins with a mark in quotes",
    ),
    "two banks": Broken(
        "questions:\n",
        "---\nquestions:\n",
        "line 10: holds more than one bank; remove the line of dashes",
    ),
    "a tag that would call Python": Broken(
        "hint: Begin at the door.",
        "hint: !!python/object/apply:os.mkdir [called]",
        "line 38, questions[1].hint: carries a tag; remove the word with the !",
    ),
}


def _bomb(file: Path) -> None:
    lines = ["a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [
        f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]"
        for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    file.write_text("\n".join(lines))


def _hundred_megabytes(file: Path) -> None:
    with file.open("wb") as sparse:
        sparse.truncate(100_000_000)


UTF_8 = "is no text in UTF-8; save it as UTF-8 text in your editor"
STRANGE: dict[str, tuple[Callable[[Path], object], str]] = {
    "an alias bomb": (_bomb, "line 1, a: refers to another place; write the text out here"),
    "100 MB": (_hundred_megabytes, "is larger than 1 MB; a bank is a short text: name another"),
    "a program": (lambda file: file.write_bytes(b"\x7fELF\x02\x01\xff" * 500), f"line 1: {UTF_8}"),
    "Latin-1": (
        lambda file: file.write_bytes(SOUND.replace("Good morning", "Grüezi").encode("latin-1")),
        f"line 2: {UTF_8}",
    ),
    "a folder": (Path.mkdir, "is a folder; name the bank's file in it"),
    "a pipe": (os.mkfifo, "is no ordinary file; name a YAML file"),
    "deep brackets": (
        lambda file: file.write_text("questions: " + "[" * 900_000),
        "line 1, questions[0][0][0][0][0][0]: is nested too deep; remove the extra levels",
    ),
    "deep fields": (
        lambda file: file.write_text("\n".join(f"{' ' * n}a:" for n in range(1_000))),
        "line 8, a.a.a.a.a.a.a: is nested too deep; remove the extra levels",
    ),
    "nothing at all": (Path.touch, "is empty; write a title and questions"),
}


def lint(folder: Path, *files: str) -> "subprocess.CompletedProcess[bytes]":
    command = [sys.executable, "-m", "mockint", "banks", "lint", *files]
    here = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    return subprocess.run(command, cwd=folder, env=here, capture_output=True, timeout=60)


def printed(done: "subprocess.CompletedProcess[bytes]") -> list[str]:
    assert done.stderr == b""
    return done.stdout.decode().splitlines()


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN.keys())
def test_the_sentence_on_a_broken_bank(broken: Broken, tmp_path: Path) -> None:
    broken.write(tmp_path / FILE)
    done = lint(tmp_path, FILE)
    assert printed(done) == [f"{FILE}, {broken.said}"]
    assert done.returncode == 1
    assert os.listdir(tmp_path) == [FILE]


@pytest.mark.parametrize(("make", "said"), STRANGE.values(), ids=STRANGE.keys())
def test_the_sentence_on_what_is_no_bank(
    make: Callable[[Path], object], said: str, tmp_path: Path
) -> None:
    make(tmp_path / FILE)
    done = lint(tmp_path, FILE)
    assert printed(done) == [f"{FILE}{', ' if said.startswith('line') else ': '}{said}"]
    assert done.returncode == 1


def test_the_sound_bank_that_is_broken_above_has_no_faults(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(SOUND)
    done = lint(tmp_path, FILE)
    assert (printed(done), done.returncode) == (["No faults."], 0)


def test_an_escape_sequence_in_a_name_does_not_reach_the_terminal(tmp_path: Path) -> None:
    name = "red\x1b[31m\x07\n.yaml"
    (tmp_path / name).write_text(SOUND.replace("form: process", "form: proces"))
    (line,) = printed(lint(tmp_path, name))
    assert line.startswith("red?[31m??.yaml, line 31, questions[1].form: 'proces' is none of")


def test_a_name_that_is_no_text_at_all(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.yaml")
    (tmp_path / name).mkdir()
    (line,) = printed(lint(tmp_path, name))
    assert line == "caf?.yaml: is a folder; name the bank's file in it"


def test_each_of_several_files_is_checked(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(SOUND)
    (tmp_path / "other.yaml").write_text(SOUND.replace("thanks: Thank you.\n", ""))
    done = lint(tmp_path, FILE, "other.yaml", "gone.yaml")
    first, second = printed(done)
    assert first == (
        "other.yaml, line 1, thanks: is missing; add a line that begins with 'thanks:'"
    )
    assert second.startswith("gone.yaml: there is no such file; the banks shipped are ")
    assert done.returncode == 1


def test_a_glossary_is_held_to_what_a_glossary_is(tmp_path: Path) -> None:
    text = "terms:\n  - term: booking\n    near: [bookin]\n  - term: room key\n"
    (tmp_path / "glossary.yaml").write_text(text)
    done = lint(tmp_path, "glossary.yaml")
    assert printed(done) == [
        "glossary.yaml, line 3, terms[0].near[0]: 'bookin' is not among the terms; "
        "did you mean booking?"
    ]


def test_a_hundred_unknown_terms_among_thousands_do_not_keep_anybody_waiting(
    tmp_path: Path,
) -> None:
    terms = "".join(f"  - term: {'abcdefghij' * 7}{n}\n" for n in range(1_900))
    unknown = ", ".join(f"{'jihgfedcba' * 7}{n}" for n in range(1_900))
    text = SOUND.replace("terms:\n", f"terms:\n{terms}", 1)
    (tmp_path / FILE).write_text(text.replace("terms: [room key]", f"terms: [{unknown}]"))
    assert len(printed(lint(tmp_path, FILE))) == 100


def test_the_checklist_and_questions_to_ask_in_the_documentation_have_no_faults(
    tmp_path: Path,
) -> None:
    pages = (Path(__file__).parents[1] / "docs" / "banks.md").read_text(encoding="utf-8")
    blocks = [part.split("```")[0] for part in pages.split("```yaml\n")[1:]]
    (more,) = (block for block in blocks if block.startswith("checklist:"))
    (tmp_path / FILE).write_text(blocks[0] + more)
    assert printed(lint(tmp_path, FILE)) == ["No faults."]
