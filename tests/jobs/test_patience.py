"""Connections that never finish the head of a request are closed, and others are served meanwhile."""

import socket
import threading
import time
from collections.abc import Iterator

import httpx
import pytest
import uvicorn
from litestar import Litestar, get

from jobs import patience
from jobs.patience import PatientProtocol
from tests import pace


@get("/", sync_to_thread=False)
def hello() -> str:
    return "hello"


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    monkeypatch.setattr(patience, "HEAD_S", 0.3)
    app = Litestar([hello], openapi_config=None)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        config = uvicorn.Config(app, log_level="critical", lifespan="off", http=PatientProtocol)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield listening.getsockname()[1]
        server.should_exit = True
        thread.join()


def answer_to(port: int, *parts: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=pace.patience(20)) as peer:
        for part in parts:
            peer.sendall(part)
            time.sleep(0.05)
        found = b""
        while more := peer.recv(4096):
            found += more
        return found


@pytest.mark.parametrize(
    "parts",
    [
        (),
        (b"GET / HT",),
        (b"GET / HTTP/1.1\r\n", b"Host: a\r\n", b"X-A: 1\r\n", b"X-B: 2\r\n"),
        (b"GET / HTTP/1.1\r\nHost: a\r\n\r\n", b"GET / HTTP/1.1\r\nHost: "),
    ],
)
def test_a_head_that_does_not_end_is_not_waited_for(port: int, parts: tuple[bytes, ...]) -> None:
    answers = answer_to(port, *parts)

    assert answers.endswith(b"too slow or too large.") if parts else answers == b""
    assert httpx.get(f"http://127.0.0.1:{port}/").text == "hello"


def test_a_head_without_end_is_cut_off(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=pace.patience(20)) as peer:
        peer.sendall(b"GET / HTTP/1.1\r\n")
        with pytest.raises(OSError, match=r"reset|Broken pipe"):
            send_for_ever(peer, b"X-Long: " + b"a" * 8_000 + b"\r\n")


def send_for_ever(peer: socket.socket, piece: bytes) -> None:
    while True:
        peer.sendall(piece)
        time.sleep(0.001)


def test_a_connection_serves_many_requests(port: int) -> None:
    with httpx.Client() as client:
        for _ in range(5):
            assert client.get(f"http://127.0.0.1:{port}/").text == "hello"
            time.sleep(0.1)
