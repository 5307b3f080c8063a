"""Amounts in digits and in words: where they stand, of what kind, how much."""

import pytest

from mockint.rubric import judge
from mockint.rubric.amounts.hints import hints_of
from mockint.rubric.amounts.quantity import amounts_of
from mockint.rubric.words import tokens_of

AMOUNTS = [
    ("thirty-five percent", "thirty-five percent", "percent", 35, "percent"),
    ("they paid in one lump ten days later", "ten days", "duration", 10, "days"),
    ("it took one email three hours to arrive", "three hours", "duration", 3, "hours"),
    ("that one cost six dollars fifty", "six dollars fifty", "money", 6.5, "dollars"),
    ("thirty five per cent", "thirty five per cent", "percent", 35, "percent"),
    ("99.5% right", "99.5%", "percent", 99.5, "percent"),
    ("two and a half days", "two and a half days", "duration", 2.5, "days"),
    ("half an hour", "half an hour", "duration", 0.5, "hours"),
    ("an hour and a half", "an hour and a half", "duration", 1.5, "hours"),
    ("within a week", "a week", "duration", 1, "weeks"),
    ("a couple of days", "a couple of days", "duration", 2, "days"),
    ("ten business days", "ten business days", "duration", 10, "days"),
    ("twelve thousand dollars", "twelve thousand dollars", "money", 12_000, "dollars"),
    ("about $40k", "$40k", "money", 40_000, "dollars"),
    ("$1.2 million", "$1.2 million", "money", 1_200_000, "dollars"),
    ("a million and a half dollars", "a million and a half dollars", "money", 1.5e6, "dollars"),
    ("£1,250.50 in fees", "£1,250.50", "money", 1250.5, "pounds"),
    ("2 dollars 14 a mile", "2 dollars 14", "money", 2.14, "dollars"),
    ("a few thousand dollars", "a few thousand dollars", "money", None, "dollars"),
    ("thirty five thousand four hundred twelve dollars",
     "thirty five thousand four hundred twelve dollars", "money", 35_412, "dollars"),
    ("from 45 to 30 days", "from 45 to 30 days", "duration", 30, "days"),
    ("from fifty two days down to forty one", "from fifty two days down to forty one", "duration",
     41, "days"),
    ("from nine days to three", "from nine days to three", "duration", 3, "days"),
    ("down from 40 a week to 7", "from 40 a week to 7", "count", 7, ""),
    ("five to ten minutes", "five to ten minutes", "duration", 10, "minutes"),
    ("10-15 invoices", "10-15 invoices", "count", 15, "invoices"),
    ("it was cut in half", "in half", "ratio", 0.5, "times"),
    ("twice as fast", "twice as fast", "ratio", 2, "times"),
    ("three times faster", "three times faster", "ratio", 3, "times"),
    ("it doubled", "doubled", "ratio", 2, "times"),
    ("nine out of ten", "nine out of ten", "ratio", 0.9, "of"),
    ("two thirds of it", "two thirds", "ratio", 2 / 3, "of"),
    ("a dozen invoices", "a dozen invoices", "count", 12, "invoices"),
    ("zero errors", "zero errors", "count", 0, "errors"),
    ("two hundred open invoices a month", "two hundred open invoices", "count", 200, "invoices"),
    ("a hundred and twenty calls", "a hundred and twenty calls", "count", 120, "calls"),
    ("2000 invoices", "2000 invoices", "count", 2000, "invoices"),
    ("in 2019 we moved", "2019", "other", 2019, "year"),
    ("in twenty twenty one we moved", "twenty twenty one", "other", 2021, "year"),
    ("it broke in October 2020", "October 2020", "other", 2020, "year"),
    ("on March 3rd", "March 3rd", "other", 3, "date"),
    ("it was done by the 21st", "the 21st", "other", 21, "date"),
    ("on the first of April", "the first of April", "other", 1, "date"),
    ("at 5 pm", "5 pm", "other", 5, "time"),
    ("Four o'clock is the list", "Four o'clock", "other", 4, "time"),
    ("I was in by five", "five", "other", 5, "time"),
    ("at half past two", "half past two", "other", 2.5, "time"),
    ("it left at 7:30", "7:30", "other", 7.5, "time"),
    ("oh six thirty", "oh six thirty", "other", 6.5, "time"),
    ("two in the night", "two in the night", "other", 2, "time"),
    ("it fell by five", "five", "count", 5, ""),
    ("by two or three", "two or three", "count", 3, ""),
    ("from like nine a week to three", "from like nine a week to three", "count", 3, ""),
    ("from three weeks of chasing to about 4 days", "from three weeks of chasing to about 4 days",
     "duration", 4, "days"),
    ("from nearly half to under five percent", "from nearly half to under five percent",
     "percent", 5, "percent"),
    ("five, six lines", "five, six lines", "count", 6, "lines"),
    ("15 20 orders", "15 20 orders", "count", 20, "orders"),
    ("two, three a night", "two, three a night", "count", 3, ""),
    ("they waited an hour, hour and a half", "an hour, hour and a half", "duration", 1.5, "hours"),
    ("two hours and ten minutes", "two hours and ten minutes", "duration", 2 + 1 / 6, "hours"),
    ("it took a whole day", "a whole day", "duration", 1, "days"),
    ("three and a half thousand", "three and a half thousand", "count", 3500, ""),
    ("half a million dollars", "half a million dollars", "money", 500_000, "dollars"),
    ("a quarter million dollars", "a quarter million dollars", "money", 250_000, "dollars"),
    ("4 thousand 3 hundred and 12", "4 thousand 3 hundred and 12", "count", 4312, ""),
    ("two thousand, four hundred cases", "two thousand, four hundred cases", "count", 2400,
     "cases"),
    ("the whole hundred and seven", "hundred and seven", "count", 107, ""),
    ("it was one ninety", "one ninety", "count", 190, ""),
    ("two hundred and something thousand", "two hundred and something thousand", "count",
     200_000, ""),
    ("nine hundred and some dollars", "nine hundred and some dollars", "money", 900, "dollars"),
    ("seventy-some calls", "seventy-some calls", "count", 70, "calls"),
    ("nine point 9 percent", "nine point 9 percent", "percent", 9.9, "percent"),
    ("it was minus sixteen", "minus sixteen", "count", -16, ""),
    ("off by even a dollar", "a dollar", "money", 1, "dollars"),
    ("a dollar thirty", "a dollar thirty", "money", 1.3, "dollars"),
    ("two dollars and ten cents", "two dollars and ten cents", "money", 2.1, "dollars"),
    ("half of it", "half of it", "ratio", 0.5, "of"),
    ("half the time", "half the time", "ratio", 0.5, "of"),
    ("they took a third", "a third", "ratio", 1 / 3, "of"),
    ("nine times out of ten", "nine times out of ten", "ratio", 0.9, "of"),
    ("31 thousand out of 38", "31 thousand out of 38", "ratio", 31 / 38, "of"),
    ("one in six would bounce", "one in six", "ratio", 1 / 6, "of"),
    ("I checked it twice", "twice", "ratio", 2, "times"),
    ("nine was left", "nine", "count", 9, ""),
    ("Two of them paid", "Two", "count", 2, ""),
    ("all nine got a bed", "nine", "count", 9, ""),
    ("thirty a day", "thirty a day", "count", 30, ""),
    ("only one came back", "one", "count", 1, ""),
    ("One came back", "One", "count", 1, ""),
    ("we lost one account", "one account", "count", 1, "accounts"),
    ("net 30 terms", "net 30", "duration", 30, "days"),
    ("a 53 foot trailer", "53 foot", "count", 53, "foot"),
]  # fmt: skip
NO_AMOUNTS = [
    "one of them", "no one came", "the first thing", "the two of us", "number one",
    "one day he came", "Q3", "", "this one", "the other one", "one by one", "a W-9", "FBL5N",
    "CO-97", "on Route 4", "S/4 project", "the 800 number", "an 820", "the 997s", "it wrote a nine",
    "in room three", "march on", "the second list", "he may come", "the nine", "first half",
    "the second half was better", "a third party", "double check it", "half hearted",
    "give me a minute", "a pound sign", "net of it", "I went from there to her", "an hourly job",
    "at one desk", "some of it", "minus it", "a quarter ending", "oh well",
]  # fmt: skip


