"""The round that reminds owners of their visits, and offers what has come free to those who wait for it."""

from domain.booking import reminders, waitlist
from domain.core import Core
from jobs import cars
from jobs.due import Report


def remind(core: Core) -> Report:
    """Remind of visits a day and two hours before they begin, then serve the waiting lists in their order; one car in a unit."""
    with core.reading() as unit:
        due = reminders.cars(unit)
        waiting = waitlist.cars(unit)
    tally = cars.each(core, "remind", due, lambda unit, car: reminders.remind(unit, *car))
    served = cars.each(core, "waitlist", waiting, lambda unit, car: waitlist.serve(unit, *car))
    failed = tally.failed + served.failed
    return Report(
        f"{tally.done} reminded, {served.done} waiting, {failed} failed", tally.done + served.done, failed
    )
