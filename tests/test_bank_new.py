"""``mockint banks new``: what is typed becomes a bank without faults, and nothing of it is lost."""

import io
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from mockint.bank import FOLLOW_UPS, Bank, lint, load_bank, shared_terms
from mockint.bank.authoring.dictation import Dictation, Refused, Words
from mockint.bank.authoring.lexicon import Lexicon
from mockint.bank.authoring.page import page
from mockint.bank.authoring.sketch import sketch, slug
from mockint.bank.authoring.wordings import form_of
from mockint.bank.glossary import complete
from mockint.commands import bank_new
from mockint.encoder import shipped_encoder
from mockint.findings import Form
from mockint.rubric import judge

REPOSITORY = Path(__file__).parents[1]
FORMS: tuple[Form, ...] = get_args(Form)
ASKED = "Tell me about a day when an invoice was disputed."
ONE = ["Front desk clerk", "", ASKED, "", "", "", "One guest is enough.", ""]
"""Title, stages, then question, form, stage, terms, hint; Enter alone ends."""


def start(folder: Path, *words: str, **more: Any) -> "subprocess.Popen[bytes]":
    here = {**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "mockint", "banks", "new", *words]
    streams: dict[str, Any] = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    return subprocess.Popen(command, cwd=folder, env=here, **(streams | more))


def new(folder: Path, replies: "list[str] | bytes", *words: str) -> tuple[int, str, str]:
    """The exit code, standard output and standard error of one run with those replies."""
    typed = replies if isinstance(replies, bytes) else "".join(f"{r}\n" for r in replies).encode()
    child = start(folder, *words)
    out, err = child.communicate(typed, timeout=60)
    return child.returncode, out.decode(), err.decode()


def give(child: "subprocess.Popen[bytes]", replies: list[str]) -> None:
    assert child.stdin
    child.stdin.write("".join(f"{reply}\n" for reply in replies).encode())
    child.stdin.flush()


def wait_for(child: "subprocess.Popen[bytes]", said: bytes) -> None:
    assert isinstance(child.stdout, io.BufferedReader)
    seen = b""
    while said not in seen:
        data = child.stdout.read1()
        assert data, seen
        seen += data


def the_bank(folder: Path, name: str = "front-desk-clerk.yaml") -> Bank:
    assert os.listdir(folder) == [name]
    assert lint(folder / name) == []
    return load_bank(folder / name)


def test_a_few_replies_make_a_whole_bank_without_faults(tmp_path: Path) -> None:
    code, out, err = new(tmp_path, ONE)
    assert (code, err) == (0, "")
    assert "Written to front-desk-clerk.yaml: 1 question." in out
    bank = the_bank(tmp_path)
    (question,) = bank.questions
    assert (bank.title, bank.stages) == ("Front desk clerk", ("opening",))
    assert (question.ask, question.form, question.hint) == (ASKED, "story", "One guest is enough.")
    assert question.terms == ("invoice", "dispute")
    assert set(question.follow_ups) == set(FOLLOW_UPS)
    lines = (tmp_path / "front-desk-clerk.yaml").read_text().splitlines()
    above = lines[lines.index(f"- id: {question.id}") - 1]
    assert above.startswith("# Both examples are placeholders")
    assert "placeholders about some other subject" in " ".join(out.split())


def test_terms_and_stages_are_those_that_were_named(tmp_path: Path) -> None:
    replies = ["Desk", "First day, Money", "How do you hand an invoice over?", "motive", "money"]
    replies += ["+ cash desk, AR", "", "What is owed?", "", "first day", "Cash Desk", "", ""]
    assert new(tmp_path, replies, "mine")[0] == 0
    bank = the_bank(tmp_path, "mine.yaml")
    assert bank.stages == ("first-day", "money")
    owed, over = bank.questions
    assert over.terms == ("invoice", "cash desk", "accounts receivable")
    assert (over.form, owed.form, owed.terms) == ("motive", "knowledge", ("cash desk",))
    assert "cash desk" in [term.term for term in bank.terms]


