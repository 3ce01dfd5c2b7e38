"""A pumped loop with faults really induced (SKAB): does the cooling check's monitor see them, and how often does it err?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import compute, parquet

from domain.health.checks import coolant_loop
from domain.health.evidence import monitor
from jobs.lab.evaluations.facts import Outcome, file, needed, resampled

CAUSES = ("thermocouple",)  # fluid temperature: thicker when cold
SIGNS = ("volume_flow_raterms", "accelerometer1rms", "accelerometer2rms")
AGREE = ((0,), (1, 2))  # flow; and vibration, where both sensors say so
LEARNED_ROWS = 400  # of the published protocol


@dataclass(frozen=True, slots=True)
class Counts:
    """Readings of one recording: faulty and told, healthy and told, faulty and missed, healthy and quiet."""

    group: str
    hit: int
    false: int
    missed: int
    quiet: int


def evaluate(train: Path | None, test: Path | None, *, progress: bool = False) -> Outcome:
    """By the published protocol: each recording's first 400 rows are its normal, all its rows are judged and pooled."""
    del progress
    folder = needed(test or train, option="--test")
    table = parquet.read_table(file(folder, "coolant_loop_faults", "skab.parquet"))
    counts = [_counts(each) for each in _recordings(table)]
    labelled = [each for each in counts if each.hit + each.missed]
    return Outcome(
        metrics=_figures(counts) | {"with_faults_only": _figures(labelled), "by_group": _by_group(counts)},
        n={"recordings": len(counts), "rows": table.num_rows, "with_faults": len(labelled)},
        exercises=f"health.evidence.monitor as the check {coolant_loop.CODE} calls it: same code, same setting",
        beyond="a test bench at 1 Hz, not a car: the check itself looks at hours of driving and asks for warmth as well",
        split="each recording learns its own first 400 rows; the one setting was chosen by leaving recordings out",
        model={"setting": {name: limit.value for name, limit in monitor.LIMITS.items()}, "trained": False},
        intervals={name: resampled(counts, partial(_figure, name)) for name in _figures(counts)},
    )


def _recordings(table: pa.Table) -> Iterable[pa.Table]:
    for name in compute.unique(table.column("file")).to_pylist():
        yield table.filter(compute.equal(table.column("file"), name)).sort_by("datetime")


def _counts(recording: pa.Table) -> Counts:
    causes, signs = _columns(recording, CAUSES), _columns(recording, SIGNS)
    baseline = monitor.learn(causes[:LEARNED_ROWS], signs[:LEARNED_ROWS])
    alarm = monitor.watch(baseline, causes, signs, agree=AGREE).alarm
    faulty = np.nan_to_num(recording.column("anomaly").to_numpy()) > 0  # no label: recorded in health
    pairs = ((faulty & alarm), (~faulty & alarm), (faulty & ~alarm), (~faulty & ~alarm))
    return Counts(recording.column("group")[0].as_py(), *(int(pair.sum()) for pair in pairs))


def _columns(table: pa.Table, names: Sequence[str]) -> NDArray[np.float64]:
    return np.column_stack([table.column(name).to_numpy().astype(np.float64) for name in names])


def _figures(counts: Sequence[Counts]) -> dict[str, float]:
    hit, false = sum(each.hit for each in counts), sum(each.false for each in counts)
    missed, quiet = sum(each.missed for each in counts), sum(each.quiet for each in counts)
    return {
        "f1": round(2 * hit / max(2 * hit + false + missed, 1), 3),
        "false_alarm_pct": round(100 * false / max(false + quiet, 1), 1),
        "missed_pct": round(100 * missed / max(hit + missed, 1), 1),
    }


def _figure(name: str, counts: Sequence[Counts]) -> float:
    return _figures(counts)[name]


def _by_group(counts: Sequence[Counts]) -> Mapping[str, Any]:
    groups = dict.fromkeys(each.group for each in counts)
    return {group: _figures([each for each in counts if each.group == group]) for group in groups}
