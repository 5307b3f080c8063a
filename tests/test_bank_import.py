"""Banks made of somebody's own list of questions, or chosen for a job ad."""

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from mockint.bank import Bank, bank_names, lint, load_bank, shared_terms, unspeakable
from mockint.bank.authoring.drafts import Draft, draft
from mockint.bank.authoring.lexicon import Lexicon
from mockint.bank.authoring.lists import Kind, is_question, kind_of, read_list
from mockint.bank.authoring.posting import ASKED, PER_STAGE, Fit, bank_for, fit, is_job_ad
from mockint.bank.authoring.sayings import speakable
from mockint.bank.authoring.wordings import WORDINGS, Wording, form_of
from mockint.bank.question import QUESTIONS
from mockint.bank.shelf import SIZE
from mockint.errors import BankError
from mockint.findings import Form
from tests.common_questions import COMMON, UNSEEN
from tests.measured import Measured

ROOT = Path(__file__).parents[1]
KINDS: tuple[Kind, ...] = ("csv", "markdown", "text")
GLOSSARY = shared_terms().terms

MARKDOWN = """\
# For Monday

## 1. Opening
1. **Tell me** about a time you (or your team) missed a `deadline`.
- [ ] Why do you want to work [here](https://example.com)?
- Look for STAR

**On the desk**
* How do you use VLOOKUP
  in your daily work?

| What is EDI? | knowledge |
"""

AD = """\
Billing Specialist - Accounts Receivable

Responsibilities
- Prepare invoices in NetSuite and check them against purchase orders and proof of delivery
- Post payments from the lockbox, apply cash, research short payments and unapplied cash
- Issue credit memos and adjustments with the proper approval
- Work the aging report, call past due accounts and set up payment plans
- Support month-end close and reconcile the AR subledger to the general ledger

Requirements
- 2+ years of experience in billing; you excel in a team
- VLOOKUP, pivot tables, attention to detail and good communication
"""

COOK = """\
Line cook

What you will do
- Prepare dishes according to our recipes and keep your station clean
- Receive deliveries and check them, keep an eye on inventory
- Train new colleagues and support the team during breaks

Requirements
- Experience in a professional kitchen, good communication, flexible schedule
"""


def command(
    folder: Path, *words: object, input: str = "", env: Mapping[str, str] = MappingProxyType({})
) -> "subprocess.CompletedProcess[str]":
    """``mockint banks import`` in ``folder``."""
    return subprocess.run(
        [sys.executable, "-m", "mockint", "banks", "import", *map(str, words)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **env},
        input=input,
        capture_output=True,
        text=True,
        timeout=120,
    )


def complaint(done: "subprocess.CompletedProcess[str]") -> str:
    (line,) = done.stderr.splitlines()
    assert done.returncode == 1, done.stdout
    return line


def written(folder: Path, text: str, name: str = "list.txt") -> Path:
    file = folder / name
    file.write_bytes(text.encode())
    return file


def asks(text: str, kind: Kind) -> list[str]:
    return [entry.ask for entry in read_list(text, kind).entries]


def bank_in(folder: Path, text: str) -> Bank:
    """The bank of a file with that text, which has no faults."""
    file = folder / "checked.yaml"
    file.write_text(text, encoding="utf-8")
    assert lint(file) == []
    return load_bank(file)


def drafted(folder: Path, text: str, kind: Kind = "text") -> Bank:
    return bank_in(folder, text_of(draft(read_list(text, kind), "A list", "")))


def text_of(made: Draft) -> str:
    return made.page.text(Path("bank.yaml"))


# The forms


@pytest.mark.parametrize("wording", WORDINGS, ids=lambda wording: wording.meets)
def test_each_wording_is_met_and_missed_by_its_own_examples(wording: Wording) -> None:
    assert re.search(wording.pattern, wording.meets, re.IGNORECASE)
    assert not re.search(wording.pattern, wording.misses, re.IGNORECASE)
    assert form_of(wording.meets) == wording.form


def right(asked: Iterable[tuple[Form, str]]) -> int:
    return sum(form_of(ask) == form for form, ask in asked)


@pytest.mark.parametrize(("form", "ask"), COMMON)
def test_a_form_is_guessed_from_common_questions(form: Form, ask: str) -> None:
    assert form_of(ask) == form


