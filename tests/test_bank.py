"""Banks read from files of any kind: what is wrong is named by file, line and field."""

import os
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from mockint.bank import (
    FOLLOW_UPS,
    Anchors,
    Bank,
    Examples,
    Question,
    Term,
    bank_names,
    lint,
    load_bank,
    to_yaml,
    unspeakable,
)
from mockint.bank.schema import EXPLAINED, schema, schema_text
from mockint.bank.sheet import read_sheet
from mockint.errors import BankError

SOUND = """\
title: Parcels
greeting: Hello.
closing: What would you like to ask us?
thanks: Thank you.
terms:
  - term: return slip
    variants: [return slips]
    spoken: [return slip]
    means: The paper that comes back with a parcel.
  - term: customs form
questions:
  - id: lost-parcel
    topic: X01
    stage: opening
    form: story
    ask: Tell me about a parcel that got lost.
    listens_for: Whether it was searched for.
    terms: [return slip]
    follow_ups:
      situation: Where was that?
      task: What was yours to do?
      action: What did you do?
      result: Was it found?
      vague: Which parcel was it?
    anchors:
      1: No parcel.
      3: One parcel.
      5: One parcel and its way back.
    outline: [The parcel, The search]
    hint: One parcel is enough.
    examples:
      strong: It lay in Leeds, and I found it in 3 days.
      weak: We lose some.
  - id: sorting
    topic: X02
    stage: daily
    form: process
    ask: How do you sort a van?
    listens_for: An order.
    terms: [customs form]
    follow_ups: {vague: "What goes in first?"}
    anchors: {1: Any way., 3: By street., 5: By street and then by number.}
    outline: [The order]
    hint: Start at the door.
    examples: {strong: By street., weak: Somehow.}
"""


@dataclass(frozen=True)
class Broken:
    """``SOUND`` with ``old`` replaced by ``new``, and what is then said of it."""

    old: str
    new: str
    line: int
    field: str
    message: str
    remedy: str

    @property
    def text(self) -> str:
        assert SOUND.count(self.old) == 1, self.old
        return SOUND.replace(self.old, self.new)


