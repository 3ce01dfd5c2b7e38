"""Relations that physics holds between signals: where a day does not keep one, a unit, sign, scale or wheel is wrong.

Each is judged on the day's readings, from a ratio that hardly any fault of a car makes: a factor of 1,000, 1.609 or -1.
Where readings are too few, or contradict each other without such a factor, nothing is said.
"""

from collections.abc import Callable, Iterator
from typing import Final

import numpy as np

from domain.telemetry import paths
from domain.telemetry.catalogue import CATALOGUE
from domain.telemetry.doubted import HOLDS, TWO_SOURCES, Relation, Verdict
from domain.telemetry.facts import Window
from domain.telemetry.features import distances, samples
from domain.telemetry.features.samples import Flags, Floats, Samples

_MIN_ROWS: Final = 10
_CALM_S: Final = (
    6 * 3_600.0
)  # after so long without a drive or a charge all of a car is nearly as warm as the air
_STRONG_W: Final = 2_000.0
_TINY: Final = 1e-6
_LEAST_GAIN: Final = 5.0  # points: less is the step of the meter, or a hill
_CONTESTED: Final = 0.2  # of the readings
_NEAR: Final = 1.33
_THOUSAND: Final = 1_000.0
# Thermometers that one unit sends, so that four tyres do not outvote the air.
_WARM: Final = (
    (paths.AMBIENT,),
    paths.TYRE_AIR,
    (paths.PACK_TEMPERATURE,),
    (paths.COOLANT_INLET, paths.COOLANT_OUTLET),
    (paths.MOTOR_TEMPERATURE,),
    (paths.INVERTER_TEMPERATURE,),
    (paths.MOTOR_COOLANT,),
)
_AS_THE_AIR: Final = _WARM[:2]
_VOLTS = (paths.PACK_VOLTAGE,)


def of_day(raw: Window, readings: Samples, *, begin: float, end: float) -> tuple[Relation, ...]:
    """Return what a day says of relations and of contradicting sources. raw: the window with its doubtful readings."""
    return (*two_sources(raw, readings, begin=begin, end=end), *find(readings, begin=begin, end=end))


def find(readings: Samples, *, begin: float, end: float) -> tuple[Relation, ...]:
    """Return the relations that the day, [begin, end), has enough readings to judge."""
    here = readings.span(begin, end)
    if not readings.at[here].size:
        return ()
    at = samples.moment(float(readings.at[here][-1]))
    relations = []
    for name, judge in _RELATIONS.items():
        verdict = judge(readings, here)
        if verdict is not None:
            relations.append(Relation(at, name, *verdict))
            readings = samples.without(readings, verdict[1])  # one cause is told once
    return tuple(relations)


def two_sources(raw: Window, readings: Samples, *, begin: float, end: float) -> Iterator[Relation]:
    """Yield the signals with so many jumps that two sources seem to send them."""
    here = readings.span(begin, end)
    for path, values in raw.values.items():
        if path not in CATALOGUE:
            continue
        raw_values, clean = values[here], readings.column(path)[here]
        jumps = np.isfinite(raw_values) & np.isnan(clean) & ~np.isin(raw_values, CATALOGUE[path].absent)
        count = np.count_nonzero(jumps)
        if count >= _MIN_ROWS and count > _CONTESTED * np.count_nonzero(np.isfinite(raw_values)):
            yield Relation(
                samples.moment(float(readings.at[here][-1])), f"sources {path}", TWO_SOURCES, (path,)
            )


def _pressures(readings: Samples, here: slice) -> tuple[Floats, Flags]:
    """Return pressures by row and wheel, and which rows have readings of at least three wheels."""
    kpa = np.stack([readings.column(path)[here] for path in paths.TYRE_PRESSURE], axis=1)
    return kpa, np.isfinite(kpa).sum(axis=1) > 2  # noqa: PLR2004 - of four wheels


def _tyres(readings: Samples, here: slice) -> Verdict:
    """Judge the unit of tyre pressure: all tyres far below any placard together means another unit."""
    kpa, rows = _pressures(readings, here)
    lowest_three = np.sort(kpa[rows], axis=1)[:, :3]  # NaN last: the three lowest
    if not lowest_three.size:
        return None
    alike = lowest_three[:, 2] <= 1.6 * lowest_three[:, 0]
    middle = float(np.median(np.nanmedian(kpa[rows], axis=1)))
    if middle >= 100.0 or not alike.mean() > 0.5:  # noqa: PLR2004 - the softest placard there is; most of them
        return HOLDS
    units = {"tyre_mpa": (0.1, 0.6), "tyre_bar": (1.0, 6.0), "tyre_psi": (15.0, 80.0)}
    cause = next((name for name, (low, high) in units.items() if low <= middle <= high), "tyre_scale")
    return cause, paths.TYRE_PRESSURE


