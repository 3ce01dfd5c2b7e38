"""The end of every story: an owner for each, on one core a database, told what the checks found."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import msgspec
import pytest

from domain import core as core_module
from domain import phrases
from domain.booking import centres
from domain.contact import service as contact
from domain.core import Core, Unit
from domain.kit.classified import ASKED
from domain.kit.clock import FixedClock
from domain.registry import service as registry
from domain.registry.facts import Papers, Source
from domain.settings import Settings
from domain.simulation import run
from domain.simulation.cars import made_up_vin
from domain.simulation.facts import Fault, SimCar
from domain.simulation.stories import STORIES
from domain.simulation.story import Story
from domain.telemetry import paths, quality
from domain.telemetry import service as telemetry
from domain.telemetry.facts import Features
from domain.telemetry.features import extraction as making
from domain.telemetry.intake import Batch, Record
from domain.telemetry.storage import notes
from domain.upkeep import entry, recalls, services
from jobs import health
from jobs.demo.seed import CENTRES

NORMAL_DAYS, LOOKS = 32, 4  # days before the onset; last evenings, on which the checks look
CAR = SimCar(vin="MADEUP00000000001", name_en="", name_zh="", model="Lark 60", seed=11)
_LONGEST_DAYS = 28
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Evening:
    """What is kept of a car by the end of a day, as the store holds it, and when it was last heard."""

    at: datetime
    body: bytes
    last_at: datetime


@dataclass(frozen=True)
class Ended:
    """Where a story has led: its owner and car."""

    story: Story
    owner_id: int
    vehicle_id: int
    at: datetime


@dataclass(frozen=True)
class Past:
    """What is kept of a car by the end of a day, and when it was last heard."""

    at: datetime
    features: Features
    pulses: tuple[quality.Pulse, ...]
    heard: datetime

    def after(self, faults: tuple[Fault, ...]) -> "Past":
        """One day more."""
        window = run.simulate(
            CAR, start=self.at - making.LOOK_BACK, end=self.at + _DAY, faults=faults, step_s=60
        )
        day = self.at.date()
        return Past(
            self.at + _DAY,
            making.fold(self.features, making.extract(window, day=day), day=day),
            quality.put(self.pulses, quality.pulse(window, day=day), day=day),
            datetime.fromtimestamp(window.at[-1] / 1000, tz=UTC) if window.at.size else self.heard,
        )

    def evening(self) -> Evening:
        body = msgspec.msgpack.encode({"features": self.features, "pulses": self.pulses})
        return Evening(self.at, body, self.heard)


@cache
def evenings(code: str) -> list[Evening]:
    """The last evenings of a story, simulated once for both databases."""
    story = STORIES[code]
    begin = onset(story)
    faults = story.faults(begin)
    past = weeks(begin, tuple(fault for fault in faults if fault.onset < begin))
    told = [past := past.after(faults) for _ in range(days_of(story) + 2)]
    return [each.evening() for each in told[-LOOKS:]]


@cache
def weeks(end: datetime, faults: tuple[Fault, ...]) -> Past:
    """The weeks before a story, which most share."""
    start = end - NORMAL_DAYS * _DAY
    past = Past(start, Features(), (), start)
    while past.at < end:
        past = past.after(faults)
    return past


def days_of(story: Story) -> int:
    """How many days of a story pass. A season is looked for in four weeks; in the demo it may be waited for longer."""
    return min(story.days, _LONGEST_DAYS) if story.expect == "season" else story.days


def onset(story: Story) -> datetime:
    return datetime(2026, story.in_year, 1, tzinfo=UTC) + NORMAL_DAYS * _DAY


class Town:
    """A core on one database with an owner for each story; a story is lived to its end when it is asked for."""

    def __init__(self, core: Core) -> None:
        self.core = core
        with core.unit() as unit:
            self._home, *_ = [centres.add_centre(unit, centre).id for centre in CENTRES]

    def person(self, code: str) -> Ended:
        with self.core.unit() as unit:
            person = _owner(unit, STORIES[code], list(STORIES).index(code), self._home)
        for evening in evenings(code):
            self.at(evening.at)
            with self.core.unit() as unit:
                _keep(unit, person, evening)
            health.examine(self.core, [person.vehicle_id])
            self.deliver()
        return person

    def at(self, moment: datetime) -> None:
        assert isinstance(self.core.clock, FixedClock)
        self.core.clock.at = moment

    def deliver(self) -> None:
        """Send all that is due."""
        with self.core.unit() as unit:
            outgoing = contact.claim(unit, limit=100)
        if not outgoing:
            return
        with self.core.unit() as unit:
            contact.sent(unit, {each.notice_id: 10_000 + each.notice_id for each in outgoing})


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def town(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    place = tmp_path_factory.mktemp(f"town_{request.param}")
    core = core_module.build(
        _settings(request, place), clock=FixedClock(datetime(2026, 4, 1, tzinfo=UTC)), speaker=phrases.speaker
    )
    yield Town(core)
    core.engine.dispose()


def _settings(request: pytest.FixtureRequest, place: Path) -> Settings:
    url = None
    if request.param == "sqlite":
        shutil.copytree(request.getfixturevalue("sqlite_template"), place / "data")
    else:
        url = request.getfixturevalue("lending").lend()
    return Settings(data_dir=place / "data", master_key_file=place / "keys.json", database_url=url)


def _owner(unit: Unit, story: Story, number: int, home: int) -> Ended:
    owner = registry.meet(unit, 900_000 + number, locale="en", zone="Asia/Shanghai")
    papers = Papers(
        source=Source.SIMULATED,
        placard_front_kpa=CAR.placard_front_kpa,
        placard_rear_kpa=CAR.placard_rear_kpa,
        capacity_new_kwh=CAR.capacity_new_kwh,
        centre_id=home,
    )
    vin = made_up_vin(600_000 + number, year="S")
    car = registry.register_vehicle(unit, vin=vin, name=f"Car {number}", model=CAR.model, papers=papers)
    registry.link(unit, owner.id, registry.link_code(unit, car.id))
    for purpose in ASKED:
        registry.consent(unit, owner.id, purpose=purpose, given=True, channel="chat")
    unit.session.flush()
    for recall in story.recalls:
        recalls.add(unit, entry.of_recall(recall, vins=[vin]))
    for work in story.services(onset(story)):
        services.record(unit, owner.id, car.id, work)
    return Ended(story, owner.id, car.id, onset(story) + (days_of(story) + 2) * _DAY)


def _keep(unit: Unit, person: Ended, evening: Evening) -> None:
    notes.save_features(
        unit, person.vehicle_id, owner_id=person.owner_id, body=evening.body, last_at=evening.last_at
    )
    if evening.at - evening.last_at < timedelta(hours=1):
        record = Record(evening.last_at.isoformat(), {paths.SPEED: 31.5, paths.SOC: 61.0})
        telemetry.ingest(unit, registry.vehicle(unit, person.vehicle_id), Batch([record]))
