"""What owners read of their battery over HTTP and in chat."""

import pytest

from domain import phrases
from domain.dialogue.acts import cars
from domain.garage.tables import Owner, Vehicle
from tests.api.conftest import Door, Life
from tests.conftest import NOW
from tests.domain.health import views
from tests.domain.telemetry.kept import keep


def aged(door: Door, life: Life, *, years: float) -> None:
    """Let the car have charged every third day for years, down to 86.2 % of 60 kWh."""
    with door.core.unit() as unit:
        unit.session.get_one(Vehicle, life.vehicle_id).capacity_new_kwh = 60.0
        keep(unit, life.vehicle_id, life.owner_id, views.ageing(86.2, years=years, now=NOW))


def test_owners_read_health_confidence_and_outlook(door: Door, life: Life) -> None:
    aged(door, life, years=3)

    told = life.owner.ask(
        "GET", f"/v1/me/vehicles/{life.vehicle_id}/outlook", headers={"accept-language": "en"}
    )

    assert told["soh"]["soh"] == pytest.approx(86.3, abs=0.7)
    assert told["soh"]["charges"] == 11
    assert told["confidence"]["score"] == pytest.approx(53, abs=3)
    assert told["half_year"]["low"] < told["half_year"]["middle"] < told["half_year"]["high"]
    assert told["reach"]["mark"] == 85.0
    assert told["told"][1].startswith("In half a year it should be about 85 %")


def test_a_car_without_charges_has_no_outlook_yet(life: Life) -> None:
    told = life.owner.ask("GET", f"/v1/me/vehicles/{life.vehicle_id}/outlook")

    assert (told["soh"], told["reach"], told["told"]) == (None, None, [])


def test_another_persons_battery_does_not_exist(life: Life, other_life: Life) -> None:
    path = f"/v1/me/vehicles/{other_life.vehicle_id}/outlook"

    assert life.owner.refused("GET", path, status=404) == "vehicle_not_yours"


def test_the_cars_page_in_chat_tells_the_same(door: Door, life: Life) -> None:
    aged(door, life, years=0.2)

    with door.core.reading() as unit:
        (message,) = cars.show(unit, unit.session.get_one(Owner, life.owner_id)).messages

    said = "\n".join(phrases.speaker("zh_Hans").say(line) for line in message.lines)
    assert "电池健康度：约为新车时的86%" in said
    assert "大约还需要" in said
