"""The times of a request's records: read, and refused with a reason where they cannot be right."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from domain.telemetry.intake import Policy, Record, Refused

AHEAD = timedelta(minutes=5)  # how far a car's clock may be ahead of ours
OLDEST = timedelta(days=30)
FIRST = datetime(
    2008, 1, 1, tzinfo=UTC
)  # no car that sends what is read here is older: a clock that was not set
LATE = timedelta(minutes=5)  # behind the newest record received
NONE = -(2**62)  # stands for a time that was refused

_NUMERIC = "0123456789."
_FAR_MS = 2**53
_SCALES = (1e-6, 1e-3, 1e3, 1e6)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MS = timedelta(milliseconds=1)

Ints = NDArray[np.int64]


def ms(at: datetime) -> int:
    """Milliseconds since the epoch."""
    return (at - _EPOCH) // _MS


def second_of(at: datetime) -> int:
    """Milliseconds at the beginning of a second: many cars tell whole seconds."""
    return ms(at.replace(microsecond=0))


def moment(at_ms: int) -> datetime:
    return _EPOCH + at_ms * _MS


def read(
    records: Sequence[Record], *, policy: Policy, now: datetime, epoch_ms: float | None = None
) -> tuple[Ints, dict[int, Refused]]:
    """Milliseconds of each record, or NONE; and why, by record. epoch_ms: what one count of a numeric time is."""
    times = np.full(len(records), NONE, dtype=np.int64)
    refused: dict[int, Refused] = {}
    soonest, latest = ms(FIRST if policy.is_history else now - OLDEST), ms(now + AHEAD)
    for index, record in enumerate(records):
        at = _parse(record.at, epoch_ms)
        if isinstance(at, str):
            refused[index] = Refused(index, None, at, {"found": str(record.at)[:40]})
        elif not soonest <= at <= latest:
            code = _outside(record.at, at, soonest=soonest, latest=latest)
            code = "time_before_cars" if code == "time_old" and policy.is_history else code
            refused[index] = Refused(index, None, code, {"found": str(record.at)[:40]})
        elif policy.since_ms is not None and at < policy.since_ms:
            refused[index] = Refused(index, None, "time_of_earlier_owner")
        else:
            times[index] = at
    return times, refused


def _parse(value: object, epoch_ms: float | None) -> int | str:
    """Milliseconds, or the code of what is wrong."""
    if value is None or value == "":
        return "time_missing"
    try:
        if isinstance(value, str):
            at = datetime.fromisoformat(value)
            return ms(at) if at.utcoffset() is not None else "time_without_zone"
    except (ValueError, OverflowError):
        pass
    return "time_unreadable" if epoch_ms is None else _from_count(value, epoch_ms)


def _from_count(value: object, epoch_ms: float) -> int | str:
    """Read a count, as a number or as a text of digits."""
    if isinstance(value, bool) or not isinstance(value, str | float | int):
        return "time_unreadable"
    if isinstance(value, str) and value.strip(_NUMERIC):
        return "time_unreadable"
    try:
        at = float(value) * epoch_ms
    except (OverflowError, ValueError):
        return "time_unreadable"
    if not isfinite(at):
        return "time_unreadable"
    return round(at) if abs(at) < _FAR_MS else "time_scale"


def _outside(value: object, at: int, *, soonest: int, latest: int) -> str:
    """Say why a time is not taken: a count that would be right in another unit is no old or future one."""
    is_count = not isinstance(value, str) or not value.strip(_NUMERIC)
    if is_count and any(soonest <= at * scale <= latest for scale in _SCALES):
        return "time_scale"
    return "time_future" if at > latest else "time_old"


def late(times: Ints, *, newest_ms: int | None) -> NDArray[np.bool_]:
    """Which records came more than LATE after one that is newer."""
    before = np.maximum.accumulate(np.concatenate(([NONE if newest_ms is None else newest_ms], times)))[:-1]
    behind: NDArray[np.bool_] = times < before - LATE // _MS
    is_late: NDArray[np.bool_] = behind & (times != NONE)
    return is_late
