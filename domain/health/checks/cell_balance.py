"""Cells drifting apart, and a cell that discharges itself, from voltages at rest and after charges."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import isnan, nan
from statistics import median

from domain.explain.facts import N_, Chart, Moment, Money, Phrase, Series, figure
from domain.health import advice
from domain.health.evidence import breaks, usual
from domain.health.facts import Cost, Finding, Kind, Level, Limit, Traits, View, Words, by_level
from domain.telemetry import paths
from domain.telemetry.facts import Cells

CODE = "cell_balance"
SIGNALS: tuple[str, ...] = (
    paths.CELL_MIN,
    paths.CELL_MAX,
    paths.CELL_ID_MIN,
    paths.SOC,
    paths.PACK_CURRENT,
    paths.PACK_TEMPERATURE,
    paths.IS_CHARGING,
)
PARTS: tuple[str, ...] = ("cells",)
EVERY = timedelta(days=1)
LIMITS: Mapping[str, Limit] = {
    "spread": Limit(60.0, "mV from lowest to highest", "OVMS alerts for one cell 30 mV off (Zoe 50, smart EQ 60)"),
    "spread_at_ends": Limit(
        120.0, "mV below 20 % and from 90 %", "own choice: the curve is steep there, for LFP above all (OVMS Kia 100)"
    ),
    "grown": Limit(20.0, "mV beyond the car's own normal", "OVMS warns 20 mV beyond the usual scatter"),
    "healthy": Limit(45.0, "mV", "a healthy 96-cell pack spreads 36.6-41.4 mV over a charge (Liu 2025)"),
    "widening": Limit(
        0.4, "mV an hour, in three rests in a row", "own choice: 1 % a day; sound cells lose under 0.1 % a day"
    ),
    "fast": Limit(1.0, "mV an hour, in three rests in a row", "own choice: nearly 3 % a day"),
}  # fmt: skip
WORDS = Words(
    name=N_("Balance of the battery's cells"),
    title=N_("The cells of your battery are drifting apart"),
    seen=N_("With the car at rest, the weakest cell is {spread:n0} mV below the strongest. {pattern}"),
    matters=N_(
        "The weakest cell decides how far you get and when charging ends. A cell that goes flat by itself may be damaged inside."
    ),
    action=N_("{advice}"),
    sure=N_(
        "{usual} {readings:n0} readings at a similar charge since {since:day}, and never under load. {basis}"
    ),
    forms={"failing": N_("A cell of your battery is failing")},
    softer={"failing": ""},
)
JOB: str | None = "battery_check"
COST: Cost | None = Cost(now=Money(0, "CNY"), later=Money(20_000, "CNY"))
CANNOT_SEE = N_(
    "In batteries of the iron-phosphate kind the voltage hardly tells the charge between 20% and 90%, so there I notice a weak cell late. A fault that comes within minutes I do not see at all."
)
TRAITS = Traits(
    stops_from=2,
    advice=by_level("cells.even_out", "cells.have_checked", "cells.have_checked"),
    stop_advice="cells.stop_charging",
)
INHIBITED_BY: tuple[str, ...] = ()
LOOK_ALIKES: tuple[str, ...] = (
    "wide_cells",
    "cold_morning",
    "long_parking",
    "short_charges",
    "missing_data",
    "single_outlier",
)

FRESH = timedelta(days=21)
LEARNT = timedelta(days=10)  # readings older than this say what is normal
RESTS_WITHIN = timedelta(days=10)
SETTLED, FEWEST_NORMAL = 3, 5
LOW_SOC, FULL_SOC = 20.0, 90.0
ABSURD_MV = 1_000.0  # no pack runs with such a gap: a sensing wire is off
HORIZON = {Level.BLUE: timedelta(days=30), Level.YELLOW: timedelta(days=7), Level.RED: timedelta(days=2)}
RISK = {Level.BLUE: 0.5, Level.YELLOW: 0.7, Level.RED: 0.92}  # from simulated cells


@dataclass(frozen=True, slots=True)
class Case:
    """Readings at a similar charge; values in mV. normal: the car's own spread before, NaN while it is not known."""

    readings: Sequence[Cells]
    spread: float
    normal: float
    limit: float

    @property
    def evidence(self) -> dict[str, float]:
        """Return the evidence by name; growth counts only beyond the spread of sound packs."""
        grown = (self.spread - self.normal) / LIMITS["grown"].value
        healthy = self.spread / LIMITS["healthy"].value
        return {"spread": self.spread / self.limit, "grown": nan if isnan(grown) else min(grown, healthy)}

    @property
    def strength(self) -> float:
        return max(_values(self.evidence))


def spread_mv(cells: Cells) -> float:
    return (cells.high_v - cells.low_v) * 1_000


def check(view: View) -> Finding | None:
    readings = _readings(view)
    cases = [case for series in _series(readings) if (case := _case(series, view)) is not None]
    if not cases:
        return None
    return _finding(view, max(cases, key=lambda case: case.strength), _widening(readings, view))


