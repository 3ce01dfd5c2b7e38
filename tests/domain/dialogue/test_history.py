"""Past services are listed by word and by tap, and put right only after a summary and a yes."""

from collections.abc import Callable
from datetime import date

import pytest

from domain.core import Core
from domain.dialogue import service as dialogue
from domain.errors import Refusal
from domain.registry import service as registry
from domain.registry.facts import Serviced
from domain.registry.tables import Owner
from domain.upkeep import services
from tests.domain.dialogue import test_service as stage
from tests.domain.dialogue.test_service import Talker

owner = stage.owner
give_car = stage.give_car
talk = stage.talk

SERVICE = Serviced("yearly_service", date(2025, 5, 1), 12_000.0, elsewhere=True)
FLUID = Serviced("brake_fluid", date(2026, 3, 9), 17_400.0)


@pytest.fixture
def car_id(core: Core, owner: Owner, give_car: Callable[[str], None]) -> int:
    """A car with two services on record."""
    give_car("Blue")
    with core.unit() as unit:
        (car,) = registry.vehicles_of(unit, owner.id)
        for work in (SERVICE, FLUID):
            services.record(unit, owner.id, car.id, work)
        return car.id


def on_record(core: Core, car_id: int) -> list[tuple[date, float | None]]:
    with core.reading() as unit:
        return [(each.work.on, each.work.odometer_km) for each in services.entries(unit, car_id)]


BEFORE = [(SERVICE.on, SERVICE.odometer_km), (FLUID.on, FLUID.odometer_km)]


def test_the_list_says_what_was_done_when_at_which_distance_and_where(car_id: int, talk: Talker) -> None:
    told = talk.say("show my service history")

    assert "Past services of Blue" in told
    assert told.index("Mon 9 Mar 2026, brake fluid change, at 17,400 km (at a service centre)") < told.index(
        "Thu 1 May 2025, yearly service, at 12,000 km (done elsewhere)"
    )


def test_the_cars_page_leads_to_the_list(core: Core, owner: Owner, car_id: int, talk: Talker) -> None:
    with core.unit() as unit:
        talk.shown(unit, dialogue.command(unit, unit.session.get_one(Owner, owner.id), "car", ""))

    assert "yearly service" in talk.tap("Past services")


def test_a_long_list_comes_in_parts(core: Core, owner: Owner, car_id: int, talk: Talker) -> None:
    with core.unit() as unit:
        for month in range(1, 8):
            services.record(unit, owner.id, car_id, Serviced("cabin_filter", date(2024, month, 1)))

    assert "Mon 1 Jan 2024" not in talk.say("保养记录")
    assert "Mon 1 Jan 2024" in talk.tap("Older entries")


def test_a_day_is_corrected_after_a_yes_and_not_before(core: Core, car_id: int, talk: Talker) -> None:
    talk.say("service history")
    talk.tap("1 May 2025")
    assert "On what day was it done?" in talk.tap("Correct the date")
    assert "That day has not come yet" in talk.say("tomorrow")
    assert "New: Tue 6 May 2025" in talk.say("6 May")
    assert on_record(core, car_id) == BEFORE
    assert "On what day was it done?" in talk.say("no")
    talk.say("7 May")
    assert "Corrected" in talk.say("yes")

    assert on_record(core, car_id) == [(date(2025, 5, 7), 12_000.0), BEFORE[1]]


def test_an_odometer_is_corrected(core: Core, car_id: int, talk: Talker) -> None:
    talk.say("保养记录")
    talk.tap("9 Mar 2026")
    talk.tap("Correct the odometer")
    assert "at 16,900 km" in talk.say("1.69万公里")
    talk.tap("Yes, correct it")

    assert on_record(core, car_id) == [BEFORE[0], (FLUID.on, 16_900.0)]


def test_an_entry_is_deleted_after_a_yes_and_kept_after_a_no(core: Core, car_id: int, talk: Talker) -> None:
    talk.say("service history")
    talk.tap("1 May 2025")
    talk.tap("Delete it")
    talk.tap("Keep this entry")
    assert on_record(core, car_id) == BEFORE
    talk.say("service history")
    talk.tap("1 May 2025")
    talk.tap("Delete it")
    assert "Deleted" in talk.say("yes")

    assert on_record(core, car_id) == BEFORE[1:]


def test_a_booking_in_between_waits_and_comes_back(car_id: int, talk: Talker) -> None:
    talk.say("book an inspection tomorrow afternoon")
    assert "book this visit: inspection" in talk.say("service history")
    with talk.core.unit() as unit:
        asker = unit.session.get_one(Owner, talk.owner.id)
        talk.shown(unit, dialogue.command(unit, asker, "history", ""))
    talk.tap("1 May 2025")
    talk.tap("Correct the date")
    talk.say("6 May")
    talk.say("yes")

    assert "book this visit: inspection" in talk.say("can I do Friday instead?")


def test_two_entries_of_one_job_and_day_are_refused_and_nothing_changes(
    core: Core, owner: Owner, car_id: int, talk: Talker
) -> None:
    with core.unit() as unit:
        services.record(unit, owner.id, car_id, Serviced("yearly_service", date(2024, 5, 1)))
    before = on_record(core, car_id)
    talk.say("service history")
    talk.tap("1 May 2025")
    talk.tap("Correct the date")
    talk.say("1 May 2024")
    with pytest.raises(Refusal, match="service_known"):
        talk.say("yes")

    assert on_record(core, car_id) == before


def test_who_no_longer_has_the_car_can_change_nothing(
    core: Core, owner: Owner, car_id: int, talk: Talker
) -> None:
    talk.say("service history")
    with core.unit() as unit:
        registry.unlink(unit, owner.id, car_id)

    with pytest.raises(Refusal, match="service_unknown"):
        talk.tap("1 May 2025")
