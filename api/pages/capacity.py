"""What a centre can take: hours, bays, technicians, closed days and stock, set by itself, or by the operator for any centre.

A change that booked visits do not fit is asked about with these visits, and saved all the same by a second tap. They are listed
until they are moved.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Annotated, Any, Final, Literal

import msgspec
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import QueryParameter

from api.areas import CoreDep, Id, Request, viewer
from api.pages.forms import form_of, read
from api.pages.render import done, show
from domain.booking import board, centres, contacts, entry, network, resources, store
from domain.booking.entry import (
    BayChange,
    BayEntry,
    HoursChange,
    SpecialDayEntry,
    TechnicianChange,
    TechnicianEntry,
)
from domain.booking.facts import DAYS, CentreFacts, VisitView
from domain.core import Core, Unit
from domain.errors import Refusal
from domain.explain.facts import noon
from domain.privacy import access_log
from domain.privacy.access_log import What

News = Annotated[Literal["saved", ""], QueryParameter()]
_SAVED: Final = "?news=saved"
_STRETCHES: Final = 2  # of a day that the form has room for: before and after a lunch break
_WHOLE = {
    "x-done": "1",
    "hx-retarget": "body",
    "hx-reswap": "innerHTML",
}  # the day is set, and the page is another


@get("/capacity", sync_to_thread=True)
def page(request: Request, core: CoreDep, centre_id: NamedDependency[int], news: News = "") -> Response[str]:
    """Show what a centre can take, and the booked visits that do not fit it. news: what was done on the page before."""
    with core.unit() as unit:
        visits = resources.misfits(unit, centre_id)
        _note(unit, request, visits)
        about = _about(unit, centre_id)
    return show(request, "capacity.html", visits=visits, base=_base(request), news=news, **about)


def _base(request: Request) -> str:
    """Return the address of the page: a centre's own, or that of any centre for the operator."""
    path: str = request.url.path
    return path[: path.index("/capacity")] + "/capacity"


def _about(unit: Unit, centre_id: int) -> dict[str, Any]:
    centre = contacts.of_centre(unit, centre_id).centre
    today = board.today(unit, centre_id)
    return {
        "centre": centre,
        "today": today,
        "noon": partial(noon, zone=centre.zone),
        "hours": _hours(centre),
        "days": [
            (each, noon(each.day, centre.zone))
            for each in sorted(centre.special, key=lambda each: each.day)
            if each.day >= today
        ],
        "bays": resources.bays(unit, centre_id),
        "technicians": resources.technicians(unit, centre_id),
        "skills": sorted(entry.SKILLS),
        "stock": [(part, store.free_parts(unit, centre_id)[part]) for part in sorted(entry.PARTS)],
    }


def _hours(centre: CentreFacts) -> Sequence[tuple[str, list[tuple[str, str]]]]:
    """Return each weekday with its stretches, and with room for two."""
    week = []
    for number, name in enumerate(DAYS):
        stretches = sorted(
            (f"{each.opens:%H:%M}", f"{each.closes:%H:%M}") for each in centre.hours if each.weekday == number
        )
        week.append((name, stretches + [("", "")] * (_STRETCHES - len(stretches))))
    return week


@post("/capacity/hours", sync_to_thread=True)
def set_hours(request: Request, core: CoreDep, centre_id: NamedDependency[int]) -> Response[str]:
    """Set the hours of the week: a weekday that is ticked as closed, or has no times, is closed.

    Times of a day that was closed before open it, although its tick was left.
    """
    form = form_of(request)
    hours = [
        {
            "weekday": day,
            "opens": _clock(form[name]),
            "closes": _clock(form.get(name.replace("opens", "closes"), "")),
        }
        for day in DAYS
        for name in form
        if name.startswith(f"opens.{day}.")
        and form[name]
        and (f"closed.{day}" not in form or f"was.{day}" in form)
    ]
    change = read({"hours": hours, "anyway": "anyway" in form}, HoursChange)
    return _save(request, core, lambda unit: resources.set_hours(unit, centre_id, change), news=_SAVED)


def _clock(sent: str) -> str:
    """Return a time as the API takes it: browsers leave out seconds that are zero."""
    return f"{sent}:00" if sent.count(":") == 1 else sent


@post("/capacity/bays", sync_to_thread=True)
def add_bay(request: Request, core: CoreDep, centre_id: NamedDependency[int]) -> Response[str]:
    """Add a bay, or open one again."""
    new = read({"name": _name(request)}, BayEntry)
    return _save(request, core, lambda unit: resources.add_bay(unit, centre_id, new))


@post("/capacity/bays/{bay_id:int}", sync_to_thread=True)
def change_bay(request: Request, core: CoreDep, centre_id: NamedDependency[int], bay_id: Id) -> Response[str]:
    """Rename a bay, or close it from a day on."""
    change = read(_change(request), BayChange)
    return _save(request, core, lambda unit: resources.change_bay(unit, centre_id, bay_id, change))


