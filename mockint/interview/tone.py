"""How an interviewer speaks beside the questions: plain, terse or friendly.

None of these words tells how an answer was. The same seed says the same ones, and none
comes twice in a row.
"""

from dataclasses import dataclass
from random import Random
from typing import Final, NamedTuple

from mockint.session import Tone

ACKNOWLEDGEMENTS = ("Thank you.", "All right.", "I see.", "Okay.", "Thanks for that.")
"""Said between two questions; none of them says how the answer was."""
MOVING_ON = ("Let us go on.", "On to the next one.")
"""The same behind a question that was skipped."""
OF_COURSE = "Of course."
TAKE_YOUR_TIME = "Take your time."


class Frame(NamedTuple):
    """What is said around an interview: before the first question, as the last one, and after."""

    greeting: str
    closing: str
    thanks: str


@dataclass(frozen=True, slots=True)
class Wordings:
    """The words of one tone.

    An empty acknowledgement is none at all. ``granted`` and ``moment`` are said to whoever
    asks for the question again or for a moment, one after the other to whoever asks more often.
    ``warmed_up`` stands between the warm-up and the first question.
    """

    acknowledgements: tuple[str, ...]
    moving_on: tuple[str, ...]
    granted: tuple[str, ...]
    moment: tuple[str, ...]
    welcome_back: str
    warmed_up: str

    def acknowledgement(self, seed: int, index: int, *, skipped: bool = False) -> str:
        """What is said behind answer ``index`` (from 0), or behind a question that was skipped."""
        words = self.moving_on if skipped else self.acknowledgements
        return Random(seed).sample(words, len(words))[index % len(words)]

    def granting(self, before: int, *, moment: bool) -> str:
        """What is said to somebody who asks for a moment, or for the question once more.

        ``before``: so many times they have asked for something already.
        """
        words = self.moment if moment else self.granted
        return words[before % len(words)]


PLAIN: Final = Wordings(
    ACKNOWLEDGEMENTS,
    MOVING_ON,
    granted=(OF_COURSE, "Once more.", "Sure."),
    moment=(TAKE_YOUR_TIME, "There is no hurry.", "All right, I can wait."),
    welcome_back="Welcome back. Let us go on.",
    warmed_up="Thank you. Now let us begin.",
)
WORDINGS: Final[dict[Tone, Wordings]] = {
    "plain": PLAIN,
    "terse": Wordings(
        ("Next.", "", "Okay.", "", "Noted."),
        ("Skipped.", "Moving on."),
        granted=("Again.", "Repeating."),
        moment=("Sure.", "Fine."),
        welcome_back="Let us go on.",
        warmed_up="Now the questions.",
    ),
    "friendly": Wordings(
        (
            "Thank you for telling me about it.",
            "Thanks for taking me through that.",
            "Thank you for sharing that.",
            "Thank you for your answer.",
            "Thanks for talking with me about that.",
        ),
        ("That is quite all right, let us go on.", "No problem at all, here is the next one."),
        granted=("Of course, gladly.", "No problem at all, here it is again.", "With pleasure."),
        moment=("Take all the time you need.", "Please, think it over in peace."),
        welcome_back="Welcome back, it is good to hear you again. Let us go on.",
        warmed_up="Thank you for warming up with me. Now let us begin.",
    ),
}
"""The words of each tone."""

KIND = "I am glad that you are here, and I look forward to hearing from you."
PLEASURE = "It was a pleasure to talk with you."
CURT = Frame("Hello. Let us start.", "Your questions?", "That is all. You will hear from us.")


def framed(tone: Tone, said: Frame, *, drill: bool = False) -> Frame:
    """What a bank's interviewer says around an interview, in that tone.

    What a drill's greeting asks for is never cut.
    """
    if tone == "terse":
        greeting = said.greeting if drill else CURT.greeting
        return Frame(greeting, CURT.closing, "That is all." if drill else CURT.thanks)
    if tone == "friendly":
        return Frame(f"{said.greeting} {KIND}", said.closing, f"{said.thanks} {PLEASURE}")
    return said
