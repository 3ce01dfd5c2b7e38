"""Run a check and say what its finding means, by the models that came with the product or those at work instead."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Final

import msgspec

from domain.health import chances
from domain.health.facts import Check, Finding, View
from domain.learning.facts import Additive, Models
from domain.telemetry import doubted

FOLDER: Final = files("domain.data") / "health"
Own = Callable[[str], Models | None]


@dataclass(frozen=True, slots=True)
class Shipped:
    """Models of one check as they ship, with the figures they had on cars and fault forms not learned from.

    models: empty where no chance within a month held. manifest: data, split, seed, figures and reliability by horizon
    in hours.
    """

    models: dict[int, Additive]
    manifest: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Survey:
    """What checks concluded, by code; and of those that could not, what they raised."""

    findings: dict[str, Finding | None] = field(default_factory=dict)
    errors: dict[str, Exception] = field(default_factory=dict)

    @property
    def all(self) -> dict[str, Finding | None]:
        """By check, none where the data allow no judgement or the check could not judge."""
        return self.findings | dict.fromkeys(self.errors)


def survey(checks: Iterable[Check], seen: View, own: Own | None = None) -> Survey:
    """Run checks, each by itself."""
    found = Survey()
    for check in checks:
        try:
            found.findings[check.CODE] = conclude(check, seen, own)
        except Exception as error:  # noqa: BLE001 - whoever asked decides what becomes of it
            found.errors[check.CODE] = error
    return found


def conclude(check: Check, seen: View, own: Own | None = None) -> Finding | None:
    """What the check concludes, with chances where something is wrong and a model is live for it.

    Nothing where one of its signals rests, as a relation to others says that its unit, sign or scale is wrong.
    """
    finding = None if in_doubt(check, seen) else check.check(seen)
    if finding is None or finding.strength < chances.TRIPS:
        return finding
    models = None if own is None else own(check.CODE)
    if models is None and check.CODE in shipped():
        models = shipped()[check.CODE].models
    return chances.with_chances(finding, models, traits=check.TRAITS)


def in_doubt(check: Check, seen: View) -> str:
    """The cause for which a signal of the check rests, "" where none does."""
    relations = seen.features.relations
    if not any(each.cause for each in relations):  # nearly always, and asked by every check
        return ""
    causes = doubted.resting(relations)
    return next((causes[path] for path in check.SIGNALS if path in causes), "")


@cache
def shipped() -> Mapping[str, Shipped]:
    """By check, read once a process."""
    found = sorted(
        (each for each in FOLDER.iterdir() if each.name.endswith(".json")), key=lambda each: each.name
    )
    return {
        each.name.removesuffix(".json"): msgspec.json.decode(each.read_bytes(), type=Shipped)
        for each in found
    }
