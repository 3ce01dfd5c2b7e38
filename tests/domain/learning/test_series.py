import numpy as np
import pytest

from domain.learning import calibration, series


def test_a_summary_at_a_look_knows_nothing_of_later_looks() -> None:
    values = np.random.default_rng(3).normal(size=80)
    values[[4, 20, 50]] = np.nan
    whole, early = series.summarise({"a": values}), series.summarise({"a": values[:45]})

    for name, told in early.items():
        np.testing.assert_allclose(whole[name][:45], told, atol=1e-9)


def test_summaries_are_the_means_change_and_pace_that_they_are_named_after() -> None:
    values = np.where(np.arange(60) < 20, 5.0, 5.0 + 0.5 * (np.arange(60) - 20))
    values[55] = np.nan
    told = {name: each[-1] for name, each in series.summarise({"a": values}).items()}

    assert told["a.mean_10"] == pytest.approx(np.nanmean(values[-10:]))
    assert told["a.mean_30"] == pytest.approx(np.nanmean(values[-30:]))
    assert told["a.change"] == pytest.approx(np.nanmean(values[-10:]) - 5.0)
    assert told["a.slope"] == pytest.approx(0.5)
    assert told["looks"] == 60


def test_what_was_never_known_stays_unknown() -> None:
    told = series.summarise({"a": np.full(12, np.nan)})

    assert np.isnan(told["a.mean_10"]).all()
    assert np.isnan(told["a.slope"]).all()
    assert series.summarise({}) == {"looks": pytest.approx(np.array([]))}


def test_calibration_error_is_the_mean_distance_between_what_is_told_and_what_comes_true() -> None:
    happened = np.repeat([True, False], 500)
    sure = np.repeat([0.9, 0.1], 500)

    assert calibration.error(sure, happened, bins=2) == pytest.approx(0.1)
    assert [(each.count, each.true) for each in calibration.reliability(sure, happened, bins=2)] == [
        (500, 0.0),
        (500, 1.0),
    ]
