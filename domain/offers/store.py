"""Queries on what was offered."""

from collections.abc import Sequence

from sqlmodel import col, select

from domain.core import Unit
from domain.offers.facts import Past, State
from domain.offers.tables import Proposal
from domain.registry.scope import Scope, day_from


def past(unit: Unit, owner_id: int) -> list[Past]:
    rows = unit.session.exec(select(Proposal).where(Proposal.owner_id == owner_id))
    return [
        Past(each.offer, each.day, each.answered_at.date() if each.answered_at else each.day) for each in rows
    ]


def own(unit: Unit, owner_id: int, proposal_id: int) -> Proposal | None:
    """Return what was said to an owner, locked; None for what was withheld or is another's."""
    query = select(Proposal).where(
        Proposal.id == proposal_id, Proposal.owner_id == owner_id, Proposal.state != State.WITHHELD
    )
    return unit.session.exec(query.with_for_update()).one_or_none()


def of_day(unit: Unit, owner_id: int) -> Proposal:
    """Return what was made for an owner just now."""
    query = select(Proposal).where(Proposal.owner_id == owner_id, Proposal.day == unit.now.date())
    return unit.session.exec(query).one()


def open_of(unit: Unit, owner_id: int) -> Proposal | None:
    """Return what stands before an owner: said, valid, and not answered."""
    query = select(Proposal).where(
        Proposal.owner_id == owner_id, Proposal.state == State.SHOWN, col(Proposal.expires_at) > unit.now
    )
    return unit.session.exec(query.order_by(col(Proposal.id).desc())).first()


def over(unit: Unit, code: str, scope: Scope | None = None) -> Sequence[Proposal]:
    """Return the proposals of an offer whose time is over, all of them or those within a scope, by the UTC day they were made."""
    query = select(Proposal).where(Proposal.offer == code, col(Proposal.expires_at) <= unit.now)
    if scope is not None:
        query = query.where(
            col(Proposal.vehicle_id).in_(scope.cars()),
            col(Proposal.day) >= day_from(scope.since),
            col(Proposal.day) < day_from(scope.until),
        )
    return unit.session.exec(query.order_by(col(Proposal.id))).all()
