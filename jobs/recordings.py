"""Recordings of real cars as records to send: files with columns named by VSS path, and known public sets."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from domain.errors import Refusal
from domain.telemetry import paths
from domain.telemetry.catalogue import CATALOGUE
from jobs import columns as tables
from jobs.columns import Columns

_REST_S = 4 * 3600
TIME_COLUMNS = tuple(name + unit for name in ("at", "time", "timestamp") for unit in ("", "_s", "_ms"))
_NAMED = re.compile(r"(?P<path>Vehicle\.[\w.]+)(?:\s*[\[(](?P<unit>[^\])]+)[\])])?")


@dataclass(frozen=True, slots=True)
class Recording:
    """A public data set whose columns are known, and whose own times are not used.

    group: the column that tells trips apart; each begins four hours after the one before ended, so that the car
    rests in between. order: seconds within it.
    columns: VSS path and unit by column.
    """

    name: str
    group: str
    order: str
    columns: Mapping[str, tuple[str, str]]

    def fits(self, names: set[str]) -> bool:
        return {self.group, self.order, *self.columns} <= names


# Renault Twizy, Rabat, 2021: NaitMalek Y. et al., CC BY 4.0. Its `time` is corrupt in places.
TWIZY = Recording(
    "twizy",
    group="trip",
    order="row",
    columns={
        "soc": (paths.SOC, "percent"),
        "speed": (paths.SPEED, "km/h"),
        "alt": (paths.ALTITUDE, "m"),
        "temperature": (paths.AMBIENT, "Celsius"),
        "humidity": (paths.HUMIDITY, "percent"),
    },
)
# Toyota Etios 2014 (a combustion car), carOBD: what an electric car has as well.
HEALTHY_OBD = Recording(
    "healthy_obd",
    group="recording",
    order="t_s",
    columns={
        "vehicle_speed": (paths.SPEED, "km/h"),
        "pedal_d": (paths.ACCELERATOR, "percent"),
        "coolant_temperature": (paths.COOLANT_OUTLET, "Celsius"),
        "control_module_voltage": (paths.TWELVE_VOLT, "V"),
    },
)
KNOWN = (TWIZY, HEALTHY_OBD)


@dataclass(frozen=True, slots=True)
class Reel:
    """A recording ready to send. at: RFC 3339 text of each record, values by path, units as recorded."""

    at: list[str]
    values: Mapping[str, Sequence[float | bool | None]]
    units: dict[str, str]

    def records(self, first: int, last: int) -> Iterator[dict[str, object]]:
        for index in range(first, min(last, len(self.at))):
            there = {path: each[index] for path, each in self.values.items() if each[index] is not None}
            yield {"at": self.at[index], "signals": there}


def open_reel(file: Path, *, start: datetime | None = None) -> Reel:
    """Read a CSV or Parquet file. start: when its first record is placed; else the file's own times stand.

    Raises Refusal recording_kind, recording_columns, recording_values, recording_start, recording_zone or file_*.
    """
    columns = tables.read(file)
    recording = next((each for each in KNOWN if each.fits(set(columns.values))), None)
    if recording is not None:
        return _reel_of_trips(columns, recording, start=start)
    time = next((name for name in columns.values if name.strip().casefold() in TIME_COLUMNS), None)
    signals = _signals(columns)
    if time is None or not signals:
        raise Refusal("recording_columns", file=file.name)
    moments = columns.times(time)
    if not moments:
        raise Refusal("recording_empty", file=file.name)
    shift = timedelta() if start is None else start - moments[0]
    values = {path: _values(columns, name, path) for path, (name, _) in signals.items()}
    units = {path: unit for path, (_, unit) in signals.items() if unit}
    return Reel([(at + shift).isoformat() for at in moments], values, units)


def _signals(columns: Columns) -> dict[str, tuple[str, str]]:
    """Column and unit by signal: a column may name its unit as in "Vehicle.Speed [mph]"."""
    matches = ((name, _NAMED.fullmatch(name)) for name in columns.values)
    columns_by_path = {each["path"]: (name, each["unit"] or "") for name, each in matches if each is not None}
    return {path: where for path, where in columns_by_path.items() if path in CATALOGUE}


def _values(columns: Columns, name: str, path: str) -> Sequence[float | bool | None]:
    return columns.truths(name, path) if CATALOGUE[path].boolean else columns.numbers(name)


def _reel_of_trips(columns: Columns, recording: Recording, *, start: datetime | None) -> Reel:
    if start is None:
        raise Refusal("recording_start", file=columns.file)
    seconds = [int(each or 0) for each in columns.numbers(recording.order)]
    trips = [str(each) for each in columns.values[recording.group]]
    order = sorted(range(len(trips)), key=lambda row: (trips[row], seconds[row]))
    laid_out = _laid_out([trips[row] for row in order], np.array([seconds[row] for row in order]))
    values = {}
    for name, (path, _) in recording.columns.items():
        column = columns.numbers(name)
        values[path] = [column[row] for row in order]
    at = [(start + timedelta(seconds=each)).isoformat() for each in laid_out]
    return Reel(at, values, dict(recording.columns.values()))


def _laid_out(trips: Sequence[str], seconds: NDArray[np.int64]) -> list[int]:
    """Seconds since the start, trip after trip with a rest in between."""
    seconds_since_start: list[int] = []
    begin, last = -int(seconds[0]) if len(trips) else 0, None
    for trip, second in zip(trips, seconds.tolist(), strict=True):
        if last is not None and trip != last:
            begin = seconds_since_start[-1] + _REST_S - second
        last = trip
        seconds_since_start.append(begin + second)
    return seconds_since_start
