"""What checks may look at, made from a car's papers and its features."""

from collections.abc import Iterable
from datetime import datetime

from domain.energy.facts import AS_PUBLISHED, Norm
from domain.fleet.service import Baselines
from domain.health import peers
from domain.health.evidence import breaks
from domain.health.facts import View
from domain.registry.facts import Change
from domain.registry.tables import Vehicle
from domain.telemetry.facts import NEVER, Car, Features
from domain.telemetry.service import Standing
from domain.upkeep.facts import NOTHING, Upkeep


def look(
    vehicle: Vehicle,
    standing: Standing | None,
    *,
    now: datetime,
    zone: str,
    changed: Iterable[Change] = (),
    usual: Baselines | None = None,
    upkeep: Upkeep = NOTHING,
    norm: Norm = AS_PUBLISHED,
) -> View:
    """Return the view of a car. zone: the owner's, for dates. usual: baselines of the fleets of its model.

    standing: stored features, None for a car that never sent data to its present owner.
    """
    car = Car(
        model=vehicle.model,
        source=vehicle.source,
        placard_front_kpa=vehicle.placard_front_kpa,
        placard_rear_kpa=vehicle.placard_rear_kpa,
        capacity_new_kwh=vehicle.capacity_new_kwh,
        in_use_since=vehicle.in_use_since,
    )
    features, quality = (Features(), NEVER) if standing is None else (standing.features, standing.quality)
    alike = peers.of(car, features.days, usual or {}, today=now.date())
    return View(
        now,
        zone,
        car,
        features,
        quality,
        breaks=breaks.of(changed),
        peers=alike,
        services=upkeep.services,
        recalls=upkeep.recalls,
        plan=upkeep.plan,
        code_rules=upkeep.code_rules,
        norm=norm,
    )
