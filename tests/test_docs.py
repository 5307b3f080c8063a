"""The documentation: it is a whole site, its lines can be typed, and what it says is so."""

import ast
import re
import shlex
import shutil
import subprocess
import sys
from argparse import ArgumentError
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml

from mockint.anchors import ANCHORS
from mockint.arguments import parser
from tests.test_bad_input import mockint

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
SOURCES = ("mkdocs.yml", "docs", "setup", "benchmarks", "corpus", "LICENSE", "*.md")
CUT_OFF = """\
import runpy, sys
def refuse(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo"):
        raise SystemExit(f"{event} {arguments}")
sys.addaudithook(refuse)
runpy.run_module("mkdocs", run_name="__main__", alter_sys=True)
"""
"""MkDocs, ended by the first thing that looks for a network."""


def build(project: Path, site: Path) -> "subprocess.CompletedProcess[str]":
    """Build the site of a project, each warning being a fault."""
    command = [sys.executable, "-c", CUT_OFF, "build", "--strict", "--site-dir", str(site)]
    return subprocess.run(command, cwd=project, capture_output=True, text=True)


def page(name: str) -> str:
    """The text of a page."""
    return (DOCS / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built strictly and without a network."""
    place = tmp_path_factory.mktemp("site")
    done = build(ROOT, place)
    assert done.returncode == 0, done.stderr
    return place


class Loads(HTMLParser):
    """What a page loads by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = "href" if tag == "link" else "src"
        self.found += [value for key, value in attrs if key == name and value]


def test_the_site_holds_every_page_of_the_docs_and_all_figures(site: Path) -> None:
    wanted = {f"{path.stem}.html" for path in DOCS.glob("*.md")}
    wanted |= {f"benchmarks/{path.stem}.html" for path in (ROOT / "benchmarks").glob("*.md")}
    there = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    assert wanted | {"CONTRIBUTING.html", "SECURITY.html", "corpus/index.html"} <= there


def test_no_page_loads_anything_from_elsewhere(site: Path) -> None:
    for path in site.rglob("*.html"):
        loads = Loads()
        loads.feed(path.read_text(encoding="utf-8"))
        assert loads.found
        assert [each for each in loads.found if re.match(r"(https?:)?//", each)] == [], path
    for path in site.rglob("*.css"):
        assert not re.search(r"(url\(|@import)\s*['\"]?(https?:)?//", path.read_text("utf-8")), path


def test_lists_and_tables_come_out_as_such(site: Path) -> None:
    for path in site.rglob("*.html"):
        text = re.sub(r"<pre>.*?</pre>", "", path.read_text("utf-8"), flags=re.DOTALL)
        assert not re.search(r"<p>[^<]*\|\s*-{3}|\n(- |\d\. |\| )\S", text), path


def test_a_link_to_nothing_is_a_fault(tmp_path: Path) -> None:
    for pattern in SOURCES:
        for source in ROOT.glob(pattern):
            if source.is_dir():
                pages = shutil.ignore_patterns("answers", "*.txt", "__pycache__")
                shutil.copytree(source, tmp_path / source.name, ignore=pages)
            else:
                shutil.copy(source, tmp_path)
    assert build(tmp_path, tmp_path / "site").returncode == 0
    index = tmp_path / "docs" / "index.md"
    index.write_text(f"{index.read_text()}\nSee [this](../benchmarks/nothing.md).\n")
    done = build(tmp_path, tmp_path / "site")
    assert done.returncode != 0
    assert "benchmarks/nothing.md" in done.stderr


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"])
def test_the_links_of_the_repositorys_own_pages_lead_somewhere(name: str) -> None:
    for target in re.findall(r"\]\(([^()\s:#]+)", (ROOT / name).read_text("utf-8")):
        assert (ROOT / target).exists(), target


def lines_to_type(name: str) -> Iterator[str]:
    """The commands that a page tells to type: in a table or a block, from its first column."""
    text = page(name)
    yield from re.findall(r"\| `(mockint [^`]*)` \|", text)
    for line in re.findall(r"^    (mockint .*)$", text, re.MULTILINE):
        yield line.partition(" > ")[0]


@pytest.mark.parametrize(("name", "at_least"), [("howto.md", 40), ("tutorial.md", 5)])
def test_every_line_to_type_can_be_typed(name: str, at_least: int) -> None:
    lines = list(lines_to_type(name))
    assert len(lines) >= at_least
    for line in lines:
        try:
            parser().parse_args(shlex.split(line)[1:])
        except (SystemExit, ArgumentError):
            pytest.fail(line)


def test_the_tutorial_shows_what_is_seen(tmp_path: Path) -> None:
    text = page("tutorial.md")
    story = re.search(r"^> Last March.*?(?=^[^>])", text, re.MULTILINE | re.DOTALL)
    assert story is not None
    answer = tmp_path / "answer.txt"
    answer.write_text(story[0].replace("> ", "").replace("\n", " "))
    asked = ("--bank", "billing-specialist", "--question", "duplicate-charge-questioned")
    done = mockint("check", answer, *asked, env={"COLUMNS": "80", "PYTHONUTF8": "1"}, cwd=ROOT)
    seen = {" ".join(line.split()) for line in done.stdout.splitlines()}
    assert done.returncode == 0, done.stderr
    told = re.findall(r"^    ((?:[STA]   \S|[a-z]+ +●| {4,}\S).*)$", text, re.MULTILINE)
    assert len(told) == 11
    assert {" ".join(line.split()) for line in told} <= seen


def test_every_level_is_worded_as_the_program_words_it() -> None:
    text = page("marks.md")
    for name, levels in ANCHORS.items():
        section = re.search(rf"^## {name}$(.*?)^## ", text, re.MULTILINE | re.DOTALL)
        assert section is not None
        rows = re.findall(r"^\| \d \| (.*) \|$", section[1], re.MULTILINE)
        assert rows == list(levels)


def test_every_rule_stands_where_the_docs_say() -> None:
    text = page("marks.md")
    files = set(re.findall(r"`(mockint/[\w/]+\.py)`", text))
    assert len(files) > 12
    for file, function in re.findall(r"`(mockint/[\w/]+\.py)`,\s+`(\w+)`", text):
        tree = ast.parse((ROOT / file).read_text("utf-8"))
        assert function in {each.name for each in tree.body if isinstance(each, ast.FunctionDef)}
    assert all((ROOT / file).is_file() for file in files)


def test_the_figures_of_the_marks_are_those_last_measured() -> None:
    text, measured = page("marks.md"), (ROOT / "benchmarks" / "judge.md").read_text("utf-8")
    kinds = ("punctuated", "no punctuation", "as a recogniser prints")
    rows = re.findall(
        r"^\| (.+?) \| ([01]\.\d{3}) \| ([01]\.\d{3}) \| ([01]\.\d{3}) \|", text, re.MULTILINE
    )
    assert len(rows) == 9
    for label, *figures in rows:
        for kind, figure in zip(kinds, figures, strict=True):
            block = re.search(
                rf"^{kind}, \d+ answers$(.*?)\n\n", measured, re.MULTILINE | re.DOTALL
            )
            assert block is not None
            assert re.search(rf"^  {re.escape(label)} +{figure} ", block[1], re.MULTILINE), (
                label,
                kind,
            )
    for figure in re.findall(r"[01]\.\d{3}", text):
        assert figure in measured
    assert "adversarial: 94 of 101" in measured
    assert "Of 101 texts made to deceive the rubric 94" in text


FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("[0-9]*.yml"))


@pytest.mark.parametrize("form", FORMS, ids=lambda path: path.stem)
def test_a_form_for_issues_is_one(form: Path) -> None:
    told = yaml.safe_load(form.read_text("utf-8"))
    assert {"name", "description", "body"} == set(told)
    ids = [field["id"] for field in told["body"] if field["type"] != "markdown"]
    assert ids
    assert len(ids) == len(set(ids))
    for field in told["body"]:
        assert field["type"] in {"markdown", "textarea", "input"}
        assert field["attributes"].get("value" if field["type"] == "markdown" else "label")
