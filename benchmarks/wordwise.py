"""One answer as it was labelled and as it was judged, word by word."""

from collections.abc import Callable, Iterable, Sequence

import msgspec
import numpy as np

from corpus.answers import LABELS, Answer
from corpus.words import Word, places_of, text_of
from mockint.findings import Findings

OTHER = len(LABELS) - 1
_INITIAL = {"situation": "S", "task": "T", "action": "A", "result": "R"}
Stretch = tuple[int, int, str]


class Said(msgspec.Struct, frozen=True):
    """``confusion[true, found]`` counts words; ``amounts`` = result amounts right, found, there;
    ``sure`` are the parts that get a tick."""

    answer: Answer
    text: str
    form: str
    parts: frozenset[str]
    confusion: np.ndarray
    amounts: np.ndarray
    words_with_amounts: int
    sure: frozenset[str] = frozenset()

    @classmethod
    def of(cls, answer: Answer, words: Sequence[Word], judge: Callable[[str], Findings]) -> "Said":
        """What the judge finds in these words."""
        text = text_of(words)
        findings = judge(text)
        stretches = [(span.start, span.end, _INITIAL[span.part]) for span in findings.parts]
        results = [(q.start, q.end) for q in findings.quantities if q.result]
        whole = cls._counted(answer, words, findings.form, stretches, results)
        sure = frozenset(_INITIAL[span.part] for span in findings.parts if span.sure)
        return msgspec.structs.replace(whole, sure=sure)

    @classmethod
    def tagged(
        cls,
        answer: Answer,
        words: Sequence[Word],
        tag: Callable[[str], Sequence[Stretch]],
        is_story: Callable[[str], bool],
        amounts: Callable[[str], Sequence[tuple[int, int]]] = lambda text: (),
    ) -> "Said":
        """What a tagger finds in them; ``amounts`` of a story that stand in its result count."""
        text = text_of(words)
        story = is_story(text)
        stretches = [each for each in tag(text) if story and each[2] != "O"]
        results = [each for each in amounts(text) if _label_at(each, stretches) == "R"]
        return cls._counted(answer, words, "story" if story else "other", stretches, results)

    @classmethod
    def _counted(
        cls,
        answer: Answer,
        words: Sequence[Word],
        form: str,
        stretches: Sequence[Stretch],
        results: Sequence[tuple[int, int]],
    ) -> "Said":
        places = places_of(words)
        confusion = np.zeros((len(LABELS), len(LABELS)))
        for word, place in zip(words, places, strict=True):
            if any(sign.isalnum() for sign in word.text):
                found = _label_at(place, stretches)
                confusion[LABELS.index(word.label), LABELS.index(found)] += 1
        return cls(
            answer=answer,
            text=text_of(words),
            form=form,
            parts=frozenset(label for _, _, label in stretches),
            confusion=confusion,
            amounts=_amounts(words, places, results),
            words_with_amounts=sum(word.amount is not None for word in words),
        )


def _label_at(place: tuple[int, int], stretches: Iterable[Stretch]) -> str:
    return next((lab for start, end, lab in stretches if start < place[1] and place[0] < end), "O")


def _amounts(
    words: Sequence[Word], places: Sequence[tuple[int, int]], results: Sequence[tuple[int, int]]
) -> np.ndarray:
    """A found amount is right if it shares a word with a true one that no other has taken."""
    there = {w.amount for w in words if w.amount is not None and w.result}
    taken: set[int] = set()
    for start, end in results:
        shared = {
            word.amount
            for word, place in zip(words, places, strict=True)
            if word.amount in there and place[0] < end and start < place[1]
        }
        taken |= set(sorted(a for a in shared - taken if a is not None)[:1])
    return np.array([len(taken), len(results), len(there)], float)
