"""Evidence as a picture. The only place that imports matplotlib: half a second, so import it where charts are sent."""

import atexit
import math
import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache, partial
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any, Final

from babel.numbers import format_decimal

from domain.explain import axis
from domain.explain.facts import Ahead, Bars, Chart, Figure, Language, Phrase, Series
from domain.explain.render import number

# matplotlib writes its settings and font list below the user's home and takes another place only from here.
os.environ["MPLCONFIGDIR"] = tempfile.mkdtemp(prefix="beforehand-charts-")  # noqa: TID251 - told, never read

from matplotlib import get_cachedir
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Canvas
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.lines import Line2D

atexit.register(shutil.rmtree, get_cachedir(), ignore_errors=True)

FONT: Final = Path(__file__).parents[1] / "data" / "fonts" / "NotoSansCJKsc-subset.otf"
WIDTH, HEIGHT, DPI = 900, 560, 100
_INK, _SOFT, _GRID = "#1f2933", "#5f6c7b", "#e6eaef"
_NORMAL, _LIMIT = "#dcf1e4", "#cf3f3f"
_FORETOLD, _ALIKE = "#d8e6fb", "#7a5cc9"
_LINES: Final = ("#1d63d8", "#8a94a3", "#c9822b", "#7a5cc9")
_LEFT, _RIGHT = 0.035, 0.97
_PAPER: Final = {"boxstyle": "round,pad=0.2", "facecolor": "white", "edgecolor": "none", "alpha": 0.82}
_FINEST: Final = 1e-6
_FEW: Final = 40  # points that are told apart on a phone
_DRAWING: Final = Lock()  # FreeType faces are shared between figures

Say = Callable[[Phrase], str]


def draw(chart: Chart | Bars, *, say: Say, locale: Language) -> bytes:
    """PNG of 900x560 pixels. Raises ValueError where there is no finite point to show."""
    if isinstance(chart, Bars):
        return _png(partial(_paint_bars, bars=chart, say=say))
    shown = tuple(series for series in map(_finite, chart.series) if series.values)
    if not shown:
        raise ValueError("a chart needs at least one point")
    return _png(partial(_paint, chart=chart, shown=shown, say=say, locale=locale))


def _png(paint: Callable[[Canvas], None]) -> bytes:
    with _DRAWING:
        figure = Canvas(figsize=(WIDTH / DPI, HEIGHT / DPI), dpi=DPI, facecolor="white")
        FigureCanvasAgg(figure)
        paint(figure)
        png = BytesIO()
        figure.savefig(png, format="png")
    return png.getvalue()


def _paint_bars(figure: Canvas, bars: Bars, say: Say) -> None:
    """Each name stands above its bar, because names are whole phrases."""
    _title(figure, say(bars.title))
    axes = figure.add_axes((0.035, 0.06, 0.93, 0.76))
    values = [bar.value for bar in bars.bars]
    axes.barh(
        range(len(values)),
        values,
        height=0.34,
        color=[_LINES[0] if value > 0 else _LINES[1] for value in values],
    )
    low, high = min([0.0, *values]), max([0.0, *values])
    axes.set_xlim(low - (high - low) * 0.02 - _FINEST, high + (high - low) * 0.02 + _FINEST)
    axes.set_ylim(len(values) - 0.5, -0.7)
    axes.axvline(0.0, color=_SOFT, linewidth=1)
    axes.set_axis_off()
    for place, bar in enumerate(bars.bars):
        side = "evidence.for" if bar.value > 0 else "evidence.against"
        axes.annotate(
            _drawable(say(Phrase(side, {"name": bar.name}))),
            xy=(0.0, place - 0.3),
            xycoords=axes.get_yaxis_transform(),
            bbox=_PAPER,
            **_style(15, _INK),
        )


def _paint(figure: Canvas, chart: Chart, shown: tuple[Series, ...], say: Say, locale: Language) -> None:
    axes = figure.add_axes((0.105, 0.115, 0.865, 0.65))
    _title(figure, say(chart.title))
    _frame(axes, chart, shown)
    _band(axes, chart)
    _ahead(axes, chart.ahead)
    _limit(axes, chart, say, locale)
    for at, (series, colour) in enumerate(zip(shown, _colours(shown), strict=True)):
        _line(axes, series, colour, zorder=5 - at / 10)
    _now(axes, chart.now or _last(shown[0], axes), say, locale)
    _ticks(axes, chart, shown, locale)
    _legend(figure, _entries(chart, shown, say))


