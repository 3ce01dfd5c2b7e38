"""From how a car was driven to the points of its driving score; pure. docs/report.md states the same table.

The parts are what published scores judge (hard braking, speed, late nights: Tesla's Safety Score) and the rests that rules of the
road ask for. Each is known to go with accidents: hard events (Simons-Morton et al., Am J Epidemiol 175:319, 2012), speed (Elvik, TØI
report 1034, 2009), nights (odds of injury 5.6 between 2 and 5, Connor et al., BMJ 324:1125, 2002), long drives without a rest
(`rules.ADVICE`, `rules.LAW`). Weights and limits are an own choice: no claims and no accidents were looked at.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from domain.driving.facts import Conduct, Frequency, Measure, Points, Score
from domain.errors import Refusal

WEIGHTS: Final[Mapping[Measure, int]] = {
    Measure.BRAKINGS: 30,
    Measure.STARTS: 15,
    Measure.FAST: 20,
    Measure.RESTS: 20,
    Measure.NIGHT: 15,
}
LIMITS: Final[Mapping[Measure, tuple[float, float]]] = {
    Measure.BRAKINGS: (1.0, 10.0),  # on 100 km
    Measure.STARTS: (2.0, 20.0),  # on 100 km
    Measure.FAST: (0.01, 0.2),  # of the distance, above `rules.FAST_KMH`
    Measure.RESTS: (0.0, 4.0),  # on 1,000 km: drives beyond `rules.ADVICE`, and again those beyond LAW
    Measure.NIGHT: (0.0, 0.2),  # of the distance, in `rules.NIGHT`
}
"""Up to where a part earns all its points, and from where on none; in proportion between. Own choice."""
LEAST_KM: Final = 500.0  # for each part; own choice: one hard braking in 100 km is then 0.4 to 2.1
LEAST_WEIGHT: Final = 60  # of 100 that must be measured; own choice: never without hard events


def score(conduct: Conduct | None) -> Score:
    """Return the score of a year, without a place. A part that could not be measured earns nothing and weighs nothing.

    Raises Refusal score_distance on less than LEAST_KM, score_unmeasured where parts of less than LEAST_WEIGHT are measured.
    """
    km = 0.0 if conduct is None else conduct.km
    if conduct is None or km < LEAST_KM:
        raise Refusal("score_distance", km=km, least=LEAST_KM)
    year = Score(conduct.trips, km, conduct.unheard_km, tuple(_parts(conduct)))
    if year.weight < LEAST_WEIGHT:
        raise Refusal("score_unmeasured", weight=year.weight, least=LEAST_WEIGHT, km=LEAST_KM)
    return year


def whole(conduct: Conduct | None) -> float | None:
    """Return the points of a score of all parts, which alone are compared; None where there is none."""
    try:
        year = score(conduct)
    except Refusal:
        return None
    return None if year.unmeasured else float(year.points)


def _parts(conduct: Conduct) -> Iterator[Points]:
    if conduct.hard is not None and conduct.hard.starts.km >= LEAST_KM:
        yield _of_count(Measure.BRAKINGS, conduct.hard.brakings)
        yield _of_count(Measure.STARTS, conduct.hard.starts)
    if conduct.fast is not None and conduct.fast.of_km >= LEAST_KM:
        yield _points(Measure.FAST, conduct.fast.share)
    if conduct.rests is not None and conduct.rests.km >= LEAST_KM:
        beyond = conduct.rests.over_advice + conduct.rests.over_law
        yield _points(Measure.RESTS, 1_000 * beyond / conduct.rests.km)
    yield _points(Measure.NIGHT, conduct.late_km / conduct.km)


def _of_count(measure: Measure, often: Frequency) -> Points:
    return _points(measure, often.per_100km, often.low, often.high)


def _points(measure: Measure, figure: float, *edges: float) -> Points:
    """edges: of the figure's interval; none where it is no count."""
    lowest, highest = edges or (figure, figure)
    points, low, high = (_earned(measure, each) for each in (figure, highest, lowest))
    return Points(measure, figure, WEIGHTS[measure], points, low, high)


def _earned(measure: Measure, figure: float) -> int:
    """Return the points of a part, whole so that a reader can add them up."""
    best, worst = LIMITS[measure]
    share = min(1.0, max(0.0, (worst - figure) / (worst - best)))
    return round(WEIGHTS[measure] * share)
