"""Whole stories: simulated weeks turned into features day by day, with every check looking each evening."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.health import catalogue
from domain.health.facts import Level, View
from domain.registry.facts import Source
from domain.simulation import run, stories
from domain.simulation.facts import SimCar
from domain.simulation.story import Story
from domain.telemetry.facts import Car, Features, Quality
from domain.telemetry.features import extraction as kept

START = datetime(2026, 1, 1, tzinfo=UTC)
BASELINE_DAYS = 32
CAR = SimCar(vin="MADEUP00000000001", name_en="", name_zh="", model="made-up", seed=11)
KNOWN = Car(
    "made-up", Source.SIMULATED, CAR.placard_front_kpa, CAR.placard_rear_kpa, CAR.capacity_new_kwh, None
)
USUAL_GAP_S = 600.0


def evenings(story: Story) -> Iterator[View]:
    """The view of the car at the end of each day, from the second week on."""
    start = START.replace(month=story.in_year)
    onset = start + timedelta(days=BASELINE_DAYS)
    faults = story.faults(onset)
    features, heard = Features(), start
    for number in range(BASELINE_DAYS + story.days + 1):
        begin = start + timedelta(days=number)
        end = begin + timedelta(days=1)
        window = run.simulate(CAR, start=begin - kept.LOOK_BACK, end=end, faults=faults, step_s=60)
        features = kept.fold(features, kept.extract(window, day=begin.date()), day=begin.date())
        heard = datetime.fromtimestamp(window.at[-1] / 1000, tz=UTC) if window.at.size else heard
        silent_s = (end - heard).total_seconds()
        quality = Quality(1, 1.0, 0.0, 0.0, heard, silent_s, USUAL_GAP_S)
        view = View(end, "Asia/Shanghai", KNOWN, features, quality)
        yield view if begin < onset else replace(view, services=story.services(onset), recalls=story.recalls)


@pytest.mark.parametrize("code", stories.STORIES)
def test_a_story_trips_the_check_it_names_and_no_other(code: str) -> None:
    story = stories.STORIES[code]
    findings = [found for view in evenings(story) for check in catalogue.ALL if (found := check.check(view))]
    tripped = {found.check for found in findings if found.strength >= 1}
    if story.expect != "season":
        tripped.discard("season")  # weeks of spring may ask for care of their own

    told = {code for code in tripped if not tripped & set(catalogue.BY_CODE[code].INHIBITED_BY)}

    assert told == ({story.expect} if story.expect else set())
    assert all(len(found.kinds) > 1 for found in findings if found.level is Level.RED)
