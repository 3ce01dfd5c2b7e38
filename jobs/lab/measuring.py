"""Measure the bars of the design on this machine; docs/performance.md says what they mean."""

from collections.abc import Iterator
from typing import Annotated

import typer

from domain.errors import Refusal
from jobs import console
from jobs.console import AsJson, Row
from jobs.lab.bench.catalogue import NAMES
from jobs.lab.bench.facts import Result

app = typer.Typer()


@app.command()
def bench(
    name: Annotated[str, typer.Argument(help=f"all, {', '.join(NAMES)}.")] = "all",
    *,
    as_json: AsJson = False,
) -> None:
    """Measure one bar or all; exit code 1 where one is missed.

    Figures depend on the machine: close other programs first.
    """
    with console.plain_refusals():
        if name != "all" and name not in NAMES:
            raise Refusal("bench_unknown", name=name, known=", ".join(("all", *NAMES)))
        results = [NAMES[code]() for code in (NAMES if name == "all" else (name,))]
        console.answer([row for result in results for row in _rows(result)], as_json=as_json)
    if any(result.missed() for result in results):
        raise typer.Exit(1)


def _rows(result: Result) -> Iterator[Row]:
    bars = {bar.figure: bar for bar in result.bars}
    for figure, value in result.figures.items():
        bar = bars.get(figure)
        yield {
            "name": result.name,
            "figure": figure,
            "value": value,
            "bar": None if bar is None else bar.limit,
            "met": None if bar is None else bar.met_by(value),
        }
