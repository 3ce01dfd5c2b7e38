"""Once a day: what the readings of cars show to have been changed."""

from domain.core import Core
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