def test_the_forms_of_most_questions_are_guessed(measured: Measured) -> None:
    shipped = [(each.form, each.ask) for name in bank_names() for each in load_bank(name).questions]
    counts = (right(shipped), right(COMMON), right(UNSEEN))
    measured(
        f"forms guessed from the wording: {counts[0]} of {len(shipped)} shipped questions, "
        f"{counts[1]} of {len(COMMON)} common ones, {counts[2]} of {len(UNSEEN)} written before"
    )
    assert counts[0] / len(shipped) >= 0.95
    assert counts[1:] == (len(COMMON), len(UNSEEN))


def test_a_form_is_guessed_whatever_the_apostrophe_and_the_spaces() -> None:
    assert form_of("What\u2019s   the\tmonth end?") == "knowledge"
    assert form_of("How do\n you close it?") == "process"


# What can be spoken


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Is 50% enough?", "Is 50 percent enough?"),
        ("R&D and/or sales?", "R and D or sales?"),
        ("Did you (or your team) fail?", "Did you, or your team, fail?"),
        ("What is EDI (data interchange)?", "What is EDI, data interchange?"),
        ("Which invoice(s) are [un]paid?", "Which invoices are unpaid?"),
        ("Would he/she pay $1,200.50?", "Would he or she pay 1,200.50 dollars?"),
        ("Is a 24/7 desk #1?", "Is a 24 7 desk number 1?"),
        ("Do you know node.js?", "Do you know node dot js?"),
        ("You know us.Why?", "You know us. Why?"),
        ("Seen https://example.com/a?b yet?", "Seen yet?"),
        ("Why \U0001f600 us?", "Why us?"),
    ],
)
def test_marks_without_a_sound_become_words(text: str, said: str) -> None:
    assert speakable(text) == said
    assert unspeakable(said) is None


def test_a_term_is_asked_as_it_sounds(tmp_path: Path) -> None:
    bank = drafted(tmp_path, "What is A/R aging?\nWhat does 2/10 net 30 mean?\n")
    assert [question.ask for question in bank.questions] == [
        "What is A R aging?",
        "What does two ten net thirty mean?",
    ]
    assert bank.questions[1].terms == ("2/10 net 30",)


# Reading lists


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_columns_are_found_by_their_names(delimiter: str) -> None:
    rows = [
        ["Stage", "QUESTION", "note", "form", "terms", "hint", "topic"],
        [
            "start",
            '"How, if at all; why?\tAnd?"',
            "x",
            "story",
            '"EDI; dock door"',
            "Be brief",
            "T1",
        ],
    ]
    text = "".join(delimiter.join(row) + "\r\n" for row in rows)
    (entry,) = read_list(text, "csv").entries
    assert entry.ask == "How, if at all; why? And?"
    assert (entry.line, entry.stage, entry.form, entry.topic) == (2, "start", "story", "T1")
    assert (entry.terms, entry.hint) == (("EDI", "dock door"), "Be brief")


def test_without_a_header_the_first_column_is_the_question() -> None:
    assert asks("What is EDI?;tech\nWhy us?;start\n", "csv") == ["What is EDI?", "Why us?"]


def test_a_comma_within_a_question_ends_no_column() -> None:
    text = "Tell me about a time, if any, you failed.\nSay, how are you?\n"
    assert asks(text, "csv") == text.splitlines()
    assert asks(f"question\n{text}", "csv") == text.splitlines()


def test_a_row_with_a_column_too_many_is_named_and_not_cut() -> None:
    (omission,) = read_list("question,stage\nHow, then, do you do?,start\n", "csv").omitted
    assert omission.line == 2
    assert "put quotes around text with a comma" in omission.reason


def test_a_line_break_in_a_cell_is_a_blank_and_lines_are_still_counted() -> None:
    first, second = read_list('question\n"What\nis EDI?"\n\nWhy us?\n', "csv").entries
    assert (first.ask, first.line) == ("What is EDI?", 2)
    assert (second.ask, second.line) == ("Why us?", 5)


def test_a_cell_without_end_is_one_clear_sentence() -> None:
    with pytest.raises(BankError, match=r"from line 2 on.*never closed"):
        read_list('question\n"' + "a\n" * 100_000, "csv")


