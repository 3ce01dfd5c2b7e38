"""What a season brings for each car, told by day where its own past shows that it beats saying nothing."""

from collections.abc import Sequence

from domain.core import Core, Unit
from domain.hints import service
from domain.registry import service as registry
from jobs import cars
from jobs.due import Report


def tell(core: Core) -> Report:
    """Look at each car whether a hint of the season is due for its owner; one car in a unit."""
    with core.reading() as unit:
        due = [car.id for car, owner in registry.cars_with_owners(unit) if owner.hints]
    counts: list[int] = []

    def consider(unit: Unit, part: Sequence[int]) -> None:
        counts.append(service.consider(unit, part))

    tally = cars.each(core, "hints", due, consider)
    return Report(
        f"{sum(counts)} hints for {tally.done} cars, {tally.failed} failed", tally.done, tally.failed
    )
