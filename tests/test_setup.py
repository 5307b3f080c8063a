"""The set-up scripts, what the wheel carries, and what is said about licences.

The scripts run for real, in a folder of their own, with a PATH that holds nothing but
the tools named here, so that neither this machine's Python nor its packages are touched.
"""

import importlib.metadata
import re
import shutil
import subprocess
import tomllib
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
SCRIPTS = sorted((ROOT / "setup").glob("*.sh"))
TOOLS = (
    *("sh", "basename", "cat", "cksum", "dirname", "echo", "env", "find", "grep"),
    *("mkdir", "mktemp", "rm", "sed", "tail"),
)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

PYTHON = """\
#!{sh}
case "$*" in
--version) echo "Python 3.13.0"; exit ;;
"-m pip "*" --version") [ ! -e no-pip ]; exit ;;
"-c {well_served}"*) exit {wheels} ;;
"-c {new_enough}"*) exit {new} ;;
-c*find_library*) exit 1 ;;
-c*) exit ;;
esac
echo "$(basename "$0") $*" >>calls
case "$*" in
"-m venv"*) mkdir -p .venv/bin && cat "$0" >.venv/bin/python && chmod +x .venv/bin/python ;;
esac
[ ! -e broken ]
"""
"""A Python that only tells in ``calls`` what it was asked to do.

The files ``broken`` and ``no-pip`` make that fail, or pip.
"""

WELL_SERVED = "import sys; sys.exit(not (3, 11)"
NEW_ENOUGH = "import sys; sys.exit(sys.version_info"


