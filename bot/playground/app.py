"""Puts the playground together, to run by itself or inside the product's own application.

By itself: `uvicorn` on `create_playground(...)`. Inside another Litestar application: give it
`routes(stage, panel)` as route handlers and `lifespan(stage)` in its `lifespan`. Where a real bot has the chats,
`car_routes(panel, bot)` serves the demo cars alone.
A bot that polls holds a request open: run uvicorn with `timeout_graceful_shutdown` of a second or so.
"""

import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime
from functools import partial
from typing import Any, Final

import anyio
from litestar import Litestar, Request, Response, Router
from litestar.datastructures import State
from litestar.di import Provide

from bot.playground import botapi, calls, cars, control, inspector, nearby, site
from bot.playground import stage as stages
from bot.playground.facts import ApiError, BotIdentity, Json, Refused
from bot.playground.panel import PanelSource, RealBot
from bot.playground.stage import Stage
from domain.kit.clock import RealClock

TOKEN: Final = f"42:{secrets.token_urlsafe(24)}"
"""Another in every process: a page of another site cannot know it, nor another user of this machine."""
NEAR: Final = (nearby.is_near,)
FIRST_PEOPLE = (("小明", "zh-hans"), ("Alice", "en"))


def create_stage(
    *,
    token: str = TOKEN,
    name: str = "Beforehand",
    username: str = "beforehand_bot",
    clock: Callable[[], datetime] | None = None,
) -> Stage:
    bot = BotIdentity(token=token, name=name, username=username)
    stage = stages.build(bot, clock or RealClock().now)
    for person_name, language in FIRST_PEOPLE:
        stage.store.add_person(person_name, language)
    return stage


def routes(stage: Stage, panel: PanelSource | None = None) -> list[Router]:
    def here() -> Stage:
        return stage

    def source() -> PanelSource | None:
        return panel

    dependencies: dict[str, Callable[[], object]] = {"stage": here, "panel": source}
    return [
        Router(
            "/",
            route_handlers=[botapi.call, botapi.download, site.index, site.page_file],
            dependencies={"stage": Provide(here, sync_to_thread=False)},
            guards=NEAR,
            include_in_schema=False,
        ),
        Router(
            "/playground/api",
            route_handlers=[*control.HANDLERS, *inspector.HANDLERS, *cars.HANDLERS],
            dependencies={name: Provide(get, sync_to_thread=False) for name, get in dependencies.items()},
            guards=NEAR,
            exception_handlers={Refused: _refused, ApiError: _bad_request},
            include_in_schema=False,
        ),
    ]


def car_routes(panel: PanelSource, bot: RealBot) -> list[Router]:
    """Serve the demo cars alone: no chat and no Bot API, for both are Telegram's."""

    def source() -> PanelSource:
        return panel

    def real() -> RealBot:
        return bot

    return [
        Router(
            "/",
            route_handlers=[site.cars_index, site.page_file],
            guards=NEAR,
            include_in_schema=False,
        ),
        Router(
            "/playground/api",
            route_handlers=[*cars.HANDLERS, cars.bot],
            dependencies={
                "panel": Provide(source, sync_to_thread=False),
                "real": Provide(real, sync_to_thread=False),
            },
            guards=NEAR,
            include_in_schema=False,
        ),
    ]


def lifespan(stage: Stage) -> Callable[[Litestar], AbstractAsyncContextManager[None]]:
    """Delivers webhooks for as long as the application runs."""

    @asynccontextmanager
    async def running(_app: Litestar) -> AsyncIterator[None]:
        call = partial(calls.answer, stage, via="webhook")
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(stage.webhook.run, stage.queue, call)
            yield
            tasks.cancel_scope.cancel()

    return running


def create_playground(
    *,
    token: str = TOKEN,
    name: str = "Beforehand",
    username: str = "beforehand_bot",
    clock: Callable[[], datetime] | None = None,
    panel: PanelSource | None = None,
) -> Litestar:
    stage = create_stage(token=token, name=name, username=username, clock=clock)
    return Litestar(
        route_handlers=routes(stage, panel),
        lifespan=[lifespan(stage)],
        openapi_config=None,
    )


def _refused(_request: Request[Any, Any, State], error: Refused) -> Response[Json]:
    return Response({"error": error.code, "detail": error.reason}, status_code=409)


def _bad_request(_request: Request[Any, Any, State], error: ApiError) -> Response[Json]:
    return Response({"error": "bad_request", "detail": error.reason}, status_code=error.code)