@pytest.mark.parametrize("row", AMOUNTS, ids=[row[0] for row in AMOUNTS])
def test_an_amount_is_read_with_its_value_and_unit(
    row: tuple[str, str, str, float | None, str],
) -> None:
    text, quote, kind, value, unit = row
    tokens = tokens_of(text)
    [amount] = amounts_of(tokens)
    assert text[tokens[amount.first].start : tokens[amount.last - 1].end] == quote
    assert (amount.kind, amount.unit) == (kind, unit)
    assert amount.value == (None if value is None else pytest.approx(value))


@pytest.mark.parametrize("text", NO_AMOUNTS)
def test_a_number_that_measures_nothing_is_no_amount(text: str) -> None:
    assert amounts_of(tokens_of(text)) == []


REASONS = [
    ("I agree a hundred percent with the plan that we made last week for the clients.", ""),
    ("Last year the client left. I called him in 2019 and he came back to us happily.",
     "it is a date"),
    ("Last year the server broke. I fixed the cable and five days later it broke again.",
     "it says when it was"),
    ("Last spring I joined a firm, with six years of experience, and I fixed the portal.",
     "it is experience or age"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "why"), REASONS)
def test_an_amount_that_is_no_result_says_why(text: str, why: str) -> None:
    [amount] = judge(text).quantities
    assert not amount.result
    assert amount.why.startswith(why)
    assert amount.why


