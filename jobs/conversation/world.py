"""The world a script begins in: two centres, one owner with cars, visits booked already, days that are full."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import event

from domain import core as core_module
from domain.booking import centres, jobs, network, slots
from domain.booking import service as booking
from domain.booking.entry import PARTS, SKILLS
from domain.booking.facts import CentreInput, Opening, SpecialOpening, VisitRequest, Wish
from domain.core import Core, Unit
from domain.db import engine as engines
from domain.db import migrate
from domain.errors import Refusal
from domain.explain.facts import Name, Names
from domain.kit.classified import Purpose
from domain.kit.clock import Clock, FixedClock
from domain.registry import service as registry
from domain.registry.facts import Papers
from domain.settings import Settings
from domain.simulation.cars import made_up_vin
from domain.telemetry import service as telemetry
from domain.telemetry.intake import Batch, Record
from jobs import speakers
from jobs.conversation.facts import LOCALES, ZONE, CarInput, Script, VisitInput, instant

CHAT = 1_000_001
_STRANGER = 2_000_000
_EARLIER = timedelta(days=7)  # what is booked already was booked so long before
_HOURS = tuple(
    Opening(day, opens, closes)
    for day in range(6)
    for opens, closes in ((time(8, 30), time(12)), (time(13), time(18)))
)
_HOLIDAY = SpecialOpening(date(2027, 1, 1), name=Names({"en": "New Year's Day", "zh_Hans": "元旦"}))
_PLACES = {
    "east": ("东区服务中心", "East Centre", 1, (31.23, 121.52)),
    "west": ("西区服务中心", "West Centre", 99, (31.22, 121.38)),
}
_IN_BOTH = re.compile(r"([^A-Za-z]*[\u4e00-\u9fff][^A-Za-z]*?)\s+([A-Z][a-z]{2,}[^\u4e00-\u9fff]*)")


@dataclass(frozen=True, slots=True)
class World:
    """A script's own database. cars: numbers by the name that the script gives; centres: numbers by code."""

    core: Core
    clock: FixedClock
    folder: Path
    cars: dict[str, int]
    centres: dict[str, int]

    def car(self, name: str | None) -> int:
        """Return a car by its name, or the first. Raises Refusal entry_invalid."""
        if name is None:
            return next(iter(self.cars.values()))
        if name not in self.cars:
            raise Refusal("entry_invalid", status=422, reason=f"there is no car {name}")
        return self.cars[name]


class Worlds:
    """Makes worlds in a folder. Schema and centres are prepared once for each number of bays."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)

    def begin(self, script: Script) -> World:
        """Raises Refusal entry_invalid, or that of a visit which cannot be booked."""
        folder = self.copy(self._template(script.world.bays))
        clock = FixedClock(instant(script.now))
        core = self.core(folder, clock)
        with core.unit() as unit:
            places = network.codes(unit)
            _strangers(unit, script, places)
            cars = _owner(unit, script, places)
        world = World(core, clock, folder, cars, places)
        with core.unit() as unit:
            for visit in script.world.visits:
                _book(unit, world, visit)
        return world

    def copy(self, folder: Path) -> Path:
        """Copy the files of a database that nobody is writing to."""
        return Path(shutil.copytree(folder, self._folder / f"world-{next(self._numbers)}"))

    def core(self, folder: Path, clock: Clock) -> Core:
        """Open the database in a folder, without regard to the environment's settings."""
        settings = Settings.model_construct(data_dir=folder, master_key_file=self._folder / "master.json")
        core = core_module.build(settings, clock=clock, speaker=speakers.speaker)
        event.listen(core.engine, "connect", _hurried)
        return core

    def _template(self, bays: int) -> Path:
        folder = self._folder / f"bays-{bays}"
        if not folder.exists():
            core = self.core(folder, FixedClock(datetime(2026, 1, 1, tzinfo=UTC)))
            migrate.upgrade(core.engine)
            with core.unit() as unit:
                for code in _PLACES:
                    centres.add_centre(unit, _centre(code, bays))
            engines.forget_deleted(core.engine)
            core.engine.dispose()
        return folder


def _hurried(raw: Any, _record: Any) -> None:
    """Switch off fsync: this database is deleted afterwards."""
    for store in engines.FILES:
        raw.execute(f"PRAGMA {store}.synchronous = OFF")


