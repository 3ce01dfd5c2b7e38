"""The car as it is now, and its battery."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from litestar import Response, get
from litestar.di import NamedDependency

from api.areas import CoreDep, Id, Request
from api.pages.owner import cards, frame
from api.pages.owner.frame import Scene
from api.pages.render import speaker_of
from domain.alerts import service as alerts
from domain.alerts.facts import Case
from domain.battery import capacity
from domain.contact.facts import Message
from domain.dialogue.acts import cars, readings
from domain.dialogue.acts.cars import Latest
from domain.explain.facts import Phrase
from domain.health import service as health
from domain.health import words
from domain.health.evidence import ageing
from domain.plans import service as plans
from domain.plans.facts import Entitlement
from domain.privacy import watch
from domain.telemetry import paths

_KPA_A_BAR: Final = 100.0


@dataclass(frozen=True, slots=True)
class Tyre:
    """bar: gauge pressure that was sent last, None where none is. is_warned: an open warning names this wheel."""

    wheel: Phrase
    bar: float | None
    at: datetime | None
    is_warned: bool


@get("/my/{vehicle_id:int}/now", sync_to_thread=True)
def now(request: Request, core: CoreDep, owner_id: NamedDependency[int], vehicle_id: Id) -> Response[str]:
    """Show state, charge and range, the tyres, and what is watched and what rests."""
    with core.reading() as unit:
        here = frame.scene(unit, owner_id, vehicle_id)
        owner, car = here.owner, here.car
        latest, view = cars.newest(unit, car)
        values = cars.sound(latest, view)
        watched = watch.watch(unit, car, owner)
        cases = alerts.alerts_of(unit, owner.id, car.id)
        charge = tuple(readings.charge_of(values, view, owner.zone)) if paths.SOC in values else ()
        about = {
            "heard": cars.last_contact(latest, view, owner.zone),
            "soc": values[paths.SOC][0] if charge else None,
            "charge": charge or (Phrase("own.charge.unknown"),),
            "figures": [each for each in cars.figures(values) if each.code != "car.soc"],
            "tyres": list(_tyres(values, cases)),
            "targets": tuple(readings.tyre_target(car)),
            "standing": cars.standing(owner, watched, keeper=owner, cases=cases),
            "has_warnings": bool(cases),
            "watched": watched,
        }
    return frame.show_of(request, here, "now", "now", **about)


def _tyres(values: Latest, cases: tuple[Case, ...]) -> Iterator[Tyre]:
    """Yield the wheels from front left to rear right; none where no pressure is known."""
    if not any(path in values for path in paths.TYRE_PRESSURE):
        return
    wheels = [case.finding.params.get("wheel") for case in cases if case.check in readings.TYRE_CHECKS]
    for place, path in enumerate(paths.TYRE_PRESSURE):
        kpa, at = values.get(path, (None, None))
        wheel = words.wheel(place)
        yield Tyre(wheel, None if kpa is None else kpa / _KPA_A_BAR, at, wheel in wheels)


@get("/my/{vehicle_id:int}/battery", sync_to_thread=True)
def battery(request: Request, core: CoreDep, owner_id: NamedDependency[int], vehicle_id: Id) -> Response[str]:
    """Show how the battery has aged and how it should go on, the latter where the owner's plan contains that."""
    with core.reading() as unit:
        here = frame.scene(unit, owner_id, vehicle_id)
        views = cards.cards(unit, owner_id, [_battery(here)], speaker_of(request))
    return frame.show_of(request, here, "battery", "messages", cards=views)


def _battery(here: Scene) -> Message:
    unit, owner, car = here.unit, here.owner, here.car
    view = health.view_of(unit, car)
    lines, by_models = cars.outlook(unit, view, owner, car) if view else ((), ())
    chart = ageing.chart(view) if view else None
    if chart is not None and plans.denial(unit, owner.id, Entitlement.OUTLOOK, vehicle_id=car.id):
        chart = replace(chart, ahead=None, title=Phrase("my.battery.past"))
    unknown = () if lines else (Phrase("own.battery.unknown", {"n": capacity.FEWEST}),)
    return Message((*lines, *unknown, *by_models), chart=chart)


HANDLERS = (now, battery)
