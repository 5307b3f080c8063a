"""Figures told as a success that contradict the words, and texts of no sense."""

import pytest

from mockint.rubric import judge
from mockint.rubric.amounts.plausible import doubt
from mockint.rubric.amounts.quantity import amounts_of
from mockint.rubric.refusals.echo import any_question, circles, noise
from mockint.rubric.refusals.invented import is_invented, is_known
from mockint.rubric.refusals.order import shipped
from mockint.rubric.words import Token, tokens_of


def doubts(said: str) -> list[str]:
    tokens = tokens_of(said)
    return [why for amount in amounts_of(tokens) if (why := doubt(amount, tokens))]


def words(said: str) -> list[Token]:
    return [token for token in tokens_of(said) if token.kind == "word"]


FELL = "the words say it fell, the figures rise"
ROSE = "the words say it rose, the figures fall"
WORSE_UP = "it rose, where a fall would be the better news"
WORSE_DOWN = "it fell, where a rise would be the better news"
OVER_ALL = "nothing falls by more than all of it"
OVER_WHOLE = "no part is greater than the whole"
NO_ROOM = "there is not so much time in it"


@pytest.mark.parametrize(
    ("contradicts", "why", "near_miss"),
    [
        ("We cut it from 30 to 45 minutes.", FELL, "We cut it from 45 to 30 minutes."),
        ("It got quicker, from 2 to 5 hours.", FELL, "It got quicker, from 20 to 35 an hour."),
        ("We cut it from two hours to 150 minutes.", FELL,
            "We cut it from two hours to 90 minutes."),
        ("We cut it from two days to 60 hours.", FELL, "We cut it from two days to 20 hours."),
        ("It went down by a lot, from 30 to 45 days.", FELL, "We reduced it to 3 to 4 days."),
        ("Late orders came down from 10 to 40.", FELL, "A new price came up from 10 to 40."),
        ("The share rose from 94 to 81 percent.", ROSE, "The share rose from 81 to 94 percent."),
        ("Output went up from 50 to 40 boxes.", ROSE, "We set up the move from 50 to 40 boxes."),
        ("The rating climbed from 4.6 to 3.1 out of five.", ROSE,
            "The rating climbed from 3.1 to 4.6 out of five."),
        ("We reduced errors by 140 percent.", OVER_ALL, "We increased sales by 140 percent."),
        ("I brought the pile down by 250 percent.", OVER_ALL,
            "I brought the pile down to 250 sheets."),
        ("I collected 135 percent of the balance.", OVER_WHOLE,
            "I collected 135 percent of the target."),
        ("My accuracy was 118 percent.", OVER_WHOLE, "My accuracy rose by 118 percent."),
        ("I cleared 340 of the 300 invoices.", OVER_WHOLE, "I cleared 300 of the 340 invoices."),
        ("We resolved 50 out of 40 cases.", OVER_WHOLE, "I pulled 50 of the 40 cent stamps."),
        ("Every clerk saved 30 hours a day.", NO_ROOM, "The whole floor saved 30 hours a day."),
        ("Our DSO went from 38 to 52 days.", WORSE_UP, "Our DSO went from 52 to 38 days."),
        ("Response time went from 2 to 9 hours.", WORSE_UP,
            "A subscription went from 2 to 9 months."),
        ("Errors rose from 5 to 60, I was proud.", WORSE_UP,
            "Errors rose from 5 to 60 that spring."),
        ("Disputes went from 14 to 41 a month.", WORSE_UP,
            "Disputes resolved went from 14 to 41 a month."),
        ("The backlog went from 90 to 200 orders.", WORSE_UP,
            "Unfortunately the backlog went from 90 to 200 orders."),
        ("Accuracy went from 97 to 91 percent.", WORSE_DOWN,
            "Accuracy fell from 97 to 91 percent."),
        ("Our collections went from $90 to $40.", WORSE_DOWN,
            "Our collections costs went from $90 to $40."),
        ("The wait was 30 days before, and after my change it is 45 days.", WORSE_UP,
            "The wait was 30 days before, and after my change it is 20 days."),
        ("The backlog was 40 orders before, and now it is 90 orders.", WORSE_UP,
            "The backlog was 40 orders and I wrote 90 letters."),
    ],
)  # fmt: skip
def test_what_contradicts_itself_is_doubted(contradicts: str, why: str, near_miss: str) -> None:
    assert doubts(contradicts) == [why]
    assert doubts(near_miss) == []


@pytest.mark.parametrize(
    "said",
    [
        "It dropped to two, three a night.",
        "There are one or two mistakes in a year.",
        "We went from 1.1 to 1.2 million and cut the paper.",
        "We reduced it to between 5 and 10 percent.",
        "It never dropped from 30 to 45 percent.",
        "The pile went down from 3 weeks to 4 days.",
        "it went from 22 percent to six you can look it up",
        "I built a sheet that looks up the job so it went from a full day to fifty minutes",
        "they dropped fruit so the boxes sat out there and in late May the work was 140 percent",
        "The team grew from 4 to 9 people and errors stayed low.",
    ],
)
def test_ranges_and_honest_changes_are_not_doubted(said: str) -> None:
    assert doubts(said) == []


def test_a_doubted_amount_stays_a_result_with_the_reason() -> None:
    findings = judge(
        "Last year our close was too slow. I wrote a list and called each branch, and in the end "
        "we cut the close from two hours to 150 minutes."
    )
    amount = findings.quantities[-1]
    assert amount.result
    assert amount.why == FELL


def test_invented_words_in_english_grammar_are_told_from_names_and_trade() -> None:
    nonsense = "the plimber I dworked was snavelling the gritches so we brindled every fropple"
    trade = "Priya sent the lockbox remittance and I resent the invoice to Okafor by EDI and fax"
    assert is_invented(words(nonsense))
    assert not is_invented(words(trade))
    assert is_known("reconciled")
    assert is_known("café")
    assert not is_known("snavelling")


def test_words_in_random_order_score_far_below_a_sentence_with_the_same_words() -> None:
    sentence = "I called the customer and found out that the price in the contract was wrong"
    shuffled = "contract the was and customer out wrong the in found called I that price the"
    score = shipped().score
    assert score(words(sentence)) > 0 > -0.6 > score(words(shuffled))


def test_a_question_said_twice_is_told_from_one_that_is_answered() -> None:
    question = "How do you close the month in billing? How do I close the month in billing? "
    answer = "I freeze the orders, I post the cash, then I match the ledger with the bank."
    assert any_question(words(question))
    assert not any_question(words(question + answer))
    assert not any_question(words("I closed the month. I closed the month. I closed it."))


def test_turning_in_a_circle_is_told_from_beginning_again() -> None:
    assert circles(words("we fixed the old rate " * 4))
    assert not circles(
        words(
            "We fixed one old rate of a shop in Leeds while it rained, then I called, wrote, sent, "
            "filed, posted, matched, closed, signed and counted whatever else lay there by noon. "
            * 3
        )
    )
    assert not circles(words("we fixed, we fixed the old rate, the old rate for a shop in Leeds"))


def test_credits_of_films_are_told_from_an_answer_about_videos() -> None:
    credits = "[Music] Thank you for watching. Subtitles by the community. Please subscribe. Bye."
    about = "I edit videos for a channel, check the subtitles, fix each caption, and bill the hours"
    assert noise(words(credits))
    assert not noise(words(about))
