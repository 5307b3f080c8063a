"""How often the question a story was told to is among those it is said to serve.

    python -m benchmarks.stories [--faults] [--sessions N]

Each long story about billing in the corpus was told to a question of its author's own. Where
a shipped bank asks for the same thing, `LABELS` says which question that is, judged by the
question's words alone. The rule and its themes were made with the training authors; those of
the test were looked at only to be measured. ``--faults`` prints what was missed of the training
authors' stories. ``--sessions``: the time that `mockint stories` takes for so many, else for 500;
0 leaves it out.
"""

import argparse
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import comb
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.answers import Answer, every, split
from mockint.bank import Bank, bank_names, load_bank
from mockint.stories.fit import Fit, cues, fits

FIRST = (1, 3, 5)
WORDS = 40
"""Words that a story has at least."""
REPLIES = "48"
"""The first of the authors who wrote short replies and no stories."""
FOUND = "discover|spot|found|find|caught|catch|notic|uncover|come across|came across|tracked"
WRONG = "mistake|error|discrepanc|wrong|missed|odd|suspicious"
LABELS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"duplicate payment", ("second-payment-stopped",)),
    (
        r"duplicate bill|(paid|billed|charged) twice",
        ("duplicate-charge-questioned", "double-charge-put-right"),
    ),
    (
        r"(mistake|error)s?( \w+)? of yours"
        r"|(mistake|error)s? (that )?(was yours|you( yourself)? made)"
        r"|your own mistake|(made|making) (a|an) (\w+ )?(mistake|error)"
        r"|(mistake|error) you('ve)? (yourself )?made|wrong client|error in your work",
        ("own-error-admitted",),
    ),
    (rf"({WRONG}|problem|something).*({FOUND})|({FOUND}).*({WRONG})", ("error-you-found",)),
    (r"mistake in the books", ("error-you-found",)),
    (r"learn.*system|system change|software", ("new-system-fast",)),
    (
        r"(another|other) (department|team)|more than one department|recurring|kept going wrong"
        r"|repeated error|kept repeating|kept failing",
        ("solved-with-another-team",),
    ),
    (r"\b(train|trained|coaching|taught|teaching|mentored)\b", ("taught-the-system",)),
    (r"month[- ]end|priorities clashed|several things at once", ("busy-month-end",)),
    (r"manager bad news|bad news .*manage", ("news-for-management",)),
    (r"backlog", ("backlog-cleared",)),
    (r"payment (plan|terms)|compromise with a c", ("terms-you-negotiated",)),
    (
        r"(hardest|most (difficult|complicated|complex)) (billing )?(problem|issue)"
        r"|nobody else could explain",
        ("hardest-issue-resolved",),
    ),
    (r"explain.*(bill|complicated)", ("overcharge-misread",)),
    (
        r"improve|(process|way|routine|something|procedure).*(better|faster|shorte|automat)"
        r"|sped? up|speed up|made faster|automated",
        ("process-made-better",),
    ),
    (
        r"disput|refused to pay|unhappy with an invoice|disagree.* customer",
        ("refused-charge-settled",),
    ),
    (
        r"overdue|very late|way behind|collect(ion|ed|ing)?\b(?! metric)|past[- ]due|to pay\b"
        r"|old (debt|account|balance|unpaid)|putting you off|avoiding",
        ("late-payer-handled", "client-gone-silent"),
    ),
)
"""What the corpus asks, and the ids of the banks' questions that ask for the same; first wins."""


@dataclass(frozen=True, slots=True)
class Case:
    """A story, the questions it was told to in effect, and what the rule says of all of them."""

    answer: Answer
    own: frozenset[str]
    found: Sequence[Fit]

    @property
    def place(self) -> int:
        """How many questions stand before the first of its own."""
        return next(at for at, fit in enumerate(self.found) if fit.question in self.own)

    def by_chance(self, first: int) -> float:
        """How often one of its own would be among the first if they were drawn."""
        total, own = len(self.found), len(self.own)
        return 1 - comb(total - own, first) / comb(total, first)


