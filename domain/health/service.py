"""Examine cars: what is known of each goes into a view, and every check says what it concludes from it."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from sqlmodel import col, select

from domain.core import Unit
from domain.explain.facts import Chart
from domain.fleet import service as fleet
from domain.fleet.facts import Told
from domain.garage import changes, rules
from domain.garage import service as garage
from domain.garage.rules import Choice
from domain.garage.tables import Consent, Holding, Owner, Vehicle
from domain.health import catalogue, judging, peers, steps, view
from domain.health.facts import Finding, View
from domain.health.judging import Own
from domain.kit.classified import Purpose
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
        newest[row.owner_id][row.purpose] = Choice(row.given, row.expires_at)
    return {
        owner_id for owner_id, choices in newest.items() if purpose in rules.in_force(choices, now=unit.now)
    }


def examine(unit: Unit, vehicles: Collection[Vehicle]) -> dict[int, dict[str, Finding | None]]:
    """Return by vehicle and check what was concluded; cars without features are left out."""
    return {vehicle_id: judge(seen) for vehicle_id, seen in views(unit, vehicles).items()}


def views(unit: Unit, vehicles: Collection[Vehicle]) -> dict[int, View]:
    """Return by vehicle what checks may see, for its present owner; cars without features are left out."""
    known = telemetry.features(unit, [vehicle.id for vehicle in vehicles])
    zones = _zones(unit, {standing.owner_id for standing in known.values()})
    changed = changes.of(unit, known)
    usual = fleet.of_models(unit, {vehicle.model for vehicle in vehicles if vehicle.id in known})
    on_record = upkeep.of_cars(unit, vehicles)
    return {
        vehicle.id: view.look(
            vehicle,
            known[vehicle.id],
            now=unit.now,
            zone=zones[known[vehicle.id].owner_id],
            changed=changed.get(vehicle.id, ()),
            usual=usual,
            upkeep=on_record[vehicle.id],
        )
        for vehicle in vehicles
        if vehicle.id in known
    }


def view_of(unit: Unit, vehicle: Vehicle) -> View | None:
    """Return what checks may see of one car; None without features."""
    return views(unit, [vehicle]).get(vehicle.id)


def _zones(unit: Unit, owner_ids: Collection[int]) -> Mapping[int, str]:
    return dict(unit.session.exec(select(Owner.id, Owner.zone).where(col(Owner.id).in_(owner_ids))).all())


def note_changes(unit: Unit, vehicles: Collection[Vehicle]) -> int:
    """Keep what the readings of cars show to have been changed; return how many such changes are new."""
    known = telemetry.features(unit, [vehicle.id for vehicle in vehicles])
    return sum(
        changes.note(unit, vehicle.id, owner_id=standing.owner_id, change=change, source="seen")
        for vehicle in vehicles
        if (standing := known.get(vehicle.id)) is not None
        for change in steps.seen(standing.features, vehicle.capacity_new_kwh, now=unit.now)
    )


def tell_fleet(unit: Unit, vehicles: Collection[Vehicle]) -> list[Told]:
    """Measure cars for what is usual in a fleet, of owners who agreed to it and are not in privacy mode."""
    agreed = _agreed(unit, Purpose.IMPROVE)
    owners = {
        vehicle_id: owner.id
        for vehicle_id, owner in garage.keepers(unit, [vehicle.id for vehicle in vehicles]).items()
        if owner.id in agreed and not owner.privacy_mode
    }
    chosen = [vehicle for vehicle in vehicles if vehicle.id in owners]
    return [peers.tell(seen, owner_id=owners[vehicle_id]) for vehicle_id, seen in views(unit, chosen).items()]


def judge(seen: View, own: Own | None = None) -> dict[str, Finding | None]:
    """Run every check. Looks within one pace of a check count as one, so none is run too often.

    own: by check the chance models at work for this car, None where those that ship apply.
    """
    return {check.CODE: judging.judged(check, seen, own) for check in catalogue.ALL}


def chart(seen: View, code: str) -> Chart | None:
    """Draw the evidence of a check."""
    return catalogue.BY_CODE[code].chart(seen)
