"""When an answer is over, tried with three numbers at a time."""

from itertools import pairwise

import pytest

from mockint.sound.endpoint import MANUAL, Endpoint, Patience

STEP = 0.064


def spoken(
    *stretches: tuple[float, float], until: float, words: str = "I sent the invoice."
) -> tuple[Endpoint, float | None]:
    """An endpoint that heard those stretches of speech; and when it said "over"."""
    endpoint = Endpoint()
    for count in range(1, int(until / STEP)):
        seconds = count * STEP
        speech = any(start <= seconds < end for start, end in stretches)
        endpoint.hear(seconds, speech, words)
        if endpoint.over:
            return endpoint, seconds
    return endpoint, None


def test_silence_behind_a_finished_sentence_ends_the_answer() -> None:
    _, over = spoken((1.0, 20.0), until=30.0)
    assert over == pytest.approx(23.0, abs=2 * STEP)


def test_silence_behind_a_hanging_word_is_waited_out_longer() -> None:
    _, over = spoken((1.0, 20.0), until=30.0, words="It was late because")
    assert over == pytest.approx(25.0, abs=2 * STEP)


def test_the_opening_of_an_answer_is_given_more_time() -> None:
    _, over = spoken((1.0, 3.0), until=30.0)
    assert over == pytest.approx(8.0, abs=2 * STEP)


@pytest.mark.parametrize("pause", [1.0, 2.0, 2.9])
def test_no_thinking_pause_up_to_three_seconds_ends_the_answer(pause: float) -> None:
    _, over = spoken((1.0, 10.0), (10.0 + pause, 20.0), until=22.0)
    assert over is None


def test_who_pauses_long_once_is_waited_for_longer_the_next_time() -> None:
    _, over = spoken((0.5, 4.0), (8.0, 20.0), until=40.0)
    assert over == pytest.approx(26.0, abs=0.3)


def test_nothing_ends_before_the_first_word_for_a_minute_and_a_half() -> None:
    _, over = spoken(until=120.0, words="")
    assert over == pytest.approx(90.0, abs=2 * STEP)


def test_the_countdown_shows_falls_and_is_cancelled_by_a_word() -> None:
    endpoint = Endpoint(Patience(opening=0.0))
    endpoint.hear(1.0, True)
    shown = []
    for tenth in range(1, 28):
        endpoint.hear(1.0 + tenth / 10, False, "done")
        shown.append(endpoint.remaining)
    assert shown[:8] == [None] * 8
    falling = [left for left in shown if left is not None]
    assert all(later < earlier for earlier, later in pairwise(falling))
    endpoint.hear(3.9, True)
    assert endpoint.remaining is None
    assert not endpoint.over


def test_by_hand_no_silence_ends_it() -> None:
    endpoint = Endpoint(MANUAL)
    endpoint.hear(1.0, True)
    endpoint.hear(600.0, False)
    assert not endpoint.over
    assert endpoint.remaining is None


def test_a_cough_before_the_first_word_does_not_begin_the_answer() -> None:
    _, over = spoken((3.0, 3.6), until=60.0, words="")
    assert over is None


def test_who_says_one_word_and_thinks_is_given_time() -> None:
    _, over = spoken((1.0, 1.8), (12.0, 30.0), until=31.0, words="Well.")
    assert over is None
    _, over = spoken((1.0, 1.8), until=31.0, words="No.")
    assert over == pytest.approx(13.8, abs=2 * STEP)


def test_a_cough_puts_the_end_off_but_is_no_pause_to_learn_from() -> None:
    _, over = spoken((1.0, 20.0), (22.5, 22.9), (25.4, 25.8), until=40.0)
    assert over == pytest.approx(28.8, abs=3 * STEP)


@pytest.mark.parametrize(
    "words",
    [
        "They paid. And that's it.",
        "So that is all.",
        "Thank you very much!",
        "That\u2019s my answer.",
    ],
)
def test_words_that_close_an_answer_end_it_sooner_but_never_within_two_seconds(words: str) -> None:
    endpoint, over = spoken((0.5, 4.0), (8.0, 20.0), until=40.0, words=words)
    assert over is not None
    assert over == pytest.approx(20.0 + endpoint.patience.closing, abs=2 * STEP)
    assert over > 22.2


@pytest.mark.parametrize("words", ["I said thank you and", "That is all we", "That's it because"])
def test_closing_words_in_mid_sentence_close_nothing(words: str) -> None:
    _, over = spoken((1.0, 20.0), until=40.0, words=words)
    assert over == pytest.approx(25.0, abs=2 * STEP)


def test_behind_a_pause_the_candidate_is_waited_for_anew() -> None:
    endpoint, over = spoken((1.0, 10.0), until=12.5)
    assert over is None
    assert endpoint.remaining is not None
    endpoint.wait_anew()
    assert endpoint.remaining is None
    for tenth in range(1, 110):
        endpoint.hear(12.5 + tenth / 10, False, "invoice")
        assert not endpoint.over
    endpoint.hear(24.6, False, "invoice")
    assert endpoint.over


@pytest.mark.parametrize("words", ["", "invoice", "the", "thank you"])
@pytest.mark.parametrize("spoke", [0.3, 2.0, 5.0, 30.0])
def test_nothing_whatever_ends_within_two_seconds_of_silence(words: str, spoke: float) -> None:
    _, over = spoken((1.0, 1.0 + spoke), until=3.0 + spoke, words=words)
    assert over is None
