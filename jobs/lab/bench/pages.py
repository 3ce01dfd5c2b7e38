"""The pages of workshop, operator and owner: a full board, how soon it is seen that somebody changed it, and what open pages cost."""

import base64
import json
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Final

import anyio
import httpx
import msgspec
import psutil
import uvicorn

from api import app, centres
from domain import core as cores
from domain.booking import days, network
from domain.booking import service as booking
from domain.booking.entry import CentreEntry
from domain.booking.facts import DAYS, Progress, VisitRequest, VisitView
from domain.core import Core, Unit
from domain.kit import collector
from domain.kit.clock import FixedClock
from domain.registry import service as registry
from domain.signin import rules
from domain.signin import service as sessions
from domain.simulation import run as simulation
from domain.simulation import wire as simulated
from domain.simulation.cars import DEMO_CARS
from domain.telemetry import service as telemetry
from domain.telemetry.ingest import wire
from jobs import speakers
from jobs.lab.bench import ground
from jobs.lab.bench.facts import Bar, Result

_MONDAY: Final = ground.NOW.replace(hour=0) + timedelta(days=5)  # the next one, at eight in Shanghai
_NOW: Final = _MONDAY + timedelta(hours=2)
_VISITS: Final = 500  # in one week of one centre
_CENTRE: Final = 1  # the only one
_OWN: Final = 1  # the owner who looks, and the car
_WEEKS: Final = timedelta(days=25)
_BAYS: Final = 20
_WORKDAYS: Final = 5
_SLOTS: Final = 5  # of a day and bay, so that 500 visits fit
_TIMES: Final = 5
_WEEK: Final = "/workshop?span=week"
_PAGES: Final = 50
_OPEN_S: Final = 10
_CHANGES: Final = 6
_EVERY: Final = re.compile(r'id="board"[^>]* hx-get="([^"]+)" hx-trigger="every (\d+)ms')
_BARS: Final = (
    Bar("board_ms", 300, at_most=True),
    Bar("seen_s", 2, at_most=True),
    Bar("open_core_pct", 10, at_most=True),
    Bar("owner_ms", 1000, at_most=True),
)


def pages() -> Result:
    """Serve a centre with 500 visits in a week from a process of its own, and look at it as browsers do.

    board_cpu_ms: processor time of the server for one such look. board_ms, figures_ms: the slowest of five looks at the board of the week, and at the operator's figures, from question to
    answer. seen_s: the longest from a change in another process until an open page shows it. open_core_pct: processor time of
    the server while 50 pages of the board stay open. owner_ms: the slowest of five looks of an owner at the page of a car.
    """
    port = ground.free_port()
    clock = FixedClock(ground.NOW)
    with ground.folder() as place, ground.core(place, clock=clock) as core:
        numbers, centre, operator = _arrange(core, clock)
        with ground.process(_serve, place, port) as server:
            ground.wait_for_port(port)
            with _browser(port, centre) as desk, _browser(port, operator) as chief:
                _prove(chief)
                process = psutil.Process(server)
                board_s, board_cpu_s = _board_s(desk, process)
                figures_s = max(_looks(chief, "/operator/figures"))
                owner_s = _own_look_s(core, port)
                seen_s = max(_delay_s(core, desk, number) for number in numbers[:_CHANGES])
                page = desk.get(_WEEK).text
                share = anyio.run(_open, port, desk.cookies, _polls(page), process)
    assert page.count('class="visit') >= _VISITS, "the board does not show every visit"
    figures = {
        "board_ms": board_s * 1000,
        "board_cpu_ms": board_cpu_s * 1000,
        "figures_ms": figures_s * 1000,
        "seen_s": seen_s,
        "open_core_pct": share * 100,
        "owner_ms": owner_s * 1000,
    }
    return Result("pages", figures, _BARS)


def _serve(place: Path, port: int) -> None:
    core = cores.build(ground.settings(place), clock=FixedClock(_NOW), speaker=speakers.speaker)
    served = app.create_app(core)
    collector.settle()  # as `jobs.serve` does
    uvicorn.run(served, host="127.0.0.1", port=port, log_level="warning")


def _arrange(core: Core, clock: FixedClock) -> tuple[list[str], str, str]:
    """Fill a week; return the numbers of the first day's visits and the links of a centre and an operator."""
    with core.unit() as unit:
        fleet = ground.cars(unit, count=_VISITS)
        entry = {
            **centres.EXAMPLE,
            "hours": [{"weekday": day, "opens": "08:00:00", "closes": "20:00:00"} for day in DAYS],
            "bays": [f"{each + 1}" for each in range(_BAYS)],
            "technicians": {f"T{each + 1}": ["general"] for each in range(_BAYS)},
        }
        network.add(unit, msgspec.convert(entry, CentreEntry))
        visits = [_book(unit, number, owner.id, car.id) for number, (owner, car) in enumerate(fleet)]
    clock.advance(_NOW - clock.now())
    with core.unit() as unit:
        centre = sessions.link(unit, "centre", centre_id=_CENTRE, name="Desk").text
        operator = sessions.link(unit, "operator", name="Chief").text
        _drive(unit)
        today = [each.number for each in visits if each.starts_at.date() == _MONDAY.date()]
    return today, centre, operator


