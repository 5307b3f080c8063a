"""The engine "openai" and a real server that hears with pocketsphinx."""

import json
import sys
import threading
import wave
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler
from io import BytesIO

import numpy as np
import pytest

from mockint.errors import EngineMissing, RecognizerError
from mockint.recognizer.others import open_other
from mockint.recognizer.others.server import Address, Server
from mockint.sound.clip import RATE, Samples
from tests.doorbell import Answer, doorbell, reply
from tests.speech import best_of_times, package_folder


@pytest.fixture
def speech() -> Samples:
    """Speech to send, where there is a client to send it with."""
    package_folder("openai")
    return best_of_times()


def test_a_missing_client_names_the_line_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openai", None)
    with pytest.raises(EngineMissing, match=r"pip install 'mockint\[openai\]'"):
        open_other("openai", server="http://localhost:8000/v1")


def sphinx_answers(handler: BaseHTTPRequestHandler, body: bytes) -> None:
    """Take the WAV out of the form and say what pocketsphinx hears in it."""
    head = f"Content-Type: {handler.headers['Content-Type']}\r\n\r\n".encode()
    form = BytesParser(policy=HTTP).parsebytes(head + body)
    parts = {part.get_param("name", header="content-disposition"): part for part in form.walk()}
    assert parts["model"].get_payload() == "whisper-1"
    sent = parts["file"].get_payload(decode=True)
    assert isinstance(sent, bytes)
    with wave.open(BytesIO(sent)) as sound:
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
    package_folder("openai")
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

    def silent(*_: object) -> None:
        over.wait(20)

    with doorbell(silent) as bell:
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
    package_folder("openai")
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
