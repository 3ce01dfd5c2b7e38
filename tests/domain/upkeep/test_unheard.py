"""A car that never sent anything is still told what its number and its dates say, and nothing else."""

from datetime import date, timedelta

import pytest

from domain import phrases
from domain.alerts import message
from domain.alerts import service as alerts
from domain.core import Core
from domain.dialogue.acts import cars
from domain.explain.facts import Language
from domain.kit.classified import Purpose
from domain.kit.clock import FixedClock
from domain.registry import service as registry
from domain.registry.facts import Papers
from domain.registry.tables import Owner, Vehicle
from domain.upkeep import recalls
from domain.upkeep.entry import CampaignEntry
from jobs import health
from tests.domain.upkeep.conftest import VIN

BELT = CampaignEntry(code="R1", title_en="Seat belt", title_zh="安全带", issued=date(2026, 10, 1), vins=[VIN])


@pytest.fixture
def car(core: Core) -> Vehicle:
    """A car that has been in use for all but two weeks of a year."""
    with core.unit() as unit:
        papers = Papers(in_use_since=(unit.now - timedelta(days=350)).date())
        return registry.register_vehicle(unit, vin=VIN, name="Fox", model="Test EV", papers=papers)


def look(core: Core, clock: FixedClock, *, days: int) -> None:
    for _ in range(days):
        health.examine(core)
        clock.advance(timedelta(days=1))


def told(core: Core, owner: Owner, car: Vehicle, *, locale: Language) -> dict[str, str]:
    """What the owner reads, by check."""
    say = phrases.speaker(locale).say
    with core.reading() as unit:
        return {
            case.check: " ".join(say(line) for line in message.build(case).lines)
            for case in alerts.alerts_of(unit, owner.id, car.id)
        }


@pytest.mark.parametrize(
    ("locale", "belt", "service"),
    [
        ("en", "recalls your car: Seat belt", "Yearly service Due on Thu 3 Dec 2026."),
        ("zh_Hans", "召回您的车：安全带", "年度保养 到期日：2026年12月3日 周四。"),
    ],
)
def test_the_owner_is_told_of_a_recall_and_of_a_service_by_date_in_either_language(
    core: Core, clock: FixedClock, car: Vehicle, owner: Owner, locale: Language, belt: str, service: str
) -> None:
    with core.unit() as unit:
        recalls.add(unit, BELT)
    look(core, clock, days=3)

    said = told(core, owner, car, locale=locale)
    assert said.keys() == {"recall", "service_due"}
    assert belt in said["recall"]
    assert service in said["service_due"]


def test_an_owner_who_did_not_agree_is_told_nothing(
    core: Core, clock: FixedClock, car: Vehicle, owner: Owner
) -> None:
    with core.unit() as unit:
        recalls.add(unit, BELT)
        registry.consent(unit, owner.id, purpose=Purpose.CARE, given=False, channel="test")
    look(core, clock, days=3)

    assert told(core, owner, car, locale="en") == {}


def test_the_cars_page_says_that_it_was_never_heard_and_what_is_due(
    core: Core, clock: FixedClock, car: Vehicle, owner: Owner
) -> None:
    look(core, clock, days=3)

    with core.reading() as unit:
        (page,) = cars.show(unit, owner).messages
    codes = [line.code for line in page.lines]
    assert {"car.never_heard", "car.warnings"} < set(codes)
    (titles,) = [line.params["titles"] for line in page.lines if line.code == "car.warnings"]
    assert isinstance(titles, tuple)
    assert all(title.code.startswith("alert.heading.") and "colour" in title.params for title in titles)
