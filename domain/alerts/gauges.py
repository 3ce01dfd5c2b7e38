"""Warnings as they were told, and what became of each, for figures of the operator."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select as select_many
from sqlmodel import col, select

from domain.alerts import rules
from domain.alerts.facts import State, Verdict
from domain.alerts.tables import Alert, Feedback
from domain.core import Unit
from domain.health.facts import Level
from domain.registry.scope import Scope


@dataclass(frozen=True, slots=True)
class Telling:
    """A warning that was told. at: when it was told at its present level. right: as `rules.proved` says.

    noted_at: when the owner took note of it. found_at: when a workshop said that it found the fault.
    """

    id: int
    owner_id: int
    vehicle_id: int
    check: str
    level: Level
    risk: float
    at: datetime
    noted_at: datetime | None
    cleared_at: datetime | None
    visit_id: int | None
    right: bool | None
    found_at: datetime | None


def tellings(unit: Unit, scope: Scope) -> list[Telling]:
    """Return what was told before the end of a time, in the order it came up; also what was told before its beginning."""
    query = select_many(
        col(Alert.id), col(Alert.owner_id), col(Alert.vehicle_id), col(Alert.check), col(Alert.level), col(Alert.risk),
        col(Alert.confirmed_at), col(Alert.acknowledged_at), col(Alert.cleared_at), col(Alert.visit_id),
    )  # fmt: skip
    mine = col(Alert.vehicle_id).in_(scope.cars())
    verdicts = _verdicts(unit)
    return [
        _telling(row, verdicts.get(row.id, {}))
        for row in unit.session.execute(
            query.where(mine, col(Alert.confirmed_at) < scope.until).order_by(col(Alert.id))
        )
    ]


def _verdicts(unit: Unit) -> Mapping[int, Mapping[str, tuple[str, datetime]]]:
    """Return what was said of each warning, by who said it."""
    by_alert: dict[int, dict[str, tuple[str, datetime]]] = defaultdict(dict)
    query = select(Feedback.alert_id, Feedback.by, Feedback.verdict, Feedback.at)
    for alert_id, by, verdict, at in unit.session.exec(query):
        by_alert[alert_id][by] = verdict, at
    return by_alert


def _telling(row: Any, verdicts: Mapping[str, tuple[str, datetime]]) -> Telling:
    verdict, at = verdicts.get("workshop", ("", None))
    level = Level(row.level)
    return Telling(
        id=row.id,
        owner_id=row.owner_id,
        vehicle_id=row.vehicle_id,
        check=row.check,
        level=level,
        risk=row.risk,
        at=row.confirmed_at,
        noted_at=row.acknowledged_at,
        cleared_at=row.cleared_at,
        visit_id=row.visit_id,
        right=rules.proved(level, {by: Verdict(each) for by, (each, _) in verdicts.items()}),
        found_at=at if verdict == Verdict.FOUND else None,
    )


class Open(NamedTuple):
    """A warning that was told and is not over."""

    vehicle_id: int
    check: str
    level: Level


def open_warnings(unit: Unit, scope: Scope) -> list[Open]:
    """Return the warnings that are open now, of the cars asked for."""
    query = select_many(col(Alert.vehicle_id), col(Alert.check), col(Alert.level)).where(
        col(Alert.state) == State.ACTIVE,
        col(Alert.confirmed_at).is_not(None),
        col(Alert.vehicle_id).in_(scope.cars()),
    )
    return [Open(car, check, Level(level)) for car, check, level in unit.session.execute(query)]
