"""Charging: power lost against the car's own normal, and charges that end by themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import isnan, nan
from statistics import median

from domain.explain.facts import N_, Chart, Figure, Moment, Money, Phrase, Series, figure
from domain.health import advice
from domain.health.evidence import breaks, usual
from domain.health.facts import Cost, Finding, Kind, Level, Limit, Traits, View, Words, by_level
from domain.telemetry import paths
from domain.telemetry.facts import Charge

CODE = "charging"
SIGNALS: tuple[str, ...] = (
    paths.IS_CHARGING,
    paths.CABLE_CONNECTED,
    paths.CHARGE_LIMIT,
    paths.SOC,
    paths.PACK_VOLTAGE,
    paths.PACK_CURRENT,
    paths.PACK_POWER,
    paths.PACK_TEMPERATURE,
    paths.AMBIENT,
)
PARTS: tuple[str, ...] = ("charges",)
EVERY = timedelta(days=1)
LIMITS: Mapping[str, Limit] = {
    "lost": Limit(0.25, "share of the usual power", "own choice: one of three phases lost is a third"),
    "scatter": Limit(3.0, "times the usual scatter", "own choice: chargers on the way differ"),
    "aborted": Limit(3.0, "charges in 30 days", "own choice: once or twice is a charge point"),
    "often": Limit(
        4.0, "charges in 30 days", "own choice: where 1 in 100 ends early, chance does that in 1 of 10,000 car-years"
    ),
    "hot": Limit(40.0, "°C", "own choice: a battery this hot takes less, as it should"),
    "fast": Limit(23.0, "kW", "IEC 61851: three phases of 32 A give 22 kW of alternating current"),
}  # fmt: skip
WORDS = Words(
    name=N_("Charging"),
    title=N_("Your car does not charge as it used to"),
    seen=N_("{slower} {aborted}"),
    matters=N_(
        "A worn plug, a damaged cable or a fault in the charger of the car makes charging slow, and can leave you without a full battery in the morning. Loose contacts also get hot."
    ),
    action=N_("{advice}"),
    sure=N_("Compared with {charges:n0} charges of your car since {since:day}. {basis}"),
)
JOB: str | None = "high_voltage_check"
COST: Cost | None = Cost(now=Money(200, "CNY"), later=Money(4_000, "CNY"))
CANNOT_SEE = N_(
    "I cannot tell a fault in the car from a weak charge point if you always charge at the same one, and charges that "
    "never began I do not see."
)
TRAITS = Traits(advice=by_level("charging.try_elsewhere", "charging.book", "charging.book"))
INHIBITED_BY: tuple[str, ...] = ()
LOOK_ALIKES: tuple[str, ...] = (
    "weak_charger",
    "unplugged",
    "cold_morning",
    "cold_12v",
    "short_charges",
    "missing_data",
)

RECENT = timedelta(days=30)
FRESH = timedelta(days=21)
JUDGED, FEWEST, FEWEST_LIKE = 4, 3, 3
LEAST_GAIN = 8.0  # points of charge; shorter ones are mostly ramps
LIKE_SOC, LIKE_C = 15.0, 8.0  # charges this alike in charge and warmth take the same power
MILD_C = 18.0  # batteries this warm take full power, so that warmer ones are alike
SLOWER = 0.9  # of the usual, warm or cold: above it nothing is looked at closely
HORIZON = {Level.BLUE: timedelta(days=30), Level.YELLOW: timedelta(days=7)}
RISK = {Level.BLUE: 0.5, Level.YELLOW: 0.7}  # from simulated faults


@dataclass(frozen=True, slots=True)
class Loss:
    """Power lost over the latest charges of a kind: kW now and usual, the strength of that (1.0 trips), and when."""

    kw: float
    usual_kw: float
    trips: float
    at: datetime


def check(view: View) -> Finding | None:
    charges = _charges(view)
    if len(charges) < FEWEST or view.now - charges[-1].end > FRESH:
        return None
    slow, fast = (_loss([each for each in charges if is_fast(each) is kind]) for kind in (False, True))
    aborted = _aborted(view.now, charges)
    if slow is None and fast is None and isnan(aborted):
        return None
    return _finding(view, charges, slow, fast, aborted)


def _charges(view: View) -> list[Charge]:
    began = breaks.since(view, CODE)
    return [each for each in view.features.charges if each.end >= began]


def is_fast(charge: Charge) -> bool:
    """Whether a charge took more power than alternating current gives."""
    return (charge.peak_kw or charge.mean_kw) > LIMITS["fast"].value


def _loss(charges: Sequence[Charge]) -> Loss | None:
    """Compare the latest charges of one kind with similar earlier ones; None where too few are similar."""
    judgeable = [each for each in charges if _judgeable(each)]
    now, before = judgeable[-JUDGED:], judgeable[:-JUDGED]
    if len(now) < FEWEST or len(before) < FEWEST_LIKE:
        return None
    kw, usual_kw, at = _level(now), median(each.mean_kw for each in before), now[-1].end
    if kw >= SLOWER * usual_kw:
        return Loss(kw, usual_kw, 0.0, at)
    losses = [loss for each in now if (loss := _against(each, before)) is not None]
    if len(losses) < FEWEST:
        return None
    losses.sort(key=lambda loss: loss.trips)
    return replace(losses[(len(losses) - 1) // 2], kw=kw, at=at)


def _level(charges: Sequence[Charge]) -> float:
    """Return the mean power in kW of the latest charges of a kind."""
    return median(each.mean_kw for each in charges[-JUDGED:])


def _judgeable(charge: Charge) -> bool:
    hot = charge.temperature_c is not None and charge.temperature_c >= LIMITS["hot"].value
    return charge.soc_to - charge.soc_from >= LEAST_GAIN and charge.mean_kw > 0 and not hot


def _against(charge: Charge, before: Sequence[Charge]) -> Loss | None:
    """Compare a charge with earlier ones of similar state of charge, battery and air temperature."""
    like = [each.mean_kw for each in before if _alike(charge, each)]
    if len(like) < FEWEST_LIKE:
        return None
    usual = median(like)
    scatter = median(abs(kw - usual) for kw in like) / usual
    allowed = max(LIMITS["lost"].value, LIMITS["scatter"].value * scatter)
    return Loss(charge.mean_kw, usual, (1 - charge.mean_kw / usual) / allowed, charge.end)


def _alike(one: Charge, other: Charge) -> bool:
    return (
        abs(one.soc_from - other.soc_from) <= LIKE_SOC
        and abs(one.soc_to - other.soc_to) <= LIKE_SOC
        and _near(one.temperature_c, other.temperature_c)
        and _near(one.ambient_c, other.ambient_c)
    )


def _near(one: float | None, other: float | None) -> bool:
    return one is None or other is None or abs(min(one, MILD_C) - min(other, MILD_C)) <= LIKE_C


def _aborted(now: datetime, charges: Sequence[Charge]) -> float:
    """Return how many charges broke off in a month beyond the usual; NaN where the car does not send what tells it."""
    recent = [each for each in charges if now - each.end <= RECENT and each.soc_limit is not None]
    if not recent:
        return nan
    count = sum(each.cut_short for each in recent)
    if not count:
        return 0.0
    earlier = [each.cut_short for each in charges if now - each.end > RECENT]
    usual = sum(earlier) / len(earlier) * len(recent) if earlier else 0.0
    return max(0.0, count - usual)


def _evidence(slow: Loss | None, fast: Loss | None, aborted: float) -> dict[str, float]:
    return {
        "slow": nan if slow is None else slow.trips,
        "fast": nan if fast is None else fast.trips,
        "aborted": aborted / LIMITS["aborted"].value,
    }


def _grade(evidence: Mapping[str, float], aborted: float) -> tuple[Level, frozenset[Kind]]:
    weak = evidence["slow"] >= 1 or evidence["fast"] >= 1
    kinds = {Kind.TREND: weak, Kind.COUNT: evidence["aborted"] >= 1}
    evidenced = frozenset(kind for kind, holds in kinds.items() if holds)
    urgent = len(evidenced) > 1 or aborted >= LIMITS["often"].value
    return (Level.YELLOW if urgent else Level.BLUE), evidenced


def _finding(
    view: View, charges: Sequence[Charge], slow: Loss | None, fast: Loss | None, aborted: float
) -> Finding:
    evidence = _evidence(slow, fast, aborted)
    strength = max(0.0, *(value for value in evidence.values() if not isnan(value)))
    level, kinds = _grade(evidence, aborted)
    risk, horizon, severity = RISK[level], HORIZON[level], int(strength >= 1)
    first, then = _in_order(_slower(slow, fast), _aborts(aborted))
    return Finding(
        check=CODE,
        strength=strength,
        level=level,
        risk=risk,
        horizon=horizon,
        severity=severity,
        kinds=kinds,
        params={
            "slower": first,
            "aborted": then,
            "charges": len(charges),
            "since": Moment(charges[0].start, view.zone),
            **advice.params(TRAITS, level, severity, risk=risk, horizon=horizon),
        },
        evidence=evidence,
        figure=_figure(_worst(slow, fast), aborted, charges[-1].end),
    )


def _figure(worst: Loss | None, aborted: float, at: datetime) -> Figure | None:
    """Return the power where that was lost, else the number of charges that broke off."""
    if worst is not None and (worst.trips >= 1 or isnan(aborted) or aborted < 1):
        return figure(worst.kw, worst.at, digits=1)
    return None if isnan(aborted) else figure(aborted, at)


def _worst(slow: Loss | None, fast: Loss | None) -> Loss | None:
    return max((each for each in (slow, fast) if each is not None), key=lambda each: each.trips, default=None)


def _in_order(power: Phrase, interruption: Phrase) -> tuple[Phrase, Phrase]:
    """Order the two sentences so that what is wrong comes first."""
    return (interruption, power) if power.code == "charging.as_fast" else (power, interruption)


def _slower(slow: Loss | None, fast: Loss | None) -> Phrase:
    worst = _worst(slow, fast)
    if worst is None or worst.trips < 1:
        return Phrase("charging.as_fast")
    kw = round(worst.kw, 1)
    figures = {"kw": kw, "usual": worst.usual_kw, "longer": worst.usual_kw / kw - 1}
    return Phrase("charging.fast_slower" if worst is fast else "charging.slower", figures)


def _aborts(aborted: float) -> Phrase:
    if isnan(aborted) or aborted < 1:
        return Phrase("charging.none_cut")
    return Phrase("charging.cut", {"count": round(aborted)})


def chart(view: View) -> Chart | None:
    """Draw the power of the charges of the kind that lost most, or how many broke off where that is what is wrong."""
    charges = _charges(view)
    if not charges:
        return None
    slow, fast = (_loss([each for each in charges if is_fast(each) is kind]) for kind in (False, True))
    worst = _worst(slow, fast)
    aborted = _aborted(view.now, charges)
    if aborted >= 1 and (worst is None or worst.trips < 1):
        return _drawn_cut(view, charges)
    kind = all(is_fast(each) for each in charges) if worst is None else worst is fast
    return _drawn_power(view, [each for each in charges if is_fast(each) is kind and _judgeable(each)])


def _drawn_power(view: View, charges: Sequence[Charge]) -> Chart | None:
    if not charges:
        return None
    at, powers = tuple(each.end for each in charges), usual.at_each_reading(charges, _level)
    line = tuple(kw for _, kw in powers)
    return Chart(
        title=Phrase("chart.charging"),
        unit="unit.kilowatt",
        series=(
            Series(Phrase("series.charge_power"), at, line),
            Series(Phrase("series.each_charge"), at, tuple(each.mean_kw for each in charges), dots=True),
        ),
        zone=view.zone,
        normal=usual.before(line),
    )


def _drawn_cut(view: View, charges: Sequence[Charge]) -> Chart:
    by_charge = usual.at_each_reading(
        charges, lambda so_far: _aborted(view.now if len(so_far) == len(charges) else so_far[-1].end, so_far)
    )
    by_charge = [(each, count) for each, count in by_charge if not isnan(count)]
    at, counts = tuple(each.end for each, _ in by_charge), tuple(count for _, count in by_charge)
    return Chart(
        title=Phrase("chart.charging_cut"),
        unit="unit.times",
        series=(Series(Phrase("series.charges_cut"), at, counts),),
        zone=view.zone,
        limit=LIMITS["aborted"].value,
    )
