"""Readings that cannot be taken at their word: a sender's mark for "no value", or a change that no car can make.

They stay where they were stored; whoever judges sees a window without them. What is doubtful follows from the readings
alone, so late and repeated records end in the same.
"""

from collections.abc import Collection, Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from domain.telemetry import paths
from domain.telemetry.catalogue import CATALOGUE
from domain.telemetry.facts import Signal, Window

ABSENT, JUMP = "absent", "jump"

_AHEAD = 8  # stretches that are searched for a return
_SETTLED, _SETTLED_S = 5, 180.0  # so many readings over so long are a new level, however it was reached

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Doubts = dict[str, dict[str, Flags]]  # by path and reason


def find(window: Window, only: Collection[str] | None = None) -> Doubts:
    """Tell which readings are doubtful, by path and reason; signals without any are left out."""
    at = window.at / 1000.0
    doubts: Doubts = {}
    for path, values in window.values.items():
        signal = CATALOGUE.get(path)
        if signal is not None and (only is None or path in only) and (by := _of(signal, at, values)):
            doubts[path] = by
    _allow_flat(window, doubts)
    return doubts


def sound(window: Window) -> Window:
    """Return the window with doubtful readings as NaN."""
    doubts = find(window)
    if not doubts:
        return window
    values = {path: _without(each, doubts.get(path)) for path, each in window.values.items()}
    return Window(window.at, values)


def _without(values: Floats, by: dict[str, Flags] | None) -> Floats:
    if by is None:
        return values
    clean = values.copy()
    for flags in by.values():
        clean[flags] = np.nan
    return clean


def _of(signal: Signal, at: Floats, values: Floats) -> dict[str, Flags]:
    flags_by_reason = {}
    absent = _absent(signal, values)
    if absent is not None:
        flags_by_reason[ABSENT] = absent
    if np.isfinite(signal.step) and values.size > 1:  # a lone reading is no change
        there = np.isfinite(values) if absent is None else np.isfinite(values) & ~absent
        jumps = _jumps(signal, at[there], values[there])
        if jumps is not None:
            flags_by_reason[JUMP] = np.zeros(values.size, dtype=np.bool_)
            flags_by_reason[JUMP][np.flatnonzero(there)[jumps]] = True
    return flags_by_reason


def _absent(signal: Signal, values: Floats) -> Flags | None:
    """Flag values that mean "no value", unless a neighbouring reading shows that they were measured; None for none."""
    if values.size == 1 and float(values[0]) not in signal.absent:  # as most reports of fleets are
        return None
    marks = np.zeros(values.size, dtype=np.bool_)
    for mark in signal.absent:
        marks |= values == mark
    if not marks.any():
        return None
    places = np.arange(values.size)
    read = np.isfinite(values) & ~marks
    before = np.maximum.accumulate(np.where(read, places, -1))
    after = np.minimum.accumulate(np.where(read, places, values.size)[::-1])[::-1]
    padded = np.append(values, np.nan)  # both -1 and values.size are none
    near = (np.abs(padded[before] - values) <= signal.reach) | (
        np.abs(padded[after] - values) <= signal.reach
    )
    doubtful: Flags = marks & ~near
    return doubtful if doubtful.any() else None


def _jumps(signal: Signal, at: Floats, values: Floats) -> NDArray[np.int64] | None:
    """Return the indices of readings that differ from the rest by more than the signal can change, and did not last."""
    far = _far(signal, np.diff(values), np.diff(at))
    if not far.any():
        return None
    edges = [0, *(np.flatnonzero(far) + 1).tolist(), values.size]
    stretches = list(pairwise(edges))
    main = max(range(len(stretches)), key=lambda each: stretches[each][1] - stretches[each][0])
    bad = [
        *_left_out(signal, at, values, stretches[main:]),
        *_left_out(signal, at, values, stretches[main::-1]),
    ]
    return np.concatenate([np.arange(*each) for each in bad]) if bad else None


def _far(signal: Signal, change: Floats, seconds: Floats) -> Flags:
    most = signal.step + signal.per_s * seconds
    far: Flags = (change > most) | (change < (-signal.step if signal.climbs else -most))
    return far


def _left_out(
    signal: Signal, at: Floats, values: Floats, stretches: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Walk away from the first stretch, in either direction, and give those that do not belong to the car's course.

    A stretch belongs where it joins on, or where it lasts and what comes after it does not return to where it left.
    """
    here = stretches[0]
    for place, each in enumerate(stretches[1:], start=1):
        lasts = each[1] - each[0] >= _SETTLED and at[each[1] - 1] - at[each[0]] >= _SETTLED_S
        if _joins(signal, at, values, here, each) or (
            lasts
            and (
                _is_flat(signal, values, here, each)
                or not any(_returns(signal, values, here, other) for other in stretches[place + 1 :][:_AHEAD])
            )
        ):
            here = each
        else:
            yield each


def _ends(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    """Return the two readings at which two stretches meet, the earlier first."""
    early, late = sorted((one, other))
    return early[1] - 1, late[0]


def _joins(signal: Signal, at: Floats, values: Floats, one: tuple[int, int], other: tuple[int, int]) -> bool:
    first, last = _ends(one, other)
    return not _far(signal, values[[last]] - values[[first]], at[[last]] - at[[first]]).any()


def _returns(signal: Signal, values: Floats, one: tuple[int, int], other: tuple[int, int]) -> bool:
    first, last = _ends(one, other)
    return bool(abs(values[last] - values[first]) <= signal.step)


def _is_flat(signal: Signal, values: Floats, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Tell whether a stretch may be a flat tyre: tyre pressure alone may fall to nothing, stay there for hours and return."""
    edges = _ends(one, other)
    full, flat = edges if one < other else edges[::-1]
    return signal.path in paths.TYRE_PRESSURE and bool(values[flat] < values[full])


def _allow_flat(window: Window, doubts: Doubts) -> None:
    """Clear the doubt about a tyre at 0 kPa where the car itself warns of it and two other tyres have readings."""
    marked = [path for path in paths.TYRE_PRESSURE if ABSENT in doubts.get(path, {})]
    if not marked or len(paths.TYRE_PRESSURE) - len(marked) < 2:  # noqa: PLR2004 - two others to tell it from
        return
    for pressure, low in zip(paths.TYRE_PRESSURE, paths.TYRE_LOW, strict=True):
        warning = window.values.get(low)
        if pressure in marked and warning is not None and (warning > 0).any():
            doubts.pop(pressure)
