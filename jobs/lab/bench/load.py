"""Open-loop load: requests leave when they are due, whether or not the ones before were answered."""

import time
from collections.abc import Sequence

import anyio
from anyio.abc import SocketStream

_CONNECTIONS = 40  # what Telegram opens at most unless told otherwise
_READ = 65_536


async def latencies_ms(port: int, requests: Sequence[bytes], *, per_s: float) -> list[float]:
    """Send raw HTTP requests at a fixed rate; return milliseconds from when each was due to its answer.

    A wait for a free connection counts. Raises ConnectionError for any answer but 200.
    """
    free, idle = anyio.create_memory_object_stream[SocketStream](_CONNECTIONS)
    for _ in range(_CONNECTIONS):
        free.send_nowait(await anyio.connect_tcp("127.0.0.1", port))
    waits_ms: list[float] = []

    async def send(request: bytes, due: float) -> None:
        stream = await idle.receive()
        await stream.send(request)
        await _answer(stream)
        waits_ms.append((time.perf_counter() - due) * 1000)
        free.send_nowait(stream)

    begun = time.perf_counter()
    async with anyio.create_task_group() as group:
        for place, request in enumerate(requests):
            due = begun + place / per_s
            await anyio.sleep(max(0.0, due - time.perf_counter()))
            group.start_soon(send, request, due)
    return waits_ms


async def _answer(stream: SocketStream) -> None:
    """Read one answer; the servers measured here always say how long it is."""
    head = b""
    while b"\r\n\r\n" not in head:
        head += await stream.receive(_READ)
    lines, _, body = head.partition(b"\r\n\r\n")
    status, *fields = lines.lower().split(b"\r\n")
    length = next(int(each.split(b":")[1]) for each in fields if each.startswith(b"content-length"))
    while len(body) < length:
        body += await stream.receive(_READ)
    if b" 200 " not in status:
        raise ConnectionError(status.decode())
