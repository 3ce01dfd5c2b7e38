"""Models fitted to this installation's own cars: every version, and the way back."""

from enum import StrEnum
from typing import Final

from domain.battery import trained
from domain.core import Unit
from domain.energy import service as energy
from domain.errors import Refusal
from domain.learning import shelf
from domain.learning.shelf import Fitted
from domain.valuation import service as valuation

NAMES: Final = (*(each.kind.name for each in trained.SPEAKERS), energy.KIND.name, valuation.KIND.name)
"""What is fitted to own cars, or to listings, and kept as files."""


class Standing(StrEnum):
    """Whether a version speaks of cars, a newer one does so in its place, or it was taken back."""

    IN_USE = "in_use"
    REPLACED = "replaced"
    TAKEN_BACK = "taken_back"


def every(unit: Unit) -> list[tuple[Fitted, Standing]]:
    """Return the manifests of all versions and how each stands, the newest of each name first."""
    versions: list[tuple[Fitted, Standing]] = []
    spoken: set[tuple[str, str]] = set()
    for each, in_use in shelf.every(unit.core.settings.models_dir, NAMES):
        is_replaced = not spoken.isdisjoint({(each.name, each.of), (each.name, "")})
        standing = Standing.REPLACED if is_replaced else Standing.IN_USE
        versions.append((each, standing if in_use else Standing.TAKEN_BACK))
        if in_use:
            spoken.add((each.name, each.of))
    return versions


def version(unit: Unit, name: str, number: int | None) -> tuple[Fitted, Standing]:
    """Return a version, without a number the newest, and how it stands. Raises Refusal model_unknown (404)."""
    for manifest, standing in every(unit):
        if manifest.name == name and number in {None, manifest.number}:
            return manifest, standing
    raise Refusal("model_unknown", status=404, check=name, number=number or 1)


def newest(unit: Unit) -> dict[str, int]:
    """Return by name the number of the newest version in use, which is the one that can be taken back."""
    in_use = [each for each, standing in reversed(every(unit)) if standing is not Standing.TAKEN_BACK]
    return {each.name: each.number for each in in_use}


def rollback(unit: Unit, name: str, number: int | None = None) -> Fitted:
    """Take the newest version in use back. number: which that is as whoever takes it back knew it.

    Raises Refusal nothing_at_work where there is none, or another one by now.
    """
    at_work = newest(unit).get(name)
    if at_work is None or number not in {None, at_work}:
        raise Refusal("nothing_at_work", check=name)
    return shelf.rollback(unit.core.settings.models_dir, name)
