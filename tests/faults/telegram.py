"""A Bot API server that misbehaves as it is told to: what stands before Telegram, Telegram itself, or nothing at all."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final
from urllib.parse import parse_qsl

HTML: Final = b"<!doctype html><html><body><h1>Please sign in to this network</h1></body></html>"
JSON: Final = "application/json"
ANSWERS: Final[dict[str, tuple[int, str, bytes]]] = {
    "html": (200, "text/html", HTML),
    "html_502": (502, "text/html", b"<html><body>502 Bad Gateway</body></html>"),
    "text": (200, JSON, b"ok"),
    "bytes": (200, "text/plain; charset=utf-8", b"\xff\xfe\x00\x80" * 40),
    "empty": (200, JSON, b""),
    "null": (200, JSON, b"null"),
    "list": (200, JSON, b"[1, 2, 3]"),
    "odd_result": (200, JSON, b'{"ok": true, "result": {"what": "ever"}}'),
    "server_500": (500, JSON, b'{"ok": false, "error_code": 500, "description": "Internal Server Error"}'),
    "silent_500": (500, JSON, b'{"ok": false}'),
    "conflict": (
        409,
        JSON,
        b'{"ok": false, "error_code": 409, "description": "Conflict: terminated by other"}',
    ),
    "unauthorized": (401, JSON, b'{"ok": false, "error_code": 401, "description": "Unauthorized"}'),
    "not_found": (404, JSON, b'{"ok": false, "error_code": 404, "description": "Not Found"}'),
}
SILENT: Final = ("hang", "drop")
ME: Final = {"id": 7, "is_bot": True, "first_name": "B", "username": "b_bot"}


class Telegram:
    """Answers as `behaviour` says: "well", one of ANSWERS, "hang" (accepts and says nothing), "drop" (hangs up)."""

    def __init__(self) -> None:
        self.behaviour = "well"
        self.sent: list[dict[str, Any]] = []
        self.calls = 0
        self.pending: list[dict[str, Any]] = []
        self.closing = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"stage": self}))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    @contextmanager
    def serving(self) -> Iterator[None]:
        thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield
        finally:
            self.closing.set()
            self._server.shutdown()
            self._server.server_close()
            thread.join()

    def write(self, update_id: int, chat: int, text: str) -> None:
        """Let somebody write to the bot."""
        person = {"id": chat, "is_bot": False, "first_name": "Ann", "language_code": "en"}
        message = {
            "message_id": update_id,
            "date": 1_763_431_200,
            "chat": {"id": chat, "type": "private"},
            "from": person,
            "text": text,
        }
        self.pending.append({"update_id": update_id, "message": message})

    def answer(self, method: str, params: dict[str, Any]) -> Any:
        match method.lower():
            case "getme":
                return ME
            case "getupdates":
                offset = int(params.get("offset") or 0)
                self.pending = [each for each in self.pending if each["update_id"] >= offset]
                if not self.pending:
                    self.closing.wait(0.2)
                return list(self.pending)
            case "sendmessage":
                self.sent.append(params)
                chat = {"id": int(params["chat_id"]), "type": "private"}
                return {"message_id": len(self.sent), "date": 1_763_431_200, "chat": chat}
        return True


class _Handler(BaseHTTPRequestHandler):
    stage: Telegram

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        self.stage.calls += 1
        how = self.stage.behaviour
        if how == "hang":
            self.stage.closing.wait()
            return
        if how == "drop":
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        if how == "well":
            method = self.path.rpartition("/")[2]
            result = self.stage.answer(method, _params(self.headers.get("content-type", ""), body))
            self._say(200, JSON, json.dumps({"ok": True, "result": result}).encode())
            return
        self._say(*ANSWERS[how])

    def _say(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


def _params(kind: str, body: bytes) -> dict[str, Any]:
    assert kind.startswith("application/x-www-form-urlencoded"), kind
    return dict(parse_qsl(body.decode()))
