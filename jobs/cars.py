"""Steps for each car of a round: a failure is rolled back, stored with an id and tried again after growing pauses, and the other cars go on."""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from domain.core import Core, Unit
from domain.kit import collector
from domain.registry import service as registry
from domain.running import rules
from domain.running import service as running
from domain.running.facts import DATA, Failure

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Tally:
    """Counts of cars: done, and not done (failed now, or paused after a failure)."""

    done: int = 0
    failed: int = 0


def each(
    core: Core,
    step: str,
    vehicle_ids: Iterable[int],
    work: Callable[[Unit, Sequence[int]], object],
    *,
    at_once: int = 1,
) -> Tally:
    """Do a step for cars, several in a transaction; where that fails it is rolled back, and they are done one by one.

    Raises only where a failure cannot be stored.
    """
    with core.reading() as unit:
        failing = {car: steps[step] for car, steps in running.open_failures(unit).items() if step in steps}
    due = list(vehicle_ids)
    tally = Tally(failed=sum(car in failing and resting(core, failing[car]) for car in due))
    well = [car for car in due if car not in failing]
    parts = [well[start : start + at_once] for start in range(0, len(well), at_once)]
    parts += [[car] for car in due if car in failing and not resting(core, failing[car])]
    for part in parts:
        _do(core, step, part, work, tally)
    return tally


def _do(
    core: Core, step: str, part: Sequence[int], work: Callable[[Unit, Sequence[int]], object], tally: Tally
) -> None:
    try:
        with core.unit() as unit, collector.resting():  # what is seen of the cars holds no cycles
            work(unit, part)
            running.succeed(unit, part, [step])
    except Exception as error:  # noqa: BLE001 - whatever it is, the other cars are done
        if len(part) > 1:
            for car in part:
                _do(core, step, [car], work, tally)
            return
        keep(core, part[0], {step: error})
        tally.failed += 1
    else:
        tally.done += len(part)
        keep_damage(core, unit)


def resting(core: Core, failure: Failure) -> bool:
    return rules.rests(failure.retry_at, now=core.clock.now())


def keep_damage(core: Core, unit: Unit) -> None:
    """Store as failures the cars of which a unit that is over met a value that cannot be opened."""
    for vehicle_id, error in unit.damaged.items():
        keep(core, vehicle_id, {DATA: error})


def keep(core: Core, vehicle_id: int, errors: Mapping[str, BaseException]) -> None:
    """Store failures of a car by step, and log them under the same ids."""
    if not errors:
        return
    with core.unit() as unit:
        owner = registry.keeper(unit, vehicle_id)
        numbers = {
            step: running.fail(unit, vehicle_id, owner.id if owner else None, step=step, error=error)
            for step, error in errors.items()
        }
    for step, number in numbers.items():
        log.error("error %s: %s failed for car %d", number, step, vehicle_id, exc_info=errors[step])
