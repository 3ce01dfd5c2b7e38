"""The operator's sheet of listings: every row is judged by itself, and a bad one is named; pure."""

from datetime import date
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from domain.registry import sheet
from domain.registry.entry import Text
from domain.registry.sheet import Bad
from domain.valuation import rules
from domain.valuation.facts import Listing

MOST_ROWS: Final = 200_000
KM: Final = {"km": 1.0, "mi": 1.609344, "10000km": 10_000.0}
"""Kilometres in each unit in which an operator may state distances."""


class ListingRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row as it stands in the sheet; odometer and price in the units that the operator states for all of it."""

    make: Text
    model: Text
    model_year: Annotated[int, Meta(ge=2008, le=2100)]
    odometer: Annotated[float, Meta(gt=0)]
    first_seen: date
    price: Annotated[float, Meta(gt=0)]
    trim: Text | None = None
    source: Text | None = None


def read(text: str, *, distance: str, price_unit: float, today: date) -> tuple[list[Listing], list[Bad]]:
    """Return the listings that can be used and the rows that cannot. distance: of KM; price_unit: what a price of 1 stands for.

    Raises Refusal sheet_* where the sheet itself cannot be read.
    """
    usable: list[tuple[int, Listing]] = []
    bad: list[Bad] = []
    for line, row in sheet.read(text, ListingRow, most=MOST_ROWS):
        if isinstance(row, Bad):
            bad.append(row)
            continue
        listing = _listing(row, KM[distance], price_unit)
        wrong = _wrong(line, listing, today)
        if wrong is None:
            usable.append((line, listing))
        else:
            bad.append(wrong)
    odd = frozenset(rules.odd([each for _, each in usable]))
    bad += [Bad(line, "price", "listing_price", {"price": one.price}) for line, one in usable if one in odd]
    return [one for _, one in usable if one not in odd], sorted(bad, key=lambda each: each.line)


def _listing(row: ListingRow, km: float, price_unit: float) -> Listing:
    return Listing(
        make=row.make,
        model=row.model,
        trim=row.trim or "",
        site=row.source or "",
        model_year=row.model_year,
        odometer_km=row.odometer * km,
        first_seen=row.first_seen,
        price=row.price * price_unit,
    )


def _wrong(line: int, listing: Listing, today: date) -> Bad | None:
    if not rules.NEAREST_KM <= listing.odometer_km <= rules.FARTHEST_KM:
        limits = {"km": listing.odometer_km, "least": rules.NEAREST_KM, "most": rules.FARTHEST_KM}
        return Bad(line, "odometer", "listing_distance", limits)
    if listing.first_seen > today:
        return Bad(line, "first_seen", "listing_day")
    return None
