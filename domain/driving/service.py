"""How an owner's car was driven in a period."""

from dataclasses import replace

from domain.core import Unit
from domain.driving import others, rules
from domain.driving.facts import Conduct
from domain.registry.tables import Owner, Vehicle
from domain.trips import service as trips
from domain.trips.facts import Period


def of_period(unit: Unit, owner: Owner, car: Vehicle, period: Period) -> Conduct | None:
    """Return how a car was driven, by the days of the owner's zone; None without a trip. LAST is the latest trip alone."""
    travel = trips.of_period(unit, owner, car, period)
    earlier = rules.BEFORE.get(period)
    before = trips.of_period(unit, owner, car, earlier).trips if earlier else ()
    if period is Period.LAST:
        travel = replace(travel, trips=travel.trips[-1:], unheard=())
    conduct = rules.conduct(travel, zone=owner.zone, before=before)
    if conduct is None or conduct.hard is None:
        return conduct
    return replace(conduct, place=others.place(unit, owner.id, car))
