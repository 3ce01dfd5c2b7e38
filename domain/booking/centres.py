"""What an operator sets up: centres with their hours, special days, bays, technicians and stock.

No calendar of public holidays is shipped. China announces holidays and make-up workdays a year at a time, and
workshops often work on some of them: each centre's special days are the operator's word.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import groupby, pairwise
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlmodel import col, delete, select

from domain.booking import premises, rules, store
from domain.booking.facts import CentreFacts, CentreInput, Opening, SpecialOpening, VisitView
from domain.booking.tables import Bay, Centre, OpeningHours, PartUnit, SpecialDay, Technician, Visit
from domain.core import Unit
from domain.db import rows
from domain.errors import Refusal
from domain.explain.facts import Phrase, noon
from domain.registry import names
from domain.signin import service as signin

_WEEK = 7
_MONDAY = date(2024, 1, 1)  # any
_MINUTE = timedelta(minutes=1)


def add_centre(unit: Unit, entry: CentreInput) -> CentreFacts:
    _refuse_wrong(entry)
    centre_id = _enter(unit, entry)
    _furnish(unit, centre_id, entry)
    for part, count in sorted(entry.stock.items()):
        set_stock(unit, centre_id, part=part, count=count)
    return store.centre(unit, centre_id)


def sign_in(unit: Unit, centre_id: int) -> tuple[str, datetime]:
    """Make a link with which somebody of a centre signs in to its pages. Returns its address, and when it ends."""
    name = names.by_language(store.centre(unit, centre_id).name)["en"]
    link = signin.link(unit, "centre", centre_id=centre_id, name=name)
    return signin.address(unit, link), link.ends_at


def _enter(unit: Unit, entry: CentreInput) -> int:
    latitude, longitude = entry.position or (None, None)
    added = rows.add_once(
        unit.session,
        Centre,
        code=entry.code,
        name=entry.name,
        zone=entry.zone,
        address=entry.address,
        phone=entry.phone,
        latitude=latitude,
        longitude=longitude,
        offers_towing=entry.offers_towing,
        offers_mobile=entry.offers_mobile,
        buffer_minutes=entry.buffer // _MINUTE,
        reserve_minutes=entry.reserve // _MINUTE,
        collects=entry.collects,
        courtesy_cars=entry.courtesy_cars,
    )
    if not added:
        raise Refusal("centre_known", code=entry.code)
    return unit.session.exec(select(Centre.id).where(Centre.code == entry.code)).one()


def _furnish(unit: Unit, centre_id: int, entry: CentreInput) -> None:
    unit.session.add_all(
        OpeningHours(centre_id=centre_id, weekday=each.weekday, opens=each.opens, closes=each.closes)
        for each in entry.hours
    )
    unit.session.add_all(_special_row(centre_id, each) for each in entry.special)
    unit.session.add_all(Bay(centre_id=centre_id, name=name) for name in entry.bays)
    unit.session.add_all(
        Technician(centre_id=centre_id, name=name, skills=" ".join(sorted(skills)))
        for name, skills in entry.technicians.items()
    )
    unit.session.flush()


def centre_of_code(unit: Unit, code: str) -> CentreFacts:
    row = unit.session.exec(select(Centre).where(Centre.code == code)).first()
    if row is None:
        raise Refusal("centre_unknown", status=404)
    return premises.one(unit, row)


def set_stock(unit: Unit, centre_id: int, *, part: str, count: int) -> None:
    """Set how many pieces of a part are free; those kept for visits come on top."""
    if count < 0:
        raise Refusal("stock_wrong", status=422, part=part)
    store.lock(unit, centre_id)
    free = list(
        unit.session.exec(
            select(PartUnit.id).where(
                PartUnit.centre_id == centre_id, PartUnit.part == part, col(PartUnit.visit_id).is_(None)
            )
        )
    )
    unit.session.exec(delete(PartUnit).where(col(PartUnit.id).in_(free[count:])))
    unit.session.add_all(PartUnit(centre_id=centre_id, part=part) for _ in range(count - len(free)))
    unit.session.flush()


def set_special_day(unit: Unit, centre_id: int, opening: SpecialOpening) -> tuple[VisitView, ...]:
    """Set a holiday or a make-up workday. Returns the visits of that day that no longer fit: call their owners.

    Raises Refusal centre_unknown, hours_wrong, or day_over (422) where the day has passed at the centre.
    """
    _refuse_special(opening)
    store.lock(unit, centre_id)
    if opening.day < rules.local(unit.now, zone=store.centre(unit, centre_id).zone).date():
        raise Refusal("day_over", status=422, day=str(opening.day))
    same = (col(SpecialDay.centre_id) == centre_id, col(SpecialDay.day) == opening.day)
    unit.session.exec(delete(SpecialDay).where(*same))
    unit.session.add(_special_row(centre_id, opening))
    unit.session.flush()
    centre = store.centre(unit, centre_id)
    return tuple(
        visit
        for visit in _live_on(unit, centre, opening.day)
        if not rules.is_open(centre, visit.starts_at, length=visit.ends_at - visit.starts_at)
    )


def _live_on(unit: Unit, centre: CentreFacts, day: date) -> tuple[VisitView, ...]:
    first, last = rules.whole_day(day, zone=centre.zone)
    starts = col(Visit.starts_at)
    return store.views(
        unit, col(Visit.centre_id) == centre.id, starts >= first, starts < last, store.live(unit)
    )


def _special_row(centre_id: int, opening: SpecialOpening) -> SpecialDay:
    return SpecialDay(
        centre_id=centre_id, day=opening.day, opens=opening.opens, closes=opening.closes, name=opening.name
    )


def _refuse_wrong(entry: CentreInput) -> None:
    try:
        ZoneInfo(entry.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Refusal("zone_unknown", status=422, zone=entry.zone) from None
    refuse_hours(entry.hours)
    for special in entry.special:
        _refuse_special(special)


def _stretch(opening: Opening) -> Phrase | str:
    """Return a stretch of a weekday as it is said; a weekday that is none as it was sent."""
    if not 0 <= opening.weekday < _WEEK:
        return str(opening)
    day = noon(_MONDAY + timedelta(days=opening.weekday), "UTC")
    clock = {"opens": f"{opening.opens:%H:%M}", "closes": f"{opening.closes:%H:%M}"}
    return Phrase("hours.stretch", {"day": day, **clock})


def refuse_hours(hours: Sequence[Opening]) -> None:
    """Raises Refusal hours_wrong where a stretch ends before it begins, or two of a weekday overlap."""
    ordered = sorted(hours, key=lambda each: (each.weekday, each.opens))
    for each in ordered:
        if not 0 <= each.weekday < _WEEK or each.opens >= each.closes:
            raise Refusal("hours_wrong", status=422, what=_stretch(each))
    for _, day in groupby(ordered, key=lambda each: each.weekday):
        for one, other in pairwise(day):
            if other.opens < one.closes:
                raise Refusal("hours_wrong", status=422, what=_stretch(other))


def _refuse_special(opening: SpecialOpening) -> None:
    opens, closes = opening.opens, opening.closes
    is_holiday = opens is None and closes is None
    if not is_holiday and (opens is None or closes is None or opens >= closes):
        raise Refusal("hours_wrong", status=422, what=Phrase("hours.day", {"day": noon(opening.day, "UTC")}))
