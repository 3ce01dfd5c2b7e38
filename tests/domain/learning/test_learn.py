from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray

from domain.errors import Refusal
from domain.learning import additive, calibration, learn
from domain.learning.facts import Additive

NAMES = ("flow", "heat", "noise")
Floats = NDArray[np.float64]


@cache
def made_up(
    *, seed: int = 7, cars: int = 60, each: int = 40
) -> tuple[Floats, NDArray[np.bool_], NDArray[np.int64]]:
    """Rows of cars: trouble follows from flow (bent) and heat (straight); a tenth of heat is unknown."""
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(cars * each, 3))
    x[rng.random(x.shape[0]) < 0.1, 1] = np.nan
    logit = -2.5 + 3 * np.maximum(x[:, 0], 0) + np.nan_to_num(x[:, 1])
    return x, rng.random(x.shape[0]) < 1 / (1 + np.exp(-logit)), np.repeat(np.arange(cars), each)


@cache
def model() -> Additive:
    x, y, cars = made_up()
    return learn.fit(NAMES, x, y, cars, name="made_up", version="1", seed=1, monotone={"heat": 1})[0]


def told(by: Additive, x: Floats) -> Floats:
    return additive.chance(by, dict(zip(NAMES, x.T, strict=True)))


def test_the_plain_numbers_are_the_fitted_model() -> None:
    x, y, cars = made_up()
    rows = learn.Sample(x, y.astype(float), cars, np.ones(y.size))
    fitted = learn._fit(rows, (0, 1, 0), pieces=4, strength=1.0)
    plain = learn._exported(fitted, NAMES, rows, scale=(1.0, 0.0), name="n", version="1")

    assert (
        np.abs(
            told(plain, x) - fitted.line.predict_proba(learn._columns(x, fitted.knots)[:, fitted.used])[:, 1]
        ).max()
        < 1e-9
    )


def test_chances_on_cars_not_seen_come_true_as_often_as_they_say() -> None:
    x, y, _ = made_up(seed=8, cars=100)

    assert calibration.error(told(model(), x), y) < 0.03
    assert np.mean((told(model(), x) - y) ** 2) < 0.75 * y.var()  # Brier score against telling the mean


def test_a_curve_told_to_rise_never_falls_and_an_absent_input_is_neutral_where_it_never_was_missing() -> None:
    x, y, cars = made_up()
    against, _ = learn.fit(
        NAMES, x, y, cars, name="made_up", version="1", seed=1, monotone={"heat": -1, "flow": 1}
    )
    shapes = {shape.name: shape for shape in against.shapes}

    assert (np.diff(shapes["heat"].adds) <= 0).all()
    assert (np.diff(shapes["flow"].adds) >= 0).all()
    assert shapes["flow"].missing == 0.0
    assert shapes["heat"].missing != 0.0


def test_rarer_trouble_lowers_every_chance_and_keeps_the_order() -> None:
    x, _, _ = made_up()
    rare = additive.at_rate(model(), 0.001)

    assert told(rare, x).mean() < 0.02
    assert (np.argsort(told(rare, x)) == np.argsort(told(model(), x))).all()


def test_what_is_told_out_of_fold_was_not_seen() -> None:
    x, _, cars = made_up(each=10)
    by_car = np.arange(60) % 3 == 0  # a mark of the car that no input carries

    _, unseen = learn.fit(NAMES, x, by_car[cars], cars, name="mark", version="1", seed=1)

    assert np.abs(unseen - by_car.mean()).max() < 0.1


def test_too_few_units_are_refused_with_their_number() -> None:
    x, _, cars = made_up()

    with pytest.raises(Refusal) as refused:
        learn.fit(NAMES, x, cars == 3, cars, name="made_up", version="1", seed=1)

    assert (refused.value.code, refused.value.params) == ("learning_rows", {"needed": 4, "n": 1})
