"""Evidence as a picture. The only place that imports matplotlib: half a second, so import it where charts are sent."""

import atexit
import math
import os
import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from threading import Lock
from typing import Any, Final

from babel.numbers import format_decimal

from domain.explain import axis, heights
from domain.explain.facts import Ahead, Bars, Chart, Figure, Language, Phrase, Series
from domain.explain.render import number

# matplotlib writes its settings and font list below the user's home and takes another place only from here.
os.environ["MPLCONFIGDIR"] = tempfile.mkdtemp(prefix="beforehand-charts-")  # noqa: TID251 - told, never read

from matplotlib import get_cachedir
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Canvas

from domain.explain import bar_chart, lettering

atexit.register(shutil.rmtree, get_cachedir(), ignore_errors=True)

WIDTH, HEIGHT, DPI = 900, 600, 160
_GRID = "#e6eaef"
_NORMAL, _LIMIT = "#dcf1e4", "#cf3f3f"
_FORETOLD, _ALIKE = "#d8e6fb", "#7a5cc9"
_FEW: Final = 40  # points that are told apart on a phone
DRAWING: Final = Lock()  # FreeType faces are shared between figures

Say = Callable[[Phrase], str]


def draw(chart: Chart | Bars, *, say: Say, locale: Language) -> bytes:
    """PNG of 900x600 pixels. Raises ValueError where there is no finite point to show."""
    png = BytesIO()
    with DRAWING:
        painted(chart, say=say, locale=locale).savefig(png, format="png")
    return png.getvalue()


def painted(chart: Chart | Bars, *, say: Say, locale: Language) -> Canvas:
    """Lay out what `draw` makes a picture of. Raises as it does; one at a time."""
    figure = Canvas(figsize=(WIDTH / DPI, HEIGHT / DPI), dpi=DPI, facecolor="white")
    FigureCanvasAgg(figure)
    if isinstance(chart, Bars):
        bar_chart.paint(figure, chart, say)
        return figure
    graphs = heights.graphs(chart)
    if not graphs:
        raise ValueError("a chart needs at least one point")
    _paint(figure, chart, graphs, say, locale)
    return figure


def _paint(figure: Canvas, chart: Chart, graphs: tuple[Series, ...], say: Say, locale: Language) -> None:
    top = lettering.legend(
        figure, _entries(chart, graphs, say), row=lettering.title(figure, say(chart.title))
    )
    axes = figure.add_axes((0.115, 0.105, 0.855, top - 0.105))
    _frame(axes, chart, graphs)
    _band(axes, chart)
    _ahead(axes, chart.ahead)
    _limit(axes, chart, say, locale)
    for at, (series, colour) in enumerate(zip(graphs, _colours(graphs), strict=True)):
        _line(axes, series, colour, zorder=5 - at / 10)
    _ticks(axes, chart, graphs, locale)
    _move_in(axes)
    _sure(axes, chart)
    _now(axes, heights.newest(chart, graphs), say, locale)


