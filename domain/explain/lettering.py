"""What is written on a picture: letters that are read on a phone, the title, and the row that tells what is drawn."""

from functools import cache
from pathlib import Path
from typing import Any, Final

from matplotlib.figure import Figure as Canvas
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.lines import Line2D

FONT: Final = Path(__file__).parents[1] / "data" / "fonts" / "NotoSansCJKsc-subset.otf"
LABEL: Final = (
    14.0  # points: 11 pixels and more on a phone 390 wide, which shows the picture at a third of its size
)
INK, SOFT = "#1f2933", "#5f6c7b"
LINES: Final = ("#1d63d8", "#8a94a3", "#c9822b", "#7a5cc9")
PAPER: Final = {"boxstyle": "round,pad=0.2", "facecolor": "white", "edgecolor": "none", "alpha": 0.82}
RIGHT: Final = 0.97
_LEFT: Final = 0.035
_TITLE: Final = 15.5
_ROW: Final = 0.068  # of the height: a line of labels
_TOP: Final = 0.945


def title(figure: Canvas, words: str) -> float:
    """Write it in one row, or in two where it is wider than the picture; return the height of the row below."""
    look = style(_TITLE, INK)
    first_row = figure.text(_LEFT, _TOP, drawable(words), va="center", **look)
    if right_edge(figure, first_row) <= RIGHT:
        return _TOP - _ROW
    first, second = halves(first_row.get_text())
    first_row.set_text(first)
    figure.text(_LEFT, _TOP - _ROW, second, va="center", **look)
    return _TOP - 2 * _ROW


def halves(words: str) -> tuple[str, str]:
    """Two rows of about the same length, broken at a space where there is one."""
    middle = len(words) // 2
    spaces = [at for at, char in enumerate(words) if char == " "]
    at = min(spaces, key=lambda at: abs(at - middle), default=middle)
    return words[:at], words[at:].strip()


def legend(figure: Canvas, entries: list[tuple[str, str, str]], *, row: float) -> float:
    """Write the entries from this row on; return where the plot may begin below them."""
    x = _LEFT
    for name, colour, marker in entries:
        indent = 0.032 if marker else 0.0
        label = figure.text(x + indent, row, drawable(name), va="center", **style(LABEL, SOFT))
        if right_edge(figure, label) > RIGHT and x > _LEFT:
            x, row = _LEFT, row - _ROW
            label.set_position((x + indent, row))
        if marker:
            _key(figure, (x + 0.011, row - 0.002), colour, marker)
        x = right_edge(figure, label) + 0.03
    return row - _ROW


def _key(figure: Canvas, at: tuple[float, float], colour: str, marker: str) -> None:
    size, edge = (10 if marker == "s" else 7), (1.6 if marker == "_" else 0)
    key = Line2D([at[0]], [at[1]], color=colour, marker=marker, markersize=size, markeredgewidth=edge)
    key.set_transform(figure.transFigure)
    figure.add_artist(key)


def right_edge(figure: Canvas, text: Any) -> float:
    return float(text.get_window_extent().x1) / float(figure.bbox.width)


def style(size: float, colour: str) -> dict[str, Any]:
    return {"fontproperties": font(size), "color": colour, "parse_math": False}


def drawable(text: str) -> str:
    """Leave out what the font cannot show: a name may hold emoji."""
    return "".join(char for char in text if ord(char) in _glyphs())


@cache
def font(size: float) -> FontProperties:
    return FontProperties(fname=str(FONT), size=size)


@cache
def _glyphs() -> frozenset[int]:
    return frozenset(get_font(str(FONT)).get_charmap())
