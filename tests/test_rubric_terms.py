"""Terms of the trade: variants, spellings, letters, denials."""

import pytest

from mockint.bank import Term
from mockint.findings import TermUse
from mockint.rubric import judge

TERMS = (
    Term("accounts receivable", variants=("AR",)),
    Term("days sales outstanding", variants=("DSO",)),
    Term("aging report"),
    Term("lockbox"),
    Term("write-off", variants=("written off",)),
    Term("check"),
    Term("prioritization"),
    Term("cash application"),
    Term("cash"),
    Term("reconciliation"),
    Term("purchase order", variants=("PO",)),
    Term("invoice"),
    Term("billing"),
    Term("IT"),
)
TAIL = " and I went through everything with my manager before we closed the whole month."


def uses(text: str) -> list[TermUse]:
    return list(judge(text + TAIL, terms=TERMS).terms)


@pytest.mark.parametrize(
    ("text", "term", "quote", "heard"),
    [
        ("I owned accounts receivable", "accounts receivable", "accounts receivable", "exact"),
        ("I owned Accounts Receivable", "accounts receivable", "Accounts Receivable", "exact"),
        ("I worked in A R", "accounts receivable", "A R", "variant"),
        ("I worked in A.R.", "accounts receivable", "A.R", "variant"),
        ("I brought our d s o down", "days sales outstanding", "d s o", "variant"),
        ("I brought our DSO down", "days sales outstanding", "DSO", "variant"),
        ("I ran the ageing report", "aging report", "ageing report", "variant"),
        ("I ran two aging reports", "aging report", "aging reports", "variant"),
        ("I opened the lock box", "lockbox", "lock box", "variant"),
        ("I booked the write off", "write-off", "write off", "variant"),
        ("I deposited the cheques", "check", "cheques", "variant"),
        ("I learned prioritisation", "prioritization", "prioritisation", "variant"),
        ("I did cash application", "cash application", "cash application", "exact"),
        ("I reconciled them", "reconciliation", "reconciled", "variant"),
        ("I sent three POs", "purchase order", "POs", "variant"),
        ("I sent the invoices", "invoice", "invoices", "variant"),
    ],
)
def test_a_term_is_heard_however_it_is_said(text: str, term: str, quote: str, heard: str) -> None:
    [use] = uses(text)
    assert (use.term, use.quote, use.heard) == (term, quote, heard)


@pytest.mark.parametrize(
    "text",
    [
        "I've never used a lockbox",
        "I haven't worked with a lockbox",
        "I'm not familiar with cash application",
        "I don't know what DSO means",
        "I have no experience with the aging report",
        "We liked it",
        "My friend Bill came",
    ],
)
def test_a_term_denied_or_only_looking_like_one_is_not_credited(text: str) -> None:
    assert uses(text) == []


def test_what_follows_a_but_is_credited_again() -> None:
    [use] = uses("I've never used a lockbox but I did cash application")
    assert use.term == "cash application"
