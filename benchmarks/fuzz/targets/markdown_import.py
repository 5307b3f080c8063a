"""A page, a plain list or a job ad, as ``mockint banks import`` reads it."""

from collections.abc import Iterable
from pathlib import Path

from benchmarks.fuzz.importing import imported
from benchmarks.fuzz.mutation import Form
from benchmarks.fuzz.vast import SIZE, filled, numbered

FORM: Form = "text"
LONGEST = 1_200
WORDS = (
    *("# ", "## ", "- ", "* ", "1. ", "- [ ] ", "**", "__", "`", "~~", "[a](b)", "![a](b)", "<b>"),
    *("<!--", "-->", "&amp;", "&#0;", "&#27;[31m", "&#x202e;", "&nbsp;", "| a | b |", "Q1: ", "?"),
    *("Tell me about a time ", "What is ", "How do you ", "DSO", "A/R", "aging report", "  and"),
    *("Responsibilities", "Requirements", "salary", "invoices", "lockbox", "credit memo", "\\*"),
)
ADVERT = b"ad\n"
ADVERT_SIZE = SIZE + len(ADVERT)
PLAIN = b"plain\n"
"""How inputs begin that are read as a job ad and as plain text; others are named as a page."""


def seeds() -> Iterable[bytes]:
    """A page, a plain list, a job ad, and a text of which the command has to guess what it is."""
    yield (
        b"# For Monday\n\n## 1. Opening\n1. **Tell me** about a time you (or your team) missed a "
        b"`deadline`.\n- [ ] Why do you want to work [here](https://example.com)?\n- Look for STAR"
        b"\n\n**On the desk**\n* How do you use VLOOKUP\n  in your daily work?\n\n"
        b"| What is EDI? | knowledge |\n<!-- a remark --> What does DSO &amp; A/R stand for?\n"
    )
    yield (
        PLAIN
        + b"Q1: What is DSO?\n2) How do you post cash?\n\xe2\x80\xa2 Why us?\n> Tell me more.\n"
    )
    yield ADVERT + (
        b"Billing Specialist - Accounts Receivable\n\nResponsibilities\n- Prepare invoices in "
        b"NetSuite and check them against purchase orders\n- Post payments from the lockbox, apply "
        b"cash, research short payments\n- Issue credit memos; work the aging report\n\n"
        b"Requirements\n- VLOOKUP, pivot tables, month-end close, A/R, EDI\n"
    )
    yield b"Responsibilities: invoices, lockbox, credit memos, DSO. Salary: $5k. Can you start?\n"


def vast() -> Iterable[bytes]:
    """Pages and ads of a megabyte: many lines, one line, and every mark begun and never ended."""
    yield numbered("What is a%d?\n")
    yield numbered("- What is a%d that is as long as somebody would ask aloud?\n", "#\n")
    advert = ADVERT.decode()
    yield numbered("invoice lockbox credit memo DSO word%d billing\n", advert, size=ADVERT_SIZE)
    yield numbered("invoice lockbox credit memo DSO w%d ", advert, size=ADVERT_SIZE)
    yield filled("a-", advert, size=ADVERT_SIZE)
    yield filled("lockbox ", advert, size=ADVERT_SIZE)
    for text in ("<!--" * 400, "[" * 1_900, "[a](" * 400, "![" * 900, "**" * 900, "&amp;" * 350):
        yield filled(f"{text}\n", "#\n")
    for text in ("_" * 1_900, "_a" * 900, "<a " * 600, "\\" * 1_900, "q 1. " * 400, "- " * 900):
        yield filled(f"{text}\n", "#\n")
    for text in (
        "  a\n",
        "- a\n  b\n",
        "# a\n",
        "**a**\n",
        "#" + " " * 900 + "# x\n",
        "What is a ",
    ):
        yield filled(text, "#\n- a\n")


def feed(data: bytes, folder: Path) -> None:
    """Import it as what its beginning says."""
    if data.startswith(ADVERT):
        imported(data.removeprefix(ADVERT), "ad.txt", folder, "--as", "job-ad")
    elif data.startswith(PLAIN):
        imported(data.removeprefix(PLAIN), "list.txt", folder, "--as", "text")
    else:
        imported(data, "page.md" if data.startswith(b"#") else "guess.txt", folder)
