"""Sentences on a battery's health, its forecast and the confidence in them."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from math import inf
from zoneinfo import ZoneInfo

from domain.battery.capacity import Estimate
from domain.battery.facts import Answer
from domain.battery.prospect import FARTHEST_MARK, MARKS, Fall, Prospect, Reach
from domain.explain.facts import N_, P_, Moment, Phrase, Plural
from domain.learning.shelf import Fitted

WORDS: dict[str, str | Plural] = {
    "battery.now": N_("🔋 Battery health: about {soh:n0}% of new ({low:n0}–{high:n0}%)."),
    "battery.confidence": N_("Confidence: {score:n0}/100. {weakest}"),
    "confidence.coverage": N_("More charges would raise it."),
    "confidence.stability": N_("Single charges still differ a good deal."),
    "confidence.mix": N_("Both slow and fast charges would raise it."),
    "confidence.span": N_("Longer charges, by a third of the battery or more, would raise it."),
    "confidence.warmth": N_("So far all charges took place at about the same temperature."),
    "outlook.half_year": N_("In half a year: about {middle:n0}% (between {low:n0}% and {high:n0}%)."),
    "outlook.soon": N_("At this pace it will reach {mark:n0}% soon, probably by {late:month_year}."),
    "outlook.near": N_(
        "At this pace it will reach {mark:n0}% around {likely:month} (between {early:month} and {late:month})."
    ),
    "outlook.far": N_(
        "At this pace it will reach {mark:n0}% around {likely:month_year} (between {early:month_year} and {late:month_year})."
    ),
    "outlook.same_month": N_("At this pace it will reach {mark:n0}% in {likely:month_year}."),
    "outlook.too_early": P_(
        "I can forecast after about {n} more charge of 20% or more.",
        "I can forecast after about {n} more charges of 20% or more.",
    ),
    "lasting.fall.range": N_(
        "🔋 The battery should fall to {mark:n0}% around {likely:month_year}: one chance in ten before {early:month_year}, one in ten after {late:month_year}."
    ),
    "lasting.fall.open": N_(
        "🔋 The battery should fall to {mark:n0}% around {likely:month_year}: one chance in ten before {early:month_year}, one in ten more than {years:n0} years from now."
    ),
    "lasting.fall.far": N_(
        "🔋 The battery should fall to {mark:n0}% more than {years:n0} years from now; one chance in ten before {early:month_year}."
    ),
    "lasting.fall.beyond": N_(
        "🔋 The battery should stay above {mark:n0}% for the next {years:n0} years, as far as can be told."
    ),
    "lasting.basis": P_(
        "Told from {n:n0} charge of this car, with room for other habits later, and from the 1.6 points a year that batteries usually lose. It is a range, not a promise.",
        "Told from {n:n0} charges of this car, with room for other habits later, and from the 1.6 points a year that batteries usually lose. It is a range, not a promise.",
    ),
    "lasting.below": N_("🔋 The battery is already below {mark:n0}% of new."),
    "lasting.few": P_(
        "How long the battery lasts cannot be told yet: that takes about {n} more charge of 20% or more.",
        "How long the battery lasts cannot be told yet: that takes about {n} more charges of 20% or more.",
    ),
    "outlook.asked": N_("For the forecast, send /car."),
    "trained.battery_soh": N_(
        "Judging by how its charges end, the battery has about {middle:n0}% of its new capacity. {by}"
    ),
    "trained.battery_fade": N_(
        "After {cycles:n0} more full charges: about {middle:n0}% (between {low:n0}% and {high:n0}%). {by}"
    ),
    "trained.battery_life": N_(
        "Judging by how its slow charges have changed, it should last about {middle:n0} full charges (between {low:n0} and {high:n0}) until 80% is left. {by}"
    ),
    "trained.battery_peers": N_(
        "Cars of the same model, age and distance have about {middle:n0}% (nine in ten between {low:n0}% and {high:n0}%). {by}"
    ),
    "trained.by": N_(
        "Learned from {cars:n0} cars; average error on other cars: {error:n1} percentage points ({model})."
    ),
    "trained.by.battery_life": N_(
        "Learned from {cars:n0} cars; average error on other cars: {error:n0} full charges ({model})."
    ),
    "refusal.measured_already": N_(
        "A battery measurement from this visit is already on record. If it was wrong, measure again at the next visit."
    ),
}


def health(estimate: Estimate, *, band: float) -> Phrase:
    """Return the sentence with SOH and a band of `band` points each way."""
    soh = min(estimate.soh, 100.0)
    return Phrase("battery.now", {"soh": soh, "low": soh - band, "high": min(soh + band, 100.0)})


def confidence(estimate: Estimate) -> Phrase:
    """Return the sentence with the confidence and what would raise it most."""
    parts = estimate.confidence
    return Phrase(
        "battery.confidence", {"score": parts.score, "weakest": Phrase(f"confidence.{parts.weakest}")}
    )


def ahead(prospect: Prospect, *, now: datetime, zone: str) -> Phrase:
    """Return the sentence on half a year ahead and, where it is stated, the next mark; or on what is missing."""
    if prospect.half_year is None:
        return Phrase("outlook.too_early", {"n": prospect.more_charges})
    half = Phrase("outlook.half_year", prospect.half_year._asdict())
    if prospect.reach is None:
        return half
    return Phrase("sentence.then", {"first": half, "then": _reach(prospect.reach, now=now, zone=zone)})


def _reach(reach: Reach, *, now: datetime, zone: str) -> Phrase:
    """Say months, with their year where one is not the present one; of a likely one that has begun, that it comes soon."""
    moments = {name: Moment(getattr(reach, name), zone) for name in ("early", "likely", "late")}
    months = {name: _month(each.at, zone) for name, each in moments.items()}
    present = _month(now, zone)
    if len(set(months.values())) == 1:
        code = "same_month"
    elif months["likely"] <= present:
        code = "soon"
    else:
        code = "near" if {year for year, _ in months.values()} == {present[0]} else "far"
    return Phrase(f"outlook.{code}", {"mark": reach.mark, **moments})


def _month(at: datetime, zone: str) -> tuple[int, int]:
    local = at.astimezone(ZoneInfo(zone))
    return local.year, local.month


def lasting(falls: Sequence[Fall], *, charges: int, more: int, zone: str) -> Iterator[Phrase]:
    """Say when the battery falls to its marks, of how many charges that is told, or how many more that takes."""
    if more:
        yield Phrase("lasting.few", {"n": more})
        return
    if not falls:
        yield Phrase("lasting.below", {"mark": MARKS[-1]})
        return
    for each in falls:
        yield _fall(each, zone)
    yield Phrase("lasting.basis", {"n": charges})


def _fall(fall: Fall, zone: str) -> Phrase:
    moments = {"early": fall.early, "likely": fall.likely, "late": fall.late}
    places = {name: Moment(at, zone) for name, at in moments.items() if at is not None}
    code = ("beyond", "far", "open", "range")[len(places)]
    return Phrase(f"lasting.fall.{code}", {"mark": fall.mark, "years": FARTHEST_MARK, **places})


def trained(answers: Collection[Answer]) -> Iterator[Phrase]:
    """Return the sentences with the answers of fitted models; of several horizons the farthest."""
    for name, each in {each.by.name: each for each in answers}.items():
        most = inf if name == "battery_life" else 100.0
        figures = {"middle": each.middle, "low": each.low, "high": each.high}
        params = {part: min(value, most) for part, value in figures.items() if value is not None}
        yield Phrase(f"trained.{name}", {**params, "cycles": each.cycles, "by": _by(each.by)})


def _by(manifest: Fitted) -> Phrase:
    code = "trained.by.battery_life" if manifest.name == "battery_life" else "trained.by"
    model = f"{manifest.stamp}, {manifest.method}"
    return Phrase(code, {"cars": manifest.cars, "error": manifest.mean_error, "model": model})
