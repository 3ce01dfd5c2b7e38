"""What is said of a battery's future, and when it is too early to say anything."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from domain import phrases
from domain.battery import prospect, words
from domain.battery.capacity import Measured
from domain.explain.facts import Language

NOW = datetime(2026, 4, 10, tzinfo=UTC)


def history(
    *, days: int, every: int = 2, soh: float = 86.2, fade: float = 2.4, scatter: float = 1.0
) -> list[Measured]:
    """Charges that lead to a SOH today, losing `fade` points a year."""
    noise = np.random.default_rng(7).standard_normal(days) * scatter
    return [
        Measured(NOW - timedelta(days=ago), soh + fade * ago / 365 + float(noise[ago]), 50.0)
        for ago in range(days - 1, -1, -every)
    ]


def said(charges: list[Measured], locale: Language = "en") -> str:
    told = prospect.prospect(charges, now=NOW)
    return phrases.speaker(locale).say(words.ahead(told, now=NOW, zone="Asia/Shanghai"))


def test_a_long_history_names_the_season_of_the_next_mark() -> None:
    told = prospect.prospect(history(days=1000), now=NOW)

    assert told.half_year is not None
    assert told.half_year.low < 85.0 < told.half_year.middle + 1
    assert told.reach is not None
    assert told.reach.mark == 85.0
    assert told.reach.early < told.reach.likely < told.reach.late
    assert abs(told.reach.likely - (NOW + timedelta(days=183))) < timedelta(days=75)


def test_the_forecast_is_told_in_plain_words_of_both_languages() -> None:
    english, chinese = said(history(days=1000)), said(history(days=1000), "zh_Hans")

    assert english.startswith("In half a year: about 85% (between")
    assert "At this pace it will reach 85% around" in english
    assert "85" in chinese
    assert "月" in chinese


def test_a_mark_far_off_is_not_dated() -> None:
    told = prospect.prospect(history(days=200, soh=98.9, fade=1.5), now=NOW)

    assert told.half_year is not None
    assert told.reach is None


@pytest.mark.parametrize(
    ("charges", "more"), [(history(days=20), 40), (history(days=60, every=6), 20), ([], 30)]
)
def test_too_short_a_history_says_how_many_charges_are_missing(charges: list[Measured], more: int) -> None:
    told = prospect.prospect(charges, now=NOW)

    assert (told.half_year, told.reach) == (None, None)
    assert told.more_charges == pytest.approx(more, abs=3)
    assert "I can forecast after about" in said(charges)


def test_charges_that_scatter_wildly_give_no_forecast() -> None:
    told = prospect.prospect(history(days=120, every=3, scatter=14.0), now=NOW)

    assert told.half_year is None
    assert told.more_charges > 0


def test_the_course_leads_from_today_to_what_is_told_of_half_a_year() -> None:
    charges = history(days=1000)

    course = prospect.course(charges, now=NOW)

    told = prospect.prospect(charges, now=NOW).half_year
    assert told is not None
    assert course[0][0] == NOW
    assert tuple(course[-1][1]) == pytest.approx(tuple(told))
    wide = [span.high - span.low for _, span in course]
    assert wide == sorted(wide)


def test_where_nothing_may_be_foretold_there_is_no_course() -> None:
    assert prospect.course(history(days=40), now=NOW) == []


def test_stretches_sum_up_what_single_charges_scatter() -> None:
    told = prospect.stretches(history(days=365, scatter=2.0))

    assert 10 <= len(told) <= 12
    assert [soh for _, soh in told] == pytest.approx(
        [86.2 + 2.4 * (NOW - at) / timedelta(days=365) for at, _ in told], abs=1.5
    )
    assert prospect.stretches([]) == []


@pytest.mark.parametrize("fade", [0.0, 1.5, 2.4, 4.0, 8.0])
@pytest.mark.parametrize("soh", [80.2, 85.1, 86.2, 90.6, 98.9])
def test_no_interval_of_a_forecast_runs_backwards_or_begins_in_the_past(soh: float, fade: float) -> None:
    told = prospect.prospect(history(days=400, soh=soh, fade=fade), now=NOW)

    if told.half_year is not None:
        assert told.half_year.low <= told.half_year.middle <= told.half_year.high
    if told.reach is not None:
        assert NOW - timedelta(minutes=1) <= told.reach.early <= told.reach.likely <= told.reach.late