def test_headings_become_stages_and_markup_goes() -> None:
    listing = read_list(MARKDOWN, "markdown")
    assert [(entry.line, entry.stage, entry.ask) for entry in listing.entries] == [
        (4, "Opening", "Tell me about a time you (or your team) missed a deadline."),
        (5, "Opening", "Why do you want to work here?"),
        (9, "On the desk", "How do you use VLOOKUP in your daily work?"),
    ]
    assert [(each.line, each.text) for each in listing.omitted] == [
        (6, "Look for STAR"),
        (12, "| What is EDI? | knowledge |"),
    ]


def test_a_heading_that_asks_is_a_question() -> None:
    assert asks("# Start\n### What is EDI?\nIt is old.\n", "markdown") == ["What is EDI?"]


def test_text_has_a_question_a_line_and_the_rest_is_named() -> None:
    text = "Questions:\n\nQ1: What is EDI?\n2) Describe your desk.\n\nOur building is old.\n"
    listing = read_list(text, "text")
    assert [(entry.line, entry.ask) for entry in listing.entries] == [
        (3, "What is EDI?"),
        (4, "Describe your desk."),
    ]
    assert [(each.line, each.text, each.reason) for each in listing.omitted] == [
        (1, "Questions:", "is no question"),
        (6, "Our building is old.", "is no question"),
    ]
    assert listing.blank == 2


@pytest.mark.parametrize(
    "line", ["What you will do", "How we work", "Requirements", "Why", "Which", "Prepare invoices"]
)
def test_a_line_of_an_ad_is_no_question(line: str) -> None:
    assert not is_question(line)


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("a.csv", "# x", "csv"),
        ("a.MD", "Why us?", "markdown"),
        ("-", "stage;question\nstart;Why us?", "csv"),
        ("a.txt", "## Start\nWhy us?", "markdown"),
        ("a.txt", "What is a question, really?\nWhy us?", "text"),
    ],
)
def test_the_kind_is_told_by_name_and_text(name: str, text: str, kind: str) -> None:
    assert kind_of(name, text) == kind


# The drafted bank


def test_a_drafted_question_has_all_that_is_needed(tmp_path: Path) -> None:
    text = (
        "question,stage,form,topic,terms,hint\n"
        "Tell me about a time you issued a credit memo.,On the Desk,,,,\n"
        'What about the dock?,,Motive,X1,"dock door;DSO",Be brief.\n'
    )
    told, asked = drafted(tmp_path, text, "csv").questions
    assert (told.id, told.stage, told.form, told.topic) == (
        *("issued-credit-memo", "on-the-desk", "story", "own"),
    )
    assert told.terms == ("credit memo",)
    assert len(told.follow_ups) == 5
    assert (asked.stage, asked.form, asked.topic) == ("general", "motive", "X1")
    assert (asked.terms, asked.hint) == (("dock door", "days sales outstanding"), "Be brief.")
    begin = text_of(draft(read_list(text, "csv"), "A list", ", from a\x1b[31m list"))
    assert begin.startswith("# A question bank for mockint, from a?[31m list.\n#\n")


def test_terms_are_found_as_whole_words_and_the_longest_counts(tmp_path: Path) -> None:
    asked = (
        "How do you post credit\nWhat are credit memos?\nIs a taxi taxed?\nGive me an example?\n"
    )
    found = {each.ask: each.terms for each in drafted(tmp_path, asked).questions}
    assert found["What are credit memos?"] == ("credit memo",)
    assert found["Is a taxi taxed?"] == ()
    assert found["Give me an example?"] == ()


def test_no_term_reaches_over_the_end_of_a_sentence() -> None:
    lexicon = Lexicon(GLOSSARY)
    names = [each.term.term for each in lexicon.mentions("They took credit. Memo follows.")]
    assert "credit memo" not in names
    assert [each.quote for each in lexicon.mentions("credit\nmemo")] == ["credit\nmemo"]


def test_what_cannot_be_asked_is_named_with_its_line() -> None:
    long = "Why " + "so " * 30 + "late?"
    text = f"Why us?\n{long}\nWHY US?\nWhy {'a' * 300}?\n"
    made = draft(read_list(text, "text"), "A list", "")
    assert [(each.line, each.reason.split(":")[0]) for each in made.omitted] == [
        (2, "has 32 words, 30 at most"),
        (3, "is the same as line 1"),
        (4, "has 305 characters, 300 at most"),
    ]
    assert [question.ask for question in made.page.bank.questions] == ["Why us?"]


