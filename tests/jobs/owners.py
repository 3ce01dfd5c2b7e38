"""Owners whose cars teach, or do not."""

from domain.core import Unit
from domain.garage import service as garage
from domain.garage.facts import Papers
from domain.garage.tables import Owner, Vehicle
from domain.kit.classified import Purpose
from tests.domain.earlier import long_ago


def linked(unit: Unit, number: int, *, improve: bool) -> tuple[Owner, Vehicle]:
    """Link a car to an owner of its own who agreed to checks, and to teaching where `improve` says so."""
    owner = garage.meet(unit, 1 + number, locale="en", zone="UTC")
    vehicle = garage.register_vehicle(
        unit, vin=f"ZZ9SMCAR{number:09d}", name="One", model="Lark 60", papers=Papers()
    )
    garage.link(long_ago(unit), owner.id, garage.link_code(unit, vehicle.id))
    for purpose in (Purpose.CARE, Purpose.IMPROVE) if improve else (Purpose.CARE,):
        garage.consent(long_ago(unit), owner.id, purpose=purpose, given=True, channel="test")
    return owner, vehicle
