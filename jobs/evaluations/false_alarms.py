"""Real recordings from the door to the warnings: is everything stored as it was sent, and is any alarm raised?

Each recording is a car of its own with an owner who agreed; all begin at the same moment, and the health round
looks after all of them at the end of each hour. None of the recorded cars had a fault: every warning is false.
Charges of which only cell voltages were recorded are judged as `packs` tells, a car with its months as `leaf` tells.
"""

import secrets
import socket
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import uvicorn
from numpy.typing import NDArray
from pyarrow import compute, parquet
from rich.progress import track

from api.app import create_app
from domain import core as cores
from domain import tables
from domain.alerts import service as alerts
from domain.core import Core
from domain.db import migrate
from domain.errors import Refusal
from domain.garage import service as garage
from domain.garage.facts import Papers, Source
from domain.health import catalogue
from domain.health import service as health
from domain.health.facts import Level
from domain.kit.classified import ASKED
from domain.kit.clock import FixedClock
from domain.settings import Settings
from domain.simulation.cars import made_up_vin
from domain.telemetry import service as telemetry
from domain.telemetry.catalogue import CATALOGUE
from domain.telemetry.facts import Window
from jobs import health as rounds
from jobs import recordings
from jobs.evaluations import leaf, packs
from jobs.evaluations.facts import Outcome, needed
from jobs.recordings import Recording, Reel
from jobs.replay import Replayed, replay

START = datetime(2026, 6, 1, 6, tzinfo=UTC)
HOUR = timedelta(hours=1)
REST_S = 4 * 3600  # between trips that are sent as one car's
_HOUR_S = 3600

assert tables.METADATA.tables


@dataclass(slots=True)
class Car:
    """A recording and the car it is sent as. hours: its rows by hour since its beginning; sent: what was sent."""

    name: str
    hours: dict[int, tuple[datetime, pa.Table]]
    key: str = ""
    vehicle_id: int = 0
    owner_id: int = 0
    sent: list[Reel] = field(default_factory=list)
    answer: Replayed = field(default_factory=Replayed)


@dataclass(slots=True)
class Seen:
    """What the checks said: judgements by check, cars that each check judged, and the highest level at which it tripped."""

    judged: Counter[str] = field(default_factory=Counter)
    by: set[tuple[int, str]] = field(default_factory=set)
    tripped: dict[tuple[int, str], Level] = field(default_factory=dict)


def evaluate(train: Path | None, test: Path | None, *, progress: bool = False) -> Outcome:
    """Say how many recordings below `test` came through whole, and what was wrongly warned of.

    The checks have limits from published sources and learn each car's own normal; `train` is not read.
    """
    del train
    found = check(needed(test, option="--test"), progress=progress)
    return Outcome(
        metrics=found,
        n={"recordings": found["recordings"], "values": found["values"]},
        exercises="the HTTP door, storage, features, every shipped check as shipped, and the life of warnings; "
        "of packs the readings of cells and the checks",
        beyond="most of these cars send few signals, so that many checks decline to judge, as is told by check; no recorded car "
        "had a fault",
        split="nothing is fitted: limits are published, and each car is its own normal",
        model={"checks": [each.CODE for each in catalogue.ALL], "settings": "as shipped", "trained": False},
    )


def check(folder: Path, *, progress: bool = False) -> dict[str, Any]:
    """Send every known recording below `folder`, or in the file, through the API and the health round.

    recordings: those sent, and packs. packs: looks that judged cells, by file.
    red, yellow, blue: checks that tripped at a full hour, each once a car at its highest level, told to an owner
    or not; warnings: those told and open at the end. equal: recordings, of those sent, read back exactly as sent, each value
    once. end_to_end: the same for each car's recordings one after the other, four hours apart, as one car, because a
    single hour is too short for most checks to judge. recordings_judged: by check, recordings that it could judge at some hour;
    lives_judged: the same for those cars. Raises Refusal recording_columns.
    """
    found, charges = list(_recorded(folder)), list(packs.recorded(folder))
    if not found and not charges and not any(True for _ in _whole(folder)):
        raise Refusal("recording_columns", file=folder.name)
    apart = [
        Car(f"{known.name} {number}", _by_hour(trip, _seconds([trip], known)))
        for known, trips in found
        for number, trip in enumerate(trips)
    ]
    joined = [
        Car(known.name, _by_hour(pa.concat_tables(trips), _seconds(trips, known))) for known, trips in found
    ]
    lives = [{"car": car.name} | _run([car], progress=progress) for car in joined]
    whole = [{"car": car.name} | _run([car], progress=progress) for car in _whole(folder)]
    told = _with(_run(apart, progress=progress), whole)
    return _by_check(packs.counted(told, charges), lives) | {"end_to_end": [*lives, *whole]}


