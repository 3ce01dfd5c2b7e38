"""Battery health: usable capacity from what each charge put in, against the capacity when new."""

from collections.abc import Mapping
from datetime import timedelta
from functools import reduce

from domain.battery import capacity
from domain.battery import words as battery
from domain.battery.capacity import Estimate
from domain.explain.facts import N_, Chart, Moment, Money, Phrase, Series, figure
from domain.health import advice
from domain.health.evidence import ageing, usual
from domain.health.facts import Cost, Finding, Kind, Level, Limit, Traits, View, Words
from domain.telemetry import paths

CODE = ageing.CODE
SIGNALS: tuple[str, ...] = (
    paths.SOC,
    paths.PACK_VOLTAGE,
    paths.PACK_CURRENT,
    paths.PACK_POWER,
    paths.PACK_TEMPERATURE,
    paths.IS_CHARGING,
)
PARTS: tuple[str, ...] = ("charges", "charged")
EVERY = timedelta(days=1)
LIMITS: Mapping[str, Limit] = {
    "soh": Limit(85.0, "% of new", "own choice: well before the 70 to 80 % at which warranties step in"),
    "band": Limit(ageing.BAND, "points", "published telemetry estimates: RMSE about 3 % (arXiv 2408.01127)"),
    "soc_span": Limit(
        capacity.LEAST_GAIN,
        "points of charge",
        "own choice: charge is told in whole points, so smaller charges are too coarse",
    ),
    "coldest": Limit(
        capacity.COLDEST, "°C", "own choice: outside of 5 to 30 °C capacity follows the temperature"
    ),
    "warmest": Limit(
        capacity.WARMEST, "°C", "own choice: outside of 5 to 30 °C capacity follows the temperature"
    ),
}
WORDS = Words(
    name=N_("Battery health"),
    title=N_("Battery health: time for a free check"),
    seen=N_("By {charges:n0} charges it holds {soh:n0}% of what it did when new ({low:n0} to {high:n0}%)."),
    matters=N_(
        "All batteries lose a little each year. Below {limit:n0}% it is worth knowing why, while the warranty can still help."
    ),
    action=N_("It shows whether extending the warranty is worth it."),
    sure=N_("Counted since {since:day}. {ahead} {confidence}"),
)
JOB: str | None = "battery_check"
COST: Cost | None = Cost(now=Money(0, "CNY"), later=Money(20_000, "CNY"))
CANNOT_SEE = N_(
    "I see the battery as a whole, not its single cells, and I trust the car's own charge meter, "
    "which can be off for months in batteries of the iron-phosphate kind."
)
TRAITS = Traits(slow=True)
INHIBITED_BY: tuple[str, ...] = ()
LOOK_ALIKES: tuple[str, ...] = ("short_charges", "cold_morning")

FRESH = timedelta(days=60)
ONE_SIDED_95 = 1.645
RISK = 0.5  # a check that is due, not a breakdown that is forecast


def check(view: View) -> Finding | None:
    estimate = ageing.estimated(view)
    if estimate is None or view.now - estimate.charges[-1].at > FRESH:
        return None
    limit, horizon = LIMITS["soh"].value, timedelta(days=30)
    strength = max(0.0, (100 - estimate.soh - ONE_SIDED_95 * estimate.error) / (100 - limit))
    return Finding(
        check=CODE,
        strength=strength,
        level=Level.BLUE,
        risk=RISK,
        horizon=horizon,
        severity=0,
        kinds=frozenset({Kind.LEVEL}),
        params={
            **_params(view, estimate),
            "ahead": _ahead(view, tripped=strength >= 1),
            "confidence": battery.confidence(estimate),
            **advice.params(TRAITS, Level.BLUE, 0, risk=RISK, horizon=horizon),
        },
        figure=figure(min(estimate.soh, 100.0), estimate.charges[-1].at),
    )


def _ahead(view: View, *, tripped: bool) -> Phrase:
    """Return how similar cars stand and how this battery goes on; only where it trips, as the forecast takes longer than all checks."""
    if not tripped:
        return Phrase("outlook.asked")
    sentences = battery.ahead(ageing.ahead(view), now=view.now, zone=view.zone)
    return reduce(
        lambda then, first: Phrase("sentence.then", {"first": first, "then": then}),
        ageing.alike(view),
        sentences,
    )


def _params(view: View, estimate: Estimate) -> dict[str, object]:
    soh, band = round(min(estimate.soh, 100.0)), LIMITS["band"].value
    return {
        "soh": soh,
        "low": soh - band,
        "high": min(soh + band, 100.0),
        "limit": LIMITS["soh"].value,
        "charges": len(estimate.charges),
        "spread": estimate.spread,
        "since": Moment(estimate.charges[0].at, view.zone),
        "method": estimate.method,
    }


def chart(view: View) -> Chart | None:
    """Draw the charges behind the estimate, and the estimate after each of them."""
    estimate = ageing.estimated(view)
    recent = (each for each in ageing.history(view) if each.at > view.now - ageing.KEPT)
    used = tuple(recent)[-capacity.MOST :] if estimate is None else estimate.charges
    if not used:
        return None
    at = tuple(each.at for each in used)
    estimates = usual.at_each_reading(used, capacity.middle)
    return Chart(
        title=Phrase("chart.battery_soh"),
        unit="unit.percent",
        series=(
            Series(Phrase("series.soh"), at, tuple(min(soh, 100.0) for _, soh in estimates)),
            Series(Phrase("series.each_charge"), at, tuple(each.soh for each in used), dots=True),
        ),
        zone=view.zone,
        limit=LIMITS["soh"].value,
    )
