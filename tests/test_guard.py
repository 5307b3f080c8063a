"""What a recogniser makes up is taken out; what was said stays."""

import pytest

from mockint.recognizer.guard import clean


@pytest.mark.parametrize(
    ("heard", "seconds", "stands"),
    [
        ("I posted it and and and and and and left", 6.0, "I posted it and left"),
        (
            "we sent the invoice. We sent the invoice. We sent the invoice. Then it stopped",
            9.0,
            "we sent the invoice. Then it stopped",
        ),
        ("in the in the in the in the ledger", 5.0, "in the ledger"),
    ],
)
def test_a_loop_is_written_once(heard: str, seconds: float, stands: str) -> None:
    words, unsure = clean(heard.split(), seconds)
    assert " ".join(words) == stands
    assert unsure == ("The recogniser repeated itself; the repetition was taken out.",)


@pytest.mark.parametrize(
    "said",
    [
        "it was very, very, very late",
        "no no no that is not what I said",
        "the number is 9 9 9 9 9 4",
        "account zero zero zero zero seven",
        "invoice by invoice by invoice we checked them",
        "Yes.",
        "Thank you.",
    ],
)
def test_what_people_do_say_stays(said: str) -> None:
    assert clean(said.split(), 4.0) == (said.split(), ())


def test_more_words_than_the_time_allows_are_cut() -> None:
    words = [f"word{number}" for number in range(60)]
    kept, unsure = clean(words, 2.0)
    assert kept == words[:14]
    assert len(unsure) == 1
    assert unsure[0].startswith("The recogniser wrote more words")


@pytest.mark.parametrize("phrase", ["Thank you.", "You", "Thanks for watching!", "...", ""])
def test_a_blank_phrase_in_a_breath_was_not_said(phrase: str) -> None:
    assert clean(phrase.split(), 0.3) == ([], ())


def test_a_short_word_in_a_short_time_stays() -> None:
    assert clean(["Invoices."], 0.4).words == ["Invoices."]
