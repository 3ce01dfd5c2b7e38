"""The health round: seal what arrived, renew features, run the checks, and let warnings be settled."""

import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import timedelta
from functools import partial

from domain.alerts import service as alerts
from domain.booking import holder, warnings
from domain.core import Core, Unit
from domain.health import catalogue, judging, past
from domain.health import service as health
from domain.health.facts import Finding, View
from domain.health.prefilter import batch
from domain.kit import collector
from domain.learning import service as learning
from domain.learning.facts import Models
from domain.offers import service as offers
from domain.registry import service as registry
from domain.registry.tables import Owner, Vehicle
from domain.running import service as running
from domain.running.facts import DATA, LOOK, Failure
from domain.telemetry import service as telemetry
from jobs import cars
from jobs.cars import Tally
from jobs.due import Report

log = logging.getLogger(__name__)

SEAL_AFTER = timedelta(hours=1)
_VEHICLES_A_UNIT = 100
_STEPS = frozenset({LOOK, DATA, *(check.CODE for check in catalogue.ALL)})


def care(core: Core) -> Report:
    """Look after every car that has an owner; return what was done, for the record."""
    sealed = seal(core)
    refreshed = refresh(core)
    examined = examine(core)
    lapsed = tell_lapsed(core)
    failed = sealed.failed + refreshed.failed + examined.failed + lapsed.failed
    line = (
        f"{sealed.done} sealed, {refreshed.done} renewed, {examined.done} examined, {lapsed.done} holds over"
    )
    return Report(f"{line}, {failed} failed" if failed else line, examined.done, failed)


def tell_lapsed(core: Core) -> Tally:
    """Update warnings whose hold has run out, so that they say so."""
    with core.reading() as unit:
        due = warnings.cars_with_lapsed_holds(unit)
    return cars.each(core, "lapsed", due, lambda unit, car: warnings.refresh_lapsed(unit, *car))


def seal(core: Core) -> Tally:
    """Seal hours that are over, one vehicle a unit."""
    with core.reading() as unit:
        before = unit.now - SEAL_AFTER
        due = telemetry.due_for_sealing(unit, before)
    return cars.each(core, "seal", due, lambda unit, car: telemetry.seal_vehicle(unit, *car, before=before))


def refresh(core: Core) -> Tally:
    """Renew the features of days that changed, one vehicle a unit."""
    with core.reading() as unit:
        due = telemetry.due_for_refresh(unit)
    return cars.each(core, "renew", due, lambda unit, car: telemetry.refresh(unit, *car))


def examine(core: Core, only: Collection[int] | None = None) -> Tally:
    """Run the checks of every car whose owner agreed, or of some of them, and settle what they found.

    Cars are judged many at a time. Where that fails it is undone, and each of them is judged alone, as are cars
    of which something failed before.
    """
    with core.reading() as unit:
        due = [car for car in health.due_vehicles(unit) if only is None or car.id in only]
        failures = running.open_failures(unit)
    tally = Tally()
    alone = [car for car in due if car.id in failures]
    well = [car for car in due if car.id not in failures]
    for start in range(0, len(well), _VEHICLES_A_UNIT):
        part = well[start : start + _VEHICLES_A_UNIT]
        if _together(core, part):
            tally.done += len(part)
        else:
            alone += part
    for car in alone:
        if _alone(core, car, failures.get(car.id, {})):
            tally.done += 1
        else:
            tally.failed += 1
    return tally


def _together(core: Core, vehicles: Sequence[Vehicle]) -> bool:
    """Judge and settle cars in one unit; False where that failed and nothing of it was kept."""
    try:
        with core.unit() as unit, collector.resting():  # what is seen of the cars holds no cycles either
            _examine(unit, vehicles, batch.judge)
    except Exception as error:  # noqa: BLE001 - each car is tried alone now, and what it raises then is kept
        log.warning("%d cars have to be judged one by one: %s", len(vehicles), type(error).__name__)
        return False
    cars.keep_damage(core, unit)
    return True


def _alone(core: Core, vehicle: Vehicle, failures: Mapping[str, Failure]) -> bool:
    """Judge and settle one car in a transaction of its own, each check by itself; return whether none failed."""
    rests = {step for step, failure in failures.items() if cars.resting(core, failure)}
    if LOOK in rests:
        return False
    errors: dict[str, Exception] = {}
    try:
        with core.unit() as unit:
            _examine(unit, [vehicle], partial(_each_by_itself, but=rests, errors=errors))
            if DATA not in rests and (damage := unit.damaged.get(vehicle.id)):
                errors[DATA] = damage
            running.succeed(unit, [vehicle.id], (failures.keys() & _STEPS) - rests - errors.keys())
    except Exception as error:  # noqa: BLE001 - whatever it is, the other cars are judged
        errors[LOOK] = error
    cars.keep(core, vehicle.id, errors)
    return not errors and not rests & _STEPS


def _each_by_itself(
    views: Sequence[View],
    *,
    own: Sequence[judging.Own],
    but: Collection[str],
    errors: dict[str, Exception],
    **_batched: object,
) -> list[dict[str, Finding | None]]:
    """As `batch.judge`, without the prefilter; errors of checks are put into `errors`, by check."""
    verdicts = []
    for view, models in zip(views, own, strict=True):
        survey = health.survey(view, models, but=but)
        errors |= survey.errors
        verdicts.append(survey.findings)
    return verdicts


def _at_work(unit: Unit, vehicle: Vehicle, check: str) -> Models | None:
    return learning.live(unit, check, vehicle.id)


def _examine(
    unit: Unit, vehicles: Sequence[Vehicle], judge: Callable[..., list[dict[str, Finding | None]]]
) -> None:
    """Judge cars together, so that the prefilter passes healthy ones quickly; settle each."""
    ids = [vehicle.id for vehicle in vehicles]
    registry.lock_all(unit, ids)  # a round that overlaps another one judges by what that one has left
    views_by_car = health.views(unit, vehicles)
    owners, standing = registry.keepers(unit, ids), alerts.standing(unit, ids)
    rows = [
        (each, owners[each.id], views_by_car[each.id])
        for each in vehicles
        if each.id in owners and each.id in views_by_car
    ]
    judgements = judge(
        [view for _, _, view in rows],
        standing=[frozenset(standing[owner.id, vehicle.id].live) for vehicle, owner, _ in rows],
        own=[partial(_at_work, unit, vehicle) for vehicle, _, _ in rows],
    )
    for (vehicle, owner, view), findings in zip(rows, judgements, strict=True):
        before = standing[owner.id, vehicle.id]
        _settle(unit, vehicle, owner, view=view, findings=findings, before=before)
    offers.give_way(unit, {owner.id for _, owner, _ in rows})


def _settle(
    unit: Unit,
    vehicle: Vehicle,
    owner: Owner,
    *,
    view: View,
    findings: Mapping[str, Finding | None],
    before: alerts.Before,
) -> None:
    alerts.settle(
        unit,
        vehicle,
        owner,
        past.present(view, findings),
        charts=partial(health.chart, view),
        hold=holder.hold_for,
        place=holder.place_of,
        before=before,
    )
