"""An owner whose car has five weeks of readings, services, a workshop's measurement, recalls and warnings that were answered."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

import pytest

from domain.alerts import service as alerts
from domain.alerts.facts import Verdict
from domain.battery import service as battery
from domain.battery.facts import Method
from domain.core import Core
from domain.explain.facts import Language
from domain.health.facts import Finding
from domain.kit.clock import FixedClock
from domain.registry import service as registry
from domain.registry.facts import Serviced
from domain.registry.tables import Owner
from domain.upkeep import recalls, services
from domain.upkeep.entry import CampaignEntry
from jobs.demo.faults import FAULTS
from tests.domain.dialogue.chat import Chat
from tests.domain.reports.test_report import raw

SERVICES: Final = (
    Serviced("yearly_service", date(2025, 5, 1), 12_000.0, elsewhere=True),
    Serviced("brake_fluid", date(2026, 3, 9), 17_400.4),
)
CAME_INTO_USE: Final = date(2024, 11, 3)
_ANSWERS: Final = (Verdict.RIGHT, Verdict.WRONG)


@pytest.fixture(params=["en", "zh_Hans"])
def chat(core: Core, clock: FixedClock, request: pytest.FixtureRequest) -> Chat:
    language: Language = "en" if request.param == "en" else "zh_Hans"
    chat, _ = raw(core, days=36, step_s=10, language=language)
    return on_record(chat, clock)


def on_record(chat: Chat, clock: FixedClock) -> Chat:
    """Three warnings, of which the last is open and nobody has said anything."""
    with chat.core.unit() as unit:
        car = registry.vehicle(unit, 1)
        car.in_use_since = CAME_INTO_USE
        vin = registry.vin_of(unit, car)
        for work in SERVICES:
            services.record(unit, chat.owner_id, 1, work)
        battery.record(
            unit, vehicle_id=1, owner_id=chat.owner_id, visit="7", soh_pct=93.4, method=Method.CAPACITY
        )
        for number, vins in enumerate(([vin], [])):
            recalls.add(
                unit,
                CampaignEntry(
                    code=f"R{number}",
                    title={"en": "Seat belt", "zh_Hans": "安全带"},
                    issued=date(2026, 9, 1),
                    vins=vins,
                ),
            )
    today = clock.at
    for days, answer in ((200, _ANSWERS[0]), (100, _ANSWERS[1]), (3, None)):
        clock.at = today - timedelta(days=days)
        _warn(chat, clock, answer)
    clock.at = today
    return chat


def _warn(chat: Chat, clock: FixedClock, answer: Verdict | None) -> None:
    finding = FAULTS[0].find(clock.at)
    looks = (finding, finding) if answer is None else (finding, finding, calm(finding), calm(finding))
    for look in looks:
        with chat.core.unit() as unit:
            owner, car = unit.session.get_one(Owner, chat.owner_id), registry.vehicle(unit, 1)
            told = alerts.settle(unit, car, owner, {look.check: look}, charts=lambda _code: None)
            if answer is not None and told and told[0].cleared_at is None:
                alerts.rate(unit, chat.owner_id, told[0].id, answer)
        clock.advance(timedelta(days=1))


def calm(finding: Finding) -> Finding:
    return replace(finding, strength=0.1)
