"""Run checks on a view, and add chances of harm by the shipped models or by the versions at work in their place."""

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
    """The models that ship for one check, with their figures on cars and fault forms that they had not learned from.

    models: empty where not even chances within a month were calibrated. manifest: data, split, seed, figures and reliability by horizon
    in hours.
    """

    models: dict[int, Additive]
    manifest: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Survey:
    """By check code the findings, and for checks that failed the exception that they raised."""

    findings: dict[str, Finding | None] = field(default_factory=dict)
    errors: dict[str, Exception] = field(default_factory=dict)

    @property
    def all(self) -> dict[str, Finding | None]:
        """Return the finding of each check; None where the data allow no judgement or the check failed."""
        return self.findings | dict.fromkeys(self.errors)


def survey(checks: Iterable[Check], view: View, own: Own | None = None) -> Survey:
    """Run each check; one that raises does not stop the others."""
    result = Survey()
    for check in checks:
        try:
            result.findings[check.CODE] = conclude(check, view, own)
        except Exception as error:  # noqa: BLE001 - whoever asked decides what becomes of it
            result.errors[check.CODE] = error
    return result


def conclude(check: Check, view: View, own: Own | None = None) -> Finding | None:
    """Run a check and return its finding, with chances where it trips and a model judges it.

    own: returns the models at work for a check code, None where the shipped ones apply. The finding is None where the
    data allow no judgement, or where a signal of the check contradicts others (wrong unit, sign or scale).
    """
    finding = None if in_doubt(check, view) else check.check(view)
    if finding is None or finding.strength < chances.TRIPS:
        return finding
    models = None if own is None else own(check.CODE)
    if models is None and check.CODE in shipped():
        models = shipped()[check.CODE].models
    return chances.with_chances(finding, models, traits=check.TRAITS)


def in_doubt(check: Check, view: View) -> str:
    """Return why a signal of the check is not used: the cause by which relations call it wrong; "" where all are used."""
    relations = view.features.relations
    if not any(each.cause for each in relations):  # nearly always, and asked by every check
        return ""
    causes = doubted.resting(relations)
    return next((causes[path] for path in check.SIGNALS if path in causes), "")


@cache
def shipped() -> Mapping[str, Shipped]:
    """Return what ships for each check; the files are read once a process."""
    files_by_check = sorted(
        (each for each in FOLDER.iterdir() if each.name.endswith(".json")), key=lambda each: each.name
    )
    return {
        each.name.removesuffix(".json"): msgspec.json.decode(each.read_bytes(), type=Shipped)
        for each in files_by_check
    }
