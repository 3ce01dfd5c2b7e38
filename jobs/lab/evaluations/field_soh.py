"""One field car's charges: what battery health will be 10,000 and 20,000 km on, from what was known until then."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pyarrow import parquet

from domain.battery import outlook
from domain.errors import Refusal
from jobs.lab.evaluations.facts import Outcome, file, needed, resampled
from jobs.progress import track

Floats = NDArray[np.float64]

KM_A_YEAR = 50_000.0  # median of the study's 98 cars whose use is known (137 km a day); the file has no dates
FIRST_KM, STEP_KM, AROUND_KM = 30_000, 5_000, 2_500
AHEAD_KM = (10_000, 20_000)
FEWEST = 5  # charges around a target, below which it has no median worth the name
UNIT_KM = 25_000
HIGHEST_SHARE = 1.5  # values around 0.9 are shares, values around 90 are percent


@dataclass(frozen=True, slots=True)
class Guess:
    """One forecast beside what came: SOH in percent."""

    origin_km: float
    ahead_km: int
    forecast: outlook.Span
    came: float

    @property
    def error(self) -> float:
        return abs(self.forecast.middle - self.came)

    @property
    def is_inside(self) -> bool:
        return self.forecast.low <= self.came <= self.forecast.high


def evaluate(train: Path | None, test: Path | None, *, progress: bool = False) -> Outcome:
    """Forecast from every 5,000 km on; nothing is fitted beforehand, so `train` is not read.

    Raises Refusal data_missing, history_short.
    """
    del train
    km, soh = _history(needed(test, option="--test"))
    guesses = guess(km, soh, progress=progress)
    by_far = {far: [each for each in guesses if each.ahead_km == far] for far in AHEAD_KM}
    if not all(by_far.values()):
        raise Refusal("history_short", km=FIRST_KM + max(AHEAD_KM), charges=FEWEST)
    return Outcome(
        metrics={
            **{f"mae_{far}": error(group) for far, group in by_far.items()},
            "coverage_90_pct": coverage(guesses),
        },
        n={"charges": km.size, **{f"targets_{far}": len(group) for far, group in by_far.items()}},
        exercises="domain.battery.outlook, the forecast that owners are told, with its interval",
        beyond="one car without dates: kilometres stand for time at the study's median pace; capacity per charge "
        "came ready-made, so the product's own estimate was not put to the test",
        split="each forecast sees only charges up to its origin; prior and method are fixed beforehand",
        model={"method": outlook.METHOD, "fade_points_a_year": outlook.FADE, "fade_sd": outlook.FADE_SD},
        intervals={
            **{f"mae_{far}": _interval(group, error) for far, group in by_far.items()},
            "coverage_90_pct": _interval(guesses, coverage),
        },
    )


def _history(folder: Path) -> tuple[Floats, Floats]:
    """Kilometres, ascending, and SOH of each charge in percent: the set's other files hold it as a share of new."""
    table = parquet.read_table(file(folder, "ev_field_soh", "soh_by_mileage_one_ev.parquet"))
    km, soh = (table.column(name).to_numpy().astype(np.float64) for name in ("mileage_km", "soh"))
    usable = np.flatnonzero(np.isfinite(km) & np.isfinite(soh))
    order = usable[np.argsort(km[usable], kind="stable")]
    shares = bool(usable.size) and float(np.median(soh[usable])) <= HIGHEST_SHARE
    return km[order], soh[order] * (100 if shares else 1)


def guess(km: Floats, soh: Floats, *, progress: bool = False) -> list[Guess]:
    """Forecast the median SOH of the charges around each target; km ascend."""
    guesses = []
    origins = np.arange(FIRST_KM, km[-1] - min(AHEAD_KM) + 1, STEP_KM)
    for origin in track(origins, description="origins", disable=not progress):
        count = int(np.searchsorted(km, origin, side="right"))
        if count < FEWEST:
            continue
        past = outlook.gather(km[:count] / KM_A_YEAR, soh[:count])
        expected = max(FEWEST, count / (km[count - 1] - km[0]) * 2 * AROUND_KM)
        for far in AHEAD_KM:
            around = np.abs(km - (origin + far)) <= AROUND_KM
            if origin + far <= km[-1] and np.count_nonzero(around) >= FEWEST:
                forecast = outlook.ahead(past, (origin + far) / KM_A_YEAR, charges=expected)
                guesses.append(Guess(float(origin), far, forecast, float(np.median(soh[around]))))
    return guesses


def error(guesses: Sequence[Guess]) -> float:
    """Mean absolute error in points of SOH."""
    return float(np.mean([each.error for each in guesses]))


def coverage(guesses: Sequence[Guess]) -> float:
    """Percent of what came that lay inside the stated 90 % interval."""
    return 100 * float(np.mean([each.is_inside for each in guesses]))


def _interval(guesses: Sequence[Guess], metric: Callable[[Sequence[Guess]], float]) -> tuple[float, float]:
    """Return the interval by drawing whole stretches of road again, because neighbouring forecasts share charges."""
    by_stretch: dict[int, list[Guess]] = {}
    for each in guesses:
        by_stretch.setdefault(int(each.origin_km // UNIT_KM), []).append(each)
    return resampled(list(by_stretch.values()), lambda draw: metric([g for part in draw for g in part]))