def test_a_form_nobody_knows_is_guessed_and_that_is_said() -> None:
    made = draft(read_list("question,form\nWhat is EDI?,quiz\n", "csv"), "A list", "")
    assert made.page.bank.questions[0].form == "knowledge"
    assert "knowledge was guessed" in made.noted[0].reason


def test_ids_stay_apart_also_without_letters_of_ours(tmp_path: Path) -> None:
    text = "What is the dock?\nIs it the dock?\nこれは何?\n为什么?\n"
    ids = [question.id for question in drafted(tmp_path, text).questions]
    assert len(set(ids)) == 4


def test_a_bank_holds_five_hundred_stories_and_the_rest_is_named(tmp_path: Path) -> None:
    lines = [f"Tell me about a time you moved house number {n}." for n in range(QUESTIONS + 2)]
    made = draft(read_list("\n".join(lines), "text"), "A list", "")
    assert len(bank_in(tmp_path, text_of(made)).questions) == QUESTIONS
    assert [each.line for each in made.omitted] == [QUESTIONS + 1, QUESTIONS + 2]
    assert made.omitted[0].reason == "comes after the first 500"


def test_what_a_file_cannot_hold_is_left_out_and_named(tmp_path: Path) -> None:
    long = "\U00020000" * 265
    lines = [f"Tell me about a time {n} {long}." for n in range(400)]
    made = draft(read_list("\n".join(lines), "text"), "A list", "")
    assert SIZE - 12_000 < len(text_of(made).encode()) <= SIZE
    assert bank_in(tmp_path, text_of(made)).questions
    assert made.omitted[-1].reason == "does not fit into 1 MB"
    assert len(made.omitted) + len(made.page.bank.questions) == 400


