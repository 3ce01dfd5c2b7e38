"""The queries of measurements."""

from collections.abc import Collection

from sqlmodel import col, select

from domain.battery.tables import BatteryMeasurement
from domain.core import Unit


def by_visit(unit: Unit, visit: str) -> BatteryMeasurement | None:
    return unit.session.exec(select(BatteryMeasurement).where(BatteryMeasurement.visit == visit)).first()


def of_vehicles(unit: Unit, vehicle_ids: Collection[int]) -> list[BatteryMeasurement]:
    """Return the measurements of cars, ascending in time."""
    query = (
        select(BatteryMeasurement)
        .where(col(BatteryMeasurement.vehicle_id).in_(vehicle_ids))
        .order_by(col(BatteryMeasurement.at))
    )
    return list(unit.session.exec(query))
