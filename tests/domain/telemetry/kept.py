"""Features put where a car's own would be, without the months of samples they come from."""

from domain.core import Unit
from domain.telemetry import folded
from domain.telemetry.facts import Features
from domain.telemetry.storage import notes


def keep(unit: Unit, vehicle_id: int, owner_id: int, features: Features) -> None:
    body = folded.encode(folded.Folded(features))
    notes.save_features(unit, vehicle_id, owner_id=owner_id, body=body, last_at=unit.now)
