"""What consumption depends on is fitted to the installation's own cars, and used only where that is better."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from domain.core import Core
from domain.energy import service
from domain.energy.facts import PUBLISHED
from domain.errors import Refusal
from domain.telemetry.facts import Day, Features
from jobs.lab.training import energy
from tests.domain.energy.test_learn import car
from tests.domain.telemetry.kept import keep
from tests.jobs.owners import linked

AT = datetime(2026, 11, 1, tzinfo=UTC)


def teach(core: Core, number: int, *, improve: bool = True) -> None:
    """Link a car that drove for sixty days to an owner of its own."""
    days = tuple(
        Day(each.day, 9e4, each.km / each.kmh * 3600, each.km, each.celsius - 4, each.celsius + 4, None, each.kwh_100km * 0.3)
        for each in car(number)
    )  # fmt: skip
    with core.unit() as unit:
        owner, vehicle = linked(unit, number, improve=improve)
        keep(unit, vehicle.id, owner.id, Features(days=days))


def test_cars_of_owners_who_agreed_teach_and_what_they_taught_is_at_work_at_once(core: Core) -> None:
    for number in range(26):
        teach(core, number, improve=number > 0)
    with core.reading() as unit:
        assert service.norm(unit).by is None

    made = energy.fit(core)

    assert (made.stamp, made.cars, made.labels) == ("consumption 1", 25, 25 * 30)
    assert made.mean_error < made.plain_error
    with core.reading() as unit:
        norm = service.norm(unit)
    assert norm.by == made
    assert norm.shape.cabin[1] > 1.5 * PUBLISHED.cabin[1]


def test_too_few_cars_are_refused(core: Core) -> None:
    teach(core, 1)

    with pytest.raises(Refusal) as told:
        energy.fit(core)

    assert (told.value.code, told.value.params["found"]) == ("too_few_drives", 1)
    assert not core.settings.models_dir.exists()


def test_a_fleet_that_the_published_shape_explains_keeps_it(tmp_path: Path) -> None:
    fleet = [car(number, shape=PUBLISHED, scatter=0.0) for number in range(30)]

    with pytest.raises(Refusal) as told:
        energy.written(fleet, made_at=AT, folder=tmp_path)

    assert told.value.code == "model_no_better"
    assert list(tmp_path.iterdir()) == []
