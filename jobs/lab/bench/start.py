"""The demo as it is started by hand: how long until it answers, and how much memory it holds after a story."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import httpx

from bot.playground.client import Playground
from bot.playground.facts import Json
from jobs import memory
from jobs.lab.bench import ground
from jobs.lab.bench.facts import Bar, Result

_WITHIN_S = 60.0
_STORY_WITHIN_S = 45.0
_LOOK_S = 0.1
_STORY = "coolant_leak"


def start() -> Result:
    """Start `beforehand run --demo`, link a car, and play the story of a coolant leak to its warning.

    Memory is what the system counts as resident (VmRSS, with libraries); -1 where it does not tell.
    """
    port = ground.free_port()
    with ground.folder() as place, ExitStack() as stack:
        begun = time.perf_counter()
        child = stack.enter_context(_started(place, port))
        stack.callback(child.terminate)
        url = f"http://127.0.0.1:{port}"
        _wait_until_ready(url)
        serving_s = time.perf_counter() - begun
        idle_mb = memory.resident_mb(child.pid)
        _play(url)
        figures = {"serving_s": serving_s, "idle_mb": idle_mb, "resident_mb": memory.resident_mb(child.pid)}
    bars = (Bar("serving_s", 10, at_most=True), Bar("resident_mb", 400, at_most=True))
    return Result("start", figures, bars)


def _started(place: Path, port: int) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-c", "from jobs.cli import app; app()", "run", "--demo", "--port", str(port)]
    surroundings = {**os.environ, "BEFOREHAND_DATA_DIR": str(place / "data")}  # noqa: TID251 - handed on
    return subprocess.Popen(command, env=surroundings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - our own


def _wait_until_ready(url: str) -> None:
    until = time.perf_counter() + _WITHIN_S
    while time.perf_counter() < until:
        try:
            httpx.get(f"{url}/health/ready").raise_for_status()
        except httpx.HTTPError:
            time.sleep(_LOOK_S)
        else:
            return
    raise TimeoutError


def _play(url: str) -> None:
    """Be an owner: link the first car, agree, and wait until the story's warning has come or its time is over."""
    with Playground(url) as chat, httpx.Client(base_url=f"{url}/playground/api", timeout=30) as panel:
        me = chat.user("Bench", "en")
        car = _with_story(panel)["vehicle_id"]
        chat.start(me, panel.post(f"/cars/{car}/code").json()["code"])
        chat.wait_for(me, "", timeout=_WITHIN_S)
        chat.press(me, index=0)
        _wait_for(panel, car, lambda each: bool(each["signals"]))
        panel.post(f"/cars/{car}/stories/{_STORY}").raise_for_status()
        _wait_for(panel, car, lambda each: each["progress"] is not None)
        _wait_for(panel, car, lambda each: each["progress"] is None)


def _with_story(panel: httpx.Client) -> Json:
    return next(car for car in _cars(panel) if any(story["key"] == _STORY for story in car["stories"]))


def _cars(panel: httpx.Client) -> list[Json]:
    cards: list[Json] = panel.get("/cars").raise_for_status().json()["cars"]
    return cards


def _wait_for(panel: httpx.Client, car: str, is_so: Callable[[Json], bool]) -> None:
    """Come back when it is so, or when a story has had its time: memory is measured either way."""
    until = time.perf_counter() + _STORY_WITHIN_S
    while time.perf_counter() < until:
        if is_so(next(each for each in _cars(panel) if each["vehicle_id"] == car)):
            return
        time.sleep(_LOOK_S)
