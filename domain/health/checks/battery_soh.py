"""Battery health: usable capacity from what each charge put in, against the capacity when new."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from math import sqrt
from statistics import median

from domain.explain.facts import N_, Chart, Moment, Money, Phrase, Series
from domain.health import words
from domain.health.facts import Cost, Finding, Kind, Level, Limit, View, Words
from domain.telemetry import paths
from domain.telemetry.facts import Charge

CODE = "battery_soh"
METHOD = "energy-over-soc/1"  # estimates of different methods are not to be compared
SIGNALS: tuple[str, ...] = (
    paths.SOC,
    paths.PACK_VOLTAGE,
    paths.PACK_CURRENT,
    paths.PACK_POWER,
    paths.PACK_TEMPERATURE,
    paths.IS_CHARGING,
)
PARTS: tuple[str, ...] = ("charges",)
EVERY = timedelta(days=1)
LIMITS: Mapping[str, Limit] = {
    "soh": Limit(85.0, "% of new", "product brief: SOH < 85 %"),
    "band": Limit(3.0, "points", "published telemetry estimates: RMSE about 3 % (arXiv 2408.01127)"),
    "soc_span": Limit(20.0, "points of charge", "engineering reference: smaller charges are too coarse"),
    "coldest": Limit(5.0, "°C", "engineering reference: capacity is comparable from 5 to 30 °C"),
    "warmest": Limit(30.0, "°C", "engineering reference: capacity is comparable from 5 to 30 °C"),
}
WORDS = Words(
    title=N_("Battery health: time for a free check"),
    seen=N_(
        "Over {charges:n0} charges your battery took in {soh:n0} % of what it held when new "
        "(realistically between {low:n0} % and {high:n0} %)."
    ),
    matters=N_(
        "All batteries lose a little each year. Below {limit:n0} % it is worth knowing why, "
        "while the warranty can still help."
    ),
    action=N_(
        "Have it checked free of charge. We will also look at whether extending the warranty is worth it for you."
    ),
    sure=N_("Single charges scatter by {spread:n1} points; counted since {since:day}. {basis}"),
)
JOB: str | None = "battery_check"
COST: Cost | None = Cost(now=Money(0, "CNY"), later=Money(20_000, "CNY"))
CANNOT_SEE = N_(
    "I see the battery as a whole, not its single cells, and I trust the car's own charge meter, "
    "which can be off for months in batteries of the iron-phosphate kind."
)
INHIBITED_BY: tuple[str, ...] = ()
LOOK_ALIKES: tuple[str, ...] = ("short_charges", "cold_morning")

FEWEST, MOST = 5, 10
KEPT = timedelta(days=180)
FRESH = timedelta(days=60)
PLAUSIBLE = (40.0, 115.0)  # percent of new; beyond it a meter was reset or a charge was cut in two
MAD_TO_SIGMA = 1.4826
MEDIAN_ERROR = 1.253  # standard error of a median over that of a mean
ONE_SIDED_95 = 1.645
RISK = 0.5  # a check that is due, not a breakdown that is forecast


@dataclass(frozen=True, slots=True)
class Estimate:
    """SOH in percent of new, the spread of single charges in points, and the upper 95 % bound of the middle."""

    soh: float
    spread: float
    upper: float


def per_charge(charge: Charge, capacity_new_kwh: float) -> float | None:
    """SOH in percent by one charge; None where it is too small, too cold, too warm or implausible."""
    span = charge.soc_to - charge.soc_from
    if span < LIMITS["soc_span"].value:
        return None
    warm = charge.temperature_c
    if warm is not None and not LIMITS["coldest"].value <= warm <= LIMITS["warmest"].value:
        return None
    soh = charge.energy_kwh / (span / 100) / capacity_new_kwh * 100
    return soh if PLAUSIBLE[0] <= soh <= PLAUSIBLE[1] else None


def check(view: View) -> Finding | None:
    used = _used(view)
    if len(used) < FEWEST or view.now - used[-1][0].end > FRESH:
        return None
    estimate = _estimate([soh for _, soh in used])
    limit, band, horizon = LIMITS["soh"].value, LIMITS["band"].value, timedelta(days=30)
    return Finding(
        check=CODE,
        strength=max(0.0, (100 - estimate.upper) / (100 - limit)),
        level=Level.BLUE,
        risk=RISK,
        horizon=horizon,
        severity=0,
        kinds=frozenset({Kind.LEVEL}),
        params={
            "soh": min(estimate.soh, 100.0),
            "low": min(estimate.soh, 100.0) - band,
            "high": min(estimate.soh + band, 100.0),
            "limit": limit,
            "charges": len(used),
            "spread": estimate.spread,
            "since": Moment(used[0][0].start, view.zone),
            "method": METHOD,
            "basis": words.basis(Level.BLUE, RISK, horizon),
        },
    )


def _used(view: View) -> list[tuple[Charge, float]]:
    new = view.car.capacity_new_kwh
    if new is None or new <= 0:
        return []
    oldest = view.now - KEPT
    pairs = ((charge, per_charge(charge, new)) for charge in view.features.charges if charge.end >= oldest)
    return [(charge, soh) for charge, soh in pairs if soh is not None][-MOST:]


def _estimate(values: list[float]) -> Estimate:
    middle = median(values)
    spread = MAD_TO_SIGMA * median(abs(value - middle) for value in values)
    return Estimate(middle, spread, middle + ONE_SIDED_95 * MEDIAN_ERROR * spread / sqrt(len(values)))


def chart(view: View) -> Chart | None:
    used = _used(view)
    if not used:
        return None
    at, values = tuple(charge.end for charge, _ in used), tuple(soh for _, soh in used)
    band = LIMITS["band"].value
    middle = median(values)
    dots = Series(Phrase("series.each_charge"), at=at, values=values, dots=True)
    return Chart(
        title=Phrase("chart.battery_soh"),
        unit="unit.percent",
        series=(dots,),
        zone=view.zone,
        normal=(middle - band, middle + band),
        limit=LIMITS["soh"].value,
    )
