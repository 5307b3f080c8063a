"""The word lists of mockint/masking, made again: python -m training.lists FOLDER

``FOLDER`` holds the name files of the 1990 census of the United States, in the public domain, as
the Census Bureau gives them out: dist.female.first, dist.male.first and dist.all.last. The rest
comes from ``corpus/answers``. What was added and taken out by hand stands in ``lists.txt`` beside
this module; ``--learn`` writes it anew, so that the lists come out as they are now.

places.txt, companies.txt, worded_companies.txt, kept.txt and nicknames.txt were put together by
hand alone.
"""

import argparse
import textwrap
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from corpus.answers import every
from mockint.masking import cues
from mockint.masking.words import Word, words_of
from mockint.rubric.lexicon import is_function

LISTS = Path(__file__).parents[1] / "mockint" / "masking"
BY_HAND = Path(__file__).with_suffix(".txt")
LEAST = 0.001
"""Per cent of the people of 1990 who bear a first name."""
SURNAMES = 4000
_WIDTH = 98
_JOINT = "\0"


def first_names(folder: Path) -> set[str]:
    """Names that at least one woman or man in a hundred thousand bears."""
    lines = [*_lines(folder / "dist.female.first"), *_lines(folder / "dist.male.first")]
    return {name for name, share, _ in lines if share >= LEAST}


def surnames(folder: Path) -> set[str]:
    """The most frequent ones."""
    return {name for name, _, rank in _lines(folder / "dist.all.last") if rank <= SURNAMES}


def _lines(path: Path) -> Iterator[tuple[str, float, int]]:
    """Name, per cent and rank of each line."""
    for line in path.read_text(encoding="ascii").splitlines():
        name, share, _, rank = line.split()
        yield name.lower(), float(share), int(rank)


def ordinary() -> set[str]:
    """Words that stand in small letters in the answers."""
    return {
        word.low
        for words in _answers()
        for word in words
        if word.low.isalpha() and not word.capital and len(word.low) > 1
    }


def bare() -> set[str]:
    """Words after "at" without an article."""
    return {after.low for before, after in _beside() if before.low == "at"}


def pairs() -> set[str]:
    """Two words of which the second ends names of companies."""
    return {
        f"{before.low} {after.low}"
        for before, after in _beside()
        if after.low in cues.HEADS
        and before.low.isalpha()
        and not before.capital
        and not is_function(before.low)
    }


def _answers() -> Iterator[list[Word]]:
    for answer in every():
        if answer.style == "punctuated":
            yield words_of(answer.text)


def _beside() -> Iterator[tuple[Word, Word]]:
    """Each word of the answers' content in small letters, and the one before it."""
    for words in _answers():
        for before, after in pairwise(words):
            plain = after.gap == " " and not after.opens and not after.capital
            if plain and after.low.isalpha() and not is_function(after.low):
                yield before, after


def made(folder: Path) -> dict[str, set[str]]:
    """Each list as it comes from its source."""
    return {
        "first_names": first_names(folder),
        "surnames": surnames(folder),
        "ordinary": ordinary(),
        "bare": bare(),
        "pairs": pairs(),
    }


def now(name: str) -> tuple[str, set[str]]:
    """The head of a list and what stands in it."""
    lines = (LISTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    head = [line for line in lines if line.startswith("#")]
    rest = [line for line in lines if not line.startswith("#")]
    said = ",".join(rest).split(",") if name == "pairs" else " ".join(rest).split()
    return "\n".join(head), {each.strip() for each in said if each.strip()}


def by_hand() -> dict[str, set[str]]:
    """What was added (+ first_names) and taken out (- first_names), from ``lists.txt``."""
    found: dict[str, set[str]] = {}
    for block in BY_HAND.read_text(encoding="utf-8").split("\n\n"):
        head, _, body = block.partition("\n")
        if head.startswith(("+", "-")):
            found[head] = {each.strip() for each in body.replace("\n", ",").split(",")} - {""}
    return found


def wrapped(said: Iterable[str], sign: str) -> str:
    """Phrases in order, parted by ``sign``, none broken over two lines."""
    whole = [each.replace(" ", _JOINT) for each in sorted(said)]
    lines = textwrap.wrap(f"{sign} ".join(whole), _WIDTH, break_on_hyphens=False)
    return "\n".join(lines).replace(_JOINT, " ") + "\n"


def learn(lists: dict[str, set[str]]) -> None:
    """Write down how the lists differ from their sources now."""
    blocks = ["Words added to (+) and taken out of (-) the lists of mockint/masking by hand.\n"]
    for name, said in lists.items():
        kept = now(name)[1]
        for sign, lot in (("+", kept - said), ("-", said - kept)):
            blocks.append(f"{sign} {name}\n{wrapped(lot, ',')}" if lot else "")
    BY_HAND.write_text("\n".join(filter(None, blocks)), encoding="utf-8")


def write(lists: dict[str, set[str]]) -> None:
    """Write the lists."""
    hand = by_hand()
    for name, said in lists.items():
        whole = said - hand.get(f"- {name}", set()) | hand.get(f"+ {name}", set())
        body = wrapped(whole, "," if name == "pairs" else "")
        (LISTS / f"{name}.txt").write_text(f"{now(name)[0]}\n{body}", encoding="utf-8")


def main() -> None:
    """Make the lists, or learn what was done by hand."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, help="where the three census files lie")
    parser.add_argument("--learn", action="store_true", help="write lists.txt instead")
    options = parser.parse_args()
    lists = made(options.folder)
    learn(lists) if options.learn else write(lists)


if __name__ == "__main__":
    main()
