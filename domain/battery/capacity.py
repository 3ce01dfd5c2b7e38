"""Usable capacity from charges: the energy put in over the gain in SOC. The range shown by the car is not used."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import sqrt
from statistics import median

from domain.kit.arrays import MAD_TO_SIGMA
from domain.telemetry.charged import ChargedMonth
from domain.telemetry.facts import Charge, Features

METHOD = "energy-over-soc/2"  # estimates of different methods are not to be compared

LEAST_GAIN = 20.0  # points of SOC; own choice: smaller charges are too coarse
COLDEST, WARMEST = 5.0, 30.0  # °C; own choice: capacity is comparable between them
PLAUSIBLE = (40.0, 115.0)  # percent of new; beyond it a meter was reset or a charge was cut in two
FEWEST, USUAL, MOST = 5, 10, 30  # charges; own choice: the median of the last 10 to 30
LATELY = timedelta(
    days=30
)  # own choice: more than ten only where none is older, so that a loss shows within weeks
GOOD_GAIN = 35.0  # own choice: charges of 35 points and more deserve more weight
_AC_KW = 22.0  # mean power above it is a fast (DC) charge
_MEDIAN_ERROR = 1.253  # standard error of a median over that of a mean
_STEADY, _UNSTEADY = (
    1.0,
    6.0,
)  # points: scatter of single charges at best, and where it says nothing (field: 4.6)
_MIXED = 0.25  # share of the rarer of AC and DC from which both are well seen
_WARMTHS = 15.0  # K between the coldest and the warmest charge that show both ends


@dataclass(frozen=True, slots=True)
class Measured:
    """The capacity by one charge: its end, percent of new, and the gain in points of SOC."""

    at: datetime
    soh: float
    gained: float


@dataclass(frozen=True, slots=True)
class Confidence:
    """The confidence in an estimate, 0..100, and its parts.

    Each part has its most points in `_MOST`, an own choice: how many charges, how little they scatter, whether slow
    and fast ones agree, over how wide a span of charge, and at how many temperatures.
    """

    coverage: float
    stability: float
    mix: float
    span: float
    warmth: float

    @property
    def score(self) -> float:
        return self.coverage + self.stability + self.mix + self.span + self.warmth

    @property
    def weakest(self) -> str:
        """Return the name of the part that is furthest below its most points."""
        gaps = {name: most - getattr(self, name) for name, most in _MOST.items()}
        return max(gaps, key=lambda name: gaps[name])


_MOST = {"coverage": 35.0, "stability": 25.0, "mix": 15.0, "span": 15.0, "warmth": 10.0}


@dataclass(frozen=True, slots=True)
class Estimate:
    """SOH in percent of new by the weighted median of charges; spread of single ones and error of the middle in points."""

    soh: float
    spread: float
    error: float
    charges: tuple[Measured, ...]
    confidence: Confidence
    method: str = METHOD


def measured(charge: Charge, new_kwh: float) -> Measured | None:
    """Return the capacity by one charge; None where it is too small, too cold, too warm or implausible."""
    return _measured(
        charge.end, charge.energy_kwh, charge.soc_to - charge.soc_from, charge.temperature_c, new_kwh
    )


def _measured(
    at: datetime, energy_kwh: float, gained: float, celsius: float | None, new_kwh: float
) -> Measured | None:
    if gained < LEAST_GAIN or (celsius is not None and not COLDEST <= celsius <= WARMEST):
        return None
    soh = energy_kwh / gained / new_kwh * 1e4
    return Measured(at, soh, gained) if PLAUSIBLE[0] <= soh <= PLAUSIBLE[1] else None


def estimate(charges: Sequence[Charge], new_kwh: float | None, *, since: datetime) -> Estimate | None:
    """Estimate SOH by the newest charges that ended after `since`; None below five, or without a capacity when new."""
    if not new_kwh:
        return None
    newer = (charge for charge in charges if charge.end > since)
    usable = [(charge, one) for charge in newer if (one := measured(charge, new_kwh)) is not None]
    used = _newest(usable)
    if len(used) < FEWEST:
        return None
    by_charge = tuple(each for _, each in used)
    level = middle(by_charge)
    spread = MAD_TO_SIGMA * median([abs(each.soh - level) for each in by_charge])
    return Estimate(
        soh=level,
        spread=spread,
        error=_MEDIAN_ERROR * spread / sqrt(len(by_charge)),
        charges=by_charge,
        confidence=_confidence([charge for charge, _ in used], spread),
    )


def _newest(usable: Sequence[tuple[Charge, Measured]]) -> Sequence[tuple[Charge, Measured]]:
    """Return the last ten charges, or up to thirty where all are of the last month."""
    lately = [each for each in usable[-MOST:] if each[1].at >= usable[-1][1].at - LATELY]
    return lately if len(lately) > USUAL else usable[-USUAL:]


def middle(charges: Sequence[Measured]) -> float:
    """Return SOH in percent by the median of charges weighted by their gain."""
    ordered = sorted(charges, key=lambda each: each.soh)
    half, reached = sum(each.gained for each in ordered) / 2, 0.0
    for each, after in zip(ordered, [*ordered[1:], ordered[-1]], strict=True):
        reached += each.gained
        if reached > half:
            return each.soh
        if reached == half:
            return (each.soh + after.soh) / 2
    return ordered[-1].soh


def _confidence(charges: Sequence[Charge], spread: float) -> Confidence:
    fast = sum(charge.mean_kw > _AC_KW for charge in charges) / len(charges)
    gains = median(charge.soc_to - charge.soc_from for charge in charges)
    warm = [charge.temperature_c for charge in charges if charge.temperature_c is not None]
    shares = {
        "coverage": len(charges) / MOST,
        "stability": (_UNSTEADY - spread) / (_UNSTEADY - _STEADY),
        "mix": min(fast, 1 - fast) / _MIXED,
        "span": (gains - LEAST_GAIN) / (GOOD_GAIN - LEAST_GAIN),
        "warmth": (max(warm) - min(warm)) / _WARMTHS if warm else 0.0,
    }
    return Confidence(**{name: _MOST[name] * min(1.0, max(0.0, share)) for name, share in shares.items()})


def history(features: Features, new_kwh: float) -> list[Measured]:
    """Return the capacity by charges over years, ascending: one a day of stored months, and each charge still stored."""
    singly = [one for charge in features.charges if (one := measured(charge, new_kwh))]
    days = {charge.end.date() for charge in features.charges}
    monthly = [
        each for month in features.charged for each in _of_month(month, new_kwh) if each.at.date() not in days
    ]
    return sorted([*monthly, *singly], key=lambda each: each.at)


def _of_month(month: ChargedMonth, new_kwh: float) -> Iterator[Measured]:
    first = datetime(month.month.year, month.month.month, 1, 12, tzinfo=UTC)
    for day, energy, gained, warm in zip(
        month.days, month.energy_kwh, month.gained, month.celsius, strict=True
    ):
        one = _measured(first + timedelta(days=day - 1), energy, gained, warm, new_kwh)
        if one is not None:
            yield one
