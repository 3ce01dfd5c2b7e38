"""Compare driving before and after by what weather, route and speed explain; nothing inside a car's own noise is a saving.

A robust regression on all that was driven before foretells both spans, so that what it gets wrong in both cancels out. How
far such comparisons go astray is measured on the same car: at many earlier moments at which nobody had changed anything.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from domain.kit.arrays import MAD_TO_SIGMA, Flags, Floats
from domain.savings.facts import Comparison, Run, Saved, Why

# Own choices, but for the first three, which were tried on one diary and one car's drives (docs/models.md).
PRIOR: Final = 30.0  # runs that "no effect" of a term counts for
STEPS: Final = 4  # moments tried within the length of a span
CONFIDENT: Final = 0.95  # of either end of the interval: 90 % lie within
FEWEST, FEWEST_KM = 8, 50.0  # runs and km of a span
FEWEST_TRIED: Final = 4  # moments without advice
LEAST_SHARE: Final = 0.5  # of the usual km of a span: of less, the noise is larger than what was measured
WIDEST: Final = 0.25  # a half interval; wider says nothing
# Student's t at CONFIDENT, by one over the degrees of freedom.
_T: Final = np.array(
    [(0, 1.645), (1 / 30, 1.697), (0.1, 1.812), (0.2, 2.015), (1 / 3, 2.353), (0.5, 2.92), (1, 6.314)]
)
_HUBER: Final = 1.345  # 95 % efficient where errors are normal (Huber 1964)
_ROUNDS: Final = 10

Expect = Callable[[Floats], Floats]
"""From terms, shape (n, terms), to kWh per km."""


@dataclass(frozen=True, slots=True)
class _Table:
    """Runs in columns, ascending in time."""

    at: Floats
    km: Floats
    kwh: Floats
    terms: Floats

    def of(self, rows: Flags) -> "_Table":
        return _Table(self.at[rows], self.km[rows], self.kwh[rows], self.terms[rows])


def compare(runs: Sequence[Run], *, begun: float, span: float) -> Comparison:
    """Compare the span before a moment with the span after it.

    runs: of one car, in any order; only those before `begun` teach. span: in the unit of `Run.at`.
    """
    table = _table(runs)
    before, after = _between(table, begun - span, begun), _between(table, begun, begun + span)
    if _is_few(before):
        return Comparison(None, Why.FEW_BEFORE)
    if _is_few(after):
        return Comparison(None, Why.FEW_AFTER)
    past = table.of(table.at < begun)
    tried = list(_tried(past, begun=begun, span=span))
    if len(tried) < FEWEST_TRIED:
        return Comparison(None, Why.YOUNG)
    usual_km = LEAST_SHARE * float(np.median([km for _, km in tried]))
    if min(before.km.sum(), after.km.sum()) < usual_km:
        return Comparison(None, Why.FEW_BEFORE if before.km.sum() < usual_km else Why.FEW_AFTER)
    if _is_unlike(past, after, span):
        return Comparison(None, Why.UNLIKE)
    return _verdict(_claim(past, before, after), after, _half_width([claim for claim, _ in tried]))


def _verdict(claim: float, after: _Table, half: float) -> Comparison:
    if not (half <= WIDEST and claim < 1):
        return Comparison(None, Why.WIDE)
    expected = float(after.kwh.sum()) / (1 - claim)
    saved = Saved(claim, claim - half, claim + half, expected, float(after.km.sum()))
    return Comparison(saved, Why.NOISE if saved.low <= 0 <= saved.high else None)


def is_saving(comparison: Comparison) -> bool:
    """Return whether a saving is told: all of the interval lies above nothing."""
    return comparison.saved is not None and comparison.saved.low > 0


def expectation(runs: Sequence[Run]) -> Expect:
    """Return what a car's runs teach of its kWh per km."""
    return _fit(_table(runs))


