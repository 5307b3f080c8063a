"""How far two people who label the same clauses agree."""

import numpy as np

from benchmarks import scoring
from corpus.answers import FOLDER, LABELS, Answer, every

SECOND = FOLDER.with_name("second")


def report_agreement() -> None:
    """Clauses labelled twice, the second time blind to the first."""
    first = {answer.name: answer for answer in every()}
    pairs = [(first[answer.name], answer) for answer in every(SECOND)]
    confusions = [_confusion(*pair) for pair in pairs]
    stories = [c for c, (one, _) in zip(confusions, pairs, strict=True) if one.form == "story"]
    size = (len(LABELS), len(LABELS))
    print(f"\ntwo annotators, {len(pairs)} answers, clause by clause")
    for name, lot in (("all", confusions), ("stories", stories)):
        kappa = scoring.figure(lot, lambda c: scoring.kappa(c[0].reshape(size)))
        macro = scoring.figure(lot, lambda c: scoring.macro_f1(c[1].reshape(size)))
        print(f"  {name}: kappa {kappa}, the second's macro-F1 by words {macro}")
    _report_rest(pairs)


def _confusion(one: Answer, two: Answer) -> np.ndarray:
    """(2, 25): counted by clauses, and by words."""
    table = np.zeros((2, len(LABELS), len(LABELS)))
    for (label, words), (other, _) in zip(one.clauses, two.clauses, strict=True):
        place = LABELS.index(label), LABELS.index(other)
        table[0][place] += 1
        table[1][place] += len(words.split())
    return table.reshape(2, -1)


def _report_rest(pairs: list[tuple[Answer, Answer]]) -> None:
    forms = [np.array([one.form == two.form, 1.0]) for one, two in pairs]
    print(f"  the same form {scoring.figure(forms, scoring.share)}")
    for part in LABELS[:4]:
        same = [np.array([(part in one.parts) == (part in two.parts), 1.0]) for one, two in pairs]
        print(f"  {part} there or not, the same {scoring.figure(same, scoring.share)}")
    counts = []
    for one, two in pairs:
        mine = {a.start for a in one.amounts if a.result}
        theirs = {a.start for a in two.amounts if a.result}
        counts.append(np.array([len(mine & theirs), len(theirs), len(mine)], float))
    print(f"  result amounts, F1 of one against the other {scoring.figure(counts, scoring.f1)}")