@pytest.mark.parametrize(
    ("reply", "sentence"),
    [
        ("A day (or night)?", "The voice cannot say '('; leave the brackets out"),
        ("Mine and/or yours?", "The voice cannot say '/'; write 'or' or 'and'."),
        ("See www.example.org?", "It holds an address that cannot be heard; name the page"),
        ("word " * 31, "It has 31 words, 30 at most; shorten or split it."),
        ("w" * 2001, "It has 2001 characters, 2000 at most; shorten it."),
        ("A \x1b[31mred day?", "It holds an invisible character; type it afresh."),
        ("A b\udce4d day?", "It holds an invisible character; type it afresh."),
    ],
)
def test_a_question_that_cannot_be_asked_is_asked_for_again(
    reply: str, sentence: str, tmp_path: Path
) -> None:
    typed = "\n".join([*ONE[:2], reply, *ONE[2:]]).encode("utf-8", "surrogateescape")
    code, out, _ = new(tmp_path, typed)
    assert code == 0
    assert sentence in " ".join(out.split())
    assert "\x1b" not in out
    assert [question.ask for question in the_bank(tmp_path).questions] == [ASKED]


@pytest.mark.parametrize(
    ("at", "reply", "sentence"),
    [
        (0, "", "It is empty; give it a name."),
        (0, "t" * 81, "It has 81 characters, 80 at most; shorten it."),
        (1, "\u0434\u0430", "'\u0434\u0430' is no identifier; use only small letters"),
        (1, ",".join("abcdefghijklm"), "It has 13 stages, 12 at most; put some of them together."),
        (3, "storry", "'storry' is none of story, process, knowledge, motive, situational, other;"
         " did you mean story?"),
        (4, "technicl", "'technicl' is none of opening, behavioral, technical; did you mean"
         " technical?"),
        (5, "x" * 81, "It has 81 characters, 80 at most; shorten it."),
        (5, ",".join(f"t{n}" for n in range(51)), "It has 51 terms, 50 at most; keep those"),
        (6, "h" * 2001, "It has 2001 characters, 2000 at most; shorten it."),
    ],
)  # fmt: skip
def test_each_reply_is_checked_at_once(at: int, reply: str, sentence: str, tmp_path: Path) -> None:
    code, out, _ = new(tmp_path, [*ONE[:at], reply, *ONE[at:]])
    assert code == 0
    assert sentence in " ".join(out.split())
    assert the_bank(tmp_path).questions[0].hint == "One guest is enough."


def test_the_same_question_is_not_taken_twice(tmp_path: Path) -> None:
    code, out, _ = new(tmp_path, [*ONE[:-1], ASKED.upper(), ""])
    assert code == 0
    assert "stands in this bank before; ask another." in " ".join(out.split())
    assert len(the_bank(tmp_path).questions) == 1


def test_nothing_printed_is_wider_than_a_terminal(tmp_path: Path) -> None:
    _, out, _ = new(tmp_path, ONE)
    assert max(map(len, out.splitlines())) < 80


@pytest.mark.parametrize("given", range(3, len(ONE)))
def test_what_was_given_before_the_input_ended_is_written(given: int, tmp_path: Path) -> None:
    code, out, _ = new(tmp_path, ONE[:given])
    assert code == 0
    assert [question.ask for question in the_bank(tmp_path).questions] == [ASKED]
    assert ("where you had not answered yet" in out) == (given < 7)


def test_the_last_line_needs_no_end(tmp_path: Path) -> None:
    assert new(tmp_path, "\n".join(ONE[:3]).encode())[0] == 0
    assert the_bank(tmp_path).questions[0].ask == ASKED


@pytest.mark.parametrize("given", [[], ONE[:1], ONE[:2], [*ONE[:2], ""], ["Desk", "", "And/or?"]])
def test_without_a_question_nothing_is_written_and_that_is_said(
    given: list[str], tmp_path: Path
) -> None:
    code, _, err = new(tmp_path, given)
    assert code == 1
    assert err.splitlines() == [f"mockint: {bank_new.NOTHING}"]
    assert os.listdir(tmp_path) == []


def test_a_stream_of_one_word_for_ever_comes_to_an_end(tmp_path: Path) -> None:
    yes = subprocess.Popen(["yes"], stdout=subprocess.PIPE)
    child = start(tmp_path, stdin=yes.stdout)
    assert yes.stdout
    yes.stdout.close()
    out, _ = child.communicate(timeout=60)
    yes.kill()
    yes.wait()
    assert child.returncode == 0, out
    assert [question.ask for question in the_bank(tmp_path, "y.yaml").questions] == ["y"]


def test_a_line_of_megabytes_is_refused_like_any_long_one(tmp_path: Path) -> None:
    typed = "\n".join([*ONE[:2], "w" * 3_000_000, *ONE[2:]]).encode()
    code, out, _ = new(tmp_path, typed)
    assert code == 0
    assert len(out) < 50_000
    assert [question.ask for question in the_bank(tmp_path).questions] == [ASKED]


