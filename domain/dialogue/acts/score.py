"""The driving score in the chat and on the owner's page: points of stated parts, told to the owner alone."""

from collections.abc import Iterator, Mapping
from typing import Final

from domain.contact.facts import Message, Reply
from domain.core import Unit
from domain.dialogue.acts import own_trips
from domain.driving import rules, service
from domain.driving.facts import Measure, Place, Points, Score
from domain.driving.score import LEAST_KM, LIMITS
from domain.errors import Refusal
from domain.explain.facts import Phrase, sentence
from domain.registry.tables import Owner, Vehicle
from domain.telemetry import travels

_PLACES: Final[Mapping[Measure, Mapping[str, object]]] = {
    Measure.FAST: {"kmh": rules.FAST_KMH},
    Measure.RESTS: {"advice": rules.ADVICE[0], "rest": rules.ADVICE[1], "law": rules.LAW[0]},
}


def show(unit: Unit, owner: Owner, _argument: str = "") -> Reply:
    """Tell it of each car of one's own. Raises Refusal no_car, or driver_reads_only where there are others' cars alone."""
    return Reply(messages=tuple(of_car(unit, owner, car) for car in own_trips.own_cars(unit, owner)))


def of_car(unit: Unit, owner: Owner, car: Vehicle) -> Message:
    """Tell the score of a car of one's own, or why there is none."""
    heading = Phrase("trips.heading", {"car": car.name, "what": Phrase("score.title")})
    is_empty = not travels.has_any(unit, car.id, owner.id)
    nothing = own_trips.nothing(unit, owner, car, heading, is_empty=is_empty)
    if nothing is not None:
        return nothing
    try:
        lines = tuple(_lines(service.score_of(unit, owner, car)))
    except Refusal as refusal:
        lines = (sentence(refusal),)
    return Message((heading, *lines, *own_trips.rests(owner)))


def _lines(score: Score) -> Iterator[Phrase]:
    code = "score.points" if score.low < score.high else "score.points.sure"
    yield Phrase(code, {"points": score.points, "low": score.low, "high": score.high})
    yield Phrase("driving.basis", {"n": score.trips, "km": score.km})
    yield Phrase("trips.lines", {"entries": tuple(map(_part, score.parts))})
    if score.unmeasured:
        parts = tuple(Phrase(f"score.measure.{each}") for each in score.unmeasured)
        yield Phrase("score.unmeasured", {"parts": parts, "weight": score.weight, "least": LEAST_KM})
    if score.unheard_km:
        yield Phrase("trips.unheard", {"km": score.unheard_km})
    yield _place(score.place)
    yield Phrase("score.unproved")
    yield Phrase("score.private")


def _part(of: Points) -> Phrase:
    best, worst = LIMITS[of.measure]
    figures = {"figure": of.figure, "points": of.points, "weight": of.weight, "all": best, "none": worst}
    return Phrase(f"score.part.{of.measure}", {**figures, **_PLACES.get(of.measure, {})})


def _place(place: Place | None) -> Phrase:
    if place is None:
        return Phrase("score.others.few")
    code = "score.others.open" if place.is_open else "score.others"
    return Phrase(code, {"n": place.others, "low": place.low, "high": place.high})
