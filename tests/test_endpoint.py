"""When an answer is over, tried with three numbers at a time."""

from itertools import pairwise

import pytest

from mockint.sound.endpoint import MANUAL, Endpoint, Patience

STEP = 0.064


def spoken(
    *stretches: tuple[float, float], until: float, last_word: str = "invoice."
) -> tuple[Endpoint, float | None]:
    """An endpoint that heard those stretches of speech; and when it said "over"."""
    endpoint = Endpoint()
    for count in range(1, int(until / STEP)):
        seconds = count * STEP
        speech = any(start <= seconds < end for start, end in stretches)
        endpoint.hear(seconds, speech, last_word)
        if endpoint.over:
            return endpoint, seconds
    return endpoint, None


def test_silence_behind_a_finished_sentence_ends_the_answer() -> None:
    _, over = spoken((1.0, 20.0), until=30.0)
    assert over == pytest.approx(23.0, abs=2 * STEP)


def test_silence_behind_a_hanging_word_is_waited_out_longer() -> None:
    _, over = spoken((1.0, 20.0), until=30.0, last_word="because")
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
    _, over = spoken(until=120.0)
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