@pytest.mark.parametrize(("more", "most"), [("", 500), ("\U0001f600" * 1_900, 200)])
def test_a_bank_that_is_full_is_still_one_that_can_be_read(
    more: str, most: int, tmp_path: Path
) -> None:
    """By the number of its questions, or by their size."""
    replies = ["Front desk clerk", "all"]
    for n in range(most + 1):
        own = ",".join(f"term {n} {letter * 70}" for letter in "abcde" if more)
        replies += [f"What is number {n}?", "other", own, more]
    code, out, _ = new(tmp_path, replies)
    assert code == 0
    assert "The bank is full." in out
    count = len(the_bank(tmp_path).questions)
    assert count == most if most == 500 else 10 < count < most


def test_closed_standard_input_is_an_input_that_has_ended(tmp_path: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", 'exec "$0" -m mockint banks new <&-', sys.executable],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(REPOSITORY)}, capture_output=True,
        timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stderr.decode()) == (1, f"mockint: {bank_new.NOTHING}\n")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_it_and_what_was_given_is_written(
    number: int, code: int, tmp_path: Path
) -> None:
    child = start(tmp_path)
    give(child, ONE[:4])
    wait_for(child, b"Its stage")
    child.send_signal(number)
    out, err = child.communicate(timeout=60)
    assert (child.returncode, err) == (code, b"")
    assert b"Written to front-desk-clerk.yaml: 1 question." in out
    assert the_bank(tmp_path).questions[0].ask == ASKED


def test_what_was_given_is_written_although_nobody_reads_on(tmp_path: Path) -> None:
    child = start(tmp_path)
    assert child.stdin
    assert child.stdout
    give(child, ONE[:3])
    wait_for(child, b"the answer to it?")
    child.stdout.close()
    give(child, ONE[3:])
    child.stdin.close()
    assert child.wait(60) == 0
    assert child.stderr
    assert child.stderr.read() == b""
    assert the_bank(tmp_path).questions[0].ask == ASKED


class Terminal:
    """The program at a terminal of its own, where Ctrl-C is a key."""

    def __init__(self, folder: Path) -> None:
        self._ours, theirs = pty.openpty()
        self._child = start(folder, preexec_fn=lambda: os.login_tty(theirs))
        os.close(theirs)
        self.seen = ""

    def type(self, text: str, wait_for: str, typed: str = ">") -> None:
        """Type, once it says what is waited for and the line at its foot ends like that."""
        while not (wait_for in self.seen and self.seen.rstrip().endswith(typed)):
            assert self._read(), self.seen
        self.seen = ""
        os.write(self._ours, text.encode())

    def end(self) -> int:
        """Its exit code, once everything it says has been read."""
        while self._read():
            pass
        os.close(self._ours)
        return self._child.wait(20)

    def _read(self) -> bool:
        """Whether anything came within a while."""
        if not select.select([self._ours], [], [], 20)[0]:
            return False
        with suppress(OSError):  # it has been closed at the other end
            self.seen += (data := os.read(self._ours, 4096)).decode()
            return bool(data)
        return False


def test_at_a_terminal_a_refused_reply_stands_there_to_be_mended(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    terminal.type("Front desk clerk\n", "called?")
    terminal.type("\n", "stages")
    terminal.type("Tell me about a lost key and/\n", "Question 1")
    terminal.type("\b the guest.\n", "voice cannot say '/'", "a lost key and/")
    time.sleep(0.3)  # Ctrl-C the moment a prompt is drawn is noticed by readline at the next key
    terminal.type("\x03", "other")
    assert terminal.end() == 130
    assert "Written to front-desk-clerk.yaml: 1 question." in terminal.seen
    (question,) = the_bank(tmp_path).questions
    assert question.ask == "Tell me about a lost key and the guest."


def test_at_a_terminal_the_key_for_the_end_of_input_ends_it(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    terminal.type("Front desk clerk\n", "called?")
    terminal.type("\n", "stages")
    terminal.type(f"{ASKED}\n", "Question 1")
    terminal.type("\x04", "other")
    assert terminal.end() == 0
    assert the_bank(tmp_path).questions[0].ask == ASKED


def test_the_file_named_is_the_one_written(tmp_path: Path) -> None:
    assert new(tmp_path, ONE, "mine.yml")[0] == 0
    assert the_bank(tmp_path, "mine.yml").title == "Front desk clerk"


def test_in_a_folder_that_is_named_the_title_makes_the_name(tmp_path: Path) -> None:
    (tmp_path / "banks").mkdir()
    assert new(tmp_path, ONE, "banks")[0] == 0
    assert the_bank(tmp_path / "banks").title == "Front desk clerk"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Zo\u00eb's B\u00fcro / Caf\u00e9", "zoes-buro-cafe.yaml"),
        ("\u0431\u0430\u043d\u043a", "bank.yaml"),
        ("../../etc", "etc.yaml"),
        ("Glossary", "glossary-bank.yaml"),
        ("t" * 80, "t" * 60 + ".yaml"),
    ],
)
def test_the_name_of_the_file_comes_from_the_title(title: str, name: str, tmp_path: Path) -> None:
    assert new(tmp_path, [title, *ONE[1:]])[0] == 0
    assert the_bank(tmp_path, name).title == title


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    for name in ("front-desk-clerk.yaml", "front-desk-clerk-2.yaml"):
        (tmp_path / name).write_text("mine")
    _, out, _ = new(tmp_path, ONE)
    assert "Written to front-desk-clerk-3.yaml" in out
    assert lint(tmp_path / "front-desk-clerk-3.yaml") == []
    assert (tmp_path / "front-desk-clerk.yaml").read_text() == "mine"
    assert (tmp_path / "front-desk-clerk-2.yaml").read_text() == "mine"


