"""A seller whose car has a record, a driver, a feed, a key and a visit to come; and somebody who would buy it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from domain.alerts import service as alerts
from domain.core import Core
from domain.feeds import links
from domain.health.facts import Finding, Kind, Level
from domain.kit.clock import FixedClock
from domain.logbook import odometer
from domain.registry import changes, tokens
from domain.registry import service as registry
from domain.registry.facts import Change, ChangeKind
from domain.registry.tables import Owner, Vehicle
from domain.telemetry.facts import Charge, Day, Features, Insulation
from tests.domain.dialogue.chat import Chat, begun
from tests.domain.logbook.conftest import chat as seller  # noqa: F401 - a fixture
from tests.domain.telemetry.kept import keep

AT = datetime(2026, 10, 30, 7, 30, tzinfo=UTC)


@pytest.fixture
def buyer(core: Core, seller: Chat, clock: FixedClock) -> Chat:  # noqa: F811
    del seller  # is first, as the centre comes with them
    clock.at += timedelta(hours=1)
    return begun(core, "en", cars=0, chat_id=2)


@pytest.fixture
def bonds(core: Core, seller: Chat, clock: FixedClock) -> dict[str, str]:  # noqa: F811
    """What leads to the car of the seller: its key and the seller's token; with a driver, a feed, a warning and readings."""
    with core.unit() as unit:
        car = unit.session.get_one(Vehicle, 1)
        owner = unit.session.get_one(Owner, seller.owner_id)
        driver = registry.meet(unit, 3, locale="en", zone="UTC")
        registry.link(unit, driver.id, registry.link_code(unit, 1, role="driver"))
        links.connect(unit, car, feed="teslamate", name="7")
        change = Change(AT, ChangeKind.WHEELS)
        changes.note(unit, 1, owner_id=owner.id, change=change, source="declared")
        day = Day(date(2026, 10, 30), 9e4, 3600.0, 40.0, 4.0, 9.0, None, 8.0, odometer_km=18_000.5)
        charge = Charge(AT, AT + timedelta(hours=2), 10.0, 90.0, 48.0, 20.0, 24.0)
        learned = Features(
            days=(day,), charges=(charge,), deep_charges=(charge,), insulation=(Insulation(AT, 1e6, 400.0),)
        )
        keep(unit, 1, owner.id, learned)
        odometer.keep(unit, [1])
        finding = Finding(
            "twelve_volt", 1.2, Level.YELLOW, 0.75, timedelta(days=7), 1, frozenset(Kind), {"volt": 11.9}
        )
        alerts.settle(unit, car, owner, {"twelve_volt": finding}, charts=lambda _: None)
    clock.at += timedelta(days=1)
    with core.unit() as unit:
        alerts.settle(unit, car, owner, {"twelve_volt": finding}, charts=lambda _: None)
        return {"key": registry.vehicle_key(unit, 1), "token": tokens.token(unit, "owner", owner_id=owner.id)}
