"""Battery models are fitted to the installation's own cars, or refused while too few can teach."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from domain.battery import rules, service, soh, trained
from domain.battery.facts import Measured, Method, Pack
from domain.core import Core
from domain.errors import Refusal
from domain.health import service as health
from domain.learning import shelf
from domain.registry import service as registry
from domain.telemetry.charged import Curve
from domain.telemetry.facts import Charge, Features, Wear
from domain.telemetry.features.curves import GRID_V, SHAPE
from jobs.lab.training import battery
from tests.domain.battery.test_trained import draft
from tests.domain.learning.test_shelf import line
from tests.domain.telemetry.kept import keep
from tests.jobs.owners import linked
from tests.jobs.test_cli import Shell

START = datetime(2026, 1, 1, 12, tzinfo=UTC)
NEW_KWH = 60.0
SOH = battery.RECIPES["battery_soh"]


@pytest.fixture
def database() -> str:
    return "sqlite"


def charge(day: int, health: float, *, own: float = 0.0) -> Charge:
    """A full charge whose last part tells the health; every fifth day takes in one full cycle."""
    figures = tuple(own + 0.02 * place * health for place in range(len(SHAPE)))
    end = START + timedelta(days=day)
    return Charge(
        start=end - timedelta(hours=6), end=end, soc_from=20, soc_to=95, energy_kwh=0.75 * NEW_KWH * health / 100,
        temperature_c=20, mean_kw=7, shape=figures, charged_ever_kwh=NEW_KWH * day / 5,
    )  # fmt: skip


def pack(number: int, *, days: Sequence[int] = range(0, 300, 10)) -> Pack:
    """A car that loses its own share a day, measured by a workshop at half time and at the end."""
    rng = np.random.default_rng(number)
    a_day, own = rng.uniform(0.01, 0.05), float(rng.normal())
    charges = tuple(charge(day, 100 - a_day * day, own=own) for day in days)
    measured = [
        Measured(START + timedelta(days=day), 100 - a_day * day, Method.CAPACITY)
        for day in (days[len(days) // 2], days[-1])
    ]
    features = Features(charges=charges, first_charges=charges[:10], deep_charges=charges)
    return Pack("Lark 60", date(2025, 12, 1), NEW_KWH, features, tuple(measured))


def test_a_charge_is_told_by_what_was_measured_about_then_and_by_nothing_else() -> None:
    found = rules.charges_told(pack(1))

    assert found is not None
    shapes, known = found
    assert shapes.shape == (30, len(SHAPE))
    assert (
        np.isfinite(known).sum() == 14
    )  # nine within 45 days of the first measurement, five before the second
    assert rules.charges_told(replace(pack(1), measured=())) is None


def test_a_history_has_to_reach_far_enough_to_be_judged() -> None:
    long = pack(1, days=range(0, 1000, 10))

    found = rules.history(long)

    assert found is not None
    cycles, level = found
    assert (cycles[0], cycles[-1]) == (0.0, 198.0)
    assert level[0] == pytest.approx(100.0)
    assert rules.history(pack(1)) is None
    assert rules.history(replace(long, capacity_new_kwh=None)) is None


def test_a_life_is_known_once_a_pack_was_measured_near_its_end_and_both_curves_are_kept() -> None:
    worn = pack(1, days=range(0, 1000, 10))
    curves = tuple(Curve(START, None, at, tuple(float(at) for _ in GRID_V)) for at in (10.0, 20.0, 95.0))
    end = Measured(START + timedelta(days=900), 84.0, Method.CAPACITY)
    worn = replace(worn, features=replace(worn.features, curves=curves), measured=(end,))

    found = rules.lifetime(worn)

    assert found is not None
    assert found[1] == pytest.approx(180 / 16 * 20)
    assert found[2] == f"{worn.model} {worn.in_use_since.year if worn.in_use_since else ''}"
    assert rules.lifetime(replace(worn, measured=(replace(end, soh_pct=93.0),))) is None
    assert rules.lifetime(replace(worn, features=replace(worn.features, curves=curves[:2]))) is None


def test_peers_are_compared_by_age_and_odometer_where_it_is_known() -> None:
    found = rules.standing(pack(1))

    assert found is not None
    years, km, known = found
    assert years == pytest.approx([0.496, 0.879], abs=0.01)
    assert np.isnan(km).all()
    assert known.size == 2


def test_too_few_cars_are_refused_and_nothing_is_written(core: Core) -> None:
    for name in battery.RECIPES:
        with pytest.raises(Refusal) as told:
            battery.fit(core, name, car="")

        assert (told.value.code, told.value.params["found"]) == ("too_few_labels", 0)
    assert not core.settings.models_dir.exists()


def test_a_model_is_fitted_judged_on_cars_left_out_and_put_to_work_with_its_figures(tmp_path: Path) -> None:
    cars = [pack(number) for number in range(30)]

    made = battery.written(cars, SOH, of="Lark 60", made_at=START, folder=tmp_path)

    assert (made.cars, made.split, made.stamp) == (30, "5 folds by car", "battery_soh 1")
    assert made.interval_90[0] <= made.mean_error <= made.interval_90[1]
    assert made.mean_error < made.plain_error
    found = shelf.find(tmp_path, trained.SOH, of=("Lark 60",))
    assert found is not None
    model, by = found
    assert by == made
    row = rules.charges_told(cars[0])
    assert row is not None
    shapes, known = row
    assert np.nanmean(np.abs(soh.estimate(model, shapes) - known)) < 3


def live(core: Core, number: int, *, improve: bool = True) -> int:
    """Link a car in use for a while, which a workshop measured; return its number."""
    with core.unit() as unit:
        owner, vehicle = linked(unit, number, improve=improve)
        vehicle.in_use_since = (unit.now - timedelta(days=100 + 70 * number)).date()
        wear = (Wear(unit.now, 3000.0 * number, (None, None, None, None)),)
        keep(unit, vehicle.id, owner.id, Features(wear=wear))
        soh, method = 99 - 0.6 * number, Method.CAPACITY
        service.record(
            unit, vehicle_id=vehicle.id, owner_id=owner.id, visit=f"{number}", soh_pct=soh, method=method
        )
    return vehicle.id


def test_cars_of_owners_who_agreed_teach_and_what_they_taught_is_said_of_every_car(core: Core) -> None:
    silent, *_ = [live(core, number, improve=number > 0) for number in range(26)]

    made = battery.fit(core, "battery_peers", car="Lark 60")

    assert (made.cars, made.of) == (25, "Lark 60")
    with core.reading() as unit:
        seen = health.view_of(unit, registry.vehicle(unit, silent))
        assert seen is not None
        (told,) = health.trained(unit, seen)
    assert told.by == made
    assert told.middle == pytest.approx(99, abs=2)


def test_fitted_versions_are_listed_shown_and_taken_back_like_all_others(
    core: Core, monkeypatch: pytest.MonkeyPatch
) -> None:
    for each in (1.0, 2.0):
        shelf.add(core.settings.models_dir, line(each), replace(draft(trained.SOH), mean_error=each / 2))
    monkeypatch.setenv("BEFOREHAND_DATA_DIR", str(core.settings.data_dir))
    monkeypatch.setenv("BEFOREHAND_MASTER_KEY_FILE", str(core.settings.master_key_file))
    shell = Shell()

    listed = shell.answer("models", "list")
    assert [(each["check"], each["version"], each["state"]) for each in listed] == [
        ("battery_soh", 2, "in use"),
        ("battery_soh", 1, "replaced"),
    ]
    assert "# Model battery_soh, version 2: in use" in shell.run("models", "show", "battery_soh").stdout
    assert shell.answer("models", "show", "battery_soh", "--version", "1")["manifest"]["cars"] == 31
    assert shell.answer("models", "rollback", "battery_soh")["state"] == "taken back"
    assert shell.answer("models", "list")[0]["state"] == "taken back"
    assert shell.refusal("models", "show", "battery_fade") == "model_unknown"
    assert shell.refusal("models", "rollback", "battery_fade") == "nothing_at_work"


def test_a_model_that_is_no_better_than_saying_the_same_of_all_cars_is_refused(tmp_path: Path) -> None:
    rng = np.random.default_rng(3)
    odd = [95.0, 95.0, 95.0, 90.0]  # following a stray measurement costs more than chance can give back
    cars = [
        replace(each, measured=tuple(replace(one, soh_pct=float(rng.choice(odd))) for one in each.measured))
        for each in map(pack, range(30))
    ]

    with pytest.raises(Refusal) as told:
        battery.written(cars, SOH, of="", made_at=START, folder=tmp_path)

    assert told.value.code == "model_no_better"
    assert list(tmp_path.iterdir()) == []
