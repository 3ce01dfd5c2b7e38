"""One part, one warning: a service that comes due for it and its own check do not both tell."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.alerts import rules
from domain.alerts import service as alerts
from domain.core import Core
from domain.health import service as judging
from domain.health.facts import Finding, Level
from domain.kit.classified import Purpose
from domain.kit.clock import FixedClock
from domain.registry import service as registry
from domain.telemetry.facts import Features
from jobs import health
from tests.domain.alerts.test_service import WORN, Garage
from tests.domain.health import views
from tests.domain.telemetry.kept import keep

PADS = replace(WORN, check="brake_pads", level=Level.BLUE, horizon=timedelta(days=30))
SERVICE = replace(PADS, check="service_due", params={rules.JOB: "brake_pads"})


@pytest.fixture
def cared(core: Core, clock: FixedClock) -> Garage:
    return Garage(core, clock)


def told(cared: Garage, *looks: Finding) -> list[str]:
    """Settle each look on two days, one after the other; return the checks that were told."""
    for finding in looks:
        for _ in range(2):
            with cared.core.unit() as unit:
                found = {finding.check: finding}
                alerts.settle(unit, cared.car, cared.owner, found, charts=cared.chart, hold=cared.hold)
            cared.clock.advance(timedelta(days=1))
    return sorted(case.check for case in cared.told())


def test_whichever_tells_first_keeps_the_other_quiet(cared: Garage) -> None:
    assert told(cared, SERVICE, PADS) == ["service_due"]


def test_a_service_is_not_told_for_a_part_that_was_warned_of(cared: Garage) -> None:
    assert told(cared, PADS, SERVICE) == ["brake_pads"]


def test_another_job_is_told_beside_it(cared: Garage) -> None:
    fluid = replace(SERVICE, params={rules.JOB: "brake_fluid"})

    assert told(cared, PADS, fluid) == ["brake_pads", "service_due"]


def test_a_graver_warning_is_told_all_the_same(cared: Garage) -> None:
    grave = replace(PADS, level=Level.YELLOW, horizon=timedelta(days=7))

    assert told(cared, SERVICE, grave) == ["brake_pads", "service_due"]


def test_of_a_car_whose_pads_are_past_their_limit_one_warning_is_told(
    core: Core, clock: FixedClock, cared: Garage
) -> None:
    readings = views.pads([72 - 0.5 * days for days in range(40, -1, -1)]).wear
    worn = Features(wear=tuple(replace(each, at=each.at + (clock.at - views.NOW)) for each in readings))
    with core.unit() as unit:
        registry.consent(unit, cared.owner.id, purpose=Purpose.CARE, given=True, channel="test")
        cared.car.in_use_since = (unit.now - timedelta(days=100)).date()
        unit.session.add(cared.car)
        keep(unit, cared.car.id, cared.owner.id, worn)
    with core.reading() as unit:
        found = judging.examine(unit, [cared.car])[cared.car.id]
    tripped = {code for code, each in found.items() if each is not None and each.strength >= 1}
    assert tripped == {"brake_pads", "service_due"}
    for _ in range(3):
        health.examine(core)
        clock.advance(timedelta(days=1))

    assert [case.check for case in cared.told()] == ["brake_pads"]
