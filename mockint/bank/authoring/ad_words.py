"""The words of job ads: which show an ad, which say nothing of its trade, and their stems."""

import re
from collections.abc import Iterator

AD_WORDS = frozenset(
    "applicant applicants apply benefits candidate candidates duties employer full-time hiring "
    "part-time position preferred qualifications required requirement requirements "
    "responsibilities responsibility role salary skills".split()
)
"""Words by which a job ad is known, whatever the trade."""

EVERYDAY = frozenset(
    "attention to detail, automation, break, budget, certification, communication, compliance, "
    "conference, cross-department, customer, customer service, data, data entry, deadline, "
    "degree, documentation, empathy, escalation, example, experience, finance, follow-up, "
    "guidance, guideline, hands-on, impact, migration, operations, Oracle, pattern, phone call, "
    "policy, pricing, prioritization, procurement, quote, recommendation, record keeping, "
    "records, regulation, report, resolution, review, root cause, sales, Salesforce, schedule, "
    "service level agreement, stakeholder, Stripe, subscription, supervisor, support, supporting "
    "documentation, systematic, task management, time management, tracking, training, "
    "transparency, trend, trust, urgency, webinar, workshop".split(", ")
)
"""Terms that stand in ads of every trade: they help to choose, but show no fit."""

_STOP = frozenset(
    "about after all also and any are back been before being both but can clear come comes "
    "could does each else end even every for from full get good has have her him his how into "
    "its just keep keeps know like made make makes may more most much must not now off one only "
    "other our out over own part per proper real same set shall should show some still such "
    "take takes than that the their them then there these they this those through too two under "
    "until upon use used uses using very was way well were what when where whether which while "
    "who whom whose why will with within without work worked working works would you your".split()
)

_WORD = re.compile(r"[^\W\d_]{3,}")
_ENDINGS = (
    "ations", "ation", "ating", "ated", "ates", "ate", "ings", "ing", "ies", "ied", "ments", "ment",
    "ers", "er", "ed", "es", "s", "e", "y",
)  # fmt: skip


def words(text: str) -> Iterator[str]:
    """The words of a text that may be compared."""
    return (word for word in _WORD.findall(text) if word.casefold() not in _STOP)


def stems(text: str) -> Iterator[str]:
    """The words without their endings, in small letters."""
    return map(stem, words(text))


def stem(word: str) -> str:
    """The word without its ending, never shorter than four letters."""
    word = word.casefold()
    if word.endswith("ss"):
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending).rstrip("i")
    return word
