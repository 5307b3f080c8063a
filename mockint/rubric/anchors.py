"""What each level of each criterion sounds like."""

NAMES = ("structure", "evidence", "trade", "relevance", "ownership", "delivery")
ANCHORS: dict[str, tuple[str, str, str, str, str]] = {
    "structure": (
        "no story is told where one is asked for, or no part of it can be made out",
        "one part of a story, or remarks that are no steps in an order",
        "what was done is told with one other part, or three steps are told",
        "scene or task, action and result are told, or four steps in order",
        "situation, task, action and result in that order, or five steps and more in order",
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
