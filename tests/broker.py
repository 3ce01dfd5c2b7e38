"""A small MQTT 3.1.1 broker in the test's own process: sessions that last, retained messages, QoS 1."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

CONNECT, PUBLISH, PUBACK, SUBSCRIBE, PINGREQ, DISCONNECT = 1, 3, 4, 8, 12, 14


@dataclass
class Session:
    filters: list[str] = field(default_factory=list)
    unacknowledged: dict[int, bytes] = field(default_factory=dict)
    number: int = 0
    line: socket.socket | None = None


def fits(topic: str, pattern: str) -> bool:
    parts, wanted = topic.split("/"), pattern.split("/")
    if wanted[-1] == "#":
        parts, wanted = parts[: len(wanted) - 1], wanted[:-1]
    return len(parts) == len(wanted) and all(
        want in {"+", part} for part, want in zip(parts, wanted, strict=True)
    )


class Broker:
    def __init__(self) -> None:
        self.sessions: dict[str, Session] = {}
        self.retained: dict[str, bytes] = {}
        self.connections = 0
        self._lock = threading.RLock()
        self._listener: socket.socket | None = None
        self.port = 0

    def start(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", self.port))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, args=(self._listener,), daemon=True).start()

    def stop(self) -> None:
        """Go away as a broker that is restarted does: sessions are remembered."""
        with self._lock:
            if self._listener is not None:
                with suppress(OSError):
                    self._listener.shutdown(socket.SHUT_RDWR)
                self._listener.close()
            for session in self.sessions.values():
                if session.line is not None:
                    with suppress(OSError):
                        session.line.shutdown(socket.SHUT_RDWR)
                    session.line = None

    def publish(self, topic: str, payload: str, *, retain: bool = False) -> None:
        with self._lock:
            if retain:
                self.retained[topic] = payload.encode()
            for session in self.sessions.values():
                if any(fits(topic, each) for each in session.filters):
                    self._send(session, topic, payload.encode(), retained=False)

    def send(self, raw: bytes) -> None:
        """Send bytes as they are, which need be no packet."""
        with self._lock:
            for session in self.sessions.values():
                if session.line is not None:
                    session.line.sendall(raw)

    @property
    def open_count(self) -> int:
        """How many messages were not acknowledged."""
        with self._lock:
            return sum(len(session.unacknowledged) for session in self.sessions.values())

    @property
    def is_subscribed(self) -> bool:
        with self._lock:
            return any(session.filters and session.line for session in self.sessions.values())

    def _send(self, session: Session, topic: str, payload: bytes, *, retained: bool) -> None:
        session.number = session.number % 65_535 + 1
        name = topic.encode(errors="surrogateescape")
        body = struct.pack(">H", len(name)) + name + struct.pack(">H", session.number) + payload
        packet = bytes([0x32 | retained]) + length(len(body)) + body
        session.unacknowledged[session.number] = packet
        if session.line is not None:
            with suppress(OSError):
                session.line.sendall(packet)

    def _accept(self, listener: socket.socket) -> None:
        with suppress(OSError):
            while True:
                line, _ = listener.accept()
                threading.Thread(target=self._serve, args=(line,), daemon=True).start()

    def _serve(self, line: socket.socket) -> None:
        session = Session()
        with suppress(OSError, EOFError), line:
            while True:
                kind, body = packet(line)
                with self._lock:
                    if kind == CONNECT:
                        session = self._connect(line, body)
                    elif kind == SUBSCRIBE:
                        self._subscribe(session, line, body)
                    elif kind == PUBACK:
                        session.unacknowledged.pop(struct.unpack(">H", body)[0], None)
                    elif kind == PINGREQ:
                        line.sendall(b"\xd0\x00")
                    elif kind == DISCONNECT:
                        session.line = None
                        return

    def _connect(self, line: socket.socket, body: bytes) -> Session:
        (size,) = struct.unpack(">H", body[10:12])
        name = body[12 : 12 + size].decode()
        self.connections += 1
        if body[7] & 0x02:  # a clean session
            self.sessions.pop(name, None)
        was_there = name in self.sessions
        session = self.sessions.setdefault(name, Session())
        session.line = line
        line.sendall(bytes([0x20, 2, was_there, 0]))
        for waiting in session.unacknowledged.values():
            line.sendall(bytes([waiting[0] | 0x08]) + waiting[1:])
        return session

    def _subscribe(self, session: Session, line: socket.socket, body: bytes) -> None:
        filters, place = [], 2
        while place < len(body):
            (size,) = struct.unpack(">H", body[place : place + 2])
            filters.append(body[place + 2 : place + 2 + size].decode())
            place += 3 + size
        session.filters = sorted({*session.filters, *filters})
        line.sendall(b"\x90" + length(2 + len(filters)) + body[:2] + bytes([1] * len(filters)))
        for topic, payload in self.retained.items():
            if any(fits(topic, each) for each in filters):
                self._send(session, topic, payload, retained=True)


def packet(line: socket.socket) -> tuple[int, bytes]:
    (first,) = exactly(line, 1)
    size, shift = 0, 0
    while True:
        (byte,) = exactly(line, 1)
        size |= (byte & 0x7F) << shift
        shift += 7
        if not byte & 0x80:
            return first >> 4, exactly(line, size)


def exactly(line: socket.socket, size: int) -> bytes:
    body = b""
    while len(body) < size:
        part = line.recv(size - len(body))
        if not part:
            raise EOFError
        body += part
    return body


def length(size: int) -> bytes:
    out = bytearray()
    while True:
        size, byte = divmod(size, 128)
        out.append(byte | (0x80 if size else 0))
        if not size:
            return bytes(out)


@contextmanager
def running() -> Iterator[Broker]:
    broker = Broker()
    broker.start()
    try:
        yield broker
    finally:
        broker.stop()
