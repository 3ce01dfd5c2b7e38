"""Compute the fleet's baselines anew, and read them for many cars at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Final

from sqlalchemy import bindparam
from sqlmodel import col, delete, select

from domain.core import Unit
from domain.fleet import rules
from domain.fleet.facts import Baseline, CarMeasures, Group
from domain.fleet.tables import FleetBaseline

Baselines = dict[Group, dict[str, Baseline]]
_OF_MODELS: Final = select(FleetBaseline).where(
    col(FleetBaseline.model).in_(bindparam("models", expanding=True))
)  # built once: every look at a car asks it


def renew(unit: Unit, cars: Iterable[CarMeasures]) -> int:
    """Replace all baselines, so that owners who withdrew are no longer in them; return how many there are."""
    new = rules.baselines(cars)
    unit.session.exec(delete(FleetBaseline))
    for (group, measure), each in new.items():
        unit.session.add(
            FleetBaseline(
                **group._asdict(),
                measure=measure,
                cars=each.cars,
                low=each.low,
                middle=each.middle,
                high=each.high,
                made_at=unit.now,
            )
        )
    return len(new)


def of_models(unit: Unit, models: Collection[str]) -> Baselines:
    """Return the baselines of these models by group and measure, in one query."""
    by_group: Baselines = defaultdict(dict)
    for row in unit.session.exec(_OF_MODELS, params={"models": list(models)}):
        group = Group(row.model, row.age, row.climate)
        by_group[group][row.measure] = Baseline(row.cars, row.low, row.middle, row.high)
    return dict(by_group)
