"""12-volt battery: weak at rest, or hardly charged while driving."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import reduce
from statistics import median

from domain.explain.facts import N_, Chart, Figure, Money, Phrase, Series, figure
from domain.health import advice
from domain.health.evidence import breaks, trend, usual
from domain.health.facts import Cost, Finding, Kind, Level, Limit, Traits, View, Words, by_level
from domain.telemetry import paths
from domain.telemetry.facts import Day, Rest

CODE = "twelve_volt"
SIGNALS: tuple[str, ...] = (paths.TWELVE_VOLT, paths.AMBIENT)
PARTS: tuple[str, ...] = ("rests", "days")
EVERY = timedelta(days=1)
LIMITS: Mapping[str, Limit] = {
    "warn": Limit(12.20, "V at rest", "The Mobility Factory (shared cars): warns at 12.20 V"),
    "critical": Limit(12.05, "V at rest", "The Mobility Factory (shared cars): critical at 12.05 V"),
    "running": Limit(12.5, "V while running", "304,299 s of a healthy car: no 60-s median below 12.5 V"),
    "falling": Limit(0.01, "V a day", "own choice: a sound battery loses far less from rest to rest"),
    "lithium": Limit(13.05, "V at rest", "lead-acid settles below it; lithium packs stay above"),
}
WORDS = Words(
    name=N_("12-volt battery"),
    title=N_("The 12-volt battery is getting weak"),
    seen=N_("{signs}"),
    matters=N_(
        "This small battery wakes the car up. If it is empty the car neither unlocks nor starts, however full the big one is."
    ),
    action=N_("{advice}"),
    sure=N_(
        "It takes several rests or days to agree before I say so; here {rests:n0} rests and {days:n0} days. {basis}"
    ),
    forms={
        "flat": N_("The 12-volt battery is nearly flat"),
        "uncharged": N_("The 12-volt battery is hardly being charged"),
    },
    softer={"flat": ""},
)
JOB: str | None = "twelve_volt_check"
COST: Cost | None = Cost(now=Money(60, "CNY"), later=Money(1100, "CNY"))
CANNOT_SEE = N_(
    "I cannot see how the battery copes with a cold start, and I do not judge lithium 12-volt packs at rest: "
    "their voltage hardly changes until they are empty."
)
TRAITS = Traits(advice=by_level("twelve.soon", "twelve.now", "twelve.today"))
INHIBITED_BY: tuple[str, ...] = ()
LOOK_ALIKES: tuple[str, ...] = ("cold_12v", "long_parking", "single_outlier")

KEPT = timedelta(days=21)
FRESH = timedelta(days=7)
DAY_S = 86_400.0
VOLT_PER_KELVIN = 0.0012  # open-circuit voltage of lead-acid, about 0.2 mV/K a cell, six cells
FULL_REST_V, FULL_RUNNING_V = 12.70, 13.30  # strength is 0 here and 1 at the limit
RESTS_OF, RESTS_AGREE = 5, 3
DAYS_OF, DAYS_AGREE = 3, 2
TREND_RESTS, TREND_DAYS, TREND_LOST_V = 6, 4.0, 0.08
SHORTEST_DRIVE_S = 120.0
RISK = {Level.BLUE: 0.5, Level.YELLOW: 0.75, Level.RED: 0.92}  # from simulated batteries


@dataclass(frozen=True, slots=True)
class State:
    """Volts that enough rests or days agree on (rest at 20 °C), and the fall at rest in V a day, 0 if unclear."""

    rest: float | None
    running: float | None
    falling: float
    rests: int
    days: int


def check(view: View) -> Finding | None:
    state = _state(view)
    if state.rest is None and state.running is None:
        return None
    strength = max(_rest_strength(state), _running_strength(state))
    level, kinds = _level(state)
    risk, horizon = RISK[level], _HORIZON[level]
    severity = _SEVERITY[level] if strength >= 1 else 0
    return Finding(
        check=CODE,
        strength=strength,
        level=level,
        risk=risk,
        horizon=horizon,
        severity=severity,
        kinds=kinds,
        params={
            "signs": _signs(state),
            "rests": state.rests,
            "days": state.days,
            **advice.params(TRAITS, level, severity, risk=risk, horizon=horizon),
        },
        evidence=_evidence(state),
        figure=_figure(view, state),
        form=_form(state, level),
    )


def _form(state: State, level: Level) -> str:
    if level is Level.RED:
        return "flat"
    return "uncharged" if _by_running(state) else ""


def _figure(view: View, state: State) -> Figure:
    """The voltage that decides: at rest, or while driving where that alone is wrong."""
    if state.rest is not None and not _by_running(state):
        return figure(state.rest, _rests(view)[-1][0].end, digits=2)
    assert state.running is not None
    return figure(state.running, _noon(_running_days(view)[-1]), digits=2)


def _by_running(state: State) -> bool:
    return state.rest is None or (_running_strength(state) >= 1 > _rest_strength(state))


def _noon(day: Day) -> datetime:
    return datetime.combine(day.day, time(12), tzinfo=UTC)


def _evidence(state: State) -> dict[str, float]:
    return {
        "rest": math.nan if state.rest is None else _rest_strength(state),
        "falling": state.falling / LIMITS["falling"].value,
        "running": math.nan if state.running is None else _running_strength(state),
    }


def _state(view: View) -> State:
    rests = _rests(view)
    volts = [volt for _, volt in rests]
    is_judged = bool(rests) and view.now - rests[-1][0].end <= FRESH and not _lithium(volts)
    running = _running(view)
    return State(
        rest=_agreed(volts[-RESTS_OF:], RESTS_AGREE) if is_judged else None,
        running=_agreed(running, DAYS_AGREE),
        falling=_falling(rests) if is_judged else 0.0,
        rests=min(len(volts), RESTS_OF) if is_judged else 0,
        days=len(running),
    )


def _rests(view: View) -> list[tuple[Rest, float]]:
    oldest = max(view.now - KEPT, breaks.since(view, CODE))
    return [
        (rest, to_20c(rest.twelve_volt, rest.ambient_c))
        for rest in view.features.rests
        if rest.twelve_volt is not None and rest.end >= oldest
    ]


def to_20c(volt: float, ambient_c: float | None) -> float:
    """Rest voltage the battery would show at 20 °C; unchanged where the temperature is unknown."""
    return volt if ambient_c is None else volt + VOLT_PER_KELVIN * (20.0 - ambient_c)


def _lithium(volts: Sequence[float]) -> bool:
    return max(volts[:-RESTS_OF] or volts) >= LIMITS["lithium"].value


def _running(view: View) -> list[float]:
    return [_low(day) for day in _running_days(view)]


def _running_days(view: View) -> list[Day]:
    first = max(view.now - FRESH, breaks.since(view, CODE)).date()
    return [day for day in view.features.days[-7:] if day.day >= first and _drove(day)][-DAYS_OF:]


def _drove(day: Day) -> bool:
    return day.driving_s >= SHORTEST_DRIVE_S and day.twelve_running_low_v is not None


def _low(day: Day) -> float:
    return day.twelve_running_low_v or 0.0


def _agreed(volts: Sequence[float], agree: int) -> float | None:
    """Find the value that `agree` of the readings lie at or below."""
    return sorted(volts)[agree - 1] if len(volts) >= agree else None


def _falling(rests: Sequence[tuple[Rest, float]]) -> float:
    if (
        len(rests) < TREND_RESTS
        or median(v for _, v in rests[:3]) - median(v for _, v in rests[-3:]) < TREND_LOST_V
    ):
        return 0.0
    sample = [rests[i] for i in trend.thin(len(rests), 16)]
    days = [rest.end.timestamp() / DAY_S for rest, _ in sample]
    slope = trend.theil_sen(days, [volt for _, volt in sample], least_gap=0.5)
    if slope is None or days[-1] - days[0] < TREND_DAYS or slope.high >= 0:
        return 0.0
    return -slope.middle


def _rest_strength(state: State) -> float:
    if state.rest is None:
        return 0.0
    return max(0.0, (FULL_REST_V - state.rest) / (FULL_REST_V - LIMITS["warn"].value))


def _running_strength(state: State) -> float:
    if state.running is None:
        return 0.0
    return max(0.0, (FULL_RUNNING_V - state.running) / (FULL_RUNNING_V - LIMITS["running"].value))


_HORIZON = {Level.BLUE: timedelta(days=30), Level.YELLOW: timedelta(days=7), Level.RED: timedelta(days=2)}
_SEVERITY = {Level.BLUE: 0, Level.YELLOW: 1, Level.RED: 2}


def _level(state: State) -> tuple[Level, frozenset[Kind]]:
    critical = state.rest is not None and state.rest <= LIMITS["critical"].value
    signs = {
        Kind.LEVEL: _rest_strength(state) >= 1,
        Kind.RELATION: _running_strength(state) >= 1,
        Kind.TREND: state.falling >= LIMITS["falling"].value,
    }
    kinds = frozenset(kind for kind, holds in signs.items() if holds)
    second = bool(kinds - {Kind.LEVEL})
    if critical and second:
        return Level.RED, kinds
    weak = signs[Kind.LEVEL] and second
    return (Level.YELLOW if critical or weak or signs[Kind.RELATION] else Level.BLUE), kinds


def _signs(state: State) -> Phrase:
    """Tell what is wrong one sign after the other, or just the voltage where nothing is."""
    signs = []
    if state.rest is not None and (_rest_strength(state) >= 1 or _running_strength(state) < 1):
        signs.append(Phrase("twelve.rest", {"volt": round(state.rest, 2)}))
    if state.falling >= LIMITS["falling"].value:
        signs.append(Phrase("twelve.falling"))
    if state.running is not None and (_running_strength(state) >= 1 or state.rest is None):
        signs.append(Phrase("twelve.running", {"running": round(state.running, 2)}))
    return reduce(lambda first, then: Phrase("sentence.then", {"first": first, "then": then}), signs)


def chart(view: View) -> Chart | None:
    """Draw the voltage that decides."""
    if _by_running(_state(view)) and _running(view):
        return _drawn_running(view)
    rests = _rests(view)
    if not rests:
        return None
    return _drawn_rests(view, rests)


def _drawn_rests(view: View, rests: Sequence[tuple[Rest, float]]) -> Chart:
    volts_by_rest = usual.at_each_reading(
        rests, lambda so_far: _agreed([volt for _, volt in so_far[-RESTS_OF:]], RESTS_AGREE)
    )
    at, volts = tuple(rest.end for (rest, _), _ in volts_by_rest), tuple(volt for _, volt in volts_by_rest)
    each = Series(
        Phrase("series.each_rest"),
        tuple(rest.end for rest, _ in rests),
        tuple(volt for _, volt in rests),
        dots=True,
    )
    return Chart(
        title=Phrase("chart.twelve_volt"),
        unit="unit.volt",
        series=(Series(Phrase("series.rest_voltage"), at, volts), each),
        zone=view.zone,
        normal=usual.before(volts),
        limit=LIMITS["warn"].value,
    )


def _drawn_running(view: View) -> Chart:
    began = breaks.since(view, CODE).date()
    days = [day for day in view.features.days if day.day >= began and _drove(day)]
    volts_by_day = usual.at_each_reading(
        days, lambda so_far: _agreed([_low(day) for day in so_far[-DAYS_OF:]], DAYS_AGREE)
    )
    at, volts = tuple(_noon(day) for day, _ in volts_by_day), tuple(volt for _, volt in volts_by_day)
    return Chart(
        title=Phrase("chart.twelve_volt_running"),
        unit="unit.volt",
        series=(Series(Phrase("series.running_voltage"), at, volts),),
        zone=view.zone,
        normal=usual.before(volts),
        limit=LIMITS["running"].value,
    )