def _wheels(readings: Samples, here: slice) -> Verdict:
    """Judge the order of the wheels: the car warns of one tyre while the readings show another one low."""
    kpa, rows = _pressures(readings, here)
    low = np.stack([readings.column(path)[here] for path in paths.TYRE_LOW], axis=1)
    one = rows & (np.nansum(low > 0, axis=1) == 1) & np.isfinite(kpa).all(axis=1)
    if np.count_nonzero(one) < 3:  # noqa: PLR2004 - one odd reading says nothing
        return None
    called = np.argmax(np.nan_to_num(low[one]), axis=1)
    ranked = np.sort(kpa[one], axis=1)
    clear = ranked[:, 1] - ranked[:, 0] > 30.0  # noqa: PLR2004 - kPa: no scatter between healthy tyres
    if not clear.any():
        return HOLDS
    other = np.argmin(kpa[one], axis=1) != called
    return ("wheels", paths.TYRE_PRESSURE) if np.median(other[clear]) > 0.5 else HOLDS  # noqa: PLR2004 - most


def _power(readings: Samples, here: slice) -> Verdict:
    """Judge power against voltage times current."""
    watts, amps = readings.column(paths.PACK_POWER)[here], readings.column(paths.PACK_CURRENT)[here]
    product = readings.column(paths.PACK_VOLTAGE)[here] * amps
    strong = (np.abs(product) > _STRONG_W) | (np.abs(watts) > _STRONG_W)
    comparable = np.isfinite(watts) & np.isfinite(product) & strong & (np.abs(product) > _TINY)
    if np.count_nonzero(comparable) < _MIN_ROWS:
        return None
    ratio = watts[comparable] / product[comparable]
    middle = float(np.median(ratio))
    one_factor = float(np.mean(np.abs(ratio - middle) <= 0.25 * abs(middle))) > 0.8  # noqa: PLR2004 - nearly all
    if not one_factor:
        return None
    both = (paths.PACK_POWER, paths.PACK_CURRENT)
    if _is(-middle, 1.0):
        return _charging_sign(readings, here) or ("power_sign", both)
    if _is(abs(middle), 1 / _THOUSAND):
        return "power_kw", (paths.PACK_POWER,)
    if _is(middle, 1.0) or 0.5 < middle < 2.0:  # noqa: PLR2004 - no unit has such a factor
        return HOLDS
    return "power_scale", (*both, *_VOLTS)


def _charging_sign(readings: Samples, here: slice) -> Verdict:
    """Which of power and current is against the direction of charging; None where the car does not charge."""
    charging = readings.column(paths.IS_CHARGING)[here] > 0
    for path, cause in ((paths.PACK_POWER, "power_sign"), (paths.PACK_CURRENT, "current_sign")):
        values = readings.column(path)[here][charging]
        there = values[np.isfinite(values)]
        if there.size >= _MIN_ROWS and float(np.median(there)) < 0:
            return cause, (path,)
    return None


def _direction(readings: Samples, here: slice) -> Verdict:
    """Judge signs: power and current are positive while charging."""
    charging = (readings.column(paths.IS_CHARGING)[here] > 0) & ~readings.driving[here]
    wrong: list[str] = []
    evidence = False
    for path, least in ((paths.PACK_POWER, 500.0), (paths.PACK_CURRENT, 2.0)):
        values = readings.column(path)[here][charging]
        strong = values[np.abs(values) > least]
        if strong.size >= _MIN_ROWS:
            evidence = True
            if float(np.mean(strong < 0)) > 0.8:  # noqa: PLR2004 - nearly all
                wrong.append(path)
    if not evidence:
        return None
    return ("current_sign", tuple(wrong)) if wrong else HOLDS


def _charge(readings: Samples, here: slice) -> Verdict:
    """Judge energy against state of charge: both together must give a capacity that a car can have."""
    soc = readings.column(paths.SOC)[here]
    there = soc[np.isfinite(soc)]
    if there.size < _MIN_ROWS:
        return None
    if there.max() <= 1.0 and np.unique(there).size > 3 and _has_worked(readings, here):  # noqa: PLR2004 - it moves
        return "soc_fraction", (paths.SOC,)
    kwh, gained = _stretches(readings, here, soc)
    usable = np.abs(gained) >= _LEAST_GAIN
    if not usable.any():
        return None
    verdicts = {_capacity(float(each)) for each in kwh[usable] / gained[usable] * 100}
    verdict = verdicts.pop() if len(verdicts) == 1 else None
    # One stretch may be a jump of the meter: a car is not put to rest for it.
    enough = float(np.abs(gained[usable]).sum()) >= 3 * _LEAST_GAIN
    several = verdict is None or verdict[0] != "energy" or np.count_nonzero(usable) >= 3  # noqa: PLR2004 - or a meter's step
    return verdict if verdict == HOLDS or (enough and several) else None


def _capacity(kwh: float) -> Verdict:
    sources = (paths.PACK_POWER, paths.PACK_CURRENT)
    if _fits(kwh):
        return HOLDS
    if _fits(-kwh):
        return "current_sign", sources
    if _fits(abs(kwh) * _THOUSAND):
        return "power_kw", sources
    return ("energy", (*sources, *_VOLTS, paths.SOC)) if abs(kwh) > _TINY else None


