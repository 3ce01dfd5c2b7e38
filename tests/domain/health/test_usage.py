"""What the car's page says of consumption, and when it says that something is amiss."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.explain.facts import Phrase
from domain.garage.facts import Change, ChangeKind
from domain.health import breaks, drift, usage
from domain.health.facts import Peer, View
from domain.telemetry.facts import Day, Features
from tests.domain.energy.test_rules import day
from tests.domain.health import views


def seen(*days: Day) -> View:
    last = days[-1].day
    moved = (replace(each, day=views.NOW.date() - (last - each.day)) for each in days)
    return views.view(Features(days=tuple(moved)))


def told(view: View) -> list[Phrase]:
    return list(usage.told(view))


USUAL = [day(i) for i in range(30)]


def test_lately_usual_and_cars_alike_are_said_for_the_same_weather() -> None:
    view = seen(*USUAL, *(day(i, celsius=0.0) for i in range(30, 60)))
    alike = replace(view, peers={usage.MEASURE: Peer(12, 13.0, 14.0, 15.0)})

    lately, peers = told(alike)

    assert lately.params["lately"] == pytest.approx(lately.params["usual"], rel=0.02)
    low = peers.params["low"]
    assert isinstance(low, float)
    assert low > 15.0


def test_a_lasting_rise_is_said_and_one_bad_day_is_not() -> None:
    rising = seen(*USUAL, *(day(i, factor=1.25) for i in range(30, 60)))
    once = seen(*USUAL, *(day(i, factor=1.6 if i == 45 else 1.1) for i in range(30, 60)))

    assert told(rising)[-1] == Phrase("usage.risen")
    assert [phrase.code for phrase in told(once)] == ["usage.lately"]


def test_a_rise_of_less_than_a_tenth_is_within_habits_and_not_said() -> None:
    slight = seen(*USUAL, *(day(i, factor=1.1 * 1.08) for i in range(30, 60)))

    assert [phrase.code for phrase in told(slight)] == ["usage.lately"]


def test_winter_wheels_begin_a_new_usual() -> None:
    view = seen(*USUAL, *(day(i, factor=1.25) for i in range(30, 60)))
    changed = Change(views.NOW - timedelta(days=30), ChangeKind.WHEELS)

    codes = [phrase.code for phrase in told(replace(view, breaks=breaks.of([changed])))]

    assert codes == ["usage.lately"]


def test_an_average_stands_in_sigmas_of_itself() -> None:
    assert drift.ewma([], weight=0.2) == 0.0
    assert drift.ewma([2.0], weight=0.2) == pytest.approx(2.0)
    assert drift.ewma([2.0] * 50, weight=0.2) == pytest.approx(6.0, abs=0.01)
