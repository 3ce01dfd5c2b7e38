"""The queries of changes of owner."""

from sqlmodel import col, select

from domain.core import Unit
from domain.registry.tables import Holding
from domain.transfer.tables import Transfer


def by_code(unit: Unit, code_hash: str) -> Transfer | None:
    return unit.session.exec(select(Transfer).where(Transfer.code_hash == code_hash)).first()


def locked(unit: Unit, transfer_id: int) -> Transfer | None:
    """Return a code as it is now; whoever uses or ends it meanwhile waits."""
    query = select(Transfer).where(Transfer.id == transfer_id).with_for_update()
    return unit.session.exec(query.execution_options(populate_existing=True)).first()


def live(unit: Unit, owner_id: int, vehicle_id: int) -> list[Transfer]:
    """Return the codes of an owner's car that can still be used."""
    query = select(Transfer).where(
        Transfer.owner_id == owner_id,
        Transfer.vehicle_id == vehicle_id,
        Transfer.ended_as == "",
        col(Transfer.expires_at) > unit.now,
    )
    rows = unit.session.exec(query.order_by(col(Transfer.id)).with_for_update())
    return [row for row in rows if is_held(unit, row)]


def is_held(unit: Unit, transfer: Transfer) -> bool:
    """Whether who made a code has had the car ever since."""
    query = select(Holding.id).where(
        Holding.owner_id == transfer.owner_id,
        Holding.vehicle_id == transfer.vehicle_id,
        Holding.role == "owner",
        col(Holding.until).is_(None),
        col(Holding.since) <= transfer.made_at,
    )
    return unit.session.exec(query).first() is not None
