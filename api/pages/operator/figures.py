"""The figures by which the service is judged, each with its count, bar and meaning, and the rows behind it."""

from datetime import date
from functools import partial
from itertools import groupby
from typing import Annotated, Any

from litestar import Response, get
from litestar.params import PathParameter, QueryParameter

from api import kpi
from api.areas import MOST_ID, CoreDep, Request, viewer
from api.pages.render import show, source_of, speaker_of
from domain.booking import network
from domain.core import Unit
from domain.kpi import lines, service
from domain.kpi.catalogue import BY_CODE
from domain.kpi.facts import Figure
from domain.registry.facts import Source

Period = Annotated[str, QueryParameter(max_length=kpi.LONGEST)]
Centre = Annotated[str, QueryParameter(pattern=r"^[0-9]{0,9}$")]  # a form sends an empty one for all
OfSource = Annotated[Source | None, QueryParameter()]
Part = Annotated[str, QueryParameter(max_length=kpi.LONGEST)]
Code = Annotated[str, PathParameter(max_length=kpi.LONGEST)]
After = Annotated[int, QueryParameter(ge=0, le=MOST_ID)]
_PAGE = 100


@get("/operator/figures", sync_to_thread=True)
def page(
    request: Request, core: CoreDep, period: Period = "", centre: Centre = "", source: OfSource = None
) -> Response[str]:
    """Count and show every figure."""
    cars = source_of(request, source)
    with core.reading() as unit:
        figures = service.figures(unit, period, _number(centre), source=cars)
        about = _choice(unit, figures.period.name, centre, cars)
    by_code = [
        (code, [_row(each) for each in of]) for code, of in groupby(figures.figures, lambda each: each.code)
    ]
    return show(request, "operator/figures.html", of=figures.period, figures=by_code, **about)


def _number(centre: str) -> int | None:
    return int(centre) if centre else None


def _choice(unit: Unit, period: str, centre: str, source: Source) -> dict[str, Any]:
    return {
        "period": period,
        "periods": list(dict.fromkeys((period, *_periods(unit.now.date())))),
        "centre": centre,
        "centres": network.centre_names(unit),
        "source": source,
        "sources": list(Source),
    }


def _periods(today: date) -> list[str]:
    """Return the names of periods that are offered: lately, six months, four quarters, two years."""
    months = [divmod(today.year * 12 + today.month - 1 - back, 12) for back in range(12)]
    quarters = dict.fromkeys(f"{year}-Q{month // 3 + 1}" for year, month in months)
    return [
        "90d",
        *(f"{year}-{month + 1:02}" for year, month in months[:6]),
        *list(quarters)[:4],
        str(today.year),
        str(today.year - 1),
    ]


def _row(figure: Figure) -> dict[str, object]:
    return {
        "figure": figure,
        "value": lines.value(figure),
        "interval": lines.interval(figure),
        "bar": lines.bar(figure),
    }


@get("/operator/figures.csv", sync_to_thread=True)
def sheet(
    request: Request, core: CoreDep, period: Period = "", centre: Centre = "", source: OfSource = None
) -> Response[str]:
    """Send the same as a file."""
    with core.reading() as unit:
        figures = service.figures(unit, period, _number(centre), source=source_of(request, source))
    name = f"beforehand-{figures.period.name}.csv"
    return Response(
        kpi.sheet(figures, speaker_of(request)),
        media_type="text/csv; charset=utf-8",
        headers={"content-disposition": f'attachment; filename="{name}"'},
    )


@get("/operator/figures/{figure:str}", sync_to_thread=True)
def rows(
    request: Request,
    core: CoreDep,
    figure: Code,
    period: Period = "",
    centre: Centre = "",
    source: OfSource = None,
    part: Part = "",
    after: After = 0,
) -> Response[str]:
    """List the rows behind a figure. That they were read is noted for their owners."""
    cars = source_of(request, source)
    with core.unit() as unit:
        cases, more, title = service.rows(
            unit,
            viewer(request),
            figure,
            period,
            _number(centre),
            part=part,
            source=cars,
            after=after,
            limit=_PAGE,
        )
        times = service.period(unit, period, _number(centre))
    return show(
        request, "operator/rows.html", code=figure, measure=BY_CODE[figure].measure, rows=cases, more=more,
        of=times, row_words=partial(lines.of_row, BY_CODE[figure].measure),
        period=period, centre=centre, source=cars, part=part, part_title=title,
    )  # fmt: skip


HANDLERS = (page, sheet, rows)
