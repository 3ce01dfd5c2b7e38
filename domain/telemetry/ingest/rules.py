"""Cleaning: what of a request may be kept, and the exact reason for everything that may not.

Two different values for one signal and moment: the larger is kept. It is arbitrary, but it gives the same
stored set in whatever order, and however often, records arrive; the receipt says how often it happened (`resent`).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from domain.kit.classified import Purpose
from domain.telemetry import doubts, marks, moments, paths
from domain.telemetry.facts import Signal
from domain.telemetry.ingest import readings, units
from domain.telemetry.ingest.readings import SIGNALS, UNKNOWN, Flags, Ints, Readings
from domain.telemetry.ingest.units import Scales
from domain.telemetry.intake import (
    MAX_TOLD,
    Batch,
    Block,
    Doubtful,
    Policy,
    Receipt,
    Record,
    Refused,
    Unwanted,
)

# A value's fate; the number is its rank where several reasons hold. RECORD stands for the record's own reason.
CODES = (
    "",
    "value_expired",
    "value_out_of_range",
    "value_not_boolean",
    "value_not_number",
    "unit_differs",
    "record",
    "signal_unknown",
    "value_not_codes",
    "value_absent",
)
_EXPIRED, _RANGE, _BOOLEAN, _NUMBER, _UNIT, _RECORD, _UNKNOWN, _LIST, _ABSENT = range(1, len(CODES))
_DTC_LIST = readings.place_of(paths.DTC_LIST)
_WHY = ("", "no_consent", "privacy_mode", "not_collected")

_POLICIES = 1_000  # of owners, whose reasons are remembered
_DAY_MS = 86_400_000
# Signals by place; one more element at the end for UNKNOWN, which is -1.
_LOW = np.array([*(signal.low for signal in SIGNALS), 0.0])
_HIGH = np.array([*(signal.high for signal in SIGNALS), 0.0])
_SWITCH = np.array([*(signal.boolean for signal in SIGNALS), False])
_KEEP_MS = np.array([*(signal.keep_days * _DAY_MS for signal in SIGNALS), 0])


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What is kept, and what is answered. newest_ms: the newest good record so far. late_ms: times of late ones."""

    block: Block
    receipt: Receipt
    newest_ms: int | None
    late_ms: Ints = field(default_factory=lambda: np.empty(0, dtype=np.int64))


def clean(batch: Batch, *, policy: Policy, now: datetime, newest_ms: int | None) -> Cleaned:
    """Sort the values of a request into kept, unwanted and refused.

    newest_ms: the newest record received of this car before. What may not be kept is dropped first and not
    looked at. Raises Refusal json_deep where a value is a list or an object.
    """
    everything = readings.flat(batch.records)
    if policy.bar:
        return _nothing(batch.records, why=policy.bar, newest_ms=newest_ms)
    times, refused = moments.read(batch.records, policy=policy, now=now, epoch_ms=units.epoch_ms(batch.units))
    why = _bar_reasons(policy)[_era(policy, times)[everything.record], everything.place]
    scales = units.scales(batch.units) if batch.units else None
    allowed = scales.convert(everything.only(why == 0)) if scales else everything.only(why == 0)
    fates = _judge(allowed, times=times, scales=scales, now_ms=None if policy.is_history else moments.ms(now))
    good = allowed.only(fates == 0)
    rows, repeats = _cells(good, times)
    block = _table(good, times, rows, repeated=bool(repeats.any()))
    refusals = [*refused.values(), *_first_refusals(batch, allowed, fates), *_repeat_refusals(good, repeats)]
    late = moments.late(times, newest_ms=newest_ms)
    receipt = Receipt(
        received=everything.value.size,
        kept=int((~repeats).sum()),
        late=int((late[good.record] & ~repeats).sum()),
        repeated=int(repeats.sum()),
        implausible=int((fates == _RANGE).sum()),
        refused_total=int((fates > 0).sum()) + sum(not batch.records[each].signals for each in refused),
        unwanted=_count_unwanted(everything.place, why),
        doubtful=_doubtful(block),
        refused=tuple(sorted(refusals[:MAX_TOLD], key=lambda each: each.record)),  # whole records first
    )
    return Cleaned(block, receipt, _newest(block, newest_ms), times[late])


def _newest(block: Block, before_ms: int | None) -> int | None:
    return max((int(each) for each in (*block.at[-1:], before_ms) if each is not None), default=None)


def _nothing(records: Sequence[Record], *, why: str, newest_ms: int | None) -> Cleaned:
    """Keep and look at nothing; the car is told what it need not send."""
    counts = Counter(chain.from_iterable(record.signals for record in records))
    unwanted = {path: Unwanted(count, why) for path, count in counts.items()}
    empty = Block(np.empty(0, dtype=np.int64), (), np.empty((0, 0)))
    return Cleaned(empty, Receipt(received=counts.total(), unwanted=unwanted), newest_ms)


def _era(policy: Policy, times: Ints) -> Ints:
    """By record: its row in what is barred. A time that was refused counts as now."""
    starts = [moments.second_of(era.since) for era in policy.eras]
    rows = np.searchsorted(starts, times, side="right")
    return np.where(times == moments.NONE, len(starts), rows)


def _bar_reasons(policy: Policy) -> NDArray[np.int8]:
    """By era (the first row is before them all) and place: the number in _WHY of the reason to drop a signal."""
    modes = tuple((era.purposes, era.essential_only) for era in policy.eras)
    return _reasons(policy.purposes, modes, essential_only=policy.essential_only)


