"""What somebody who is to mend a car from afar is shown: what each check concluded, from how much, and against what.

Days are told, never times of day, and distances by the week: a workshop needs how a car wears, not how it is used.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from itertools import groupby
from typing import Any, Final
from zoneinfo import ZoneInfo

import numpy as np

from domain.explain.facts import Chart
from domain.health import catalogue, judging
from domain.health.evidence import usual
from domain.health.facts import Check, Finding, View
from domain.learning import series
from domain.telemetry.facts import Day, Features

ROWS: Final = 60  # newest rows of each part that are shown
# Days after which a part no longer rules out a fault: as often as it comes in use, and what charging or driving may wait.
_NEWER: Final[Mapping[str, int]] = {
    "days": 3, "rests": 3, "losses": 3, "flows": 4, "motors": 4, "insulation": 4, "codes": 3, "alarms": 1, "contactors": 4,
    "wear": 14, "filters": 14, "announced": 14, "cells": 14, "charges": 21, "charged": 62,
}  # fmt: skip
_MOMENTS: Final = ("end", "at", "day", "month")  # the field that dates a row; a session counts by its end


class Why(StrEnum):
    """Why a check could not judge, the reason to look at first."""

    DOUBT = "doubt"  # a unit, sign or scale that it goes by is in doubt
    TOO_OLD = "too_old"  # nothing is wrong in its readings, but a fault could be newer than they are
    RESTING = "resting"  # the owner has switched off a signal that it needs
    NO_SIGNAL = "no_signal"  # the car sends a signal of it no more, or never did
    NOTHING_YET = "nothing_yet"  # all is sent, but what it judges by has not happened yet
    TOO_LITTLE = "too_little"  # too few readings, too old ones, or not yet a normal of the car's own


@dataclass(frozen=True, slots=True)
class Basis:
    """How many readings of a part (a field of Features) stood behind a check, and from when to when."""

    part: str
    count: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Sight:
    """What one check concluded about a car.

    finding: None where it could not judge; then `why` says more, and missing names signals that did not come in. cause: of a
    doubt, by the name of `doubt.cause` in words.
    chart: its series against the car's normal and the limit, where there is something to draw.
    """

    check: Check
    finding: Finding | None
    basis: tuple[Basis, ...]
    chart: Chart | None
    why: Why | None
    missing: tuple[str, ...]
    cause: str = ""

    @property
    def tripped(self) -> bool:
        return self.finding is not None and self.finding.strength >= 1


@dataclass(frozen=True, slots=True)
class History:
    """A part of what is kept of a car. rows: the newest `ROWS`, oldest first, by the names of its facts."""

    basis: Basis
    rows: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Course:
    """Summary of a series, in its own unit.

    Means of the last 10 and 30 readings, change of the shorter one since the first 10, slope a reading over the last 30.
    """

    mean_10: float
    mean_30: float
    change: float
    slope: float


@dataclass(frozen=True, slots=True)
class Week:
    """A week from its Monday: distance, energy that driving took, air temperatures, lowest 12 V while running."""

    monday: date
    days: int
    distance_km: float
    driven_kwh: float | None
    ambient_low_c: float | None
    ambient_high_c: float | None
    twelve_running_low_v: float | None


def sights(
    view: View, findings: Mapping[str, Finding | None], *, sent: Collection[str], resting: Collection[str]
) -> tuple[Sight, ...]:
    """Put beside each check of the catalogue what it rests on.

    findings: by check code, as `service.judge` gives them. sent: signals that came in lately. resting: checks that
    the owner keeps from others; of these nothing is told but that they rest.
    """
    return tuple(
        _rests(check)
        if check.CODE in resting
        else _sight(check, view, finding=findings.get(check.CODE), sent=sent)
        for check in catalogue.ALL
    )


def _missing(check: Check, sent: Collection[str]) -> tuple[str, ...]:
    return tuple(path for path in check.SIGNALS if path not in sent)


def _rests(check: Check) -> Sight:
    return Sight(check, finding=None, basis=(), chart=None, why=Why.RESTING, missing=())


def _sight(check: Check, view: View, *, finding: Finding | None, sent: Collection[str]) -> Sight:
    basis = tuple(_basis(view, part) for part in check.PARTS)
    missing = _missing(check, sent)
    cause = judging.in_doubt(check, view)
    why = None if finding else Why.DOUBT if cause else _why(basis, missing=missing)
    chart = usual.chart(check, view, finding)
    if finding is not None and finding.strength < 1 and _is_old(basis, view):
        finding, why = None, Why.TOO_OLD
    return Sight(check, finding, basis, chart, why, missing, cause)


def _is_old(basis: Collection[Basis], view: View) -> bool:
    """Tell whether all readings are so old that a fault of today could not show in them."""
    today = local_day(view.now, view.zone)
    dated = [(each.part, each.last) for each in basis if each.last is not None]
    return bool(dated) and all((today - last).days > _NEWER[part] for part, last in dated)


def _why(basis: Collection[Basis], *, missing: Collection[str]) -> Why:
    if any(each.count for each in basis):
        return Why.TOO_LITTLE
    return Why.NO_SIGNAL if missing else Why.NOTHING_YET


def _basis(view: View, part: str) -> Basis:
    rows = getattr(view.features, part)
    days = [day_of(row, view.zone) for row in rows]
    return Basis(part, len(rows), min(days, default=None), max(days, default=None))


def day_of(row: object, zone: str) -> date:
    """Return the day, in the owner's zone, that a fact of Features belongs to."""
    name = next(each for each in _MOMENTS if hasattr(row, each))
    return local_day(getattr(row, name), zone)


