"""Changes of parts, meters and sensors that readings show: a step in one signal that nothing else follows.

Only steps that no fault makes are taken for changes: four tyres that gain air together, pads that grow, a capacity
that grows, a flow that moves at once while warmth at the same load stays what it was for a day of driving.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from statistics import median

import numpy as np

from domain.battery import capacity
from domain.health.evidence import cold_tyres, pads
from domain.kit.arrays import MAD_TO_SIGMA, Floats
from domain.registry.facts import Change, ChangeKind
from domain.telemetry.facts import WHEELS, Features, Flow

GREW = 3.0  # points of SOH in one step; the honest band of an estimate, and batteries do not grow
_CHARGES = 8  # on each side
_FLOW_MOVED, _SIGMAS = 0.03, 6.0  # share of flow, and of its own scatter: own choice, twice the check's limit
_HOURS = 24  # of driving on each side
_AT_ONCE = 4  # hours on each side that already show most of the step
_MOST_OF_IT = 0.8
_SAME_WARMTH = 0.5  # K against the air; the check trips at 0.6


def changes(features: Features, new_kwh: float | None, *, now: datetime) -> list[Change]:
    """Return the changes that a car's features show. new_kwh: capacity when new, None where unknown."""
    return [
        *_wheels(features, now),
        *_pads(features),
        *_meter(features, new_kwh),
        *_flow_sensor(features.flows),
    ]


def _wheels(features: Features, now: datetime) -> Iterator[Change]:
    readings = cold_tyres.cold(features.rests, now)
    for index in range(2, len(readings) - 1):
        if len(cold_tyres.filled(readings, index)) == len(WHEELS):
            yield Change(readings[index].at, ChangeKind.WHEELS)


def _pads(features: Features) -> Iterator[Change]:
    for start in pads.renewed(features.wear):
        yield Change(start, ChangeKind.PART, "brake_pads")


def _meter(features: Features, new_kwh: float | None) -> Iterator[Change]:
    """Yield a change of firmware where capacity grows at once, as that is another way of measuring it."""
    charges = [] if not new_kwh else capacity.history(features, new_kwh)
    soh = np.array([each.soh for each in charges])
    at = _step(soh, near=_CHARGES)
    if at is not None and _moved(soh, at, near=_CHARGES) >= max(GREW, _SIGMAS / 2 * _scatter(soh, at)):
        yield Change(charges[at].at, ChangeKind.FIRMWARE, "battery_soh")


def _flow_sensor(flows: Sequence[Flow]) -> Iterator[Change]:
    readings = [(flow, flow.flow_lph, _warmth(flow)) for flow in flows if flow.flow_lph]
    litres = np.array([flow for _, flow, _ in readings], dtype=np.float64)
    at = _step(litres, near=_HOURS)
    if at is None:
        return
    moved = abs(_moved(litres, at, near=_HOURS))
    warmth = np.array([warm for _, _, warm in readings])
    enough = moved >= max(_FLOW_MOVED * float(np.median(litres)), _SIGMAS * _scatter(litres, at))
    if enough and abs(_moved(warmth, at, near=_HOURS)) < _SAME_WARMTH:
        yield Change(readings[at][0].at, ChangeKind.SENSOR, "coolant_loop")


def _warmth(flow: Flow) -> float:
    """Return the degrees above the air, NaN where unknown."""
    warm = flow.inlet_c if flow.outlet_c is None else flow.outlet_c
    return float("nan") if warm is None or flow.ambient_c is None else warm - flow.ambient_c


def _step(values: Floats, *, near: int) -> int | None:
    """Return the index of the first value after the greatest step that happened at once; None where there is none."""
    places = range(near, values.size - near + 1)
    if not places:
        return None
    at = max(places, key=lambda place: abs(_moved(values, place, near=near)))
    whole, quick = _moved(values, at, near=near), _moved(values, at, near=_AT_ONCE)
    return at if whole * quick > 0 and abs(quick) >= _MOST_OF_IT * abs(whole) else None


def _moved(values: Floats, at: int, *, near: int) -> float:
    return float(np.median(values[at : at + near]) - np.median(values[max(0, at - near) : at]))


def _scatter(values: Floats, at: int) -> float:
    """Return the robust standard deviation about the levels before and after."""
    distances = [abs(value - median(part)) for part in (values[:at], values[at:]) for value in part]
    return MAD_TO_SIGMA * float(median(distances))
