"""The round that reminds owners of their visits."""

from domain.booking import reminders
from domain.core import Core
from jobs import cars
from jobs.due import Report


def remind(core: Core) -> Report:
    """Remind of visits a day and two hours before they begin, one car in a unit."""
    with core.reading() as unit:
        due = reminders.cars(unit)
    tally = cars.each(core, "remind", due, lambda unit, car: reminders.remind(unit, *car))
    return Report(f"{tally.done} reminded, {tally.failed} failed", tally.done, tally.failed)
