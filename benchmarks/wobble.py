"""How often a verdict is a false alarm, and how often a rise is seen: python -m benchmarks.wobble

Interviews are drawn at random: five answers each, and the number of answers that a
figure needs not, as single answers of our corpus come out. ``--rounds`` sets how many.
"""

import argparse
from collections.abc import Callable, Mapping, Sequence
from math import exp
from random import Random

from mockint.history.course import Course, Point
from mockint.history.figure import Kind

LEVELS: Mapping[str, Mapping[float, int]] = {
    "structure": {2: 25, 3: 102, 4: 198, 5: 171},
    "evidence": {1: 11, 2: 102, 3: 60, 4: 115, 5: 208},
    "trade": {1: 187, 2: 88, 3: 148, 4: 52, 5: 21},
    "relevance": {2: 260, 3: 188, 4: 47, 5: 1},
    "ownership": {1: 24, 2: 4, 3: 25, 4: 57, 5: 386},
}
"""How often each level was given for 496 stories of the corpus."""
PARTS: Mapping[float, int] = {4: 289, 3: 181, 2: 24, 1: 2}
TERMS: Mapping[float, int] = {0: 50, 100 / 3: 100, 200 / 3: 80, 100: 20}
LENGTHS = (4, 6, 8, 13, 20)
"""Sessions after which the newest is judged."""
SPREADS = (0.6, 0.9, 1.2)
"""Levels by which single answers spread: little, as usual, a lot."""

Draw = Callable[[Random], float]


def figures() -> dict[str, tuple[Kind, Draw]]:
    """Each figure with its kind and how an answer's value is drawn when nothing changes."""
    found: dict[str, tuple[Kind, Draw]] = {
        name: ("mark", _from(levels)) for name, levels in LEVELS.items()
    }
    found["parts of a story"] = "parts", _from(PARTS)
    found["terms"] = "terms", _from(TERMS)
    found["pace"] = "pace", lambda random: random.gauss(150, 18)
    for rate in (0.5, 2.0, 6.0):
        found[f"fillers, {rate} a minute"] = "fillers", _fillers(rate)
    return found


def _from(counts: Mapping[float, int]) -> Draw:
    values, weights = list(counts), list(counts.values())
    return lambda random: random.choices(values, weights)[0]


def _fillers(rate: float) -> Draw:
    """Fillers a minute of an answer of one to three minutes; some answers have more of them."""

    def drawn(random: Random) -> float:
        minutes = random.uniform(0.7, 2.5)
        limit, count, left = exp(-rate * random.gammavariate(4, 0.25) * minutes), 0, random.random()
        while left > limit:
            count, left = count + 1, left * random.random()
        return count / minutes

    return drawn


def course(kind: Kind, sessions: Sequence[Sequence[float]]) -> Course:
    """The course over sessions of which each answer's value is given."""
    points = (
        Point(f"{at:03}", f"{at:03}", sum(values) / len(values), len(values))
        for at, values in enumerate(sessions)
    )
    return Course("figure", "", kind, tuple(points))


def false_alarms(kind: Kind, draw: Draw, length: int, answers: int, rounds: int) -> float:
    """The share of unchanging courses whose newest session is called a change."""
    random = Random(f"{kind} {length} {answers}")
    alarms = 0
    for _ in range(rounds):
        sessions = [[draw(random) for _ in range(answers)] for _ in range(length)]
        alarms += course(kind, sessions).change != 0
    return alarms / rounds


def seen(spread: float, before: int, after: int, rounds: int) -> float:
    """How often a rise of one level over six sessions is called one, by ``after`` sessions later.

    ``before`` sessions lie before it; marks go from 2.5 to 3.5 and stay there.
    """
    random = Random(f"{spread} {before}")
    means = [2.5] * before + [2.5 + step / 5 for step in range(6)] + [3.5] * after
    found = 0
    for _ in range(rounds):
        sessions = [[_level(random, mean, spread) for _ in range(5)] for mean in means]
        ends = range(before + 6, len(sessions) + 1)
        found += any(course("mark", sessions[:end]).change > 0 for end in ends)
    return found / rounds


def _level(random: Random, mean: float, spread: float) -> float:
    return float(min(max(round(random.gauss(mean, spread)), 1), 5))


def main() -> None:
    """Print both figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=4000)
    rounds = parser.parse_args().rounds
    print("nothing changes: called a change, % (5 answers a session, then 2)")
    print(f"{'sessions':24}" + "".join(f"{length:6}" for length in LENGTHS * 2))
    for name, (kind, draw) in figures().items():
        shares = [
            false_alarms(kind, draw, length, answers, rounds)
            for answers in (5, 2)
            for length in LENGTHS
        ]
        print(f"{name:24}" + "".join(f"{100 * share:6.1f}" for share in shares), flush=True)
    print("\none level up over six sessions: seen, % (at the sixth, and up to 1, 2, 3 later)")
    for spread in SPREADS:
        for before in (0, 3, 6):
            shares = [seen(spread, before, after, rounds // 4) for after in range(4)]
            told = "".join(f"{100 * share:6.0f}" for share in shares)
            print(f"answers spread by {spread}, {before} sessions before{told}", flush=True)


if __name__ == "__main__":
    main()
