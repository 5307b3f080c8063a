"""Misheard terms: put right where they sound like one, left alone where the words are ordinary."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mockint.bank import Term
from mockint.recognizer.likeness import FAR, PHONES, coded, distance
from mockint.recognizer.mishearings import misheard
from mockint.recognizer.repair import Repairer
from mockint.transcript import Repair

TERMS = (
    Term("accounts receivable", ("AR", "receivables"), ("a r",)),
    Term("aging analysis", ("aging report",)),
    Term("credit memo", ("credit memos",)),
    Term("days sales outstanding", ("DSO",)),
    Term("invoice", ("invoices",)),
    Term("lockbox"),
    Term("month-end close", ("month-end",)),
    Term("net 30"),
    Term("NetSuite"),
    Term("purchase order"),
    Term("unapplied cash"),
    Term("VLOOKUP", (), ("v look up",)),
    Term("write-off", ("write-offs",)),
)


@pytest.fixture(scope="module")
def repairer() -> Repairer:
    return Repairer(TERMS)


@pytest.mark.parametrize(
    ("heard", "mended"),
    [
        ("we ran a maging analysis every week", "we ran a aging analysis every week"),
        ("I sent a credit mammoh that day", "I sent a credit memo that day"),
        ("our day sailed out, standing dropped", "our days sales outstanding dropped"),
        ("we had unup plied cash on the ledger", "we had unapplied cash on the ledger"),
        ("the open items were in net suite then", "the open items were in NetSuite then"),
        ("I opened the lock box file", "I opened the lockbox file"),
        ("they were on net thirty with us", "they were on net 30 with us"),
        ("the a r team called", "the AR team called"),
        ("I used V look up for the invoices", "I used VLOOKUP for the invoices"),
        ("our day sale outstanding fell", "our days sales outstanding fell"),
    ],
)
def test_a_misheard_term_is_put_right(repairer: Repairer, heard: str, mended: str) -> None:
    assert " ".join(repairer.mend(heard.split())[0]) == mended


@pytest.mark.parametrize(
    "text",
    [
        "In the end we left the party early because of the weather.",
        "Right off the bat I saw that nobody was talking.",
        "I spent a month and a half at the sea.",
        "He was in for a long night and so was I.",
        "She bought the house with cash and applied the paint herself.",
        "They had a voice that carried over the noise of the street.",
        "I was reading the paper at the end of the month.",
        "We look up at the stars when the night is clear.",
    ],
)
def test_ordinary_english_is_left_alone(repairer: Repairer, text: str) -> None:
    assert repairer.mend(text.split()) == (text.split(), [])


@pytest.mark.parametrize(
    "text",
    [
        "Our AR team sent the credit memos and the invoices.",
        "The month end close took nine days, and the month-end report was late.",
        "Accounts receivable had unapplied cash, write-offs and a purchase order.",
        "We booked the write off against accounts receivable.",
    ],
)
def test_a_term_heard_rightly_is_left_alone(repairer: Repairer, text: str) -> None:
    assert repairer.mend(text.split()) == (text.split(), [])


def test_a_repair_names_the_new_words_and_the_old(repairer: Repairer) -> None:
    words, repairs = repairer.mend("The net suite ledger had unup plied cash.".split())
    assert words == "The NetSuite ledger had unapplied cash.".split()
    assert repairs == [
        Repair(1, 2, "net suite", "NetSuite"),
        Repair(4, 6, "unup plied cash.", "unapplied cash"),
    ]


def test_punctuation_and_a_capital_at_the_start_are_kept(repairer: Repairer) -> None:
    words, _ = repairer.mend('Unup plied cash, he said, and "a purchase older."'.split())
    assert words[:2] == ["Unapplied", "cash,"]


def test_finding_replaces_nothing_and_gives_a_distance(repairer: Repairer) -> None:
    words = tuple("we moved to net suite and a lot of unup plied cash".split())
    found = repairer.find(words)
    assert [(find.first, find.last, find.term) for find in found] == [
        (3, 5, "NetSuite"),
        (9, 12, "unapplied cash"),
    ]
    assert found[0].distance == 0 < found[1].distance < 0.4


def test_without_terms_nothing_is_mended() -> None:
    assert Repairer(()).mend(["net", "suite"]) == (["net", "suite"], [])


def test_terms_heard_rightly_close_by_make_a_repair_likelier(repairer: Repairer) -> None:
    unclear = "I sent the credit mammoth"
    clear = f"{unclear} in accounts receivable with every purchase order"
    assert not repairer.find(unclear.split())
    assert [find.term for find in repairer.find(clear.split())] == ["credit memo"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "net suite, unup plied cash. The a in voice — 30 $5 A.R. Müller 日本".split()
        )
        | st.text(min_size=1, max_size=8).filter(lambda text: text.split() == [text]),
        max_size=14,
    )
)
def test_mending_any_words_keeps_what_it_does_not_name(words: list[str]) -> None:
    repairer = _shared()
    found = repairer.find(words)
    mended, repairs = repairer.mend(words)
    assert all(before.last <= after.first for before, after in pairwise(found))
    assert [repair.heard for repair in repairs] == [
        " ".join(words[find.first : find.last]) for find in found
    ]
    assert _without(mended, repairs) == _without(words, found)
    assert repairer.mend(words) == (mended, repairs)


def test_the_distance_between_sounds_is_a_distance() -> None:
    same, near, other = (coded(tuple(sound.split())) for sound in ("B AE T", "P AE T", "SH UW M"))
    assert distance(same, same, 9) == 0
    assert 0 < distance(same, near, 9) == distance(near, same, 9) < distance(same, other, 9)
    assert distance(same, other, 0.5) == FAR
    assert distance((), coded(("B",)), 9) == distance(coded(("B",)), (), 9) > 0
    assert len(PHONES) == 39


def _without(words: list[str], spans: list) -> list[str]:  # type: ignore[type-arg]  # finds or repairs
    inside = {at for span in spans for at in range(span.first, span.last)}
    return [word for at, word in enumerate(words) if at not in inside]


_REPAIRERS: list[Repairer] = []


def _shared() -> Repairer:
    if not _REPAIRERS:
        _REPAIRERS.append(Repairer(TERMS))
    return _REPAIRERS[0]


BILLING = (*TERMS, Term("remittance advice", ("remittance", "remit")), Term("contract"))


@pytest.mark.parametrize(
    ("text", "heard", "term"),
    [
        ("I issued a credit mammoth for the aging report.", "credit mammoth", "credit memo"),
        ("The remit ants never matched the lockbox.", "remit ants", "remittance advice"),
        ("so we had a lot of on applied cash you know", "on applied cash", "unapplied cash"),
        ("our day sales out standing fell", "day sales out standing", "days sales outstanding"),
    ],
)
def test_a_pasted_text_is_heard_too(text: str, heard: str, term: str) -> None:
    places = misheard(text, BILLING)
    assert (heard, term) in [(text[place.start : place.end], place.term) for place in places]


@pytest.mark.parametrize(
    "text",
    [
        "The lady in accounts payable sent a contact form, and then we billed her.",
        "We moved the contractor to the sales order, and a work order followed.",
        "She ghosted us, and I pushed it in the end.",
        "We all had lunch by the net, sweet and cold, and a mammoth ran past.",
    ],
)
def test_ordinary_words_of_a_pasted_text_are_left_alone(text: str) -> None:
    assert misheard(text, (*BILLING, Term("posting"), Term("rework", ("rebilled",)))) == ()


def test_a_pasted_text_without_terms_or_words_has_nothing_misheard() -> None:
    assert misheard("a credit mammoth", ()) == ()
    assert misheard(" \n ", BILLING) == ()
    assert misheard("", BILLING) == ()


def test_the_beginning_of_a_word_may_grow_but_a_plural_stays() -> None:
    places = misheard("I opened the lockbox so I could see the remit.", BILLING)
    assert places == ()
