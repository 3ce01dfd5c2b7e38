"""Examine cars: what is known of each goes into a view, and every check says what it concludes from it."""

from collections import defaultdict
from collections.abc import Collection

from sqlmodel import col, select

from domain.battery import service as battery
from domain.battery.facts import Answer
from domain.core import Unit
from domain.energy import service as energy
from domain.explain.facts import Chart, Phrase
from domain.fleet import service as fleet
from domain.fleet.facts import CarMeasures
from domain.health import catalogue, judging, peers, view
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
    held = (
        select(Vehicle, Holding.owner_id)
        .join(Holding, col(Holding.vehicle_id) == col(Vehicle.id))
        .where(Holding.role == "owner", col(Holding.until).is_(None))
        .order_by(col(Vehicle.id))
    )
    agreed = _agreed(unit, Purpose.CARE)
    return tuple(vehicle for vehicle, owner_id in unit.session.exec(held) if owner_id in agreed)


def _agreed(unit: Unit, purpose: Purpose) -> set[int]:
    """Owners whose newest word on care, and on the purpose, is yes, in one query for the whole fleet."""
    asked = select(Consent).where(col(Consent.purpose).in_({Purpose.CARE, purpose})).order_by(col(Consent.id))
    newest: dict[int, dict[Purpose, Choice]] = defaultdict(dict)
    for row in unit.session.exec(asked):
        newest[row.owner_id][row.purpose] = Choice(
            row.given, row.expires_at, is_current=terms.is_current(row.purpose, row.text_version)
        )
    return {
        owner_id for owner_id, choices in newest.items() if purpose in rules.in_force(choices, now=unit.now)
    }


def examine(unit: Unit, vehicles: Collection[Vehicle]) -> dict[int, dict[str, Finding | None]]:
    """Return by vehicle and check what was concluded; cars that nobody has linked are left out."""
    return {vehicle_id: judge(seen) for vehicle_id, seen in views(unit, vehicles).items()}


def views(unit: Unit, vehicles: Collection[Vehicle]) -> dict[int, View]:
    """Return by vehicle what checks may see, for its present owner; without one it is left out.

    Of a car that was never heard it is what papers and records say: recalls and dates need no signals.
    """
    owners = registry.keepers(unit, [vehicle.id for vehicle in vehicles])
    linked = [vehicle for vehicle in vehicles if vehicle.id in owners]
    known = telemetry.features(unit, owners)
    changed = changes.of(unit, owners)
    usual = fleet.of_models(unit, {vehicle.model for vehicle in linked})
    on_record = upkeep.of_cars(unit, linked)
    norm = energy.norm(unit)
    return {
        vehicle.id: view.look(
            vehicle,
            known.get(vehicle.id),
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
    return views(unit, [vehicle]).get(vehicle.id)


def note_changes(unit: Unit, vehicles: Collection[Vehicle]) -> int:
    """Keep what the readings of cars show to have been changed; return how many such changes are new."""
    known = telemetry.features(unit, [vehicle.id for vehicle in vehicles])
    return sum(
        changes.note(unit, vehicle.id, owner_id=standing.owner_id, change=change, source="seen")
        for vehicle in vehicles
        if (standing := known.get(vehicle.id)) is not None
        for change in steps.changes(standing.features, vehicle.capacity_new_kwh, now=unit.now)
    )


def tell_fleet(unit: Unit, vehicles: Collection[Vehicle]) -> list[CarMeasures]:
    """Measure cars for what is usual in a fleet, of owners who agreed to it and are not in privacy mode."""
    agreed = _agreed(unit, Purpose.IMPROVE)
    owners = {
        vehicle_id: owner.id
        for vehicle_id, owner in registry.keepers(unit, [vehicle.id for vehicle in vehicles]).items()
        if owner.id in agreed and not owner.privacy_mode
    }
    chosen = [vehicle for vehicle in vehicles if vehicle.id in owners]
    return [
        peers.tell(seen, owner_id=owners[vehicle_id])
        for vehicle_id, seen in views(unit, chosen).items()
        if seen.heard
    ]


def survey(seen: View, own: Own | None = None, *, but: Collection[str] = ()) -> judging.Survey:
    """Run every check but some, each by itself: one that raises keeps no other from judging."""
    return judging.survey([check for check in catalogue.ALL if check.CODE not in but], seen, own)


def judge(seen: View, own: Own | None = None) -> dict[str, Finding | None]:
    """Run every check. Looks within one pace of a check count as one, so none is run too often.

    own: by check the chance models at work for this car, None where those that ship apply.
    """
    return {check.CODE: judging.conclude(check, seen, own) for check in catalogue.ALL}


def in_doubt(seen: View) -> tuple[Phrase, ...]:
    """Name the checks that rest because readings of the car contradict each other."""
    return tuple(Phrase(f"check.{check.CODE}") for check in catalogue.ALL if judging.in_doubt(check, seen))


def trained(unit: Unit, seen: View) -> tuple[Answer, ...]:
    """What models fitted to this installation's cars say of a car's battery."""
    return battery.answers(unit, ageing.pack(seen))


def chart(seen: View, finding: Finding) -> Chart | None:
    """Draw the evidence of what a check concluded, with its figure."""
    return usual.chart(catalogue.BY_CODE[finding.check], seen, finding)
