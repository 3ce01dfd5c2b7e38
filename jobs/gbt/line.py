"""One TCP line: bytes in, frames to the hub, answers out; what comes too slowly, too much or as nonsense is hung up on."""

import asyncio
import logging
from typing import Final, Protocol

from domain.feeds.gbt32960 import frame as frames
from domain.feeds.gbt32960.facts import Answer, Broken, Frame
from domain.feeds.gbt32960.session import Session

log = logging.getLogger(__name__)

SILENT_S: Final = 300.0  # a heartbeat comes every 240 s at the latest
UNKNOWN_S: Final = 30.0  # until somebody has logged in
HALF_S: Final = 30.0  # until a frame that began is whole
_NONSENSE: Final = 20  # broken pieces in a row
_UNREAD: Final = 1 << 16  # bytes of answers that the other side has not fetched; a 16th before a login
_LEAVES_S: Final = 5.0  # to fetch what was said, once we hang up


class Hub(Protocol):
    """Where lines come together."""

    def join(self, line: "Line") -> bool:
        """Take a line in; False where there are too many."""

    def leave(self, line: "Line") -> None:
        """Forget a line that is closed."""

    def take(self, line: "Line", frame: Frame) -> None:
        """Do what a frame asks for."""

    def hold(self, size: int) -> bool:
        """Note by how many bytes more, or less, half frames grew; False where they are too many in all."""


class Line(asyncio.Protocol):
    """A line belongs to the loop of the hub: nothing of it may be called from another thread."""

    def __init__(self, hub: Hub, session: Session) -> None:
        self.session = session
        self._hub = hub
        self._transport: asyncio.Transport | None = None
        self._loop = asyncio.get_running_loop()
        self._begun = self._last_at = self._half_since = self._loop.time()
        self._rest = b""
        self._nonsense = 0
        self._cutting: asyncio.TimerHandle | None = None
        self.is_closing = False

    @property
    def peer(self) -> str:
        """The address at the other end, as far as it is known."""
        name = None if self._transport is None else self._transport.get_extra_info("peername")
        return str(name[0]) if name else "nobody"

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        if not self._hub.join(self):
            self.cut()

    def connection_lost(self, exc: Exception | None) -> None:
        del exc
        self._transport = None
        self.is_closing = True
        self._keep(b"")
        if self._cutting is not None:
            self._cutting.cancel()
        self._hub.leave(self)

    def data_received(self, data: bytes) -> None:
        if self.is_closing:
            return
        self._last_at = self._loop.time()
        if not self._rest:
            self._half_since = self._last_at
        stream = self._rest + data
        used = 0
        for piece, end in frames.pieces(stream):
            used = end
            self._take(piece)
            if self.is_closing:
                return
        self._keep(stream[used:])
        if used:
            self._half_since = self._last_at

    def _keep(self, rest: bytes) -> None:
        """Keep the beginning of a frame until the rest comes."""
        has_room = self._hub.hold(len(rest) - len(self._rest))
        self._rest = rest
        if rest and not has_room:
            self.cut()

    def _take(self, piece: Frame | Broken) -> None:
        if isinstance(piece, Frame):
            self._nonsense = 0
            self._hub.take(self, piece)
            return
        self._nonsense += 1
        if piece.frame is not None:
            self.say(frames.reply(piece.frame, Answer.ERROR))
        if self._nonsense >= _NONSENSE:
            self.close()

    def say(self, answer: bytes) -> None:
        """Send an answer; a line whose other side fetches none is cut."""
        if self._transport is None or self.is_closing:
            return
        self._transport.write(answer)
        if self._transport.get_write_buffer_size() > (_UNREAD if self.session.is_known else _UNREAD >> 4):
            self.cut()

    def close(self) -> None:
        """Hang up, once what was said is sent, or after a while."""
        if self._transport is not None and not self.is_closing:
            self._transport.close()
            self._cutting = self._loop.call_later(_LEAVES_S, self.cut)
        self.is_closing = True

    def cut(self) -> None:
        """Hang up at once, whatever of what was said is not fetched."""
        self.is_closing = True
        if self._transport is not None:
            self._transport.abort()

    def pause(self, *, stop: bool) -> None:
        """Read no more for now, or go on."""
        if self._transport is None or self._transport.is_closing():
            return
        if stop:
            self._transport.pause_reading()
        elif not self._transport.is_reading():
            self._last_at = self._half_since = self._loop.time()
            self._transport.resume_reading()

    def is_over(self) -> bool:
        """Whether nothing was heard for too long, nobody logged in, or a frame that began was never whole."""
        now = self._loop.time()
        if not self.session.is_known and now - self._begun > UNKNOWN_S:
            return True
        return now - self._last_at > SILENT_S or (bool(self._rest) and now - self._half_since > HALF_S)
