"""What MkDocs is told beside mkdocs.yml: pages that lie outside docs/, and links to them.

In the repository a page of docs/ links to ``../benchmarks/judge.md``; on the site that page lies in
the folder ``benchmarks`` beside it. A link to a file that is no page becomes plain text.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from posixpath import dirname, join, normpath, relpath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).parents[1]
OUTSIDE = ("CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "benchmarks/*.md", "corpus/*.md")
LINK = re.compile(r"\[([^\]\n]*)\]\(([^()\s#:]+)(#[^()\s]*)?\)")


def outside() -> Iterator[str]:
    """The pages that are taken from elsewhere, as paths in the repository."""
    for pattern in OUTSIDE:
        yield from (path.relative_to(ROOT).as_posix() for path in sorted(ROOT.glob(pattern)))


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Add the pages of figures that the navigation does not name, under their own titles."""
    figures = next(each["Figures"] for each in config.nav or () if "Figures" in each)
    named = {path for each in figures for path in each.values()}
    figures += [path for path in outside() if dirname(path) == "benchmarks" and path not in named]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Put the pages from outside at the place they have in the repository."""
    for path in outside():
        text = (ROOT / path).read_text(encoding="utf-8")
        files.append(File.generated(config, path, content=text))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Turn links of the repository into links of the site."""
    here = page.file.src_uri
    home = here if page.file.generated_by else f"docs/{here}"

    def turned(link: re.Match[str]) -> str:
        label, target, anchor = link.groups("")
        path = normpath(join(dirname(home), target))
        there = path.removeprefix("docs/")
        if files.get_file_from_path(there):
            return f"[{label}]({relpath(there, dirname(here) or '.')}{anchor})"
        return label if (ROOT / path).exists() else link[0]

    return LINK.sub(turned, markdown)
