"""The whole product in one process with a hurried clock: API, bot, ticker, chat page and demo cars."""

import logging
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

import anyio
from pydantic import SecretStr

from api.app import create_app
from bot import serve as bot_serve
from bot.playground import app as playground
from domain import core as core_module
from domain.core import Core
from domain.db import migrate
from domain.kit.clock import RealClock, TimeLapse
from domain.settings import Settings
from jobs import serve
from jobs.demo import seed
from jobs.demo.cars import door
from jobs.demo.panel import Panel
from jobs.demo.player import Player

log = logging.getLogger(__name__)


def demo_settings(settings: Settings, *, port: int) -> Settings:
    """Give the demo a folder of its own, and the playground's Bot API unless a real token is set."""
    folder = settings.data_dir.parent / "demo"
    changes: dict[str, object] = {
        "data_dir": folder / "data",
        "master_key_file": folder / "keys" / "master.json",
        "database_url": None,
        "api_port": port,
    }
    if settings.telegram_token is None:
        changes["telegram_token"] = SecretStr(playground.TOKEN)
        changes["telegram_api"] = f"http://127.0.0.1:{port}"
    return settings.model_copy(update=changes)


async def serve_demo(settings: Settings, *, port: int, ready: Callable[[], None]) -> None:
    """Run until stopped. Every start begins anew: the clock is hurried, so yesterday's rows lie ahead."""
    demo = demo_settings(settings, port=port)
    shutil.rmtree(demo.data_dir.parent, ignore_errors=True)
    clock = TimeLapse(RealClock())
    core = core_module.build(demo, clock=clock)
    migrate.upgrade(core.engine)
    player = Player(core, clock, seed.plant(core), client=door(f"http://127.0.0.1:{port}"))
    stage = playground.create_stage(clock=clock.now)
    web = create_app(
        core,
        more=playground.routes(stage, Panel(core, player)),
        lifespan=[playground.lifespan(stage)],
    )
    open_port = anyio.Event()
    with _stage_hand(player), _ticking(core):
        await serve.until_stopped(
            partial(serve.http, web, host=demo.api_host, port=port, ready=open_port.set),
            partial(_talk, core, open_port, ready),
        )
    core.engine.dispose()


async def _talk(core: Core, open_port: anyio.Event, ready: Callable[[], None]) -> None:
    """Start the bot once its Bot API answers: in the demo that is our own port."""
    await open_port.wait()
    ready()
    await bot_serve.run(core)


@contextmanager
def _stage_hand(player: Player) -> Iterator[None]:
    thread = threading.Thread(target=player.run, name="demo", daemon=True)
    thread.start()
    try:
        yield
    finally:
        player.stop()
        thread.join(timeout=5)


@contextmanager
def _ticking(core: Core) -> Iterator[None]:
    scheduler = serve.start_ticker(core)
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)
