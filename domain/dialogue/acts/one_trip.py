"""One trip: its figures in a line, and all that is known of it."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import reduce

from domain.explain.facts import Moment, Phrase
from domain.telemetry.features import manoeuvres
from domain.telemetry.trips import BANDS_KMH, Trip
from domain.trips import rules


def figures(trip: Trip) -> Iterator[Phrase]:
    """Distance, duration and energy, as far as they are known."""
    km, kwh = rules.km(trip), rules.kwh(trip.used_kwh)
    yield Phrase("trips.km.unknown") if km is None else Phrase("trips.km", {"km": km})
    yield Phrase("trips.span", {"span": timedelta(minutes=rules.minutes(trip))})
    if kwh is not None:
        yield Phrase("trips.kwh", {"kwh": kwh})


def together(figures: Iterable[Phrase]) -> Phrase:
    """Say several figures in one line."""
    return reduce(lambda one, more: Phrase("trips.and", {"one": one, "more": more}), figures)


def lines(trip: Trip, zone: str) -> Iterator[Phrase]:
    """Everything that is known of a trip."""
    yield Phrase("trips.last.times", {"from": Moment(trip.start, zone), "to": Moment(trip.end, zone)})
    yield Phrase("trips.lines", {"entries": tuple(_entries(trip))})


def _entries(trip: Trip) -> Iterator[Phrase]:
    yield together(figures(trip))
    yield from _energy(trip)
    yield from _speeds(trip)
    yield from _surroundings(trip)
    if trip.hard_starts is None or trip.hard_brakings is None:
        yield not_hard(trip.interval_s)
    else:
        yield Phrase("trips.last.hard", {"starts": trip.hard_starts, "brakings": trip.hard_brakings})


def not_hard(interval_s: float) -> Phrase:
    """Say why accelerations cannot be told: readings come too seldom, or repeat old ones."""
    if interval_s <= manoeuvres.EACH_SECOND_S:
        return Phrase("trips.last.repeats")
    return Phrase("trips.last.not_hard", {"seconds": interval_s})


def _energy(trip: Trip) -> Iterator[Phrase]:
    if trip.used_kwh is None:
        yield Phrase("trips.sum.no_energy")
    elif trip.km:
        yield Phrase("trips.sum.rate", {"rate": 100 * trip.used_kwh / trip.km})
    if trip.regenerated_kwh is not None:
        yield Phrase("trips.sum.back", {"kwh": rules.kwh(trip.regenerated_kwh)})
    if trip.soc_from is not None and trip.soc_to is not None:
        yield Phrase("trips.last.soc", {"from": trip.soc_from / 100, "to": trip.soc_to / 100})


def _speeds(trip: Trip) -> Iterator[Phrase]:
    if trip.band_s is not None:
        bands = [
            _band(place, timedelta(seconds=seconds))
            for place, seconds in enumerate(trip.band_s)
            if seconds >= 1
        ]
        yield Phrase("trips.last.bands", {"bands": tuple(bands)})
    if trip.stops is not None and trip.standstill_s is not None:
        yield Phrase("trips.last.stops", {"n": trip.stops, "time": timedelta(seconds=trip.standstill_s)})
    if trip.top_kmh is not None:
        yield Phrase("trips.last.top", {"kmh": trip.top_kmh})


def _band(place: int, time: timedelta) -> Phrase:
    begins = BANDS_KMH[place]
    if place + 1 == len(BANDS_KMH):
        return Phrase("trips.last.band_above", {"from": begins, "time": time})
    return Phrase("trips.last.band", {"from": begins, "to": BANDS_KMH[place + 1], "time": time})


def _surroundings(trip: Trip) -> Iterator[Phrase]:
    if trip.ambient_c is not None:
        yield Phrase("trips.last.ambient", {"celsius": trip.ambient_c})
    if trip.climate_s is not None:
        time, kwh = timedelta(seconds=trip.climate_s), rules.kwh(trip.climate_kwh)
        code = "trips.last.climate" if kwh is None else "trips.last.climate_kwh"
        yield Phrase(code, {"time": time, "kwh": kwh})
    if trip.climb_m is not None and trip.descent_m is not None:
        yield Phrase("trips.last.heights", {"up": trip.climb_m, "down": trip.descent_m})