def _frame(axes: Axes, chart: Chart, graphs: tuple[Series, ...]) -> None:
    axes.set_ylim(*heights.ends(chart, graphs))
    first, last = _span(chart, graphs)
    width = (last - first).total_seconds() or 3600.0
    axes.set_xlim(_x(first) - width * 0.03, _x(last) + width * 0.03)
    axes.grid(visible=True, axis="y", color=_GRID, linewidth=0.7)
    axes.set_axisbelow(True)
    axes.tick_params(length=0, pad=5)
    for side in ("left", "right", "top"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color("#c3cad3")


def _band(axes: Axes, chart: Chart) -> None:
    if chart.normal is not None:
        axes.axhspan(*chart.normal, facecolor=_NORMAL, edgecolor="none", zorder=0.6)
    for end in chart.alike or ():
        axes.axhline(end, color=_ALIKE, linewidth=1.2, dashes=(2, 3), zorder=2)


def _ahead(axes: Axes, ahead: Ahead | None) -> None:
    if ahead is None:
        return
    x = [_x(at) for at in ahead.at]
    axes.fill_between(x, ahead.low, ahead.high, facecolor=_FORETOLD, edgecolor="none", zorder=0.8)
    axes.plot(x, ahead.middle, color=lettering.LINES[0], linewidth=1.5, dashes=(4, 3), zorder=4)


def _limit(axes: Axes, chart: Chart, say: Say, locale: Language) -> None:
    if chart.limit is None:
        return
    axes.axhline(chart.limit, color=_LIMIT, linewidth=1.5, dashes=(6, 4), zorder=3)
    phrase = Phrase("evidence.limit", {"value": format_decimal(chart.limit, locale=locale)})
    above = chart.normal is None or chart.limit >= chart.normal[1]
    axes.annotate(
        lettering.drawable(say(phrase)),
        xy=(0.012, chart.limit),
        xycoords=axes.get_yaxis_transform(),
        xytext=(0, 4 if above else -4),
        textcoords="offset points",
        va="bottom" if above else "top",
        zorder=7,
        bbox=lettering.PAPER,
        **lettering.style(lettering.LABEL, _LIMIT),
    )


def _line(axes: Axes, series: Series, colour: str, *, zorder: float) -> None:
    x = [_x(at) for at in series.at]
    style: dict[str, Any] = {"color": colour, "zorder": zorder, "solid_capstyle": "round"}
    few = len(x) <= _FEW
    if series.dots:
        axes.plot(x, series.values, "o", markersize=5 if few else 2.8, markeredgewidth=0, alpha=0.75, **style)
    else:
        axes.plot(x, series.values, "-o" if few else "-", linewidth=1.8, markersize=3.5, **style)


def _sure(axes: Axes, chart: Chart) -> None:
    """Draw how far off the present value may be, where that is known and nothing is foretold, whose band says it."""
    if chart.sure is None or chart.now is None or chart.ahead is not None:
        return
    axes.errorbar(
        [_x(chart.now.at)],
        [heights.height(chart.now)],
        yerr=chart.sure,
        color=lettering.LINES[0],
        alpha=0.45,
        capsize=6,
        linewidth=1.6,
        zorder=7,
    )


def _now(axes: Axes, now: Figure, say: Say, locale: Language) -> None:
    at, value = _x(now.at), heights.height(now)
    blue: dict[str, Any] = {"marker": "o", "color": lettering.LINES[0]}
    axes.plot([at], [value], markersize=14, alpha=0.18, markeredgewidth=0, zorder=8, **blue)
    axes.plot([at], [value], markersize=8, markeredgecolor="white", markeredgewidth=1.4, zorder=9, **blue)
    phrase = Phrase("evidence.now", {"value": number(now.value, f"n{now.digits}", locale)})
    label = axes.annotate(
        lettering.drawable(say(phrase)),
        xy=(at, value),
        xytext=(9, 0),
        textcoords="offset points",
        va="center",
        zorder=9,
        bbox=lettering.PAPER,
        **lettering.style(lettering.LABEL, lettering.LINES[0]),
    )
    _make_room(axes, at, float(label.get_window_extent().width) + 12 * DPI / 72)


def _make_room(axes: Axes, at: float, wide: float) -> None:
    """Widen the plot to the right so that a label so many pixels wide has room behind this point."""
    first, last = axes.get_xlim()
    whole = float(axes.bbox.width)
    axes.set_xlim(first, max(last, first + (at - first) * whole / (whole - wide)))


def _ticks(axes: Axes, chart: Chart, graphs: tuple[Series, ...], locale: Language) -> None:
    marks = axis.marks(*_span(chart, graphs), chart.zone, locale)
    axes.set_xticks([_x(at) for at, _ in marks], [label for _, label in marks])
    axes.locator_params(axis="y", nbins=5)
    low, high = axes.get_ylim()
    levels = [level for level in axes.get_yticks() if low <= level <= high]
    axes.set_yticks(levels, _scale(levels, locale))
    for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
        label.set(fontproperties=lettering.font(lettering.LABEL), color=lettering.SOFT)


def _move_in(axes: Axes) -> None:
    """Let the plot begin where the widest number of its scale ends."""
    place = axes.get_position()
    widest = max(float(label.get_window_extent().width) for label in axes.get_yticklabels())
    start = (widest + 9 * DPI / 72) / WIDTH
    axes.set_position((start, place.y0, place.x1 - start, place.height))


def _scale(levels: list[float], locale: Language) -> list[str]:
    """Say all levels with as many decimals as the finest needs."""
    digits = next((n for n in range(3) if all(math.isclose(level, round(level, n)) for level in levels)), 3)
    return [number(level, f"n{digits}", locale) for level in levels]


def _entries(chart: Chart, graphs: tuple[Series, ...], say: Say) -> list[tuple[str, str, str]]:
    """What the row above the plot tells: text, colour and marker of each entry, the unit first."""
    names = [(say(series.name), colour, "o") for series, colour in zip(graphs, _colours(graphs), strict=True)]
    bands = [
        (say(Phrase(f"evidence.{name}")), colour, marker)
        for name, colour, marker in (
            ("normal", _NORMAL, "s"),
            ("alike", _ALIKE, "_"),
            ("ahead", _FORETOLD, "s"),
        )
        if getattr(chart, name) is not None
    ]
    return [(say(Phrase(chart.unit)), "", ""), *names, *bands]


def _span(chart: Chart, graphs: tuple[Series, ...]) -> tuple[datetime, datetime]:
    times = [at for series in graphs for at in series.at]
    times += () if chart.now is None else (chart.now.at,)
    times += () if chart.ahead is None else chart.ahead.at
    return min(times), max(times)


def _colours(graphs: tuple[Series, ...]) -> tuple[str, ...]:
    return tuple(lettering.LINES[at % len(lettering.LINES)] for at in range(len(graphs)))


def _x(at: datetime) -> float:
    return at.astimezone(UTC).timestamp()