class Machine:
    """A folder with a project to set up, and the only programs its scripts can find."""

    def __init__(self, folder: Path) -> None:
        self.project = folder / "a project"
        self._programs = folder / "bin"
        self.project.mkdir()
        self._programs.mkdir()
        shutil.copy(ROOT / "pyproject.toml", self.project)
        for tool in (*TOOLS, "chmod"):
            (self._programs / tool).symlink_to(shutil.which(tool) or pytest.fail(tool))
        self.program("id", "#!{sh}\necho 1000\n")

    def program(self, name: str, text: str, **words: object) -> None:
        """Put an executable file of that text on the PATH."""
        path = self._programs / name
        with path.open("x") as file:  # never through a link into the real program behind it
            file.write(text.format(sh=self._programs / "sh", **words))
        path.chmod(0o755)

    def python(self, name: str, new: bool = True, wheels: bool = True) -> None:
        """Put a Python there: ``new`` enough or not, with ``wheels`` of everything or not."""
        words = {"well_served": WELL_SERVED, "new_enough": NEW_ENOUGH}
        codes = {"new": int(not new), "wheels": int(not wheels)}
        self.program(name, PYTHON, **words, **codes)

    def run(self, script: str, *words: str) -> "subprocess.CompletedProcess[str]":
        """Run one of the set-up scripts as a user without rights and without a terminal."""
        return subprocess.run(
            ["sh", str(ROOT / "setup" / script), *words],
            cwd=self.project,
            env={"PATH": str(self._programs)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=30,
        )

    def calls(self, word: str = "") -> list[str]:
        """What the Pythons were asked to do so far, as far as ``word`` is in it."""
        file = self.project / "calls"
        lines = file.read_text().splitlines() if file.exists() else []
        return [line for line in lines if word in line]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_without_python_and_without_rights_the_one_line_to_run_is_printed(
    machine: Machine,
) -> None:
    machine.program("apt-get", "#!{sh}\nexit 1\n")
    done = machine.run("venv.sh", ".")
    assert done.returncode == 1
    assert "  sudo apt-get update && sudo apt-get install -y python3 python3-venv\n" in done.stderr


def test_where_python_is_too_old_a_newer_one_is_named(machine: Machine) -> None:
    machine.python("python3", new=False, wheels=False)
    mac = machine.run("venv.sh", ".")
    machine.program("apt-get", "#!{sh}\nexit 1\n")
    debian = machine.run("venv.sh", ".")
    assert (mac.returncode, debian.returncode) == (1, 1)
    assert "brew install python@3.13" in mac.stderr
    assert "install -y python3.11 python3.11-venv\n" in debian.stderr
    assert not machine.calls()


def test_a_python_with_all_wheels_comes_before_a_newer_one(machine: Machine) -> None:
    machine.python("python3", wheels=False)
    machine.python("python3.12")
    assert machine.run("venv.sh", ".").returncode == 0
    assert machine.calls("-m venv") == ["python3.12 -m venv --clear .venv"]


def test_a_second_run_calls_no_pip_until_the_project_changes(machine: Machine) -> None:
    machine.python("python3")
    counts = []
    for change in ("", "", "# another dependency\n"):
        with (machine.project / "pyproject.toml").open("a") as file:
            file.write(change)
        assert machine.run("venv.sh", ".").returncode == 0
        counts.append(len(machine.calls("pip")))
    assert counts == [1, 1, 2]
    assert len(machine.calls("-m venv")) == 1


def test_what_the_tests_need_serves_the_interview_too_but_not_the_other_way(
    machine: Machine,
) -> None:
    machine.python("python3")
    counts = []
    for what in (".", ".[dev]", ".", ".[dev]"):
        assert machine.run("venv.sh", what).returncode == 0
        counts.append(len(machine.calls("pip")))
    assert counts == [1, 2, 2, 2]


def test_a_set_up_that_was_broken_off_is_taken_up_again(machine: Machine) -> None:
    machine.python("python3")
    assert machine.run("venv.sh", ".").returncode == 0
    project = machine.project / "pyproject.toml"
    before = project.read_text()
    project.write_text(f"{before}# another dependency\n")
    (machine.project / "broken").touch()
    failed = machine.run("venv.sh", ".")
    (machine.project / "broken").unlink()
    project.write_text(before)
    assert failed.returncode == 1
    assert "could not be installed (.venv/pip.log tells more)" in failed.stderr
    assert machine.run("venv.sh", ".").returncode == 0
    assert len(machine.calls("pip")) == 3


@pytest.mark.parametrize("lost", ["python", "pip"])
def test_a_virtual_environment_that_lost_its_tools_is_made_anew(
    machine: Machine, lost: str
) -> None:
    machine.python("python3")
    assert machine.run("venv.sh", ".").returncode == 0
    if lost == "python":
        (machine.project / ".venv" / "bin" / "python").unlink()
    else:
        (machine.project / "no-pip").touch()
    assert machine.run("venv.sh", ".[dev]").returncode == 0
    assert len(machine.calls("-m venv")) == 2


@pytest.mark.parametrize("script", ["sound.sh", "soundcard.sh"])
def test_missing_sound_is_told_and_ends_nothing(machine: Machine, script: str) -> None:
    machine.program("uname", '#!{sh}\n[ -z "$1" ] && echo Linux || echo x86_64\n')
    machine.program("apt-get", "#!{sh}\nexit 1\n")
    done = machine.run(script)
    assert done.returncode == 0
    assert re.search(
        r"^  sudo apt-get update && sudo apt-get install -y .*libportaudio2",
        done.stderr,
        re.MULTILINE,
    )


@pytest.mark.parametrize("script", ["sound.sh", "soundcard.sh"])
def test_nothing_is_installed_for_sound_on_a_mac(machine: Machine, script: str) -> None:
    machine.program("uname", "#!{sh}\necho Darwin\n")
    done = machine.run(script)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_is_plain_shell(script: Path) -> None:
    assert subprocess.run(["sh", "-n", str(script)]).returncode == 0


def test_the_readme_begins_with_the_two_verbs_of_the_makefile() -> None:
    commands = re.findall(r"^    (.+)$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    verbs = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert commands[:2] == ["make interview", "make test"]
    assert {"interview", "test"} <= set(verbs)


def test_continuous_integration_runs_the_readmes_test_command_alone() -> None:
    lines = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    commands = [line for line in lines if line and not line.startswith(("#", "set ", "cd "))]
    assert commands == ["CI=true make test </dev/null"]


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """Builds the wheel of a source folder."""

    def wheel(source: Path) -> Path:
        into = str(tmp_path_factory.mktemp("wheel"))
        return Path(next(WheelBuilder(str(source)).build(directory=into, versions=["standard"])))

    return wheel


def test_the_wheel_carries_the_banks_and_no_tests(build: Callable[[Path], Path]) -> None:
    names = zipfile.ZipFile(build(ROOT)).namelist()
    for bank in (ROOT / "banks").iterdir():
        assert f"mockint/banks/{bank.name}" in names
    assert {name.split("/")[0].split("-")[0] for name in names} == {"mockint"}


def test_the_source_archive_builds_the_same_wheel(
    build: Callable[[Path], Path], tmp_path: Path
) -> None:
    builder = SdistBuilder(str(ROOT))
    archive = next(builder.build(directory=str(tmp_path), versions=["standard"]))
    shutil.unpack_archive(archive, tmp_path)
    unpacked = next(path for path in tmp_path.iterdir() if path.is_dir())
    wheels = [zipfile.ZipFile(build(source)).namelist() for source in (ROOT, unpacked)]
    assert wheels[0] == wheels[1]
    assert (unpacked / "setup" / "venv.sh").is_file()


def installed(requirements: list[str]) -> Iterator[str]:
    """The packages that these requirements bring on this machine, each once."""
    seen, waiting = set[str](), [Requirement(each) for each in requirements]
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        wanted = requirement.marker is None or requirement.marker.evaluate({"extra": ""})
        if wanted and name not in seen:
            seen.add(name)
            yield name
            waiting += map(Requirement, importlib.metadata.requires(name) or [])


def test_every_package_that_comes_is_listed_with_its_licence() -> None:
    rows = re.findall(
        r"^\| ([\w-]+) \|.*\| [^|]+ \|$",
        (ROOT / "docs" / "licences.md").read_text("utf-8"),
        re.MULTILINE,
    )
    assert set(installed(PROJECT["dependencies"])) <= {canonicalize_name(name) for name in rows}


def test_no_package_that_comes_says_it_is_under_the_gpl() -> None:
    for name in installed(PROJECT["dependencies"]):
        told = importlib.metadata.metadata(name)
        said = [str(told[key]) for key in ("License-Expression", "License") if key in told]
        said += [each for each in told.get_all("Classifier", []) if each.startswith("License")]
        assert not re.search(r"(?<!L)GPL|(?<!Lesser )General Public", " ".join(said)), name
