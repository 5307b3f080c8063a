"""A bank's file and the glossary, as ``mockint banks lint`` and ``show`` read them."""

from collections.abc import Iterable
from pathlib import Path

from benchmarks.fuzz.mutation import Form
from benchmarks.fuzz.typed import one_in, typed
from benchmarks.fuzz.vast import SIZE, filled, numbered
from mockint.bank import load_bank, to_yaml
from mockint.commands import banks
from mockint.errors import MockintError

FORM: Form = "yaml"
LONGEST = 6_000
WORDS = (
    *("title", "greeting", "questions", "terms", "term", "variants", "spoken", "means", "near"),
    *("source", "id", "topic", "stage", "form", "ask", "listens_for", "follow_ups", "anchors"),
    *("outline", "hint", "facts", "examples", "strong", "checklist", "steps", "to_ask", "name"),
    *("story", "knowledge", "vague", "aging analysis", "billing", "questions:", "  - id: x"),
)
SHARED = b"# glossary\n"
"""How an input begins that is fed as a glossary."""

_BANK = (Path(__file__).parent / "seeds" / "bank.yaml").read_bytes()


def seeds() -> Iterable[bytes]:
    """A bank with every field, the same without what may be left out, and a glossary."""
    yield _BANK
    yield _BANK.split(b"checklist:")[0]
    yield (
        SHARED + b"terms:\n  - term: cash\n    variants: [coins]\n    near: [cash]\n  - term: dso\n"
    )


def vast() -> Iterable[bytes]:
    """Banks of a megabyte that are almost right, or nothing but marks."""
    head, questions = _BANK.decode().split("questions:\n")
    question = questions.split("  - id: what")[0]
    yield numbered("  - term: t%d\n", "terms:\n")
    yield numbered("      - v%d\n", "terms:\n  - term: x\n    variants:\n")
    yield numbered("      - zz%d\n", "terms:\n  - term: x\n    near:\n")
    yield numbered("k%d: v\n")
    yield numbered("    k%d: v\n", "questions:\n  - id: a\n")
    yield numbered("zz%d, ", f"{head}questions:\n{question}    terms: [", "]\n")
    yield numbered(question.replace("late-delivery", "a%d"), f"{head}questions:\n")
    yield filled("e\u0301", "title: ", size=SIZE - 1)
    yield filled("  ab\n", "title: >-\n")
    yield filled("[],", "terms: [", "]")
    for text in ("[", "{a: ", "'", "- ", "-\n", "? ", "a: ", "&a ", "# \n", "\n", '"\\x41'):
        yield filled(text)


def feed(data: bytes, folder: Path) -> None:
    """Lint it, and show and write it again where it is a bank."""
    file = folder / ("glossary.yaml" if data.startswith(SHARED) else "bank.yaml")
    file.write_bytes(data)
    found = banks.run(typed("banks", "lint", file))
    if found and not one_in(5, data):
        return
    try:
        bank = load_bank(file)
    except MockintError:
        assert found or file.stem == "glossary", "no fault is listed, and it cannot be loaded"
        return
    assert not found or file.stem == "glossary", "a fault is listed, and it can be loaded"
    if one_in(40, data):
        banks.run(typed("banks", "show", file, "--recordings", folder))
    if one_in(4, data):
        file.write_text(to_yaml(bank), encoding="utf-8")
        assert load_bank(file) == bank, "it is not the same once it is written again"
