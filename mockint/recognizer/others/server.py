"""A server that speaks OpenAI's protocol: somebody's own, or OpenAI's."""

import ipaddress
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from mockint.errors import RecognizerError
from mockint.recognizer.others import speechrecognition
from mockint.recognizer.others.engine import Other, importing
from mockint.sound.clip import Samples
from mockint.transcript import Engine as Note

_MODEL = "whisper-1"
_EXAMPLE = "http://localhost:8000/v1"
_HOST = re.compile(r"[A-Za-z0-9._-]+|[0-9A-Fa-f:.]+")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server is; ``url`` is put together from the parts that were checked."""

    scheme: str
    host: str
    port: int | None
    path: str

    @classmethod
    def read(cls, text: str | None) -> "Address":
        """The address in ``text``.

        Raises:
            RecognizerError: there is none, or it is not one of a web server.
        """
        if not text:
            raise RecognizerError(
                "No recording is sent anywhere unless you name the server: "
                f"add --server ADDRESS, for example --server {_EXAMPLE}"
            )
        try:
            parts = urlsplit(text)
            address = cls(parts.scheme, parts.hostname or "", parts.port, parts.path.rstrip("/"))
        except ValueError as fault:
            raise _unreadable(text) from fault
        plain = not (parts.username or parts.password or parts.query or parts.fragment)
        if parts.scheme not in ("http", "https") or not plain or not address._sound:
            raise _unreadable(text)
        return address

    @property
    def _sound(self) -> bool:
        path = re.fullmatch(r"[A-Za-z0-9._~/-]*", self.path)
        return bool(_HOST.fullmatch(self.host)) and path is not None

    @property
    def url(self) -> str:
        """The address as a client wants it, without a slash at its end."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port is None else f":{self.port}"
        return f"{self.scheme}://{host}{port}{self.path}"

    @property
    def stays_here(self) -> bool:
        """Whether it is this machine's own address, seen from its words alone."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False


class Server(Other):
    """An OpenAI-compatible server; ``sends_away`` is its host unless that is this machine.

    ``timeout`` is how many seconds it may stay silent.
    """

    def __init__(
        self,
        server: str | None,
        model: str | None = None,
        key: str | None = None,
        timeout: float = 60.0,
    ) -> None:
        self._address = Address.read(server)
        self.sends_away = None if self._address.stays_here else self._address.host
        self.note = Note("openai", model or _MODEL, self._address.host)
        self._timeout = timeout
        self._client = self._open(key)

    def _open(self, key: str | None) -> Any:
        with importing("openai"):
            import openai
        # The recording goes to the host named and to no other: no redirects are
        # followed, and no proxy stands between this machine and itself.
        web = openai.DefaultHttpxClient(
            follow_redirects=False, trust_env=not self._address.stays_here
        )
        return openai.OpenAI(
            base_url=self._address.url,
            api_key=key or "none",  # without one the library takes whatever the environment holds
            timeout=self._timeout,
            max_retries=1,
            http_client=web,
        )

    def _hear(self, samples: Samples) -> str:
        import openai

        try:
            return speechrecognition.by_client(self._client, self.note.model, samples)
        except openai.APITimeoutError as fault:
            raise self._failed(
                f"gave no answer for {self._timeout:g} seconds: try again"
            ) from fault
        except openai.APIConnectionError as fault:
            raise self._failed(
                "cannot be reached: start it, check its address or choose another engine"
            ) from fault
        except openai.APIStatusError as fault:
            raise self._failed(_refusal(fault.status_code)) from fault
        except (openai.OpenAIError, ValueError, AttributeError, TypeError) as fault:
            # An answer that is no transcription falls apart in the library's hands.
            raise self._failed("did not answer with a transcription: check its address") from fault

    def _failed(self, what: str) -> RecognizerError:
        return RecognizerError(f"The server {self._address.url} {what}.")

    def close(self) -> None:
        self._client.close()


def _refusal(status: int) -> str:
    """What a server that answered with ``status`` wants."""
    if status in (401, 403):
        return "does not accept the key: put the right one into MOCKINT_SERVER_KEY"
    if status == 404:
        return "has no transcriptions there: most addresses end in /v1; check the model's name too"
    if status in (400, 413, 415, 422):
        return f"does not take this recording or this model (status {status}): name another model"
    if status == 429:
        return "has had too many requests: wait a minute and try again"
    if 300 <= status < 400:
        return "points to another address, which is not followed: give that address"
    return f"failed (status {status}): try again later"


def _unreadable(text: str) -> RecognizerError:
    return RecognizerError(f"{text!r} is no server's address: give one like {_EXAMPLE}")
