"""Battery cooling: flow falling while the loop runs warmer than this car's own normal."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from domain.explain.facts import N_, Chart, Moment, Money, Phrase, Series, figure
from domain.health import advice
from domain.health.evidence import breaks, drift, monitor, usual
from domain.health.evidence import hours as driving
from domain.health.evidence.hours import Hours, Side
from domain.health.facts import Cost, Finding, Kind, Level, Limit, Traits, View, Words, by_level
from domain.kit.arrays import Floats
from domain.telemetry import paths
from domain.telemetry.facts import Flow

CODE = "coolant_loop"
SIGNALS: tuple[str, ...] = (
    paths.COOLANT_FLOW,
    paths.COOLANT_INLET,
    paths.COOLANT_OUTLET,
    paths.AMBIENT,
    paths.PACK_POWER,
)
PARTS: tuple[str, ...] = ("flows",)
EVERY = timedelta(hours=1)
LIMITS: Mapping[str, Limit] = {
    "cusum": Limit(
        5.0,
        "sigma",
        "CUSUM (Page 1954) with k = 0.5 and h = 5 sigma (Montgomery, Statistical Quality Control)",
    ),
    "drop": Limit(1.5, "% of normal flow", "own choice: half of what a leak is simulated with, -3 %"),
    "rise": Limit(0.6, "°C above normal", "own choice: half of what a leak is simulated with, +1.2 °C"),
    "baseline": Limit(
        14.0, "days", "own choice: two weeks hold working days and weekends of the car's own normal"
    ),
}
WORDS = Words(
    name=N_("Battery cooling"),
    title=N_("Battery cooling is getting weaker"),
    seen=N_(
        "Since {since:day} the coolant flows {drop:pct1} slower and runs {rise:n1} °C warmer than usual for your car."
    ),
    matters=N_(
        "Both together point to lost coolant or a tired pump. If cooling fails the car cuts its power and may stop."
    ),
    action=N_("{advice}"),
    sure=N_(
        "Two independent signs agree over {hours:n0} hours of driving, against {days:n0} days of normal. {basis}"
    ),
    forms={"failing": N_("Battery cooling is failing")},
    softer={"failing": ""},
)
JOB: str | None = "coolant_repair"
COST: Cost | None = Cost(now=Money(300, "CNY"), later=Money(2000, "CNY"))
CANNOT_SEE = N_(
    "I cannot see a hose that bursts at once, nor the motor's own cooling, and I need two weeks to learn your car."
)
TRAITS = Traits(advice=by_level("coolant.soon", "coolant.soon", "coolant.now"))
INHIBITED_BY: tuple[str, ...] = ()
LOOK_ALIKES: tuple[str, ...] = (
    "flow_sensor_fault",
    "hot_day",
    "cold_morning",
    "altitude",
    "long_parking",
    "missing_data",
)

HORIZON_NEAR, HORIZON_FAR = timedelta(days=2), timedelta(days=7)
SIGMA_FLOW, SIGMA_WARM = 0.3, 0.2  # never call a sensor finer than this, in % and °C
NEAREST = 8  # hours of the baseline, those of the most similar weather, that say how warm is normal
CALM = 0.6  # below it lost flow is ruled out, and so is the whole case
FAR = 3.0  # strength of both sums for red
GREW_DROP, GREW_RISE = 0.5, 0.2
# Columns of an hour: seconds, l/h, °C, ambient °C, kW, 1 where the hour before was driven too (a loop warms through).
AT, FLOW, WARM, AMBIENT, POWER, ON = range(6)


@dataclass(frozen=True, slots=True)
class Case:
    """Flow lost in percent, and warmth gained in degrees; None where lost flow is ruled out already."""

    flow: Side
    warm: Side | None
    distance: float = math.nan  # both together by the monitor, 1.0 at its limit

    @property
    def strength(self) -> float:
        """Return the strength of the weaker sign, as one alone may be a sensor or the weather."""
        signs = [_strength(self.flow, "drop")] + ([] if self.warm is None else [_strength(self.warm, "rise")])
        return min(signs)


def check(view: View) -> Finding | None:
    hours = _hours(view)
    if hours is None:
        return None
    drop, sigma = _drops(hours)
    flow = driving.side(drop, sigma=sigma)
    if _strength(flow, "drop") < CALM:
        return _finding(view, hours, Case(flow, None))
    rise, sigma = _rises(hours)
    return _finding(view, hours, Case(flow, driving.side(rise, sigma=sigma), _deviation(hours)))


def _hours(view: View) -> Hours | None:
    baseline, began = LIMITS["baseline"].value, breaks.since(view, CODE)
    table = _table([flow for flow in view.features.flows if flow.at > began])
    return driving.split(table, now=view.now, baseline_days=baseline, ambient=AMBIENT)


def _table(flows: Sequence[Flow]) -> Floats:
    cells: list[float] = []
    before = 0.0
    for flow in flows:
        warm = flow.inlet_c if flow.outlet_c is None else flow.outlet_c
        if flow.flow_lph and warm is not None and flow.ambient_c is not None:
            at = flow.at.timestamp()
            cells += (
                at,
                flow.flow_lph,
                warm,
                flow.ambient_c,
                flow.power_kw or 0.0,
                at - before <= driving.HOUR_S,
            )
            before = at
    return np.array(cells, dtype=np.float64).reshape(-1, ON + 1)


def _drops(hours: Hours) -> tuple[Floats, float]:
    """Return by hour the flow below normal in percent, and its scatter in the baseline."""
    causes, now = hours.base[:, AMBIENT:ON], hours.now[:, AMBIENT:ON]
    normal = drift.fit(causes, hours.base[:, FLOW])
    usual = np.minimum(normal.expect(now), normal.expect(driving.within(causes, now)))
    drops: Floats = (1 - hours.now[:, FLOW] / usual) * 100
    return drops, max(SIGMA_FLOW, normal.sigma / float(normal.weights[0]) * 100)


def _rises(hours: Hours) -> tuple[Floats, float]:
    """Return by hour the degrees above what weather and load explain, and their scatter in the baseline.

    Thermostats bend the curve, so weather is compared with like weather: an hour counts by what is left when
    the air may pass on each degree of its own in full, or none.
    """
    causes, now = hours.base[:, AMBIENT:], hours.now[:, AMBIENT:]
    normal = drift.fit(causes, hours.base[:, WARM])
    usual = hours.base[:, WARM] - normal.share(causes, first=1)
    warm = hours.now[:, WARM] - normal.share(driving.within(causes, now), first=1)
    rises: Floats = warm - drift.ceiling(causes[:, 0], usual, at=now[:, 0], count=NEAREST)
    return rises, max(SIGMA_WARM, normal.sigma)


def _deviation(hours: Hours) -> float:
    """Return how far flow and warmth together deviate from the car's own normal, in either direction; 1.0 at the limit."""
    baseline = monitor.learn(hours.base[:, AMBIENT:], hours.base[:, FLOW:AMBIENT])
    scores = monitor.watch(baseline, hours.now[:, AMBIENT:], hours.now[:, FLOW:AMBIENT], agree=((0, 1),))
    return float(scores.score[-1])


