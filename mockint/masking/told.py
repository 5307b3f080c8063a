"""What was masked, in sentences."""

from collections.abc import Iterator, Mapping

from mockint.masking.rules import Kind, Rules

_NAMES: dict[Kind, tuple[str, str]] = {
    "person": ("name of a person", "names of people"),
    "company": ("company", "companies"),
    "email": ("e-mail address", "e-mail addresses"),
    "web": ("web address", "web addresses"),
    "phone": ("phone number", "phone numbers"),
    "account": ("account or other number", "account or other numbers"),
    "card": ("card number", "card numbers"),
    "ssn": ("social security number", "social security numbers"),
    "amount": ("amount of money above {limit}", "amounts of money above {limit}"),
    "also": ("phrase you named", "phrases you named"),
}
_NOTHING = "No name, number or larger amount was recognised."
_NOTHING_SAID = "No name, number or larger amount was recognised in what was asked and said."
_REST = (
    "What was not recognised as a name or number still stands there: read it before you send it."
)
_SOUND = (
    "The recordings are silent where masked words were heard, as closely as the recogniser tells "
    "when: listen to them before you send them."
)


def sentences(
    counts: Mapping[Kind, int], printed: Mapping[Kind, int], rules: Rules, sound: bool
) -> tuple[str, ...]:
    """What was masked, and what to look at.

    ``counts`` is of what was asked and said, ``printed`` of what only the bank's texts hold;
    ``sound``: recordings go along.
    """
    listed, more = (", ".join(_counted(each, rules)) for each in (counts, printed))
    first = f"Masked: {listed}." if listed else _NOTHING_SAID if more else _NOTHING
    beside = (f"Masked in the bank's own texts besides: {more}.",) if more else ()
    return (first, *beside, _REST, _SOUND) if sound else (first, *beside, _REST)


def _counted(counts: Mapping[Kind, int], rules: Rules) -> Iterator[str]:
    for kind, (one, many) in _NAMES.items():
        if number := counts.get(kind, 0):
            name = (one if number == 1 else many).format(limit=f"{rules.amounts_above:,.15g}")
            yield f"{number} {name}"
