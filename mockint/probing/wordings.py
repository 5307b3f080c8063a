"""What a follow-up says: the bank's own words where they ask for it, else plain ones of ours."""

import re
from zlib import crc32

from mockint.bank import Question

GENERIC = {
    "event": (
        "Can you take me through one particular time?",
        "Which one time comes to mind? Tell me about that one.",
        "When did that last happen? Tell me about that time.",
    ),
    "result": (
        "What changed in the end? Is there a number?",
        "How did it end, and how big was the difference?",
        "And what came of it?",
    ),
    "measure": (
        "How would one have seen that in numbers?",
        "How was that measured?",
        "How big was the difference, roughly?",
    ),
    "task": (
        "What was your own part in that?",
        "Which of that was yours to do?",
        "What did you do yourself?",
    ),
    "own": (
        "Which of that did you do yourself?",
        "What did you do in that, and what did the others do?",
        "Which steps of that were yours?",
    ),
    "action": (
        "What did you do about it, step by step?",
        "What did you do first, and what then?",
    ),
    "situation": (
        "What was the situation, and when was that?",
        "Where were you working then, and what had happened?",
    ),
    "more": (
        "Can you tell me more?",
        "Please go on: can you say a little more about that?",
    ),
}
"""By what is asked for; none of them says how the answer was. No bank has words for "own"."""

_IN_BANK = {
    "event": "vague",
    "result": "result",
    "task": "task",
    "action": "action",
    "situation": "situation",
}
_NUMBERED = re.compile(
    r"\b(?:how (?:many|much|often|long|far|large|big|high|low|fast|quickly|soon|late|old)"
    r"|numbers?|figures?|percent|percentage|share|count|total|amount|rate|in days|in hours)\b",
    re.IGNORECASE,
)


def wording(key: str, question: Question, own: bool = True) -> str:
    """How ``key`` is asked for after ``question``; in words of ours unless with its ``own``."""
    written = {str(name): text for name, text in question.follow_ups.items()} if own else {}
    if key == "measure":
        text = written.get("result", "")
        return text if asks_for_number(text) else _generic(key, question)
    return written.get(_IN_BANK.get(key, ""), "") or _generic(key, question)


def asks_for_number(text: str) -> bool:
    """Whether it asks how much or how many."""
    return _NUMBERED.search(text) is not None


def _generic(key: str, question: Question) -> str:
    """One of ours: questions differ in it, and a question always gets the same."""
    lines = GENERIC[key]
    return lines[crc32(question.id.encode()) % len(lines)]
