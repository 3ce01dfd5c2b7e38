"""Teach the market of used cars by listings that the operator brings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec
import typer
from babel.core import get_global

from domain.errors import Refusal
from domain.learning.shelf import Fitted
from domain.registry.sheet import Bad
from domain.valuation import entry, learn, rules
from jobs import console
from jobs.console import AsJson

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
    material = f"listings that the operator brought, {min(each.first_seen for each in listings)} to {max(each.first_seen for each in listings)}, in {currency}"
    manifest = learn.teach(listings, currency=currency, material=material, made_at=made_at, folder=folder)
    return Lesson(manifest, len(listings), bad)


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
