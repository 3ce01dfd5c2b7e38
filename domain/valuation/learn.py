"""Teaches a market by listings: how alike cars are, what each listing pulls, and how far prices are off a month later.

Likeness is fitted by the marginal likelihood of the listings themselves (Rasmussen and Williams 2006, chapter 5), so nothing
about prices comes with the product. The interval is conformal: what was off in the last month of a market taught before it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import numpy as np

from domain.kit.arrays import Floats
from domain.learning import shelf
from domain.learning.folds import SEED
from domain.learning.shelf import Fitted
from domain.valuation import market, rules, service
from domain.valuation.facts import Listing
from domain.valuation.market import LEVELS, PARTS, Cars, Market

COVERAGE: Final = 0.8
MONTH: Final = timedelta(days=31)
_MOST, _OF_ONE = 4000, 800  # newest listings that are learned from, and of one model
_TUNED: Final = 700  # of those, listings by whose likelihood the weights are set
_STEPS: Final = 20
_FIRST, _OWN = (
    0.01,
    0.002,
)  # variance of ln price: of each weight, and of what is each car's own, to begin with
_LEAST, _MOST_EVER = np.log(1e-6), 0.0
_STEP, _LONGER, _SHORTER = 0.5, 1.2, 0.5  # resilient back-propagation (Riedmiller and Braun 1993)
_OF_SITE: Final = 20  # own choice: of fewer listings a site's error is not known by itself
DRIFT: Final = 0.017
"""By how much prices may move in a month, either way: root of the mean square of December 2025 and January 2026 (docs/valuation.md)."""
_DRAWS: Final = 300  # of the listings of the last month, for the interval of their mean error


def teach(
    listings: Sequence[Listing], *, currency: str, material: str, made_at: datetime, folder: Path
) -> Fitted:
    """Put a market of these listings to work. material: what they are.

    Raises Refusal model_no_better where it does not beat the median of model and year on the last month.
    """
    before, since = rules.halves(listings, MONTH)
    base, errors = fit(listings, currency=currency)
    off = np.abs(np.expm1(-errors))
    again = np.random.default_rng(SEED).integers(off.size, size=(_DRAWS, off.size))
    low, high = np.quantile(off[again].mean(axis=1), [0.05, 0.95]).tolist()
    draft = Fitted(
        name=service.KIND.name,
        made_at=made_at,
        method=service.KIND.method,
        of="",
        cars=len(listings),
        labels=len(since),
        split=f"the listings of the last {MONTH.days} days, told by those from before",
        mean_error=100 * float(off.mean()),
        interval_90=(100 * low, 100 * high),
        plain="the median price of model and year",
        plain_error=100 * float(_plainly(before, since).mean()),
        unit="% of the price",
        material=material,
    )
    return shelf.add(folder, base, draft)


def _plainly(before: Sequence[Listing], since: Sequence[Listing]) -> Floats:
    """Return the error, as a share, of the median of model and year; of the model, or of all, where there is none."""
    keys = (
        lambda one: (one.make, one.model, one.model_year),
        lambda one: (one.make, one.model),
        lambda _: (),
    )
    prices: dict[tuple[object, ...], list[float]] = defaultdict(list)
    for each in before:
        for key in keys:
            prices[key(each)].append(each.price)
    medians = {key: float(np.median(of)) for key, of in prices.items()}
    medians_of = [next(medians[key(each)] for key in keys if key(each) in medians) for each in since]
    return np.abs(np.array(medians_of) / [each.price for each in since] - 1)


def fit(listings: Sequence[Listing], *, currency: str) -> tuple[Market, Floats]:
    """Teach a market, and return it with how far ln price of each listing of the last month was off by those before.

    listings: enough by `rules.refuse_few`.
    """
    before, since = rules.halves(listings, MONTH)
    base = _market(listings, currency)
    earlier = _market(before, currency)
    errors = rules.logs(since) - market.expected(earlier, rules.cars(earlier, since))
    scatter = errors - np.median(errors)  # how the last month moved says nothing of the next
    site = rules.cars(base, since).site
    pooled = _reach(scatter)
    of_sites = [scatter[site == each] for each in range(base.sites.size)]
    reach = [_reach(each) if each.size >= _OF_SITE else pooled for each in of_sites]
    return replace(base, reach=np.array([*reach, pooled])), errors


def _reach(scatter: Floats) -> float:
    """Return what holds the stated share of new errors in a month that moves by DRIFT up or down: conformal, both ways alike."""
    errors = np.abs(np.concatenate([scatter - DRIFT, scatter + DRIFT]))
    place = int(np.ceil((errors.size + 1) * COVERAGE)) - 1
    return float(np.sort(errors)[min(place, errors.size - 1)])


def _market(listings: Sequence[Listing], currency: str) -> Market:
    newest = list(_newest(listings))
    names = rules.blank(newest, currency)
    cars, logs = rules.cars(names, newest), rules.logs(newest)
    start, some = logs.mean(), np.random.default_rng(SEED).permutation(logs.size)[:_TUNED]
    weights, own = _tuned(cars.only(some), logs[some] - start)
    alike = market.likeness(cars, cars, weights) + own * np.eye(logs.size)
    return replace(
        names,
        cars=cars,
        weights=weights,
        start=np.array(start),
        pull=np.linalg.solve(alike, logs - start),
    )


def _newest(listings: Sequence[Listing]) -> Iterator[Listing]:
    """Yield the newest listings, so many of one model at most that rare ones go further back."""
    count: Counter[tuple[str, str]] = Counter()
    room = _MOST
    for each in sorted(listings, key=lambda one: one.first_seen, reverse=True):
        count[each.make, each.model] += 1
        if count[each.make, each.model] <= _OF_ONE and room:
            room -= 1
            yield each


def _tuned(cars: Cars, logs: Floats) -> tuple[Floats, float]:
    """Return the weights of likeness, and the variance that is each car's own, that make these prices likeliest."""
    parts, levels = market.shared(cars, cars)
    at = np.log(np.append(np.full(LEVELS * PARTS, _FIRST), _OWN))
    step, before = np.full(at.size, _STEP), np.zeros(at.size)
    for _ in range(_STEPS):
        variances = np.exp(at)
        weights, own = variances[:-1].reshape(LEVELS, PARTS), variances[-1]
        inverse = np.linalg.inv(market.likeness(cars, cars, weights) + own * np.eye(logs.size))
        pull = inverse @ logs
        slope = ((inverse - np.outer(pull, pull)) / 2).astype(np.float32)
        slopes = [np.vdot(slope * level, part) for level in levels for part in parts]
        downhill = np.array([*slopes, np.trace(slope)]) * variances
        turn = np.sign(downhill) * before
        step *= np.where(turn > 0, _LONGER, np.where(turn < 0, _SHORTER, 1.0))
        before = np.where(turn < 0, 0.0, np.sign(downhill))
        at = np.clip(at - step * before, _LEAST, _MOST_EVER)
    return weights, float(own)
