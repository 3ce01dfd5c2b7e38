"""A report as a page of the web: laid out once, sealed, and opened by a link that ends."""

from datetime import timedelta
from typing import Final

import msgspec

from domain.core import Unit
from domain.errors import Refusal
from domain.explain import pack
from domain.explain.facts import Sheet
from domain.kit.classified import Purpose
from domain.privacy import access_log, openings
from domain.privacy.access_log import Viewer, What
from domain.privacy.openings import Opening
from domain.registry import service as registry
from domain.registry.tables import Owner, Vehicle
from domain.reports.tables import ReportPage
from domain.trips import service as trips
from domain.trips.facts import NOT_AGREED

OWN_LIFE: Final = timedelta(days=1)  # own choice: it names the car and its days
SHARED_LIFE: Final = timedelta(days=30)  # own choice: until the next month's report
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
    """
    return openings.open_up(
        unit,
        ReportPage,
        msgspec.msgpack.encode(pack.pack(sheet)),
        of=(owner_id, vehicle_id),
        folder="reports",
        life=SHARED_LIFE if is_shared else OWN_LIFE,
        is_shared=is_shared,
        purpose=purpose.value,
    )


def end(unit: Unit, owner_id: int, page_id: int) -> None:
    """Forget a page of one's own: its link opens nothing any more. One that is over already stays so."""
    openings.end(unit, ReportPage, owner_id, page_id)


def look(unit: Unit, code: str) -> Sheet:
    """Return what the page of a code tells; the look is noted for its owner. Raises Refusal report_page_over (404)."""
    row = openings.live(unit, ReportPage, code)
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
    body = openings.plain(unit, row)
    return None if body is None else pack.unpack_as(msgspec.msgpack.decode(body), Sheet)
