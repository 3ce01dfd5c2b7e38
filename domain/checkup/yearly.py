"""Offer a car's health report once a year, in the month in which it came into use."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from domain.checkup import rules, service
from domain.checkup.about import OfCheckup
from domain.contact import service as contact
from domain.contact.facts import Button, Message
from domain.contact.rules import BLUE
from domain.core import Unit
from domain.explain.facts import Phrase
from domain.kit.classified import Purpose
from domain.offers import service as offers
from domain.registry import service as registry
from domain.registry.tables import Vehicle


def consider(unit: Unit, vehicle_ids: Iterable[int]) -> int:
    """Offer the report of each car whose month it is, once; return how many offers are on their way."""
    return sum(_offer(unit, each) for each in vehicle_ids)


def _offer(unit: Unit, vehicle_id: int) -> bool:
    owner, car = registry.keeper(unit, vehicle_id), registry.vehicle(unit, vehicle_id)
    if owner is None or car.in_use_since is None or owner.privacy_mode:
        return False
    today = unit.now.astimezone(ZoneInfo(owner.zone)).date()
    if not rules.is_anniversary(car.in_use_since, today) or not service.is_offered(unit, owner.id, car):
        return False
    key = f"checkup:{owner.id}:{vehicle_id}:{today.year}"
    if contact.queued_keys(unit, [key]) or not offers.has_room(unit, owner):
        return False
    text = _message(car, today.year - car.in_use_since.year)
    return contact.queue(unit, owner.id, key=key, message=text, grade=BLUE, subject=key, purpose=Purpose.CARE)


def _message(car: Vehicle, years: int) -> Message:
    show = Button(Phrase("checkup.button.show"), "checkup.show", OfCheckup(car.id).params(), once=False)
    return Message((Phrase("checkup.yearly", {"car": car.name, "n": years}),), rows=((show,),))