def _strength(side: Side, limit: str) -> float:
    return max(0.0, min(side.cusum.value / LIMITS["cusum"].value, side.now / LIMITS[limit].value))


def _level(case: Case) -> Level:
    if case.warm is None or case.strength < 2:  # noqa: PLR2004 - twice the limits is all that a simulated leak shows
        return Level.YELLOW
    sums = min(case.flow.cusum.value, case.warm.cusum.value) / LIMITS["cusum"].value
    growing = case.flow.pace >= GREW_DROP and case.warm.pace >= GREW_RISE
    serious = sums >= FAR and case.distance >= 1 and growing
    return Level.RED if serious else Level.YELLOW


def _risk(strength: float, level: Level) -> float:
    """Chance of a serious fault, from simulated leaks: 65 % at the limits, 85 % at twice the limits."""
    if level is Level.RED:
        return 0.92
    return float(np.interp(strength, (1.0, 2.0, 3.0), (0.65, 0.85, 0.89)))


def _finding(view: View, hours: Hours, case: Case) -> Finding:
    strength = case.strength
    level = _level(case)
    risk = _risk(strength, level)
    horizon = HORIZON_NEAR if strength >= 2 else HORIZON_FAR  # noqa: PLR2004 - as in _level
    tripped = strength >= 1
    severity = 2 if level is Level.RED else int(tripped)
    return Finding(
        check=CODE,
        strength=strength,
        level=level,
        risk=risk,
        horizon=horizon,
        severity=severity,
        kinds=frozenset({Kind.RELATION, Kind.TREND} if tripped else ()),
        params=_params(view, hours, case)
        | {
            **advice.params(TRAITS, level, severity, risk=risk, horizon=horizon),
        },
        form="failing" if level is Level.RED else "",
        evidence=_evidence(case),
        figure=figure(case.flow.now, driving.moment(hours.now[-1, AT]), digits=1),
    )


def _evidence(case: Case) -> dict[str, float]:
    """Return the evidence: flow, warm (change now), pace (whether flow still falls), apart (`_deviation`)."""
    return {
        "flow": case.flow.now / LIMITS["drop"].value,
        "warm": math.nan if case.warm is None else case.warm.now / LIMITS["rise"].value,
        "pace": case.flow.pace / GREW_DROP,
        "apart": case.distance,
    }


def _params(view: View, hours: Hours, case: Case) -> dict[str, object]:
    sides = [case.flow] + ([] if case.warm is None else [case.warm])
    first = driving.first(hours, *sides)
    return {
        "since": Moment(driving.moment(hours.now[first, AT]), view.zone),
        "drop": round(case.flow.now, 1) / 100,
        "rise": 0.0 if case.warm is None else max(0.0, case.warm.now),
        "hours": len(hours.now) - first,
        "days": driving.span_days(hours),
    }


def chart(view: View) -> Chart | None:
    hours = _hours(view)
    if hours is None:
        return None
    before, now = (_drops(Hours(hours.base, part))[0] for part in (hours.base, hours.now))
    at = driving.moments(hours)
    return Chart(
        title=Phrase("chart.coolant_loop"),
        unit="unit.percent",
        series=(
            Series(Phrase("series.flow_change"), at, driving.levels(before, now)),
            Series(Phrase("series.each_hour"), at, (*before.tolist(), *now.tolist()), dots=True),
        ),
        zone=view.zone,
        normal=usual.band(driving.levels(before)),
        limit=LIMITS["drop"].value,
    )
