"""What holds for every text, however hostile."""

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from mockint.bank import Term
from mockint.findings import PARTS, Findings
from mockint.rubric import explain, judge
from tests.rubric_answers import OTHERS, STORIES

TERMS = (Term("invoice"), Term("accounts receivable", variants=("AR",)), Term("lock box"))
WORDS = (
    "I we they called had was paid the a customer invoice two thirty percent dollars and but so "
    "because which saved from to half twice in 45 $ 2019 a.r. didn't it's would always never . , "
    "? \n within days last year asked me result down . AR lock box -"
).split(" ")
SPEECH = st.lists(st.sampled_from(WORDS), max_size=80).map(" ".join)
ANY = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300)
ODD = st.sampled_from(
    ["\u202eabc def", "\x00\x01\x02", "مرحبا كيف حالك", "\u0130\u0130 \u0131 \u00df \ufb01",
     "a\u0301" * 9,
     "9" * 400,
     "1,2.3,4", "'''n't 'd", "n't", "I'd", "$", "$ $ %", "½ ²", "from to", "a half",
     "١٢ percent"]
)  # fmt: skip


def check(findings: Findings, text: str) -> None:
    assert findings.text == text
    for found in (findings.parts, findings.quantities, findings.terms):
        end = 0
        for one in found:
            assert end <= one.start < one.end <= len(text)
            assert one.quote == text[one.start : one.end] == one.quote.strip()
            end = one.end
    for mark in findings.marks.values():
        assert mark.why
        for cited in mark.evidence:
            assert cited.quote == text[cited.start : cited.end]
    heard = {span.part for span in findings.parts}
    if findings.form == "story":
        assert set(findings.missing) == set(PARTS) - heard
    else:
        assert (findings.parts, findings.missing) == ((), ())
    assert explain(findings)


@given(st.one_of(ANY, SPEECH, ODD, st.tuples(SPEECH, ANY, ODD).map(" ".join)))
@settings(max_examples=150, deadline=None)
def test_any_text_is_judged_with_quotes_in_place_in_order_and_apart(text: str) -> None:
    check(judge(text, terms=TERMS), text)


def test_answers_hold_the_invariants() -> None:
    for sample in STORIES + OTHERS:
        check(judge(sample.text, terms=TERMS), sample.text)


@given(SPEECH)
@settings(max_examples=30, deadline=None)
def test_the_same_text_gives_the_same_bytes(text: str) -> None:
    once, twice = (msgspec.json.encode(judge(text, terms=TERMS)) for _ in range(2))
    assert once == twice


def test_a_long_text_is_judged_to_its_end() -> None:
    long = (STORIES[0].text + " ") * 400
    findings = judge(long)
    assert findings.form == "story"
    assert findings.parts[-1].end > len(long) - 200


def test_a_wall_of_signs_is_judged() -> None:
    for wall in ("a" * 200_000, "," * 200_000, "9" * 200_000, "1," * 50_000, "'" * 100_000):
        assert judge(wall).abstained
