"""What stuttering does to the marks for content: python -m benchmarks.fairness

The same answers with and without it, marked twice: as the tokens are, and with each word that
was begun several times read as one (``mockint.rubric.fluency``). ``--train`` takes the authors
the rubric learned from (to find mistakes without looking at the others').
"""

import argparse
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from random import Random
from unittest.mock import patch

from benchmarks.patience import SPEAKERS, Speaker, spoken
from benchmarks.stutter import STUMBLES, Stumble, mixed, stuttered
from corpus.answers import Answer, every, split
from mockint.bank import load_bank
from mockint.findings import Findings
from mockint.rubric import judge, reading
from mockint.rubric.words import Token
from mockint.transcript import Engine, Transcript, Word

COUNT = 100
SEED = 5
TERMS = load_bank("billing-specialist").terms


def main() -> None:
    options = _options()
    answers = split(every())[0 if options.train else 1]
    drawn = Random(SEED).sample(answers, COUNT)
    fluent = [_judged(answer.text) for answer in drawn]
    held = Counter[str]()
    for findings in fluent:
        held += Counter({"parts": len(_parts(findings)), "amounts": len(_amounts(findings))})
        held += Counter({"terms": len(_terms(findings))})
    print(f"{COUNT} answers: " + ", ".join(f"{count} {name}" for name, count in held.items()))
    print("share of words stuttered; refused, form changed, then lost and new of each")
    for name, stumble, share in _kinds():
        said = [stuttered(answer.text, stumble, at, share) for at, answer in enumerate(drawn)]
        with _word_by_word():
            before = _compared(fluent, [_judged(text) for text in said])
        after = _compared(fluent, [_judged(text) for text in said])
        print(f"{name:19} {share:.0%}  as it is: {before}")
        print(f"{'':23}  mended:   {after}", flush=True)
    silences(drawn, fluent)
    untouched(answers)


def silences(answers: Sequence[Answer], plain: Sequence[Findings]) -> None:
    """What long silences change, between the clauses and in the midst of them."""
    for profile, speaker in SPEAKERS.items():
        said = [_spoken(answer, speaker, at) for at, answer in enumerate(answers)]
        print(f"silences of speaker {profile}: {_compared(plain, said)}", flush=True)


def _spoken(answer: Answer, speaker: Speaker, seed: int) -> Findings:
    said = spoken(answer, speaker, seed)
    words = tuple(Word(*word) for word in said.words)
    return judge(Transcript(words, said.end + 1, Engine("none", "none", "0")), terms=TERMS)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--train", action="store_true", help="the authors it learned from")
    return parser.parse_args()


def _kinds() -> Iterator[tuple[str, Stumble, float]]:
    yield from ((name, stumble, 0.1) for name, stumble in STUMBLES.items())
    yield from (("all ways by chance", mixed, share) for share in (0.1, 0.2, 0.4))


def untouched(answers: Sequence[Answer]) -> None:
    """How many written answers are read otherwise, and how many of their findings change."""
    changed = Counter[str]()
    for answer in answers:
        after = _judged(answer.text)
        with _word_by_word():
            before = _judged(answer.text)
        changed["answers changed"] += after != before
        changed["refused or form"] += (after.abstained, after.form) != (
            before.abstained,
            before.form,
        )
        changed["parts, amounts or terms"] += any(
            held(after) != held(before) for held in (_parts, _amounts, _terms)
        )
        changed["levels"] += any(
            after.marks[name].level != mark.level for name, mark in before.marks.items()
        )
    told = ", ".join(f"{name} {count}" for name, count in changed.items())
    print(f"of all {len(answers)} answers as they were written, by the mending: {told}")


def _judged(text: str) -> Findings:
    return judge(text, terms=TERMS)


@contextmanager
def _word_by_word() -> Iterator[None]:
    """Read every token as it stands."""
    with patch.object(reading, "fluent", _as_they_are):
        yield


def _as_they_are(tokens: Sequence[Token], text: str) -> list[Token]:
    return list(tokens)


def _compared(plain: Sequence[Findings], said: Sequence[Findings]) -> str:
    counts = Counter[str]()
    for one, other in zip(plain, said, strict=True):
        if other.abstained and not one.abstained:
            counts["refused"] += 1
            continue
        counts["form"] += one.form != other.form
        for name, held in HELD.items():
            counts[f"{name} lost"] += (held(one) - held(other)).total()
            counts[f"{name} new"] += (held(other) - held(one)).total()
    told = [f"{counts['refused']} refused, {counts['form']} form"]
    told += [f"{name} -{counts[f'{name} lost']} +{counts[f'{name} new']}" for name in HELD]
    return ", ".join(told)


def _parts(findings: Findings) -> Counter[object]:
    return Counter({span.part: 1 for span in findings.parts})


def _amounts(findings: Findings) -> Counter[object]:
    return Counter((amount.value, amount.kind) for amount in findings.quantities)


def _terms(findings: Findings) -> Counter[object]:
    return Counter({use.term: 1 for use in findings.terms})


HELD: dict[str, Callable[[Findings], Counter[object]]] = {
    "parts": _parts,
    "amounts": _amounts,
    "terms": _terms,
}

if __name__ == "__main__":
    main()
