"""The operator's network of centres: entered one by one or by sheet, listed, looked up by code."""

from dataclasses import dataclass

import msgspec
from sqlmodel import col, select

from domain.booking import centres, store
from domain.booking import entry as entries
from domain.booking.entry import CentreEntry, CentreRow
from domain.booking.facts import CentreFacts
from domain.booking.tables import Centre
from domain.core import Unit
from domain.errors import Refusal
from domain.garage import sheet
from domain.garage.sheet import Bad

_COLUMNS = {
    "centre_known": "code",
    "zone_unknown": "zone",
    "hours_wrong": "hours",
    "skill_unknown": "technicians",
    "part_unknown": "stock",
    "entry_twice": "bays",
}


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a sheet: centres by line, and the rows that were not taken."""

    added: tuple[tuple[int, CentreFacts], ...]
    bad: tuple[Bad, ...]


def codes(unit: Unit) -> dict[str, int]:
    """Return the number of each centre by its code."""
    return dict(unit.session.exec(select(Centre.code, Centre.id)).all())


def listed(unit: Unit) -> list[tuple[str, CentreFacts]]:
    """Return every centre with its code."""
    rows = unit.session.exec(select(Centre).order_by(col(Centre.id))).all()
    return [(row.code, store.centre_facts(unit, row)) for row in rows]


def add(unit: Unit, entry: CentreEntry) -> CentreFacts:
    """Raises Refusal centre_known, zone_unknown, hours_wrong, skill_unknown, part_unknown or entry_twice."""
    return centres.add_centre(unit, entries.given(entry))


def add_sheet(unit: Unit, text: str) -> Imported:
    """Add the good rows of a CSV sheet and name the bad ones. Raises Refusal sheet_*."""
    added, bad = [], []
    for line, row in sheet.read(text, CentreRow):
        done = row if isinstance(row, Bad) else _add_row(unit, line, row)
        if isinstance(done, Bad):
            bad.append(done)
        else:
            added.append((line, done))
    return Imported(tuple(added), tuple(bad))


def _add_row(unit: Unit, line: int, row: CentreRow) -> CentreFacts | Bad:
    try:
        return add(unit, entries.of_row(row))
    except Refusal as refusal:
        column = str(refusal.params.get("column", _COLUMNS.get(refusal.code, "")))
        return Bad(line, column, refusal.code, refusal.params)
    except msgspec.ValidationError as error:
        return sheet.bad_cell(line, str(error))


def set_stock(unit: Unit, centre_id: int, stock: dict[str, int]) -> CentreFacts:
    """Set the free pieces of the named parts; the others stay. Raises Refusal part_unknown or centre_unknown."""
    entries.refuse_parts(stock)
    store.centre(unit, centre_id)
    for part, count in sorted(stock.items()):
        centres.set_stock(unit, centre_id, part=part, count=count)
    return store.centre(unit, centre_id)
