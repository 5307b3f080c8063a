"""Words with their seconds as JSON, as a session keeps what was heard."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import msgspec

from benchmarks.fuzz.mutation import Form
from benchmarks.fuzz.typed import one_in
from mockint import correction
from mockint.bank import Bank, load_bank
from mockint.commands.marking import as_json, mark
from mockint.profile import PROFILES, Profile
from mockint.report.answer import findings_report
from mockint.report.plain import spelled_out
from mockint.report.style import console
from mockint.transcript import Transcript, Word
from tests.sample_session import HALF, STORY, transcript

FORM: Form = "json"
LONGEST = 8_192
WORDS = ("words", "start", "end", "repairs", "first", "last", "speech", "unsure", "um", "$5", "ten")


def seeds() -> Iterable[bytes]:
    """A story, half of one, two words, none."""
    for sentences in (STORY, HALF):
        yield msgspec.json.encode(transcript(sentences))
    words = (Word("Um,", 0.5, 0.7), Word("forty-two%", 0.7, 1.5))
    yield msgspec.json.encode(Transcript(words, 2.0, None))
    yield msgspec.json.encode(Transcript((), 0.0, None))


def feed(data: bytes, folder: Path) -> None:
    """Correct it; one in sixteen is marked by some measure of delivery and drawn: that is slow."""
    try:
        heard = msgspec.json.decode(data, type=Transcript)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return  # So does whoever opens a session.
    if one_in(16, data):
        _marked(heard, PROFILES[len(data) % 4])
    words = correction.read(correction.sheet(heard))
    correction.corrected(heard, [*words[1:], "added"])
    correction.differing(heard, words)


def _marked(heard: Transcript, profile: Profile) -> None:
    found = mark(heard, _bank(), _bank().questions[20], profile=profile)
    print(spelled_out(as_json(found)))
    console(terminal=False, width=80).print(findings_report(found, heard, None))


@cache
def _bank() -> Bank:
    return load_bank("billing-specialist")
