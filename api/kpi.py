"""The figures by which the service is judged: as JSON, as a sheet, and the rows behind each."""

import csv
import io
import math
from datetime import datetime
from typing import Annotated
from urllib.parse import urlencode

import msgspec
from litestar import get
from litestar.params import PathParameter, QueryParameter

from api import speakers
from api.areas import MOST_ID, CoreDep, Request, answers, area, viewer
from api.auth import Role
from domain.explain.render import Speaker
from domain.kpi import service
from domain.kpi.facts import Case, Figure, Figures, Kind, Measure
from domain.registry.facts import Source

MOST = 500
LONGEST = 64

_FIGURE = {
    "figure": "precision",
    "part": "coolant_loop",
    "title": "Warnings that were right",
    "part_title": "Battery cooling",
    "measure": "share",
    "value": 0.9,
    "numerator": 9.0,
    "denominator": 10.0,
    "count": 10,
    "interval_90": [0.654, 0.977],
    "bar": {"sign": ">", "limit": 0.85},
    "meets": True,
    "why": "",
    "since": "2026-08-20T02:00:00Z",
    "definition": "Of the warnings told in this time whose outcome is known, how many were right.",
    "limits": "Warnings that nobody rated are not in it.",
    "rows": "/v1/kpi/precision/rows?period=90d&source=live&part=coolant_loop",
}
ANSWER = {
    "period": "90d",
    "since": "2026-08-20T02:00:00Z",
    "until": "2026-11-18T02:00:00Z",
    "zone": "Asia/Shanghai",
    "source": "live",
    "centre_id": None,
    "figures": [_FIGURE],
}
ROWS = {"rows": [{"kind": "warning", "id": 12, "vehicle_id": 1, "part": 1.0, "whole": 1.0}], "next": None}
SHEET = "figure,part,value,numerator,denominator,count\nprecision,coolant_loop,0.9,9,10,10\n"

Period = Annotated[
    str,
    QueryParameter(
        max_length=LONGEST,
        description="90d (the last 90 days), a year as 2026, a quarter as 2026-Q3, or a month as 2026-11.",
    ),
]
Centre = Annotated[int | None, QueryParameter(ge=1, le=MOST_ID, description="Of this centre alone.")]
OfSource = Annotated[Source, QueryParameter(description="Of cars whose data come from there.")]
Part = Annotated[
    str, QueryParameter(max_length=LONGEST, description="A kind of warning; empty for all of them.")
]
Code = Annotated[str, PathParameter(max_length=LONGEST, description="The code of a figure.")]
After = Annotated[int, QueryParameter(ge=0, le=MOST_ID, description="The `next` of the page before.")]
Limit = Annotated[int, QueryParameter(ge=1, le=MOST, description="How many to list.")]


class BarView(msgspec.Struct):
    """What the value is held to by the product brief: greater or less than the limit."""

    sign: str
    limit: float


class FigureView(msgspec.Struct, kw_only=True):
    """A figure. count: of how much it was counted. value is null where `why` says so.

    why: too_few (fewer than five), gone (its rows are deleted), open (most requests still wait), past (known of now alone), no_job,
    or whole (known of all centres together). measure: amount is money in the currency of its part; share,
    avoided and values are shares from 0 to 1, difference of two such; net is −100 to 100; days and minutes are medians; per_week and
    per_month are by owner. interval_90: null where there is none; its upper end null where it is open. since: rows from then on are stored
    and were counted. limits: what it does not tell. rows: where the rows behind it are listed, null where they are not.
    """

    figure: str
    part: str
    title: str
    part_title: str
    measure: Measure
    value: float | None
    numerator: float | None
    denominator: float
    count: int
    interval_90: list[float | None] | None
    bar: BarView | None
    meets: bool | None
    why: str
    since: datetime
    definition: str
    limits: str
    rows: str | None


class Kpi(msgspec.Struct, kw_only=True):
    """All figures of a period. Days begin at midnight of the zone: that of the centre, or of the first centre."""

    period: str
    since: datetime
    until: datetime
    zone: str
    source: Source
    centre_id: int | None
    figures: list[FigureView]


class RowView(msgspec.Struct):
    """A row behind a figure: its kind and number, its car, what it adds above the line and below.

    part is null for a request that still waits.
    """

    kind: Kind
    id: int
    vehicle_id: int | None
    part: float | None
    whole: float


class Rows(msgspec.Struct):
    """`next` is null on the last page."""

    rows: list[RowView]
    next: int | None


