"""Chance models: rows weigh what a real fleet would see, and the same rows give the same models."""

from collections.abc import Mapping
from dataclasses import replace

import msgspec
import numpy as np
import pytest

from domain.errors import Refusal
from domain.health import judging
from domain.health.training import learn
from domain.learning import additive, gates
from domain.learning.facts import HORIZONS_H, Figures, Rows
from domain.simulation.fleet import forms


@pytest.fixture(scope="module")
def looks() -> Mapping[str, Rows]:
    return learn.rows(cars=12, seed=4)


def test_looks_at_simulated_cars_weigh_what_a_real_fleet_would_see(looks: Mapping[str, Rows]) -> None:
    rows = looks["tyre_pressure"]
    assert set(rows.evidence) == {"under", "leak"}
    come = rows.harm_in_h <= HORIZONS_H[2]
    assert come.mean() > 0.01  # drawn often
    assert 0 < rows.weights[come].sum() / rows.weights.sum() < 0.01  # weighted down again


def test_false_alarms_are_met_among_further_cars_and_weigh_accordingly(looks: Mapping[str, Rows]) -> None:
    rows = looks["charging"]
    assert rows.tripped is not None
    further = rows.cars >= 12
    assert further.any()
    assert rows.tripped[further].all()
    assert np.isinf(rows.harm_in_h[further]).all()
    assert set(rows.weights[further]) == {1 / learn.HEALTHY}
    assert set(rows.weights[rows.tripped & ~further]) < {*rows.weights[rows.weights < 1]}


def test_every_check_with_a_chance_gives_evidence_whatever_it_finds(looks: Mapping[str, Rows]) -> None:
    for rows in looks.values():
        assert rows.evidence
        assert {values.size for values in rows.evidence.values()} == {rows.cars.size}


def leaking() -> Rows:
    """Twenty tyres that go flat at a steady pace, and forty that hold."""
    rng = np.random.default_rng(5)
    left = np.tile(np.arange(1, 31.0), 20)  # days until harm
    under = np.concatenate([3.0 - left / 12 + rng.normal(0, 0.1, 600), rng.normal(0, 0.3, 1200)])
    return Rows(
        evidence={"under": under, "leak": np.where(np.arange(1800) < 600, 1.0, 0.0)},
        cars=np.concatenate([np.repeat(np.arange(20), 30), 100 + np.repeat(np.arange(40), 30)]),
        at_h=np.tile(np.arange(30.0) * 24, 60),
        harm_in_h=np.concatenate([left * 24 - 1, np.full(1200, np.inf)]),
        weights=np.ones(1800),
    )


def test_the_same_rows_give_the_same_models_and_nearer_harm_a_higher_chance() -> None:
    first, second = (learn.fit("tyre_pressure", leaking(), version="2", seed=1) for _ in range(2))
    assert first == second
    near = {"under": np.array([2.9]), "leak": np.array([1.0])}
    far = {"under": np.array([1.0]), "leak": np.array([1.0])}
    for hours in HORIZONS_H[:2]:
        assert additive.chance(first[hours], near)[0] > additive.chance(first[hours], far)[0]


def test_cars_with_one_form_of_fault_are_held_out_together(looks: Mapping[str, Rows]) -> None:
    rows = looks["tyre_pressure"]
    assert rows.holdout is not None
    come = np.isfinite(rows.harm_in_h)
    training = {form.code for form in forms.LEARNING}
    assert set(rows.holdout[come]) <= training
    assert not set(rows.holdout[come]) & {str(car) for car in rows.cars}


def paces(*, slow_h: float) -> Rows:
    """Twenty tyres of eight forms that look alike: half of the forms end within a day, half within `slow_h`."""
    rows = leaking()
    trips, slow = np.isfinite(rows.harm_in_h), rows.cars % 8 < 4
    under = np.where(trips, 2.0, rows.evidence["under"])
    return replace(
        rows,
        evidence={"under": under, "leak": rows.evidence["leak"]},
        harm_in_h=np.where(trips, np.where(slow, slow_h, 24.0), np.inf),
        holdout=np.where(trips, np.char.add("form", (rows.cars % 8).astype(str)), rows.cars.astype(str)),
        tripped=trips,
    )


def test_a_horizon_whose_errors_cancel_out_over_forms_does_not_hold() -> None:
    rows = replace(paces(slow_h=400.0), tripped=None)
    half = np.where(np.isfinite(rows.harm_in_h), np.random.default_rng(1).normal(0.5, 0.01, 1800), 0.0)
    assert gates.calibration_error(half, rows, 48) < 0.1
    assert learn.error_by_form(half, rows, 48) > 0.4


def test_a_version_tells_only_the_horizons_that_hold_on_forms_left_out() -> None:
    assert set(learn.fit("tyre_pressure", leaking(), version="2", seed=1)) == set(HORIZONS_H)
    assert set(learn.fit("tyre_pressure", paces(slow_h=400.0), version="2", seed=1)) == {720}


def test_without_a_chance_within_a_month_that_holds_there_is_no_version() -> None:
    with pytest.raises(Refusal, match="learning_held"):
        learn.fit("tyre_pressure", paces(slow_h=2_000.0), version="2", seed=1)


def test_a_chance_speaks_from_where_the_promised_precision_of_warnings_is_kept() -> None:
    rows = replace(leaking(), urged=np.ones(1800, dtype=np.bool_))
    apart = np.where(np.isfinite(rows.harm_in_h), 0.9, 0.2)
    assert learn.speaks_from(apart, rows) == 0.9
    alike = np.random.default_rng(1).normal(0.5, 0.01, 1800)
    assert learn.speaks_from(alike, rows) == 1.0
    assert learn.speaks_from(apart, replace(rows, urged=np.zeros(1800, dtype=np.bool_))) == 1.0


def test_of_what_ships_only_what_its_gate_lets_through_warns_of_more_than_blue() -> None:
    passed = {
        check: gates.judge(msgspec.convert(told.manifest["figures"], Figures), None).passed
        for check, told in judging.shipped().items()
    }
    speaking = {check for check, told in judging.shipped().items() if told.models[720].speaks_from < 1}
    assert speaking == {check for check, lets in passed.items() if lets}
