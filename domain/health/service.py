"""Build the views of cars from what is stored, and run the checks on them."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime, time

from sqlmodel import col, select

from domain.battery import service as battery
from domain.battery.facts import Answer
from domain.core import Unit
from domain.energy import service as energy
from domain.explain.facts import Chart, Phrase
from domain.fleet import service as fleet
from domain.fleet.facts import CarMeasures
from domain.health import catalogue, judging, peers, view
from domain.health.checks import service_due
from domain.health.evidence import ageing, steps, usual
from domain.health.facts import Finding, View
from domain.health.judging import Own
from domain.kit.classified import Purpose
from domain.registry import changes, rules, terms
from domain.registry import service as registry
from domain.registry.rules import Choice
from domain.registry.tables import Consent, Holding, Vehicle
from domain.telemetry import service as telemetry
from domain.upkeep import service as upkeep


def due_vehicles(unit: Unit) -> tuple[Vehicle, ...]:
    """Return the cars with an owner who agreed to care."""
    holdings = (
        select(Vehicle, Holding.owner_id)
        .join(Holding, col(Holding.vehicle_id) == col(Vehicle.id))
        .where(Holding.role == "owner", col(Holding.until).is_(None))
        .order_by(col(Vehicle.id))
    )
    agreed = _agreed(unit, Purpose.CARE)
    return tuple(vehicle for vehicle, owner_id in unit.session.exec(holdings) if owner_id in agreed)


def _agreed(unit: Unit, purpose: Purpose) -> set[int]:
    """Return the ids of owners whose consent to care and to `purpose` is in force, in one query for the whole fleet."""
    answers = (
        select(Consent).where(col(Consent.purpose).in_({Purpose.CARE, purpose})).order_by(col(Consent.id))
    )
    newest: dict[int, dict[Purpose, Choice]] = defaultdict(dict)
    for row in unit.session.exec(answers):
        newest[row.owner_id][row.purpose] = Choice(
            row.given, row.expires_at, is_current=terms.is_current(row.purpose, row.text_version)
        )
    return {
        owner_id for owner_id, choices in newest.items() if purpose in rules.in_force(choices, now=unit.now)
    }


def examine(unit: Unit, vehicles: Collection[Vehicle]) -> dict[int, dict[str, Finding | None]]:
    """Return by vehicle and check what was concluded; cars that nobody has linked are left out."""
    return {vehicle_id: judge(each) for vehicle_id, each in views(unit, vehicles).items()}


def views(unit: Unit, vehicles: Collection[Vehicle]) -> dict[int, View]:
    """Return by vehicle id what checks may read for its present owner; cars without an owner are left out.

    The view of a car that never sent data holds papers and records only: recalls and service dates need no signals.
    """
    owners = registry.keepers(unit, [vehicle.id for vehicle in vehicles])
    linked = [vehicle for vehicle in vehicles if vehicle.id in owners]
    features = telemetry.features(unit, owners)
    changed = changes.of(unit, owners)
    usual = fleet.of_models(unit, {vehicle.model for vehicle in linked})
    on_record = upkeep.of_cars(unit, linked)
    norm = energy.norm(unit)
    return {
        vehicle.id: view.look(
            vehicle,
            features.get(vehicle.id),
            now=unit.now,
            zone=owners[vehicle.id].zone,
            changed=changed.get(vehicle.id, ()),
            usual=usual,
            upkeep=on_record[vehicle.id],
            norm=norm,
        )
        for vehicle in linked
    }


def view_of(unit: Unit, vehicle: Vehicle) -> View | None:
    """Return what checks may see of one car; None where nobody has linked it."""
    return unit.once(("view_of", vehicle.id), lambda: views(unit, [vehicle]).get(vehicle.id))


def note_changes(unit: Unit, vehicles: Collection[Vehicle]) -> int:
    """Store the changes (wheels, pads, sensors) that readings of cars show; return how many were not stored before."""
    features = telemetry.features(unit, [vehicle.id for vehicle in vehicles])
    return sum(
        changes.note(unit, vehicle.id, owner_id=standing.owner_id, change=change, source="seen")
        for vehicle in vehicles
        if (standing := features.get(vehicle.id)) is not None
        for change in steps.changes(standing.features, vehicle.capacity_new_kwh, now=unit.now)
    )


def tell_fleet(unit: Unit, vehicles: Collection[Vehicle]) -> list[CarMeasures]:
    """Return the measures of cars for the fleet's baselines: only of owners who agreed and are not in privacy mode."""
    agreed = _agreed(unit, Purpose.IMPROVE)
    owners = {
        vehicle_id: owner.id
        for vehicle_id, owner in registry.keepers(unit, [vehicle.id for vehicle in vehicles]).items()
        if owner.id in agreed and not owner.privacy_mode
    }
    agreeing = [vehicle for vehicle in vehicles if vehicle.id in owners]
    return [
        peers.tell(each, owner_id=owners[vehicle_id])
        for vehicle_id, each in views(unit, agreeing).items()
        if each.has_data
    ]


def survey(of_car: View, own: Own | None = None, *, but: Collection[str] = ()) -> judging.Survey:
    """Run every check except those of the codes `but`; one that raises does not stop the others."""
    return judging.survey([check for check in catalogue.ALL if check.CODE not in but], of_car, own)


def judge(of_car: View, own: Own | None = None) -> dict[str, Finding | None]:
    """Run every check on a view; return the finding by check code.

    own: returns the models at work for a check code, None where the shipped ones apply.
    """
    return {check.CODE: judging.conclude(check, of_car, own) for check in catalogue.ALL}


def enough_for(unit: Unit, vehicle: Vehicle) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the codes of the checks that can judge a car as of the last day that is known of it, and of the others."""
    view = view_of(unit, vehicle)
    codes = tuple(check.CODE for check in catalogue.ALL)
    if view is None or not view.features.days:
        return (), codes
    last = datetime.combine(view.features.days[-1].day, time.max, tzinfo=UTC)
    findings = judge(replace(view, now=min(view.now, last)))
    return (
        tuple(code for code in codes if findings[code] is not None),
        tuple(code for code in codes if findings[code] is None),
    )


def in_doubt(of_car: View) -> tuple[Phrase, ...]:
    """Return the names of checks that do not judge now because readings of the car contradict each other."""
    return tuple(Phrase(f"check.{check.CODE}") for check in catalogue.ALL if judging.in_doubt(check, of_car))


def trained(unit: Unit, of_car: View) -> tuple[Answer, ...]:
    """What models fitted to this installation's cars say of a car's battery."""
    return battery.answers(unit, ageing.pack(of_car))


def next_services(unit: Unit, vehicle: Vehicle) -> tuple[Phrase, ...]:
    """Return what comes up for a car by its service plan, the soonest first; nothing where its data may not be read."""
    view = view_of(unit, vehicle)
    return () if view is None else service_due.ahead(view)


def services_due(unit: Unit, vehicle: Vehicle) -> tuple[tuple[str, Phrase], ...]:
    """Return the job and the line of what is due for a car within 30 days or 1,000 km by its service plan, the soonest first."""
    view = view_of(unit, vehicle)
    return () if view is None else service_due.soon(view)


def chart(of_car: View, finding: Finding) -> Chart | None:
    """Draw the evidence of what a check concluded, with its figure."""
    return usual.chart(catalogue.BY_CODE[finding.check], of_car, finding)
