"""What repair by sound mends and what it spoils.

    python -m benchmarks.repair [--record] [-o FILE]

Mends: our own billing sentences in synthetic voices, as the default recogniser heard them
(``misheard/heard.jsonl``; ``--record`` speaks and hears them anew, three at a time). Spoils: our
own sentences without terms, heard by the same recogniser, and the English of Python's help pages.
A repair is wrong if its term was not said in those three sentences.
"""

import argparse
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from mockint.bank import Term
from mockint.recognizer.repair import Repairer
from mockint.rubric.terms.mentions import mentions_of
from mockint.rubric.words import tokens_of

HERE = Path(__file__).parent / "misheard"
KINDS = ("billing", "plain", "unseen-billing", "unseen-plain")
"""Our own sentences; no weight or limit was ever chosen with the unseen ones in view."""

HARM_PER = 8_000
"""Words for which wrong repairs are counted."""


class Piece(msgspec.Struct, frozen=True):
    """Some sentences as ``voice`` said them and as they were heard."""

    kind: str
    voice: str
    said: str
    heard: str


class Tally(msgspec.Struct):
    """Terms said, found before and after repair; repairs wrong and all; words; seconds of work."""

    said: int = 0
    before: int = 0
    after: int = 0
    wrong: int = 0
    repairs: int = 0
    words: int = 0
    work: float = 0.0


def sentences(kind: str) -> list[str]:
    """Our own sentences, three in a row."""
    lines = (HERE / f"{kind}.txt").read_text().splitlines()
    return [" ".join(lines[at : at + 3]) for at in range(0, len(lines), 3)]


def record() -> Iterator[Piece]:
    """Every sentence in every voice, heard by the default recogniser."""
    from benchmarks.voices import voices
    from mockint.recognizer import open_engine

    engine = open_engine()
    for voice, say in voices().items():
        for kind in KINDS:
            for said in sentences(kind):
                yield Piece(kind, voice, said, engine.recognize(say(said).samples))
    engine.close()


def help_pages() -> Iterator[Piece]:
    """The prose of Python's own help, thirty words at a time."""
    from pydoc_data.topics import topics

    prose = " ".join(
        paragraph
        for page in topics.values()
        for paragraph in page.split("\n\n")
        if not paragraph.startswith(("   ", "*", "+", "|"))
    )
    words = [word for word in prose.split() if re.fullmatch(r"[A-Za-z']+[.,;:?!]?", word)]
    for at in range(0, len(words), 30):
        text = " ".join(words[at : at + 30])
        yield Piece("help pages", "text", text, text)


def terms_in(text: str, terms: Sequence[Term]) -> Counter[str]:
    """How often each term is said."""
    return Counter(mention.term for mention in mentions_of(tokens_of(text), text, terms))


def add(tally: Tally, piece: Piece, repairer: Repairer, terms: Sequence[Term]) -> None:
    """Mend one piece and count."""
    words = piece.heard.split()
    started = time.perf_counter()
    mended, repairs = repairer.mend(words)
    tally.work += time.perf_counter() - started
    said = terms_in(piece.said, terms)
    tally.said += said.total()
    tally.before += (said & terms_in(piece.heard, terms)).total()
    tally.after += (said & terms_in(" ".join(mended), terms)).total()
    tally.wrong += sum(repair.term not in said for repair in repairs)
    tally.repairs += len(repairs)
    tally.words += len(words)


def row(name: str, tally: Tally) -> str:
    """One line of the table."""
    found = (
        f"{tally.said} | {tally.before / tally.said:.0%} | {tally.after / tally.said:.0%}"
        if tally.said > tally.words / 100
        else f"{tally.said} | |"
    )
    harm = tally.wrong * HARM_PER / tally.words
    speed = tally.work * 20_000 / tally.words
    return (
        f"| {name} | {tally.words:,} | {found} | {tally.repairs} | {tally.wrong} | {harm:.1f} "
        f"| {speed:.1f} |"
    )


def table(pieces: Sequence[Piece], terms: Sequence[Term]) -> str:
    """Repair measured voice by voice, and its harm."""
    started = time.perf_counter()
    repairer = Repairer(terms)
    built = time.perf_counter() - started
    tallies: dict[str, Tally] = {}
    for piece in pieces:
        voices = [f"billing, {piece.voice}"] if piece.kind == "billing" else []
        for name in (piece.kind, *voices):
            add(tallies.setdefault(name, Tally()), piece, repairer, terms)
    return "\n".join(
        [
            f"{len(terms)} terms, ready in {built:.2f} s.",
            "",
            "| text | words | terms said | heard | mended | repairs | wrong "
            f"| wrong in {HARM_PER:,} words | ms for 20 words |",
            "| --- " * 9 + "|",
            *(row(name, tallies[name]) for name in sorted(tallies)),
        ]
    )


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--record", action="store_true", help="speak and hear everything anew")
    asked.add_argument("-o", "--output", type=Path, help="also write the table to this file")
    wish = asked.parse_args()
    heard = HERE / "heard.jsonl"
    if wish.record:
        heard.write_bytes(msgspec.json.Encoder().encode_lines(record()))
    pieces = msgspec.json.Decoder(Piece).decode_lines(heard.read_bytes())
    terms = msgspec.yaml.decode((HERE / "terms.yaml").read_bytes(), type=tuple[Term, ...])
    text = table([*pieces, *help_pages()], terms)
    print(text)
    if wish.output:
        wish.output.write_text(text + "\n")


if __name__ == "__main__":
    main()