@post("/capacity/technicians", sync_to_thread=True)
def add_technician(request: Request, core: CoreDep, centre_id: NamedDependency[int]) -> Response[str]:
    """Add a technician, or take back one who left."""
    new = read({"name": _name(request), "skills": _skills(request)}, TechnicianEntry)
    return _save(request, core, lambda unit: resources.add_technician(unit, centre_id, new))


@post("/capacity/technicians/{technician_id:int}", sync_to_thread=True)
def change_technician(
    request: Request, core: CoreDep, centre_id: NamedDependency[int], technician_id: Id
) -> Response[str]:
    """Change a technician's name, skills, or first day away."""
    change = read({**_change(request), "skills": _skills(request)}, TechnicianChange)
    return _save(
        request, core, lambda unit: resources.change_technician(unit, centre_id, technician_id, change)
    )


def _change(request: Request) -> Mapping[str, object]:
    form = form_of(request)
    return {"name": _name(request), "ends_on": form.get("ends_on") or None, "anyway": "anyway" in form}


def _name(request: Request) -> str:
    return form_of(request).get("name", "").strip()


def _skills(request: Request) -> list[str]:
    form = form_of(request)
    return [each for each in sorted(entry.SKILLS) if f"skill.{each}" in form]


def _save(request: Request, core: Core, change: Callable[[Unit], None], *, news: str = "") -> Response[str]:
    """Make a change, or ask about the visits that it upsets. news: says so, of what is not seen in a list."""
    try:
        with core.unit() as unit:
            change(unit)
    except Refusal as refusal:
        visits = refusal.params.get("visits")
        if not isinstance(visits, tuple):
            raise
        return _ask(request, core, visits)
    return done(request, None, back=f"{_base(request)}{news}")


def _ask(request: Request, core: Core, visits: Sequence[VisitView]) -> Response[str]:
    """Show the visits that a change would upset, with the form that makes it all the same."""
    with core.unit() as unit:
        _note(unit, request, visits)
    form = {name: value for name, value in form_of(request).items() if name != "csrf"}
    template = "misfits.html" if "hx-request" in request.headers else "misfits_page.html"
    return show(request, template, visits=visits, form=form, base=_base(request))


@post("/capacity/days", sync_to_thread=True)
def set_day(request: Request, core: CoreDep, centre_id: NamedDependency[int]) -> Response[str]:
    """Close a day, or give it hours of its own; name the visits that no longer fit."""
    form = form_of(request)
    values = {name: form[name] for name in ("day", "name") if form.get(name)}
    values |= {name: _clock(form[name]) for name in ("opens", "closes") if form.get(name)}
    with core.unit() as unit:
        upset = centres.set_special_day(unit, centre_id, entry.special(read(values, SpecialDayEntry)))
        _note(unit, request, upset)
        about = _about(unit, centre_id)
    if upset:
        return show(
            request, "capacity.html", headers=_WHOLE, visits=upset, base=_base(request), news="saved", **about
        )
    return done(request, None, back=f"{_base(request)}{_SAVED}")


class OwnDay(msgspec.Struct):
    """A day that is to be as its weekday again."""

    day: date
    anyway: bool = False


@post("/capacity/days/off", sync_to_thread=True)
def drop_day(request: Request, core: CoreDep, centre_id: NamedDependency[int]) -> Response[str]:
    """Take back a closed day, or a day's own hours."""
    form = form_of(request)
    entry = read({"day": form.get("day", ""), "anyway": "anyway" in form}, OwnDay)
    return _save(
        request,
        core,
        lambda unit: resources.drop_special_day(unit, centre_id, entry.day, anyway=entry.anyway),
        news=_SAVED,
    )


def _note(unit: Unit, request: Request, visits: Sequence[VisitView]) -> None:
    about = [(each.owner_id, each.vehicle_id) for each in visits]
    access_log.note(unit, viewer(request), What.VISITS, about)


@post("/capacity/stock", sync_to_thread=True)
def set_stock(request: Request, core: CoreDep, centre_id: NamedDependency[int]) -> Response[str]:
    """Set the free pieces of the parts whose number was changed, where it is still the one that the page showed."""
    form = form_of(request)
    counts = {part: form[f"stock.{part}"] for part in entry.PARTS if form.get(f"stock.{part}")}
    before = {part: form[f"was.{part}"] for part in counts if form.get(f"was.{part}")}
    changed = {part: count for part, count in counts.items() if count != before.get(part)}
    expected = {part: count for part, count in before.items() if part in changed}
    stock, expected_stock = (read(each, dict[str, entry.Count]) for each in (changed, expected))
    with core.unit() as unit:
        network.set_stock(unit, centre_id, stock, expected=expected_stock)
    return done(request, None, back=f"{_base(request)}{_SAVED}")


HANDLERS = (
    page,
    set_hours,
    add_bay,
    change_bay,
    add_technician,
    change_technician,
    set_day,
    drop_day,
    set_stock,
)
