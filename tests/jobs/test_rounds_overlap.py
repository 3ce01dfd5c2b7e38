"""Health rounds that overlap: the same warning is told once, and nothing that its owner did is lost."""

import threading
from datetime import timedelta

import pytest
from sqlmodel import col, select

from domain.alerts import service as alerts
from domain.alerts.facts import Verdict
from domain.alerts.tables import Alert
from domain.contact.tables import Notice
from domain.core import Core
from domain.health import service as judging
from domain.health.facts import Finding, Kind, Level
from domain.health.prefilter import batch
from domain.kit.classified import Purpose
from domain.kit.clock import FixedClock
from domain.registry import service as registry
from domain.registry.facts import Papers
from domain.registry.tables import Owner, Vehicle
from jobs import health

WORN = Finding(
    check="twelve_volt",
    strength=1.2,
    level=Level.RED,
    risk=0.95,
    horizon=timedelta(hours=48),
    severity=2,
    kinds=frozenset({Kind.LEVEL, Kind.TREND}),
    params={"volt": 11.9},
)


@pytest.fixture
def car(core: Core, monkeypatch: pytest.MonkeyPatch) -> tuple[Owner, Vehicle]:
    """A car whose battery every look finds worn."""
    monkeypatch.setattr(batch, "judge", lambda views, **_: [{"twelve_volt": WORN} for _ in views])
    monkeypatch.setattr(judging, "chart", lambda _view, _code: None)
    with core.unit() as unit:
        owner = registry.meet(unit, 4711, locale="en", zone="Asia/Shanghai")
        papers = Papers()
        car = registry.register_vehicle(unit, vin="WVWZZZE1ZNP000017", name="Fox", model="E1", papers=papers)
        registry.link(unit, owner.id, registry.link_code(unit, car.id))
        registry.consent(unit, owner.id, purpose=Purpose.CARE, given=True, channel="test")
        return owner, car


def at_once(core: Core, count: int) -> None:
    """Let rounds run side by side, as where the lease of one has run out on a slow machine."""
    barrier = threading.Barrier(count)

    def run() -> None:
        barrier.wait()
        health.examine(core)

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def told(core: Core) -> list[str]:
    with core.reading() as unit:
        rows = unit.session.exec(select(Notice).order_by(col(Notice.id))).all()
        return [row.key for row in rows if not row.edits]


def test_rounds_side_by_side_tell_a_warning_once(
    core: Core, clock: FixedClock, car: tuple[Owner, Vehicle]
) -> None:
    for _ in range(4):
        at_once(core, 3)
        clock.advance(timedelta(hours=2))

    with core.reading() as unit:
        (alert,) = unit.session.exec(select(Alert)).all()
    assert told(core) == [f"alert:{alert.id}:1"]


def test_a_round_that_comes_late_does_not_undo_what_the_owner_did(
    core: Core, clock: FixedClock, car: tuple[Owner, Vehicle]
) -> None:
    owner, _ = car
    for _ in range(2):
        health.examine(core)
        clock.advance(timedelta(hours=2))
    with core.reading() as unit:
        (alert,) = unit.session.exec(select(Alert)).all()
    with core.unit() as unit:
        alerts.rate(unit, owner.id, alert.id, Verdict.RIGHT)

    health.examine(core)

    with core.reading() as unit:
        after = unit.session.get_one(Alert, alert.id)
    assert after.said >= 2
    assert after.acknowledged_at is not None
    assert told(core) == [f"alert:{alert.id}:1"]
