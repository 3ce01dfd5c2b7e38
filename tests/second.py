"""A server of a language model on this machine, as an operator may run one: real HTTP, and answers as a test wants them."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class Answer:
    """What is sent back. waits: held until the server closes; meanwhile: done before it answers."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    waits: bool = False
    meanwhile: Callable[[], object] = lambda: None


def says(content: object, **more: Any) -> Answer:
    """An answer of the protocol; content: what the model wrote, an object as JSON."""
    text = content if isinstance(content, str) else json.dumps(content)
    return Answer(
        json.dumps({"choices": [{"message": {"role": "assistant", "content": text}}]}).encode(), **more
    )


def chooses(family: str, topic: str = "none", service: str = "none", **more: Any) -> Answer:
    return says({"family": family, "topic": topic, "service": service}, **more)


@dataclass
class ModelServer:
    """What was asked of it, and how it answers from now on."""

    url: str
    answer: Answer = field(default_factory=lambda: chooses("oos"))
    bodies: list[bytes] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)

    def asked(self) -> list[Json]:
        """The questions, oldest first: the text and the state of each."""
        return [json.loads(json.loads(body)["messages"][-1]["content"]) for body in self.bodies]


@contextmanager
def serving() -> Iterator[ModelServer]:
    http = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    http.daemon_threads = True
    model = ModelServer(f"http://127.0.0.1:{http.server_port}/v1")
    http.RequestHandlerClass = _handler(model)
    thread = threading.Thread(target=http.serve_forever, daemon=True)
    thread.start()
    try:
        yield model
    finally:
        model.closing.set()
        http.shutdown()
        http.server_close()
        thread.join()


def _handler(model: ModelServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            model.paths.append(self.path)
            model.headers.append({name.lower(): value for name, value in self.headers.items()})
            model.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
            answer = model.answer
            answer.meanwhile()
            if answer.waits:
                model.closing.wait()
            with suppress(OSError):
                self._send(answer)

        def do_GET(self) -> None:
            """A redirect that was followed may come so."""
            model.paths.append(self.path)
            self._send(Answer(status=404))

        def _send(self, answer: Answer) -> None:
            self.send_response(answer.status)
            headers = {"Content-Type": "application/json", "Content-Length": str(len(answer.body))}
            for name, value in (headers | answer.headers).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, *_args: Any) -> None:
            """Nothing is logged."""

    return Handler
