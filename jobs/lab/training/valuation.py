"""Teach the market of used cars by listings that the operator brings."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec
import numpy as np
import typer
from babel.core import get_global

from domain.errors import Refusal
from domain.kit.arrays import Floats
from domain.learning import shelf
from domain.learning.shelf import Fitted
from domain.registry.sheet import Bad
from domain.valuation import entry, learn, rules, service
from domain.valuation.facts import Listing
from jobs import console
from jobs.console import AsJson
from jobs.lab.evaluations.facts import resampled

_SHOWN: Final = 20  # rows that are named one by one where people read it


@dataclass(frozen=True, slots=True)
class Lesson:
    """used: listings that taught. bad: the rows that did not."""

    manifest: Fitted
    used: int
    bad: Sequence[Bad]


def teach(
    text: str, *, currency: str, distance: str, price_unit: float, made_at: datetime, folder: Path
) -> Lesson:
    """Put a market of these listings to work.

    Raises Refusal sheet_*, currency_unknown, listings_few, model_no_better.
    """
    if currency not in get_global("all_currencies"):
        raise Refusal("currency_unknown", currency=currency[:10])
    listings, bad = entry.read(text, distance=distance, price_unit=price_unit, today=made_at.date())
    rules.refuse_few(listings, learn.MONTH)
    before, since = rules.halves(listings, learn.MONTH)
    market, errors = learn.fit(listings, currency=currency)
    off = np.abs(np.expm1(-errors))
    draft = Fitted(
        name=service.KIND.name,
        made_at=made_at,
        method=service.KIND.method,
        of="",
        cars=len(listings),
        labels=len(since),
        split=f"the listings of the last {learn.MONTH.days} days, told by those from before",
        mean_error=100 * float(off.mean()),
        interval_90=resampled(off.tolist(), _mean_pct),
        plain="the median price of model and year",
        plain_error=100 * float(_plainly(before, since).mean()),
        unit="% of the price",
        material=f"listings that the operator brought, {min(each.first_seen for each in listings)} to {max(each.first_seen for each in listings)}, in {currency}",
    )
    manifest = shelf.add(folder, market, draft)
    return Lesson(manifest, len(listings), bad)


def _mean_pct(off: Sequence[float]) -> float:
    return 100 * float(np.mean(off))


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


Sheet = Annotated[
    Path, typer.Argument(help="CSV with make, model, model_year, odometer, first_seen, price; trim, source.")
]
Currency = Annotated[str, typer.Option(help="Of the prices, by ISO 4217: CNY, EUR.")]
Distance = Annotated[Literal["km", "mi", "10000km"], typer.Option(help="Unit of the odometers.")]
PriceUnit = Annotated[
    float, typer.Option(help="What a price of 1 stands for: 10000 where prices are in 万.", min=0.01, max=1e6)
]


def register(app: typer.Typer) -> None:
    @app.command()
    def valuation(
        listings: Sheet,
        *,
        currency: Currency,
        distance: Distance = "km",
        price_unit: PriceUnit = 1.0,
        as_json: AsJson = False,
    ) -> None:
        """What used cars are offered for, with an interval, from listings of your own. Teach it anew each month."""
        with console.open_core() as core:
            done = teach(
                console.read_sheet(listings),
                currency=currency.upper(),
                distance=distance,
                price_unit=price_unit,
                made_at=core.clock.now(),
                folder=core.settings.models_dir,
            )
        bad = console.bad_rows(done.bad)
        answer = {"used": done.used, "skipped": len(bad), **msgspec.to_builtins(done.manifest)}
        console.answer({**answer, "bad": bad} if as_json else answer, as_json=as_json)
        if bad and not as_json:
            console.answer(bad[:_SHOWN], as_json=False)
