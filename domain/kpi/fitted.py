"""Models fitted to this installation's own cars: every version, and the way back."""

from typing import Final

from domain.battery import trained
from domain.core import Unit
from domain.energy import service as energy
from domain.errors import Refusal
from domain.learning import shelf
from domain.learning.shelf import Fitted

NAMES: Final = (*(each.kind.name for each in trained.SPEAKERS), energy.KIND.name)
"""What is fitted to own cars and kept as files."""


def every(unit: Unit) -> list[tuple[Fitted, bool]]:
    """Return the manifests of all versions and whether each is in use, the newest of each name first."""
    return shelf.every(unit.core.settings.models_dir, NAMES)


def version(unit: Unit, name: str, number: int | None) -> tuple[Fitted, bool]:
    """Return a version, without a number the newest, and whether it is in use. Raises Refusal model_unknown (404)."""
    for manifest, in_use in every(unit):
        if manifest.name == name and number in {None, manifest.number}:
            return manifest, in_use
    raise Refusal("model_unknown", status=404, check=name, number=number or 1)


def rollback(unit: Unit, name: str, number: int | None = None) -> Fitted:
    """Take the newest version in use back. number: which that is as whoever takes it back knew it.

    Raises Refusal nothing_at_work where there is none, or another one by now.
    """
    newest = next((each for each, in_use in every(unit) if in_use and each.name == name), None)
    if newest is None or number not in {None, newest.number}:
        raise Refusal("nothing_at_work", check=name)
    return shelf.rollback(unit.core.settings.models_dir, name)
