"""From a campaign's list to the owner's message, a visit, and a list with one car less."""

from datetime import date, timedelta

import pytest

from domain import phrases
from domain.alerts import message
from domain.alerts import service as alerts
from domain.alerts.facts import Case, State
from domain.alerts.tables import Alert
from domain.booking import service as booking
from domain.booking import workshop
from domain.booking.facts import CheckResult
from domain.core import Core
from domain.health.facts import Level
from domain.kit.clock import FixedClock
from domain.registry.tables import Owner, Vehicle
from domain.telemetry import paths
from domain.upkeep import recalls
from domain.upkeep.entry import CampaignEntry
from jobs import health
from tests.domain.upkeep.conftest import VIN, Send

BELT = CampaignEntry(code="R1", title_en="Seat belt", title_zh="安全带", issued=date(2026, 10, 1), vins=[VIN])
OTHER = CampaignEntry(
    code="R2",
    title_en="Airbag",
    title_zh="安全气囊",
    issued=date(2026, 11, 1),
    urgent=True,
    vins=["ZZ9SMCAR6SX900002"],
)


def told(core: Core, owner: Owner, car: Vehicle) -> Case:
    with core.reading() as unit:
        (case,) = alerts.alerts_of(unit, owner.id, car.id)
        return case


@pytest.fixture
def warned(core: Core, clock: FixedClock, car: Vehicle, owner: Owner, centre: int, send: Send) -> Case:
    send({paths.SPEED: 50.0})
    with core.unit() as unit:
        recalls.add(unit, BELT)
        recalls.add(unit, OTHER)
    health.examine(core)
    clock.advance(timedelta(hours=1))
    health.examine(core)
    return told(core, owner, car)


def test_the_message_names_the_campaign_in_the_readers_language(warned: Case) -> None:
    said = {locale: phrases.speaker(locale).say(message.title(warned)) for locale in ("en", "zh_Hans")}

    assert warned.level is Level.BLUE
    assert "Seat belt" in said["en"]
    assert "安全带" in said["zh_Hans"]


def test_an_urgent_campaign_is_for_this_week(
    core: Core, clock: FixedClock, warned: Case, car: Vehicle, owner: Owner
) -> None:
    with core.unit() as unit:
        recalls.add(
            unit, CampaignEntry(**{f: getattr(OTHER, f) for f in OTHER.__struct_fields__} | {"vins": [VIN]})
        )
    for _ in range(2):
        clock.advance(timedelta(hours=1))
        health.examine(core)

    worse = told(core, owner, car)
    assert worse.level is Level.YELLOW
    assert "安全气囊" in phrases.speaker("zh_Hans").say(message.title(worse))


def test_a_concluded_visit_takes_the_car_off_the_list_and_ends_the_warning(
    core: Core, clock: FixedClock, warned: Case, car: Vehicle, owner: Owner, centre: int
) -> None:
    assert warned.slot is not None
    with core.unit() as unit:
        visit = booking.book(unit, owner.id, warned.slot.visit_id)
    clock.advance(visit.ends_at - clock.at)
    with core.unit() as unit:
        workshop.conclude(unit, centre, visit.number, workshop.VisitReport(findings=[]))

    with core.reading() as unit:
        assert recalls.open_for(unit, [car.id]) == {}
        alert = unit.session.get_one(Alert, warned.alert_id)
        assert (alert.state, alert.cleared_as) == (State.CLEARED, "done")


def test_a_workshop_that_reports_it_as_not_done_leaves_it_open(
    core: Core, clock: FixedClock, warned: Case, car: Vehicle, owner: Owner, centre: int
) -> None:
    assert warned.slot is not None
    with core.unit() as unit:
        visit = booking.book(unit, owner.id, warned.slot.visit_id)
    clock.advance(visit.ends_at - clock.at)
    with core.unit() as unit:
        workshop.conclude(
            unit,
            centre,
            visit.number,
            workshop.VisitReport(findings=[CheckResult("recall", found=False, note="no parts")]),
        )

    with core.reading() as unit:
        assert len(recalls.open_for(unit, [car.id])[car.id]) == 1


def test_the_operators_word_ends_the_warning_with_the_next_looks(
    core: Core, clock: FixedClock, warned: Case, car: Vehicle, owner: Owner
) -> None:
    with core.unit() as unit:
        recalls.done(unit, "R1", [VIN])
    for _ in range(2):
        clock.advance(timedelta(hours=1))
        health.examine(core)

    with core.reading() as unit:
        assert alerts.alerts_of(unit, owner.id, car.id) == ()
        assert unit.session.get_one(Alert, warned.alert_id).cleared_as == "done"
