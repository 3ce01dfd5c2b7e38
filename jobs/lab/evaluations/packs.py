"""Charges of real packs whose cells were all recorded: does any check call a healthy pack ill?

Such files hold cell voltages and nothing else, so they skip the HTTP door: `telemetry.cells` makes readings of them,
and the shipped checks judge after each, as though every step were the end of another day's charge.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
from pyarrow import parquet

from domain.health import service as health
from domain.health.facts import Level, View
from domain.registry.facts import Source
from domain.telemetry import quality
from domain.telemetry.facts import Car, Cells, Features
from domain.telemetry.features import cells
from domain.telemetry.features.extraction import KEEP_CELLS
from domain.telemetry.features.samples import Floats

START: Final = datetime(2026, 1, 1, 6, tzinfo=UTC)
SOC: Final = 50.0  # the files tell no charge; in the middle the limits are the strictest
_DAY: Final = timedelta(days=1)
_FEWEST_CELLS: Final = 12
_CAR: Final = Car("recorded pack", Source.RECORDED, None, None, None, None)


@dataclass(frozen=True, slots=True)
class Pack:
    """volts: shape (cells, steps); the lowest and the highest cell alone where no more was recorded."""

    name: str
    volts: Floats


@dataclass(frozen=True, slots=True)
class PackVerdict:
    """How many looks gave a judgement on cells, by which checks, and the highest level at which each check tripped."""

    looks: int
    by: frozenset[str]
    tripped: dict[str, Level]


def recorded(folder: Path) -> Iterator[Pack]:
    """Find the known files below a folder by their columns."""
    for file in sorted(folder.rglob("*.parquet")) if folder.is_dir() else [folder]:
        names = parquet.read_schema(file).names
        columns = sorted(name for name in names if name.startswith("cell_") and name[5:].isdigit())
        if {"min_cell_v", "max_cell_v"} <= set(names):
            columns = ["min_cell_v", "max_cell_v"]
        elif len(columns) < _FEWEST_CELLS:
            continue
        yield Pack(file.stem, _volts(parquet.read_table(file, columns=columns)))


def _volts(table: pa.Table) -> Floats:
    return np.array([column.to_numpy() for column in table.columns], dtype=np.float64)


def with_packs(totals: dict[str, Any], charges: Sequence[Pack]) -> dict[str, Any]:
    """Count packs as recordings beside those that were sent."""
    verdicts = {pack.name: judge(pack) for pack in charges}
    by_check = Counter(totals["recordings_judged"])
    by_check.update(code for each in verdicts.values() for code in each.by)
    levels = Counter(level for each in verdicts.values() for level in each.tripped.values())
    names = {level: level.name.lower() for level in Level}
    return {
        **totals,
        **{name: totals[name] + levels[level] for level, name in names.items()},
        "recordings": totals["recordings"] + len(charges),
        "recordings_judged": dict(by_check),
        "sent": totals["recordings"],
        "packs": {name: each.looks for name, each in verdicts.items()},
    }


def judge(pack: Pack) -> PackVerdict:
    """Let every shipped check look after each reading."""
    at = [START + step * _DAY for step in range(pack.volts.shape[1])]
    readings = cells.along(pack.volts, at=at, soc=SOC)
    tripped: dict[str, Level] = {}
    looks, by = 0, set[str]()
    for count in range(1, len(readings) + 1):
        for code, finding in health.judge(_view(readings[max(0, count - KEEP_CELLS) : count])).items():
            if finding is not None and finding.evidence:
                looks += 1
                by.add(code)
            if finding is not None and finding.strength >= 1:
                tripped[code] = max(finding.level, tripped.get(code, finding.level))
    return PackVerdict(looks, frozenset(by), tripped)


def _view(readings: tuple[Cells, ...]) -> View:
    now = readings[-1].at
    data_quality = quality.judge((), quality.NOTHING, last_at=now, now=now)
    return View(now, "UTC", _CAR, Features(cells=readings), data_quality)
