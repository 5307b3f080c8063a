"""Whose pace, pauses and repeats are the measure of delivery; of what is said there is one.

Not everybody speaks at the pace that advisers call comfortable, and who does not is judged here by
a measure of their own. docs/fairness.md says where each figure comes from.
"""

from dataclasses import dataclass
from typing import Literal, get_args

Profile = Literal["usual", "slow", "stutter", "second-language"]
PROFILES: tuple[Profile, ...] = get_args(Profile)


@dataclass(frozen=True, slots=True)
class Measure:
    """What of a delivery is in order.

    ``name``: whose measure it is, to stand behind "the measure for"; empty for the usual one.
    ``slow``, ``fast``: words a minute outside which the pace is off; ``far_slow``, ``far_fast``:
    far off. ``pause``: seconds of silence between two words that are a pause. ``fillers``: so many
    a minute do no harm; from ``many_fillers`` on they do. ``long``: seconds after which an answer
    is worth shortening. ``again``: words begun again and said again are worth a line.
    """

    name: str = ""
    slow: float = 110.0
    far_slow: float = 80.0
    fast: float = 190.0
    far_fast: float = 230.0
    pause: float = 1.0
    fillers: float = 5.0
    many_fillers: float = 12.0
    long: float = 180.0
    again: bool = True


USUAL = Measure()
MEASURES: dict[Profile, Measure] = {
    "usual": USUAL,
    "slow": Measure("slow speech", slow=70.0, far_slow=45.0, pause=2.0, long=300.0),
    "stutter": Measure(
        "speech with a stutter",
        slow=60.0,
        far_slow=40.0,
        pause=2.0,
        fillers=10.0,
        many_fillers=20.0,
        long=300.0,
        again=False,
    ),
    "second-language": Measure(
        "a second language",
        slow=85.0,
        far_slow=60.0,
        pause=1.5,
        fillers=10.0,
        many_fillers=20.0,
        long=240.0,
    ),
}