@lru_cache(_POLICIES)
def _reasons(
    agreed: frozenset[Purpose], modes: tuple[tuple[frozenset[Purpose], bool], ...], *, essential_only: bool
) -> NDArray[np.int8]:
    """As `_bar_reasons`. modes: what was agreed to in each era, and whether only the essential signals were."""
    first = frozenset[Purpose]() if modes else agreed
    return np.array([
        [*(_reason(signal, purposes, essential_only=mode or essential_only) for signal in SIGNALS), 0]
        for purposes, mode in ((first, False), *((each & agreed, mode) for each, mode in modes))
    ], dtype=np.int8)  # fmt: skip


def _reason(signal: Signal, purposes: frozenset[Purpose], *, essential_only: bool) -> int:
    if not signal.is_collected:
        return _WHY.index("not_collected")
    if Purpose.CARE not in purposes or signal.purpose not in purposes:
        return _WHY.index("no_consent")
    return _WHY.index("privacy_mode") if essential_only and not signal.essential else 0


def _count_unwanted(place: Ints, why: NDArray[np.int8]) -> dict[str, Unwanted]:
    if not why.any():
        return {}
    counts = np.bincount(place[why > 0], minlength=len(SIGNALS))
    reason = dict(zip(place[why > 0].tolist(), why[why > 0].tolist(), strict=True))
    return {
        SIGNALS[each].path: Unwanted(int(counts[each]), _WHY[reason[int(each)]])
        for each in np.flatnonzero(counts)
    }


def _doubtful(block: Block) -> dict[str, Doubtful]:
    """What is stored but not judged, as far as this request alone shows it."""
    return {
        path: Doubtful({why: int(flags.sum()) for why, flags in by.items()})
        for path, by in doubts.find(block.window()).items()
    }


def _judge(samples: Readings, *, times: Ints, scales: Scales | None, now_ms: int | None) -> NDArray[np.int8]:
    """Return the fate of each value: its number in CODES. now_ms: None where no value is too old."""
    place, value, at = samples.place, samples.value, times[samples.record]
    fates = np.zeros(value.size, dtype=np.int8)
    switch = _SWITCH[place]
    if now_ms is not None:
        fates[now_ms - at > _KEEP_MS[place]] = _EXPIRED
    beyond = (value < _LOW[place]) | (value > _HIGH[place])
    if beyond.any():
        fates[beyond] = np.where(np.isin(value[beyond], marks.BEYOND), _ABSENT, _RANGE)
    fates[switch & (samples.kind != readings.BOOLEAN)] = _BOOLEAN
    fates[~switch & ((samples.kind != readings.NUMBER) | ~np.isfinite(value))] = _NUMBER
    fates[samples.kind == readings.NOTHING] = _ABSENT
    if scales:
        fates[scales.unknown[place]] = _UNIT
    fates[place == _DTC_LIST] = _LIST  # good lists have been spread over their places
    fates[at == moments.NONE] = _RECORD
    fates[(place == UNKNOWN) & (fates != _RECORD)] = _UNKNOWN
    return fates


def _cells(good: Readings, times: Ints) -> tuple[Ints, Flags]:
    """Each value's row among the distinct moments, and whether its cell was filled before in this request."""
    moment, row_of = np.unique(times, return_inverse=True)
    rows = row_of[good.record]
    repeats = np.zeros(rows.size, dtype=np.bool_)
    if moment.size < times.size:
        _, first = np.unique(rows * len(SIGNALS) + good.place, return_index=True)
        repeats[:] = True
        repeats[first] = False
    return rows, repeats


def _table(good: Readings, times: Ints, rows: Ints, *, repeated: bool) -> Block:
    """Lay the values out by moment and signal; of several in one cell the largest stays."""
    used, row = np.unique(rows, return_inverse=True)
    places, column = np.unique(good.place, return_inverse=True)
    values = np.full(used.size * places.size, np.nan)
    cell = row * places.size + column
    if repeated:
        np.fmax.at(values, cell, good.value)
    else:
        values[cell] = good.value
    paths = tuple(SIGNALS[place].path for place in places)
    return Block(np.unique(times)[used], paths, values.reshape(used.size, places.size))


def _first_refusals(batch: Batch, samples: Readings, fates: NDArray[np.int8]) -> list[Refused]:
    """Name the first values that were refused for themselves."""
    bad = np.flatnonzero((fates > 0) & (fates != _RECORD))[:MAX_TOLD]
    if not bad.size:
        return []
    names = list(chain.from_iterable(record.signals for record in batch.records))
    return [
        _refusal(batch, int(samples.record[each]), path=names[samples.index[each]], code=CODES[fates[each]])
        for each in bad
    ]


def _refusal(batch: Batch, record: int, *, path: str, code: str) -> Refused:
    place = readings.place_of(path)
    sent_unit = str(batch.units.get(path) or "")[:40]
    value = f"{str(batch.records[record].signals[path])[:40]} {sent_unit}".rstrip()
    params: dict[str, object] = {"signal": path[:120], "found": value}
    if place != UNKNOWN:
        signal = SIGNALS[place]
        params |= {
            "unit": signal.unit or "1",  # as UCUM writes "no unit"
            "sent_unit": sent_unit,
            "units": ", ".join(units.choices(signal.unit)),
            "low": signal.low,
            "high": signal.high,
            "days": signal.keep_days,
        }
    return Refused(record, path[:120], code, params)


def _repeat_refusals(good: Readings, repeats: Flags) -> list[Refused]:
    return [
        Refused(int(good.record[each]), path, "value_repeated", {"signal": path})
        for each in np.flatnonzero(repeats)[:MAX_TOLD]
        for path in (SIGNALS[good.place[each]].path,)
    ]
