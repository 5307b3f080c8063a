"""Terms of the trade: variants, spellings, letters, denials."""

from typing import NamedTuple

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
    Term("documentation"),
    Term("correction"),
    Term("operations"),
    Term("cutoff", spoken=("cut off",)),
    Term("posting", variants=("post it",)),
    Term("payment posting"),
    Term("training", variants=("train someone",)),
    Term("month-end close", variants=("close the month",)),
    Term("credit"),
    Term("credit memo"),
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
        ("I was reconciling them", "reconciliation", "reconciling", "variant"),
        ("They billed it", "billing", "billed", "variant"),
        ("We missed the cut off", "cutoff", "cut off", "variant"),
        ("I would post them", "posting", "post them", "variant"),
        ("I posted the payments", "payment posting", "posted", "variant"),
        ("Marisol trains him", "training", "trains him", "variant"),
        ("We closed that month", "month-end close", "closed that month", "variant"),
        ("I issued two credit memos", "credit memo", "credit memos", "variant"),
        ("I gave a credit", "credit", "credit", "exact"),
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
        "I couldn't tell you what a lockbox is",
        "DSO and the aging report are new to me",
        "A lockbox isn't something I've ever used",
        "Cash application was always somebody else's job",
        "You asked about DSO. I don't know either of them",
        "Lockbox? I've never heard of it",
        "We liked it",
        "I read the documents and did the correct thing",
        "My uncle had an operation",
        "Her phone was cut off",
        "I left a Post-it for her",
        "I wrote to the P.O. box",
        "I paid with a credit card",
        "My name is spelled A-R-J-A-N",
        "They took the closed road in a month",
        "My friend Bill came",
    ],
)
def test_a_term_denied_or_only_looking_like_one_is_not_credited(text: str) -> None:
    assert uses(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "He didn't know what a lockbox was",
        "We never opened the lockbox without my manager",
        "We don't have a lockbox",
        "I don't know if the lockbox came",
        "I used the lockbox, and the weather there was new to me",
    ],
)
def test_a_no_that_denies_no_knowledge_leaves_the_credit(text: str) -> None:
    assert "lockbox" in {use.term for use in uses(text)}


def test_a_form_that_is_listed_goes_before_one_that_is_derived() -> None:
    terms = (Term("posting"), Term("payment posting", variants=("posted",)))
    [use] = judge("I posted it" + TAIL, terms=terms).terms
    assert use.term == "payment posting"


def test_what_follows_a_but_is_credited_again() -> None:
    [use] = uses("I've never used a lockbox but I did cash application")
    assert use.term == "cash application"


class Sounds(NamedTuple):
    """A place that sounds like a term."""

    start: int
    end: int
    term: str


def test_a_misheard_term_is_quoted_as_it_stands() -> None:
    text = "I sent a credit mammoth" + TAIL
    [use] = judge(text, terms=TERMS, misheard=[Sounds(9, 23, "credit memo")]).terms
    assert (use.term, use.quote, use.heard) == ("credit memo", "credit mammoth", "repaired")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("I sent a credit memo", Sounds(9, 20, "credit memo")),
        ("I sent a credit memo", Sounds(2, 15, "credit memo")),
        ("I had to cut off the phone", Sounds(9, 16, "cutoff")),
        ("I've never used a lock socks", Sounds(18, 28, "lockbox")),
    ],
)
def test_what_is_written_or_denied_or_no_noun_is_not_misheard(text: str, place: Sounds) -> None:
    found = judge(text + TAIL, terms=TERMS, misheard=[place]).terms
    assert all(use.heard != "repaired" for use in found)
