"""A driving report: how long a year's takes, with the year before it and a thousand other owners of the model."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import cycle, islice
from typing import Final

from domain.core import Unit
from domain.driving import others
from domain.explain import sheets
from domain.explain.facts import Phrase
from domain.registry.tables import Owner, Vehicle
from domain.reports import page, service
from domain.simulation import run as simulation
from domain.simulation.facts import SimCar
from domain.telemetry import travels
from domain.telemetry.features import charges, samples, trips
from domain.telemetry.trips import Travel, Trip
from domain.trips.facts import Period
from jobs import speakers
from jobs.lab.bench import ground
from jobs.lab.bench.facts import Bar, Result

_DAYS: Final = 730
_OTHERS: Final = 1_000  # owners of the model, to be placed among by hard events
_DRIVEN: Final = timedelta(days=20)  # simulated once, then again and again
_BARS: Final = (Bar("report_s", 2, at_most=True), Bar("pdf_s", 2, at_most=True))


def report() -> Result:
    """Keep two years of trips and charges, make the report of the last one, and print it."""
    with ground.core() as core:
        with core.unit() as unit:
            ((owner, car), *fleet) = ground.cars(unit, count=1 + _OTHERS)
            n = _live(unit, owner, car)
            _drive(unit, fleet)
        with core.reading() as unit:
            row, vehicle = unit.session.get_one(Owner, owner.id), unit.session.get_one(Vehicle, car.id)
            report_s = ground.timed(lambda: service.of(unit, row, vehicle, Period.YEAR))
            sheet = page.sheet(service.of(unit, row, vehicle, Period.YEAR), Phrase("name", {"name": "Bench"}))
    say = speakers.speaker("zh_Hans").say
    pdf_s = ground.timed(lambda: sheets.document(sheet, say=say, language="zh_Hans"))
    return Result(
        "report", {"report_s": report_s, "pdf_s": pdf_s, "trips": float(n), "others": float(_OTHERS)}, _BARS
    )


def _drive(unit: Unit, fleet: Sequence[tuple[Owner, Vehicle]]) -> None:
    """Keep a drive of each other owner's car, and count its hard events as each night does."""
    began = ground.NOW - _DRIVEN
    drive = Trip(began, began + timedelta(hours=3), 1.0, km=150.0, hard_brakings=3)
    for number, (owner, car) in enumerate(fleet):
        of_day = Travel((replace(drive, hard_starts=number % 30),))
        travels.save(unit, of_day, vehicle_id=car.id, owner_id=owner.id, begins_at=began)
    others.note(unit, [car.id for _, car in fleet])


def _live(unit: Unit, owner: Owner, car: Vehicle) -> int:
    """Keep days of a simulated car, those of some weeks over and over; return how many trips there are."""
    sim = SimCar("1M8GDM9AXKP042788", "Bench", "\u8bd5", "Test EV", 7)
    sent = samples.look(simulation.simulate(sim, start=ground.NOW - _DRIVEN, end=ground.NOW))
    days = [ground.NOW - _DRIVEN + timedelta(days=day) for day in range(_DRIVEN.days)]
    number = 0
    for place, began in enumerate(islice(cycle(days), _DAYS)):
        begin, end = began.timestamp(), (began + timedelta(days=1)).timestamp()
        of_day = Travel(trips.find(sent, begin=begin, end=end), charges.find(sent, begin=begin, end=end))
        later = ground.NOW - timedelta(days=place + 1) - began
        travels.save(
            unit, _moved(of_day, later), vehicle_id=car.id, owner_id=owner.id, begins_at=began + later
        )
        number += len(of_day.trips)
    return number


def _moved(of_day: Travel, later: timedelta) -> Travel:
    return Travel(
        tuple(
            replace(each, start=each.start + later, end=each.end + later, hard_starts=1, hard_brakings=1)
            for each in of_day.trips
        ),
        tuple(replace(each, start=each.start + later, end=each.end + later) for each in of_day.charges),
    )