@get("/", summary="The figures of the service", sync_to_thread=True, opt=answers(ANSWER))
def listed(
    request: Request,
    core: CoreDep,
    period: Period = "",
    centre: Centre = None,
    source: OfSource = Source.LIVE,
) -> Kpi:
    """Count every figure of a period, each with its count, interval, bar and meaning; docs/kpi.md explains them."""
    with core.reading() as unit:
        figures = service.figures(unit, period, centre, source=source)
    say = speakers.speaker_for(request)
    return Kpi(
        period=figures.period.name,
        since=figures.period.since,
        until=figures.period.until,
        zone=figures.period.zone,
        source=figures.source,
        centre_id=figures.centre_id,
        figures=[_view(each, figures, say) for each in figures.figures],
    )


@get(
    "/",
    media_type="text/csv",
    summary="The figures of the service as a sheet",
    sync_to_thread=True,
    opt=answers(SHEET),
)
def as_sheet(
    request: Request,
    core: CoreDep,
    period: Period = "",
    centre: Centre = None,
    source: OfSource = Source.LIVE,
) -> str:
    """Count the same as CSV, UTF-8, one figure a line; an empty cell stands for what cannot be told."""
    with core.reading() as unit:
        figures = service.figures(unit, period, centre, source=source)
    return sheet(figures, speakers.speaker_for(request))


def sheet(figures: Figures, say: Speaker) -> str:
    """Return figures as CSV."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow([*FigureView.__struct_fields__[:-1], "from", "until", "zone"])
    for each in figures.figures:
        cells = _cells(_view(each, figures, say))
        writer.writerow([*cells, figures.period.since, figures.period.until, figures.period.zone])
    return lines.getvalue()


@get(
    "/{figure:str}/rows",
    summary="The rows behind a figure",
    sync_to_thread=True,
    opt=answers(ROWS, conflict=True),
)
def rows(
    request: Request,
    core: CoreDep,
    figure: Code,
    period: Period = "",
    centre: Centre = None,
    source: OfSource = Source.LIVE,
    part: Part = "",
    after: After = 0,
    limit: Limit = 100,
) -> Rows:
    """List the numbers of the rows that a figure was counted from. Each owner sees that it was read."""
    with core.unit() as unit:
        page, following, _ = service.rows(
            unit, viewer(request), figure, period, centre, part=part, source=source, after=after, limit=limit
        )
    return Rows([_row(each) for each in page], following)


def _row(case: Case) -> RowView:
    part = float(case.part) if math.isfinite(case.part) else None
    return RowView(case.kind, case.id, case.vehicle_id, part, case.whole)


def _view(figure: Figure, of: Figures, speaker: Speaker) -> FigureView:
    bar = figure.bar
    return FigureView(
        figure=figure.code,
        part=figure.part,
        title=speaker.say(figure.title),
        part_title=speaker.say(figure.part_title) if figure.part_title else "",
        measure=figure.measure,
        value=figure.value,
        numerator=figure.numerator,
        denominator=figure.denominator,
        count=figure.count,
        interval_90=list(figure.interval) if figure.interval else None,
        bar=BarView(bar.sign, bar.limit) if bar else None,
        meets=figure.meets,
        why=figure.why,
        since=figure.since,
        definition=speaker.say(figure.definition),
        limits=speaker.say(figure.limits),
        rows=_path(figure, of) if figure.rows else None,
    )


def _path(figure: Figure, of: Figures) -> str:
    asked_for = {"period": of.period.name, "source": of.source.value}
    if of.centre_id is not None:
        asked_for["centre"] = str(of.centre_id)
    if figure.part:
        asked_for["part"] = figure.part
    return f"/v1/kpi/{figure.code}/rows?{urlencode(asked_for)}"


def _cells(figure: FigureView) -> list[object]:
    """Return the cells of a line, in the order of the fields; interval and bar as text."""
    bar = f"{figure.bar.sign} {figure.bar.limit:g}" if figure.bar else ""
    interval = "" if figure.interval_90 is None else "{} to {}".format(*figure.interval_90)
    values = {**msgspec.structs.asdict(figure), "bar": bar, "interval_90": interval}
    return [values[name] for name in FigureView.__struct_fields__[:-1]]


ROUTES = (
    area("/v1/kpi", Role.OPERATOR, [listed, rows]),
    area("/v1/kpi.csv", Role.OPERATOR, [as_sheet]),
)
