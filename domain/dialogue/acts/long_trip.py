"""Whether a car is fit for a trip to come, as an answer: what is known, what cannot be, and what to do before setting off."""

from collections.abc import Iterator
from math import ceil
from typing import Final

from domain.alerts import message
from domain.alerts import service as alerts
from domain.contact.facts import Button
from domain.dialogue.acts import cars, people, readings, visits
from domain.dialogue.acts.about import Wish
from domain.dialogue.acts.cars import Latest
from domain.dialogue.acts.scene import Inquiry
from domain.dialogue.facts import Intent
from domain.explain.facts import Phrase
from domain.health.facts import View
from domain.privacy import watch
from domain.privacy.watch import State
from domain.registry import service as registry
from domain.registry.tables import Vehicle
from domain.telemetry import paths

_RESERVE: Final = 0.1  # own choice: nobody plans to arrive with less
_CHARGED: Final = 0.8  # to which cars charge fast
_LOOK: Final = "inspection"


def lines(about: Inquiry, car: Vehicle) -> Iterator[Phrase]:
    """Yield open warnings, tyres, charge and range against the distance that was named; then what nobody can know from here."""
    unit, owner = about.scene.unit, about.scene.owner
    keeper = registry.keeper(unit, car.id)
    cases = alerts.alerts_of(unit, keeper.id, car.id) if keeper else ()
    watched = watch.watch(unit, car, keeper)
    latest, view = cars.newest(unit, car)
    values = cars.sound(latest, view)
    for case in cases:
        yield from message.brief(case)
    if watched.state is State.UNHEARD and not values:
        yield Phrase("trip.unheard")
    elif not cases:
        yield from cars.standing(owner, watched, keeper=keeper, cases=cases)
    if any(path in values for path in paths.TYRE_PRESSURE):
        yield from readings.pressures(values, owner.zone)
    if paths.SOC in values:
        yield from readings.charge_of(values, view, owner.zone)
        yield from need(values, view, about.meaning.km)
    yield Phrase("trip.unseen")
    yield Phrase("trip.before")
    booked = visits.next_line(unit, owner, car.id)
    yield from booked or (Phrase("trip.look"),)


def need(values: Latest, view: View | None, km: float | None) -> Iterator[Phrase]:
    """Yield whether the charge goes as far as a distance, and else how often to charge on the way; nothing without either."""
    now, share = readings.range_km(values, view), values[paths.SOC][0] / 100
    if km is None or now is None or share <= 0:
        return
    full = now / share
    if now * (1 - _RESERVE) >= km:
        yield Phrase("trip.enough", {"km": km, "left": now - km})
        return
    stops = _stops(km, now, full)
    yield Phrase("trip.charge", {"km": km, "n": stops})
    if share < 1 - _RESERVE:
        yield Phrase("trip.full", {"full": full, "n": _stops(km, full, full)})


def _stops(km: float, begin: float, full: float) -> int:
    """Return how often to charge, each time from the reserve to what charges fast."""
    rest = km - (begin - _RESERVE * full)
    return max(0, ceil(rest / ((_CHARGED - _RESERVE) * full)))


def rows() -> tuple[tuple[Button, ...], ...]:
    """Return buttons for a visit that looks at the car, and for a person."""
    book = Button(Phrase("trip.button.look"), "say", Wish(Intent.BOOK, job=_LOOK).params(), once=False)
    return ((book, people.button()),)
