"""What a centre can take: closed days and stock are set here, hours, bays and technicians are shown."""

from collections.abc import Sequence
from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency

from api.areas import CoreDep, Request, viewer
from api.pages.forms import form_of, read
from api.pages.render import done, show
from domain.booking import board, centres, contacts, entry, network, store
from domain.booking.entry import SpecialDayEntry
from domain.booking.facts import DAYS, CentreFacts, VisitView
from domain.core import Unit
from domain.privacy import access_log
from domain.privacy.access_log import What

_WHOLE = {
    "x-done": "1",
    "hx-retarget": "body",
    "hx-reswap": "innerHTML",
}  # the day is set, and the page is another


@get("/capacity", sync_to_thread=True)
def page(request: Request, core: CoreDep, centre_id: NamedDependency[int]) -> Response[str]:
    """Show what a centre can take."""
    with core.reading() as unit:
        about = _about(unit, centre_id)
    return show(request, "capacity.html", visits=(), **about)


def _about(unit: Unit, centre_id: int) -> dict[str, Any]:
    centre = contacts.of_centre(unit, centre_id).centre
    today = board.today(unit, centre_id)
    return {
        "centre": centre,
        "today": today,
        "hours": _hours(centre),
        "days": [
            (each, board.noon(each.day, centre.zone))
            for each in sorted(centre.special, key=lambda each: each.day)
            if each.day >= today
        ],
        "bays": board.bays(unit, centre_id),
        "technicians": board.skills(unit, centre_id),
        "stock": [(part, store.free_parts(unit, centre_id)[part]) for part in sorted(entry.PARTS)],
    }


def _hours(centre: CentreFacts) -> Sequence[tuple[str, list[str]]]:
    """Return each weekday with its stretches, as clocks show them."""
    return [
        (
            name,
            [
                f"{each.opens:%H:%M}–{each.closes:%H:%M}"
                for each in sorted(centre.hours, key=lambda opening: opening.opens)
                if each.weekday == number
            ],
        )
        for number, name in enumerate(DAYS)
    ]


@post("/capacity/days", sync_to_thread=True)
def set_day(request: Request, core: CoreDep, centre_id: NamedDependency[int]) -> Response[str]:
    """Close a day, or give it hours of its own; name the visits that no longer fit."""
    form = form_of(request)
    values = {name: form[name] for name in ("day", "opens", "closes", "name") if form.get(name)}
    with core.unit() as unit:
        upset = centres.set_special_day(unit, centre_id, entry.special(read(values, SpecialDayEntry)))
        _note(unit, request, upset)
        about = _about(unit, centre_id)
    if upset:
        return show(request, "capacity.html", headers=_WHOLE, visits=upset, **about)
    return done(request, None, back="/capacity")


def _note(unit: Unit, request: Request, visits: Sequence[VisitView]) -> None:
    about = [(each.owner_id, each.vehicle_id) for each in visits]
    access_log.note(unit, viewer(request), What.VISITS, about)


@post("/capacity/stock", sync_to_thread=True)
def set_stock(request: Request, core: CoreDep, centre_id: NamedDependency[int]) -> Response[str]:
    """Set the free pieces of the parts whose number was changed, where it is still the one that the page showed."""
    form = form_of(request)
    counts = {part: form[f"stock.{part}"] for part in entry.PARTS if form.get(f"stock.{part}")}
    shown = {part: form[f"was.{part}"] for part in counts if form.get(f"was.{part}")}
    changed = {part: count for part, count in counts.items() if count != shown.get(part)}
    known = {part: count for part, count in shown.items() if part in changed}
    stock, known_stock = (read(each, dict[str, entry.Count]) for each in (changed, known))
    with core.unit() as unit:
        network.set_stock(unit, centre_id, stock, known=known_stock)
    return done(request, None, back="/capacity")


HANDLERS = (page, set_day, set_stock)