LONG = "word " * 31
BROKEN = {
    "a form with a slip of the pen": Broken(
        "form: story", "form: storry", 15, "questions[0].form", "'storry' is none", "story?"
    ),
    "a form nobody knows": Broken(
        "form: process", "form: riddle", 37, "questions[1].form", "none of knowledge", "one of them"
    ),
    "an unknown field": Broken(
        "    hint: One", "    hints: One", 30, "questions[0].hints", "unknown field", "hint?"
    ),
    "an unknown field at the top": Broken(
        "thanks: Thank you.", "thanks: Bye.\ncolour: red", 5, "colour", "unknown", "fields here"
    ),
    "a name in the file": Broken(
        "title: Parcels", "name: x\ntitle: Parcels", 1, "name", "unknown", "fields here"
    ),
    "a field twice": Broken(
        "    topic: X02", "    topic: X02\n    topic: X03", 36, "questions[1].topic", "twice", "one"
    ),
    "an id twice": Broken(
        "id: sorting", "id: lost-parcel", 34, "questions[1].id", "before", "change one"
    ),
    "an id with a space": Broken(
        "id: sorting", "id: the sorting", 34, "questions[1].id", "no identifier", "hyphens"
    ),
    "a missing field": Broken(
        "    stage: daily\n", "", 34, "questions[1].stage", "is missing", "begins with 'stage:'"
    ),
    "a missing follow-up of a story": Broken(
        "      task: What was yours to do?\n", "", 19, "questions[0].follow_ups.task", "is missing",
        "add a line 'task:'",
    ),
    "a follow-up to something else": Broken(
        "      result: Was", "      outcome: Was", 23, "questions[0].follow_ups.outcome", "unknown",
        "action, result, situation, task, vague",
    ),
    "a term the bank does not hold": Broken(
        "terms: [customs form]", "terms: [custom form]", 40, "questions[1].terms[0]",
        "not among the bank's terms", "customs form?",
    ),
    "a term twice": Broken(
        "term: customs form", "term: customs form\n  - term: Return Slip", 11, "terms[2].term",
        "before", "change one",
    ),
    "brackets in a question": Broken(
        "sort a van?", "sort a van (or two)?", 38, "questions[1].ask", "cannot say '('", "brackets"
    ),
    "a slash in a question": Broken(
        "sort a van?", "sort a van/cart?", 38, "questions[1].ask", "cannot say '/'", "'or'"
    ),
    "an address in a follow-up": Broken(
        "Was it found?", "Was it on example.com?", 23, "questions[0].follow_ups.result", "address",
        "in words",
    ),
    "a percent sign in the greeting": Broken(
        "greeting: Hello.", "greeting: Give 100%.", 2, "greeting", "cannot say '%'", "'percent'"
    ),
    "a question too long for the ear": Broken(
        "How do you sort a van?", LONG, 38, "questions[1].ask", "has 31 words, 30 at most", "short"
    ),
    "an empty text": Broken(
        "hint: Start at the door.", "hint:", 44, "questions[1].hint", "is empty", "after the colon"
    ),
    "quotes with nothing between": Broken(
        "hint: Start at the door.", 'hint: ""', 44, "questions[1].hint", "is empty", "colon"
    ),
    "a list where text belongs": Broken(
        "hint: Start at the door.", "hint: [a, b]", 44, "questions[1].hint", "is a list", "quotes"
    ),
    "text where a list belongs": Broken(
        "outline: [The order]", "outline: order", 43, "questions[1].outline", "is text", "dash"
    ),
    "text where fields belong": Broken(
        "examples: {strong: By street., weak: Somehow.}", "examples: both", 45,
        "questions[1].examples", "is text", "colon",
    ),
    "an empty list": Broken(
        "outline: [The order]", "outline: []", 43, "questions[1].outline", "empty list", "add"
    ),
    "a text without end": Broken(
        "hint: Start", f"hint: {'a' * 2001}", 44, "questions[1].hint", "2000 at most", "shorten"
    ),
    "an anchor": Broken(
        "hint: Start", "hint: &a Start", 44, "questions[1].hint", "another place", "write the text"
    ),
    "an alias": Broken(
        "hint: Start at the door.", "hint: *a", 44, "questions[1].hint", "another place", "out here"
    ),
    "a tag": Broken(
        "hint: Start", "hint: !!python/name:os.system Start", 44, "questions[1].hint", "a tag", "!"
    ),
    "lists in lists in lists": Broken(
        "outline: [The order]", "outline: [[[[[[x]]]]]]", 43, "questions[1].outline[0][0][0][0]",
        "nested too deep", "levels",
    ),
    "a tab": Broken(
        "    stage: daily", "\tstage: daily", 36, "questions[1].topic", "cannot be read", "a tab"
    ),
    "a colon within text": Broken(
        "hint: Start", "hint: Remember: Start", 44, "questions[1].hint", "as YAML", "in quotes"
    ),
    "an escape sequence": Broken(
        "title: Parcels", "title: \x1b[31mred", 1, "", "control character (number 27)", "delete"
    ),
    "an escape sequence in disguise": Broken(
        "title: Parcels", 'title: "\\e[31mred"', 1, "title", "invisible character", "afresh"
    ),
    "words that run backwards": Broken(
        "title: Parcels", "title: Par\u202ecels", 1, "title", "invisible character", "afresh"
    ),
    "two banks in one file": Broken(
        "questions:\n", "---\nquestions:\n", 11, "", "more than one bank", "dashes"
    ),
}  # fmt: skip


def written(folder: Path, content: str | bytes, name: str = "parcels.yaml") -> Path:
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN.keys())
def test_a_fault_is_named_with_its_line_its_field_and_its_remedy(
    broken: Broken, tmp_path: Path
) -> None:
    file = written(tmp_path, broken.text)
    (fault,) = lint(file)
    assert (fault.file, fault.line, fault.field) == (str(file), broken.line, broken.field)
    assert broken.message in fault.message
    assert broken.remedy in fault.remedy
    with pytest.raises(BankError) as raised:
        load_bank(file)
    assert str(raised.value).rstrip(".") == str(fault)


def test_a_sound_bank_has_no_faults_and_is_called_by_its_file(tmp_path: Path) -> None:
    file = written(tmp_path, SOUND)
    assert lint(file) == []
    bank = load_bank(str(file))
    assert bank.name == "parcels"
    assert bank.stages == ("opening", "daily")
    assert bank.questions[0].anchors.five == "One parcel and its way back."


def test_every_fault_is_listed_in_the_order_of_the_lines(tmp_path: Path) -> None:
    text = SOUND.replace("form: story", "form: tale").replace("hint: Start at the door.", "hint:")
    file = written(tmp_path, text.replace("title: Parcels\n", ""))
    assert [fault.field for fault in lint(file)] == [
        "title",
        "questions[0].form",
        "questions[1].hint",
    ]
    with pytest.raises(BankError, match=r"title: is missing.* \(and 2 more: .* lists them\)\.$"):
        load_bank(file)


