"""``from mockint import check, load_bank, transcribe``, and the examples of docs/api.md."""

import doctest
import re
import subprocess
import sys
import typing
from operator import attrgetter
from pathlib import Path

import pytest

import mockint
from mockint import check, load_bank, transcribe
from mockint.commands.marking import MAX_TEXT
from mockint.errors import BankError, MockintError, RecordingError
from mockint.findings import Findings
from mockint.sound.clip import RATE
from mockint.sound.resample import resampled
from mockint.transcript import Engine, Transcript, Word
from mockint.voice import CANDIDATE_VOICE, open_voice
from tests.wav import write_wav

DOCS = Path(__file__).parents[1] / "docs"
SAID = "We sent the corrected invoice to the customer on Monday morning."
STORY = (
    "Last March our largest customer was billed twice. I compared the payment history with the "
    "ledger and wrote one credit memo for each batch. They paid within three days."
)
HEAVY = "numpy msgspec yaml rapidfuzz onnxruntime argparse"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a sentence as ``answer.wav`` and as ``answer.txt``."""
    place = tmp_path_factory.mktemp("answers")
    voice = open_voice(CANDIDATE_VOICE)
    try:
        write_wav(place / "answer.wav", resampled(voice.render(SAID).clip, RATE))
    finally:
        voice.close()
    (place / "answer.txt").write_text(f"\ufeff{SAID}\n", encoding="utf-8")
    return place


def run(code: str, *words: str) -> str:
    """What a fresh Python prints."""
    command = [sys.executable, "-c", code, *words]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_examples_in_the_docs_are_right(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    page = (DOCS / "api.md").read_text(encoding="utf-8")
    blocks = "\n".join(re.findall(r"^```python\n(.*?)^```", page, re.MULTILINE | re.DOTALL))
    test = doctest.DocTestParser().get_doctest(blocks, {}, "api.md", None, 0)
    told: list[str] = []
    outcome = doctest.DocTestRunner().run(test, out=told.append)
    assert outcome.attempted == len(re.findall(r"^>>> ", page, re.MULTILINE)) > 20
    assert not outcome.failed, "".join(told)


def test_importing_mockint_loads_nothing_until_something_is_asked_for() -> None:
    code = (
        "import sys, mockint\n"
        "heavy = set(sys.argv[1].split())\n"
        "print(sorted(heavy & sys.modules.keys()), [m for m in sys.modules if 'mockint.' in m])\n"
        "from mockint import check\n"
        "print('numpy' in sys.modules, 'soundfile' in sys.modules, 'rich' in sys.modules)\n"
    )
    assert run(code, HEAVY).splitlines() == ["[] []", "False False False"]


def test_what_there_is_can_be_seen_and_anything_else_is_missing_as_ever() -> None:
    assert {"check", "load_bank", "transcribe", "__version__"} == set(mockint.__all__)
    assert set(mockint.__all__) <= set(dir(mockint))
    with pytest.raises(AttributeError, match="'mockint' has no attribute 'score'"):
        attrgetter("score")(mockint)


def test_every_argument_and_every_return_is_typed() -> None:
    for function in (check, load_bank, transcribe):
        hints = typing.get_type_hints(function)
        names = function.__code__.co_varnames[: function.__code__.co_argcount]
        assert {*names, "return"} <= hints.keys()
    assert (Path(mockint.__file__).parent / "py.typed").is_file()


def test_a_text_its_file_and_its_transcript_get_the_same_marks(folder: Path) -> None:
    spoken = Transcript(tuple(Word(word, 0.0, 0.0) for word in SAID.split()), 0.0, None)
    told = [check(each, "billing-specialist") for each in (SAID, folder / "answer.txt", spoken)]
    content = [
        {name: mark.level for name, mark in each.marks.items() if name != "delivery"}
        for each in told
    ]
    assert content[0] == content[1] == content[2]


def test_a_recording_is_heard_first_and_its_terms_with_it(folder: Path) -> None:
    found = check(folder / "answer.wav", "billing-specialist")
    assert isinstance(found, Findings)
    assert found.delivery is not None
    assert "customer" in [use.term for use in found.terms]
    assert found.text == transcribe(folder / "answer.wav", "billing-specialist").text


def test_a_string_is_words_even_where_a_file_is_called_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    assert check("answer.txt").text == "answer.txt"


def test_a_bank_may_be_a_name_a_path_or_a_bank(folder: Path) -> None:
    path = Path(__file__).parents[1] / "banks" / "accounts-payable.yaml"
    named = [check(SAID, bank) for bank in ("accounts-payable", path, load_bank(path))]
    assert named[0] == named[1] == named[2]
    question = load_bank(path).questions[2]
    assert check(SAID, path, question) == check(SAID, path, question.id)
    assert check(SAID, None, question).question == question.id


def test_whose_measure_it_is_can_be_said() -> None:
    words = tuple(Word(word, float(at), at + 0.5) for at, word in enumerate(STORY.split()))
    slow = Transcript(words, float(len(words)), Engine("somebody", "", ""))
    assert check(slow).marks["delivery"].level == 3
    assert check(slow, profile="slow").marks["delivery"].level == 4


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (lambda: check(SAID, "no-such-bank"), BankError, "no such bank"),
        (lambda: check(SAID, question="x"), BankError, "give the bank as well"),
        (lambda: check(SAID, "accounts-payable", "x"), BankError, "no question 'x'"),
        (lambda: check(Path("nowhere.txt")), RecordingError, "nowhere.txt"),
        (lambda: check(Path()), RecordingError, "cannot be read"),
        (lambda: check("a" * (MAX_TEXT + 1)), MockintError, "longer than an answer"),
        (lambda: transcribe("nowhere.wav"), RecordingError, "nowhere.wav"),
        (lambda: transcribe(__file__), RecordingError, "test_api.py"),
    ],
)
def test_what_can_be_mended_is_one_sentence(
    call: typing.Callable[[], object], error: type[MockintError], says: str
) -> None:
    with pytest.raises(error) as caught:
        call()
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_half_a_character_is_no_fault() -> None:
    assert check("\ud800 We sent the invoice.").text
