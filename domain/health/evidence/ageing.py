"""How a car's battery has aged and goes on ageing, from a view: for the check, the car's page in chat and the API."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from statistics import median

from domain.battery import capacity, prospect, words
from domain.battery.capacity import Estimate, Measured
from domain.battery.facts import Pack
from domain.battery.outlook import Span
from domain.battery.prospect import Prospect
from domain.explain.facts import Ahead, Chart, Figure, Phrase, Series, figure
from domain.health import words as health_words
from domain.health.evidence import breaks
from domain.health.facts import BreakKind, View
from domain.telemetry.charged import Curve
from domain.telemetry.facts import Charge

CODE = "battery_soh"
_METERS = {BreakKind.FIRMWARE, BreakKind.SENSOR}
KEPT = timedelta(days=180)  # older charges say nothing of today
_READ_BY_MODELS = ("first_charges", "charges", "deep_charges", "curves")
BAND = 3.0  # points each way: published telemetry estimates have an RMSE of about 3 % (arXiv 2408.01127)


@dataclass(frozen=True, slots=True)
class Ageing:
    """Today's estimate and what follows from the history."""

    estimate: Estimate
    ahead: Prospect


def ageing(view: View) -> Ageing | None:
    """Return the estimate; None below five usable charges in half a year or without a known capacity when new."""
    estimate = estimated(view)
    return None if estimate is None else Ageing(estimate, ahead(view))


def estimated(view: View) -> Estimate | None:
    new = view.car.capacity_new_kwh
    if not view.breaks or not new:
        return capacity.estimate(view.features.charges, new, since=view.now - KEPT)
    series = _series(view, new)
    since = max(view.now - KEPT, series.since)
    return capacity.estimate(view.features.charges, new / series.factor, since=since)


def ahead(view: View) -> Prospect:
    """Forecast from the whole history; takes as long as all checks of a car together."""
    return prospect.prospect(history(view), now=view.now)


def history(view: View) -> list[Measured]:
    """Return the SOH by each charge over years, on one scale across changes of meters."""
    new = view.car.capacity_new_kwh
    return list(_series(view, new).charges) if new else []


@dataclass(frozen=True, slots=True)
class _Series:
    """Charges on one scale; those after `since` had to be multiplied by `factor` for it."""

    charges: tuple[Measured, ...]
    since: datetime
    factor: float


def _series(view: View, new_kwh: float) -> _Series:
    """Join the charges between breaks into one series.

    No battery ages at the moment of an update: where meters changed, what came before sets the scale of what comes
    after. Where a part was changed only what came after counts.
    """
    series = _Series(tuple(capacity.history(view.features, new_kwh)), breaks.LONG_AGO, 1.0)
    for each in breaks.concerning(view, CODE):
        before = [charge for charge in series.charges if charge.at <= each.at]
        after = [charge for charge in series.charges if charge.at > each.at]
        if each.kind not in _METERS:
            series = _Series(tuple(after), each.at, 1.0)
            continue
        factor = _factor(before, after)
        scaled = [replace(charge, soh=charge.soh * factor) for charge in after]
        series = _Series((*before, *scaled), each.at, series.factor * factor)
    return series


def _factor(before: Sequence[Measured], after: Sequence[Measured]) -> float:
    if min(len(before), len(after)) < capacity.FEWEST:
        return 1.0
    levels = (
        median(charge.soh for charge in part) for part in (before[-capacity.MOST :], after[: capacity.MOST])
    )
    return next(levels) / next(levels)


def chart(view: View) -> Chart | None:
    """Draw every charge, the mean of each five weeks, and the forecast for half a year."""
    charges = history(view)
    if not charges:
        return None
    dots = Series(
        Phrase("series.each_charge"),
        tuple(each.at for each in charges),
        tuple(each.soh for each in charges),
        dots=True,
    )
    at, levels = zip(*prospect.stretches(charges), strict=True)
    course = prospect.course(charges, now=view.now)
    return Chart(
        title=Phrase("chart.outlook" if course else "chart.battery_so_far"),
        unit="unit.percent",
        series=(Series(Phrase("series.five_weeks"), at, levels), dots),
        zone=view.zone,
        ahead=_foretold(course) if course else None,
        now=_now(view),
        sure=BAND,
    )


def _now(view: View) -> Figure | None:
    """Return the figure of the SOH that the owner reads, None where there is no estimate."""
    estimate = estimated(view)
    return None if estimate is None else figure(min(estimate.soh, 100.0), estimate.charges[-1].at)


def _foretold(course: Sequence[tuple[datetime, Span]]) -> Ahead:
    middle, low, high = zip(*(span for _, span in course), strict=True)
    return Ahead(tuple(at for at, _ in course), middle, low, high)


def pack(view: View) -> Pack:
    """Return the battery as fitted models read it, without what lies before a change of the pack or its meters."""
    car, since = view.car, breaks.since(view, CODE)
    features = {
        name: tuple(each for each in getattr(view.features, name) if _ended(each) > since)
        for name in _READ_BY_MODELS
    }
    return Pack(
        car.model, car.in_use_since, car.capacity_new_kwh, replace(view.features, **features), measured=()
    )


def _ended(feature: Charge | Curve) -> datetime:
    return feature.end if isinstance(feature, Charge) else feature.at


def lines(aged: Ageing, view: View, *, instead: Phrase | None = None) -> tuple[Phrase, ...]:
    """Return the sentences on the car's page. instead: what is said in place of the forecast."""
    return (
        words.health(aged.estimate, band=BAND),
        *alike(view),
        instead or words.ahead(aged.ahead, now=view.now, zone=view.zone),
        words.confidence(aged.estimate),
    )


def alike(view: View) -> tuple[Phrase, ...]:
    """Return the sentence on cars of the same model, age and climate; none where they are too few."""
    peer = view.peers.get("soh")
    return () if peer is None else (health_words.peers("soh", peer),)
