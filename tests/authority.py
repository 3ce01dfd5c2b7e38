"""A time-stamping authority on this machine: openssl makes its certificates and its answers, a real HTTP server sends them."""

import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

_CONFIG = """
[req]
distinguished_name = name
prompt = no
[name]
CN = unused
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
[leaf]
basicConstraints = CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[stamp]
serial = serial
default_policy = 1.2.3.4
digests = sha256
signer_digest = sha256
ess_cert_id_alg = sha256
"""
_EC = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-config", "tsa.cnf")


@dataclass(frozen=True)
class Authority:
    """A root, a certificate for time stamps below it, and a second root that has nothing to do with them."""

    folder: Path

    @property
    def root(self) -> Path:
        return self.folder / "root.pem"

    @property
    def other_root(self) -> Path:
        return self.folder / "other.pem"

    def answer(self, request: bytes) -> bytes:
        (self.folder / "request.tsq").write_bytes(request)
        self._run("ts", "-reply", "-queryfile", "request.tsq", "-signer", "leaf.pem", "-inkey", "leaf.key",
                  "-config", "tsa.cnf", "-section", "stamp", "-out", "answer.tsr")  # fmt: skip
        return (self.folder / "answer.tsr").read_bytes()

    def _run(self, *words: str) -> None:
        subprocess.run(["openssl", *words], cwd=self.folder, check=True, capture_output=True)

    def begin(self) -> None:
        (self.folder / "tsa.cnf").write_text(_CONFIG)
        (self.folder / "serial").write_text("01")
        for name in ("root", "other"):
            self._run("req", "-x509", *_EC, "-extensions", "root", "-days", "3650", "-subj", f"/CN={name}",
                      "-keyout", f"{name}.key", "-out", f"{name}.pem")  # fmt: skip
        self._run("req", *_EC, "-subj", "/CN=Test TSA", "-keyout", "leaf.key", "-out", "leaf.csr")
        self._run("x509", "-req", "-in", "leaf.csr", "-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial",
                  "-days", "3650", "-extfile", "tsa.cnf", "-extensions", "leaf", "-out", "leaf.pem")  # fmt: skip


def begun(folder: Path) -> Authority:
    authority = Authority(folder)
    authority.begin()
    return authority


@dataclass
class Server:
    """What was asked of it, and how it answers from now on: None is never."""

    url: str
    answer: Callable[[bytes], bytes | None]
    status: int = 200
    bodies: list[bytes] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)


@contextmanager
def serving(answer: Callable[[bytes], bytes | None]) -> Iterator[Server]:
    http = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    http.daemon_threads = True
    server = Server(f"http://127.0.0.1:{http.server_port}/tsr", answer)
    http.RequestHandlerClass = _handler(server)
    threading.Thread(target=http.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.closing.set()
        http.shutdown()
        http.server_close()


def _handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = self.rfile.read(int(self.headers["Content-Length"]))
            server.bodies.append(request)
            answer = server.answer(request)
            if answer is None:
                server.closing.wait()
                return
            with suppress(OSError):
                self.send_response(server.status)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
            pass

    return Handler
