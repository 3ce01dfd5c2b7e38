"""What a centre changes of itself: its week, its bays, its technicians and what they can do.

No visit is cancelled or moved by it. A change that booked visits do not fit is refused once, with their numbers, and made all the
same if that is wished; they are listed until they are moved. Rows are kept, as past visits name them: what leaves has a last day.
The waiting list's round finds what has become free.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TypeVar

from msgspec import UNSET, UnsetType
from sqlmodel import col, delete, select

from domain.booking import centres, closing, jobs, rules, store
from domain.booking import entry as entries
from domain.booking.entry import BayChange, BayEntry, HoursChange, TechnicianChange, TechnicianEntry
from domain.booking.facts import CentreFacts, VisitView
from domain.booking.tables import Bay, OpeningHours, SpecialDay, Technician, Visit
from domain.core import Unit
from domain.errors import Refusal
from domain.explain.facts import Moment

R = TypeVar("R", Bay, Technician)


def bays(unit: Unit, centre_id: int) -> list[Bay]:
    """Return the bays of today, by name."""
    return sorted(closing.those(unit, Bay, centre_id, on=_today(unit, centre_id)), key=lambda row: row.name)


def technicians(unit: Unit, centre_id: int) -> list[Technician]:
    """Return the technicians of today, by name."""
    those = closing.those(unit, Technician, centre_id, on=_today(unit, centre_id))
    return sorted(those, key=lambda row: row.name)


def set_hours(unit: Unit, centre_id: int, entry: HoursChange) -> None:
    """Put a week in place of the one before. Raises Refusal centre_unknown, hours_none, hours_wrong or visits_misfit."""
    hours = entries.openings(entry.hours)
    centres.refuse_hours(hours)
    if not hours:
        raise Refusal("hours_none", status=422)
    with _change(unit, centre_id, anyway=entry.anyway):
        unit.session.exec(delete(OpeningHours).where(col(OpeningHours.centre_id) == centre_id))
        unit.session.add_all(
            OpeningHours(centre_id=centre_id, weekday=each.weekday, opens=each.opens, closes=each.closes)
            for each in hours
        )


def drop_special_day(unit: Unit, centre_id: int, day: date, *, anyway: bool = False) -> None:
    """Let a day be as its weekday again. Raises Refusal special_day_unknown (404), or visits_misfit."""
    same = (col(SpecialDay.centre_id) == centre_id, col(SpecialDay.day) == day)
    with _change(unit, centre_id, anyway=anyway):
        if not unit.session.exec(delete(SpecialDay).where(*same)).rowcount:
            raise Refusal("special_day_unknown", status=404)


def add_bay(unit: Unit, centre_id: int, entry: BayEntry) -> None:
    """Add a bay, or open a closed one of that name again; one that is there stays. Raises Refusal centre_unknown."""
    store.lock(unit, centre_id)
    row = _by_name(unit, Bay, centre_id, entry.name) or Bay(centre_id=centre_id, name=entry.name)
    _come_back(unit, row)


def add_technician(unit: Unit, centre_id: int, entry: TechnicianEntry) -> None:
    """Add a technician, or take back one who left. Raises Refusal centre_unknown, skill_unknown or technician_known.

    Who is there with these skills stays: a form may be sent again.
    """
    entries.refuse_skills(entry.skills)
    store.lock(unit, centre_id)
    skills = _words(entry.skills)
    row = _by_name(unit, Technician, centre_id, entry.name)
    if row and closing.is_there(row, _today(unit, centre_id)) and row.skills != skills:
        raise Refusal("technician_known", name=row.name)
    row = row or Technician(centre_id=centre_id, name=entry.name, skills=skills)
    row.skills = skills
    _come_back(unit, row)


def change_bay(unit: Unit, centre_id: int, bay_id: int, entry: BayChange) -> None:
    """Rename a bay or close it from a day on. Raises Refusal centre_unknown, bay_unknown, bay_known, ends_over or visits_misfit."""
    with _change(unit, centre_id, anyway=entry.anyway):
        row = _of(unit, Bay, centre_id, bay_id)
        _rename(unit, row, entry.name)
        _end(unit, row, entry.ends_on)


def change_technician(unit: Unit, centre_id: int, technician_id: int, entry: TechnicianChange) -> None:
    """Rename, teach or let go. Raises Refusal as `change_bay` does for technicians, and skill_unknown."""
    with _change(unit, centre_id, anyway=entry.anyway):
        row = _of(unit, Technician, centre_id, technician_id)
        _rename(unit, row, entry.name)
        _end(unit, row, entry.ends_on)
        if entry.skills is not UNSET:
            entries.refuse_skills(entry.skills)
            row.skills = _words(entry.skills)


def misfits(unit: Unit, centre_id: int) -> tuple[VisitView, ...]:
    """Return the live visits ahead that a centre cannot do as they stand: outside its hours, in a bay or by somebody that it has not."""
    centre = store.centre(unit, centre_id)
    bays = {row.name: row for row in _rows(unit, Bay, centre_id)}
    people = {row.name: row for row in _rows(unit, Technician, centre_id)}
    which = (col(Visit.centre_id) == centre_id, col(Visit.ends_at) > unit.now, store.live(unit))
    return tuple(
        each
        for each in store.views(unit, *which)
        if not _fits(centre, each, bays[each.bay], people[each.technician])
    )


def _fits(centre: CentreFacts, visit: VisitView, bay: Bay, technician: Technician) -> bool:
    day = rules.local(visit.starts_at, zone=centre.zone).date()
    return (
        closing.is_there(bay, day)
        and closing.is_there(technician, day)
        and set(technician.skills.split()).issuperset(jobs.job(visit.job).skill.split())
        and rules.is_open(centre, visit.starts_at, length=visit.ends_at - visit.starts_at)
    )


@contextmanager
def _change(unit: Unit, centre_id: int, *, anyway: bool) -> Iterator[None]:
    """Keep bookings out while a change is made. Raises Refusal visits_misfit, with the visits, where it upsets any and is not to."""
    store.lock(unit, centre_id)
    before = {each.id for each in misfits(unit, centre_id)}
    yield
    unit.session.flush()
    upset = tuple(each for each in misfits(unit, centre_id) if each.id not in before)
    if upset and not anyway:
        numbers = ", ".join(each.number for each in upset)
        last = Moment(upset[-1].starts_at, upset[-1].zone)
        raise Refusal("visits_misfit", numbers=numbers, at=last, visits=upset)


def _today(unit: Unit, centre_id: int) -> date:
    return rules.local(unit.now, zone=store.centre(unit, centre_id).zone).date()


def _rows(unit: Unit, table: type[R], centre_id: int) -> list[R]:
    return list(unit.session.exec(select(table).where(table.centre_id == centre_id)))


def _by_name(unit: Unit, table: type[R], centre_id: int, name: str) -> R | None:
    return next((each for each in _rows(unit, table, centre_id) if each.name == name), None)


def _of(unit: Unit, table: type[R], centre_id: int, row_id: int) -> R:
    row = next((each for each in _rows(unit, table, centre_id) if each.id == row_id), None)
    if row is None:
        raise Refusal("bay_unknown" if table is Bay else "technician_unknown", status=404)
    return row


def _come_back(unit: Unit, row: Bay | Technician) -> None:
    """Add what is new, and what was given up; what is there and will be is left with its last day."""
    if not closing.is_there(row, _today(unit, row.centre_id)):
        row.ends_on = None
    unit.session.add(row)
    unit.session.flush()


def _rename(unit: Unit, row: R, name: str | UnsetType) -> None:
    if name is UNSET or name == row.name:
        return
    if _by_name(unit, type(row), row.centre_id, name):
        raise Refusal("bay_known" if isinstance(row, Bay) else "technician_known", name=name)
    row.name = name


def _end(unit: Unit, row: Bay | Technician, ends_on: date | UnsetType | None) -> None:
    if ends_on is UNSET or ends_on == row.ends_on:
        return
    if ends_on is not None and ends_on < _today(unit, row.centre_id):
        raise Refusal("ends_over", status=422, day=str(ends_on))
    row.ends_on = ends_on


def _words(skills: tuple[str, ...]) -> str:
    return " ".join(sorted(set(skills)))
