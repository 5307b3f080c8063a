"""The shape of a bank's file as JSON Schema, which editors use to complete and check it.

``python -m mockint.bank.schema > banks/schema.json`` writes it anew.
"""

import json
from typing import Any

import msgspec

from mockint.bank.question import Bank

EXPLAINED = {
    "Bank": {
        "title": "What the bank is called on the screen.",
        "greeting": "What the interviewer says before the first question.",
        "closing": "The candidate's turn to ask, spoken after the last question.",
        "thanks": "What the interviewer says at the very end.",
        "terms": "Terms of the trade of your own; those of glossary.yaml need not be repeated.",
        "checklist": "What to have ready before an interview.",
        "to_ask": "Questions for the candidate to ask.",
        "questions": "The questions; the stages follow the order in which they first come up here.",
    },
    "Term": {
        "term": "The term as it is shown.",
        "variants": "Other ways of writing it, plural and short forms too.",
        "spoken": "How it sounds, where that differs from how it is written.",
        "means": "Its meaning in one plain sentence or two.",
        "near": "Terms it is confused with.",
        "source": "Where a figure or a rule in the meaning comes from.",
    },
    "Question": {
        "id": "A short name of its own: small letters, digits and hyphens.",
        "topic": "The topic it covers.",
        "stage": "The stage of the interview it belongs to.",
        "form": "The kind of answer it asks for; only a story is searched for its four parts.",
        "ask": "What the interviewer says aloud: 30 words at most, no brackets and no symbols.",
        "listens_for": "What the interviewer wants to learn, in one sentence.",
        "terms": "Terms a good answer uses, each of them in the bank or in the glossary.",
        "follow_ups": "What is asked when a part was not heard, or the answer stayed vague.",
        "anchors": "What answers of level 1, 3 and 5 to this question sound like.",
        "outline": "The skeleton of a strong answer; ___ is where the candidate's own figure goes.",
        "hint": "One sentence of help, shown when it is asked for.",
        "facts": "What an expert expects a good answer to know, a sentence each.",
        "examples": "Two answers written for this question.",
    },
    "Task": {
        "id": "A short name of its own: small letters, digits and hyphens.",
        "topic": "The topic it covers.",
        "stage": "The heading it stands under.",
        "task": "What to have ready, in one sentence.",
        "why": "What it is good for in the interview.",
        "steps": "The steps to it, each of which can be ticked off.",
        "terms": "Terms to know for it.",
    },
    "ToAsk": {
        "id": "A short name of its own: small letters, digits and hyphens.",
        "topic": "The topic it covers.",
        "stage": "The stage of the interview it belongs to.",
        "ask": "The question as the candidate says it.",
        "learns": "What the reply tells.",
        "good_sign": "A reply that speaks for the place.",
        "warning_sign": "A reply that speaks against it.",
        "terms": "Terms in it.",
    },
    "Anchors": {
        "1": "The weakest answer to this question.",
        "3": "An answer to this question that will do.",
        "5": "The best answer to this question.",
    },
    "Examples": {
        "strong": "An answer that reaches level 4 or 5.",
        "weak": "An answer at level 1 or 2.",
    },
}
"""What an editor shows beside each field."""


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a bank's file, made from the types."""
    (made,), parts = msgspec.json.schema_components([Bank], ref_template="#/$defs/{name}")
    parts["Bank"]["properties"].pop("name")  # the file's own name, never in the file
    for part, fields in EXPLAINED.items():
        for field, words in fields.items():
            parts[part]["properties"][field]["description"] = words
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made, "$defs": parts}


def schema_text() -> str:
    """The text of ``banks/schema.json``."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    print(schema_text(), end="")
