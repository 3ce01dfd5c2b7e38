"""What owners read of their battery over HTTP and in chat."""

from datetime import timedelta

import numpy as np
import pytest

from domain import phrases
from domain.battery import learn, trained
from domain.dialogue.acts import cars
from domain.learning import shelf
from domain.plans import billing
from domain.plans.facts import Channel, Charge
from domain.registry.tables import Owner, Vehicle
from domain.telemetry.facts import Features, Wear
from tests.api.conftest import Door, Life
from tests.conftest import NOW
from tests.domain.battery.test_trained import draft
from tests.domain.health import views
from tests.domain.telemetry.kept import keep


def aged(door: Door, life: Life, *, years: float) -> None:
    """Let the car have charged every third day for years, down to 86.2 % of 60 kWh."""
    with door.core.unit() as unit:
        unit.session.get_one(Vehicle, life.vehicle_id).capacity_new_kwh = 60.0
        keep(unit, life.vehicle_id, life.owner_id, views.ageing(86.2, years=years, now=NOW))


def put_peers_to_work(door: Door) -> None:
    """A model of what cars of this one's model have left at three points a year."""
    years = np.tile(np.linspace(0, 8, 40), 2)
    model = learn.fit_peers(years, 15_000 * years, 100 - 3 * years, np.arange(80) % 40)
    shelf.add(door.core.settings.models_dir, model, draft(trained.PEERS, of="Lark 60"))


def used(door: Door, life: Life) -> None:
    """Let the car be two years old, with 30,000 km."""
    with door.core.unit() as unit:
        unit.session.get_one(Vehicle, life.vehicle_id).in_use_since = (NOW - timedelta(days=730)).date()
        wear = (Wear(NOW, 30_000.0, (None, None, None, None)),)
        keep(unit, life.vehicle_id, life.owner_id, Features(wear=wear))


def test_owners_read_what_a_model_fitted_here_says_and_which_one_it_was(door: Door, life: Life) -> None:
    used(door, life)
    path = f"/v1/me/vehicles/{life.vehicle_id}/outlook"
    assert life.owner.ask("GET", path)["trained"] == []
    put_peers_to_work(door)

    told = life.owner.ask("GET", path, headers={"accept-language": "en"})

    (answer,) = told["trained"]
    assert (answer["by"], answer["version"], answer["of"], answer["cars"]) == (
        "battery_peers",
        1,
        "Lark 60",
        31,
    )
    assert answer["middle"] == pytest.approx(94, abs=1)
    assert answer["mean_error"] == 1.2
    assert told["told"][0].startswith("Cars of the same model, age and distance have about 94%")
    assert told["soh"] is None


def test_a_model_that_was_damaged_leaves_the_cars_page_as_it_was(door: Door, life: Life) -> None:
    used(door, life)
    put_peers_to_work(door)
    said = page(door, life)
    assert "同车型、同车龄、同里程的车约为" in said

    (door.core.settings.models_dir / "battery_peers-1.npz").write_bytes(b"")

    assert page(door, life) == "\n".join(
        line for line in said.splitlines() if not line.startswith("同车型、同车龄、同里程的车约为")
    )


def page(door: Door, life: Life) -> str:
    with door.core.reading() as unit:
        (message,) = cars.show(unit, unit.session.get_one(Owner, life.owner_id)).messages
    return "\n".join(phrases.speaker("zh_Hans").say(line) for line in message.lines)


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
    assert told["told"][1].startswith("In half a year: about 85%")


def test_a_car_without_charges_has_no_outlook_yet(life: Life) -> None:
    told = life.owner.ask("GET", f"/v1/me/vehicles/{life.vehicle_id}/outlook")

    assert (told["soh"], told["reach"], told["told"]) == (None, None, [])


def test_another_persons_battery_does_not_exist(life: Life, other_life: Life) -> None:
    path = f"/v1/me/vehicles/{other_life.vehicle_id}/outlook"

    assert life.owner.refused("GET", path, status=404) == "vehicle_not_yours"


def test_the_cars_page_in_chat_tells_the_same(door: Door, life: Life) -> None:
    aged(door, life, years=0.2)

    said = page(door, life)
    assert "电池健康度：约为新车时的 86%" in said
    assert "次电（每次 20% 以上）后可预测走势" in said


def test_where_plans_are_sold_the_forecast_is_in_one_and_health_in_none(
    door: Door, life: Life, monkeypatch: pytest.MonkeyPatch
) -> None:
    aged(door, life, years=3)
    monkeypatch.setattr(door.core.settings, "plans", "default")
    path = f"/v1/me/vehicles/{life.vehicle_id}/outlook"

    told = life.owner.ask("GET", path, headers={"accept-language": "en"})

    assert (told["half_year"], told["reach"]) == (None, None)
    assert told["soh"]["soh"] == pytest.approx(86.3, abs=0.7)
    (closed,) = (line for line in told["told"] if "Predictive maintenance" in line)
    assert "every warning about it, stay free" in closed
    assert "预测性维护" in page(door, life)

    with door.core.unit() as unit:
        owner = unit.session.get_one(Owner, life.owner_id)
        gift = Charge("", 0, "CNY", Channel.OPERATOR, "gift")
        billing.grant(unit, owner, "predictive_maintenance", gift)
    assert life.owner.ask("GET", path)["half_year"] is not None
