"""A real web server on this machine's own address."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[[BaseHTTPRequestHandler, bytes], None]


class Doorbell:
    """A web server on the loopback address that answers by ``answer``; ``seen`` holds the POSTs."""

    def __init__(self, answer: Answer) -> None:
        seen: list[dict[str, str]] = []
        self.seen = seen

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                answer(self, b"")

            def do_HEAD(self) -> None:
                answer(self, b"")

            def do_POST(self) -> None:
                seen.append({"path": self.path, **{k.lower(): v for k, v in self.headers.items()}})
                answer(self, self.rfile.read(int(self.headers["Content-Length"])))

            def log_message(self, *_: object) -> None:
                """Keep the test's output clean."""

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_address[1]}/v1"


@contextmanager
def doorbell(answer: Answer) -> Iterator[Doorbell]:
    """A :class:`Doorbell` that serves while the block runs."""
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
    """Answer everything with that status and body."""

    def answer(handler: BaseHTTPRequestHandler, _: bytes) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        if handler.command != "HEAD":
            handler.wfile.write(body)

    return answer
