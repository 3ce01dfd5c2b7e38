"""What the checks say of a simulated story: the weeks turned into features day by day, a look each evening."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from domain.health import catalogue, judging
from domain.health.facts import View
from domain.registry.facts import Source
from domain.simulation import run
from domain.simulation.facts import SimCar
from domain.simulation.story import Story
from domain.telemetry.facts import Car, Features, Quality
from domain.telemetry.features import extraction as making
from jobs import speakers
from jobs.console import Row
from jobs.progress import track

START = datetime(2026, 1, 1, tzinfo=UTC)
BASELINE_DAYS = 32
ZONE = "Asia/Shanghai"
_CAR = SimCar(vin="MADEUP00000000001", name_en="", name_zh="", model="made-up", seed=11)
_KNOWN = Car(
    "made-up", Source.SIMULATED, _CAR.placard_front_kpa, _CAR.placard_rear_kpa, _CAR.capacity_new_kwh, None
)
_STEP_S = 60
_GAP_S = 600.0


def report(story: Story, *, progress: bool) -> list[Row]:
    """Return a row for each day and check that trips; day 0 is the onset."""
    length = BASELINE_DAYS + story.days + 1
    views = track(
        evenings(story, start=START.replace(month=story.in_year)),
        description=speakers.speaker("en").say(story.title),
        total=length,
        disable=not progress,
    )
    return [
        {
            "day": day - BASELINE_DAYS,
            "check": finding.check,
            "level": finding.level.name,
            "risk": finding.risk,
        }
        for day, view in enumerate(views)
        for check in catalogue.ALL
        if (finding := judging.conclude(check, view)) and finding.strength >= 1
    ]


def evenings(story: Story, *, start: datetime) -> Iterator[View]:
    """Yield what the checks see each evening, from healthy weeks that begin at this midnight to the story's end."""
    onset = start + timedelta(days=BASELINE_DAYS)
    faults = story.faults(onset)
    features, last_at = Features(), start
    for number in range(BASELINE_DAYS + story.days + 1):
        begin = start + timedelta(days=number)
        end = begin + timedelta(days=1)
        window = run.simulate(_CAR, start=begin - making.LOOK_BACK, end=end, faults=faults, step_s=_STEP_S)
        features = making.fold(features, making.extract(window, day=begin.date()), day=begin.date())
        last_at = datetime.fromtimestamp(window.at[-1] / 1000, tz=UTC) if window.at.size else last_at
        quality = Quality(1, 1.0, 0.0, 0.0, last_at, (end - last_at).total_seconds(), _GAP_S)
        view = View(end, ZONE, _KNOWN, features, quality)
        yield view if begin < onset else replace(view, services=story.services(onset), recalls=story.recalls)
