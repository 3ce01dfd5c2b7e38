"""Feeds: GB/T 32960, messages of a broker, and years of TeslaMate."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from domain.core import Core
from domain.feeds import links, teslamate
from domain.feeds.facts import Message
from domain.feeds.gathering import Gathering
from jobs import importing
from jobs.lab.bench import gbt32960, ground
from jobs.lab.bench.facts import Bar, Result

_CARS: Final = 250
_TURNS: Final = 30  # seconds of a broker
_SAID: Final = {
    "speed": "50", "power": "9", "odometer": "10000.5", "battery_level": "80",
    "outside_temp": "8.5", "rated_battery_range_km": "320.1", "tpms_pressure_fl": "2.9", "is_climate_on": "true",
}  # fmt: skip
_ROWS: Final = 1_000_000
_OF_A_DAY: Final = 1_440  # a row each five seconds of two hours
_HEADING: Final = (
    "date,latitude,longitude,speed,power,odometer,battery_level,rated_battery_range_km,outside_temp,is_climate_on,"
    "tpms_pressure_fl,tpms_pressure_fr,tpms_pressure_rl,tpms_pressure_rr,car_id"
)


def feeds() -> Result:
    """Take in what a fleet, a broker and a history send; on SQLite, in this process."""
    figures, bars = gbt32960.measure()
    figures |= _broker() | _history()
    more = (
        Bar("mqtt_messages_per_s", 2_000),
        Bar("teslamate_million_rows_s", 90, at_most=True),
        Bar("teslamate_values_doubled", 0, at_most=True),
    )
    return Result("feeds", figures, (*bars, *more))


def _broker() -> dict[str, float]:
    """Messages of 250 cars, eight a second each, translated and stored a second at a time, as the subscriber does it; without the network."""
    with ground.core() as core:
        with core.unit() as unit:
            for number, (_, car) in enumerate(ground.cars(unit, count=_CARS)):
                links.connect(unit, car, feed=teslamate.NAME, name=f"cars/{number}")
        gathering = Gathering()
        gathering.records([_message(number, "state", "driving", 0) for number in range(_CARS)])
        took_s = ground.timed(lambda: _take_all(core, gathering))
    return {"mqtt_messages_per_s": _TURNS * _CARS * len(_SAID) / took_s}


def _take_all(core: Core, gathering: Gathering) -> None:
    for turn in range(_TURNS):
        messages = (
            _message(number, key, value, turn) for number in range(_CARS) for key, value in _SAID.items()
        )
        by_car = gathering.records(messages)
        with core.unit() as unit:
            links.receive_all(unit, by_car)


def _message(number: int, key: str, value: str, turn: int) -> Message:
    return Message(
        f"teslamate/cars/{number}/{key}", value.encode(), ground.NOW - timedelta(seconds=_TURNS - turn)
    )


def _history() -> dict[str, float]:
    """A million of TeslaMate's positions, from the file to what is learned of them; then the same file again."""
    with ground.folder() as place, ground.core() as core:
        with core.unit() as unit:
            ((_, car),) = ground.cars(unit, count=1)
        file = place / "positions.csv"
        file.write_text("\n".join([_HEADING, *_rows()]), encoding="utf-8")
        took_s = ground.timed(lambda: _import(core, car.id, file))
        doubled = _import(core, car.id, file)
    return {"teslamate_million_rows_s": took_s, "teslamate_values_doubled": float(doubled)}


def _import(core: Core, car_id: int, file: Path) -> int:
    """Return how many values were new."""
    past = importing.read([file], preset=None, kind="", zone=ZoneInfo("UTC"), vss=None)
    importing.take_in(core, car_id, past, since=None)
    return past.tally.values


def _rows() -> Iterator[str]:
    days = _ROWS // _OF_A_DAY + 1
    for number in range(_ROWS):
        day, place = divmod(number, _OF_A_DAY)
        at = _morning(days - day) + timedelta(seconds=5 * place)
        charge = 90 - place // 30
        yield (
            f"{at:%Y-%m-%d %H:%M:%S},31.2,121.4,{place % 90},{place % 40 - 5},{10_000 + number * 0.05:.2f},{charge},"
            f"{charge * 4.1:.2f},{place % 30},t,2.9,2.9,2.8,2.8,1"
        )


def _morning(days_ago: int) -> datetime:
    return ground.NOW.replace(hour=7) - timedelta(days=days_ago)
