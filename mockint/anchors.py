"""What each level of each criterion sounds like: to mark by, and to read beside a mark."""

NAMES = ("structure", "evidence", "trade", "relevance", "ownership", "delivery")

STORY: tuple[str, str, str, str, str] = (
    "no story is told where one is asked for, or no part of it can be made out",
    "one part of a story",
    "what was done is told with one other part",
    "scene or task, action and result are told",
    "situation, task, action and result in that order",
)
"""What the levels of structure sound like where a story is told or asked for."""
STEPS: tuple[str, str, str, str, str] = (
    "nothing is told in steps",
    "remarks that are no steps in an order",
    "three steps are told",
    "four steps in order",
    "five steps and more in order",
)
"""What they sound like where a way of working is told."""

ANCHORS: dict[str, tuple[str, str, str, str, str]] = {
    "structure": (
        STORY[0],
        f"{STORY[1]}, or {STEPS[1]}",
        f"{STORY[2]}, or {STEPS[2]}",
        f"{STORY[3]}, or {STEPS[3]}",
        f"{STORY[4]}, or {STEPS[4]}",
    ),
    "evidence": (
        "no outcome and no figure",
        "an outcome without any figure, or figures without an outcome",
        "an outcome, and figures that tell the size of the matter",
        "one figure measures the outcome",
        "two figures or more measure the outcome",
    ),
    "trade": (
        "no term of the trade",
        "one term of the trade",
        "two terms, or a quarter of those the question calls for",
        "four terms, or half of those the question calls for",
        "six terms, or three quarters of those the question calls for",
    ),
    "relevance": (
        "nothing of what the question is about, and another kind of answer",
        "the kind of answer asked for, or words of the question, but not both",
        "the kind of answer asked for and little of the question's words, or a kindred kind and "
        "some of them",
        "the kind of answer asked for, about what was asked, or a kindred kind, much about it",
        "the kind of answer asked for, and much of what the question is about",
    ),
    "ownership": (
        "nobody is heard doing anything",
        "what was done is told without an own deed",
        "one own deed",
        "two own deeds",
        "three own deeds or more",
    ),
    "delivery": (
        "pace and fillers both far off",
        "pace or fillers far off",
        "pace and fillers both a little off",
        "pace or fillers a little off",
        "a comfortable pace with few fillers",
    ),
}
"""For each criterion what levels 1 to 5 sound like."""


def anchor(name: str, level: int, *, story: bool) -> str:
    """What ``level`` of the criterion ``name`` sounds like; empty where there is none.

    ``story``: one was told or asked for, so that nothing need be said of steps.
    """
    if name not in ANCHORS or not 1 <= level <= 5:
        return ""
    if name == "structure":
        return (STORY if story else STEPS)[level - 1]
    return ANCHORS[name][level - 1]
