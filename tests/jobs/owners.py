"""Owners whose cars teach, or do not."""

from domain.core import Unit
from domain.kit.classified import Purpose
from domain.registry import service as registry
from domain.registry.facts import Papers
from domain.registry.tables import Owner, Vehicle
from tests.domain.earlier import long_ago


def linked(unit: Unit, number: int, *, improve: bool) -> tuple[Owner, Vehicle]:
    """Link a car to an owner of its own who agreed to checks, and to teaching where `improve` says so."""
    owner = registry.meet(unit, 1 + number, locale="en", zone="UTC")
    vehicle = registry.register_vehicle(
        unit, vin=f"ZZ9SMCAR{number:09d}", name="One", model="Lark 60", papers=Papers()
    )
    registry.link(long_ago(unit), owner.id, registry.link_code(unit, vehicle.id))
    for purpose in (Purpose.CARE, Purpose.IMPROVE) if improve else (Purpose.CARE,):
        registry.consent(long_ago(unit), owner.id, purpose=purpose, given=True, channel="test")
    return owner, vehicle
