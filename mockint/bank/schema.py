"""The shape of a bank's file as JSON Schema, which editors use to complete and check it.

``python -m mockint.bank.schema > banks/schema.json`` writes it anew.
"""

import json
from typing import Any

import msgspec

from mockint.bank.question import Bank


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a bank's file, made from the types."""
    (made,), parts = msgspec.json.schema_components([Bank], ref_template="#/$defs/{name}")
    parts["Bank"]["properties"].pop("name")  # the file's own name, never in the file
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made, "$defs": parts}


def schema_text() -> str:
    """The text of ``banks/schema.json``."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    print(schema_text(), end="")
