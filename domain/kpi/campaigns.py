"""How far each recall campaign has come among the cars that are registered here."""

from dataclasses import dataclass
from datetime import timedelta

from domain.alerts import gauges as alerts
from domain.booking import gauges as booking
from domain.core import Unit
from domain.health.checks import recall
from domain.registry import scope
from domain.registry.facts import Source
from domain.registry.scope import Scope
from domain.upkeep import recalls
from domain.upkeep.recalls import Standing


@dataclass(frozen=True, slots=True)
class Progress:
    """A campaign. here: cars of a source registered here on which it is open; of these, reached: whose owner was told, booked: with a visit for it."""

    standing: Standing
    here: int
    reached: int
    booked: int


def progress(unit: Unit, source: Source = Source.LIVE) -> list[Progress]:
    """Return every campaign, the newest first, with its cars of a source."""
    now = Scope(unit.now, unit.now + timedelta.resolution, source)
    cars = [car.id for car in scope.fleet(unit, now)]
    reached = {each.vehicle_id for each in alerts.open_warnings(unit, now) if each.check == recall.CODE}
    coming = booking.cars_coming(unit, recall.JOB or "")
    by_car = recalls.open_for(unit, cars)
    campaigns = []
    for each in recalls.listed(unit):
        here = {car for car, of in by_car.items() if each.recall in of}
        campaigns.append(Progress(each, len(here), len(here & reached), len(here & coming)))
    return campaigns
