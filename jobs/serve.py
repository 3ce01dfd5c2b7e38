"""Serving: the API, the bot and the ticker, apart in production or together in one process."""

import errno
import logging
import signal
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from functools import partial
from socket import create_server, getaddrinfo, socket
from time import sleep
from typing import Any

import anyio
import uvicorn
from apscheduler.schedulers.background import BackgroundScheduler
from litestar import Litestar

from domain.core import Core
from domain.db.away import AWAY
from domain.errors import Refusal, error_id
from domain.kit import collector
from domain.kit.loops import Loop
from jobs import due, timetable
from jobs.patience import PatientProtocol

log = logging.getLogger(__name__)

TICK_S = 5
_GRACE_S = 2


async def http(app: Litestar, *, host: str, port: int, ready: Callable[[], None]) -> None:
    """Serve until cancelled, then finish what is under way. `ready` is called once the port is open.

    What is loaded by then is left out of later searches for garbage: one of them took 200 ms of every fifth look at a full board.
    Raises Refusal port_taken, port_forbidden or host_unknown.
    """
    sockets = listening(host, port)
    collector.settle()
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        http=PatientProtocol,
        log_config=None,  # its lines go the way of all others, so secrets are taken out of them too
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=_GRACE_S,
    )
    server = _Server(config, ready)
    async with anyio.create_task_group() as group:
        group.start_soon(_shielded, server, sockets)
        try:
            await anyio.sleep_forever()
        finally:
            server.should_exit = True


def listening(host: str, port: int) -> socket:
    """Open the port. Raises Refusal port_taken, port_forbidden or host_unknown."""
    try:
        family = getaddrinfo(host, port)[0][0]
        return create_server((host, port), family=family)
    except PermissionError as error:
        raise Refusal("port_forbidden", port=str(port)) from error
    except OSError as error:
        code = "port_taken" if error.errno == errno.EADDRINUSE else "host_unknown"
        raise Refusal(code, port=str(port), host=host) from error


async def _shielded(server: uvicorn.Server, listener: socket) -> None:
    with anyio.CancelScope(shield=True):
        await server.serve(sockets=[listener])


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
    """Ask every few seconds whether a job is due. Only one tick runs at a time."""
    loop = core.loops.begin("ticker", patience_s=due.LEASE.total_seconds())
    scheduler = BackgroundScheduler(timezone="UTC")
    scheduler.add_job(
        partial(_tick, core, loop),
        "interval",
        seconds=TICK_S,
        max_instances=1,
        coalesce=True,
        misfire_grace_time=None,
    )
    scheduler.start()
    return scheduler


def _tick(core: Core, loop: Loop) -> None:
    """Run what is due; while that cannot even be asked, ask less and less often."""
    try:
        due.tick(core, timetable.TIMETABLE)
    except Exception as error:
        pause_s = loop.missed(error, outside=isinstance(error, (*AWAY, OSError)))
        log.exception("error %s: the timetable waits %.1f s", error_id(), pause_s)
        sleep(pause_s)
    else:
        loop.came_round()


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
