"""The whole product in one process with a hurried clock: API, bot, ticker, chat page and demo cars."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

import anyio
from litestar import Litestar
from pydantic import SecretStr

from api.app import create_app
from bot import app as bot_app
from bot import serve as bot_serve
from bot import steady
from bot.playground import app as playground
from bot.playground.panel import RealBot
from bot.playground.stage import Stage
from domain import core as core_module
from domain.core import Core
from domain.db import migrate
from domain.kit.clock import RealClock, TimeLapse
from domain.plans import catalogue
from domain.registry.facts import Source
from domain.settings import Settings
from jobs import beats, serve, speakers
from jobs.demo import folder, listings, operator, seed, year
from jobs.demo.cars import door
from jobs.demo.panel import Panel
from jobs.demo.player import Player

log = logging.getLogger(__name__)

_NAME_WITHIN_S: Final = 60.0
_OFFERS: Final = Path(__file__).with_name("offers.toml")


@dataclass(frozen=True, slots=True)
class Demo:
    """The parts of a demo, ready to be served.

    stage: the local chat; None where the bot talks through Telegram. has_past: whether a made-up year is told at the start.
    """

    core: Core
    stage: Stage | None
    player: Player
    has_past: bool


def demo_settings(settings: Settings, *, port: int) -> Settings:
    """Give the demo a folder of its own, and the playground's Bot API unless a real token is set."""
    own = settings.data_dir.parent / "demo"
    changes: dict[str, object] = {
        "data_dir": own / "data",
        "master_key_file": own / "keys" / "master.json",
        "database_url": None,
        "api_port": port,
        "roadside_phone": settings.roadside_phone or "+00 000-0000-0100",  # no country has the code 00
        "operator_phone": settings.operator_phone or "+00 000-0000-0200",
        "offers": settings.offers or _OFFERS,
    }
    if settings.telegram_token is None:
        changes["telegram_token"] = SecretStr(playground.TOKEN)
        changes["telegram_api"] = f"http://127.0.0.1:{port}"
        # The local chat takes any token, and moves no money: only there are plans sold that nobody has set.
        changes["plans"] = settings.plans or catalogue.SHIPPED
        changes["payment_provider"] = settings.payment_provider or SecretStr("SIMULATED")
    return settings.model_copy(update=changes)


async def serve_demo(settings: Settings, *, port: int, ready: Callable[[], None]) -> None:
    """Run until stopped. The folder is emptied at each start: the clock runs fast, so rows of an earlier run lie in the future."""
    own = demo_settings(settings, port=port)
    serve.listening(own.api_host, port).close()  # a taken port is told before anything is begun
    with folder.claimed(own.data_dir.parent):
        demo = prepare(own, clock=TimeLapse(RealClock()), has_past=True)
        try:
            await serve.until_stopped(partial(show, demo, ready=ready))
        finally:
            demo.core.engine.dispose()


def prepare(settings: Settings, *, clock: TimeLapse, has_past: bool = False) -> Demo:
    """Migrate the stores, plant workshops and cars in them, and set up the chat unless a real bot has it."""
    core = core_module.build(settings, clock=clock, speaker=speakers.speaker)
    migrate.upgrade(core.engine)
    client = door(f"http://{settings.api_host}:{settings.api_port}")
    player = Player(core, clock, seed.plant(core), client=client)
    ours = settings.telegram_token is None or settings.telegram_token.get_secret_value() == playground.TOKEN
    return Demo(core, playground.create_stage(clock=clock.now) if ours else None, player, has_past)


async def show(demo: Demo, *, ready: Callable[[], None]) -> None:
    """Serve until cancelled. `ready` is called once the port is open."""
    core, settings = demo.core, demo.core.settings
    real = RealBot()
    web = _web(demo, real)
    open_port = anyio.Event()
    with beats.beating(core), _remembering(demo) as remember, _stage_hand(demo.player), _ticking(core):
        async with anyio.create_task_group() as group:
            group.start_soon(
                partial(serve.http, web, host=settings.api_host, port=settings.api_port, ready=open_port.set)
            )
            group.start_soon(_talk, core, open_port, ready, remember)
            if demo.stage is None:
                group.start_soon(_meet, core, real)
            else:
                group.start_soon(_close_at_end, demo.stage)


def _web(demo: Demo, real: RealBot) -> Litestar:
    panel, door = Panel(demo.core, demo.player), operator.door()
    if demo.stage is None:
        app = create_app(demo.core, more=[*playground.car_routes(panel, real), door])
    else:
        app = create_app(
            demo.core,
            more=[*playground.routes(demo.stage, panel), door],
            lifespan=[playground.lifespan(demo.stage)],
        )
    app.state.source = Source.SIMULATED
    return app


async def _meet(core: Core, real: RealBot) -> None:
    """Ask Telegram for the bot's user name, for its links."""

    async def ask() -> None:
        real.username = (await bot.me()).username or ""

    async with bot_app.create_bot(core.settings) as bot:
        await steady.keep_on(core.loops.begin("bot.name", patience_s=_NAME_WITHIN_S), ask)
    core.loops.end("bot.name")


async def _close_at_end(stage: Stage) -> None:
    """Close the chat's long polls at the end, so that the server can stop at once."""
    try:
        await anyio.sleep_forever()
    finally:
        stage.close()


async def _talk(
    core: Core, open_port: anyio.Event, ready: Callable[[], None], remember: Callable[[], None]
) -> None:
    """Start the bot once its Bot API answers, in the demo our own port, and then the telling of the year."""
    await open_port.wait()
    ready()
    remember()
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
        player.close()


@contextmanager
def _remembering(demo: Demo) -> Iterator[Callable[[], None]]:
    """Yield what begins to tell the made-up year beside all else: it takes longer than anybody waits for a page."""
    is_over = threading.Event()

    def tell() -> None:
        try:
            listings.teach(demo.core.settings.models_dir, demo.core.clock.now())
        except Exception:
            log.exception("the made-up listings of used cars are missing")
        try:
            # After each owner it waits for as long as that one took, so that others can write.
            year.tell(demo.core, ends_at=demo.core.clock.now(), pause=is_over.wait)
        except Exception:
            log.exception("the made-up year stays incomplete")

    thread = threading.Thread(target=tell, name="year", daemon=True)
    try:
        yield thread.start if demo.has_past else lambda: None
    finally:
        is_over.set()
        if thread.ident is not None:
            thread.join(timeout=5)


@contextmanager
def _ticking(core: Core) -> Iterator[None]:
    scheduler = serve.start_ticker(core)
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)
