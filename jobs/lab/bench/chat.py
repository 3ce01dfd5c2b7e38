"""Talking: how long people wait for an answer, with the bot in one process and Telegram's stand-in in another."""

import time
from functools import partial
from pathlib import Path

import anyio
import numpy as np
import uvicorn
from litestar import Litestar
from pydantic import SecretStr
from sqlalchemy import event

from bot import serve as bot_serve
from bot.pace import Pace
from bot.playground import app as playground
from bot.playground import people
from bot.playground.facts import Person
from bot.playground.stage import Stage
from domain import core as cores
from domain.booking import centres
from domain.contact import service as contact
from domain.core import Core
from domain.dialogue import service as dialogue
from domain.kit.clock import RealClock
from domain.registry.tables import Owner
from jobs import speakers
from jobs.demo import seed
from jobs.lab.bench import ground, outbox
from jobs.lab.bench.facts import Bar, Result

_LINES = 8  # of each
_HURRIED_S = (0.5, 1.5)  # between an answer and the next line: nobody types faster
_READING_S = (3.0, 9.0)  # as people do who read what they are answered
_FREE = Pace(overall_per_s=1e9, chat_gap_s=0)
_WITHIN_S = 20.0
_OWNERS = 5  # whose turns are counted one after another
_TEXTS = (
    "How is my car?",
    "我的车怎么样？",
    "Book a brake check for tomorrow morning",
    "/bookings",
    "取消",
    "What can you do?",
    "刹车多少钱？",
    "/privacy",
)
_TYPICAL = {
    "status": "How is my car?",
    "wish": "Book a brake check for Monday at 10",
    "yes": "yes",
    "small_talk": "Thanks, nice weather today",
    "move": "Move my booking to Tuesday afternoon",
}


def chat() -> Result:
    """Let twenty hurried people talk side by side, then let all of them write in the same instant; then a hundred who read.

    Measured from the moment the update can be fetched to the moment sendMessage has arrived.
    """
    talked, at_once = _talks(20, _HURRIED_S)
    of_hundred, _ = _talks(100, _READING_S)
    figures = {
        **_costs(),
        "p50_ms": ground.percentile(talked, 0.50),
        "p95_ms": ground.percentile(talked, 0.95),
        "same_instant_p50_ms": ground.percentile(at_once, 0.50),
        "same_instant_p95_ms": ground.percentile(at_once, 0.95),
        "hundred_p50_ms": ground.percentile(of_hundred, 0.50),
        "hundred_p95_ms": ground.percentile(of_hundred, 0.95),
    }
    bars = Bar("p95_ms", 100, at_most=True), Bar("hundred_p95_ms", 250, at_most=True)
    return Result("chat", figures, bars)


def _costs() -> dict[str, float]:
    """Return of each typical turn of one talk how many statements it asks, and the milliseconds of processor time (median)."""
    statements: list[str] = []
    figures: dict[str, float] = {}
    with ground.core() as core:
        event.listen(core.engine, "before_cursor_execute", lambda *of: statements.append(of[2]))
        _plant(core, _OWNERS)
        times_ms: dict[str, list[float]] = {name: [] for name in _TYPICAL}
        for owner_id in range(1, _OWNERS + 1):
            for name, text in _TYPICAL.items():
                statements.clear()
                times_ms[name].append(1000 * ground.cpu_timed(partial(_turn, core, owner_id, text)))
                figures[f"{name}_statements"] = len(statements)
    return figures | {f"{name}_cpu_ms": ground.percentile(each, 0.5) for name, each in times_ms.items()}


def _turn(core: Core, owner_id: int, text: str) -> None:
    with core.unit() as unit:
        reply = dialogue.converse(unit, unit.session.get_one(Owner, owner_id), text)
        for message in reply.messages:
            contact.offer(unit, owner_id, message)


def _talks(people_count: int, pause_s: tuple[float, float]) -> tuple[list[float], list[float]]:
    """Return the milliseconds to each answer: in talks with pauses, and of lines written in the same instant."""
    port = ground.free_port()
    with ground.folder() as place, ground.core(place, clock=RealClock()) as core:
        _plant(core, people_count)
        with ground.process(_serve_bot, place, port, playground.TOKEN):
            return anyio.run(_talk, port, people_count, pause_s)


def _plant(core: Core, people_count: int) -> None:
    with core.unit() as unit:
        home = centres.add_centre(unit, seed.CENTRES[0]).id
        for _, car in ground.cars(unit, count=people_count):
            car.centre_id = home


def _serve_bot(place: Path, port: int, token: str) -> None:
    settings = ground.settings(
        place, telegram_token=SecretStr(token), telegram_api=f"http://127.0.0.1:{port}"
    )
    core = cores.build(settings, clock=RealClock(), speaker=speakers.speaker)
    anyio.run(lambda: bot_serve.run(core, pace=_FREE))


async def _talk(
    port: int, people_count: int, pause_s: tuple[float, float]
) -> tuple[list[float], list[float]]:
    stage = playground.create_stage()
    outbox.start_all(stage, people_count)
    web = Litestar(route_handlers=playground.routes(stage), openapi_config=None)
    server = uvicorn.Server(
        uvicorn.Config(web, host="127.0.0.1", port=port, log_level="warning", timeout_graceful_shutdown=1)
    )
    everybody = [stage.store.chats[ground.FIRST_CHAT + number].person for number in range(people_count)]
    talked: list[float] = []
    at_once: list[float] = []
    async with anyio.create_task_group() as group:
        group.start_soon(server.serve)
        for text in _TEXTS:  # the bot's start, and what it loads at first use, is not measured here
            await _say(stage, everybody[0], text, within_s=60)
        async with anyio.create_task_group() as talks:
            for place, person in enumerate(everybody):
                talks.start_soon(_hold_a_talk, stage, person, place, pause_s, talked)
        for line in range(_LINES // 2):
            async with anyio.create_task_group() as talks:
                for place, person in enumerate(everybody):
                    talks.start_soon(_one_line, stage, person, _TEXTS[(place + line) % len(_TEXTS)], at_once)
        stage.close()
        server.should_exit = True
    return talked, at_once


async def _hold_a_talk(
    stage: Stage, person: Person, place: int, pause_s: tuple[float, float], times_ms: list[float]
) -> None:
    rng = np.random.default_rng(place)
    for line in range(_LINES):
        await anyio.sleep(rng.uniform(*pause_s))
        await _one_line(stage, person, _TEXTS[(place + line) % len(_TEXTS)], times_ms)


async def _one_line(stage: Stage, person: Person, text: str, times_ms: list[float]) -> None:
    times_ms.append(await _say(stage, person, text) * 1000)


async def _say(stage: Stage, person: Person, text: str, *, within_s: float = _WITHIN_S) -> float:
    """Return the seconds until the bot's next message stands in the chat. Raises TimeoutError."""
    begun = time.perf_counter()
    message_id = people.say(stage, person, text).message_id
    messages = stage.store.chats[person.id].messages
    with anyio.fail_after(within_s):
        while not any(each.from_bot for number, each in messages.items() if number > message_id):
            await stage.changed.wait(1.0)
    return time.perf_counter() - begun
