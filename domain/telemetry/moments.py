"""The times of a request's records: read, and refused with a reason where they cannot be right."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from domain.telemetry.intake import Policy, Record, Refused

AHEAD = timedelta(minutes=5)  # how far a car's clock may be ahead of ours
OLDEST = timedelta(days=30)
LATE = timedelta(minutes=5)  # behind the newest record received
NONE = -(2**62)  # stands for a time that was refused

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MS = timedelta(milliseconds=1)

Ints = NDArray[np.int64]


def ms(at: datetime) -> int:
    """Milliseconds since the epoch."""
    return (at - _EPOCH) // _MS


def moment(at_ms: int) -> datetime:
    return _EPOCH + at_ms * _MS


def read(records: Sequence[Record], *, policy: Policy, now: datetime) -> tuple[Ints, dict[int, Refused]]:
    """Milliseconds of each record, or NONE; and why, by record."""
    times = np.full(len(records), NONE, dtype=np.int64)
    refused: dict[int, Refused] = {}
    soonest, latest = ms(now - OLDEST), ms(now + AHEAD)
    for index, record in enumerate(records):
        at = _parsed(record.at)
        if isinstance(at, str):
            refused[index] = Refused(index, None, at, {"found": str(record.at)[:40]})
        elif not soonest <= at <= latest:
            code = "time_future" if at > latest else "time_old"
            refused[index] = Refused(index, None, code, {"found": str(record.at)[:40]})
        elif policy.since_ms is not None and at < policy.since_ms:
            refused[index] = Refused(index, None, "time_of_earlier_owner")
        else:
            times[index] = at
    return times, refused


def _parsed(text: object) -> int | str:
    """Milliseconds, or the code of what is wrong."""
    if text is None or text == "":
        return "time_missing"
    try:
        at = datetime.fromisoformat(text) if isinstance(text, str) else None
        if at is None:
            return "time_unreadable"
        return ms(at) if at.utcoffset() is not None else "time_without_zone"
    except (ValueError, OverflowError):
        return "time_unreadable"


def late(times: Ints, *, newest_ms: int | None) -> NDArray[np.bool_]:
    """Which records came more than LATE after one that is newer."""
    before = np.maximum.accumulate(np.concatenate(([NONE if newest_ms is None else newest_ms], times)))[:-1]
    behind: NDArray[np.bool_] = times < before - LATE // _MS
    known: NDArray[np.bool_] = behind & (times != NONE)
    return known
