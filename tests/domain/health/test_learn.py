"""Chance models: rows weigh what a real fleet would see, and the same rows give the same models."""

import numpy as np

from domain.health import learn
from domain.learning import additive
from domain.learning.facts import HORIZONS_H, Rows
from domain.simulation.fleet import causes


def test_looks_at_simulated_cars_weigh_what_a_real_fleet_would_see() -> None:
    rows = learn.rows(cars=12, seed=4)["tyre_pressure"]
    assert set(rows.evidence) == {"under", "leak"}
    come = rows.harm_in_h <= HORIZONS_H[2]
    assert come.mean() > 0.01  # drawn often
    assert 0 < rows.weights[come].sum() / rows.weights.sum() < 0.01  # weighted down again


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


def test_cars_with_one_form_of_fault_are_held_out_together() -> None:
    rows = learn.rows(cars=12, seed=4)["tyre_pressure"]
    assert rows.apart is not None
    come = np.isfinite(rows.harm_in_h)
    training = {form.code for form in causes.FORMS if form.use == "training"}
    assert set(rows.apart[come]) <= training
    assert np.unique(rows.cars[come]).size > np.unique(rows.apart[come]).size
