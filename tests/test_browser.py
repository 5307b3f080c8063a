"""The browser that other tests look through: what it shows must be so."""

import base64
import math
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from mockint.sound.clip import RATE, Clip
from mockint.sound.soundfiles import write_flac
from tests.browser import Opened, missing, serious

ROOT = Path(__file__).parents[1]
SNAP = "#!/bin/sh\necho 'This needs the chromium snap: snap install chromium' >&2\nexit 1\n"


def page(folder: Path, body: str, head: str = "") -> Path:
    """A small page with nothing wrong but what ``body`` and ``head`` bring."""
    path = folder / "page.html"
    path.write_text(
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title>{head}'
        f"</head><body><main><h1>A page</h1>{body}</main></body></html>",
        encoding="utf-8",
    )
    return path


def policy(text: str) -> str:
    """A Content-Security-Policy, as a page from disk carries it."""
    return f'<meta http-equiv="Content-Security-Policy" content="{text}">'


def sound(path: Path, seconds: float) -> Path:
    """A tone that rises slowly, as FLAC."""
    time = np.arange(int(seconds * RATE)) / RATE
    tone = 8_000 * np.sin(2 * math.pi * (200 + 20 * time) * time)
    write_flac(path, Clip(tone.astype(np.int16)))
    return path


def test_a_quiet_page_asks_for_nothing_and_says_nothing(opened: Opened, tmp_path: Path) -> None:
    with opened(page(tmp_path, "<p>Good morning.</p>")) as visit:
        assert visit.page.title() == "A page"
        assert (visit.requests, visit.messages) == ([], [])


def test_what_lies_elsewhere_is_noted_and_not_fetched(opened: Opened, tmp_path: Path) -> None:
    body = '<img alt="one" src="https://example.invalid/one.png"><img alt="two" src="two.png">'
    with opened(page(tmp_path, body)) as visit:
        beside = (tmp_path / "two.png").as_uri()
        assert sorted(visit.requests) == [beside, "https://example.invalid/one.png"]
        assert len(visit.messages) == 2


@pytest.mark.parametrize(
    ("head", "body", "told"),
    [
        ("", "<script>console.error('broken')</script>", "error: broken"),
        ("", "<script>console.warn('look out')</script>", "warning: look out"),
        ("", "<script>throw new Error('nobody caught this')</script>", "nobody caught this"),
        (policy("default-src 'none'"), "<script>1</script>", "Content Security Policy"),
        (policy("default-src 'none'"), '<p style="color:red">x</p>', "Content Security Policy"),
    ],
)
def test_whatever_goes_wrong_in_a_page_is_told(
    opened: Opened, tmp_path: Path, head: str, body: str, told: str
) -> None:
    with opened(page(tmp_path, body, head)) as visit:
        visit.page.wait_for_timeout(100)
        assert len(visit.messages) == 1
        assert told in visit.messages[0]


def test_axe_finds_what_is_wrong_and_nothing_else(opened: Opened, tmp_path: Path) -> None:
    strict = policy("default-src 'none'; img-src data:")
    with opened(page(tmp_path, "<p>Good morning.</p>", strict)) as visit:
        assert serious(visit.page) == []
        assert visit.messages == []
    pale = "<style>p { color: #ccc; background: #fff }</style><p>Hardly to be read.</p>"
    with opened(page(tmp_path, f'{pale}<img src="data:,"><button></button>')) as visit:
        found = [line.split(": ")[1] for line in serious(visit.page)]
        assert found == ["button-name", "color-contrast", "image-alt"]


def test_width_colours_motion_and_scripts_are_as_asked(opened: Opened, tmp_path: Path) -> None:
    path = page(
        tmp_path, "<p>one</p><script>document.querySelector('p').textContent='two'</script>"
    )
    asked = "query => matchMedia(query).matches"
    with opened(path, width=390, dark=True, reduced_motion=True) as visit:
        assert visit.page.evaluate("innerWidth") == 390
        assert visit.page.evaluate(asked, "(prefers-color-scheme: dark)")
        assert visit.page.evaluate(asked, "(prefers-reduced-motion: reduce)")
        assert visit.page.inner_text("p") == "two"
    with opened(path, javascript=False) as visit:
        assert not visit.page.evaluate(asked, "(prefers-color-scheme: dark)")
        assert not visit.page.evaluate(asked, "(prefers-reduced-motion: reduce)")
        assert visit.page.inner_text("p") == "one"


