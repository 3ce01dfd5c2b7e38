"""What was learned of a car from its readings, for its next owner: how its parts are, not when and how it was driven."""

from dataclasses import replace
from datetime import datetime, time
from typing import Any, Final

from domain.core import Unit
from domain.telemetry import folded
from domain.telemetry.facts import Charge, Features
from domain.telemetry.folded import Folded
from domain.telemetry.storage import notes

# Battery capacity by full charges, cells, insulation, contactors, pads and filter. Days, trips, rests, hours of driving and
# the other charges would tell when the last owner drove, parked and charged.
OF_CAR: Final = ("first_charges", "deep_charges", "cells", "insulation", "contactors", "wear", "filters")


def hand_on(unit: Unit, vehicle_id: int, *, owner_id: int, to_id: int) -> None:
    """Copy these series to the next owner, with days and without the time of day. One who had the car before keeps their own."""
    notes.lock(unit, vehicle_id)
    if notes.feature_body(unit, vehicle_id, owner_id=to_id) is not None:
        return
    features = notes.load(unit, vehicle_id, owner_id=owner_id).features
    of_car = {name: tuple(_by_day(each) for each in getattr(features, name)) for name in OF_CAR}
    if any(of_car.values()):
        body = folded.encode(Folded(Features(**of_car), live=()))
        notes.save_features(unit, vehicle_id, owner_id=to_id, body=body, last_at=None)


def _by_day(one: Any) -> Any:
    if isinstance(one, Charge):
        start = _midnight(one.start)
        return replace(one, start=start, end=start + (one.end - one.start))
    return replace(one, at=_midnight(one.at))


def _midnight(at: datetime) -> datetime:
    return datetime.combine(at.date(), time.min, at.tzinfo)
