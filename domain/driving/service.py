"""How an owner's car was driven in a period."""

from dataclasses import replace

from domain.core import Unit
from domain.driving import others, rules, score
from domain.driving.facts import Conduct, Score
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


def score_of(unit: Unit, owner: Owner, car: Vehicle) -> Score:
    """Return the driving score of a car's last 365 days, with its place among others of the model.

    Raises Refusal score_distance or score_unmeasured.
    """
    travel = others.of_year(unit, car.id, owner.id)
    own = score.score(rules.conduct(travel, zone=owner.zone))
    return replace(own, place=others.place_by_score(unit, owner.id, car, own))
