"""What the battery recipes read, and that what they learn holds on packs they have not seen."""

import numpy as np
from numpy.typing import NDArray

from domain.battery import fade, learn, life, peers, soh
from domain.battery.life import Curves
from domain.telemetry.features.curves import SHAPE

Floats = NDArray[np.float64]


def pack(seed: int, *, charges: int = 120) -> tuple[Floats, Floats]:
    """Charges whose constant-current part shortens as the pack ages, at its own pace and from its own level."""
    rng = np.random.default_rng(seed)
    health = 100 - np.arange(float(charges)) * float(rng.uniform(0.05, 0.2))
    aged = np.outer(health, np.linspace(0.01, 0.03, len(SHAPE)))
    return rng.normal(size=len(SHAPE)) + aged + rng.normal(0, 0.02, (charges, len(SHAPE))), health


def history(seed: int, *, cycles: int = 400) -> tuple[Floats, Floats]:
    rng = np.random.default_rng(seed)
    count = np.arange(1.0, cycles + 1)
    lost = rng.uniform(0.01, 0.04) * count + rng.uniform(0.2, 0.6) * np.sqrt(count)
    return count, 100 - lost + rng.normal(0, 0.05, cycles)


def test_what_is_read_of_a_charge_does_not_change_with_later_charges() -> None:
    shapes, _ = pack(1)

    assert np.array_equal(soh.inputs(shapes)[:50], soh.inputs(shapes[:50]), equal_nan=True)


def test_unknown_figures_of_a_charge_stay_unknown_and_do_not_spread() -> None:
    shapes, _ = pack(1)
    shapes[20, 3] = np.nan
    shapes[:, 5] = np.nan

    rows = soh.inputs(shapes)

    assert np.isnan(rows[:, 5]).all()
    assert np.isnan(rows[20, 3])
    assert np.isfinite(rows[20, 2 * len(SHAPE) + 3])


def test_a_figure_that_turns_round_is_read_differently_on_its_way_back() -> None:
    there = np.repeat(np.linspace(0.0, 1.0, 61)[:, None], len(SHAPE), axis=1)
    shapes = np.vstack([there, there[::-1]])

    rows = soh.inputs(shapes)

    out, back = 34, 95  # both have 0.5 as the median of their last nine charges
    same, told = slice(2 * len(SHAPE), 4 * len(SHAPE)), slice(4 * len(SHAPE), 5 * len(SHAPE))
    assert np.allclose(rows[out, same], rows[back, same])
    assert (rows[back, told] > rows[out, told] + 0.4).all()


def test_a_pack_that_lives_long_teaches_no_more_than_one_that_does_not() -> None:
    long, short = (
        (np.arange(400.0)[:, None], np.arange(400.0)),
        (-np.arange(1.0, 41)[:, None], np.arange(40.0)),
    )
    none = (np.empty((0, 1)), np.empty(0))

    rows, known = learn._as_many_of_each([long, short, none], most=60)

    assert (rows[:, 0] < 0).sum() == (rows[:, 0] >= 0).sum() == 20
    assert known.max() == 399
    assert {0.0, 39.0} <= set(known[rows[:, 0] < 0].tolist())


def test_health_is_estimated_on_a_pack_that_was_not_learnt_from() -> None:
    model = learn.fit_soh([pack(seed, charges=60) for seed in range(8)])
    shapes, known = pack(100, charges=60)

    error = np.abs(soh.estimate(model, shapes) - known)

    assert error.mean() < np.abs(known - known.mean()).mean()


def test_fade_is_foretold_with_intervals_that_hold_on_unseen_packs() -> None:
    model = learn.fit_fade([history(seed) for seed in range(10)], horizons=(100.0,))
    held, errors = [], []
    for seed in range(100, 112):
        count, level = history(seed)
        for cut, later in learn.origins(count, ahead=100.0, every=60.0):
            ((far,),) = fade.forecast(model, fade.inputs(count[: cut + 1], level[: cut + 1])[None])
            held.append(far.low <= level[later] <= far.high)
            errors.append(abs(far.soh - level[later]))

    assert 0.75 < np.mean(held) <= 1.0
    assert np.mean(errors) < 0.7  # keeping the last value is wrong by 1 to 4 points