def test_words_that_yaml_takes_for_numbers_and_answers_stay_text(tmp_path: Path) -> None:
    text = SOUND.replace("topic: X02", "topic: 0o17").replace(
        "hint: Start at the door.", "hint: no"
    )
    sorting = load_bank(written(tmp_path, text)).questions[1]
    assert (sorting.topic, sorting.hint) == ("0o17", "no")


def test_line_ends_and_a_byte_order_mark_of_windows_change_nothing(tmp_path: Path) -> None:
    plain = load_bank(written(tmp_path, SOUND))
    windows = b"\xef\xbb\xbf" + SOUND.replace("\n", "\r\n").encode()
    assert load_bank(written(tmp_path, windows)) == plain


FULL = Bank(
    title="All: of 'it'",
    greeting="Good morning, dear Zoë.",
    closing="no",
    thanks="12",
    terms=(
        Term(term="A/R", variants=("AR", "#1"), spoken=("A R",), means="- what is owed: all of it"),
        Term(term="plain"),
    ),
    questions=(
        Question(
            id="every-field",
            topic="007",
            stage="first",
            form="story",
            ask="What: and how?",
            listens_for="& so on",
            terms=("A/R", "plain"),
            follow_ups={part: f"Tell me more about the {part}." for part in FOLLOW_UPS},
            anchors=Anchors(one="~", three="yes", five="1.0"),
            outline=("first", "[second]"),
            hint="'quoted' and \"doubly\"",
            examples=Examples(strong="From 45 days to 31. " * 40 + "End.", weak="null"),
        ),
        Question(
            id="the-least",
            topic="T",
            stage="last",
            form="motive",
            ask="Why?",
            listens_for="A reason.",
            terms=(),
            follow_ups={"vague": "Why then?"},
            anchors=Anchors(one="a", three="b", five="c"),
            outline=("one",),
            hint="Because.",
            examples=Examples(strong="I like it.", weak="Well."),
        ),
    ),
    name="full",
)


def test_a_bank_written_and_read_again_is_the_same_in_every_field(tmp_path: Path) -> None:
    file = written(tmp_path, to_yaml(FULL), "full.yaml")
    assert load_bank(file) == FULL


def test_lines_counted_while_reading_are_those_of_yaml_itself() -> None:
    sheet = read_sheet(SOUND)
    tree = yaml.compose(SOUND)
    assert tree is not None
    questions = tree.value[5][1].value
    assert [sheet.line(("questions", n)) for n in range(2)] == [
        node.start_mark.line + 1 for node in questions
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"# only a remark\n", "is empty"),
        (b"\x00\x01\x02", "control character (number 0)"),
        (b"title: a\ngreeting: caf\xe9\n", "line 2: is no text in UTF-8"),
        (SOUND.encode("utf-16"), "is no text in UTF-8"),
        (b"- a\n- b\n", "must be a set of fields and is a list"),
        (b"just words", "must be a set of fields and is text"),
        (b"title: 'open", "close the quotes"),
        (b"? [a]\n: b", "a field without a name"),
        (b"a" * 1_000_001, "is larger than 1 MB"),
    ],
)
def test_a_file_that_is_no_bank_is_refused(content: bytes, message: str, tmp_path: Path) -> None:
    with pytest.raises(BankError) as raised:
        load_bank(written(tmp_path, content))
    assert message in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_few_lines_that_would_unfold_to_billions_are_refused(tmp_path: Path) -> None:
    lines = ["a0: &a0 [lol, lol]"]
    lines += [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)]
    (fault,) = lint(written(tmp_path, "\n".join(lines)))
    assert (fault.line, fault.field) == (1, "a0")


@pytest.mark.parametrize(
    "mark", ["[", "{", "- ", "? ", '"', "'", "\\", "&a ", "*a ", "!", "%", "|", ": "]
)
def test_a_megabyte_of_one_mark_is_refused(mark: str, tmp_path: Path) -> None:
    text = mark * (1_000_000 // len(mark))
    assert len(lint(written(tmp_path, text))) == 1


def test_no_more_than_a_hundred_faults_are_listed(tmp_path: Path) -> None:
    text = "".join(f"field{n}: x\n" for n in range(500))
    assert len(lint(written(tmp_path, text))) == 100


def test_a_folder_is_no_bank(tmp_path: Path) -> None:
    with pytest.raises(BankError, match="is a folder"):
        load_bank(tmp_path)


def test_a_pipe_nobody_writes_to_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    with pytest.raises(BankError, match="no ordinary file"):
        load_bank(tmp_path / "pipe.yaml")


def test_a_link_to_nowhere_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "link.yaml").symlink_to(tmp_path / "gone.yaml")
    with pytest.raises(BankError, match="cannot be opened"):
        load_bank(tmp_path / "link.yaml")


