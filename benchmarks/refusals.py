"""What is written to fool the rubric: how much of it fails to."""

from collections import defaultdict
from collections.abc import Sequence

from corpus.adversarial import SECOND, Trap, traps
from mockint.bank import load_bank
from mockint.findings import Findings
from mockint.rubric import judge


def report_refusals() -> None:
    """Each kind with how many of its texts came out as they must, and the others."""
    report_traps("adversarial", traps())
    report_traps("adversarial, nothing set by them", traps(SECOND))


def report_traps(name: str, set_: Sequence[Trap]) -> None:
    """One file of them."""
    terms = load_bank("billing-specialist").terms
    kinds: dict[str, list[tuple[Trap, bool]]] = defaultdict(list)
    for trap in set_:
        kinds[trap.kind].append((trap, holds(trap, judge(trap.text, terms=terms))))
    right = sum(held for lot in kinds.values() for _, held in lot)
    print(f"\n{name}: {right} of {sum(map(len, kinds.values()))} as they must be")
    for kind, lot in kinds.items():
        print(f"  {kind}: {sum(held for _, held in lot)} of {len(lot)}")
        for trap, held in lot:
            if not held:
                print(f"    {trap.expect} was expected: {trap.text[:90]!r}")


def holds(trap: Trap, findings: Findings) -> bool:
    """Whether the findings are what the trap expects."""
    results = [amount for amount in findings.quantities if amount.result]
    match trap.expect:
        case "no mark":
            unmarked = all(mark.level is None for mark in findings.marks.values())
            return bool(findings.abstained) and unmarked
        case "no result":
            return not results
        case "doubted":
            return bool(results) and all(amount.why for amount in results)
        case "no term":
            return not findings.terms
        case "no story":
            return findings.form != "story" and not findings.parts
