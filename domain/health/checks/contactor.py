"""The contactors, the battery's high-voltage switches: worn by their count, or switching far too often."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from math import isnan, nan
from statistics import median

from domain.explain.facts import N_, Chart, Moment, Money, Phrase, Series, figure
from domain.health import advice
from domain.health.evidence import breaks, usual
from domain.health.facts import Cost, Finding, Kind, Level, Limit, Traits, View, Words, by_level
from domain.telemetry import paths
from domain.telemetry.facts import Contactor

CODE = "contactor"
SIGNALS: tuple[str, ...] = (paths.CONTACTOR_CYCLES,)
PARTS: tuple[str, ...] = ("contactors",)
EVERY = timedelta(days=1)
LIMITS: Mapping[str, Limit] = {
    "worn": Limit(50_000.0, "switchings", "OVMS (smart EQ): warns above 50 000 consumed switchings"),
    "step": Limit(
        10_000.0, "switchings", "own choice: told once, the limit steps up by so many, as OVMS does"
    ),
    "an_hour": Limit(8.0, "switchings in an hour", "OVMS (smart EQ): warns at 8 changes within an hour"),
    "usual": Limit(2.0, "times the car's usual busiest hour", "own choice: some cars start and stop all day"),
}
WORDS = Words(
    name=N_("High-voltage switches"),
    title=N_("The high-voltage switches need a look"),
    seen=N_("{worn} {often}"),
    matters=N_(
        "These switches connect the main battery to the car. When their contacts burn or stick, the car does not start, or cannot be switched off safely."
    ),
    action=N_("{advice}"),
    sure=N_("Counted by the car itself, on {days:n0} days since {since:day}. {basis}"),
)
JOB: str | None = "high_voltage_check"
COST: Cost | None = Cost(now=Money(200, "CNY"), later=Money(5_000, "CNY"))
CANNOT_SEE = N_("I only count how often the switches work; how hot or burnt their contacts are I cannot see.")
TRAITS = Traits(advice=by_level("contactor.next_visit", "contactor.this_week", "contactor.this_week"))
INHIBITED_BY: tuple[str, ...] = ()
LOOK_ALIKES: tuple[str, ...] = ("contactors_new", "short_trips", "missing_data", "healthy")

FRESH = timedelta(days=14)
TOLD_FOR = timedelta(days=30)  # so long a passed limit is worth a warning; then the next one counts
OFTEN_WITHIN, OFTEN_DAYS = timedelta(days=7), 2  # one busy day alone proves nothing
FEWEST = 3
LEAP = 5_000.0  # no car switches so often from one reading to the next: another counter
SATURATED = frozenset({65_535.0, 16_777_215.0})  # the ends of counters, which say nothing
HORIZON = {Level.BLUE: timedelta(days=30), Level.YELLOW: timedelta(days=7)}
RISK = {Level.BLUE: 0.5, Level.YELLOW: 0.7}  # from simulated faults


@dataclass(frozen=True, slots=True)
class Case:
    """cycles: the counter now. limit: passed last, or the next one. often, usual: most switchings in an hour, now and before."""

    cycles: float
    limit: float
    worn: float
    often: float
    usual: float

    @property
    def evidence(self) -> dict[str, float]:
        if isnan(self.often):
            return {"worn": self.worn, "often": nan}
        beyond = self.often / max(self.usual * LIMITS["usual"].value, 1.0)
        return {"worn": self.worn, "often": min(self.often / LIMITS["an_hour"].value, beyond)}


def check(view: View) -> Finding | None:
    readings = _readings(view)
    if len(readings) < FEWEST or view.now - readings[-1].at > FRESH:
        return None
    return _finding(view, readings, _case(view, readings))


def _readings(view: View) -> Sequence[Contactor]:
    """Return readings since the contactors were changed: the counter fell or leapt, or a workshop reported it."""
    began = breaks.since(view, CODE)
    readings = [
        each for each in view.features.contactors if each.cycles not in SATURATED and each.at >= began
    ]
    first = 0
    for place, (before, after) in enumerate(pairwise(readings), start=1):
        if not 0 <= after.cycles - before.cycles <= LEAP:
            first = place
    return readings[first:]


def _case(view: View, readings: Sequence[Contactor]) -> Case:
    cycles = readings[-1].cycles
    limit, worn = _worn(view, readings)
    before = [each.most_an_hour for each in readings if view.now - each.at > OFTEN_WITHIN]
    return Case(
        cycles=cycles,
        limit=limit,
        worn=worn,
        often=_often(view.now, readings),
        usual=median(before) if before else 0.0,
    )


def _often(now: datetime, readings: Sequence[Contactor]) -> float:
    """Return the number of switchings in an hour that two days of the last week reached."""
    lately = sorted(each.most_an_hour for each in readings if now - each.at <= OFTEN_WITHIN)
    return lately[-OFTEN_DAYS] if len(lately) >= OFTEN_DAYS else nan


def _worn(view: View, readings: Sequence[Contactor]) -> tuple[float, float]:
    """Return the limit that counts, and the counter as a share of it: above 1 for a month after it was passed.

    After that month the way to the next limit counts, so that the same wear is not told again and again.
    """
    cycles, first, step = readings[-1].cycles, LIMITS["worn"].value, LIMITS["step"].value
    if cycles < first:
        return first, cycles / first
    reached = first + (cycles - first) // step * step
    since = next(each.at for each in readings if each.cycles >= reached)
    if view.now - since <= TOLD_FOR:
        return reached, cycles / reached
    return reached + step, (cycles - reached) / step


def _finding(view: View, readings: Sequence[Contactor], case: Case) -> Finding:
    evidence = case.evidence
    worn, often = evidence["worn"] >= 1, evidence["often"] >= 1
    level, severity = Level.YELLOW if often else Level.BLUE, int(worn or often)
    kinds = {Kind.LEVEL: worn, Kind.COUNT: often}
    count = {"cycles": case.cycles, "limit": case.limit}
    return Finding(
        check=CODE,
        strength=max(value for value in evidence.values() if not isnan(value)),
        level=level,
        risk=RISK[level],
        horizon=HORIZON[level],
        severity=severity,
        kinds=frozenset(kind for kind, holds in kinds.items() if holds),
        params={
            "worn": Phrase("contactor.worn" if worn else "contactor.not_worn", count),
            "often": Phrase("contactor.often", {"most": case.often}) if often else Phrase("contactor.seldom"),
            "days": len(readings),
            "since": Moment(readings[0].at, view.zone),
            **advice.params(TRAITS, level, severity, risk=RISK[level], horizon=HORIZON[level]),
        },
        evidence=evidence,
        figure=figure(case.often if _by_pace(case) else case.cycles, readings[-1].at),
    )


def _by_pace(case: Case) -> bool:
    """Whether frequent switching is what trips, rather than the total count."""
    return case.evidence["often"] >= 1 > case.evidence["worn"]


def chart(view: View) -> Chart | None:
    readings = _readings(view)
    if not readings:
        return None
    case = _case(view, readings)
    if _by_pace(case):
        return _drawn_pace(view, readings, case)
    line = Series(
        name=Phrase("series.switchings"),
        at=tuple(each.at for each in readings),
        values=tuple(each.cycles for each in readings),
    )
    return Chart(Phrase("chart.contactor"), "unit.times", (line,), view.zone, limit=case.limit)


def _then(view: View, so_far: Sequence[Contactor], readings: Sequence[Contactor]) -> datetime:
    return view.now if len(so_far) == len(readings) else so_far[-1].at


def _drawn_pace(view: View, readings: Sequence[Contactor], case: Case) -> Chart:
    paces = [
        (each, often)
        for each, often in usual.at_each_reading(
            readings, lambda so_far: _often(_then(view, so_far, readings), so_far)
        )
        if not isnan(often)
    ]
    at, line = tuple(each.at for each, _ in paces), tuple(often for _, often in paces)
    return Chart(
        title=Phrase("chart.contactor_pace"),
        unit="unit.times",
        series=(Series(Phrase("series.switchings_an_hour"), at, line),),
        zone=view.zone,
        normal=usual.before(line),
        limit=max(LIMITS["an_hour"].value, case.usual * LIMITS["usual"].value),
    )