def test_a_name_slightly_wrong_brings_the_right_one() -> None:
    with pytest.raises(BankError, match=r"no such bank; did you mean billing-specialist\?$"):
        load_bank("billing-specialst")


def test_a_file_that_is_not_there_brings_the_banks_there_are() -> None:
    with pytest.raises(BankError, match=r"no such file; .*billing-specialist"):
        load_bank("nowhere/zzz.yaml")


@pytest.mark.parametrize(
    "name", ["", "\0", "a\0b.yaml", "x" * 5000, "\udcff", "\x1b[31m", "..", "/"]
)
def test_a_hostile_name_is_refused_and_not_repeated_raw(name: str) -> None:
    with pytest.raises(BankError) as raised:
        load_bank(name)
    assert str(raised.value).isprintable()


def test_a_name_reaches_no_file_outside_the_shelf() -> None:
    with pytest.raises(BankError, match="no such file"):
        load_bank("../banks/nothing")


def test_a_file_whose_name_is_a_bare_word_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path, SOUND, "parcels")
    monkeypatch.chdir(tmp_path)
    assert load_bank("parcels").name == "parcels"


def test_the_shipped_banks_are_found_by_name() -> None:
    assert "billing-specialist" in bank_names()
    assert all(load_bank(name).name == name for name in bank_names())


@pytest.mark.parametrize(
    "text",
    [
        "What next?",
        "Your best day; or two, three...",
        "Zoë's naïve café",
        "She said “no”. 3 times!",
    ],
)
def test_plain_sentences_can_be_spoken(text: str) -> None:
    assert unspeakable(text) is None


@pytest.mark.parametrize(
    "text", ["a & b", "5 %", "$5", "see http://x", "www.x", "*bold*", "a_b", "who@x", "yes ✓", "😀"]
)
def test_symbols_and_addresses_cannot_be_spoken(text: str) -> None:
    assert unspeakable(text) is not None


def test_the_schema_in_the_repository_is_the_one_the_types_make() -> None:
    shipped = Path(__file__).parent.parent / "banks" / "schema.json"
    assert shipped.read_text(encoding="utf-8") == schema_text()


def test_every_field_is_explained_in_the_schema() -> None:
    parts = schema()["$defs"]
    assert {part: set(fields["properties"]) for part, fields in parts.items()} == {
        part: set(fields) for part, fields in EXPLAINED.items()
    }


def examined(content: bytes, folder: Path) -> None:
    """Lint and load agree, and neither raises anything but BankError."""
    file = written(folder, content)
    if lint(file):
        with pytest.raises(BankError) as raised:
            load_bank(file)
        assert str(raised.value).isprintable()
    else:
        bank = load_bank(file)
        assert load_bank(written(folder, to_yaml(bank))) == bank


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


@settings(deadline=None, max_examples=150, derandomize=True)
@given(st.binary(max_size=300))
def test_any_bytes_at_all_are_a_bank_or_a_bank_error(folder: Path, content: bytes) -> None:
    examined(content, folder)


@settings(deadline=None, max_examples=150, derandomize=True)
@given(
    st.text(alphabet=st.sampled_from("ab:-?![]{}&*|>'\"%@#, \n\t\\\x85\u2028\ufeff0"), max_size=120)
)
def test_any_marks_of_yaml_are_a_bank_or_a_bank_error(folder: Path, content: str) -> None:
    examined(content.encode(), folder)


@settings(deadline=None, max_examples=150, derandomize=True)
@given(st.integers(0, len(SOUND) - 1), st.integers(0, 12), st.text(max_size=6))
def test_a_sound_bank_cut_and_patched_is_a_bank_or_a_bank_error(
    folder: Path, at: int, cut: int, patch: str
) -> None:
    examined((SOUND[:at] + patch + SOUND[at + cut :]).encode("utf-8", "replace"), folder)


def test_the_bank_in_the_documentation_has_no_faults(tmp_path: Path) -> None:
    pages = Path(__file__).parent.parent / "docs" / "banks.md"
    example = pages.read_text(encoding="utf-8").split("```yaml\n")[1].split("```")[0]
    assert lint(written(tmp_path, example)) == []


def test_the_faults_in_the_documentation_are_those_that_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (Path(__file__).parent.parent / "docs" / "banks.md").read_text(encoding="utf-8")
    example = text.split("```yaml\n")[1].split("```")[0]
    broken = example.replace("form: story", "form: storry").replace("    hint:", "    hints:")
    written(tmp_path, broken, "mine.yaml")
    monkeypatch.chdir(tmp_path)
    assert "\n".join(str(fault) for fault in lint("mine.yaml")) in text
