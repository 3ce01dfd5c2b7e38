"""The driving score: what each part earns, what is not measured, and when there is none."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from domain.driving import rules, score
from domain.driving.facts import Measure, Score
from domain.errors import Refusal
from domain.telemetry.trips import Travel, Trip
from tests.domain.driving.test_rules import MINUTE, MORNING, ZONE


def year(*, n: int = 10, hour: int = 1, **figures: Any) -> tuple[Trip, ...]:
    """Drives of 100 km in one hour, one a day, with readings each second and all that a score looks at."""
    calm = Trip(
        MORNING, MORNING, 1.0, km=100.0, hard_starts=0, hard_brakings=0, band_km=(0.0, 0.0, 50.0, 50.0, 0.0)
    )
    starts = (MORNING + timedelta(days=day, hours=hour) for day in range(n))
    return tuple(replace(calm, start=start, end=start + 60 * MINUTE, **figures) for start in starts)


def scored(*trips: Trip) -> Score:
    return score.score(rules.conduct(Travel(trips=trips), zone=ZONE))


def earned(of: Score) -> dict[Measure, int]:
    return {each.measure: each.points for each in of.parts}


def test_a_calm_year_earns_every_point() -> None:
    calm = scored(*year(n=100))

    assert earned(calm) == score.WEIGHTS
    assert (calm.points, calm.low, calm.high, calm.unmeasured) == (100, 100, 100, ())
    assert sum(score.WEIGHTS.values()) == 100


@pytest.mark.parametrize(
    ("figures", "measure", "points"),
    [
        ({"hard_brakings": 4}, Measure.BRAKINGS, 20),  # of 1 to 10 a third, so two thirds of 30
        ({"hard_brakings": 10}, Measure.BRAKINGS, 0),
        ({"hard_starts": 8}, Measure.STARTS, 10),
        ({"band_km": (0.0, 0.0, 0.0, 90.0, 10.0)}, Measure.FAST, 11),  # 10 % of 1 to 20 %
        ({"hour": 20}, Measure.NIGHT, 0),  # from 4 to 5 in Shanghai
    ],
)
def test_a_part_loses_in_proportion_between_its_limits_and_no_other_part_with_it(
    figures: dict[str, Any], measure: Measure, points: int
) -> None:
    parts = earned(scored(*year(**figures)))

    assert parts.pop(measure) == points
    assert all(parts[each] == score.WEIGHTS[each] for each in parts)


def test_drives_without_a_rest_cost_points_and_those_that_the_law_forbids_twice() -> None:
    """On 1,000 km a drive of three hours costs a quarter of 20 points, one of five hours half of them."""
    first, *others = year()
    long, longest = (replace(first, end=first.start + timedelta(hours=hours)) for hours in (3, 5))

    assert earned(scored(long, *others))[Measure.RESTS] == 15
    assert earned(scored(longest, *others))[Measure.RESTS] == 10


def test_what_is_not_measured_earns_nothing_and_the_rest_counts_as_the_whole() -> None:
    blind = scored(*year(band_km=None, hard_brakings=10))

    assert blind.unmeasured == (Measure.FAST,)
    assert (blind.weight, sum(earned(blind).values()), blind.points) == (80, 50, 62)
    assert score.whole(rules.conduct(Travel(trips=year(band_km=None)), zone=ZONE)) is None


def test_few_hard_events_leave_it_open_by_chance_how_many_points_that_is() -> None:
    short = scored(*year(n=6, hard_brakings=1))

    assert short.low < short.points <= short.high


@pytest.mark.parametrize(
    ("trips", "code"),
    [
        ((), "score_distance"),
        (year(n=4), "score_distance"),
        (year(km=None), "score_distance"),
        (year(hard_starts=None, hard_brakings=None), "score_unmeasured"),
        ((*year(n=4), *year(n=10, hard_brakings=None)), "score_unmeasured"),  # known on 400 km alone
    ],
    ids=["no trip", "400 km", "no distance", "no hard events", "hard events on 400 km"],
)
def test_too_little_is_refused_with_its_reason(trips: tuple[Trip, ...], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        scored(*trips)

    assert refused.value.code == code
