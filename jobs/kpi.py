"""The figures by which the service is judged, on the command line."""

from typing import Annotated

import typer

from domain.explain.facts import Phrase
from domain.kpi import lines, service
from domain.kpi.facts import Figure
from domain.registry.facts import Source
from jobs import console, speakers
from jobs.console import AsJson, Row


def show(
    *,
    period: Annotated[str, typer.Option(help="90d, 2026, 2026-Q3 or 2026-11.")] = "90d",
    centre: Annotated[int | None, typer.Option(help="Number of one centre.", min=1, max=2**31 - 1)] = None,
    source: Annotated[Source, typer.Option(help="Of cars whose data come from there.")] = Source.LIVE,
    as_json: AsJson = False,
) -> None:
    """Count the figures of the service: value, 90 % interval, of how much, and the bar; docs/kpi.md explains them."""
    with console.open_core() as core, core.reading() as unit:
        figures = service.figures(unit, period, centre, source=source).figures
        console.answer([_row(each, is_plain=as_json) for each in figures], as_json=as_json)


def _row(figure: Figure, *, is_plain: bool) -> Row:
    """Return a figure as numbers for scripts, or in words with their units."""
    bar = lines.bar(figure)
    row: dict[str, object] = {"figure": figure.code, "part": figure.part}
    if is_plain:
        row |= {"value": figure.value, "interval_90": figure.interval, "why": figure.why}
        row |= {"numerator": figure.numerator, "denominator": figure.denominator, "since": figure.since}
    else:
        row |= {"value": _say(lines.value(figure)), "interval_90": _say(lines.interval(figure))}
    limit = f"{figure.bar.sign} {_say(bar)}" if figure.bar else ""
    return row | {"count": figure.count, "bar": limit, "meets": figure.meets}


def _say(phrase: Phrase | None) -> str:
    return "" if phrase is None else speakers.speaker("en").say(phrase)