def refused_at_once(folder: Path, *words: str) -> str:
    """The one sentence, said before anything is asked."""
    code, out, err = new(folder, ONE, *words)
    assert (code, out) == (1, "")
    (line,) = err.splitlines()
    assert line.isprintable()
    return line


def test_a_file_named_that_is_there_is_refused_before_anything_is_asked(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").symlink_to("gone.yaml")
    said = refused_at_once(tmp_path, "mine")
    assert said == "mockint: mine.yaml is there already: name another file."
    assert os.listdir(tmp_path) == ["mine.yaml"]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("gone/mine.yaml", "no such file or directory"),
        ("file/mine.yaml", "not a directory"),
        (f"{'n' * 300}.yaml", "file name too long"),
        ("/proc/mine.yaml", ""),
        ("red\x1b[31m/mine.yaml", "no such file or directory"),
    ],
)
def test_a_place_that_cannot_be_written_is_one_sentence(
    name: str, why: str, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    said = refused_at_once(tmp_path, name)
    assert f"cannot be written ({why}" in said
    assert said.endswith("): name a file in another folder.")


def test_a_folder_that_cannot_be_written_is_one_sentence() -> None:
    said = refused_at_once(Path("/proc"))
    assert said.startswith("mockint: /proc cannot be written (")


def test_the_glossarys_name_is_refused(tmp_path: Path) -> None:
    said = refused_at_once(tmp_path, "glossary.yaml")
    assert said == "mockint: glossary.yaml would be taken for a glossary: name another file."


def test_where_the_folder_goes_meanwhile_the_text_is_printed(tmp_path: Path) -> None:
    (tmp_path / "away").mkdir()
    child = start(tmp_path, "away/mine.yaml")
    assert child.stdin
    assert child.stdout
    assert child.stdout.readline()
    (tmp_path / "away").rmdir()
    out, err = child.communicate("\n".join(ONE).encode(), timeout=60)
    assert child.returncode == 1
    assert b"the bank's text stands above" in err
    saved = tmp_path / "saved.yaml"
    text = out.decode()
    saved.write_text(text[text.index("# A question bank") :])
    assert lint(saved) == []


def test_a_file_that_came_meanwhile_is_left_alone(tmp_path: Path) -> None:
    child = start(tmp_path, "mine.yaml")
    assert child.stdout
    assert child.stdout.readline()
    (tmp_path / "mine.yaml").write_text("theirs")
    out, _ = child.communicate("\n".join(ONE).encode(), timeout=60)
    assert b"Written to mine-2.yaml" in out
    assert (tmp_path / "mine.yaml").read_text() == "theirs"
    assert lint(tmp_path / "mine-2.yaml") == []


def test_the_editor_is_told_of_the_schema_only_where_it_lies_beside(tmp_path: Path) -> None:
    new(tmp_path, ONE, "without.yaml")
    (tmp_path / "schema.json").write_text("{}")
    new(tmp_path, ONE, "with.yaml")
    first = "# yaml-language-server: $schema=schema.json\n"
    assert (tmp_path / "with.yaml").read_text().startswith(first)
    assert "$schema" not in (tmp_path / "without.yaml").read_text()


def test_the_commands_in_the_file_can_be_copied_to_a_shell(tmp_path: Path) -> None:
    assert new(tmp_path, ONE, "my $bank's.yaml")[0] == 0
    (tmp_path / "my $bank's.yaml").rename(tmp_path / "copy")
    (command,) = re.findall(
        r"^#     mockint banks lint (.*)$", (tmp_path / "copy").read_text(), re.M
    )
    named = subprocess.run(["sh", "-c", f"printf %s {command}"], capture_output=True, text=True)
    assert named.stdout == "my $bank's.yaml"


def written(dictation: Dictation, folder: Path) -> Bank:
    """The dictation as it is read from its file, which has no faults."""
    file = folder / "draft.yaml"
    file.write_text(page(dictation.bank()).text(file), encoding="utf-8")
    assert lint(file) == []
    return load_bank(file)


def test_each_form_of_question_is_filled_without_faults(tmp_path: Path) -> None:
    dictation = Dictation()
    dictation.title = "All forms"
    dictation.asked = [Words(f"Would you answer {form}?", form, "opening") for form in FORMS]
    bank = written(dictation, tmp_path)
    assert [question.form for question in bank.questions] == list(FORMS)
    assert bank == replace(dictation.bank(), name="draft")


@pytest.mark.parametrize("form", FORMS)
def test_the_strong_example_filled_in_is_an_answer_of_its_form(form: Form) -> None:
    question = sketch("What about it?", form, "opening", (), "", ())
    found = judge(question.examples.strong, question=question, terms=(), encoder=shipped_encoder)
    assert found.form == form


@pytest.mark.parametrize("form", ["story", "process", "situational"])
def test_the_examples_filled_in_lie_far_apart(form: Form) -> None:
    question = sketch("What about it?", form, "opening", (), "", ())
    strong, weak = (
        judge(text, question=question, terms=(), encoder=shipped_encoder).marks["structure"].level
        for text in (question.examples.strong, question.examples.weak)
    )
    assert strong is not None
    assert strong >= 4
    assert weak is None or weak <= 2


TYPED = st.one_of(
    st.text(max_size=90).map(lambda text: " ".join(text.split())),
    st.text(alphabet="ab,+-:#'\"?![]{}&*|>%@~ =0", max_size=60).map(
        lambda text: " ".join(text.split())
    ),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("typed")


@settings(deadline=None, max_examples=200, derandomize=True)
@given(st.lists(TYPED, min_size=6, max_size=6))
def test_whatever_is_taken_makes_a_bank_without_faults(folder: Path, typed: list[str]) -> None:
    """Replies reach a dictation with their spaces made one; what is refused leaves it as it was."""
    title, stages, ask, form, terms, hint = typed
    dictation = Dictation()
    dictation.title = "Title"
    with suppress(Refused):
        dictation.title = dictation.take_title(title)
    with suppress(Refused):
        dictation.stages = dictation.take_stages(stages)
    dictation.asked.append(Words("What is it?", "other", dictation.stages[-1]))
    with suppress(Refused):
        asked = dictation.take_ask(ask)
        words = Words(asked or "Why?", form_of(asked), dictation.stages[0])
        dictation.asked.append(words)
    for take, text in (
        (dictation.take_form, form), (dictation.take_stage, stages), (dictation.take_terms, terms),
        (dictation.take_hint, hint),
    ):  # fmt: skip
        with suppress(Refused):
            dictation.asked[-1] = take(dictation.asked[-1], text)
    assert written(dictation, folder) == replace(completed(dictation), name="draft")


def completed(dictation: Dictation) -> Bank:
    """The dictation with what the glossary says of its terms, as a bank is loaded."""
    return complete(dictation.bank(), shared_terms())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Was the A/R aging right?", ("aging analysis",)),
        ("a DISPUTED invoice, and dso", ("dispute", "invoice", "days sales outstanding")),
        ("Give me an example of an invoice.", ("invoice",)),
        ("She voiced it, and accounted for it.", ()),
        ("", ()),
    ],
)
def test_terms_are_found_as_whole_words_in_any_form(text: str, found: tuple[str, ...]) -> None:
    assert Lexicon(shared_terms().terms).named(text) == found


def test_short_names_are_free_and_tell_what_is_asked() -> None:
    asks = ["Tell me about a lost key."] * 3 + ["Why?", "\u0434\u0430?"]
    taken: list[str] = []
    for ask in asks:
        taken.append(sketch(ask, "other", "opening", (), "", taken).id)
    assert taken == ["lost-key", "lost-key-2", "lost-key-3", "question", "question-2"]


@given(st.text(max_size=200))
def test_a_short_name_is_an_identifier_or_nothing(text: str) -> None:
    assert re.fullmatch(r"([a-z0-9][a-z0-9-]{0,63})?", slug(text))