def _centre(code: str, bays: int) -> CentreInput:
    chinese, english, road, position = _PLACES[code]
    return CentreInput(
        code=code,
        name=Names({"en": english, "zh_Hans": chinese}),
        zone=ZONE,
        hours=_HOURS,
        bays=tuple(str(bay + 1) for bay in range(bays)),
        technicians={f"T{number + 1}": SKILLS for number in range(bays)},
        stock=dict.fromkeys(sorted(PARTS), 99),
        special=(_HOLIDAY,),
        address=Names({"en": f"{road} Demo Road", "zh_Hans": f"演示路{road}号"}),
        phone=f"000-0000-000{list(_PLACES).index(code) + 1}",
        position=position,
        collects=code == "east",
        courtesy_cars=code == "east",
    )


def _owner(unit: Unit, script: Script, places: dict[str, int]) -> dict[str, int]:
    """Meet the owner, who links the cars and agrees to health checks; return the cars by name."""
    owner = registry.meet(unit, CHAT, locale=LOCALES[script.lang], zone=ZONE)
    registry.consent(unit, owner.id, purpose=Purpose.CARE, given=True, channel="chat")
    cars = {}
    for serial, car in enumerate(script.world.cars, start=1):
        cars[car.name] = _register(unit, car, serial=serial, centre_id=places[car.centre])
        registry.link(unit, owner.id, registry.link_code(unit, cars[car.name]))
        _send(unit, cars[car.name], car)
    return cars


def _send(unit: Unit, vehicle_id: int, car: CarInput) -> None:
    if car.sends:
        batch = Batch([Record(unit.now.isoformat(), dict(car.sends))])
        telemetry.ingest(unit, registry.vehicle(unit, vehicle_id), batch)


def _register(unit: Unit, car: CarInput, *, serial: int, centre_id: int) -> int:
    papers = Papers(
        placard_front_kpa=250.0, placard_rear_kpa=250.0, capacity_new_kwh=60.0, centre_id=centre_id
    )
    vin = made_up_vin(serial, year="S")
    return registry.register_vehicle(
        unit, vin=vin, name=by_language(car.name), model=car.model, papers=papers
    ).id


def by_language(name: str) -> Name:
    """Split a name given in both languages, Chinese first, into one text for each language."""
    both = _IN_BOTH.fullmatch(name)
    return Names({"en": both[2], "zh_Hans": both[1]}) if both else name


def _book(unit: Unit, world: World, visit: VisitInput) -> None:
    """Book a visit, dated a week before the script begins."""
    starts_at, vehicle_id = instant(visit.start), world.car(visit.car)
    owner = registry.keeper(unit, vehicle_id)
    assert owner is not None
    own = registry.vehicle(unit, vehicle_id).centre_id
    centre_id = world.centres[visit.centre] if visit.centre else own
    assert centre_id is not None
    before = replace(unit, now=min(unit.now, starts_at - _EARLIER))
    booking.take(before, VisitRequest(owner.id, vehicle_id, visit.job, centre_id, starts_at))


def _strangers(unit: Unit, script: Script, places: dict[str, int]) -> None:
    """Take every slot of the days that are full, the long work first."""
    if not script.world.full:
        return
    stranger = registry.meet(unit, _STRANGER, locale="en", zone=ZONE)
    serials = count(900_000)
    for each in script.world.full:
        before = replace(unit, now=datetime.combine(each.day, time(), tzinfo=UTC) - _EARLIER)
        for wish in _free(before, places[each.centre], each.day):
            car = CarInput("", centre=each.centre)
            vehicle_id = _register(unit, car, serial=next(serials), centre_id=places[each.centre])
            registry.link(unit, stranger.id, registry.link_code(unit, vehicle_id))
            booking.take(before, replace(wish, owner_id=stranger.id, vehicle_id=vehicle_id))


def _free(unit: Unit, centre_id: int, day: date) -> Iterator[VisitRequest]:
    """Yield free slots of a day, one at a time, until there is none."""
    wish = Wish(day, day, soonest=True)
    for job in sorted(jobs.JOBS.values(), key=lambda each: -each.minutes):
        while free := slots.slots(unit, job.code, centre_id=centre_id, wish=wish, limit=1):
            yield VisitRequest(0, 0, job.code, centre_id, free[0].starts_at)