def own(ask: str) -> tuple[str, ...]:
    """The ids of the banks' questions that ask for the same."""
    lower = ask.lower()
    return next((ids for pattern, ids in LABELS if re.search(pattern, lower)), ())


def told(answers: Sequence[Answer]) -> list[Answer]:
    """The long stories about billing."""
    kept = (each for each in answers if each.form == "story" and each.field == "billing")
    return [each for each in kept if each.author < REPLIES and len(each.text.split()) >= WORDS]


def cases(answers: Sequence[Answer], banks: Sequence[Bank]) -> Iterator[Case]:
    """Those whose own question is in the banks."""
    asked = [(q, cues(q, bank)) for bank in banks for q in bank.questions if q.form == "story"]
    names = {question.id for question, _ in asked}
    for answer in answers:
        if mine := names & set(own(answer.ask)):
            yield Case(answer, frozenset(mine), fits(answer.text, asked))


def report(name: str, found: Sequence[Case]) -> None:
    """A line with the recall, and one with what is suggested beside it."""
    count = len(found)
    shares = (
        f"@{first} {(right := sum(case.place < first for case in found)) / count:.2f} "
        f"({right} of {count}; chance {sum(case.by_chance(first) for case in found) / count:.2f})"
        for first in FIRST
    )
    print(f"{name}: recall {', '.join(shares)}")
    mine = [fit.clear for case in found for fit in case.found if fit.question in case.own]
    others = [fit.clear for case in found for fit in case.found if fit.question not in case.own]
    print(
        f"  suggested: {sum(mine) / len(mine):.2f} of their own questions, "
        f"{sum(others) / len(others):.2f} of the others"
    )


def examples(bank: Bank) -> None:
    """The bank's own strong answers, which came from one hand with its questions."""
    asked = [(each, cues(each, bank)) for each in bank.questions if each.form == "story"]
    places = []
    for question, _ in asked:
        ranked = [fit.question for fit in fits(question.examples.strong, asked)]
        places.append(ranked.index(question.id))
    shares = (f"@{first} {sum(at < first for at in places)}" for first in FIRST)
    print(f"{bank.name}, its own {len(places)} strong answers: {', '.join(shares)}")


def timed(sessions: int, rounds: int = 3) -> None:
    """The quickest of some runs of the whole command."""
    from tests.practised import many

    with TemporaryDirectory() as folder:
        many(Path(folder), sessions)
        words = [sys.executable, "-m", "mockint", "stories", "--recordings", folder]
        for form in ("terminal", "html"):
            taken = [_once([*words, "--format", form]) for _ in range(rounds + 1)][1:]
            wall, busy = (min(each) for each in zip(*taken, strict=True))
            load = f"{os.getloadavg()[0]:.1f}"
            print(f"{sessions} sessions, {form}: {wall:.2f} s, processor {busy:.2f} s, load {load}")


def _once(command: Sequence[str]) -> tuple[float, float]:
    """Seconds from start to end, and of processor time, of one run."""
    begun, before = time.perf_counter(), os.times()
    subprocess.run(command, check=True, capture_output=True)
    after = os.times()
    busy = after.children_user + after.children_system
    return time.perf_counter() - begun, busy - before.children_user - before.children_system


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--faults", action="store_true")
    parser.add_argument("--sessions", type=int, default=500, metavar="N")
    options = parser.parse_args()
    banks = [load_bank(name) for name in bank_names() if name != "preparation"]
    specialist = [bank for bank in banks if bank.name == "billing-specialist"]
    for name, answers in zip(("training", "test"), split(every()), strict=True):
        lot = told(answers)
        print(f"{name}: {len(lot)} long stories about billing")
        report(f"{name}, all banks", list(cases(lot, banks)))
        report(f"{name}, billing-specialist", list(cases(lot, specialist)))
        if options.faults and name == "training":
            for case in cases(lot, banks):
                if case.place >= FIRST[1]:
                    print(f"missed: {case.answer.name} {case.answer.ask} {case.place + 1}")
    for bank in banks:
        examples(bank)
    if options.sessions:
        timed(options.sessions)


if __name__ == "__main__":
    main()
