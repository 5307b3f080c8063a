"""Who is cut off before the end of an answer, by profile: python -m benchmarks.patience

Speakers made by chance: a pace, silences at the ends of clauses, and silent blocks or searches
for a word in the midst of one. They say answers of the corpus to the real ``Endpoint``, which is
told at each step whether there is speech and, exactly, which words were said. ``cut`` counts the
answers that ended before their last word; ``waited`` is the silence behind it until the end.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from statistics import median

from corpus.answers import Answer, every, split
from mockint.profile import Profile
from mockint.sound.endpoint import PATIENCES, Endpoint, Patience

COUNT = 100
SEED = 7
STEP = 0.064
"""Seconds from one look to the next, as the program listens."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """``word``: seconds a word takes. ``breath``: the middle silence between two clauses, in
    seconds, its logarithm spread by half, ``breath_most`` at most. A silence of ``block`` seconds
    (least, most) comes before a ``share`` of the words.
    """

    word: float
    breath: float
    breath_most: float
    share: float
    block: tuple[float, float]


SPEAKERS: dict[Profile, Speaker] = {
    "usual": Speaker(0.36, 0.6, 2.8, 0.01, (1.0, 2.8)),
    "slow": Speaker(0.7, 1.6, 6.0, 0.02, (2.0, 5.0)),
    "stutter": Speaker(0.5, 0.9, 3.0, 0.04, (3.0, 6.0)),
    "second-language": Speaker(0.52, 1.2, 4.0, 0.05, (1.5, 4.0)),
}


@dataclass(frozen=True, slots=True)
class Spoken:
    """One answer: each word with its first and last second."""

    words: tuple[tuple[str, float, float], ...]

    @property
    def end(self) -> float:
        """Seconds to the end of the last word."""
        return self.words[-1][2]

    @property
    def longest(self) -> float:
        """Seconds of the longest silence between two words."""
        ends = [end for _, _, end in self.words]
        return max(
            start - end for (_, start, _), end in zip(self.words[1:], ends[:-1], strict=True)
        )


def main() -> None:
    answers = Random(SEED).sample(split(every())[1], COUNT)
    print(f"{COUNT} answers each; cut off early, and the middle wait behind those that were not")
    for profile, speaker in SPEAKERS.items():
        said = [spoken(answer, speaker, at) for at, answer in enumerate(answers)]
        silence = f"longest silence {median(one.longest for one in said):.1f} s in the middle"
        for name in dict.fromkeys(("usual", profile)):
            cut, waited = listened(said, PATIENCES[name])
            print(
                f"speaker {profile:16} ({silence})  profile {name:16}"
                f" cut {cut:3} of {len(said)}, waited {waited:.1f} s",
                flush=True,
            )


def spoken(answer: Answer, speaker: Speaker, seed: int) -> Spoken:
    """The answer as the speaker says it."""
    draw, at = Random(seed), 1.0
    words: list[tuple[str, float, float]] = []
    for number, span in enumerate(answer.spans):
        if number:
            breath = draw.lognormvariate(0.0, 0.5) * speaker.breath
            at += min(speaker.breath_most, breath)
        for word in answer.text[span.start : span.end].split():
            if words and draw.random() < speaker.share:
                at += draw.uniform(*speaker.block)
            words.append((word, at, at + speaker.word))
            at += speaker.word
    return Spoken(tuple(words))


def listened(said: Sequence[Spoken], patience: Patience) -> tuple[int, float]:
    """How many were cut off, and the middle of the seconds waited behind the others."""
    ends = [(one, ended(one, patience)) for one in said]
    waited = [end - one.end for one, end in ends if end >= one.end]
    return len(ends) - len(waited), median(waited) if waited else float("nan")


def ended(said: Spoken, patience: Patience) -> float:
    """The second at which the answer is over."""
    endpoint, last = Endpoint(patience), 0.0
    for seconds, speech, words in _heard(said):
        endpoint.hear(seconds, speech, words)
        last = seconds
        if endpoint.over:
            break
    return last


def _heard(said: Spoken) -> Iterator[tuple[float, bool, str]]:
    """Seconds, whether there is speech, and the words so far, from step to step."""
    text, at = "", 0
    for count in range(1, int((said.end + 150) / STEP)):
        seconds = count * STEP
        while at < len(said.words) and said.words[at][2] <= seconds:
            text, at = f"{text} {said.words[at][0]}", at + 1
        speech = at < len(said.words) and said.words[at][1] <= seconds
        yield seconds, speech, text


if __name__ == "__main__":
    main()
