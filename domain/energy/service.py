"""The consumption shape at work, and the days of driving that a new one may learn from."""

from typing import Final

from domain.core import Unit
from domain.energy import rules
from domain.energy.facts import AS_PUBLISHED, PUBLISHED, Drive, Norm, Shape
from domain.kit.arrays import Floats
from domain.learning import shelf
from domain.learning.shelf import Kind
from domain.registry import service as registry
from domain.telemetry import service as telemetry


def _ask(shape: Shape) -> Floats:
    return rules.needs(shape, PUBLISHED.celsius, PUBLISHED.kmh[:1].repeat(PUBLISHED.celsius.size))


KIND: Final = Kind("consumption", "road-and-cabin/1", Shape, _ask)


def norm(unit: Unit) -> Norm:
    """Return the fitted shape that is at work, else the published one."""
    version = shelf.find(unit.core.settings.models_dir, KIND)
    return AS_PUBLISHED if version is None else Norm(*version)


def fleet(unit: Unit) -> list[list[Drive]]:
    """Return the days of driving of each car whose owner agreed to training."""
    cars = [vehicle.id for vehicle, _ in registry.teaching(unit)]
    return [rules.drives(each.features.days) for each in telemetry.features(unit, cars).values()]