def _tried(past: _Table, *, begun: float, span: float) -> Iterator[tuple[float, float]]:
    """Yield what would have been claimed, and from how many km, at each moment whose span after had passed before `begun`.

    Moments at which nothing would have been said are left out: they say nothing of how good an answer is.
    """
    moment = begun - span
    while moment - span >= past.at[0]:
        before, after = _between(past, moment - span, moment), _between(past, moment, moment + span)
        earlier = past.of(past.at < moment)
        if not _is_few(before) and not _is_few(after) and not _is_unlike(earlier, after, span):
            yield _claim(earlier, before, after), float(min(before.km.sum(), after.km.sum()))
        moment -= span / STEPS


def _half_width(claims: Sequence[float]) -> float:
    """Return half the interval: the spread about none, by Student's t, as spans that overlap are fewer than they seem."""
    spread = float(np.sqrt(np.mean(np.square(claims))))
    return spread * float(np.interp(min(1.0, STEPS / len(claims)), *_T.T))


def _claim(past: _Table, before: _Table, after: _Table) -> float:
    expect = _fit(past)
    return 1 - _ratio(expect, after) / _ratio(expect, before)


def _ratio(expect: Expect, table: _Table) -> float:
    return float(table.kwh.sum() / (expect(table.terms) @ table.km))


def _is_few(table: _Table) -> bool:
    return table.at.size < FEWEST or table.km.sum() < FEWEST_KM


def _is_unlike(past: _Table, after: _Table, span: float) -> bool:
    """Return whether a term lies, on average, further than one deviation of the runs from all spans before."""
    starts = np.arange(past.at[0], past.at[-1] - span, span / STEPS)
    spans = [each for start in starts if not _is_few(each := _between(past, start, start + span))]
    if not spans:
        return True
    means = np.array([_means(each) for each in spans])
    _, scale = _centred(past.terms, past.km)
    now = _means(after)
    return bool(np.any((now < means.min(axis=0) - scale) | (now > means.max(axis=0) + scale)))


def _means(table: _Table) -> Floats:
    return _centred(table.terms, table.km)[0]


def _fit(table: _Table) -> Expect:
    """Regress kWh per km on the terms, each km alike, extremes damped, and what little shows drawn to none."""
    weights = table.km / table.km.mean()
    centre, scale = _centred(table.terms, weights)
    columns, rate = _scaled(table.terms, centre, scale), table.kwh / table.km
    damped, level = weights, float(weights @ rate / weights.sum())
    for _ in range(_ROUNDS):
        curvature = (columns * damped[:, None]).T @ columns + PRIOR * np.eye(columns.shape[1])
        slopes = np.linalg.solve(curvature, (columns * damped[:, None]).T @ (rate - level))
        errors = (rate - level - columns @ slopes) * np.sqrt(weights)
        usual = max(MAD_TO_SIGMA * float(np.median(np.abs(errors))), 1e-9)
        damped = weights * np.minimum(1.0, _HUBER * usual / np.maximum(np.abs(errors), 1e-9))
        level = float(damped @ (rate - columns @ slopes) / damped.sum())
    return lambda terms: level + _scaled(terms, centre, scale) @ slopes


def _centred(terms: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """Return mean and deviation of each term where it is known."""
    there = np.isfinite(terms) * weights[:, None]
    total = np.maximum(there.sum(axis=0), 1e-9)
    centre = (there * np.nan_to_num(terms)).sum(axis=0) / total
    spread: Floats = np.sqrt((there * (np.nan_to_num(terms) - centre) ** 2).sum(axis=0) / total)
    return centre, spread


def _scaled(terms: Floats, centre: Floats, scale: Floats) -> Floats:
    """Return terms in deviations from their mean; what is not known, or never differed, counts as usual."""
    differs = scale > 1e-9 * np.maximum(np.abs(centre), 1.0)
    return np.where(differs, np.nan_to_num((terms - centre) / np.where(differs, scale, 1.0)), 0.0)


def _between(table: _Table, since: float, until: float) -> _Table:
    return table.of((table.at >= since) & (table.at < until))


def _table(runs: Sequence[Run]) -> _Table:
    ordered = sorted(runs, key=lambda run: run.at)
    at, km, kwh = np.array([(run.at, run.km, run.kwh) for run in ordered], dtype=np.float64).reshape(-1, 3).T
    return _Table(
        at,
        km,
        kwh,
        np.array([run.terms for run in ordered], dtype=np.float64).reshape(at.size, -1 if at.size else 0),
    )