def _readings(view: View) -> list[Cells]:
    """Return the usable readings since the pack or its software was last changed."""
    began = breaks.since(view, CODE)
    return [each for each in view.features.cells if spread_mv(each) < ABSURD_MV and each.at >= began]


def _series(readings: Sequence[Cells]) -> list[list[Cells]]:
    """Group readings that compare: after a charge or at rest; empty, in between or full."""
    groups: dict[tuple[bool, int], list[Cells]] = {}
    for each in readings:
        groups.setdefault((each.at_charge_end, _band(each.soc)), []).append(each)
    return list(groups.values())


def _band(soc: float | None) -> int:
    """Return the band of the charge: 0 empty, 1 in between, 2 full or unknown."""
    if soc is None or soc >= FULL_SOC:
        return 2
    return int(soc >= LOW_SOC)


def _case(series: Sequence[Cells], view: View) -> Case | None:
    if len(series) < SETTLED or view.now - series[-1].at > FRESH:
        return None
    earlier = [spread_mv(each) for each in series if view.now - each.at > LEARNT]
    return Case(
        readings=series,
        spread=_steady_mv(series),
        normal=median(earlier) if len(earlier) >= FEWEST_NORMAL else nan,
        limit=LIMITS["spread" if _band(series[-1].soc) == 1 else "spread_at_ends"].value,
    )


def _steady_mv(series: Sequence[Cells]) -> float:
    return median(spread_mv(each) for each in series[-SETTLED:])


def _widening(readings: Sequence[Cells], view: View) -> float:
    """Return the lowest widening of the latest three rests in mV an hour, NaN where they are fewer."""
    rates = [
        each.widened_mv_h
        for each in readings[-SETTLED * 6 :]
        if each.widened_mv_h is not None and view.now - each.at <= RESTS_WITHIN
    ][-SETTLED:]
    return min(rates) if len(rates) == SETTLED else nan


def _values(evidence: Mapping[str, float]) -> list[float]:
    return [0.0, *(value for value in evidence.values() if not isnan(value))]


def _grade(evidence: Mapping[str, float], widening: float) -> tuple[Level, frozenset[Kind]]:
    kinds = {
        Kind.LEVEL: evidence["spread"] >= 1,
        Kind.TREND: evidence["grown"] >= 1,
        Kind.RELATION: evidence["widening"] >= 1,
    }
    evidenced = frozenset(kind for kind, holds in kinds.items() if holds)
    if widening >= LIMITS["fast"].value and len(evidenced) > 1:
        return Level.RED, evidenced
    return (Level.YELLOW if Kind.RELATION in evidenced or len(evidenced) > 1 else Level.BLUE), evidenced


def _finding(view: View, worst: Case, widening: float) -> Finding:
    evidence = worst.evidence | {"widening": widening / LIMITS["widening"].value}
    level, kinds = _grade(evidence, widening)
    risk, horizon = RISK[level], HORIZON[level]
    strength = max(_values(evidence))
    severity = int(level) - 1 if strength >= 1 else 0
    return Finding(
        check=CODE,
        strength=strength,
        level=level,
        risk=risk,
        horizon=horizon,
        severity=severity,
        kinds=kinds,
        params={
            "spread": worst.spread,
            "usual": _usual(worst),
            "pattern": _pattern(worst, widening),
            "readings": len(worst.readings),
            "since": Moment(worst.readings[0].at, view.zone),
            **advice.params(TRAITS, level, severity, risk=risk, horizon=horizon),
        },
        evidence=evidence,
        figure=figure(worst.spread, worst.readings[-1].at),
        form="failing" if level is Level.RED else "",
    )


def _usual(case: Case) -> Phrase:
    if isnan(case.normal):
        return Phrase("cells.usual_for_all", {"limit": LIMITS["healthy"].value})
    return Phrase("cells.usual_for_yours", {"normal": case.normal})


def _pattern(case: Case, widening: float) -> Phrase:
    if widening >= LIMITS["widening"].value:
        return Phrase("cells.falling", {"rate": widening})
    grown = case.spread - case.normal
    return (
        Phrase("cells.growing", {"grown": grown})
        if grown >= LIMITS["grown"].value
        else Phrase("cells.steady")
    )


def chart(view: View) -> Chart | None:
    cases = [case for series in _series(_readings(view)) if (case := _case(series, view)) is not None]
    if not cases:
        return None
    worst = max(cases, key=lambda case: case.strength)
    at, spreads = tuple(each.at for each in worst.readings), usual.at_each_reading(worst.readings, _steady_mv)
    earlier = [spread for each, spread in spreads if view.now - each.at > LEARNT]
    return Chart(
        title=Phrase("chart.cell_balance"),
        unit="unit.millivolt",
        series=(
            Series(Phrase("series.cell_spread"), at, tuple(spread for _, spread in spreads)),
            Series(
                Phrase("series.each_reading"),
                at,
                tuple(spread_mv(each) for each in worst.readings),
                dots=True,
            ),
        ),
        zone=view.zone,
        normal=usual.before(earlier),
        limit=worst.limit,
    )
