"""uvicorn's protocol with an end to patience: the head of a request has to come soon, and has to be small."""

import asyncio
from typing import Any, Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_S: Final = 10.0
HEAD_BYTES: Final = 64 * 1024


class PatientProtocol(HttpToolsProtocol):
    """Closes a connection whose request line and headers do not end in time, or do not end at all.

    Bodies are waited for by `api.limits`, idle connections by uvicorn's own keep-alive.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._head_ends: asyncio.TimerHandle | None = None
        self._head_bytes = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as in uvicorn
        super().connection_made(transport)
        self._await_head()

    def data_received(self, data: bytes) -> None:
        if self._head_ends is not None:
            self._head_bytes += len(data)
        super().data_received(data)
        if self._head_ends is not None and self._head_bytes > HEAD_BYTES:
            self._give_up()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._await_head()
        self._head_bytes += 1

    def on_headers_complete(self) -> None:
        self._stop_waiting()
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def _await_head(self) -> None:
        if self._head_ends is None:
            self._head_bytes = 0
            self._head_ends = self.loop.call_later(HEAD_S, self._give_up)

    def _stop_waiting(self) -> None:
        if self._head_ends is not None:
            self._head_ends.cancel()
            self._head_ends = None

    def _give_up(self) -> None:
        self._stop_waiting()
        if not self._head_bytes:
            self.transport.close()
        elif not self.transport.is_closing():
            self.send_400_response("The head of the request is too slow or too large.")
