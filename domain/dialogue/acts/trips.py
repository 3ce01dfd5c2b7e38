"""What a car drove and charged, by command, sentence or tap: sums, the newest ones as a list, and the last one in detail."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final

from domain.contact.facts import Button, Message, Reply
from domain.contact.verbs import Facts, Verb, reads
from domain.core import Unit
from domain.dialogue import trip_forms
from domain.dialogue.acts import one_trip, own_trips
from domain.dialogue.trip_forms import Kind
from domain.explain.facts import Bar, Bars, Moment, Money, Phrase
from domain.registry import service as registry
from domain.registry.tables import Owner
from domain.reports import page
from domain.reports import service as reports
from domain.telemetry.facts import Charge
from domain.telemetry.trips import Travel, Trip
from domain.trips import rules, service
from domain.trips.facts import Period, Tariff

_MOST: Final = 8  # entries of a list; the rest is added up in one line, so that it still comes to the sum
_CHOICES: Final = (Period.LAST, Period.WEEK, Period.LAST_WEEK, Period.MONTH, Period.LAST_MONTH)
_DAYS: Final = 31  # bars that a chart holds


class OfPeriod(Facts, frozen=True):
    """Trips or charges of a car in a period, as a text or as a chart."""

    vehicle_id: int
    kind: Kind
    period: Period
    chart: bool = False


def show(unit: Unit, owner: Owner, argument: str = "") -> Reply:
    """Show the trips of each car of one's own, of the days that are named, else of this week."""
    return answer(unit, owner, Kind.TRIPS, trip_forms.period_behind(argument))


def show_charges(unit: Unit, owner: Owner, argument: str = "") -> Reply:
    """Show the charges of each car of one's own, of the days that are named, else of this month."""
    return answer(unit, owner, Kind.CHARGES, trip_forms.period_behind(argument))


def answer(unit: Unit, owner: Owner, kind: Kind, period: Period | None) -> Reply:
    """Show trips or charges of each car of one's own, a message each. Raises Refusal no_car, or driver_reads_only where there are others' cars alone."""
    days = period or (Period.WEEK if kind is Kind.TRIPS else Period.MONTH)
    return Reply(
        messages=tuple(
            _message(unit, owner, OfPeriod(car.id, kind, days)) for car in own_trips.own_cars(unit, owner)
        )
    )


def open_period(unit: Unit, owner: Owner, about: OfPeriod) -> Reply:
    """Show another period, or a chart. Raises Refusal vehicle_not_yours, or driver_reads_only for somebody else's car."""
    registry.own_vehicle(unit, owner.id, about.vehicle_id)
    return Reply(messages=(_message(unit, owner, about),))


def _message(unit: Unit, owner: Owner, about: OfPeriod) -> Message:
    car = registry.vehicle(unit, about.vehicle_id)
    heading = Phrase("trips.heading", {"car": car.name, "what": _name(about)})
    travel = service.of_period(unit, owner, car, about.period)
    nothing = own_trips.nothing(unit, owner, car, heading, is_empty=not _entries(travel, about))
    if nothing is not None:
        return nothing
    lines = tuple(
        _trip_lines(travel, owner, about)
        if about.kind is Kind.TRIPS
        else _charge_lines(unit, travel, owner, about)
    )
    chart = _chart(travel, owner, about) if about.chart else None
    return Message((heading, *lines, *own_trips.rests(owner)), rows=_rows(travel, about), chart=chart)


def _entries(travel: Travel, about: OfPeriod) -> Sequence[Trip | Charge]:
    return travel.trips if about.kind is Kind.TRIPS else travel.charges


def _rows(travel: Travel, about: OfPeriod) -> tuple[tuple[Button, ...], ...]:
    """Return the other periods, two a row, the other kind, and a chart where there is something to draw."""
    every = [OfPeriod(about.vehicle_id, about.kind, each) for each in _CHOICES if each is not about.period]
    periods = [_button(_name(each), each) for each in every]
    other = OfPeriod(about.vehicle_id, Kind.CHARGES if about.kind is Kind.TRIPS else Kind.TRIPS, about.period)
    last = [_button(_name(other), other)]
    has_days = about.period not in {
        Period.LAST,
        Period.TODAY,
        Period.YESTERDAY,
        Period.HALF_YEAR,
        Period.YEAR,
        Period.LAST_YEAR,
    }
    if has_days and not about.chart and _entries(travel, about):
        by_day = OfPeriod(about.vehicle_id, about.kind, about.period, chart=True)
        last.append(_button(Phrase("trips.button.chart"), by_day))
    return (*(tuple(periods[place : place + 2]) for place in range(0, len(periods), 2)), tuple(last))


def _name(about: OfPeriod) -> Phrase:
    """Say what is shown, as on its button: trips this week."""
    if about.period is Period.LAST:
        return Phrase(f"trips.choose.{about.kind}.last")
    return Phrase(f"trips.choose.{about.kind}", {"period": Phrase(f"trips.period.{about.period}")})


def _button(label: Phrase, about: OfPeriod) -> Button:
    return Button(label, "trips.show", about.params(), once=False)


