"""Recordings of real cars as records to send: files with columns named by VSS path, and known public sets."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import csv, parquet

from domain.errors import Refusal
from domain.telemetry import paths
from domain.telemetry.catalogue import CATALOGUE
from jobs import trouble

_REST_S = 4 * 3600
TIME_COLUMNS = ("at", "time", "timestamp")


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
    values: dict[str, list[float | bool | None]]
    units: dict[str, str]

    def records(self, first: int, last: int) -> Iterator[dict[str, object]]:
        for index in range(first, min(last, len(self.at))):
            there = {path: each[index] for path, each in self.values.items() if each[index] is not None}
            yield {"at": self.at[index], "signals": there}


def open_reel(file: Path, *, start: datetime | None = None) -> Reel:
    """Read a CSV or Parquet file. start: when its first record is placed; else the file's own times stand.

    Raises Refusal recording_kind, recording_columns, recording_values, recording_start or recording_zone.
    """
    table = _read(file)
    names = set(table.column_names)
    known = next((each for each in KNOWN if each.fits(names)), None)
    if known is not None:
        return _known(table, known, file=file, start=start)
    time = next((name for name in TIME_COLUMNS if name in names), None)
    signals = [name for name in table.column_names if name in CATALOGUE]
    if time is None or not signals:
        raise Refusal("recording_columns", file=file.name)
    moments = _moments(table.column(time), file=file)
    shift = timedelta() if start is None or not moments else start - moments[0]
    values = {
        path: _values(_cast(table, path, file=file), boolean=CATALOGUE[path].boolean) for path in signals
    }
    return Reel([(at + shift).isoformat() for at in moments], values, {})


def _read(file: Path) -> pa.Table:
    read = {".csv": csv.read_csv, ".parquet": parquet.read_table}.get(file.suffix)
    if read is None:
        raise Refusal("recording_kind", file=file.name)
    with file.open("rb") as opened:  # Arrow's own errors of a missing file do not always say which, or why
        try:
            return read(opened)
        except pa.ArrowException as error:
            raise Refusal("file_unreadable", file=file.name, reason=trouble.line(error)) from error


def _known(table: pa.Table, known: Recording, *, file: Path, start: datetime | None) -> Reel:
    if start is None:
        raise Refusal("recording_start", file=file.name)
    table = table.sort_by([(known.group, "ascending"), (known.order, "ascending")])
    trips = table.column(known.group).to_pylist()
    order = _cast(table, known.order, kind=pa.int64(), file=file)
    seconds = _laid_out(trips, order.to_numpy())
    at = [(start + timedelta(seconds=each)).isoformat() for each in seconds]
    values = {path: _values(_cast(table, name, file=file)) for name, (path, _) in known.columns.items()}
    return Reel(at, values, dict(known.columns.values()))


def _laid_out(trips: Sequence[str], seconds: NDArray[np.int64]) -> list[int]:
    """Seconds since the start, trip after trip with a rest in between."""
    found: list[int] = []
    begin, last = -int(seconds[0]) if len(trips) else 0, None
    for trip, second in zip(trips, seconds.tolist(), strict=True):
        if last is not None and trip != last:
            begin = found[-1] + _REST_S - second
        last = trip
        found.append(begin + second)
    return found


def _moments(column: pa.ChunkedArray, *, file: Path) -> list[datetime]:
    try:
        found = [
            datetime.fromisoformat(each) if isinstance(each, str) else each for each in column.to_pylist()
        ]
    except ValueError:
        raise Refusal("recording_zone", file=file.name) from None
    if not all(isinstance(at, datetime) and at.utcoffset() is not None for at in found):
        raise Refusal("recording_zone", file=file.name)
    return found


def _cast(table: pa.Table, name: str, *, file: Path, kind: pa.DataType | None = None) -> pa.ChunkedArray:
    """Return a column of numbers or truths. Raises Refusal recording_values for one of anything else."""
    column = table.column(name)
    is_number = pa.types.is_integer(column.type) or pa.types.is_floating(column.type)
    if kind is None and (is_number or pa.types.is_boolean(column.type)):
        return column
    try:
        return column.cast(kind or pa.float64())
    except pa.ArrowException as error:
        raise Refusal("recording_values", column=name, file=file.name) from error


def _values(column: pa.ChunkedArray, *, boolean: bool = False) -> list[float | bool | None]:
    if boolean:
        return [None if each is None else bool(each) for each in column.to_pylist()]
    numbers: NDArray[np.float64] = column.to_numpy()
    if numbers.dtype == np.float32:
        numbers = numbers.astype(np.str_).astype(np.float64)  # 44.17, not 44.16999816894531
    return [None if np.isnan(each) else each for each in numbers.astype(np.float64).tolist()]