def _fits(kwh: float) -> bool:
    """Tell whether a capacity in kWh is one of a road vehicle, from a light car to a lorry."""
    return 3.0 <= kwh <= 400.0  # noqa: PLR2004 - the two of them


def _has_worked(readings: Samples, here: slice) -> bool:
    """Tell whether the car used so much energy that a state of charge of 1 % at most cannot be right."""
    watts = np.abs(readings.watts[here])
    lasts = np.minimum(readings.gap_s[here], samples.BRIDGE_S)
    return float(np.nansum(watts * lasts)) / 3.6e6 > 3.0 or bool(  # noqa: PLR2004 - kWh
        readings.driving[here].sum() >= 6 * _MIN_ROWS
    )


def _stretches(readings: Samples, here: slice, soc: Floats) -> tuple[Floats, Floats]:
    """Energy in kWh and points gained of each stretch of driving or of charging without a gap."""
    at, watts = readings.at[here], readings.watts[here]
    read = np.flatnonzero(np.isfinite(soc) & np.isfinite(watts))
    if read.size < 2:  # noqa: PLR2004 - a stretch has two ends
        return np.empty(0), np.empty(0)
    moves = readings.driving[here][read]
    breaks = (np.diff(at[read]) > samples.BRIDGE_S) | (moves[1:] != moves[:-1])
    parts = [part for part in np.split(read, np.flatnonzero(breaks) + 1) if part.size > 1]
    kwh = [float(np.trapezoid(watts[part], at[part])) / 3.6e6 for part in parts]
    return np.array(kwh), np.array([float(soc[part[-1]] - soc[part[0]]) for part in parts])


def _warmth(readings: Samples, here: slice) -> Verdict:
    """Judge temperatures: after six hours without use all parts are about as warm as the air."""
    calm = _calm(readings, here)
    medians = {
        group: samples.median(np.stack([readings.column(path)[here][calm] for path in group]))
        for group in _WARM
    }
    measured = {group: value for group, value in medians.items() if value is not None}
    if len(measured) < 3:  # noqa: PLR2004 - two others to tell one from
        return None
    if float(np.median(list(measured.values()))) >= 55.0:  # noqa: PLR2004 - °C: no car parked for so long is as warm
        return "fahrenheit", tuple(path for group in measured for path in group)
    wrong = tuple(path for group in measured if _in_fahrenheit(group, measured) for path in group)
    return ("fahrenheit", wrong) if wrong else HOLDS


def _in_fahrenheit(group: tuple[str, ...], medians: dict[tuple[str, ...], float]) -> bool:
    others = float(np.median([value for each, value in medians.items() if each != group]))
    read = medians[group]
    stores = group not in _AS_THE_AIR  # a pack may keep its warmth through a night of frost
    fits = abs((read - 32) / 1.8 - others) <= (4.0 if stores else 8.0)
    return fits and read - others > 26.0 and not (stores and others < 5.0)  # noqa: PLR2004 - K and °C


def _calm(readings: Samples, here: slice) -> Flags:
    """Return which samples lie six hours or more after the last known drive or charge."""
    busy = readings.at[readings.driving | (readings.column(paths.IS_CHARGING) > 0)]
    busy = busy if busy.size else readings.at[:1]
    at = readings.at[here]
    last = np.searchsorted(busy, at, side="right") - 1
    calm: Flags = np.where(last >= 0, at - busy[np.maximum(last, 0)], at - readings.at[0]) >= _CALM_S
    return calm


def _cells(readings: Samples, here: slice) -> Verdict:
    """Judge cell voltages: lowest not above highest, and pack voltage some dozens to hundreds of times the cell's."""
    low, high = readings.column(paths.CELL_MIN)[here], readings.column(paths.CELL_MAX)[here]
    both = np.isfinite(low) & np.isfinite(high)
    if np.count_nonzero(both) < _MIN_ROWS:
        return None
    if float(np.mean(low[both] > high[both])) > 0.5:  # noqa: PLR2004 - most
        return "cells_swapped", (paths.CELL_MIN, paths.CELL_MAX)
    row = samples.median((readings.column(paths.PACK_VOLTAGE)[here] / ((low + high) / 2))[both])
    if row is not None and row > 0 and not 12.0 <= row <= 300.0:  # noqa: PLR2004 - cells in a row of any car
        return "pack_volts", _VOLTS
    return HOLDS


def _is(ratio: float, factor: float) -> bool:
    return factor / _NEAR <= ratio <= factor * _NEAR


_RELATIONS: Final[dict[str, Callable[[Samples, slice], Verdict]]] = {
    "tyres": _tyres,
    "wheels": _wheels,
    "power": _power,
    "direction": _direction,
    "charge": _charge,
    "distance": distances.judge,
    "warmth": _warmth,
    "cells": _cells,
}
