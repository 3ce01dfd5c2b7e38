"""Serving: the API, the bot and the ticker, apart in production or together in one process."""

import logging
import signal
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from socket import socket
from typing import Any

import anyio
import uvicorn
from apscheduler.schedulers.background import BackgroundScheduler
from litestar import Litestar

from domain.core import Core
from jobs import due, timetable

log = logging.getLogger(__name__)

TICK_S = 5
_GRACE_S = 2


async def http(app: Litestar, *, host: str, port: int, ready: Callable[[], None]) -> None:
    """Serve until cancelled, then finish what is under way. `ready` is called once the port is open."""
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        log_config=None,  # its lines go the way of all others, so secrets are taken out of them too
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=_GRACE_S,
    )
    server = _Server(config, ready)
    async with anyio.create_task_group() as group:
        group.start_soon(_shielded, server)
        try:
            await anyio.sleep_forever()
        finally:
            server.should_exit = True


async def _shielded(server: uvicorn.Server) -> None:
    with anyio.CancelScope(shield=True):
        await server.serve()


class _Server(uvicorn.Server):
    """uvicorn that leaves signals to the process and says when its port is open."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()


def start_ticker(core: Core) -> BackgroundScheduler:
    """Ask every few seconds whether a job is due. One at a time: a tick that is still running is not joined."""
    scheduler = BackgroundScheduler(timezone="UTC")
    scheduler.add_job(
        lambda: due.tick(core, timetable.JOBS),
        "interval",
        seconds=TICK_S,
        max_instances=1,
        coalesce=True,
        misfire_grace_time=None,
    )
    scheduler.start()
    return scheduler


async def until_stopped(*tasks: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Run tasks side by side until one fails or the process is asked to stop."""
    async with anyio.create_task_group() as group:
        for task in tasks:
            group.start_soon(task)
        with anyio.open_signal_receiver(signal.SIGINT, signal.SIGTERM) as signals:
            async for _ in signals:
                log.info("stopping")
                group.cancel_scope.cancel()
                return
