"""Whole stories: simulated weeks turned into features day by day, with every check looking each evening."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache

import pytest

from domain.health import catalogue
from domain.health.facts import Level, View
from domain.registry.facts import Source
from domain.simulation import run, stories
from domain.simulation.facts import Fault, FaultKind, SimCar
from domain.simulation.story import Story
from domain.telemetry.facts import Car, Features, Quality
from domain.telemetry.features import extraction as kept

START = datetime(2026, 1, 1, tzinfo=UTC)
BASELINE_DAYS = 32
DAY = timedelta(days=1)
CAR = SimCar(vin="MADEUP00000000001", name_en="", name_zh="", model="made-up", seed=11)
KNOWN = Car(
    "made-up", Source.SIMULATED, CAR.placard_front_kpa, CAR.placard_rear_kpa, CAR.capacity_new_kwh, None
)
USUAL_GAP_S = 600.0
REPORTED = {
    FaultKind.FAULT_CODE,
    FaultKind.CAR_ALARM,
}  # a car that can report them says each day that there is none


@dataclass(frozen=True)
class Past:
    """What is known of the car at the end of a day: its features, and when it was last heard."""

    at: datetime
    features: Features
    heard: datetime

    def after(self, faults: tuple[Fault, ...]) -> "Past":
        """One day more."""
        end, day = self.at + DAY, self.at.date()
        window = run.simulate(CAR, start=self.at - kept.LOOK_BACK, end=end, faults=faults, step_s=60)
        features = kept.fold(self.features, kept.extract(window, day=day), day=day)
        heard = datetime.fromtimestamp(window.at[-1] / 1000, tz=UTC) if window.at.size else self.heard
        return Past(end, features, heard)

    def view(self) -> View:
        quality = Quality(1, 1.0, 0.0, 0.0, self.heard, (self.at - self.heard).total_seconds(), USUAL_GAP_S)
        return View(self.at, "Asia/Shanghai", KNOWN, self.features, quality)


@cache
def weeks(start: datetime, faults: tuple[Fault, ...]) -> tuple[Past, ...]:
    """The days before an onset, which most stories share: simulated once."""
    past = [Past(start, Features(), start)]
    for _ in range(BASELINE_DAYS):
        past.append(past[-1].after(faults))
    return tuple(past[1:])


def evenings(story: Story) -> Iterator[View]:
    """The view of the car at the end of each day; the story begins after the weeks."""
    start = START.replace(month=story.in_year)
    onset = start + BASELINE_DAYS * DAY
    faults = story.faults(onset)
    before = weeks(start, tuple(each for each in faults if each.onset < onset or each.kind in REPORTED))
    yield from (each.view() for each in before)
    past = before[-1]
    for _ in range(story.days + 1):
        past = past.after(faults)
        yield replace(past.view(), services=story.services(onset), recalls=story.recalls)


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
