"""A real browser without a network: the system's Chromium, driven by Playwright.

A page is opened from disk as a person would open it. Whatever it asks for is
noted; what is neither ``file:`` nor ``data:`` nor ``blob:`` it does not get.
"""

import contextlib
import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Request

INSTALL = "sudo apt-get install chromium (`make test` does it)"
PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATIENCE = 10_000
"""Milliseconds that one thing in a page may take."""

_FLAGS = (
    "--autoplay-policy=no-user-gesture-required",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)
_FOREIGN = re.compile(r"^(?!file:|data:|blob:|about:)", re.IGNORECASE)
_GRAVE = ("serious", "critical")


def missing() -> str:
    """Why no page can be opened here, and what to do; empty if one can."""
    lacking = [name for name in ("playwright", "axe_playwright_python") if not find_spec(name)]
    if lacking:
        return f"the package {lacking[0]} is not installed: `make test` installs it"
    if program() is None:
        return f"no Chromium here (one that is a snap opens no page of the tests): {INSTALL}"
    return ""


def program() -> str | None:
    """The path of the system's Chromium; None without one."""
    found = (shutil.which(name) for name in PROGRAMS)
    return next((path for path in found if path and not _is_snap(Path(path))), None)


def _is_snap(path: Path) -> bool:
    """A snap sees nothing outside the home folder; Ubuntu puts a script in its place."""
    if "snap" in path.resolve().parts or path.resolve().name == "snap":
        return True
    with path.open("rb") as file:
        return re.search(rb"\bsnap\b", file.read(2_000)) is not None


@dataclass(frozen=True)
class Visit:
    """A page that is open.

    ``requests``: the address of everything it asked for, itself left out. ``messages``:
    errors and warnings on its console, what broke the Content-Security-Policy among them,
    and errors nobody caught.
    """

    page: "Page"
    requests: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)


class Opened(Protocol):
    """What the fixture ``opened`` gives; sizes in CSS pixels."""

    def __call__(
        self,
        path: Path,
        *,
        width: int = 1280,
        height: int = 900,
        dark: bool = False,
        javascript: bool = True,
        reduced_motion: bool = False,
    ) -> AbstractContextManager[Visit]: ...


def opener(browser: "Browser") -> Opened:
    """What opens pages in ``browser``, each in a profile of its own."""

    @contextlib.contextmanager
    def opened(
        path: Path,
        *,
        width: int = 1280,
        height: int = 900,
        dark: bool = False,
        javascript: bool = True,
        reduced_motion: bool = False,
    ) -> Iterator[Visit]:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce" if reduced_motion else "no-preference",
            java_script_enabled=javascript,
            service_workers="block",
        )
        try:
            yield _visited(context, path)
        finally:
            context.close()

    return opened


def _visited(context: "BrowserContext", path: Path) -> Visit:
    context.set_default_timeout(PATIENCE)
    context.set_default_navigation_timeout(3 * PATIENCE)  # a page may hold half an hour of sound
    context.route(_FOREIGN, lambda route: route.abort())
    visit = Visit(context.new_page())
    context.on("request", lambda request: _note(request, visit))
    context.on("console", lambda told: _hear(told.type, told.text, visit))
    context.on("weberror", lambda fault: visit.messages.append(f"uncaught: {fault.error}"))
    visit.page.on("crash", lambda _: visit.messages.append("the page crashed"))
    visit.page.on("websocket", lambda socket: visit.requests.append(socket.url))
    visit.page.goto(path.resolve().as_uri())
    return visit


def _note(request: "Request", visit: Visit) -> None:
    itself = request.is_navigation_request() and request.frame == visit.page.main_frame
    if not (itself and request.url.startswith("file:")):
        visit.requests.append(request.url)


def _hear(kind: str, text: str, visit: Visit) -> None:
    if kind in ("error", "warning"):
        visit.messages.append(f"{kind}: {text}")


@contextlib.contextmanager
def chromium() -> Iterator["Browser"]:
    """The browser while the block lasts."""
    from playwright.sync_api import sync_playwright

    as_root = sys.platform.startswith("linux") and os.getuid() == 0
    flags = [*_FLAGS, *(["--no-sandbox"] if as_root else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=flags)
        try:
            yield browser
        finally:
            browser.close()


@cache
def _axe() -> str:
    found = find_spec("axe_playwright_python")
    assert found is not None
    return Path(str(found.origin)).with_name("axe.min.js").read_text(encoding="utf-8")


def serious(page: "Page") -> list[str]:
    """A line for each serious or critical fault in accessibility that axe finds, as it stands now.

    axe is brought in over the debugging protocol, which a page's own
    Content-Security-Policy does not hold for: the page is checked as it is.
    """
    page.evaluate(_axe())
    found = page.evaluate("() => axe.run({resultTypes: ['violations']})")
    grave = [each for each in found["violations"] if each["impact"] in _GRAVE]
    return [_told(violation) for violation in grave]


def _told(violation: dict[str, Any]) -> str:
    nodes = violation["nodes"]
    places = "; ".join(node["html"][:120] for node in nodes[:3])
    more = f" and {len(nodes) - 3} more" if len(nodes) > 3 else ""
    return f"{violation['impact']}: {violation['id']}: {violation['help']}: {places}{more}"
