"""What the car's page says of consumption, and when it says that something is amiss."""

from dataclasses import replace
from datetime import timedelta
from statistics import fmean

import pytest

from api.technician import series
from domain import phrases
from domain.explain.facts import Language, Phrase
from domain.health.evidence import breaks, drift, usage
from domain.health.facts import Peer, View
from domain.registry.facts import Change, ChangeKind
from domain.telemetry.facts import Day, Features
from tests.domain.energy.test_rules import day
from tests.domain.health import views

LANGUAGES: tuple[Language, ...] = ("en", "zh_Hans")


def seen(*days: Day) -> View:
    last = days[-1].day
    moved = (replace(each, day=views.NOW.date() - (last - each.day)) for each in days)
    return views.view(Features(days=tuple(moved)))


def told(view: View) -> list[Phrase]:
    return list(usage.lines(view))


USUAL = [day(i) for i in range(30)]


@pytest.mark.parametrize(("celsius", "factor"), [(0.0, 1.0), (-15.0, 1.3), (36.0, 0.9), (15.0, 1.1)])
def test_consumption_is_said_as_it_is_drawn_whatever_the_weather(celsius: float, factor: float) -> None:
    """One figure for lately, usual and cars alike: all at 15 °C and 40 km/h; what was driven is named as that."""
    view = seen(*USUAL, *(day(i, celsius=celsius, factor=1.1 * factor) for i in range(30, 60)))
    alike = replace(view, peers={usage.MEASURE: Peer(12, 13.0, 14.0, 15.0)})

    lately, peers, *_ = told(alike)
    chart = usage.chart(alike)

    assert chart is not None
    assert chart.now is not None
    assert chart.normal is not None
    assert lately.params["lately"] == chart.now.value == pytest.approx(fmean(chart.series[0].values), abs=0.1)
    assert lately.params["usual"] == pytest.approx(fmean(chart.normal))
    assert (peers.params["low"], peers.params["high"]) == chart.alike
    assert series.residual("consumption", chart, lambda phrase: phrase.code).now == chart.now.value
    for locale in LANGUAGES:
        said = phrases.speaker(locale).say(lately)
        assert f"{chart.now.value:.1f}" in said
        assert "15 °C" in said


def test_a_cold_month_is_usual_for_the_car_and_told_as_driven_too() -> None:
    (lately,) = told(seen(*USUAL, *(day(i, celsius=0.0) for i in range(30, 60))))

    assert lately.params["lately"] == pytest.approx(lately.params["usual"], rel=0.02)
    driven, usual = lately.params["driven"], lately.params["usual"]
    assert isinstance(driven, float)
    assert isinstance(usual, float)
    assert driven > 1.1 * usual


def test_a_lasting_rise_is_said_and_one_bad_day_is_not() -> None:
    rising = seen(*USUAL, *(day(i, factor=1.25) for i in range(30, 60)))
    once = seen(*USUAL, *(day(i, factor=1.6 if i == 45 else 1.1) for i in range(30, 60)))

    assert told(rising)[-1] == Phrase("usage.risen")
    assert [phrase.code for phrase in told(once)] == ["usage.lately"]


def test_a_rise_of_less_than_a_tenth_is_within_habits_and_not_said() -> None:
    slight = seen(*USUAL, *(day(i, factor=1.1 * 1.08) for i in range(30, 60)))

    assert [phrase.code for phrase in told(slight)] == ["usage.lately"]


@pytest.mark.parametrize(("days_before", "is_certain"), [(10, False), (60, True)])
def test_a_rise_over_a_usual_of_few_and_scattered_days_is_not_said(
    days_before: int, *, is_certain: bool
) -> None:
    def scattered(first: int, count: int, factor: float) -> list[Day]:
        return [day(i, factor=factor * (1.25 if i % 2 else 0.75)) for i in range(first, first + count)]

    view = seen(*scattered(0, days_before, 1.0), *scattered(days_before, 30, 1.35))

    assert (told(view)[-1] == Phrase("usage.risen")) is is_certain


def test_winter_wheels_begin_a_new_usual() -> None:
    view = seen(*USUAL, *(day(i, factor=1.25) for i in range(30, 60)))
    changed = Change(views.NOW - timedelta(days=30), ChangeKind.WHEELS)

    codes = [phrase.code for phrase in told(replace(view, breaks=breaks.of([changed])))]

    assert codes == ["usage.lately"]


def test_an_average_stands_in_sigmas_of_itself() -> None:
    assert drift.ewma([], weight=0.2) == 0.0
    assert drift.ewma([2.0], weight=0.2) == pytest.approx(2.0)
    assert drift.ewma([2.0] * 50, weight=0.2) == pytest.approx(6.0, abs=0.01)
