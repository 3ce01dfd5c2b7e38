"""High-voltage insulation: too low by the rules, falling fast, or low only when it is wet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import isnan, log2, nan
from statistics import median

from domain.explain.facts import N_, Chart, Moment, Money, Phrase, Series, figure
from domain.health import advice, grading
from domain.health.evidence import breaks, usual
from domain.health.facts import Cost, Finding, Kind, Level, Limit, Traits, View, Words, by_level
from domain.telemetry import paths
from domain.telemetry.facts import Insulation

CODE = "insulation"
SIGNALS: tuple[str, ...] = (
    paths.ISOLATION,
    paths.PACK_VOLTAGE,
    paths.SPEED,
    paths.IS_CHARGING,
)
PARTS: tuple[str, ...] = ("insulation",)
EVERY = timedelta(hours=1)
LIMITS: Mapping[str, Limit] = {
    "low": Limit(500.0, "Ω per volt", "UN R100, GB 38031: where alternating current is connected"),
    "failed": Limit(100.0, "Ω per volt", "UN R100, GB 38031: the least for direct current"),
    "halved": Limit(2.0, "times less than a week before, or than when dry", "own choice: by half in a week"),
    "watched": Limit(
        2_000.0, "Ω per volt", "own choice: four times the limit; above it weather moves the resistance anyway"
    ),
    "wet": Limit(85.0, "% relative humidity", "own choice"),
    "dry": Limit(75.0, "% relative humidity", "own choice"),
}  # fmt: skip
WORDS = Words(
    name=N_("High-voltage insulation"),
    title=N_("The high-voltage insulation is getting weak"),
    seen=N_("It measures {per_volt:n0} ohms per volt; the rules ask for at least {limit:n0}. {pattern}"),
    matters=N_(
        "This insulation keeps high voltage away from you. When it fails the car may refuse to start, and touching damaged parts can be dangerous."
    ),
    action=N_("{advice}"),
    sure=N_("Measured by the car itself while driving, on {days:n0} days since {since:day}. {basis}"),
    forms={
        "low": N_("The high-voltage insulation is too low"),
        "failed": N_("The high-voltage insulation has failed"),
        "wet": N_("The high-voltage insulation is weak when damp"),
    },
)
JOB: str | None = "high_voltage_check"
COST: Cost | None = Cost(now=Money(200, "CNY"), later=Money(6_000, "CNY"))
CANNOT_SEE = N_(
    "I cannot see where the insulation is weak, and nothing at all while the car stands, or where its meter only says "
    "that the resistance is very high."
)
TRAITS = Traits(
    fact_from=2,
    stops_from=3,
    advice=by_level("insulation.have_checked", "insulation.have_checked", "insulation.have_checked"),
    stop_advice="insulation.stop",
)
INHIBITED_BY: tuple[str, ...] = ()
LOOK_ALIKES: tuple[str, ...] = ("rainy_week", "insulation_ceiling", "cold_morning", "missing_data", "healthy")

FRESH = timedelta(days=7)
WEEK_FROM, WEEK_TO = timedelta(days=5), timedelta(days=14)  # what "a week before" is compared with
SETTLED, FEWEST = 2, 3
HORIZON = {Level.BLUE: timedelta(days=30), Level.YELLOW: timedelta(days=7), Level.RED: timedelta(days=2)}
RISK = {Level.BLUE: 0.5, Level.YELLOW: 0.75, Level.RED: 0.95}  # from simulated faults


@dataclass(frozen=True, slots=True)
class Case:
    """Ohms per volt: now, a week before, on damp and on dry days (NaN where unknown); and days with failed insulation."""

    now: float
    before: float
    wet: float
    dry: float
    failed_days: int

    @property
    def evidence(self) -> dict[str, float]:
        """Return the evidence by name; a fall counts only where little insulation is left."""
        return {
            "low": LIMITS["low"].value / self.now,
            "halved": _fell(self.before, self.now),
            "wet": _fell(self.dry, self.wet),
        }


def _fell(high: float, low: float) -> float:
    if isnan(high) or isnan(low):
        return nan
    return min(log2(high / low) / log2(LIMITS["halved"].value), LIMITS["watched"].value / low)


def per_volt(reading: Insulation) -> float:
    """Return ohms per volt of the pack, above 0 so that it can be a divisor."""
    return max(reading.ohm / reading.pack_v, 1.0)


def check(view: View) -> Finding | None:
    readings = _readings(view)
    if not readings or view.now - readings[-1].at > FRESH:
        return None
    case = _case(readings)
    return None if case is None else _finding(view, readings, case)


def _readings(view: View) -> list[Insulation]:
    """Return readings since the last repair or change of the meter, taken with voltage on the pack."""
    began = breaks.since(view, CODE)
    return [each for each in view.features.insulation if each.pack_v > 0 and each.at >= began]


def _steady_per_volt(readings: Sequence[Insulation]) -> float:
    """Return the higher of the last two days, or the last one where it is below the limit for failed insulation."""
    last = per_volt(readings[-1])
    return last if last < LIMITS["failed"].value else max(per_volt(each) for each in readings[-SETTLED:])


def _case(readings: Sequence[Insulation]) -> Case | None:
    """Return the case; None below two days, unless the last one is below the limit for failed insulation."""
    last = per_volt(readings[-1])
    failed = last < LIMITS["failed"].value
    if len(readings) < SETTLED and not failed:
        return None
    return Case(
        now=_steady_per_volt(readings),
        before=_middle(each for each in readings if WEEK_FROM <= readings[-1].at - each.at <= WEEK_TO),
        wet=_middle(each for each in readings if (each.humidity_pct or 0.0) >= LIMITS["wet"].value),
        dry=_middle(each for each in readings if (each.humidity_pct or 100.0) <= LIMITS["dry"].value),
        failed_days=sum(per_volt(each) < LIMITS["failed"].value for each in readings[-SETTLED:]),
    )


def _middle(readings: Iterable[Insulation]) -> float:
    values = [per_volt(each) for each in readings]
    return median(values) if len(values) >= FEWEST else nan


def _grade(case: Case) -> tuple[Level, frozenset[Kind]]:
    evidence = case.evidence
    kinds = {
        Kind.LEVEL: evidence["low"] >= 1,
        Kind.TREND: evidence["halved"] >= 1,
        Kind.RELATION: evidence["wet"] >= 1,
        Kind.COUNT: case.failed_days >= SETTLED,
    }
    evidenced = frozenset(kind for kind, holds in kinds.items() if holds)
    failed = case.now < LIMITS["failed"].value
    return (Level.RED if failed and len(evidenced) > 1 else Level.YELLOW), evidenced


_FORMS: Mapping[int, str] = {grading.SOON: "low", grading.STOP: "failed"}


def _severity(case: Case, strength: float) -> int:
    """GB/T 32960 levels: 3 stop, 2 soon, 1 watch."""
    if case.now < LIMITS["failed"].value:
        return 3
    return 2 if case.evidence["low"] >= 1 else int(strength >= 1)


def _finding(view: View, readings: Sequence[Insulation], case: Case) -> Finding:
    evidence = case.evidence
    strength = max(value for value in evidence.values() if not isnan(value))
    level, kinds = _grade(case)
    risk, horizon, severity = RISK[level], HORIZON[level], _severity(case, strength)
    return Finding(
        check=CODE,
        strength=strength,
        level=level,
        risk=risk,
        horizon=horizon,
        severity=severity,
        kinds=kinds,
        params={
            "kohm": case.now * readings[-1].pack_v / 1_000,
            "per_volt": case.now,
            "limit": LIMITS["low"].value,
            "pattern": _pattern(case),
            "days": len(readings),
            "since": Moment(readings[0].at, view.zone),
            **advice.params(TRAITS, level, severity, risk=risk, horizon=horizon),
        },
        evidence=evidence,
        figure=figure(case.now, readings[-1].at),
        form=_FORMS.get(severity) or ("wet" if evidence["wet"] >= 1 else ""),
    )


def _pattern(case: Case) -> Phrase:
    evidence = case.evidence
    if evidence["wet"] >= 1:
        return Phrase("insulation.wet", {"per_volt": case.wet, "dry": case.dry})
    if evidence["halved"] >= 1:
        return Phrase("insulation.fell", {"before": case.before})
    return Phrase("insulation.steady")


def chart(view: View) -> Chart | None:
    readings = _readings(view)
    if not readings:
        return None
    at, values = tuple(each.at for each in readings), usual.at_each_reading(readings, _steady_per_volt)
    line = tuple(ohms for _, ohms in values)
    return Chart(
        title=Phrase("chart.insulation"),
        unit="unit.ohm_per_volt",
        series=(
            Series(Phrase("series.insulation"), at, line),
            Series(Phrase("series.each_reading"), at, tuple(map(per_volt, readings)), dots=True),
        ),
        zone=view.zone,
        normal=usual.before(line),
        limit=LIMITS["low"].value,
    )
