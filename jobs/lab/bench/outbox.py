"""The outbox against the local Bot API: what is queued is claimed, rendered, sent, and its outcome written down."""

import time

import anyio
import uvicorn
from litestar import Litestar
from pydantic import SecretStr

from bot import app, deliver, render
from bot.bell import Bell
from bot.pace import Pace
from bot.playground import app as playground
from bot.playground.stage import Stage
from domain.contact import service as contact
from domain.contact.facts import Button, Message
from domain.core import Core
from domain.dialogue.acts.about import Consent
from domain.explain.facts import Phrase
from domain.kit import collector
from domain.kit.clock import RealClock
from jobs.lab.bench import ground
from jobs.lab.bench.facts import Bar, Result

_NOTICES = 2_000
_PEOPLE = 400
_BARE = 1_000
_AT_ONCE = 25
_FREE = Pace(overall_per_s=1e9, chat_gap_s=0)
_LOOK_S = 0.02


def outbox() -> Result:
    """Deliver with the pacing lifted, each notice with two buttons, to a Bot API in another process.

    bare_sends_per_s: the client library alone, the same text to the same server in the same run.
    """
    port = ground.free_port()
    with (
        ground.process(serve_bot_api, port, _PEOPLE, playground.TOKEN),
        ground.core(
            clock=RealClock(),
            telegram_token=SecretStr(playground.TOKEN),
            telegram_api=f"http://127.0.0.1:{port}",
        ) as core,
    ):
        _queue(core)
        ground.wait_for_port(port)
        collector.settle()  # as the bot does before it serves
        bare_s = anyio.run(_send_bare, core)
        seconds, cpu_s = anyio.run(_deliver_all, core)
    figures = {
        "sends_per_s": _NOTICES / seconds,
        "bare_sends_per_s": _BARE / bare_s,
        "ratio_to_bare": _NOTICES / seconds / (_BARE / bare_s),
        "cpu_ms_per_send": cpu_s / _NOTICES * 1000,
    }
    return Result("outbox", figures, (Bar("sends_per_s", 700),))


def _queue(core: Core) -> None:
    with core.unit() as unit:
        owners = [owner.id for owner, _ in ground.cars(unit, count=_PEOPLE)]
        for number in range(_NOTICES):
            owner_id = owners[number % _PEOPLE]
            assert contact.queue(unit, owner_id, key=f"n{number}", message=_message(), awaited=True)


def _message() -> Message:
    """Return something of the size of a reminder."""
    return Message(
        (Phrase("hello.who"), Phrase("hello.promise")),
        rows=((Button(Phrase("consent.agree"), "consent.care", Consent(given=True).params()),),) * 2,
    )


async def _send_bare(core: Core) -> float:
    """Return the seconds that the client library needs for _BARE messages."""
    bot = app.create_bot(core.settings)
    text = "\n\n".join(render.plain(line, locale="en") for line in _message().lines)

    async def send_some(first: int) -> None:
        for number in range(first, _BARE, _AT_ONCE):
            await bot.send_message(ground.FIRST_CHAT + number % _PEOPLE, text)

    begun = time.perf_counter()
    async with anyio.create_task_group() as group:
        for first in range(_AT_ONCE):
            group.start_soon(send_some, first)
    await bot.session.close()
    return time.perf_counter() - begun


async def _deliver_all(core: Core) -> tuple[float, float]:
    """Return seconds by the clock and of this process until nothing is under way any more."""
    bot = app.create_bot(core.settings)
    begun, cpu = time.perf_counter(), time.process_time()
    async with anyio.create_task_group() as group:
        group.start_soon(lambda: deliver.run(core, bot, Bell(), pace=_FREE))
        while await anyio.to_thread.run_sync(_under_way, core):  # noqa: ASYNC110 - the outbox rings no bell
            await anyio.sleep(_LOOK_S)
        took = time.perf_counter() - begun, time.process_time() - cpu
        group.cancel_scope.cancel()
    await bot.session.close()
    return took


def _under_way(core: Core) -> bool:
    with core.reading() as unit:
        return contact.under_way(unit)


def serve_bot_api(port: int, people: int, token: str) -> None:
    """Serve the playground's Bot API to chats that have all been started."""
    stage = playground.create_stage(token=token)
    start_all(stage, people)
    web = Litestar(route_handlers=playground.routes(stage), openapi_config=None)
    uvicorn.run(web, host="127.0.0.1", port=port, log_level="warning")


def start_all(stage: Stage, people: int) -> None:
    """Let the stage hold that many people who have all begun to talk, numbered from ground.FIRST_CHAT."""
    for number in range(people - len(stage.store.chats)):
        stage.store.add_person(f"Person {number}", "en")
    for chat in stage.store.chats.values():
        chat.person.started = True
