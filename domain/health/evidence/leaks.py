"""Slow leaks: what each tyre loses beyond the others; weather and altitude move all alike."""

from collections.abc import Sequence
from statistics import median

from domain.health.evidence import trend
from domain.health.evidence.cold_tyres import Reading

_DAY_S = 86_400.0
FEWEST = 5
_FITTED = 16
_DAYS = 2.0
_LOST_KPA = 6.0
FELT_KPA = _LOST_KPA / 2  # between the first and the last three readings; less is no leak


def others(kpa: Sequence[float | None], wheel: int) -> float | None:
    values = [value for index, value in enumerate(kpa) if index != wheel and value is not None]
    return median(values) if len(values) > 1 else None


def leak_rates(readings: Sequence[Reading]) -> list[float]:
    """Return what each wheel loses beyond the others in kPa a day; 0 if unclear."""
    fitted = readings[-_FITTED:]
    early = [_against_others(reading.kpa) for reading in fitted[:3]]
    late = [_against_others(reading.kpa) for reading in fitted[-3:]]
    fell = (_fell([kpa[wheel] for kpa in early], [kpa[wheel] for kpa in late]) for wheel in range(4))
    return [_leak(fitted, wheel) if suspect else 0.0 for wheel, suspect in enumerate(fell)]


def _fell(early: Sequence[float | None], late: Sequence[float | None]) -> bool:
    """Whether a wheel may have lost enough to count, also where too little is known; a cheap test before the fit."""
    before = [value for value in early if value is not None]
    after = [value for value in late if value is not None]
    return not before or not after or median(before) - median(after) >= FELT_KPA


def _leak(fitted: Sequence[Reading], wheel: int) -> float:
    against = [(reading.at, _against_others(reading.kpa)[wheel]) for reading in fitted]
    points = [(at.timestamp() / _DAY_S, kpa) for at, kpa in against if kpa is not None]
    days, pressures = [day for day, _ in points], [kpa for _, kpa in points]
    if len(days) < FEWEST or days[-1] - days[0] < _DAYS:
        return 0.0
    slope = trend.theil_sen(days, pressures, least_gap=0.2)
    if slope is None or slope.high >= 0 or -slope.middle * (days[-1] - days[0]) < _LOST_KPA:
        return 0.0
    return -slope.middle


def _against_others(kpa: Sequence[float | None]) -> list[float | None]:
    """Return each tyre's pressure less the median of the others, in kPa."""
    ascending = sorted([value for value in kpa if value is not None])
    if len(ascending) == 4:  # noqa: PLR2004 - of four wheels
        _, low, high, _ = ascending  # without itself, the middle of the other three is one of these two
        return [value - (high if value <= low else low) for value in kpa if value is not None]
    beside = [others(kpa, wheel) for wheel in range(4)]
    return [
        None if own is None or other is None else own - other for own, other in zip(kpa, beside, strict=True)
    ]
