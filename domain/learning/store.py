"""Queries on versions of models."""

from collections.abc import Sequence

from sqlmodel import col, func, select

from domain.core import Unit
from domain.learning.facts import State
from domain.learning.tables import ModelVersion

AT_WORK = (State.TRIAL, State.PROVED, State.LIVE)


def at_work(unit: Unit) -> Sequence[tuple[str, str, str, str]]:
    """Return check, state, digest and trial of what may judge a car, the newest version first."""
    query = select(ModelVersion.check, ModelVersion.state, ModelVersion.digest, ModelVersion.trial).where(
        col(ModelVersion.state).in_(AT_WORK)
    )
    return unit.session.exec(query.order_by(col(ModelVersion.number).desc())).all()


def models(unit: Unit, digest: str) -> str:
    """Return the JSON that a digest names; versions of the same digest hold the same."""
    return unit.session.exec(select(ModelVersion.models).where(ModelVersion.digest == digest).limit(1)).one()


def every(unit: Unit, check: str | None = None) -> Sequence[ModelVersion]:
    """Return all versions, of one check or of all, the newest of each check first."""
    query = select(ModelVersion).order_by(col(ModelVersion.check), col(ModelVersion.number).desc())
    return unit.session.exec(query if check is None else query.where(ModelVersion.check == check)).all()


def numbered(unit: Unit, check: str, number: int) -> ModelVersion | None:
    query = select(ModelVersion).where(ModelVersion.check == check, ModelVersion.number == number)
    return unit.session.exec(query).one_or_none()


def last_number(unit: Unit, check: str) -> int:
    query = select(func.max(ModelVersion.number)).where(ModelVersion.check == check)
    return unit.session.exec(query).one() or 0


def newest(unit: Unit, check: str, *states: State) -> ModelVersion | None:
    """Return the newest version of a check in one of the states."""
    query = select(ModelVersion).where(ModelVersion.check == check, col(ModelVersion.state).in_(states))
    return unit.session.exec(query.order_by(col(ModelVersion.number).desc())).first()


def in_trial(unit: Unit) -> Sequence[tuple[str, int]]:
    query = select(ModelVersion.check, ModelVersion.number).where(ModelVersion.state == State.TRIAL)
    return unit.session.exec(query).all()
