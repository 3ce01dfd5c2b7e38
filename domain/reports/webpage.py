"""A report as a page of the web: laid out once, sealed, and opened by a link that ends."""

from datetime import timedelta
from functools import partial
from typing import Final

import msgspec
from sqlmodel import col, delete, select

from domain.core import Unit
from domain.errors import Refusal
from domain.explain import pack
from domain.explain.facts import Sheet
from domain.kit.classified import Purpose
from domain.privacy import access_log
from domain.privacy.access_log import Viewer, What
from domain.registry import secrets
from domain.registry import service as registry
from domain.registry.tables import Owner, Vehicle
from domain.reports.facts import Opening
from domain.reports.tables import ReportPage
from domain.trips import service as trips
from domain.trips.facts import NOT_AGREED

OWN_LIFE: Final = timedelta(days=1)  # own choice: it names the car and its days
SHARED_LIFE: Final = timedelta(days=30)  # own choice: until the next month's report
_LABEL: Final = "report_page.body"
_READER: Final = Viewer("reader")


def open_up(
    unit: Unit,
    owner_id: int,
    vehicle_id: int,
    sheet: Sheet,
    *,
    is_shared: bool,
    purpose: Purpose = Purpose.DRIVING,
) -> Opening | None:
    """Keep what a report tells now, and return the link that opens it; None where pages have no public address.

    purpose: what its owner has to agree to while it is shown.
    The address holds nothing but a code drawn by lot, of which a hash is kept: it is told this once.
    """
    site = unit.core.settings.public_url
    if not site:
        return None
    code = secrets.fresh("brp").text
    row = ReportPage(
        owner_id=owner_id,
        vehicle_id=vehicle_id,
        code_hash=secrets.digest(code),
        body=unit.seal(owner_id, msgspec.msgpack.encode(pack.pack(sheet)), label=_LABEL),
        is_shared=is_shared,
        purpose=purpose.value,
        made_at=unit.now,
        expires_at=unit.now + (SHARED_LIFE if is_shared else OWN_LIFE),
    )
    unit.session.add(row)
    unit.session.flush()
    return Opening(row.id, f"{site}/reports/{code}", row.expires_at)


def end(unit: Unit, owner_id: int, page_id: int) -> None:
    """Forget a page of one's own: its link opens nothing any more. One that is over already stays so."""
    mine = (col(ReportPage.id) == page_id, col(ReportPage.owner_id) == owner_id)
    unit.session.exec(delete(ReportPage).where(*mine))


def look(unit: Unit, code: str) -> Sheet:
    """Return what the page of a code tells; the look is noted for its owner. Raises Refusal report_page_over (404)."""
    live = (col(ReportPage.code_hash) == secrets.digest(code), col(ReportPage.expires_at) > unit.now)
    row = unit.session.exec(select(ReportPage).where(*live)).first()
    sheet = None if row is None or not _may_be_shown(unit, row) else _sheet_of(unit, row)
    if row is None or sheet is None:
        raise Refusal("report_page_over", status=404)
    access_log.note(unit, _READER, What.REPORT, [(row.owner_id, row.vehicle_id)])
    return sheet


def _may_be_shown(unit: Unit, row: ReportPage) -> bool:
    """Whether its owner has the car still and agrees to what it tells; to others nothing is shown in privacy mode."""
    owner = unit.session.get_one(Owner, row.owner_id)
    car = next((car for car in registry.own_vehicles(unit, owner.id) if car.id == row.vehicle_id), None)
    if car is None or not _is_agreed(unit, owner, car, row.purpose):
        return False
    return not (row.is_shared and owner.privacy_mode)


def _is_agreed(unit: Unit, owner: Owner, car: Vehicle, purpose: str) -> bool:
    if purpose == Purpose.DRIVING:
        return trips.why_none(unit, owner, car) not in NOT_AGREED
    return purpose in registry.consents(unit, owner.id)


def _sheet_of(unit: Unit, row: ReportPage) -> Sheet | None:
    body = unit.readable(partial(unit.unseal, row.body, label=_LABEL), what="a page of a report")
    return None if body is None else pack.unpack_as(msgspec.msgpack.decode(body), Sheet)
