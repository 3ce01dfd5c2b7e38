"""What a workshop measured at the wheels during a visit: brake pads, tread and tyre pressure, as it left them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Final

from sqlmodel import col, select

from domain.battery import service as battery
from domain.booking.facts import VisitView
from domain.booking.tables import WheelMeasurement
from domain.core import Unit
from domain.errors import Refusal
from domain.explain.facts import Phrase

_KPA: Final = 100.0  # of a bar


class Quantity(StrEnum):
    """What is measured, with its unit. PAD_PCT: what is left of the pad; TYRE_KPA: gauge."""

    PAD_MM = "pad_mm"
    PAD_PCT = "pad_pct"
    TREAD_MM = "tread_mm"
    TYRE_KPA = "tyre_kpa"


class Wheel(StrEnum):
    """The wheels as telemetry names them (telemetry.facts.WHEELS)."""

    ROW1_LEFT = "row1_left"
    ROW1_RIGHT = "row1_right"
    ROW2_LEFT = "row2_left"
    ROW2_RIGHT = "row2_right"


# Own choices, wide enough for every car: pads of passenger cars are new at 9 to 14 mm, tyres at 7 to 9 mm and off the road
# at 13; pressures are those that telemetry takes for placards.
PLAUSIBLE: Final[Mapping[Quantity, tuple[float, float]]] = {
    Quantity.PAD_MM: (0.0, 25.0),
    Quantity.PAD_PCT: (0.0, 100.0),
    Quantity.TREAD_MM: (0.0, 15.0),
    Quantity.TYRE_KPA: (100.0, 600.0),
}


@dataclass(frozen=True, slots=True)
class Measurement:
    """value: in the quantity's unit; None for no value."""

    quantity: Quantity
    wheel: Wheel
    value: float | None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A measurement that is not stored, and why."""

    measurement: Measurement
    refusal: Refusal


def sort(measurements: Sequence[Measurement]) -> tuple[tuple[Measurement, ...], tuple[LeftOut, ...]]:
    """Return what can be stored, and apart from it what cannot; one without a value is in neither.

    The reasons are measurement_implausible and measurement_twice (422), of which the first one stands.
    """
    good: dict[tuple[Quantity, Wheel], Measurement] = {}
    bad = []
    for each in measurements:
        if each.value is None:
            continue
        least, most = PLAUSIBLE[each.quantity]
        if not least <= each.value <= most:
            bad.append(LeftOut(each, _refusal("measurement_implausible", each)))
        elif (each.quantity, each.wheel) in good:
            bad.append(LeftOut(each, _refusal("measurement_twice", each)))
        else:
            good[each.quantity, each.wheel] = each
    return tuple(good.values()), tuple(bad)


def _refusal(code: str, of: Measurement) -> Refusal:
    about = Phrase(f"measure.{of.quantity}.one", {"wheel": Phrase(f"wheel.{of.wheel}")})
    limits = [Phrase(f"measure.{of.quantity}.value", _params(each)) for each in PLAUSIBLE[of.quantity]]
    return Refusal(code, status=422, about=about, least=limits[0], most=limits[1])


def record(unit: Unit, visit: VisitView, measurements: Sequence[Measurement]) -> None:
    """Store what `sort` lets through, once a visit: the caller has ended it under its lock."""
    unit.session.add_all(
        WheelMeasurement(
            owner_id=visit.owner_id,
            vehicle_id=visit.vehicle_id,
            visit_id=visit.id,
            quantity=each.quantity,
            wheel_code=each.wheel,
            value=each.value,
            at=unit.now,
        )
        for each in measurements
        if each.value is not None
    )
    unit.session.flush()


def lines(unit: Unit, visit: VisitView) -> Iterator[Phrase]:
    """Tell what was measured at a visit: battery health, and a line for each quantity, the wheels in the order of telemetry."""
    soh = battery.soh_at(unit, visit.number)
    if soh is not None:
        yield Phrase("measure.soh", {"soh": soh})
    of_visit = select(WheelMeasurement).where(WheelMeasurement.visit_id == visit.id)
    rows = unit.session.exec(
        of_visit.order_by(col(WheelMeasurement.quantity), col(WheelMeasurement.wheel_code))
    )
    for quantity, group in groupby(rows, key=lambda row: row.quantity):
        values = tuple(
            Phrase(
                f"measure.{quantity}.wheel",
                {"wheel": Phrase(f"wheel.{row.wheel_code}"), **_params(row.value)},
            )
            for row in group
        )
        yield Phrase(f"measure.{quantity}", {"values": values})


def _params(value: float) -> dict[str, object]:
    return {"value": value, "bar": value / _KPA}


def of_car(unit: Unit, owner_id: int, vehicle_id: int) -> Sequence[WheelMeasurement]:
    """Return what workshops measured at an owner's car, in the order of visits, quantities and wheels."""
    query = select(WheelMeasurement).where(
        WheelMeasurement.owner_id == owner_id, WheelMeasurement.vehicle_id == vehicle_id
    )
    order = (WheelMeasurement.at, WheelMeasurement.visit_id, WheelMeasurement.quantity)
    return unit.session.exec(query.order_by(*map(col, (*order, WheelMeasurement.wheel_code)))).all()
