"""What a car has sent, as an answer: its charge and how far that goes, the battery's health, the tyres. Each with its moment."""

from collections.abc import Iterator
from datetime import datetime

from domain.alerts import message
from domain.alerts import service as alerts
from domain.battery import capacity, words
from domain.dialogue.acts import cars
from domain.dialogue.acts.cars import Latest
from domain.dialogue.acts.scene import Inquiry
from domain.explain.facts import Moment, Phrase
from domain.health import words as health_words
from domain.health.evidence import ageing, usage
from domain.health.facts import View
from domain.registry import service as registry
from domain.registry.tables import Vehicle
from domain.telemetry import paths

_KM = 1000.0  # metres
_BAR = 100.0  # kPa
TYRE_CHECKS = frozenset({"tyre_pressure", "puncture"})


def charge(about: Inquiry, car: Vehicle) -> Iterator[Phrase]:
    """How full the car is, whether it charges, and how far that goes by its own count, or else by its use of late."""
    latest, view = cars.newest(about.scene.unit, car)
    values, zone = cars.sound(latest, view), about.scene.owner.zone
    if paths.SOC in values:
        yield from charge_of(values, view, zone)
    else:
        yield Phrase("own.charge.unknown")
        yield cars.last_contact(latest, view, zone)


def charge_of(values: Latest, view: View | None, zone: str) -> Iterator[Phrase]:
    """Say the charge of readings that hold one, and how far it goes."""
    yield _charge(values, zone)
    if values.get(paths.IS_CHARGING, (0.0, None))[0]:
        yield Phrase("own.charging")
    yield from _range(values, view)


def _charge(values: Latest, zone: str) -> Phrase:
    soc, at = values[paths.SOC]
    return Phrase("own.charge", {"soc": soc / 100, "at": Moment(at, zone)})


def _range(values: Latest, view: View | None) -> Iterator[Phrase]:
    km = range_km(values, view)
    use = usage.consumption(view) if view else None
    if km is None:
        yield Phrase("own.range.unknown")
    elif paths.RANGE in values or use is None:
        yield Phrase("own.range", {"km": km})
    else:
        yield Phrase("own.range.by_use", {"km": km, "use": use.lately})


def range_km(values: Latest, view: View | None) -> float | None:
    """Return how far the charge goes by the car's own count, or else by its use of late; None where neither is known."""
    if paths.RANGE in values:
        return values[paths.RANGE][0] / _KM
    use, new = (usage.consumption(view), view.car.capacity_new_kwh) if view else (None, None)
    if view is None or use is None or not new or paths.SOC not in values:
        return None
    estimate = ageing.estimated(view)
    full_kwh = new * (min(estimate.soh, 100.0) / 100 if estimate else 1.0)
    return values[paths.SOC][0] / 100 * full_kwh / use.lately * 100


def battery(about: Inquiry, car: Vehicle) -> Iterator[Phrase]:
    """The battery's health and its forecast with the confidence in it, or what is missing for that."""
    unit = about.scene.unit
    latest, view = cars.newest(unit, car)
    values = cars.sound(latest, view)
    estimate = ageing.estimated(view) if view else None
    lines, by_models = cars.outlook(unit, view, registry.keeper(unit, car.id), car) if view else ((), ())
    if estimate is None:
        yield Phrase("own.battery.unknown", {"n": capacity.FEWEST})
    else:
        yield from lines
        yield Phrase("own.battery.as_of", {"at": Moment(estimate.charges[-1].at, about.scene.owner.zone)})
    yield from by_models
    if paths.SOC in values:
        yield _charge(values, about.scene.owner.zone)


def confidence(about: Inquiry) -> Iterator[Phrase]:
    """How far the estimate of the battery's health can be relied on."""
    for car in filter(about.is_about, registry.vehicles_of(about.scene.unit, about.scene.owner.id)):
        _, view = cars.newest(about.scene.unit, car)
        estimate = ageing.estimated(view) if view else None
        if estimate is None:
            yield Phrase("own.battery.unknown", {"n": capacity.FEWEST})
        else:
            yield words.confidence(estimate)


def tyres(about: Inquiry, car: Vehicle) -> Iterator[Phrase]:
    """The pressures that were sent last, what to inflate to, and open warnings of the tyres."""
    unit, owner = about.scene.unit, about.scene.owner
    latest, view = cars.newest(unit, car)
    values = cars.sound(latest, view)
    sent = tuple(pressures(values, owner.zone))
    yield from sent or (Phrase("own.tyres.unknown"), cars.last_contact(latest, view, owner.zone))
    yield from tyre_target(car)
    keeper = registry.keeper(unit, car.id)
    for case in alerts.alerts_of(unit, keeper.id, car.id) if keeper else ():
        if case.check in TYRE_CHECKS:
            yield from message.brief(case)


def pressures(values: Latest, zone: str) -> Iterator[Phrase]:
    """Say the tyre pressures of readings, where they hold any."""
    wheels = [(place, *values[path]) for place, path in enumerate(paths.TYRE_PRESSURE) if path in values]
    if wheels:
        yield _pressures(wheels, zone)


def _pressures(wheels: list[tuple[int, float, datetime]], zone: str) -> Phrase:
    each = tuple(
        Phrase("own.tyre", {"wheel": health_words.wheel(place), "bar": kpa / _BAR})
        for place, kpa, _ in wheels
    )
    return Phrase("own.tyres", {"tyres": each, "at": Moment(min(at for *_, at in wheels), zone)})


def tyre_target(car: Vehicle) -> Iterator[Phrase]:
    """Say what the tyres are to be inflated to."""
    front, rear = car.placard_front_kpa, car.placard_rear_kpa
    if front is None or rear is None:
        yield Phrase("own.tyres.no_target")
        return
    yield Phrase("own.tyres.target", {"front": front / _BAR, "rear": rear / _BAR})
    yield Phrase("own.tyres.cold")
