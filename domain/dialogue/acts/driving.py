"""How an owner drives, told to nobody else: by command, sentence or tap."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from domain.contact.facts import Button, Message, Reply
from domain.contact.verbs import Facts, Verb, reads
from domain.core import Unit
from domain.dialogue import trip_forms
from domain.dialogue.acts import one_trip, own_trips
from domain.driving import rules, service
from domain.driving.facts import Conduct, Fast, Frequency, Hard, Place, Rests, Trend
from domain.explain.facts import Moment, Phrase
from domain.registry import service as registry
from domain.registry.tables import Owner
from domain.reports import page
from domain.trips.facts import Period

_CHOICES: Final = (Period.LAST, Period.WEEK, Period.LAST_WEEK, Period.MONTH, Period.LAST_MONTH)


class OfDriving(Facts, frozen=True):
    """How a car was driven in a period."""

    vehicle_id: int
    period: Period


def show(unit: Unit, owner: Owner, argument: str = "") -> Reply:
    """Tell it of each car of one's own, of the days that are named, else of this month."""
    return answer(unit, owner, trip_forms.period_behind(argument))


def answer(unit: Unit, owner: Owner, period: Period | None) -> Reply:
    """One message a car. Raises Refusal no_car, or driver_reads_only where there are others' cars alone."""
    cars = own_trips.own_cars(unit, owner)
    return Reply(
        messages=tuple(_message(unit, owner, OfDriving(car.id, period or Period.MONTH)) for car in cars)
    )


def open_period(unit: Unit, owner: Owner, about: OfDriving) -> Reply:
    """Tell it of another period. Raises Refusal vehicle_not_yours, or driver_reads_only for somebody else's car."""
    registry.own_vehicle(unit, owner.id, about.vehicle_id)
    return Reply(messages=(_message(unit, owner, about),))


def _message(unit: Unit, owner: Owner, about: OfDriving) -> Message:
    car = registry.vehicle(unit, about.vehicle_id)
    heading = Phrase("trips.heading", {"car": car.name, "what": _name(about.period)})
    conduct = service.of_period(unit, owner, car, about.period)
    nothing = own_trips.nothing(unit, owner, car, heading, is_empty=conduct is None)
    if nothing is not None:
        return nothing
    lines = (Phrase("trips.none"),) if conduct is None else tuple(_lines(conduct, about.period, owner.zone))
    return Message((heading, *lines, *own_trips.rests(owner)), rows=_rows(about))


def _name(period: Period) -> Phrase:
    if period is Period.LAST:
        return Phrase("driving.choose.last")
    return Phrase("driving.choose", {"period": Phrase(f"trips.period.{period}")})


def _rows(about: OfDriving) -> tuple[tuple[Button, ...], ...]:
    others = [OfDriving(about.vehicle_id, each) for each in _CHOICES if each is not about.period]
    buttons = [Button(_name(each.period), "driving.show", each.params(), once=False) for each in others]
    return tuple(tuple(buttons[place : place + 2]) for place in range(0, len(buttons), 2))


def _lines(conduct: Conduct, period: Period, zone: str) -> Iterator[Phrase]:
    yield Phrase("driving.basis", {"n": conduct.trips, "km": conduct.km})
    yield Phrase("trips.lines", {"entries": tuple(_entries(conduct, period, zone))})
    if conduct.hard is not None:
        yield Phrase("driving.how", {"start": rules.START_KMH, "braking": rules.BRAKING_KMH})
    if conduct.rests is not None and conduct.rests.over_law:
        yield Phrase("driving.kind.law")
    elif conduct.rests is not None and conduct.rests.over_advice:
        yield Phrase("driving.kind.advice")
    if conduct.unheard_km:
        yield Phrase("trips.unheard", {"km": conduct.unheard_km})
    yield Phrase("driving.unseen")
    yield Phrase("driving.private")


def _entries(conduct: Conduct, period: Period, zone: str) -> Iterator[Phrase]:
    if conduct.hard is None:
        yield one_trip.not_hard(conduct.interval_s)
    else:
        yield from _hard(conduct.hard, conduct.place, conduct.trips, period, zone)
    yield from _fast(conduct.fast) if conduct.fast else [_unknown("fast", conduct)]
    yield from _rests(conduct.rests) if conduct.rests else [_unknown("rests", conduct)]
    if conduct.late_trips:
        yield Phrase("driving.late", {"time": conduct.late, "n": conduct.late_trips})
    else:
        yield Phrase("driving.late.none")


def _unknown(what: str, conduct: Conduct) -> Phrase:
    return Phrase(f"driving.{what}.unknown", {"span": timedelta(seconds=conduct.interval_s)})


def _hard(hard: Hard, place: Place | None, of: int, period: Period, zone: str) -> Iterator[Phrase]:
    for kind, often, trend in (
        ("starts", hard.starts, hard.starts_trend),
        ("brakings", hard.brakings, hard.brakings_trend),
    ):
        yield one_trip.together(_often(kind, often, trend, period))
    if hard.starts.km >= rules.LEAST_KM:
        yield page.place(place)
    if hard.latest_braking is not None and period is not Period.LAST:
        yield Phrase("driving.latest", {"at": Moment(hard.latest_braking, zone)})
    if hard.trips < of:
        yield Phrase("driving.part", {"n": hard.trips, "km": hard.starts.km})


def _often(kind: str, often: Frequency, trend: Trend | None, period: Period) -> Iterator[Phrase]:
    yield Phrase(f"driving.{kind}", {"n": often.n})
    if often.km >= rules.LEAST_KM:
        yield Phrase("driving.rate", {"rate": often.per_100km, "low": often.low, "high": often.high})
    if trend is not None:
        yield Phrase(f"driving.trend.{trend}", {"period": Phrase(f"trips.period.{rules.BEFORE[period]}")})


def _fast(fast: Fast) -> Iterator[Phrase]:
    if fast.km:
        yield Phrase("driving.fast", {"kmh": rules.FAST_KMH, "share": fast.share, "km": fast.km})
    else:
        yield Phrase("driving.fast.none", {"kmh": rules.FAST_KMH})
    if fast.top_kmh is not None:
        yield Phrase("trips.last.top", {"kmh": fast.top_kmh})


def _rests(rests: Rests) -> Iterator[Phrase]:
    limits = {"advice": rules.ADVICE[0], "rest": rules.ADVICE[1]}
    if rests.over_advice:
        yield Phrase("driving.over_advice", {"n": rests.over_advice, "longest": rests.longest, **limits})
    else:
        yield Phrase("driving.over_advice.none", {"longest": rests.longest, **limits})
    if rests.over_law:
        yield Phrase("driving.over_law", {"n": rests.over_law, "law": rules.LAW[0], "rest": rules.LAW[1]})


VERBS: Final[dict[str, Verb]] = {"driving.show": reads(OfDriving, open_period)}
