"""A home of its own in which every command of mockint is run once, and what was seen meanwhile.

Each Python process below it writes down whom it tries to reach and which files it makes
(``sitecustomize``, an audit hook); ``strace`` sees what native code does.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]

HOOK = """
import os, sys
CALLS = {"connect", "bind", "sendto", "sendmsg", "getaddrinfo", "gethostbyname", "gethostbyaddr"}
seen, inside = os.open(os.environ["SEEN"], os.O_WRONLY | os.O_APPEND), False
def note(event, details):
    global inside
    if inside:
        return
    inside = True
    try:
        if event.startswith("socket.") and event[7:] in CALLS:
            os.write(seen, f"call {event} {details}\\n".encode())
        elif event == "open" and isinstance(details[2], int) and details[2] & os.O_CREAT:
            umask = os.umask(0o077)
            os.umask(umask)
            os.write(seen, f"made {umask:03o} {details[0]!r}\\n".encode())
    finally:
        inside = False
sys.addaudithook(note)
"""

TEXT = "In March I found a duplicate charge. I issued a credit memo, and the customer paid."

Words = Sequence[object]


class Household:
    """Everything of a user's below ``home``; ``more`` is in the environment, ``umask`` as it says.

    ``before``: a command that runs the others, "unshare" say.
    """

    def __init__(self, home: Path, umask: int, more: Mapping[str, str]) -> None:
        self.home, self._umask = home, umask
        self.before: tuple[object, ...] = ()
        self.ran: set[object] = set()
        self.recordings = home / "interviews"
        self.made = home / "made"
        self.seen = home.with_name(f"{home.name}-seen")
        self.trace = home.with_name(f"{home.name}-trace")
        hooks = home.with_name(f"{home.name}-hooks")
        for folder in (home, self.made, home / "tmp", hooks):
            folder.mkdir(mode=0o700)
        (hooks / "sitecustomize.py").write_text(HOOK)
        self.seen.touch()
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "TMPDIR": str(home / "tmp"),
            "MOCKINT_RECORDINGS": str(self.recordings),
            "PYTHONPATH": f"{hooks}{os.pathsep}{ROOT}",
            "PYTHONDONTWRITEBYTECODE": "1",
            "SEEN": str(self.seen),
            "BROWSER": "true",
            **more,
        }

    def run(self, *words: object) -> "subprocess.CompletedProcess[str]":
        """One command of mockint to its end, nobody at the keys."""
        self.ran.add(words[0])
        return self.python("-m", "mockint", *words)

    def python(self, *words: object) -> "subprocess.CompletedProcess[str]":
        """One Python process to its end, watched like a command."""
        command = [*self.before, sys.executable, *words]
        return subprocess.run(
            [*map(str, command)], env=self.environment, cwd=self.made, umask=self._umask,
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300,
        )  # fmt: skip

    @property
    def calls(self) -> list[str]:
        """Whom Python code tried to reach."""
        lines = self.seen.read_text().splitlines()
        return [line.removeprefix("call ") for line in lines if line.startswith("call ")]

    @property
    def loosely_made(self) -> list[str]:
        """Files that Python code made while others might have read them."""
        lines = self.seen.read_text().splitlines()
        return [line for line in lines if line.startswith("made ") and line[5:8] != "077"]

    @property
    def open_to_others(self) -> list[str]:
        """What lies below the home and somebody else may read, write or enter."""
        found = (path for path in self.home.rglob("*") if not path.is_symlink())
        return [f"{path.stat().st_mode:o} {path}" for path in found if path.stat().st_mode & 0o077]


def commands(house: Household, spoken: Path, *, sound: bool) -> Iterator[Words]:
    """Every command of mockint as it is by default; ``spoken`` answers.

    ``sound``: there is a sound card, and what needs one is run as well.
    """
    yield "config", "rate", "250"
    yield "config", "keep-for", "6m"
    yield "interview", "-n", "1", "--seed", "1", "--answers", spoken, spoken
    yield "interview", "-n", "1", "--seed", "2", "--rehearse", "--mode", "real"
    text, (first, *_) = house.made / "answer.txt", sorted(os.listdir(house.recordings))
    text.write_text(TEXT)
    text.chmod(0o600)
    yield "check", text, "--explain"
    yield "check", spoken
    yield "transcribe", spoken
    yield "score", house.made, "-o", "scores.jsonl"
    yield ("sessions",)
    yield "edit", first, "--answer", "1", "--text", text
    yield "report", first
    for form in ("md", "json"):
        yield "report", first, "--format", form, "-o", f"report.{form}"
    yield "report", first, "--share", "-o", "shared.html"
    yield "report", first, "--format", "html", "--sound", "beside", "-o", "beside.html", "--open"
    yield "report", first, "--format", "html", "-o", house.recordings / first / "report.html"
    yield ("progress",)
    yield "progress", "-o", "progress.html"
    yield ("due",)
    yield ("stories",)
    yield "stories", "-o", "stories.json"
    yield "banks", "list"
    yield "banks", "show", "billing-specialist"
    (house.made / "asked.csv").write_text("ask\nTell me about a refund that you made.\n")
    (house.made / "asked.csv").chmod(0o600)
    yield "banks", "import", "asked.csv", "-o", "mine.yaml"
    yield "banks", "lint", "mine.yaml"
    yield "prepare", "--done", "know-the-company.1"
    yield ("config",)
    yield "completion", "bash"
    yield "doctor", "--voices"
    yield "doctor", "--devices"
    yield "doctor", "--privacy"
    if sound:
        yield ("doctor",)
        yield "replay", first, "--answer", "1", "--speed", "2"
    yield "sessions", "--delete", first, "--sound-only", "--yes"


TRACED = ("strace", "-f", "-qq", "--seccomp-bpf", "-A", "-e", "trace=%network", "-o")
FAMILY = re.compile(r"\bsocket\((AF_\w+)")
PLACE = re.compile(r"\{sa_family=(AF_\w+)(?:, sun_path=@?\"([^\"]*)\")?")


def opened(trace: Path) -> set[str]:
    """The families of the sockets that any process made, "AF_UNIX" say."""
    return set(FAMILY.findall(trace.read_text(errors="replace")))


def local_places(trace: Path) -> set[str]:
    """The paths of the local sockets that any process turned to."""
    return {path for _, path in PLACE.findall(trace.read_text(errors="replace")) if path}
