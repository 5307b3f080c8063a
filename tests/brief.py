"""A bank of one question whose every line is said in a second or three: real sound takes time."""

from pathlib import Path

from msgspec.structs import replace

from mockint.bank import Question, load_bank, to_yaml

GREETING, CLOSING, THANKS = "Hello.", "Any questions for me?", "Goodbye."
ASK, BACK = "Tell me about a billing error.", "How did the error end, and what was it worth?"
STORY = (
    "In March a customer was billed twice, and my manager asked me to find out why. I compared the "
    "payments with the ledger and found the import that had run twice."
)
"""It tells no result, so that one is asked for."""
RESULT = (
    "In the end the customer paid within three days, and our errors went down by forty percent."
)


def brief_bank(folder: Path, ask: str = ASK, back: str = BACK, greeting: str = GREETING) -> Path:
    """The bank's file, made in ``folder``; it asks for the result by ``back``."""
    bank = load_bank("billing-specialist")
    (one,) = [each for each in bank.questions if each.id == "error-you-found"]
    asked = replace(one, ask=ask, follow_ups={**one.follow_ups, "result": back})
    short = replace(
        bank, name="brief", greeting=greeting, closing=CLOSING, thanks=THANKS, questions=(asked,)
    )
    file = folder / "brief.yaml"
    file.write_text(to_yaml(short), encoding="utf-8")
    return file


def question(file: Path) -> Question:
    """The one question of the bank in ``file``."""
    return load_bank(file).questions[0]
