"""Asking prices of cars first seen in a month, by a market taught with every listing from before it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from pyarrow import parquet

from domain.kit.arrays import Flags, Floats
from domain.valuation import learn, market, rules
from domain.valuation.facts import Listing
from jobs.lab.evaluations.facts import Outcome, file, needed, other_folder, require_disjoint, resampled

_SET: Final = "used_ev_prices"
_USD: Final = (3000, 150_000)
_MONTHS: Final = 3
_BY_CHANCE: Final = 0.01  # of cars: two of one kind may be offered alike on a day
_COLUMNS: Final = ("make", "model", "trim", "source", "model_year", "odometer_km", "first_seen", "price_usd")


@dataclass(frozen=True, slots=True)
class Month:
    """A car a row: error and width as shares of the price and of the estimate, and whether the interval holds it."""

    name: str
    error: Floats
    is_inside: Flags
    width: Floats

    def figures(self) -> dict[str, float]:
        return {
            "mape": 100 * float(self.error.mean()),
            "coverage_80": 100 * float(self.is_inside.mean()),
            "width_pct": 100 * float(np.median(self.width)),
        }


def evaluate(train: Path | None, test: Path | None, *, progress: bool = False) -> Outcome:
    """Judge each month of `test`; without it the last three months of `train`."""
    del progress
    folder = needed(train, option="--train")
    other_folder(folder, test)
    former, unseen = _read(folder), _read(test) if test else []
    require_disjoint(_rows(former), _rows(unseen), by_chance=_BY_CHANCE)
    names = sorted({_month(each) for each in unseen or former})
    months = list(_months([*former, *unseen], names if test else names[-_MONTHS:]))
    figures = {each.name: each.figures() for each in months}
    means = {
        key: float(np.mean([each[key] for each in figures.values()]))
        for key in ("mape", "coverage_80", "width_pct")
    }
    weighed = [(error, 1 / each.error.size) for each in months for error in each.error.tolist()]
    return Outcome(
        metrics={**means, "months": figures},
        n={each.name: each.error.size for each in months},
        exercises="domain/valuation: the recipe of `beforehand train valuation`, and its interval",
        beyond="what cars were sold for; batteries and the state of cars; China; an owner's own car, whose site and often trim are not known",
        split="by the day on which a car was first seen: each month by a market taught anew with all that was seen before it",
        model={
            "recipe": "Gaussian process over model, trim, year, distance, day and site, weights by marginal likelihood; conformal interval by site"
        },
        intervals={"mape": resampled(weighed, _weighed_pct)},
    )


def _weighed_pct(errors: Sequence[tuple[float, float]]) -> float:
    values, weights = np.array(errors).T
    return 100 * float(np.average(values, weights=weights))


def _months(every: Sequence[Listing], names: Sequence[str]) -> Iterator[Month]:
    for name in names:
        before = [each for each in every if _month(each) < name]
        cars = [each for each in every if _month(each) == name]
        rules.refuse_few(before, learn.MONTH)
        base, _ = learn.fit(before, currency="USD")
        rows = rules.cars(base, cars)
        logs, reach = market.expected(base, rows), market.reaches(base, rows)
        off = rules.logs(cars) - logs
        yield Month(name, np.abs(np.exp(-off) - 1), np.abs(off) <= reach, np.exp(reach) - np.exp(-reach))


def _month(listing: Listing) -> str:
    return listing.first_seen.isoformat()[:7]


def _rows(listings: Sequence[Listing]) -> list[bytes]:
    return [repr(each).encode() for each in listings]


def _read(folder: Path) -> list[Listing]:
    table = parquet.read_table(file(folder, _SET, "listings.parquet"), columns=list(_COLUMNS))
    return [
        Listing(
            make=row["make"],
            model=row["model"],
            trim=row["trim"] or "",
            site=row["source"],
            model_year=row["model_year"],
            odometer_km=row["odometer_km"],
            first_seen=row["first_seen"].date(),
            price=float(row["price_usd"]),
        )
        for row in table.to_pylist()
        if _USD[0] <= row["price_usd"] <= _USD[1]
        and rules.NEAREST_KM <= row["odometer_km"] <= rules.FARTHEST_KM
    ]
