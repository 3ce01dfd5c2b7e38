"""A machine's own normal over several signals: what leaves it, what does not, and what is never looked at."""

import numpy as np

from domain.health.evidence import monitor
from domain.kit.arrays import Floats

ALONE = ((0,),)
LEARNED = 400


def readings(count: int, *, seed: int) -> tuple[Floats, Floats]:
    """A cause that wanders, and a sign that follows it with a little noise."""
    rng = np.random.default_rng(seed)
    cause = 20 + 3 * np.sin(np.arange(count) / 9)
    return cause[:, None], (50 + 2 * cause + rng.normal(0, 0.5, count))[:, None]


def watched(causes: Floats, signs: Floats) -> monitor.Watched:
    return monitor.watch(monitor.learn(causes[:LEARNED], signs[:LEARNED]), causes, signs, agree=ALONE)


def test_healthy_machines_alarm_no_more_often_than_the_stated_target() -> None:
    wrong = sum(bool(watched(*readings(1200, seed=seed)).alarm.any()) for seed in range(100))
    assert wrong <= 3  # some eighty independent readings each, one in 10,000 may err


def test_a_lasting_shift_is_told_until_it_ends() -> None:
    causes, signs = readings(1200, seed=8)
    signs[600:800] -= 1.5
    alarm = watched(causes, signs).alarm
    assert alarm[625:800].all()
    assert not alarm[:600].any()
    assert not alarm[850:].any()


def test_a_single_wild_reading_is_no_alarm() -> None:
    causes, signs = readings(600, seed=2)
    signs[500] += 500
    assert not watched(causes, signs).alarm.any()


def test_what_a_cause_may_explain_beyond_the_weather_seen_is_no_alarm() -> None:
    causes, signs = readings(600, seed=3)
    level = signs.copy()
    level[400:] += 2 * (causes[:LEARNED].max() - causes[400:])  # stays where the baseline's weather ended
    causes[400:] += 15  # far outside what was learned
    signs[400:] += 30  # as the line would go on
    assert not watched(causes, signs).alarm.any()
    assert not watched(causes, level).alarm.any()
    assert watched(causes, level - 10 * (np.arange(600) >= 400)[:, None]).alarm[430:].all()


def test_signs_that_must_agree_count_as_the_weaker() -> None:
    causes, first = readings(600, seed=4)
    _, second = readings(600, seed=5)
    first[400:] -= 5
    signs = np.hstack((first, second))
    learned = monitor.learn(causes[:LEARNED], signs[:LEARNED])
    assert monitor.watch(learned, causes, signs, agree=((0,), (1,))).alarm[430:].all()
    assert not monitor.watch(learned, causes, signs, agree=((0, 1),)).alarm.any()


def test_nothing_that_comes_later_changes_what_was_said() -> None:
    causes, signs = readings(600, seed=6)
    signs[450:] += 4
    learned = monitor.learn(causes[:LEARNED], signs[:LEARNED])
    whole = monitor.watch(learned, causes, signs, agree=ALONE)
    half = monitor.watch(learned, causes[:500], signs[:500], agree=ALONE)
    np.testing.assert_array_equal(whole.score[:500], half.score)
