"""Real recordings from the door to the warnings: is everything stored as it was sent, and is any alarm raised?

Each recording is a car of its own with an owner who agreed; all begin at the same moment, and the health round
looks after all of them at the end of each hour. None of the recorded cars had a fault: every warning is false.
Charges of which only cell voltages were recorded are judged as `packs` tells, a car with its months as `leaf` tells.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import compute, parquet

from domain.errors import Refusal
from domain.health import catalogue
from jobs import recordings
from jobs.lab.evaluations import leaf, packs
from jobs.lab.evaluations.facts import Outcome, needed
from jobs.lab.evaluations.recorded_cars import HOUR_S, REST_S, START, Car, run
from jobs.recordings import Recording


def evaluate(train: Path | None, test: Path | None, *, progress: bool = False) -> Outcome:
    """Say how many recordings below `test` came through whole, and what was wrongly warned of.

    The checks have limits from published sources and learn each car's own normal; `train` is not read.
    """
    del train
    totals = check(needed(test, option="--test"), progress=progress)
    return Outcome(
        metrics=totals,
        n={"recordings": totals["recordings"], "values": totals["values"]},
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
    lives_judged: the same for those cars; days_judged: by car and check, days on which it could. Raises Refusal
    recording_columns.
    """
    recordings_read, charges = list(_recorded(folder)), list(packs.recorded(folder))
    if not recordings_read and not charges and not any(True for _ in _whole(folder)):
        raise Refusal("recording_columns", file=folder.name)
    cars = [
        Car(f"{recording.name} {number}", _by_hour(trip, _seconds([trip], recording)))
        for recording, trips in recordings_read
        for number, trip in enumerate(trips)
    ]
    joined = [
        Car(recording.name, _by_hour(pa.concat_tables(trips), _seconds(trips, recording)))
        for recording, trips in recordings_read
    ]
    lives = [{"car": car.name} | run([car], progress=progress) for car in joined]
    whole = [{"car": car.name} | run([car], progress=progress) for car in _whole(folder)]
    totals = _with(run(cars, progress=progress), whole)
    return _by_check(packs.with_packs(totals, charges), lives) | {
        "days_judged": {life["car"]: life["days_judged"] for life in (*lives, *whole)},
        "end_to_end": [*lives, *whole],
    }


def _whole(folder: Path) -> Iterator[Car]:
    """Cars whose recordings are one life with its months: they are not sent drive by drive."""
    for file in [folder] if folder.is_file() else sorted(folder.rglob("*.parquet")):
        if leaf.fits(set(parquet.read_schema(file).names)):
            rows, since = leaf.read(file)
            at = [START + timedelta(seconds=second) for second in since.tolist()]
            yield Car(leaf.NAME, _by_hour(rows.append_column("at", pa.array(at)), since))


def _with(totals: dict[str, Any], whole: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Count each whole life as one recording."""
    names = ("recordings", "values", "equal", "red", "yellow", "blue", "warnings")
    by_check = Counter(totals["recordings_judged"])
    for life in whole:
        by_check.update(life["recordings_judged"])
    sums = {name: totals[name] + sum(life[name] for life in whole) for name in names}
    return totals | sums | {"recordings_judged": dict(by_check)}


def _by_check(totals: dict[str, Any], lives: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Say for every check how many recordings it could judge, by themselves or one after the other as one car."""
    joined: Counter[str] = Counter()
    for life in lives:
        joined.update(life["recordings_judged"])
    by_check = totals["recordings_judged"]
    return totals | {
        "recordings_judged": {each.CODE: by_check.get(each.CODE, 0) for each in catalogue.ALL},
        "lives_judged": {each.CODE: joined[each.CODE] for each in catalogue.ALL},
    }


def _recorded(folder: Path) -> Iterator[tuple[Recording, list[pa.Table]]]:
    """Find each known file with its trips."""
    for file in [folder] if folder.is_file() else sorted(folder.rglob("*.parquet")):
        names = set(parquet.read_schema(file).names)
        recording = next((each for each in recordings.KNOWN if each.fits(names)), None)
        if recording is not None:
            table = parquet.read_table(file).sort_by(recording.order)
            trips = compute.unique(table.column(recording.group)).sort().to_pylist()
            yield (
                recording,
                [table.filter(compute.equal(table.column(recording.group), trip)) for trip in trips],
            )


def _seconds(trips: Sequence[pa.Table], recording: Recording) -> NDArray[np.int64]:
    """Seconds since the beginning for the rows of trips that follow each other after a rest."""
    parts: list[NDArray[np.int64]] = []
    begin = 0
    for trip in trips:
        own = trip.column(recording.order).to_numpy()
        parts.append(own - own[0] + begin)
        begin = int(parts[-1][-1]) + REST_S
    return np.concatenate(parts)


def _by_hour(rows: pa.Table, since: NDArray[np.int64]) -> dict[int, tuple[datetime, pa.Table]]:
    firsts = np.flatnonzero(np.diff(since // HOUR_S, prepend=-1))
    lasts = np.append(firsts[1:], since.size)
    return {
        int(since[first] // HOUR_S): (
            START + timedelta(seconds=int(since[first])),
            rows.slice(first, last - first),
        )
        for first, last in zip(firsts.tolist(), lasts.tolist(), strict=True)
    }
