"""The command line: its manual, its exit codes, its one sentence for each fault."""

from pathlib import Path

from mockint.manual import manual

DOCS = Path(__file__).parents[1] / "docs"


def test_the_manual_in_the_docs_is_the_parsers_own() -> None:
    """Else run: python -m mockint.manual > docs/commands.md"""
    assert (DOCS / "commands.md").read_text(encoding="utf-8") == manual()