def test_a_story_with_numbers_of_every_other_kind_has_no_result_among_them() -> None:
    text = (
        "In 2019 I worked on floor 12 with 40 people and 300 invoices a month. There were 5 of us "
        "in billing. I had ten years of experience. I called 20 customers a day and I wrote it "
        "down in 3 systems."
    )
    findings = judge(text)
    assert len(findings.quantities) > 4
    assert not any(amount.result for amount in findings.quantities)


HINTS = [
    ("none", "none", "count", 0),
    ("not a single one of them", "not a single one", "count", 0),
    ("we lost not one", "not one", "count", 0),
    ("all of it", "all of it", "ratio", 1),
    ("every last one", "every last one", "ratio", 1),
    ("a third", "a third", "ratio", 1 / 3),
    ("down to a morning", "a morning", "duration", 0.5),
    ("off by a nickel", "a nickel", "money", 0.05),
    ("came ninth", "ninth", "other", 9),
]


@pytest.mark.parametrize(("said", "quote", "kind", "value"), HINTS)
def test_what_may_be_an_amount_is_noticed(said: str, quote: str, kind: str, value: float) -> None:
    tokens = tokens_of(said)
    (hint,) = hints_of(tokens, [])
    assert said[tokens[hint.first].start : tokens[hint.last - 1].end] == quote
    assert hint.kind == kind
    assert hint.value == pytest.approx(value)


def test_what_is_an_amount_already_is_no_hint() -> None:
    tokens = tokens_of("we cut it by a third of the time and half of it was gone")
    amounts = amounts_of(tokens)
    taken = {at for amount in amounts for at in range(amount.first, amount.last)}
    hints = hints_of(tokens, amounts)
    assert amounts
    assert all(taken.isdisjoint(range(hint.first, hint.last)) for hint in hints)


def test_a_hint_counts_only_where_an_outcome_is_told_with_it() -> None:
    story = (
        "Last winter the carrier sent us 40 wrong invoices. I had to get the money back. I wrote "
        "to them every week and kept a list. In the end we got all of it back."
    )
    quotes = [amount.quote for amount in judge(story).quantities if amount.result]
    assert quotes == ["all of it"]
    told = "I read all of it every morning and check every one, none of it is hard, it takes skill."
    assert not [a for a in judge(told).quantities if a.quote in {"all of it", "none"}]


@pytest.mark.parametrize(
    ("said", "doubt"),
    [
        ("we cut the error rate from 30 to 45 percent", "the words say it fell"),
        ("we reduced disputes by 150 percent", "nothing falls by more than all of it"),
        ("in the end our DSO went from 30 to 45 days", "a fall would be the better news"),
        ("in the end our DSO went from 45 to 30 days", ""),
    ],
)
def test_figures_that_go_the_wrong_way_are_doubted(said: str, doubt: str) -> None:
    text = f"Last year our team was too slow. I called every client and wrote a list, and {said}."
    amount = judge(text).quantities[-1]
    assert amount.result
    assert doubt in amount.why
    assert bool(doubt) == bool(amount.why)
