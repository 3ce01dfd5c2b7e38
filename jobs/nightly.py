"""Once a day: what the readings of cars show to have been changed, and what is usual for cars alike."""

from domain.core import Core
from domain.fleet import service as fleet
from domain.fleet.facts import Told
from domain.health import service as health
from domain.kit import collector

_VEHICLES_A_UNIT = 100


def changes(core: Core) -> str:
    """Keep what readings show to have been changed, so that checks learn those cars anew."""
    with core.reading() as unit:
        due = health.due_vehicles(unit)
    noted = 0
    for start in range(0, len(due), _VEHICLES_A_UNIT):
        with core.unit() as unit, collector.resting():
            noted += health.note_changes(unit, due[start : start + _VEHICLES_A_UNIT])
    return f"{noted} changes noted"


def baselines(core: Core) -> str:
    """Make anew what is usual for cars of a model, age and climate."""
    with core.reading() as unit:
        due = health.due_vehicles(unit)
    told: list[Told] = []
    for start in range(0, len(due), _VEHICLES_A_UNIT):
        with core.reading() as unit, collector.resting():
            told += health.tell_fleet(unit, due[start : start + _VEHICLES_A_UNIT])
    with core.unit() as unit:
        made = fleet.renew(unit, told)
    return f"{made} baselines of {len(told)} cars"
