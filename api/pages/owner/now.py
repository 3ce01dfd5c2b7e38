"""The car as it is now: each value with its age and where it is from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from litestar import Response, get
from litestar.di import NamedDependency

from api.areas import CoreDep, Id, Request
from api.pages.owner import frame
from api.pages.owner.frame import Scene
from domain.alerts import service as alerts
from domain.alerts.facts import Case
from domain.dialogue.acts import cars, readings
from domain.dialogue.acts.cars import Latest
from domain.errors import Refusal
from domain.explain.facts import Phrase
from domain.health import words
from domain.privacy import watch
from domain.telemetry import paths
from domain.twin import service as twin
from domain.twin.states import Value

_KPA_A_BAR: Final = 100.0
_CHARGE: Final = frozenset({"charge_pct", "range_km"})  # said above the list, where the charge is known
_LEAST_AGE: Final = timedelta(minutes=1)


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
            "known": [
                _line(each, unit.now) for each in _state(here) if not charge or each.name not in _CHARGE
            ],
            **_drawing(values, cases, unit.now),
            "targets": tuple(readings.tyre_target(car)),
            "standing": cars.standing(owner, watched, keeper=owner, cases=cases),
            "has_warnings": bool(cases),
            "watched": watched,
        }
    return frame.show_of(request, here, "now", "now", **about)


def _state(here: Scene) -> Iterator[Value]:
    """Yield what is known beside the tyres, which are drawn; nothing where nothing may be read."""
    try:
        values = twin.state(here.unit, here.owner.id, here.car.id)
    except Refusal:  # what is watched, and why not, is told beside it
        return
    yield from (each for each in values if not each.name.startswith("tyre_"))


def _line(value: Value, now: datetime) -> tuple[Phrase, Phrase]:
    """Say a value, and how old it is with where it is from."""
    origin = Phrase(f"my.state.from.{value.origin}")
    basis = Phrase("my.state.age", {"age": max(value.age(now), _LEAST_AGE), "origin": origin})
    return Phrase(f"my.state.{value.name}", {"value": value.value}), basis


def _drawing(values: Latest, cases: tuple[Case, ...], now: datetime) -> dict[str, Any]:
    """Return the wheels, and the age of the oldest of their pressures."""
    tyres = list(_tyres(values, cases))
    age = max((now - each.at for each in tyres if each.at), default=_LEAST_AGE)
    return {"tyres": tyres, "tyres_age": max(age, _LEAST_AGE)}


def _tyres(values: Latest, cases: tuple[Case, ...]) -> Iterator[Tyre]:
    """Yield the wheels from front left to rear right; none where no pressure is known."""
    if not any(path in values for path in paths.TYRE_PRESSURE):
        return
    wheels = [wheel for case in cases if case.check in readings.TYRE_CHECKS for wheel in _wheels(case)]
    for place, path in enumerate(paths.TYRE_PRESSURE):
        kpa, at = values.get(path, (None, None))
        wheel = words.wheel(place)
        yield Tyre(wheel, None if kpa is None else kpa / _KPA_A_BAR, at, wheel in wheels)


def _wheels(case: Case) -> Sequence[object]:
    """Return the wheels that a warning names: all that are low, not the lowest alone."""
    params = case.finding.params
    wheels = params.get("wheels")
    return wheels if isinstance(wheels, (tuple, list)) else (params.get("wheel"),)


HANDLERS = (now,)
