"""Queries on alerts, their feedback, and pauses."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from sqlalchemy import bindparam
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from domain.alerts.facts import State
from domain.alerts.tables import Alert, AlertPause, Feedback
from domain.core import Unit

_MINE: Final = (col(Alert.owner_id) == bindparam("owner"), col(Alert.state) == State.ACTIVE)
# Built once: every sentence asks whether any is open, and every look at a car which.
_ACTIVE: Final = (
    select(Alert)
    .where(*_MINE, col(Alert.vehicle_id) == bindparam("vehicle"))
    .order_by(col(Alert.level).desc(), col(Alert.id).desc())
)
_ANY_ACTIVE: Final = select(Alert.id).where(*_MINE).limit(1)


class RecordRow(NamedTuple):
    """An alert that was told, as far as its record needs it."""

    id: int
    check: str
    level: int
    model: str


class SlotAlert(NamedTuple):
    """An open warning whose message tells of a slot, and the visit behind it."""

    alert_id: int
    owner_id: int
    vehicle_id: int
    visit_id: int


def live(unit: Unit, vehicle_ids: Collection[int]) -> Sequence[Alert]:
    """Return the alerts of many cars that are not over."""
    query = select(Alert).where(col(Alert.vehicle_id).in_(vehicle_ids), Alert.state != State.CLEARED)
    return unit.session.exec(_locked(query.order_by(col(Alert.id)))).all()


def _locked(query: SelectOfScalar[Alert]) -> SelectOfScalar[Alert]:
    """Return a query whose rows are locked and read anew, for rows that are about to be changed."""
    return query.with_for_update().execution_options(populate_existing=True)


def live_of(unit: Unit, check: str) -> Sequence[Alert]:
    """Return the alerts of one check that are not over, of all cars."""
    query = select(Alert).where(Alert.check == check, Alert.state != State.CLEARED)
    return unit.session.exec(query.order_by(col(Alert.id))).all()


def active(unit: Unit, owner_id: int, *, vehicle_id: int) -> Sequence[Alert]:
    """Return active alerts, the gravest and then the newest first."""
    return unit.session.exec(_ACTIVE, params={"owner": owner_id, "vehicle": vehicle_id}).all()


def rated(unit: Unit, owner_id: int, *, vehicle_id: int) -> Sequence[Alert]:
    query = (
        select(Alert)
        .join(Feedback, col(Feedback.alert_id) == col(Alert.id))
        .where(Alert.owner_id == owner_id, Alert.vehicle_id == vehicle_id, Feedback.by == "owner")
    )
    return unit.session.exec(query).all()


def active_checks(unit: Unit, vehicle_id: int, *, level: int) -> Sequence[str]:
    """Return the checks of a car's active alerts of a level."""
    query = select(Alert.check).where(
        Alert.vehicle_id == vehicle_id, Alert.state == State.ACTIVE, Alert.level == level
    )
    return unit.session.exec(query).all()


def any_active(unit: Unit, owner_id: int) -> bool:
    return unit.session.exec(_ANY_ACTIVE, params={"owner": owner_id}).first() is not None


def told_since(unit: Unit, owner_id: int, *, vehicle_id: int, since: datetime) -> Sequence[Alert]:
    """Return the alerts that the owner was told since a moment, over or not, in the order they came up."""
    query = select(Alert).where(
        Alert.owner_id == owner_id, Alert.vehicle_id == vehicle_id, col(Alert.confirmed_at) >= since
    )
    return unit.session.exec(query.order_by(col(Alert.id))).all()


def keeping_slots(unit: Unit) -> list[SlotAlert]:
    query = select(Alert.id, Alert.owner_id, Alert.vehicle_id, Alert.visit_id).where(
        Alert.state == State.ACTIVE, col(Alert.visit_id).is_not(None)
    )
    return [SlotAlert(*row) for row in unit.session.exec(query.order_by(col(Alert.id)))]


def unheeded(unit: Unit, level: int, *, told_by: datetime) -> Sequence[Alert]:
    """Return active alerts of a level, told at that time or before, that nobody took note of."""
    query = select(Alert).where(
        Alert.state == State.ACTIVE, Alert.level == level, col(Alert.acknowledged_at).is_(None)
    )
    return unit.session.exec(
        query.where(col(Alert.confirmed_at) <= told_by).order_by(col(Alert.confirmed_at))
    ).all()


def newest(unit: Unit, owner_id: int, *, vehicle_id: int, check: str) -> Alert | None:
    """Return the newest alert of a check that the owner was told; None where there is none."""
    query = select(Alert).where(
        Alert.owner_id == owner_id,
        Alert.vehicle_id == vehicle_id,
        Alert.check == check,
        col(Alert.confirmed_at).is_not(None),
    )
    return unit.session.exec(query.order_by(col(Alert.id).desc())).first()


def of_owner(unit: Unit, owner_id: int, alert_id: int, *, lock: bool) -> Alert | None:
    """Return an alert that was told to this owner. lock: it is about to be changed."""
    query = select(Alert).where(
        Alert.id == alert_id, Alert.owner_id == owner_id, col(Alert.confirmed_at).is_not(None)
    )
    return unit.session.exec(_locked(query) if lock else query).one_or_none()


def locked(unit: Unit, alert_id: int) -> Alert:
    return unit.session.exec(_locked(select(Alert).where(Alert.id == alert_id))).one()


def pauses(unit: Unit, vehicle_ids: Collection[int]) -> Sequence[AlertPause]:
    """Return the pauses of many cars that are not over."""
    query = select(AlertPause).where(
        col(AlertPause.vehicle_id).in_(vehicle_ids), col(AlertPause.until) > unit.now
    )
    return unit.session.exec(query).all()


def feedback(unit: Unit, alert_id: int) -> dict[str, Feedback]:
    """Return the feedback on an alert, by who gave it."""
    rows = unit.session.exec(select(Feedback).where(Feedback.alert_id == alert_id))
    return {row.by: row for row in rows}


def all_told(unit: Unit, check: str | None) -> list[RecordRow]:
    """Return every alert that was told, of one check or of all, in the order they came up."""
    query = select(Alert.id, Alert.check, Alert.level, Alert.model).where(
        col(Alert.confirmed_at).is_not(None)
    )
    query = query if check is None else query.where(Alert.check == check)
    return [RecordRow(*row) for row in unit.session.exec(query.order_by(col(Alert.id)))]


def with_verdict(unit: Unit) -> Sequence[Alert]:
    """Return the alerts with a stored telling and any feedback, in the order they came up."""
    rated = select(Feedback.alert_id)
    query = select(Alert).where(col(Alert.told).is_not(None), col(Alert.id).in_(rated))
    return unit.session.exec(query.order_by(col(Alert.id))).all()


def all_feedback(unit: Unit, check: str | None) -> Sequence[Feedback]:
    """Return the feedback on all alerts, or on those of one check."""
    query = select(Feedback)
    if check is not None:
        query = query.join(Alert, col(Alert.id) == col(Feedback.alert_id)).where(Alert.check == check)
    return unit.session.exec(query).all()