def local_day(at: datetime | date, zone: str) -> date:
    return at.astimezone(ZoneInfo(zone)).date() if isinstance(at, datetime) else at


def histories(view: View, *, sights: Collection[Sight]) -> tuple[History, ...]:
    """Return what is kept of the car and read by checks, unless one that rests reads it too; days come by the week."""
    read, resting = (
        {part for sight in sights if (sight.why is Why.RESTING) is rests for part in sight.check.PARTS}
        for rests in (False, True)
    )
    parts = [each.name for each in fields(Features) if each.name in read - resting and each.name != "days"]
    return tuple(
        History(
            _basis(view, part), tuple(_row(fact, view.zone) for fact in getattr(view.features, part)[-ROWS:])
        )
        for part in parts
        if getattr(view.features, part)
    )


def _row(fact: Any, zone: str) -> dict[str, Any]:
    """Return the shown fields of a fact; its moment becomes a day, begin and end become a length in minutes."""
    row: dict[str, Any] = {"on": day_of(fact, zone)}
    if hasattr(fact, "start"):
        row["minutes"] = round((fact.end - fact.start).total_seconds() / 60)
    shown_fields = (each for each in fields(fact) if each.metadata.get("shown", True))
    names = (each.name for each in shown_fields if each.name not in {*_MOMENTS, "start"})
    return row | {name: getattr(fact, name) for name in names}


def course(values: Sequence[float]) -> Course | None:
    """Summarise readings in order of time; None where there are fewer than two."""
    if len(values) < 2:  # noqa: PLR2004 - a slope takes two
        return None
    figures = series.summarise({"line": np.array(values)})
    return Course(*(float(figures[f"line.{each.name}"][-1]) for each in fields(Course)))


def weeks(view: View) -> tuple[Week, ...]:
    """Return the sums of the days by week, oldest first."""
    by_week = groupby(view.features.days, key=lambda day: day.day.toordinal() - day.day.weekday())
    return tuple(_week(date.fromordinal(monday), tuple(days)) for monday, days in by_week)[-ROWS:]


def _week(monday: date, days: tuple[Day, ...]) -> Week:
    driven = list(_values(days, "driven_kwh"))
    return Week(
        monday=monday,
        days=len(days),
        distance_km=sum(day.distance_km for day in days),
        driven_kwh=sum(driven) if driven else None,
        ambient_low_c=min(_values(days, "ambient_low_c"), default=None),
        ambient_high_c=max(_values(days, "ambient_high_c"), default=None),
        twelve_running_low_v=min(_values(days, "twelve_running_low_v"), default=None),
    )


def _values(days: Collection[Day], name: str) -> Iterator[float]:
    return (value for day in days if (value := getattr(day, name)) is not None)
