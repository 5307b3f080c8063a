"""``mockint banks import``: a bank made of a list of questions, or chosen for a job ad."""

import shlex
import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Sequence
from itertools import groupby, islice
from pathlib import Path
from typing import Literal

from mockint.bank import bank_names, load_bank, shared_terms
from mockint.bank.authoring.drafts import Draft, draft
from mockint.bank.authoring.lists import Listing, Omission, kind_of, read_list
from mockint.bank.authoring.posting import Fit, bank_for, fit, is_job_ad
from mockint.bank.fault import shown
from mockint.bank.shelf import ENDINGS, SIZE
from mockint.commands.new_file import NewFile
from mockint.commands.replies import say
from mockint.errors import BankError
from mockint.report.plain import plain
from mockint.smallfile import Unfit, contents

ReadAs = Literal["csv", "markdown", "text", "job-ad"]

NOT_ASKED = ("preparation",)
"""Banks that ask nothing of what an ad looks for."""

NAMED = 100
"""Lines that are named at most, one by one, before the rest is counted."""

STANDARD_INPUT = "-"

_FROM_LIST = ", drafted by `mockint banks import` from {source}"
_FROM_AD = ", chosen by `mockint banks import` for {source} out of {banks}"


def run(options: Namespace) -> int:
    """Write the bank and say what came of each line, or of the ad."""
    target = NewFile(options.output)
    text = _read(options.file)
    kind: ReadAs = options.kind or _kind(options.file, text)
    if kind == "job-ad":
        return _from_ad(options.file, text, target)
    return _from_list(options.file, read_list(text, kind), target)


def _kind(file: str, text: str) -> ReadAs:
    """What the file is, by its name and its text."""
    if Path(file).suffix.lower() in ENDINGS:
        raise BankError(
            f"{plain(file)} is a bank already, by its name: `mockint banks lint` checks it; "
            "a list in it is read with --as text."
        )
    kind = kind_of(file, text)
    return "job-ad" if kind != "csv" and is_job_ad(text, shared_terms().terms) else kind


def _from_list(file: str, listing: Listing, target: NewFile) -> int:
    source = _source(file, "a list on standard input")
    made = draft(listing, _title(file, "My questions"), _FROM_LIST.format(source=source))
    bank = made.page.bank
    if not bank.questions:
        _name_lines("Left out", made.omitted)
        raise BankError(
            f"There is no question in {source} that can be asked: write one a line, with a "
            "question mark; a job ad is read with --as job-ad."
        )
    path = target.write(_stem(file, "questions"), made.page.text)
    came = _count(len(listing.entries), "question")
    kept = "it is" if len(listing.entries) == 1 else f"{len(bank.questions)} of them are"
    say(f"{came} came in; {kept} in {path}.")
    _tell_lines(listing, made)
    _tell_next(
        path,
        "replace what was filled in by your own words, above all the two examples, which are "
        "placeholders about some other subject",
    )
    return 0


def _tell_lines(listing: Listing, made: Draft) -> None:
    _name_lines("Left out", made.omitted)
    if listing.blank:
        say(f"Left out as well: {_count(listing.blank, 'blank line')}.")
    _name_lines("Taken, but not just as written", made.noted)
    forms = Counter(question.form for question in made.page.bank.questions)
    counted = ", ".join(f"{number} {form}" for form, number in forms.most_common())
    say(f"\nForms, guessed from the wording where none was given: {counted}.")


def _name_lines(heading: str, lines: Sequence[Omission]) -> None:
    if lines:
        say(f"\n{heading}:")
    for each in islice(lines, NAMED):
        say(f"  line {each.line}: {shown(each.text)} {each.reason}")
    if len(lines) > NAMED:
        say(f"  and {len(lines) - NAMED} more")


def _from_ad(file: str, text: str, target: NewFile) -> int:
    banks = [load_bank(name) for name in bank_names() if name not in NOT_ASKED]
    source = _source(file, "the job ad on standard input")
    found = fit(text, banks, shared_terms().terms)
    if not found.picks:
        raise BankError(_nothing_fits(source, found))
    names = sorted({pick.bank for pick in found.picks})
    origin = _FROM_AD.format(source=source, banks=", ".join(names))
    made = bank_for(found, banks, _title(file, "For a job ad"), origin)
    path = target.write(_stem(file, "job-ad"), made.text)
    say(f"{source} was read as a job ad; a list of questions is read with --as text.")
    fitting = f"Of {found.among} questions, {len(made.bank.questions)}"
    say(f"{fitting} fit it best. They are in {path}.")
    _tell_picks(found)
    _tell_next(path, "read the outlines, and put in your own cases and figures")
    return 0


def _nothing_fits(source: str, found: Fit) -> str:
    named = ", ".join(term.term for term in found.terms)
    terms = f"but {named}" if named else "at all"
    return (
        f"No question of the banks fits {source}, which names no terms of billing and payables "
        f"{terms}; if it is a list of questions, add --as text."
    )


def _tell_picks(found: Fit) -> None:
    for stage, picks in groupby(found.picks, key=lambda pick: pick.question.stage):
        say(f"\n{stage}")
        for pick in picks:
            say(f"  {pick.question.ask}")
            say(f"    for: {', '.join(pick.because)}")
    say("\nTerms of the ad")
    for term in found.terms:
        say(f"  {term.term}: {term.means}" if term.means else f"  {term.term}")


def _tell_next(path: Path, edit: str) -> None:
    named = plain(shlex.quote(str(path)))
    say(f"\nWhat to do next: open {path} in any text editor and {edit}. Then:")
    print(f"  mockint banks lint {named}")
    print(f"  mockint interview {named}")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def _source(file: str, otherwise: str) -> str:
    return otherwise if file == STANDARD_INPUT else plain(Path(file).name)


def _stem(file: str, otherwise: str) -> str:
    return otherwise if file == STANDARD_INPUT else Path(file).stem[:80]


def _title(file: str, otherwise: str) -> str:
    """The file's name as a title."""
    stem = "" if file == STANDARD_INPUT else Path(file).stem
    words = "".join(part if part.isalnum() else " " for part in stem).split()
    title = " ".join(words)
    return title[:1].upper() + title[1:] or otherwise


def _read(file: str) -> str:
    """The text of a file that may be anything.

    Raises:
        BankError: it is no small text in UTF-8.
    """
    name = plain(file) or "''"
    try:
        data = _piped() if file == STANDARD_INPUT else contents(Path(file), SIZE)
        text = data.decode("utf-8-sig")
    except Unfit as error:
        raise BankError(f"{name} {_UNFIT[error.why]}.") from error
    except (OSError, ValueError) as error:
        if isinstance(error, UnicodeDecodeError):
            raise BankError(f"{name} is no text in UTF-8: {_SAVE}.") from error
        why = (getattr(error, "strerror", None) or "it failed").lower()
        raise BankError(f"{name} cannot be opened ({why}): check its name.") from error
    if "\0" in text:
        raise BankError(f"{name} is no text: {_SAVE}.")
    return text


_SAVE = "save it as plain text, Markdown or CSV in UTF-8, and import that"


def _piped() -> bytes:
    data = sys.stdin.buffer.read(SIZE + 1) if sys.stdin else b""
    if len(data) > SIZE:
        raise Unfit("large")
    return data


_UNFIT = {
    "folder": "is a folder: name a file in it",
    "special": "is no ordinary file: pipe it in, and name it -",
    "large": "is larger than 1 MB: split it, and import each part",
}
