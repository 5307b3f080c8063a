"""How well a result told alone is heard: python -m benchmarks.drill

Each story of the corpus's test authors is given up to its first result; the answer is once
what came of it, and once, wrongly, what was done told again.
"""

import re
from collections import Counter

from corpus.answers import every, split
from mockint import drill
from mockint.bank import Question, load_bank
from mockint.findings import Findings
from mockint.rubric import judge
from mockint.transcript import Engine, Transcript, Word

BANK = load_bank("billing-specialist")
BRACES = re.compile(r"\{[-+]?(.*?)\}")
SAID = {1: "not heard", 2: "not clear", 3: "heard", 5: "heard and measured"}


def main() -> None:
    found: dict[str, Counter[str]] = {}
    for answer in split(every())[1]:
        tags = [tag for tag, _ in answer.clauses]
        if answer.form != "story" or "R" not in tags:
            continue
        until = tags.index("R")
        question = asking(told(answer.clauses[:until]))
        results = [clause for clause in answer.clauses[until:] if clause[0] == "R"]
        figure = any("{+" in text for _, text in results)
        deeds = [clause for clause in answer.clauses if clause[0] == "A"]
        name = "results with a figure" if figure else "results without one"
        found.setdefault(name, Counter())[level(question, told(results))] += 1
        if deeds:
            found.setdefault("deeds instead", Counter())[level(question, told(deeds))] += 1
    for name, counts in sorted(found.items()):
        listed = ", ".join(f"{what} {counts[what]}" for what in SAID.values() if counts[what])
        print(f"{name}, {counts.total()}: {listed}")


def told(clauses: "tuple[tuple[str, str], ...] | list[tuple[str, str]]") -> str:
    """The clauses as they were said."""
    return " ".join(BRACES.sub(r"\1", text) for _, text in clauses)


def asking(beginning: str) -> Question:
    """A question that gives that beginning and asks for its result."""
    return drill.asking(BANK.questions[0], "result", drill.EXAMPLE, drill.shortened(beginning))


def level(question: Question, text: str) -> str:
    """What was heard of the result."""
    words = tuple(Word(word, n * 0.4, n * 0.4 + 0.3) for n, word in enumerate(text.split()))
    said = Transcript(words, len(words) * 0.4, Engine("none", "none", "0"))
    marks = drill.marked(question, said, "result", marked).marks
    return SAID.get(marks["result"].level or 1, "") if "result" in marks else "not heard"


def marked(said: str | Transcript, question: Question) -> Findings:
    return judge(said, question, BANK.terms)


if __name__ == "__main__":
    main()
