"""Which amounts measure an outcome, and why the others do not."""

from collections.abc import Sequence
from typing import NamedTuple

from mockint.findings import Form
from mockint.rubric.amounts.plausible import doubt
from mockint.rubric.amounts.quantity import Amount
from mockint.rubric.features import features_of_amount
from mockint.rubric.pattern import Cue, Cues
from mockint.rubric.sense import Sense
from mockint.rubric.story import Tagged
from mockint.rubric.tables import tables
from mockint.rubric.words import Token

_WHY = "A figure counts where it says what came of what you did."
OUTCOMES = Cues(
    (
        Cue("DOWN|UP|GAIN .. AMOUNT", "outcome", 1.0, _WHY, "we cut it by 9%", "we kept 9%"),
        Cue("saved|freed|won|closed|posted|gained|finished .. AMOUNT", "outcome", 1.0,
            _WHY, "it saved us two hours", "it took two hours"),
        Cue("went|brought|bring|gone .. AMOUNT", "outcome", 1.0, _WHY,
            "it went from 4 to 2 days", "it took 4 days"),
        Cue("AMOUNT ADV? back|faster|less|fewer|quicker|sooner|more|better|early|ahead|lower|"
            "higher|cheaper", "outcome", 1.0, _WHY, "two days faster", "two days of work"),
        Cue("AMOUNT .. recovered|saved|collected|DOWN|paid|resolved|cleared", "outcome", 1.0, _WHY,
            "nine thousand was recovered", "nine thousand was owed"),
    )
)  # fmt: skip
_AGREE = frozenset(
    "agree agreed sure honest certain committed true transparent on in behind focused effort "
    "confident myself team dedicated give".split()
)
_GIVE = frozenset("give gave given agree agreed".split())
_LATER = frozenset("ago later earlier afterwards afterward before after".split())


class Weights(NamedTuple):
    """Log-odds: ``base``, and what the encoder, the tables, the clause's label and a change "from
    X to Y" add."""

    base: float
    encoder: float
    tables: float
    label: float
    change: float


WITH_ENCODER = Weights(-0.07, 0.35, 0.15, 0.28, 0.20)
TABLES_ALONE = Weights(-0.62, 0.0, 0.47, 1.83, 0.63)
"""Set by logistic regression on training authors whom neither judge had learned from."""
HINTED = 0.7
"""How likely a result must be told where a word only may be an amount."""
TIMELY = 1.8
"""From these odds on even a time of day tells what was achieved: "all in the mail by five"."""


def achieved(
    amount: Amount,
    tokens: Sequence[Token],
    place: Tagged | None,
    form: Form,
    sense: Sense | None = None,
) -> tuple[bool, str]:
    """Whether the amount measures an outcome; the reason where it does not, or a doubt."""
    clock = amount.year and amount.unit != "year"
    reason = _never(amount, tokens)
    if reason or (clock and form != "story"):
        return False, reason or "it says when it was"
    if place is None:
        return False, "it stands in no sentence"
    clause = place.clause
    if form == "story":
        changed = amount.before is not None and _is_outcome(amount, place)
        if changed or odds(amount, tokens, place, sense) > (TIMELY if clock else 0.0):
            return True, doubt(amount, tokens)
        if clock:
            return False, "it says when it was"
        return False, f"it measures the {_SCALE[place.label]}, not what came of it"
    told = clause.tense in {"past", "perfect"} or clause.verb is None
    outcome = form != "situational" and told and clause.tense != "" and clause.person != 2
    if outcome and _is_outcome(amount, place):
        return True, doubt(amount, tokens)
    return False, "no outcome is told with it"


def beyond_doubt(hint: Amount, place: Tagged | None, sense: Sense | None) -> bool:
    """Whether what may be an amount (see ``hints``) measures the outcome of a story."""
    if place is None or sense is None:
        return False
    heard = float(sense.results[hint.first : hint.last].mean())
    return place.label == "result" and place.of_result > HINTED and heard > 0.0


def odds(amount: Amount, tokens: Sequence[Token], place: Tagged, sense: Sense | None) -> float:
    """The log-odds that an amount of a story measures its outcome."""
    by_words = tables().result.scores(features_of_amount(amount, tokens, place.clause))
    weights = TABLES_ALONE if sense is None else WITH_ENCODER
    heard = 0.0 if sense is None else float(sense.results[amount.first : amount.last].mean())
    return (
        weights.base
        + weights.encoder * heard
        + weights.tables * float(by_words[1] - by_words[0])
        + weights.label * (2 * place.of_result - 1)
        + weights.change * (amount.before is not None)
    )


_SCALE = {
    "situation": "size of the matter",
    "task": "size of the task",
    "action": "work done",
    "result": "time or the extent",
    "other": "background",
}


def _never(amount: Amount, tokens: Sequence[Token]) -> str:
    """Why it measures no outcome, whatever is told with it."""
    before = [token.text for token in tokens[max(0, amount.first - 3) : amount.first]]
    after = [token.text for token in tokens[amount.last : amount.last + 3]]
    if amount.year and amount.unit == "year":
        return "it is a date"
    idiom = not _AGREE.isdisjoint(after[:1]) or not _GIVE.isdisjoint(before)
    if idiom and amount.kind == "percent" and amount.value in {100.0, 110.0, 1000.0}:
        return "it is a way of speaking"
    if amount.kind == "duration":
        if "experience" in after or after[:1] == ["old"] or "'ve" in before:
            return "it is experience or age"
        if not _LATER.isdisjoint(after[:1]) or (before and before[-1] in {"after", "last", "past"}):
            return "it says when it was"
        if amount.value == 1.0 and tokens[amount.first].text == "one" and before[-1:] != ["in"]:
            return "it says when it was"
    return ""


def _is_outcome(amount: Amount, place: Tagged) -> bool:
    """Whether an outcome's cue in the clause takes in this very amount."""
    first = place.clause.first
    matches = OUTCOMES.matches(place.clause.tokens, place.clause.begin)
    inside = any(
        first + match.first < amount.last and first + match.last > amount.first for match in matches
    )
    folded = amount.kind == "ratio" and amount.unit == "times"
    return inside or folded
