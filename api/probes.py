"""Is it alive, is it ready, and how is it doing."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

import msgspec
from anyio import CapacityLimiter, move_on_after, to_thread
from litestar import Response, get
from litestar.status_codes import HTTP_200_OK, HTTP_503_SERVICE_UNAVAILABLE
from prometheus_client import CONTENT_TYPE_LATEST

from api import metrics as figures
from api.areas import CoreDep, answers
from api.auth import Role
from domain.core import Core
from domain.db.away import AWAY
from domain.kit.loops import HOPELESS, Life, State
from domain.running import service as running

_WITHIN_S: Final = 3.0
_PARTS: Final = ("ticker", "bot")
_OFF: Final = "off"
_FAILING: Final = "failing"
_ASKING: Final = CapacityLimiter(4)
"""Threads of its own: requests that wait for the database keep all the others."""

ANSWER: Final = {
    "status": "ok",
    "database": "running",
    "ticker": "running",
    "bot": "waiting",
    "parts": [
        {
            "name": "bot.updates",
            "state": "waiting",
            "since": "2026-11-18T01:58:20Z",
            "reason": "TelegramConflictError",
        }
    ],
}


class Health(msgspec.Struct):
    status: str


class Part(msgspec.Struct):
    """A part that is not running. since: since when it has been so. reason: the kind of error, or in words."""

    name: str
    state: State
    since: datetime
    reason: str


class Readiness(msgspec.Struct):
    """How the service is, part by part. status: ok or failing.

    A part is running, waiting (for something outside), stopped, failing or stalled; off where it has never run.
    parts: those that are not running.
    """

    status: str
    database: str
    ticker: str
    bot: str
    parts: list[Part]


@get(
    "/health/live",
    opt={"role": Role.PUBLIC, **answers({"status": "ok"})},
    sync_to_thread=False,
    tags=["health"],
    summary="Alive",
)
def live() -> Health:
    """Answer as soon as the process serves."""
    return Health("ok")


def _with_status(response: Response[Readiness]) -> Response[Readiness]:
    response.status_code = (
        HTTP_503_SERVICE_UNAVAILABLE if response.content.status == _FAILING else HTTP_200_OK
    )
    return response


@get(
    "/health/ready",
    opt={"role": Role.PUBLIC, **answers(ANSWER)},
    tags=["health"],
    summary="Ready",
    after_request=_with_status,
)
async def ready(core: CoreDep) -> Readiness:
    """Tell how the parts are. 503 where the database is away or a part cannot go on; not while the bot waits for Telegram."""
    lives = await _lives(core)
    fails = lives[running.OWN].state is not State.RUNNING or any(
        life.state in HOPELESS for life in lives.values()
    )
    return Readiness(
        status=_FAILING if fails else "ok",
        database=lives[running.OWN].state,
        **{name: lives[name].state if name in lives else _OFF for name in _PARTS},
        parts=[_part(life, core) for life in lives.values() if life.state is not State.RUNNING],
    )


async def _lives(core: Core) -> Mapping[str, Life]:
    """Ask the database, within a time in which whoever asks for readiness still listens."""
    here, database = (
        running.parts_here(core),
        Life(running.OWN, State.WAITING, _WITHIN_S, "no answer in time"),
    )
    with move_on_after(_WITHIN_S):
        return await to_thread.run_sync(_loops, core, abandon_on_cancel=True, limiter=_ASKING)
    return {**here, running.OWN: database}


def _loops(core: Core) -> Mapping[str, Life]:
    try:
        with core.reading() as unit:
            return {**running.parts(unit), running.OWN: running.writing(core)}
    except AWAY as error:
        away = Life(running.OWN, State.WAITING, reason=type(error).__name__)
        return {**running.parts_here(core), running.OWN: away}


def _part(life: Life, core: Core) -> Part:
    return Part(life.name, life.state, core.clock.now() - timedelta(seconds=life.since_s), life.reason)


@get("/metrics", opt={"role": Role.PUBLIC}, sync_to_thread=True, include_in_schema=False)
def metrics(core: CoreDep) -> Response[bytes]:
    """Prometheus text format; counts only, nothing about a person."""
    return Response(figures.text(core), media_type=CONTENT_TYPE_LATEST)
