"""A page to read: as a picture on a phone, or as a PDF of A4 pages to keep. Drawn as charts are."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure as Canvas
from matplotlib.patches import Rectangle
from matplotlib.textpath import text_to_path

from domain.explain import charts, lettering
from domain.explain.facts import Language, Part, Phrase, Section, Sheet

Say = Callable[[Phrase], str]
_BAR, _PALE, _BRACE = "#1d63d8", "#e6eaef", "#1f2933"
# A Chinese character may end a row, a word not in its middle; closing marks stay with what they close.
_TOKEN: Final = re.compile(
    r"[（“]*(?:[\u2e80-\u9fff][，。、；：！？）”%]*|[^\s\u2e80-\u9fff（“]+[，。、；：！？）”]*)|\s+"
)


@dataclass(frozen=True, slots=True)
class _Look:
    """Sizes in points: the page and its edge, the title, headings and text."""

    width: float
    edge: float
    title: float
    heading: float
    text: float
    height: float | None = None  # None: as high as it takes


_PHONE: Final = _Look(
    width=charts.WIDTH / charts.DPI * 72, edge=16, title=17.0, heading=15.5, text=lettering.LABEL
)
_A4: Final = _Look(width=595.3, edge=56, title=20, heading=13, text=10.5, height=841.9)


@dataclass(frozen=True, slots=True)
class _Row:
    """What takes a row of so many points: a line of text, or with `part` its bar; right: text at the right end."""

    height: float
    text: str = ""
    size: float = 0.0
    colour: str = lettering.INK
    right: str = ""
    part: Part | None = None
    opens: bool = False  # does not stay alone at the foot of a page
    turns: bool = False  # begins a page


def picture(sheet: Sheet, *, say: Say) -> bytes:
    """PNG of 900 pixels' width, as high as it takes."""
    rows, png = tuple(_rows(sheet, _PHONE, say)), BytesIO()
    with charts.DRAWING:
        figure = _page(rows, _PHONE, height=sum(row.height for row in rows) + 2 * _PHONE.edge)
        FigureCanvasAgg(figure)
        figure.savefig(png, format="png", dpi=charts.DPI)
    return png.getvalue()


def document(sheet: Sheet, *, say: Say, language: Language) -> bytes:
    """PDF/A-2b of A4 pages; its letters can be searched and copied. It tells no time of making, nor a maker.

    Its font is drawn into it (type 3): as a font file (type 42) matplotlib embeds an OpenType font in a form that ISO 19005 forbids.
    """
    from domain.explain import archive  # noqa: PLC0415 - pictures do without its libraries

    height, pdf = _A4.height, BytesIO()
    assert height is not None
    info = {"Title": say(sheet.title), "Creator": None, "Producer": None, "CreationDate": None}
    with charts.DRAWING, rc_context({"pdf.fonttype": 3}), PdfPages(pdf, metadata=info) as pages:
        for rows in _paged(list(_rows(sheet, _A4, say)), height - 2 * _A4.edge):
            pages.savefig(_page(rows, _A4, height=height))
    return archive.archived(pdf.getvalue(), language=language)


def _paged(rows: Sequence[_Row], room: float) -> Iterator[Sequence[_Row]]:
    page: list[_Row] = []
    for place, row in enumerate(rows):
        with_next = row.height + (rows[place + 1].height if row.opens and place + 1 < len(rows) else 0.0)
        if page and (row.turns or sum(each.height for each in page) + with_next > room):
            yield page
            page = []
        page.append(row)
    yield page


def _rows(sheet: Sheet, look: _Look, say: Say) -> Iterator[_Row]:
    for line in _broken(say(sheet.title), look.title, look):
        yield _Row(1.45 * look.title, line, look.title, opens=True)
    for section in sheet.sections:
        yield _Row(0.9 * look.text, opens=True, turns=section.own_page)
        yield from _section_rows(section, look, say)


def _section_rows(section: Section, look: _Look, say: Say) -> Iterator[_Row]:
    for line in _broken(say(section.title), look.heading, look):
        yield _Row(1.6 * look.heading, line, look.heading, _BAR, opens=True)
    for phrase in section.lines:
        for line in _broken(say(phrase), look.text, look):
            yield _Row(1.5 * look.text, line, look.text)
        yield _Row(0.35 * look.text)
    for part in section.parts:
        yield _Row(1.45 * look.text, say(part.name), look.text, right=say(part.figure), opens=True)
        yield _Row(1.1 * look.text, part=part)
        yield _Row(0.3 * look.text)


def _broken(text: str, size: float, look: _Look) -> list[str]:
    """Break a text into lines that the page is wide enough for."""
    lines, room = [""], look.width - 2 * look.edge
    tokens = _TOKEN.findall(lettering.drawable(text.replace("\n", " ")).strip())
    for token in (piece for each in tokens for piece in _pieces(each, size, room)):
        if lines[-1] and _width(lines[-1] + token.rstrip(), size) > room:
            lines.append("")
        lines[-1] += token if lines[-1] else token.lstrip()
    return lines


def _pieces(word: str, size: float, room: float) -> Iterator[str]:
    """Break a word that is wider than the page: an address before its question mark, else where the row is full."""
    while len(word) > 1 and _width(word, size) > room:
        full = next(n for n in range(len(word), 0, -1) if n == 1 or _width(word[:n], size) <= room)
        cut = max(word.rfind("?", 1, full), 0) or full
        yield word[:cut]
        word = word[cut:]
    yield word


def _width(text: str, size: float) -> float:
    return float(text_to_path.get_text_width_height_descent(text, lettering.font(size), ismath=False)[0])


def _page(rows: Sequence[_Row], look: _Look, *, height: float) -> Canvas:
    figure = Canvas(figsize=(look.width / 72, height / 72), facecolor="white")
    down = look.edge
    for row in rows:
        middle = 1 - (down + row.height / 2) / height
        if row.part is not None:
            _bar(figure, row.part, look, middle=middle, height=0.55 * row.height / height)
        for text, x, side in ((row.text, look.edge, "left"), (row.right, look.width - look.edge, "right")):
            if text:
                style = lettering.style(row.size, row.colour)
                figure.text(x / look.width, middle, lettering.drawable(text), ha=side, va="center", **style)
        down += row.height
    return figure


def _bar(figure: Canvas, part: Part, look: _Look, *, middle: float, height: float) -> None:
    """Draw a share of the whole width, and its interval as a line with ends."""
    edge, whole = look.edge / look.width, 1 - 2 * look.edge / look.width
    for width, colour in ((1.0, _PALE), (_within(part.value), _BAR)):
        figure.add_artist(
            Rectangle((edge, middle - height / 2), width * whole, height, color=colour, linewidth=0)
        )
    if part.low >= part.high:
        return
    low, high = (edge + whole * _within(end) for end in (part.low, part.high))
    figure.add_artist(
        Rectangle((low, middle - height / 16), high - low, height / 8, color=_BRACE, linewidth=0)
    )
    for end in (low, high):
        wide = 1.2 / look.width
        figure.add_artist(
            Rectangle((end - wide / 2, middle - height / 2.6), wide, height / 1.3, color=_BRACE, linewidth=0)
        )


def _within(share: float) -> float:
    return min(max(share, 0.0), 1.0)
