"""The form of a question, guessed from its wording by rules that can be read."""

import re
from typing import NamedTuple

from mockint.findings import Form


class Wording(NamedTuple):
    """Words that tell a question's form; ``meets`` holds them and ``misses`` only seems to."""

    form: Form
    pattern: str
    meets: str
    misses: str


WORDINGS = (
    Wording(
        "situational",
        r"\bwhat would you\b|\bwhat if\b|\bhow would you (handle|deal|react|respond|approach)\b",
        "What would you do if the system were down?",
        "How would you describe yourself?",
    ),
    Wording(
        "situational",
        r"^(suppose|imagine|assume|let'?s say)\b|\bif an? \w+ .*\bwould you\b",
        "Suppose a client calls and shouts.",
        "Have you ever had to assume a colleague's work?",
    ),
    Wording(
        "situational",
        r"^an? (customer|client|vendor|colleague|manager|supplier|coworker)\b.*\bwhat do you do\b",
        "A customer says they were charged twice. What do you do?",
        "What do you do when a customer is late?",
    ),
    Wording(
        "process",
        r"\b(walk|take|lead|talk|guide) (me|us) through\b(?! (a time|your (resume|cv|background)))",
        "Walk me through your month end.",
        "Take me as an example: what do I owe?",
    ),
    Wording(
        "story",
        r"\b(a|an|one|the last) ([\w-]+ )?(time|day|week|situation|occasion|instance|experience)\b"
        r" ?(\.|$|when|where|in|that|you|your)",
        "Tell me about a time you missed a deadline.",
        "How do you keep three tasks going at the same time?",
    ),
    Wording(
        "story",
        r"\bexamples? (of (a|an|how|when|your)|when|where)\b|\bhave you ever\b"
        r"|\byou('ve)? (ever )?had\b",
        "Give me an example of when you went the extra mile.",
        "Which example would you use to explain interest?",
    ),
    Wording(
        "story",
        r"\b(biggest|greatest|hardest|proudest|worst|favou?rite|most \w+) (\w+ )?"
        r"(mistake|error|failure|achievement|accomplishment|success|challenge|decision|project|case)",
        "What is your proudest achievement?",
        "What is your greatest weakness?",
    ),
    Wording(
        "story",
        r"\b(tell (me|us) (about|how)|describe an?|talk about an?) "
        r"(?!yourself|you\b|our\b|your \w+\.?$)",
        "Tell me about a project you led.",
        "Tell me about yourself.",
    ),
    Wording(
        "motive",
        r"\bwhy (do|did|are|would|should|have) (you|we|they)\b|\bwhy (us|this \w+)\b",
        "Why do you want to work with us?",
        "Why do invoices carry a number?",
    ),
    Wording(
        "motive",
        r"\bwhat (motivates|drives|interests|attract(s|ed)|draws|drew|brings|appeals)\b"
        r"|\bsee yourself\b|\bare you looking for\b|\bdo you (\w+ )?(like|enjoy|value|love)\b",
        "What motivates you on a slow day?",
        "How do you motivate a colleague?",
    ),
    Wording(
        "process",
        r"\bhow (do|does|can|should|did) (you|your|we|i|one|each)\b(?! (feel|rate))"
        r"|\bhow have you\b",
        "How do you reconcile an account?",
        "How does interest work?",
    ),
    Wording(
        "process",
        r"\bsteps\b|\bprocedures?\b|\bgo about\b|\bwhat do you do\b"
        r"|\byour ([\w-]+ )?(process|approach|method|routine|follow-up)\b",
        "Describe your process for closing a month.",
        "Describe your last manager.",
    ),
    Wording(
        "knowledge",
        r"\bdifferences? between\b|\b(define|explain)\b|\bmeans?\b|\bstands? for\b"
        r"|\bhave you used\b",
        "What does DSO stand for?",
        "What do you expect of a manager?",
    ),
    Wording(
        "knowledge",
        r"\b(what's|what (is|are|makes|has|does)|"
        r"how (is|are|does|at home)|why (is|are|does|do)|which)\b"
        r" (?!(you|your|it)\b)|^(list|name)\b"
        r"|\b(what|which) [\w ]+ (are|do|have) you (familiar|know|worked|use)",
        "What is an accrual?",
        "What is your greatest weakness?",
    ),
)
"""The first that is found in a question tells its form; where none is, the form is ``other``."""

_PATTERNS = tuple((each.form, re.compile(each.pattern, re.IGNORECASE)) for each in WORDINGS)


def form_of(ask: str) -> Form:
    """The form that a question's wording suggests."""
    return next((form for form, pattern in _PATTERNS if pattern.search(ask)), "other")
