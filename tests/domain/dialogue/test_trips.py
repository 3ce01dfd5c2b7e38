"""Trips, charges and prices in the chat, by command, sentence and tap, in both languages."""

import json
import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.core import Core
from domain.explain.facts import Language
from domain.kit.classified import Purpose
from domain.kit.clock import FixedClock
from domain.registry import service as registry
from domain.registry.facts import Papers
from domain.simulation import run as simulation
from domain.simulation import wire as simulated
from domain.simulation.cars import DEMO_CARS, made_up_vin
from domain.telemetry import service as telemetry
from domain.telemetry import travels
from domain.telemetry.facts import Window
from domain.telemetry.ingest import wire
from domain.telemetry.trips import Travel
from domain.trips import rules
from domain.trips.facts import Period
from tests.domain.dialogue.chat import Chat
from tests.domain.earlier import long_ago

NOW = datetime(2026, 11, 18, 2, tzinfo=UTC)  # a Wednesday
ZONE = "Asia/Shanghai"


def begun(core: Core, language: Language, *purposes: Purpose) -> Chat:
    """An owner of forty days with one car, who agreed to purposes then."""
    with core.unit() as opened:
        unit = long_ago(opened)
        owner = registry.meet(unit, 1, locale=language, zone=ZONE)
        car = registry.register_vehicle(
            unit, vin=made_up_vin(900_101, year="S"), name="Car 1", model="Lark 60", papers=Papers()
        )
        registry.link(unit, owner.id, registry.link_code(unit, car.id))
        for purpose in purposes:
            registry.consent(unit, owner.id, purpose=purpose, given=True, channel="test")
        return Chat(core, language, owner.id)


def driven(chat: Chat, *, days: int = 25, without: tuple[str, ...] = ()) -> Chat:
    """Weeks of readings of a simulated car, as a server has them."""
    window = simulation.simulate(DEMO_CARS[0], start=NOW - timedelta(days=days), end=NOW, step_s=20)
    kept = Window(window.at, {path: each for path, each in window.values.items() if path not in without})
    batch = wire.decode(json.dumps({"records": simulated.to_records(kept)}).encode())
    with chat.core.unit() as unit:
        telemetry.ingest(unit, registry.vehicle(unit, 1), batch)
        telemetry.refresh(unit, 1)
    return chat


@pytest.fixture(params=["en", "zh_Hans"])
def language(request: pytest.FixtureRequest) -> Language:
    return "en" if request.param == "en" else "zh_Hans"


@pytest.fixture
def chat(core: Core, language: Language) -> Chat:
    return driven(begun(core, language, Purpose.CARE, Purpose.DRIVING))


def stored(chat: Chat, period: Period) -> Travel:
    since, until = rules.bounds(period, now=NOW, zone=ZONE)
    with chat.core.reading() as unit:
        return travels.between(unit, 1, chat.owner_id, since=since, until=until)


def numbers(text: str, unit: str) -> list[float]:
    return [float(each.replace(",", "")) for each in re.findall(rf"(\d[\d,]*\.\d) ?{unit}", text)]


def test_x(chat: Chat) -> None:
    for text in [
        "/trips",
        "/trips last week",
        "/charges",
        "/tariff",
        "/tariff 23-7 0.3, else 0.6, fast 1.8",
        "/charges",
        "/trips last",
        "上次充电充了多少度",
        "how far did I drive last month",
        "/trips 上个月",
    ]:
        print(">>", text)
        print(chat.say(text))
        print([each.label for each in chat.newest])
    assert 0