def _title(figure: Canvas, words: str) -> None:
    title = figure.text(_LEFT, 0.93, _drawable(words), va="center", **_style(20, _INK))
    wide = (_right_edge(figure, title) - _LEFT) / (_RIGHT - _LEFT)
    title.set_fontsize(20 / max(1.0, wide))


def _frame(axes: Axes, chart: Chart, shown: tuple[Series, ...]) -> None:
    values = [value for series in shown for value in series.values]
    values += [*(chart.normal or ()), *(chart.alike or ()), *(() if chart.limit is None else (chart.limit,))]
    values += () if chart.ahead is None else (*chart.ahead.low, *chart.ahead.high)
    values += () if chart.now is None else (chart.now.value,)
    low, high = min(values), max(values)
    room = (high - low) * 0.14 or abs(high) * 0.1 or 1.0
    axes.set_ylim(low - room, high + room)
    first, last = _span(chart, shown)
    width = (last - first).total_seconds() or 3600.0
    axes.set_xlim(_x(first) - width * 0.03, _x(last) + width * 0.17)  # at the right: room for the last value
    axes.grid(visible=True, axis="y", color=_GRID, linewidth=1)
    axes.set_axisbelow(True)
    axes.tick_params(length=0, pad=8)
    for side in ("left", "right", "top"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color("#c3cad3")


def _band(axes: Axes, chart: Chart) -> None:
    if chart.normal is not None:
        axes.axhspan(*chart.normal, facecolor=_NORMAL, edgecolor="none", zorder=0.6)
    for end in chart.alike or ():
        axes.axhline(end, color=_ALIKE, linewidth=1.6, dashes=(2, 3), zorder=2)


def _ahead(axes: Axes, ahead: Ahead | None) -> None:
    if ahead is None:
        return
    x = [_x(at) for at in ahead.at]
    axes.fill_between(x, ahead.low, ahead.high, facecolor=_FORETOLD, edgecolor="none", zorder=0.8)
    axes.plot(x, ahead.middle, color=_LINES[0], linewidth=2, dashes=(4, 3), zorder=4)


def _limit(axes: Axes, chart: Chart, say: Say, locale: Language) -> None:
    if chart.limit is None:
        return
    axes.axhline(chart.limit, color=_LIMIT, linewidth=2, dashes=(6, 4), zorder=3)
    phrase = Phrase("evidence.limit", {"value": format_decimal(chart.limit, locale=locale)})
    above = chart.normal is None or chart.limit >= chart.normal[1]
    axes.annotate(
        _drawable(say(phrase)),
        xy=(0.012, chart.limit),
        xycoords=axes.get_yaxis_transform(),
        xytext=(0, 7 if above else -7),
        textcoords="offset points",
        va="bottom" if above else "top",
        zorder=7,
        bbox=_PAPER,
        **_style(14, _LIMIT),
    )


def _line(axes: Axes, series: Series, colour: str, *, zorder: float) -> None:
    x = [_x(at) for at in series.at]
    style: dict[str, Any] = {"color": colour, "zorder": zorder, "solid_capstyle": "round"}
    few = len(x) <= _FEW
    if series.dots:
        axes.plot(x, series.values, "o", markersize=7 if few else 4, markeredgewidth=0, alpha=0.75, **style)
    else:
        axes.plot(x, series.values, "-o" if few else "-", linewidth=2.6, markersize=5, **style)


def _now(axes: Axes, now: Figure, say: Say, locale: Language) -> None:
    at, value = _x(now.at), now.value
    axes.plot([at], [value], "o", markersize=21, color=_LINES[0], alpha=0.18, markeredgewidth=0, zorder=8)
    axes.plot(
        [at],
        [value],
        "o",
        markersize=12,
        color=_LINES[0],
        markeredgecolor="white",
        markeredgewidth=2,
        zorder=9,
    )
    phrase = Phrase("evidence.now", {"value": number(now.value, f"n{now.digits}", locale)})
    axes.annotate(
        _drawable(say(phrase)),
        xy=(at, value),
        xytext=(13, 0),
        textcoords="offset points",
        va="center",
        zorder=9,
        bbox=_PAPER,
        **_style(16, _LINES[0]),
    )


def _ticks(axes: Axes, chart: Chart, shown: tuple[Series, ...], locale: Language) -> None:
    marks = axis.marks(*_span(chart, shown), chart.zone, locale)
    axes.set_xticks([_x(at) for at, _ in marks], [label for _, label in marks])
    axes.locator_params(axis="y", nbins=5)
    low, high = axes.get_ylim()
    levels = [level for level in axes.get_yticks() if low <= level <= high]
    axes.set_yticks(levels, [format_decimal(round(level, 6) + 0.0, locale=locale) for level in levels])
    for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
        label.set(fontproperties=_font(14), color=_SOFT)


def _entries(chart: Chart, shown: tuple[Series, ...], say: Say) -> list[tuple[str, str, str]]:
    """What the row above the plot tells: text, colour and marker of each entry, the unit first."""
    names = [(say(series.name), colour, "o") for series, colour in zip(shown, _colours(shown), strict=True)]
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


def _legend(figure: Canvas, entries: list[tuple[str, str, str]]) -> None:
    left, row = _LEFT, 0.855
    for name, colour, marker in entries:
        indent = 0.025 if marker else 0.0
        label = figure.text(left + indent, row, _drawable(name), va="center", **_style(15, _SOFT))
        if _right_edge(figure, label) > _RIGHT and left > _LEFT:
            left, row = _LEFT, row - 0.056
            label.set_position((left + indent, row))
        if marker:
            _key(figure, (left + 0.009, row - 0.002), colour, marker)
        left = _right_edge(figure, label) + 0.03


def _key(figure: Canvas, at: tuple[float, float], colour: str, marker: str) -> None:
    size, edge = (15 if marker == "s" else 10), (2 if marker == "_" else 0)
    key = Line2D([at[0]], [at[1]], color=colour, marker=marker, markersize=size, markeredgewidth=edge)
    key.set_transform(figure.transFigure)
    figure.add_artist(key)


def _right_edge(figure: Canvas, text: Any) -> float:
    return float(text.get_window_extent().x1) / float(figure.bbox.width)


def _style(size: float, colour: str) -> dict[str, Any]:
    return {"fontproperties": _font(size), "color": colour, "parse_math": False}


def _drawable(text: str) -> str:
    """Leave out what the font cannot show: a name may hold emoji."""
    return "".join(char for char in text if ord(char) in _glyphs())


@cache
def _font(size: float) -> FontProperties:
    return FontProperties(fname=str(FONT), size=size)


@cache
def _glyphs() -> frozenset[int]:
    return frozenset(get_font(str(FONT)).get_charmap())


def _finite(series: Series) -> Series:
    kept = [(at, value) for at, value in zip(series.at, series.values, strict=True) if math.isfinite(value)]
    return replace(series, at=tuple(at for at, _ in kept), values=tuple(value for _, value in kept))


def _span(chart: Chart, shown: tuple[Series, ...]) -> tuple[datetime, datetime]:
    times = [at for series in shown for at in series.at]
    times += () if chart.now is None else (chart.now.at,)
    times += () if chart.ahead is None else chart.ahead.at
    return min(times), max(times)


def _colours(shown: tuple[Series, ...]) -> tuple[str, ...]:
    return tuple(_LINES[at % len(_LINES)] for at in range(len(shown)))


def _x(at: datetime) -> float:
    return at.astimezone(UTC).timestamp()


def _last(series: Series, axes: Axes) -> Figure:
    """The newest value as finely as the picture shows it: between a tenth and a hundredth of its height."""
    low, high = axes.get_ylim()
    digits = max(0, min(3, 1 - math.floor(math.log10(high - low))))
    return Figure(round(series.values[-1], digits) + 0.0, series.at[-1], digits)
