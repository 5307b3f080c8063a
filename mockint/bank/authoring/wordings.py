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
        "knowledge",
        r"\bhow would you (explain|define)\b|\bhow (at home|familiar)\b"
        r"|\b(what|which) [\w ]+ have you (used|worked (in|with))\b",
        "Suppose I know nothing of invoices. How would you explain one to me?",
        "Which mistakes have you made?",
    ),
    Wording(
        "situational",
        r"\bwhat would you (?!like|bring|change|consider|say (is|are|was))\b|\bwhat if\b"
        r"|\bhow would you (?!describe|rate|feel|like)\b",
        "What would you do if the system were down?",
        "How would you describe yourself?",
    ),
    Wording(
        "situational",
        r"^(suppose|imagine|assume|let'?s say)\b"
        r"(?!.*\bhow (does|do you (?!react|respond|handle|deal)))|\bif an? \w+ .*\bwould you\b",
        "Suppose a client calls and shouts.",
        "Suppose an error comes back each month. How do you find where it begins?",
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
        r"(mistake|error|failure|achievement|accomplishment|success|challenge|decision|project|case"
        r"|issue|problem)",
        "What is your proudest achievement?",
        "What is your greatest weakness?",
    ),
    Wording(
        "story",
        r"\b(what|how|when|which) (\w+ ){0,2}did you (?!like|enjoy|study|hear|earn)"
        r"|\bwhat (had )?happened\b",
        "Which payment did you stop before the money left?",
        "Why did you leave?",
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
        r"\bwhy (do|did|are|would|have) (you|we)\b|\bwhy should \w+ \w+ you\b"
        r"|\bwhy (us|this \w+)\b",
        "Why do you want to work with us?",
        "Why are invoices numbered, and why do they carry a date?",
    ),
    Wording(
        "motive",
        r"\bwhat (motivates|drives|interests|attract(s|ed)|draws|drew|brings|appeals)\b"
        r"|\bsee yourself\b|\bare you looking for\b"
        r"|\b(do|did) you (\w+ )?(like|enjoy|value|love|want|hope)\b",
        "What motivates you on a slow day?",
        "How do you motivate a colleague?",
    ),
    Wording(
        "process",
        r"\bhow (do|does|can|should) (you|your|we|i|one|each)\b(?! (feel|rate))|\bhow have you\b",
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
        r"\b(what's|(what|where) (is|are|makes|has|does|do)|how (is|are|does)"
        r"|why (is|are|does|do)|which)\b (?!(you|your|it)\b)|^(list|name)\b"
        r"|\b(what|which) [\w ]+ (are|do) you (familiar|know|work|use)",
        "What do auditors ask for?",
        "What is your greatest weakness?",
    ),
)
"""The first that is found in a question tells its form; where none is, the form is ``other``."""

_PATTERNS = tuple((each.form, re.compile(each.pattern, re.IGNORECASE)) for each in WORDINGS)


def form_of(ask: str) -> Form:
    """The form that a question's wording suggests."""
    said = " ".join(ask.replace("\u2019", "'").split())
    return next((form for form, pattern in _PATTERNS if pattern.search(said)), "other")
