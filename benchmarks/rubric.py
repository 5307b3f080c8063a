"""What the rubric finds in answers it was not set on: python benchmarks/rubric.py

rubric_answers.json holds twelve answers written after the rules, by the same hand. It is
small and of one author, so it says little about other people's answers; it is here because
a figure from the answers in tests/ would say nothing. Whoever changes a rule because of an
answer in it should put new answers in its place.
"""

import json
import re
import time
from pathlib import Path
from typing import Any

from mockint.bank import load_bank
from mockint.findings import PARTS, Findings
from mockint.rubric import judge

HELD_OUT = Path(__file__).with_name("rubric_answers.json")
ROUNDS = 50


def initials(findings: Findings) -> str:
    heard = {span.part for span in findings.parts}
    return "".join(part[0].upper() for part in PARTS if part in heard)


def stripped(text: str) -> str:
    return re.sub(r"[.,!?;:]", "", text.lower())


def report_answers(name: str, answers: list[dict[str, Any]], strip: bool) -> None:
    forms = presence = found = wanted = right = 0
    for answer in answers:
        text = stripped(answer["text"]) if strip else answer["text"]
        findings = judge(text)
        forms += findings.form == answer["form"]
        presence += sum((p in initials(findings)) == (p in answer["parts"]) for p in "STAR")
        results = [amount.quote for amount in findings.quantities if amount.result]
        found += len(results)
        wanted += len(answer["results"])
        right += len(set(results) & set(answer["results"]))
    count = len(answers)
    print(f"{name}: form {forms}/{count}, part present or absent {presence}/{4 * count}, ", end="")
    print(f"result amounts {right} right of {found} found and {wanted} there")


def report_bank() -> None:
    bank = load_bank("billing-specialist")
    strong = [(question, question.examples.strong) for question in bank.questions]
    alone = sum(judge(text).form == question.form for question, text in strong)
    asked = sum(judge(text, question).form == question.form for question, text in strong)
    print(f"the bank's strong examples (another author), form right: {alone}/{len(strong)}", end="")
    print(f", {asked}/{len(strong)} with the question known")


def report_speed(text: str) -> None:
    judge(text)
    began = time.process_time()
    for _ in range(ROUNDS):
        judge(text)
    took = 1_000 * (time.process_time() - began) / ROUNDS
    print(f"{len(text.split())} words judged in {took:.1f} ms of processor time")


def main() -> None:
    answers = json.loads(HELD_OUT.read_text(encoding="utf-8"))
    report_answers("held out", answers, strip=False)
    report_answers("held out, no punctuation", answers, strip=True)
    report_bank()
    words = " ".join(answer["text"] for answer in answers[:2]).split()
    report_speed(" ".join((words * 2)[:150]))


if __name__ == "__main__":
    main()