def _drive(unit: Unit) -> None:
    """Give the first owner's car the readings of some weeks."""
    window = simulation.simulate(DEMO_CARS[0], start=_NOW - _WEEKS, end=_NOW, step_s=20)
    records = json.dumps({"records": simulated.to_records(window)}).encode()
    telemetry.ingest(unit, registry.vehicle(unit, _OWN), wire.decode(records))
    telemetry.refresh(unit, _OWN)


def _book(unit: Unit, number: int, owner_id: int, vehicle_id: int) -> VisitView:
    """Book a visit as owners do: a hundred a day, five in each bay."""
    day, place = number % _WORKDAYS, number // _WORKDAYS % _SLOTS
    starts_at = _MONDAY + timedelta(days=day, hours=2 * place)
    return booking.take(
        unit, VisitRequest(owner_id, vehicle_id, job="inspection", centre_id=_CENTRE, starts_at=starts_at)
    )


@contextmanager
def _browser(port: int, link: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60, follow_redirects=True) as browser:
        browser.post("/sign-in", data={"code": link}).raise_for_status()
        yield browser


def _prove(browser: httpx.Client) -> None:
    """Enrol an authenticator and give its code."""
    page = browser.get("/second-factor").text
    secret, token = (
        re.search(each, page) for each in (r'class="secret">(\w+)<', r'name="csrf" value="(\w+)"')
    )
    assert secret is not None
    assert token is not None
    code = rules.code(base64.b32decode(secret[1]), int(_NOW.timestamp()) // rules.STEP_S)
    browser.post("/second-factor", data={"csrf": token[1], "code": code}).raise_for_status()


def _looks(browser: httpx.Client, path: str) -> Iterator[float]:
    for _ in range(_TIMES):
        yield ground.timed(lambda: browser.get(path).raise_for_status())


def _board_s(desk: httpx.Client, server: psutil.Process) -> tuple[float, float]:
    """Return the slowest look at the board of the week, and the server's processor time for one."""
    begun_s = _used_s(server)
    slowest_s = max(_looks(desk, _WEEK))
    return slowest_s, (_used_s(server) - begun_s) / _TIMES


def _own_look_s(core: Core, port: int) -> float:
    """Return how long an owner waits for the page of a car, from question to answer."""
    with core.unit() as unit:
        link = sessions.own_link(unit, _OWN).text
    with _browser(port, link) as owner:
        return max(_looks(owner, f"/my/{_OWN}/now"))


def _used_s(process: psutil.Process) -> float:
    used = process.cpu_times()
    return float(used.user + used.system)


def _polls(page: str) -> tuple[str, float]:
    """Return what an open page asks for, and after how many seconds again."""
    match = _EVERY.search(page)
    assert match is not None, "the board asks for nothing"
    return match[1].replace("&amp;", "&"), int(match[2]) / 1000


def _delay_s(core: Core, desk: httpx.Client, number: str) -> float:
    """Return how long an open page takes to show that a car has arrived."""
    path, every_s = _polls(desk.get(_WEEK).text)
    desk.get(path)
    begun = time.perf_counter()
    with core.unit() as unit:
        days.proceed(unit, _CENTRE, number, progress=Progress.ARRIVED)
    while True:
        time.sleep(every_s)
        if desk.get(path).status_code == httpx.codes.OK:
            return time.perf_counter() - begun


async def _open(port: int, cookies: httpx.Cookies, asks: tuple[str, float], server: psutil.Process) -> float:
    """Keep pages of the board open for a while; return what share of a core the server spends on them."""
    path, every_s = asks

    async def stay(browser: httpx.AsyncClient, place: int) -> None:
        await anyio.sleep(every_s * place / _PAGES)
        for _ in range(int(_OPEN_S / every_s)):
            (await browser.get(path)).raise_for_status()
            await anyio.sleep(every_s)

    address = f"http://127.0.0.1:{port}"
    async with httpx.AsyncClient(base_url=address, cookies=cookies, timeout=60) as browser:
        before, begun = _used_s(server), time.perf_counter()
        async with anyio.create_task_group() as group:
            for place in range(_PAGES):
                group.start_soon(stay, browser, place)
        return (_used_s(server) - before) / (time.perf_counter() - begun)