PIECES = st.sampled_from(
    ["What is ", "Tell me about a time you ", "?", "\n", "# ", "- ", "1. ", "**", ",", ";", "\t",
     '"', "question", "stage", "terms", "A/R", "2/10 net 30", "%", "(", ")", "/", "&", "https://x.y",
     ".com", "www\u2030.", "\x1b[31m", "\u202e", "\u00ad", "\u2028", "credit", " memo", "no: ", "'",
     "[", "](", "<b>", "<!--", "&#27;", "&#0;", "_", "___", "$", "\\", "e\u0301", "\U0001f600", "|"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(text=st.lists(PIECES | st.text(max_size=8), max_size=40).map("".join), title=st.text())
@pytest.mark.parametrize("kind", KINDS)
def test_whatever_comes_in_the_bank_is_in_order(
    kind: Kind, text: str, title: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    try:
        listing = read_list(text, kind)
    except BankError:
        return
    shown = "".join(part for part in title if part.isprintable())
    made = draft(listing, shown, "From somewhere.")
    assert len(made.page.bank.questions) <= len(listing.entries)
    if made.page.bank.questions:
        bank = bank_in(tmp_path_factory.getbasetemp(), text_of(made))
        assert [each.ask for each in bank.questions] == [
            each.ask for each in made.page.bank.questions
        ]


# Job ads


@pytest.fixture(scope="module")
def banks() -> list[Bank]:
    return [load_bank(name) for name in bank_names() if name != "preparation"]


@pytest.fixture(scope="module")
def found(banks: list[Bank]) -> Fit:
    return fit(AD, banks, GLOSSARY)


def test_ads_and_lists_are_told_apart() -> None:
    assert is_job_ad(AD, GLOSSARY)
    assert is_job_ad(COOK, GLOSSARY)
    assert not is_job_ad("What are the requirements?\nWhich skills?\nWhat duties?\n", GLOSSARY)
    assert not is_job_ad("Some notes of mine.\nNothing else.\n", GLOSSARY)


def test_about_twelve_questions_are_chosen_over_several_stages(found: Fit) -> None:
    assert len(found.picks) == ASKED
    stages = Counter(pick.question.stage for pick in found.picks)
    assert len(stages) >= 4
    assert max(stages.values()) <= PER_STAGE
    assert len({pick.question.ask for pick in found.picks}) == ASKED
    assert found.picks[0].question.stage == "opening"


def test_the_questions_are_about_what_the_ad_names(found: Fit) -> None:
    named = {term for pick in found.picks for term in pick.question.terms}
    assert {"credit memo", "unapplied cash", "VLOOKUP", "payment plan", "month-end close"} <= named


def test_the_reasons_are_words_of_the_ad(found: Fit) -> None:
    said = " ".join(AD.split())
    assert all(pick.because for pick in found.picks)
    assert all(reason in said for pick in found.picks for reason in pick.because)


def test_terms_of_the_trade_are_listed_and_ordinary_words_are_not(found: Fit) -> None:
    names = [term.term for term in found.terms]
    assert {"lockbox", "NetSuite", "purchase order"} <= set(names)
    assert not {"Excel", "communication", "experience"} & set(names)


def test_what_a_term_is_near_to_in_another_bank_alone_is_left_out(
    found: Fit, banks: list[Bank], tmp_path: Path
) -> None:
    terms = [replace(term, near=("lockbox", "gone")) for term in found.terms]
    text = bank_for(found._replace(terms=tuple(terms)), banks, "An ad", "").text(tmp_path)
    near = {term.near for term in bank_in(tmp_path, text).terms if term in terms or term.near}
    assert ("lockbox",) in near
    assert not any("gone" in names for names in near)


def test_terms_that_no_chosen_question_names_go_into_the_bank(
    found: Fit, banks: list[Bank], tmp_path: Path
) -> None:
    bank = bank_in(tmp_path, bank_for(found, banks, "An ad", "").text(tmp_path / "ad.yaml"))
    assert {term.term for term in found.terms} <= {term.term for term in bank.terms}
    lockbox = next(term for term in bank.terms if term.term == "lockbox")
    assert lockbox == next(term for term in GLOSSARY if term.term == "lockbox")
    assert [each.ask for each in bank.questions] == [pick.question.ask for pick in found.picks]


def test_the_same_question_in_two_banks_is_asked_once(banks: list[Bank]) -> None:
    chosen = fit(AD, [*banks, *banks], GLOSSARY).picks
    assert len(chosen) == ASKED
    assert len({pick.question.ask for pick in chosen}) == len(chosen)


def test_an_ad_of_another_trade_brings_nothing(banks: list[Bank]) -> None:
    assert fit(COOK, banks, GLOSSARY).picks == ()
    assert fit(f"{COOK}- Check the invoices of vendors\n", banks, GLOSSARY).picks == ()


@settings(max_examples=60, deadline=None)
@given(words=st.lists(st.sampled_from(AD.split()) | st.text(max_size=6), max_size=60))
def test_any_part_of_an_ad_brings_a_bank_in_order_or_nothing(
    words: list[str], banks: list[Bank], tmp_path_factory: pytest.TempPathFactory
) -> None:
    chosen = fit(" ".join(words), banks, GLOSSARY)
    if chosen.picks:
        made = bank_for(chosen, banks, "An ad", "")
        bank_in(tmp_path_factory.getbasetemp(), made.text(Path("ad.yaml")))


# The command


def test_one_question_is_not_told_as_many(tmp_path: Path) -> None:
    written(tmp_path, "How did you collect an overdue balance?\n", "one.txt")
    assert "1 question came in; it is in one.yaml." in command(tmp_path, "one.txt").stdout


def test_a_list_becomes_a_bank_beside_a_report_on_every_line(tmp_path: Path) -> None:
    written(tmp_path, MARKDOWN, "for-monday.md")
    done = command(tmp_path, "for-monday.md")
    assert (done.returncode, done.stderr) == (0, "")
    assert lint(tmp_path / "for-monday.yaml") == []
    bank = load_bank(tmp_path / "for-monday.yaml")
    assert (bank.title, bank.stages) == ("For monday", ("opening", "on-the-desk"))
    assert "3 questions came in; 3 of them are in for-monday.yaml." in done.stdout
    assert "line 6: 'Look for STAR' is no question" in done.stdout
    assert "mockint interview for-monday.yaml" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert "replace what was filled in" in " ".join(done.stdout.split())
    text = (tmp_path / "for-monday.yaml").read_text()
    assert text.startswith("# A question bank for mockint, drafted by `mockint banks import`")
    assert text.count("# Both examples are placeholders about some other subject") == 3


def test_no_file_is_ever_written_over(tmp_path: Path) -> None:
    written(tmp_path, "Why us?\n")
    kept = written(tmp_path, "mine", "list.yaml")
    assert "list-2.yaml" in command(tmp_path, "list.txt").stdout
    assert "there already" in complaint(command(tmp_path, "list.txt", "-o", "list.yaml"))
    assert kept.read_text() == "mine"
    assert lint(tmp_path / "list-2.yaml") == []


def test_a_list_comes_from_standard_input_and_goes_where_it_is_told(tmp_path: Path) -> None:
    done = command(tmp_path, "-", "-o", "out.yaml", input="Why us?\nWhat is EDI?\n")
    assert done.returncode == 0, done.stderr
    assert len(load_bank(tmp_path / "out.yaml").questions) == 2


def test_an_ad_becomes_a_bank_with_reasons_and_meanings_each_time_the_same(tmp_path: Path) -> None:
    written(tmp_path, AD, "ad.txt")
    runs = [
        command(tmp_path, "ad.txt", "-o", f"{seed}.yaml", env={"PYTHONHASHSEED": seed})
        for seed in ("1", "2")
    ]
    assert [done.stderr for done in runs] == ["", ""]
    assert runs[0].stdout.replace("1.yaml", "2.yaml") == runs[1].stdout
    first, second = ((tmp_path / f"{seed}.yaml").read_text() for seed in (1, 2))
    assert first.replace("1.yaml", "2.yaml") == second
    assert lint(tmp_path / "1.yaml") == []
    assert re.search(r"^    for: .*\bcredit memos\b", runs[0].stdout, re.M)
    assert "lockbox: A post box at the bank" in runs[0].stdout
    assert max(map(len, runs[0].stdout.splitlines())) <= 80


def test_what_a_file_is_can_be_said(tmp_path: Path) -> None:
    written(tmp_path, AD.replace("\n", "?\n"), "ad.txt")
    assert "came in" in command(tmp_path, "ad.txt", "-o", "a.yaml").stdout
    done = command(tmp_path, "ad.txt", "--as", "job-ad", "-o", "b.yaml")
    assert "fit it best" in done.stdout


def test_an_ad_in_which_nothing_fits_is_said_so_and_nothing_is_written(tmp_path: Path) -> None:
    written(tmp_path, COOK, "cook.txt")
    assert "No question of the banks fits cook.txt" in complaint(command(tmp_path, "cook.txt"))
    assert os.listdir(tmp_path) == ["cook.txt"]


def test_a_list_without_questions_is_said_so_and_its_lines_are_named(tmp_path: Path) -> None:
    written(tmp_path, "Some notes.\n")
    done = command(tmp_path, "list.txt")
    assert "There is no question in list.txt" in complaint(done)
    assert "line 1: 'Some notes.' is no question" in done.stdout
    assert os.listdir(tmp_path) == ["list.txt"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("gone.txt", None, "cannot be opened (no such file or directory)"),
        (".", None, "is a folder"),
        ("latin.txt", b"caf\xe9?", "is no text in UTF-8"),
        ("zero.txt", b"Why\0?", "is no text"),
        ("large.txt", b"Why?\n" * 200_001, "is larger than 1 MB"),
        ("mine.yaml", b"title: x", "is a bank already, by its name"),
        ("quote.csv", b'question\n"' + b"a\n" * 70_000, "from line 2 on"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(
    name: str, content: bytes | None, words: str, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    assert words in complaint(command(tmp_path, name))


def test_a_pipe_nobody_writes_to_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "no ordinary file" in complaint(command(tmp_path, "pipe"))


def test_a_name_for_the_glossary_is_not_given_to_a_bank(tmp_path: Path) -> None:
    written(tmp_path, "Why us?\n", "glossary.txt")
    done = command(tmp_path, "glossary.txt")
    assert done.returncode == 0, done.stderr
    (made,) = tmp_path.glob("*.yaml")
    assert lint(made) == []


def test_nothing_in_a_file_steers_the_terminal(tmp_path: Path) -> None:
    hostile = "\x1b]0;x\x07\u202e"
    written(
        tmp_path, f"Why {hostile}us?\nNo{hostile} question.\nWhy {hostile}us %?\n", "a\x1b[31m.txt"
    )
    done = command(tmp_path, "a\x1b[31m.txt")
    assert done.returncode == 0, done.stderr
    assert all(part.isprintable() for part in done.stdout.splitlines())
    assert "\x1b" not in next(tmp_path.glob("*.yaml")).read_text()