def _trip_lines(travel: Travel, owner: Owner, about: OfPeriod) -> Iterator[Phrase]:
    trips = travel.trips
    if not trips:
        yield Phrase("trips.none")
    elif about.period is Period.LAST:
        yield from one_trip.lines(trips[-1], owner.zone)
        split = reports.split_of_last(trips)
        yield from page.ranges(split) if split else ()
        return
    else:
        yield from _sum_lines(trips)
        yield Phrase("trips.lines", {"entries": tuple(_list(trips, owner.zone))})
    if travel.unheard:
        yield Phrase("trips.unheard", {"km": sum(each.km for each in travel.unheard)})


def _sum_lines(trips: Sequence[Trip]) -> Iterator[Phrase]:
    total = rules.total(trips)
    yield Phrase("trips.sum", {"n": total.n, "km": total.km, "time": timedelta(minutes=total.minutes)})
    if total.n_unknown:
        yield Phrase("trips.sum.unknown", {"n": total.n_unknown})
    if total.kwh is None:
        yield Phrase("trips.sum.no_energy")
        return
    code = "trips.sum.energy" if total.n_kwh == total.n else "trips.sum.energy.part"
    rate = [] if total.per_100km is None else [Phrase("trips.sum.rate", {"rate": total.per_100km})]
    yield one_trip.together([Phrase(code, {"kwh": total.kwh, "n": total.n_kwh}), *rate])
    if total.regenerated_kwh is not None:
        yield Phrase("trips.sum.back", {"kwh": total.regenerated_kwh})


def _list(trips: Sequence[Trip], zone: str) -> Iterator[Phrase]:
    earlier, newest = trips[:-_MOST], trips[-_MOST:]
    if earlier:
        total = rules.total(earlier)
        kwh = [] if total.kwh is None else [Phrase("trips.kwh", {"kwh": total.kwh})]
        yield one_trip.together([Phrase("trips.earlier", {"n": total.n, "km": total.km}), *kwh])
    for trip in newest:
        yield Phrase(
            "trips.line", {"at": Moment(trip.start, zone), "what": one_trip.together(one_trip.figures(trip))}
        )


def _charge_lines(unit: Unit, travel: Travel, owner: Owner, about: OfPeriod) -> Iterator[Phrase]:
    charges = travel.charges[-1:] if about.period is Period.LAST else travel.charges
    if not charges:
        yield Phrase("trips.charge.none")
        return
    prices = service.tariff(unit, owner.id)
    total = rules.total_charged(charges, prices, zone=owner.zone)
    yield Phrase("trips.charge.sum", {"n": total.n, "kwh": total.kwh})
    if prices is None or total.cost is None:
        yield Phrase("trips.charge.no_tariff")
    else:
        yield Phrase("trips.charge.cost", {"cost": Money(total.cost, prices.currency)})
    yield Phrase("trips.lines", {"entries": tuple(_charge_list(charges, prices, owner.zone))})


def _charge_list(charges: Sequence[Charge], prices: Tariff | None, zone: str) -> Iterator[Phrase]:
    earlier, newest = charges[:-_MOST], charges[-_MOST:]
    if earlier:
        total = rules.total_charged(earlier, prices, zone=zone)
        sums = Phrase("trips.charge.earlier", {"n": total.n, "kwh": total.kwh})
        yield one_trip.together([sums, *_price(total.cost, prices)])
    for charge in newest:
        what = one_trip.together(_charge_figures(charge, prices, zone))
        yield Phrase("trips.line", {"at": Moment(charge.start, zone), "what": what})


def _charge_figures(charge: Charge, prices: Tariff | None, zone: str) -> Iterator[Phrase]:
    yield Phrase("trips.kwh", {"kwh": rules.kwh(charge.energy_kwh)})
    if charge.by_meter:
        yield Phrase("trips.charge.by_meter")
    yield Phrase("trips.charge.soc", {"from": charge.soc_from / 100, "to": charge.soc_to / 100})
    yield Phrase("trips.charge.fast" if rules.is_fast(charge) else "trips.charge.slow")
    yield Phrase("trips.span", {"span": charge.end - charge.start})
    yield from _price(None if prices is None else rules.cost(charge, prices, zone=zone), prices)


def _price(cost: float | None, prices: Tariff | None) -> Iterator[Phrase]:
    if cost is not None and prices is not None:
        yield Phrase("trips.charge.price", {"cost": Money(cost, prices.currency)})


def _chart(travel: Travel, owner: Owner, about: OfPeriod) -> Bars:
    """Draw what each day adds, by the day on which it began."""
    is_trips = about.kind is Kind.TRIPS
    by_day: dict[Moment, float] = {}
    for each in _entries(travel, about):
        amount = rules.km(each) if isinstance(each, Trip) else rules.kwh(each.energy_kwh)
        day = Moment(rules.midnight_before(each.start, owner.zone), owner.zone)
        by_day[day] = round(by_day.get(day, 0.0) + (amount or 0.0), 1)
    bars = tuple(
        Bar(Phrase("trips.chart.day", {"at": day, "amount": amount}), amount)
        for day, amount in by_day.items()
    )
    return Bars(Phrase("trips.chart.km" if is_trips else "trips.chart.kwh"), bars[-_DAYS:], weighs=False)


VERBS: Final[dict[str, Verb]] = {"trips.show": reads(OfPeriod, open_period)}