def test_a_forecast_reads_only_what_was_known_at_its_moment() -> None:
    count, level = history(3)
    cut, later = learn.origins(count, ahead=100.0, every=20.0)[0]

    assert (count[cut], count[later]) == (60.0, 160.0)
    assert fade.inputs(count[:60], level[:60])[0] == 60.0


def test_a_change_in_points_comes_back_from_the_scale_it_is_learnt_on() -> None:
    change = np.array([-30.0, -0.5, 0.0, 0.2])

    assert np.allclose(fade.grown(fade.damped(change)), change)


def grown(seed: int) -> tuple[Curves, float]:
    """Curves that sink between early and late the more, the shorter the life."""
    rng = np.random.default_rng(seed)
    lasts = float(rng.uniform(400, 2000))
    cycles = np.array([2.0, 10, 20, 90, 100])
    volts = np.linspace(0, 1, 20)
    dip = np.exp(-(((volts - 0.6) / 0.1) ** 2)) * 30 / lasts
    whole = 1.07 * volts + rng.normal(0, 1e-4, (5, 20))
    return Curves(cycles, whole - np.outer(cycles / 100, dip)), lasts


def test_life_is_foretold_from_how_the_curve_changes_early() -> None:
    model = learn.fit_life([grown(seed) for seed in range(30)])
    unseen = [grown(seed) for seed in range(100, 120)]

    told = life.expected(model, np.array([life.inputs(curves) for curves, _ in unseen]))

    true = np.array([lasts for _, lasts in unseen])
    assert np.abs(told[:, 0] / true - 1).mean() < 0.1
    assert (told[:, 1] < told[:, 0]).all()
    assert (told[:, 0] < told[:, 2]).all()


def test_the_interval_of_a_life_holds_for_a_batch_that_was_not_learned_from() -> None:
    """Cells of each batch last longer or shorter than their curves say, all alike."""
    shift = {"a": 1.0, "b": 1.25, "c": 0.8, "d": 1.15}
    packs, batches = [], []
    for place, (batch, by) in enumerate(shift.items()):
        for seed in range(12):
            curves, lasts = grown(100 * place + seed)
            packs.append((curves, lasts * by))
            batches.append(batch)
    unseen = [grown(seed) for seed in range(900, 930)]
    true = np.array([lasts for _, lasts in unseen]) * 0.88

    by_batch, by_pack = (learn.fit_life(packs, named) for named in (batches, ()))

    rows = np.array([life.inputs(curves) for curves, _ in unseen])
    told = life.expected(by_batch, rows)
    assert np.mean((told[:, 1] <= true) & (true <= told[:, 2])) >= 0.9
    assert by_batch.spread > by_pack.spread


def test_a_small_batch_that_errs_the_most_sets_the_interval() -> None:
    """Nine of ten of all packs would have been held without the four of the odd batch."""
    like = [
        (*grown(seed), batch) for batch, first in (("a", 0), ("b", 100)) for seed in range(first, first + 30)
    ]
    odd = [(curves, lasts * 1.6) for curves, lasts in (grown(seed) for seed in range(200, 204))]
    packs, batches = [(curves, lasts) for curves, lasts, _ in like], [batch for *_, batch in like]

    model = learn.fit_life([*packs, *odd], [*batches, *["odd"] * 4])

    rows = np.array([life.inputs(curves) for curves, _ in odd])
    middle, _, high = life.expected(learn.fit_life(packs, batches), rows).T
    true = np.array([lasts for _, lasts in odd])
    assert (true > high).all()
    assert (middle * 10 ** (life.Z90 * model.spread) >= 0.9999 * true).all()


def test_curves_of_one_time_only_are_not_ready_for_a_life() -> None:
    curves, _ = grown(1)

    assert life.ready(curves)
    assert not life.ready(Curves(curves.cycles[:3], curves.amp_hours[:3]))


def test_what_cars_of_a_model_lose_is_learnt_from_age_and_distance() -> None:
    rng = np.random.default_rng(5)
    years, km = rng.uniform(0, 6, 200), rng.uniform(0, 150_000, 200)
    lost = 3 * np.sqrt(years) + 2e-5 * km + rng.normal(0, 0.5, 200)
    model = learn.fit_peers(years[:120], km[:120], lost[:120], np.arange(120))

    told = peers.expected(model, years[120:], km[120:])

    assert np.abs(told[:, 0] - lost[120:]).mean() < 0.6
    assert 0.8 < np.mean((told[:, 1] < lost[120:]) & (lost[120:] < told[:, 2])) < 1.0
