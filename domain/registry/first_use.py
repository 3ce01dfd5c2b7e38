"""The month of a car's first registration, as its owner tells it where the register does not."""

from datetime import date

from domain.core import Unit
from domain.errors import Refusal
from domain.registry import rules, service
from domain.registry.tables import Vehicle


def tell(unit: Unit, owner_id: int, vehicle_id: int, month: date) -> Vehicle:
    """Put the first of the month on record; what is there already stays, as it may come from the certificate.

    Raises Refusal vehicle_not_yours, driver_reads_only, first_use_known (409), date_in_future or date_long_ago.
    """
    car = service.own_vehicle(unit, owner_id, vehicle_id)
    first = rules.good_day(month.replace(day=1), today=unit.now.date())
    if car.in_use_since not in {None, first}:
        raise Refusal("first_use_known", status=409, car=car.name)
    car.in_use_since = first
    return car
