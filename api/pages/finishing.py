"""Finishing a visit, and what is paid for it."""

from collections.abc import Mapping, Sequence
from typing import Final

from litestar import Response, post
from litestar.di import NamedDependency

from api import outcomes
from api.areas import CoreDep, Request, viewer
from api.battery import NewMeasurement
from api.bills import NewBill
from api.outcomes import NewOutcome, NewWheelMeasurement
from api.pages.forms import form_of, read
from api.pages.render import done
from api.pages.visits import UNITS, Number
from domain.battery import service as battery
from domain.booking import measurements, workshop
from domain.booking.facts import State, VisitView
from domain.booking.measurements import Measurement, Wheel
from domain.booking.workshop import VisitReport
from domain.core import Core, Unit
from domain.errors import Refusal
from domain.explain.facts import Phrase
from domain.plans import visits
from domain.privacy import access_log
from domain.privacy.access_log import What

_CHECK: Final = "check."
_PART: Final = "part."


@post("/workshop/visits/{number:str}/finish", sync_to_thread=True)
def finish(request: Request, core: CoreDep, centre_id: NamedDependency[int], number: Number) -> Response[str]:
    """Finish a visit with what was found, in the API's own form.

    What is sent again after a lost answer changes nothing; what differs from the report that is there is refused. A
    measurement that cannot be is refused with nothing stored: the form still holds the others, and is sent once.
    """
    form = form_of(request)
    outcome = read(_outcome(form), NewOutcome)
    measurement, at_wheels = _measurement(form), _at_wheels(form)
    report = outcomes.report(outcome, at_wheels, health=repr(measurement) if measurement else "")
    try:
        with core.unit() as unit:
            visit = workshop.visit(unit, centre_id, number)
            if measurement and visit.state is not State.DONE:  # before the owner is told of it
                _measure(unit, visit, measurement)
            workshop.conclude(unit, centre_id, number, report)
            access_log.note(unit, viewer(request), What.VISITS, [(visit.owner_id, visit.vehicle_id)])
    except Refusal as refusal:
        if refusal.code != "already_done" or not _was_reported(core, centre_id, number, report):
            raise
    request.app.state.marks.forget(centre_id)
    return done(request, None, back="/workshop?news=done")


def _was_reported(core: Core, centre_id: int, number: str, report: VisitReport) -> bool:
    """Whether exactly this was reported before: the answer to it was lost, and it is sent again."""
    with core.reading() as unit:
        return workshop.was_reported(unit, centre_id, number, report)


def _outcome(form: Mapping[str, str]) -> dict[str, object]:
    """Return a form's fields as the API takes them: a warning that was not it may still have led to something else."""
    checks = {
        name.removeprefix(_CHECK): value for name, value in form.items() if name.startswith(_CHECK) and value
    }
    results = [{"check": check, "found": value == "found"} for check, value in checks.items()]
    note, is_other = form.get("note", "").strip(), "other" in checks.values()
    if note or is_other:
        results.append({"check": "", "found": is_other, "note": note})
    price, bill = form.get("paid", "").strip(), "due" if form.get("unpaid") else "paid"
    parts = {
        name.removeprefix(_PART): value.strip() for name, value in form.items() if name.startswith(_PART)
    }
    used = {part: count for part, count in parts.items() if count}
    return {"findings": results, **({bill: price} if price else {}), **({"parts": used} if parts else {})}


def _at_wheels(form: Mapping[str, str]) -> Sequence[Measurement]:
    """Return what was measured at the wheels; empty fields are left out. Raises Refusal measurement_implausible or form_wrong (422)."""
    good, bad = measurements.sort(
        [
            _at_wheel(form, name, wheel, value)
            for name in UNITS
            for wheel in Wheel
            if (value := form.get(f"{name}.{wheel}", "").strip())
        ]
    )
    if bad:
        raise bad[0].refusal
    return good


def _at_wheel(form: Mapping[str, str], name: str, wheel: Wheel, text: str) -> Measurement:
    units = UNITS[name]
    quantity, times = units.get(form.get(f"{name}.unit", ""), next(iter(units.values())))
    entry = read({"quantity": quantity, "wheel": wheel, "value": text}, NewWheelMeasurement)
    return Measurement(quantity, wheel, None if entry.value is None else entry.value * times)


def _measurement(form: Mapping[str, str]) -> NewMeasurement | None:
    soh = form.get("soh_pct", "").strip()
    return read({"soh_pct": soh, "method": form.get("method", "")}, NewMeasurement) if soh else None


def _measure(unit: Unit, visit: VisitView, measurement: NewMeasurement) -> None:
    battery.record(
        unit,
        vehicle_id=visit.vehicle_id,
        owner_id=visit.owner_id,
        visit=visit.number,
        soh_pct=measurement.soh_pct,
        method=measurement.method,
    )


@post("/workshop/visits/{number:str}/bill", sync_to_thread=True)
def bill(request: Request, core: CoreDep, centre_id: NamedDependency[int], number: Number) -> Response[str]:
    """Note that a visit was paid at the desk, or that it costs something else."""
    form = form_of(request)
    entry = read({"amount": form.get("amount", ""), "is_paid": form.get("is_paid", "")}, NewBill)
    with core.unit() as unit:
        visit = visits.change(unit, centre_id, number, amount=entry.amount, is_paid=entry.is_paid)
        access_log.note(unit, viewer(request), What.VISITS, [(visit.owner_id, visit.vehicle_id)])
    request.app.state.marks.forget(centre_id)
    return done(request, Phrase("desk.said.bill"), back=f"/workshop/visits/{number}")


HANDLERS = (finish, bill)