def _whole(folder: Path) -> Iterator[Car]:
    """Cars whose recordings are one life with its months: they are not sent drive by drive."""
    for file in [folder] if folder.is_file() else sorted(folder.rglob("*.parquet")):
        if leaf.fits(set(parquet.read_schema(file).names)):
            rows, since = leaf.read(file)
            at = [START + timedelta(seconds=second) for second in since.tolist()]
            yield Car(leaf.NAME, _by_hour(rows.append_column("at", pa.array(at)), since))


def _with(told: dict[str, Any], whole: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Count each whole life as one recording."""
    names = ("recordings", "values", "equal", "red", "yellow", "blue", "warnings")
    by_check = Counter(told["recordings_judged"])
    for life in whole:
        by_check.update(life["recordings_judged"])
    sums = {name: told[name] + sum(life[name] for life in whole) for name in names}
    return told | sums | {"recordings_judged": dict(by_check)}


def _by_check(told: dict[str, Any], lives: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Say for every check how many recordings it could judge, by themselves or one after the other as one car."""
    joined: Counter[str] = Counter()
    for life in lives:
        joined.update(life["recordings_judged"])
    known = told["recordings_judged"]
    return told | {
        "recordings_judged": {each.CODE: known.get(each.CODE, 0) for each in catalogue.ALL},
        "lives_judged": {each.CODE: joined[each.CODE] for each in catalogue.ALL},
    }


def _recorded(folder: Path) -> Iterator[tuple[Recording, list[pa.Table]]]:
    """Find each known file with its trips."""
    for file in [folder] if folder.is_file() else sorted(folder.rglob("*.parquet")):
        names = set(parquet.read_schema(file).names)
        known = next((each for each in recordings.KNOWN if each.fits(names)), None)
        if known is not None:
            table = parquet.read_table(file).sort_by(known.order)
            trips = compute.unique(table.column(known.group)).sort().to_pylist()
            yield known, [table.filter(compute.equal(table.column(known.group), trip)) for trip in trips]


def _seconds(trips: Sequence[pa.Table], known: Recording) -> NDArray[np.int64]:
    """Seconds since the beginning for the rows of trips that follow each other after a rest."""
    parts: list[NDArray[np.int64]] = []
    begin = 0
    for trip in trips:
        own = trip.column(known.order).to_numpy()
        parts.append(own - own[0] + begin)
        begin = int(parts[-1][-1]) + REST_S
    return np.concatenate(parts)


def _by_hour(rows: pa.Table, since: NDArray[np.int64]) -> dict[int, tuple[datetime, pa.Table]]:
    firsts = np.flatnonzero(np.diff(since // _HOUR_S, prepend=-1))
    lasts = np.append(firsts[1:], since.size)
    return {
        int(since[first] // _HOUR_S): (
            START + timedelta(seconds=int(since[first])),
            rows.slice(first, last - first),
        )
        for first, last in zip(firsts.tolist(), lasts.tolist(), strict=True)
    }


def _run(cars: Sequence[Car], *, progress: bool) -> dict[str, Any]:
    with _served() as (core, clock, url):
        for number, car in enumerate(cars, start=1):
            _register(core, car, number=number)
        seen = _live(core, clock, cars, url=url, progress=progress)
        told = sum(len(_warnings(core, car)) for car in cars)
        equal = sum(_equal(core, car) for car in cars)
    levels = Counter(seen.tripped.values())
    return {
        "recordings": len(cars),
        "values": sum(car.answer.kept for car in cars),
        "equal": equal,
        "red": levels[Level.RED],
        "yellow": levels[Level.YELLOW],
        "blue": levels[Level.BLUE],
        "warnings": told,
        "judgements": dict(seen.judged),
        "recordings_judged": dict(Counter(code for _, code in seen.by)),
    }


@contextmanager
def _served() -> Iterator[tuple[Core, FixedClock, str]]:
    """Serve the whole API on a free port of this machine, over a database that is gone afterwards."""
    clock = FixedClock(START)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        core = cores.build(
            Settings(
                data_dir=folder / "data",
                master_key_file=folder / "keys" / "master.json",
                database_url=None,
            ),
            clock=clock,
        )
        migrate.upgrade(core.engine)
        with socket.create_server(("127.0.0.1", 0)) as listening:
            server = uvicorn.Server(uvicorn.Config(create_app(core), log_level="warning", lifespan="off"))
            thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
            thread.start()
            while not server.started and thread.is_alive():
                time.sleep(0.01)
            try:
                yield core, clock, f"http://127.0.0.1:{listening.getsockname()[1]}"
            finally:
                server.should_exit = True
                thread.join()
                core.engine.dispose()


def _register(core: Core, car: Car, *, number: int) -> None:
    with core.unit() as unit:
        vehicle = garage.register_vehicle(
            unit,
            vin=made_up_vin(900_000 + number, year="T"),
            name=car.name,
            model="recorded",
            papers=Papers(source=Source.RECORDED),
        )
        owner = garage.meet(unit, secrets.randbelow(10**9), locale="en", zone="UTC")
        garage.link(unit, owner.id, garage.link_code(unit, vehicle.id))
        for purpose in ASKED:
            garage.consent(unit, owner.id, purpose=purpose, given=True, channel="recording")
        car.key = garage.vehicle_key(unit, vehicle.id)
        car.vehicle_id, car.owner_id = vehicle.id, owner.id


def _live(core: Core, clock: FixedClock, cars: Sequence[Car], *, url: str, progress: bool) -> Seen:
    """Let time pass: an hour of every recording is sent, then the health round is made. The last seals the rest."""
    seen = Seen()
    before = -1
    for hour in track(_hours(cars), description="hours", disable=not progress):
        clock.advance((hour - before) * HOUR)
        before = hour
        for car in cars:
            if hour in car.hours:
                _send(car, hour, url=url)
        rounds.care(core)
        _look(core, seen)
    clock.advance(2 * HOUR)
    rounds.care(core)
    return seen


def _hours(cars: Sequence[Car]) -> list[int]:
    """Hours with something to send, and those of the rest after it; of a longer rest no more is looked at."""
    sent = {hour for car in cars for hour in car.hours}
    after = range(REST_S // _HOUR_S)
    return sorted({hour + later for hour in sent for later in after if hour + later <= max(sent)})


def _send(car: Car, hour: int, *, url: str) -> None:
    start, rows = car.hours[hour]
    with tempfile.TemporaryDirectory() as made:
        file = Path(made) / "hour.parquet"
        parquet.write_table(rows, file)
        car.sent.append(recordings.open_reel(file, start=start))
        sent = replay(file, key=car.key, url=url, start=start, progress=False)
    car.answer = Replayed(
        **{name: count + getattr(car.answer, name) for name, count in sent.as_dict().items()}
    )


def _look(core: Core, seen: Seen) -> None:
    """Note what every check says of every car now: stricter than the warnings, which ask for several looks."""
    with core.reading() as unit:
        by_car = health.examine(unit, health.due_vehicles(unit))
    for vehicle_id, findings in by_car.items():
        for code, finding in findings.items():
            seen.judged[code] += finding is not None
            if finding is not None:
                seen.by.add((vehicle_id, code))
            if finding is not None and finding.strength >= 1:
                at = (vehicle_id, code)
                seen.tripped[at] = max(finding.level, seen.tripped.get(at, finding.level))


def _warnings(core: Core, car: Car) -> Sequence[object]:
    with core.reading() as unit:
        return alerts.alerts_of(unit, car.owner_id, car.vehicle_id)


def _equal(core: Core, car: Car) -> bool:
    """Whether what is kept is what was sent of the signals that are collected, value for value, no more and no less."""
    with core.reading() as unit:
        end = unit.now + timedelta(days=1)
        kept = telemetry.window(unit, car.vehicle_id, car.owner_id, start=START - timedelta(days=1), end=end)
    sent = _sent(car.sent)
    same = kept.values.keys() == sent.values.keys() and np.array_equal(kept.at, sent.at)
    return (
        same
        and car.answer.kept + car.answer.unwanted == car.answer.received
        and all(np.array_equal(each, sent.values[path], equal_nan=True) for path, each in kept.values.items())
    )


def _sent(reels: Sequence[Reel]) -> Window:
    at = [int(datetime.fromisoformat(each).timestamp() * 1000) for reel in reels for each in reel.at]
    values: Mapping[str, NDArray[np.float64]] = {
        path: np.array([each for reel in reels for each in reel.values[path]], dtype=np.float64)
        for path in reels[0].values
        if CATALOGUE[path].is_collected
    }
    there = np.any([~np.isnan(each) for each in values.values()], axis=0)
    return Window(
        np.array(at, dtype=np.int64)[there],
        {path: each[there] for path, each in values.items() if not np.isnan(each).all()},
    )
