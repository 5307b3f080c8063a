"""The source archive and the wheel, installed where there is nothing but what they ask for."""

import importlib.metadata
import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest
from hatchling.builders.sdist import SdistBuilder

from mockint import __version__
from mockint.bank import bank_names
from tests.test_setup import PROJECT, ROOT, installed

STORY = (
    "In March our largest customer was billed twice for the same orders. My job was to put it "
    "right before the month-end close. I compared the payment history with the ledger and issued "
    "a credit memo. They paid within three days, and our rework went down by forty percent."
)


class Place(NamedTuple):
    """A fresh environment with mockint in it, and an empty folder to work in."""

    venv: Path
    folder: Path

    def run(self, program: str, *words: object) -> "subprocess.CompletedProcess[str]":
        """Run a program of the environment to its end; it knows of no other."""
        return subprocess.run(
            [self.venv / "bin" / program, *map(str, words)],
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            cwd=self.folder,
            env={
                "PATH": f"{self.venv / 'bin'}:/usr/bin:/bin",
                "HOME": str(self.folder),
                "LC_ALL": "C.UTF-8",
            },
        )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as pip builds it out of the source archive."""
    folder = tmp_path_factory.mktemp("built")
    archive = next(SdistBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"]))
    pip("wheel", "--no-build-isolation", "--no-deps", "--wheel-dir", folder, archive)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def place(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The wheel in an environment that holds what it declares to need, and no other package."""
    venv = tmp_path_factory.mktemp("clean") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", venv], check=True)
    packages = next(venv.glob("lib/python*/site-packages"))
    for name in installed(PROJECT["dependencies"]):
        lend(name, packages)
    pip("--python", venv / "bin" / "python", "install", "--no-deps", wheel)
    return Place(venv, tmp_path_factory.mktemp("work"))


def pip(*words: object) -> None:
    """Run pip without an index to ask."""
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "--no-input"]
    at = words.index("install") if "install" in words else 0
    order = (*words[: at + 1], "--no-index", *words[at + 1 :])
    done = subprocess.run([*command, *map(str, order)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def lend(name: str, packages: Path) -> None:
    """Link what this package installed here into another environment's packages."""
    for file in importlib.metadata.files(name) or ():
        top = file.parts[0]
        there = packages / top
        if top != ".." and top != "__pycache__" and not there.is_symlink():
            there.symlink_to(Path(str(importlib.metadata.distribution(name).locate_file(top))))


def test_the_wheel_says_that_it_is_typed_and_brings_the_manual_page(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "mockint/py.typed" in names
    assert f"mockint-{__version__}.data/data/share/man/man1/mockint.1" in names


def test_what_is_run_is_what_was_installed(place: Place) -> None:
    done = place.run("python", "-c", "import mockint; print(mockint.__file__)")
    assert Path(done.stdout.strip()).is_relative_to(place.venv), done
    assert place.run("mockint", "--version").stdout == f"mockint {__version__}\n"
    missing = place.run("python", "-c", "import pytest")
    assert "No module named 'pytest'" in missing.stderr


def test_everything_it_imports_is_among_what_it_declares(place: Place) -> None:
    code = (
        "import importlib, pkgutil, mockint\n"
        "for each in pkgutil.walk_packages(mockint.__path__, 'mockint.'):\n"
        "    if each.name.split('.')[-1] != '__main__': importlib.import_module(each.name)\n"
    )
    done = place.run("python", "-c", code)
    assert done.returncode == 0, done.stderr


def test_the_installed_banks_are_found(place: Place) -> None:
    done = place.run("mockint", "banks")
    assert done.returncode == 0, done.stderr
    assert all(name in done.stdout for name in bank_names())


def test_an_installed_mockint_marks_an_answer_as_this_one_does(place: Place) -> None:
    (place.folder / "answer.txt").write_text(STORY)
    words = ("check", "answer.txt", "--bank", "billing-specialist", "--json")
    done = place.run("mockint", *words)
    assert done.returncode == 0, done.stderr
    command = [sys.executable, "-m", "mockint", *words]
    command[4] = str(place.folder / "answer.txt")
    here = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == json.loads(here.stdout)


def test_an_installed_mockint_holds_a_rehearsal_and_reports_on_it(place: Place) -> None:
    done = place.run("mockint", "interview", "--rehearse", "-n", "1", "--seed", "1")
    assert done.returncode == 0, done.stderr
    assert re.search(r"^ *structure .*[1-5]/5", done.stdout, re.MULTILINE), done.stdout
    report = place.run("mockint", "report")
    assert report.returncode == 0, report.stderr
    assert "What to do next" in report.stdout
    assert not list(place.venv.rglob("session.json"))


def test_a_program_may_use_what_is_installed(place: Place) -> None:
    code = "from mockint import check; print(check('I sent the invoice.').abstained is None)"
    done = place.run("python", "-c", code)
    assert done.stdout.strip() in {"True", "False"}, done.stderr


def test_tab_and_manual_page_come_with_it(place: Place) -> None:
    done = place.run("mockint", "completion", "bash")
    assert done.returncode == 0, done.stderr
    assert "complete -o" in done.stdout
    page = place.venv / "share" / "man" / "man1" / "mockint.1"
    assert page.read_bytes() == (ROOT / "docs" / "mockint.1").read_bytes()
    if shutil.which("man"):
        assert (
            "MOCKINT(1)" in subprocess.run(["man", "-l", page], capture_output=True).stdout.decode()
        )
