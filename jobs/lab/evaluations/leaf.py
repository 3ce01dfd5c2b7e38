"""One real Nissan Leaf over two years (`ev_drive_logs`) as a recording by VSS path.

The file tells of each drive, stop and charge only the month in which it began and the seconds since then. They are
spread evenly over their month, in their order, so that the car rests in between and has its seasons.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import parquet

from domain.telemetry import paths

NAME: Final = "leaf"
_GROUP, _MONTH, _SECOND = "drive_id", "start_month", "t_s"
# By path the column, and what it has to be multiplied by to be in the path's unit.
_COLUMNS: Final[Mapping[str, tuple[str, float]]] = {
    paths.SOC: ("soc_pct", 1.0),
    paths.SOH: ("soh_pct", 1.0),
    paths.PACK_VOLTAGE: ("pack_voltage_v", 1.0),
    paths.PACK_CURRENT: ("pack_current_a", 1.0),
    paths.CELL_MIN: ("cell_min_mv", 0.001),
    paths.CELL_MAX: ("cell_max_mv", 0.001),
    paths.PACK_TEMPERATURE: ("pack_t1_c", 1.0),
    paths.SPEED: ("speed_kmh", 1.0),
    paths.ODOMETER: ("odometer_m", 1.0),
    paths.AMBIENT: ("ambient_c", 1.0),
    paths.TWELVE_VOLT: ("v12_v", 1.0),
    paths.MOTOR_TEMPERATURE: ("motor_temp_c", 1.0),
    **dict(
        zip(
            paths.TYRE_PRESSURE,
            (
                (f"tyre_{wheel}_kpa", 1.0)
                for wheel in ("front_left", "front_right", "rear_left", "rear_right")
            ),
            strict=True,
        )
    ),
}
_SWITCHES: Final[Mapping[str, str]] = {paths.IS_CHARGING: "charge_mode", paths.CABLE_CONNECTED: "plug_state"}


def fits(names: set[str]) -> bool:
    return {
        _GROUP,
        _MONTH,
        _SECOND,
        *(column for column, _ in _COLUMNS.values()),
        *_SWITCHES.values(),
    } <= names


def read(file: Path) -> tuple[pa.Table, NDArray[np.int64]]:
    """The rows in their order with columns by VSS path, and the seconds of each since the first."""
    table = parquet.read_table(file)
    values = {path: _scaled(table, column, by) for path, (column, by) in _COLUMNS.items()}
    switches = {path: pa.array(_floats(table, column) > 0) for path, column in _SWITCHES.items()}
    return pa.table({**values, **switches}), _seconds(table)


def _scaled(table: pa.Table, column: str, by: float) -> pa.Array:
    values = np.round(_floats(table, column) * by, 3)
    return pa.array(values, mask=np.isnan(values))


def _floats(table: pa.Table, column: str) -> NDArray[np.float64]:
    values: NDArray[np.float64] = table.column(column).to_numpy().astype(np.float64)
    return values


def _seconds(table: pa.Table) -> NDArray[np.int64]:
    names, own = table.column(_GROUP).to_numpy(), _floats(table, _SECOND).astype(np.int64)
    firsts = np.flatnonzero(np.append(True, names[1:] != names[:-1]))
    months = [table.column(_MONTH)[first].as_py() for first in firsts.tolist()]
    begins = [at for month, of_month in groupby(months) for at in _spread(month, len(list(of_month)))]
    since = np.array([(at - begins[0]) // timedelta(seconds=1) for at in begins], dtype=np.int64)
    lasts = np.append(firsts[1:], names.size)
    return np.repeat(since, lasts - firsts) + own


def _spread(month: str, count: int) -> list[datetime]:
    first = datetime.strptime(month, "%Y-%m").replace(tzinfo=UTC)
    length = (first + timedelta(days=32)).replace(day=1) - first
    return [first + length * place / count for place in range(count)]