@pytest.mark.parametrize("place", ["inside", "beside"])
def test_flac_plays_and_seeks(opened: Opened, tmp_path: Path, place: str) -> None:
    flac = sound(tmp_path / "tone.flac", 30.0)
    inside = "data:audio/flac;base64," + base64.b64encode(flac.read_bytes()).decode()
    src = inside if place == "inside" else "tone.flac"
    with opened(page(tmp_path, f'<audio controls src="{src}"></audio>')) as visit:
        audio = visit.page.locator("audio")
        visit.page.wait_for_function("document.querySelector('audio').readyState >= 1")
        assert audio.evaluate("audio => audio.duration") == pytest.approx(30.0, abs=0.01)
        audio.evaluate("audio => { audio.currentTime = 20; return audio.play() }")
        visit.page.wait_for_function("document.querySelector('audio').currentTime > 20.3")
        assert audio.evaluate("audio => audio.currentTime") < 25
        assert not audio.evaluate("audio => audio.paused || audio.error")
        assert visit.messages == []


def alone(folder: Path, *programs: str) -> dict[str, str]:
    """An environment in which nothing but the shell's own tools and ``programs`` is found."""
    tools = folder / "bin"
    tools.mkdir()
    for name in ("sh", "dirname", "grep", "head", "readlink", "uname"):
        (tools / name).symlink_to(shutil.which(name) or pytest.fail(name))
    for name in programs:
        (tools / name).write_text(SNAP)
        (tools / name).chmod(0o755)
    return {"PATH": str(tools)}


def set_up(environment: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    """``setup/browser.sh`` in that environment."""
    command = [environment["PATH"] + "/sh", str(ROOT / "setup" / "browser.sh")]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=30)


def snaps_only() -> bool:
    """Whether this system's own Chromium is a snap."""
    release = Path("/etc/os-release")
    return release.is_file() and "\nID=ubuntu\n" in f"\n{release.read_text()}\n"


linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the script is for Linux")


@linux
def test_a_snap_is_no_browser_and_that_is_said_in_one_line(tmp_path: Path) -> None:
    done = set_up(alone(tmp_path, "chromium-browser"))
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.count("\n") == 1
    assert "the tests in a browser are left out" in done.stderr


@linux
@pytest.mark.skipif(snaps_only(), reason="Ubuntu's Chromium is a snap")
def test_without_rights_the_one_line_to_run_is_printed(tmp_path: Path) -> None:
    environment = alone(tmp_path, "apt-get", "sudo")
    (tmp_path / "bin" / "id").write_text("#!/bin/sh\necho 1000\n")
    (tmp_path / "bin" / "id").chmod(0o755)
    done = set_up(environment)
    assert done.returncode == 0
    line = "  sudo apt-get update && sudo apt-get install -y chromium\n"
    assert (
        done.stderr == f"mockint: missing: a browser, for the tests. This line brings it:\n{line}"
    )


@linux
def test_where_there_is_a_browser_nothing_is_said(tmp_path: Path) -> None:
    environment = alone(tmp_path)
    (tmp_path / "bin" / "google-chrome").write_text("#!/bin/sh\n")
    (tmp_path / "bin" / "google-chrome").chmod(0o755)
    done = set_up(environment)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_without_a_browser_there_is_a_reason_to_skip(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", alone(tmp_path, "chromium")["PATH"])
    assert "no Chromium here" in missing()


PROBE = "def test_it(opened): pass\n"


@pytest.mark.parametrize(("ci", "outcome"), [("", "1 skipped"), ("true", "1 error")])
def test_without_a_browser_tests_are_skipped_but_fail_under_ci(
    tmp_path: Path, ci: str, outcome: str
) -> None:
    probe = tmp_path / "test_probe.py"
    probe.write_text(PROBE)
    environment = os.environ | alone(tmp_path) | {"CI": ci, "PYTHONPATH": str(ROOT)}
    environment.pop("MOCKINT_NEEDS_BROWSER", None)
    options = ["-q", "-rs", "-p", "tests.conftest", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, f"--rootdir={tmp_path}", str(probe)],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert outcome in done.stdout, done.stdout
    assert "no Chromium here" in done.stdout
