"""The commands that change files, each with what it may leave when it is disturbed."""

from dataclasses import dataclass, field

from benchmarks.durability.house import FIRST, OPEN
from tests.brief import STORY

THANKS = "Thank you. How large is the team?\n"
TYPED = f"{STORY}\n\n{THANKS}\n"
REPLIES = "Front desk clerk\n\nTell me about a day when an invoice was disputed.\n\n\n\nOne.\n\n"


@dataclass(frozen=True, slots=True)
class Deed:
    """A command's ``words``; what is typed; below which paths it may leave things half done.

    ``interview``: what is held, which goes on with ``--resume`` and the words ``resume``.
    ``grows``: files of which a beginning may be there.
    """

    name: str
    words: tuple[str, ...]
    said: str = ""
    partly: tuple[str, ...] = ()
    grows: tuple[str, ...] = ()
    interview: bool = False
    resume: tuple[str, ...] = field(default=())


TYPE = ("--type", "--follow-ups", "0")
DEEDS = (
    Deed("report -o report.html", ("report", FIRST, "-o", "report.html")),
    Deed(
        "report --sound beside",
        ("report", FIRST, "--sound", "beside", "-o", "page.html"),
    ),
    Deed("report -o report.md", ("report", FIRST, "-o", "report.md")),
    Deed("report -o report.json", ("report", FIRST, "-o", "report.json")),
    Deed("report --share", ("report", FIRST, "--share", "--format", "md", "-o", "shared.md")),
    Deed("progress -o", ("progress", "-o", "progress.html")),
    Deed("stories -o", ("stories", "-o", "stories.json")),
    Deed("sessions --delete", ("sessions", "--delete", FIRST, "--yes")),
    Deed(
        "sessions --sound-only",
        ("sessions", "--delete", FIRST, "--sound-only", "--yes"),
        partly=(f"interviews/{FIRST}",),
    ),
    Deed("sessions --older-than", ("sessions", "--older-than", "1d", "--yes")),
    Deed("edit --text", ("edit", FIRST, "--answer", "2", "--text", "answer.txt")),
    Deed("config", ("config", "rate", "190")),
    Deed("banks import", ("banks", "import", "asked.csv", "-o", "mine.yaml")),
    Deed("banks new", ("banks", "new", "clerk.yaml"), REPLIES),
    Deed("prepare --done", ("prepare", "--done", "know-the-company.1")),
    Deed(
        "score -o",
        ("score", "texts", "-o", "scores.jsonl"),
        grows=("made/scores.jsonl",),
    ),
    Deed(
        "score --page",
        ("score", "texts", "-o", "scores.csv", "--page", "all.html"),
        grows=("made/scores.csv",),
    ),
    Deed("interview --type", ("interview", "../brief.yaml", *TYPE), TYPED, interview=True),
    Deed(
        "interview --resume",
        ("interview", "--resume", OPEN, "--follow-ups", "0"),
        TYPED,
        partly=(f"interviews/{OPEN}/session.json",),
        interview=True,
    ),
    Deed(
        "interview --keep-for 1d",
        ("interview", "../brief.yaml", "--keep-for", "1d", *TYPE),
        TYPED,
        interview=True,
    ),
    Deed(
        "interview --answers",
        ("interview", "../brief.yaml", "--answers", "../story.wav", "../story.wav"),
        interview=True,
        resume=("--answers", "../story.wav", "../story.wav"),
    ),
)
