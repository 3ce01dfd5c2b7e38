"""What the operator is asked about the devices of cars: one question for each car and cause, open while it lasts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select, update

from domain.core import Unit
from domain.db import rows
from domain.registry.tables import Holding
from domain.telemetry import doubted
from domain.telemetry.doubted import Relation
from domain.telemetry.tables import SignalDoubt

_OF_SENDER: Final = (
    "clock_",
    "unit_",
    "moved",
)  # seen on arrival or asked of people: not ended by a day's readings
_FORGOTTEN: Final = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Question:
    """cause: a name of `doubt.cause` in words. signals: what rests meanwhile."""

    id: int
    vehicle_id: int
    cause: str
    signals: tuple[str, ...]
    since: datetime
    last_at: datetime


def ask(unit: Unit, vehicle_id: int, *, owner_id: int, cause: str, signals: Iterable[str] = ()) -> None:
    """Open a question, or note that it still stands; one that was over stands anew."""
    values = {"signals": ",".join(sorted(signals)), "last_at": unit.now, "ended_at": None}
    new = insert(SignalDoubt).values(
        vehicle_id=vehicle_id, owner_id=owner_id, cause=cause, since=unit.now, times=1, **values
    )
    again = {**values, "times": col(SignalDoubt.times) + 1}
    rows.put(unit.session, new, keys=("vehicle_id", "owner_id", "cause"), change=again)


def follow(unit: Unit, vehicle_id: int, *, owner_id: int, relations: Iterable[Relation]) -> None:
    """Ask for what rests, and end what rests no longer."""
    causes: dict[str, set[str]] = {}
    for each in doubted.standing(relations):
        causes.setdefault(each.cause, set()).update(each.paths)
    for cause, paths in causes.items():
        ask(unit, vehicle_id, owner_id=owner_id, cause=cause, signals=paths)
    for row in _open_rows(unit, vehicle_id, owner_id=owner_id):
        of_sender = row.cause.startswith(_OF_SENDER)
        over = row.last_at < unit.now - _FORGOTTEN if of_sender else row.cause not in causes
        if over and row.cause != "moved":
            row.ended_at = unit.now
            unit.session.add(row)


def _open_rows(unit: Unit, vehicle_id: int, *, owner_id: int) -> list[SignalDoubt]:
    query = select(SignalDoubt).where(
        SignalDoubt.vehicle_id == vehicle_id,
        SignalDoubt.owner_id == owner_id,
        col(SignalDoubt.ended_at).is_(None),
    )
    return list(unit.session.exec(query))


def standing(unit: Unit) -> list[Question]:
    """Return what the operator should look at, the oldest first; only of cars with their present owners."""
    query = (
        select(SignalDoubt)
        .join(
            Holding,
            (col(Holding.vehicle_id) == col(SignalDoubt.vehicle_id))
            & (col(Holding.owner_id) == col(SignalDoubt.owner_id)),
        )
        .where(Holding.role == "owner", col(Holding.until).is_(None), col(SignalDoubt.ended_at).is_(None))
        .order_by(col(SignalDoubt.since), col(SignalDoubt.id))
    )
    return [
        Question(
            row.id,
            row.vehicle_id,
            row.cause,
            tuple(filter(None, row.signals.split(","))),
            row.since,
            row.last_at,
        )
        for row in unit.session.exec(query)
    ]


def settle(unit: Unit, question_id: int) -> bool:
    """Say that a question is answered; False where there is no such open one."""
    ended = (
        update(SignalDoubt)
        .where(col(SignalDoubt.id) == question_id, col(SignalDoubt.ended_at).is_(None))
        .values(ended_at=unit.now)
    )
    return bool(unit.session.exec(ended).rowcount)
