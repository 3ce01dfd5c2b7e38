"""Seasonal care follows the air that the car itself felt, once a season, and only where the season comes."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

from domain.alerts import rules
from domain.alerts.facts import Around, Decision, Move, Standing, State
from domain.explain.facts import Phrase
from domain.health.checks import season
from domain.health.facts import Finding, Level, View
from domain.registry.facts import Serviced
from domain.simulation import cars, stories, weather
from domain.simulation.facts import Fault
from domain.simulation.fleet import air, run
from domain.telemetry.facts import Day, Features
from jobs.demo.cars import PAST
from tests.domain.health import views

YEAR_FROM = date(2026, 5, 1)


def felt(city: str, day: date, faults: tuple[Fault, ...] = ()) -> Day:
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()
    at = midnight + np.arange(24, dtype=np.float64) * 3600.0
    air = weather.ambient(city, at, above_home=np.zeros(24), faults=faults)
    return Day(day, 9e3, 3e3, 40.0, float(air.min()), float(air.max()), None)


def looks(city: str, *, every: int = 3) -> Iterator[View]:
    """A view every third morning for a year, with sixty days of weather before it."""
    days = [felt(city, YEAR_FROM - timedelta(days=60) + timedelta(days=i)) for i in range(430)]
    for number in range(60, 425, every):
        now = datetime(days[number].day.year, days[number].day.month, days[number].day.day, 1, tzinfo=UTC)
        yield replace(views.view(Features(days=tuple(days[number - 60 : number]))), now=now)


def told(city: str) -> dict[str, int]:
    """What a year asks for, with the month in which it is asked for first."""
    found: dict[str, int] = {}
    for view in looks(city):
        finding = season.check(view)
        assert finding is not None
        if finding.strength >= 1:
            task, also = finding.params["task"], finding.params["also"]
            assert isinstance(task, Phrase)
            assert isinstance(also, Phrase)
            items = also.params.get("items", ())
            assert isinstance(items, tuple)
            for each in (task, *items):
                found.setdefault(each.code.removeprefix("season.task."), view.now.month)
    return found


def test_a_year_in_harbin_asks_for_winter_tyres_in_autumn_and_summer_tyres_in_spring() -> None:
    found = told("harbin")

    assert found["winter_tyres"] in {9, 10}
    assert found["winter_check"] in {9, 10, 11}
    assert found["summer_tyres"] in {4, 5}


def test_a_year_in_haikou_never_asks_for_winter_tyres_or_a_check_before_cold() -> None:
    assert told("haikou").keys() <= {"summer_check"}


def askings(city: str, *, days: int) -> Counter[str]:
    """How often an owner is asked for what, with cold snaps and heat waves, by the rules that open and end warnings."""
    fleet = run.make(
        1,
        seed=len(city),
        start=date(2026, 9, 1),
        days=days,
        forms="learning",
        rates={},
        cities=np.array([air.CITIES.index(city)]),
    )
    past, asked, task, standing = fleet.past(0), Counter[str](), None, None
    for number in range(days):
        features = past.features(number + run.BEFORE_DAYS, season.PARTS)
        view = replace(views.view(features), now=fleet.now(number))
        finding = season.check(view)
        assert finding is not None
        around = Around(every=season.EVERY, task=task if active(standing) else None)
        decision = rules.decide(standing, finding, now=view.now, around=around)
        if decision.move is Move.CONFIRM:
            task = asked_for(finding)
            asked[task.code.removeprefix("season.task.")] += 1
        standing = stands(standing, decision)
    return asked


def asked_for(finding: Finding) -> Phrase:
    task = finding.params["task"]
    assert isinstance(task, Phrase)
    return task


def active(standing: Standing | None) -> bool:
    return standing is not None and standing.state is State.ACTIVE


def stands(before: Standing | None, decision: Decision) -> Standing | None:
    if decision.move in {Move.NOTHING, Move.CLEAR}:
        return None
    told = decision.move is Move.CONFIRM or active(before)
    assert decision.judged_at is not None
    return Standing(
        State.ACTIVE if told else State.CANDIDATE, decision.level, decision.hits, decision.judged_at
    )


@pytest.mark.parametrize("city", weather.CITIES)
def test_snaps_of_cold_and_heat_do_not_ask_twice_for_the_same_season(city: str) -> None:
    asked = askings(city, days=365)

    assert max(asked.values(), default=0) <= 1
    assert ("winter_tyres" in asked) <= (city not in {"haikou", "shenzhen", "kunming"})


def winter_near() -> View:
    return next(
        view
        for view in looks("harbin")
        if (found := season.check(view))
        and found.strength >= 1
        and found.params["job_code"] == "wheel_change"
    )


def test_the_owners_word_answers_for_the_season() -> None:
    view = winter_near()
    found = season.check(view)
    assert found is not None
    assert found.level is Level.BLUE

    done = replace(view, services=(Serviced("wheel_change", view.now.date(), elsewhere=True),))
    after = season.check(done)

    assert after is None or after.params.get("job_code") != "wheel_change"


@pytest.mark.parametrize("days", [0, 30])
def test_six_weeks_of_weather_are_needed(days: int) -> None:
    view = winter_near()

    assert (
        season.check(replace(view, features=Features(days=view.features.days[-days:] if days else ())))
        is None
    )


def test_the_chart_shows_the_air_and_the_limit_for_winter_tyres() -> None:
    chart = season.chart(winter_near())

    assert chart is not None
    assert chart.limit == 7.0


def test_the_story_of_a_new_season_comes_true_on_whatever_day_it_is_started() -> None:
    story = stories.STORIES["new_season"]
    (city,) = {car.city for car in cars.DEMO_CARS if story.code in car.stories}
    silent = [
        onset
        for onset in (datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=5 * step) for step in range(73))
        if not any(each.strength >= 1 for each in since(onset, city, story.faults(onset), days=story.days))
    ]

    assert silent == []


def since(onset: datetime, city: str, faults: tuple[Fault, ...], *, days: int) -> Iterator[Finding]:
    """What is found each morning of a story, by the weather of a demo car alone."""
    begin = onset - PAST
    known = [felt(city, (begin + timedelta(days=each)).date(), faults) for each in range(PAST.days + days)]
    for count in range(PAST.days + 1, len(known) + 1):
        seen = views.view(Features(days=tuple(known[max(0, count - 60) : count])))
        if found := season.check(replace(seen, now=begin + timedelta(days=count))):
            yield found
