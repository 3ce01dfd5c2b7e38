"""What an owner shows to whoever has a link: sealed, found by the hash of a code drawn by lot, until it ends."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, TypeVar

from sqlmodel import SQLModel, delete, select

from domain.core import Unit
from domain.db.columns import column, row_id
from domain.kit.classified import Category
from domain.registry import secrets


class LinkedPage(SQLModel):
    """The columns of a table of such pages. body: what a page tells, sealed. Whoever has the code sees it until expires_at."""

    id: int = row_id()
    owner_id: int = column(Category.SYSTEM, foreign_key="owner.id", index=True)
    vehicle_id: int = column(Category.SYSTEM, foreign_key="vehicle.id", index=True)
    code_hash: str = column(Category.SYSTEM, proof=True, unique=True)
    body: bytes = column(Category.DRIVING, sealed=True)
    made_at: datetime = column(Category.DRIVING)
    expires_at: datetime = column(Category.DRIVING)


@dataclass(frozen=True, slots=True)
class Opening:
    """A page on the web: where it is opened, by whoever has the address, and until when (UTC)."""

    page_id: int
    address: str
    ends_at: datetime


T = TypeVar("T", bound=LinkedPage)


def open_up(
    unit: Unit,
    page: type[T],
    plain: bytes,
    *,
    of: tuple[int, int],
    folder: str,
    life: timedelta,
    **more: Any,
) -> Opening | None:
    """Keep a page, and return the link that opens it; None where pages have no public address.

    of: the owner and the car. folder: the first part of the address, which holds nothing else but a code that is told this once.
    """
    site = unit.core.settings.public_url
    if not site:
        return None
    code = secrets.fresh("brp").text
    row = page(
        owner_id=of[0],
        vehicle_id=of[1],
        code_hash=secrets.digest(code),
        body=unit.seal(of[0], plain, label=_label(page)),
        made_at=unit.now,
        expires_at=unit.now + life,
        **more,
    )
    unit.session.add(row)
    unit.session.flush()
    return Opening(row.id, f"{site}/{folder}/{code}", row.expires_at)


def end(unit: Unit, page: type[T], owner_id: int, page_id: int) -> None:
    """Forget a page of one's own: its link opens nothing any more. One that is over already stays so."""
    columns = page.metadata.tables[str(page.__tablename__)].c
    unit.session.exec(delete(page).where(columns.id == page_id, columns.owner_id == owner_id))


def live(unit: Unit, page: type[T], code: str) -> T | None:
    """Return the page that a code opens now; None where it opens none."""
    columns = page.metadata.tables[str(page.__tablename__)].c
    of_code = (columns.code_hash == secrets.digest(code), columns.expires_at > unit.now)
    return unit.session.exec(select(page).where(*of_code)).first()


def plain(unit: Unit, row: LinkedPage) -> bytes | None:
    """Return what a page tells; None where it cannot be opened."""
    return unit.readable(partial(unit.unseal, row.body, label=_label(type(row))), what="a page behind a link")


def _label(page: type[LinkedPage]) -> str:
    return f"{page.__tablename__}.body"
