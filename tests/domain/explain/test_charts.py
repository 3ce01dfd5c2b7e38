"""Charts as pictures. matplotlib is loaded within the tests: collecting them all would wait for it."""

import subprocess
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from domain import phrases
from domain.explain import catalogue
from domain.explain.facts import Ahead, Bar, Bars, Chart, Language, Phrase, Series, figure
from domain.health import catalogue as checks
from domain.health import judging
from domain.health import service as health
from domain.health import words as health_words
from domain.health.facts import View
from tests import pace
from tests.domain.health import views
from tests.domain.health.test_words import SEEN

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.text import Text
    from matplotlib.transforms import Bbox

NOW = datetime(2026, 11, 24, 2, tzinfo=UTC)
NAME = Phrase("evidence.normal")
ON_PHONE, LEGIBLE = (
    328,
    11,
)  # pixels of a phone: the picture in the chat when the screen is 390 wide; a label's size


def chart(
    *values: float, normal: tuple[float, float] | None = (2.4, 2.6), limit: float | None = 2.2
) -> Chart:
    at = tuple(NOW - timedelta(days=len(values) - i) for i in range(len(values)))
    return Chart(NAME, "evidence.normal", (Series(NAME, at, values),), "Asia/Shanghai", normal, limit)


def evidence() -> Iterator[tuple[str, Chart | Bars]]:
    """What every check draws of what makes it speak, and its reasons."""
    for check in checks.ALL:
        for each in SEEN[check.CODE]:
            view = each if isinstance(each, View) else views.view(each)
            found = judging.conclude(check, view)
            if found is None or found.strength < 1:
                continue
            shown = health.chart(view, found)
            if shown is not None:
                yield f"{check.CODE}-{found.form}", shown
            if found.chances is not None and found.chances.reasons:
                yield f"{check.CODE}-reasons", health_words.bars(check.CODE, found.chances)


EVIDENCE = dict(evidence())


def drawn(what: Chart | Bars, locale: Language = "zh_Hans") -> bytes:
    from domain.explain import charts

    return charts.draw(what, say=phrases.speaker(locale).say, locale=locale)


def painted(what: Chart | Bars, locale: Language) -> "Figure":
    from domain.explain import charts

    return charts.painted(what, say=phrases.speaker(locale).say, locale=locale)


def pixels(png: bytes) -> set[tuple[int, ...]]:
    from PIL import Image

    from domain.explain import charts

    with Image.open(BytesIO(png)) as image:
        assert image.size == (charts.WIDTH, charts.HEIGHT)
        colours = image.convert("RGB").getcolors(maxcolors=1 << 24)
    assert colours is not None
    return {colour for _, colour in colours if isinstance(colour, tuple)}


@pytest.mark.parametrize("locale", ["en", "zh_Hans"])
def test_a_chart_shows_line_band_and_limit(locale: Language) -> None:
    seen = pixels(drawn(chart(2.5, 2.45, 2.3), locale))

    assert {(0x1D, 0x63, 0xD8), (0xDC, 0xF1, 0xE4), (0xCF, 0x3F, 0x3F)} <= seen


def test_band_and_limit_are_drawn_only_where_they_are_known() -> None:
    seen = pixels(drawn(chart(2.5, 2.45, normal=None, limit=None)))

    assert not {(0xDC, 0xF1, 0xE4), (0xCF, 0x3F, 0x3F)} & seen


@pytest.mark.parametrize("locale", ["en", "zh_Hans"])
def test_a_forecast_and_cars_alike_are_drawn_beside_the_own_series(locale: Language) -> None:
    bare = chart(90.0, 89.0, normal=None, limit=None)
    ahead = Ahead((NOW, NOW + timedelta(days=180)), (89.0, 87.0), (88.5, 84.0), (89.5, 90.0))
    forecast, alike = {(0xD8, 0xE6, 0xFB)}, {(0x7A, 0x5C, 0xC9)}

    seen = pixels(drawn(replace(bare, ahead=ahead, alike=(86.0, 91.0)), locale))

    assert forecast | alike <= seen
    assert not (forecast | alike) & pixels(drawn(bare, locale))


@pytest.mark.parametrize("values", [(2.5,), (2.5, 2.5), (float("nan"), 2.5), (0.0,), tuple(range(2000))])
def test_odd_series_are_drawn_too(values: tuple[float, ...]) -> None:
    assert pixels(drawn(chart(*values, normal=None, limit=None)))


@pytest.mark.parametrize("locale", ["en", "zh_Hans"])
def test_bars_tell_what_speaks_for_it_from_what_speaks_against(locale: Language) -> None:
    both = Bars(
        NAME, (Bar(Phrase("reason.tyre_pressure.leak"), 2.0), Bar(Phrase("reason.tyre_pressure.under"), -1.0))
    )
    alone = Bars(NAME, (Bar(Phrase("reason.tyre_pressure.leak"), 2.0),))

    assert {(0x1D, 0x63, 0xD8), (0x8A, 0x94, 0xA3)} <= pixels(drawn(both, locale))
    assert (0x8A, 0x94, 0xA3) not in pixels(drawn(alone, locale))


@pytest.mark.parametrize("locale", ["en", "zh_Hans"])
@pytest.mark.parametrize("name", EVIDENCE)
def test_every_label_is_read_on_a_phone_and_none_is_cut_off_or_covers_another(
    name: str, locale: Language
) -> None:
    from matplotlib.text import Text

    from domain.explain import charts

    figure = painted(EVIDENCE[name], locale)
    figure.draw_without_rendering()
    labels = [text for text in figure.findobj(Text) if text.get_visible() and text.get_text()]
    ticks = sorted(box.x0 for axes in figure.axes for box in _boxes(axes.get_xticklabels()))
    ends = sorted(box.x1 for axes in figure.axes for box in _boxes(axes.get_xticklabels()))

    for text in labels:
        box, told = text.get_window_extent(), (text.get_text(), text.get_window_extent())
        assert float(text.get_fontsize()) / 72 * charts.DPI * ON_PHONE / charts.WIDTH >= LEGIBLE, told
        assert 0 <= box.x0 <= box.x1 <= charts.WIDTH, told
        assert 0 <= box.y0 <= box.y1 <= charts.HEIGHT, told
    assert all(end + 8 < begin for end, begin in zip(ends, ticks[1:], strict=False))


def _boxes(labels: "Iterable[Text]") -> "list[Bbox]":
    return [label.get_window_extent() for label in labels if label.get_text()]


def test_one_reading_far_out_does_not_flatten_the_line() -> None:
    line = chart(2.5, 2.4, 2.3)
    odd = replace(line.series[0], values=(2.5, -60.0, 2.3), dots=True)
    figure = painted(replace(line, series=(*line.series, odd)), "en")

    assert figure.axes[0].get_ylim()[0] > 2.0


def test_bars_that_add_nothing_are_drawn_too() -> None:
    assert pixels(drawn(Bars(NAME, (Bar(NAME, 0.0),))))


def test_a_chart_without_a_point_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one point"):
        drawn(chart(float("nan")))


def test_a_name_with_emoji_and_formula_signs_is_drawn_as_text() -> None:
    from domain.explain import charts

    texts = {"t": "🚗 $x^2$ 小蓝", "evidence.normal": "n", "evidence.limit": "l", "evidence.now": "n"}
    odd = Chart(Phrase("t"), "t", chart(1.0).series, "Asia/Shanghai")

    assert charts.draw(odd, say=lambda phrase: texts[phrase.code], locale="zh_Hans")


def test_charts_can_be_drawn_at_once_and_come_out_the_same() -> None:
    with ThreadPoolExecutor(4) as pool:
        pictures = set(pool.map(drawn, [chart(2.5, 2.4, 2.3)] * 8))

    assert len(pictures) == 1


def test_a_warm_chart_takes_a_quarter_of_a_second_at_most() -> None:
    drawn(chart(2.5))

    def once() -> float:
        with pace.spending() as spent:
            drawn(chart(*[2.5] * 60))
        return spent.s

    assert min(once() for _ in range(5)) <= 0.25


def test_every_character_of_the_chinese_catalogue_is_in_the_font() -> None:
    from matplotlib.font_manager import get_font

    from domain.explain import lettering

    held = {chr(code) for code in get_font(str(lettering.FONT)).get_charmap()}
    text = catalogue.path("zh_Hans").read_text("utf-8")

    # Emoji (So, with variation selectors, Mn) are for the chat; they are never drawn.
    missing = {
        c for c in text if c not in held and unicodedata.category(c) not in {"So", "Sk", "Mn", "Cf", "Cc"}
    }
    assert missing == set()


def test_drawing_leaves_the_home_of_the_user_alone(tmp_path: Path) -> None:
    temporary = tmp_path / "tmp"
    home = tmp_path / "home"
    temporary.mkdir()
    home.mkdir()
    environment = {"HOME": str(home), "TMPDIR": str(temporary), "PYTHONPATH": str(catalogue.LOCALES.parent)}

    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", "import domain.explain.charts"],
        env=environment,
        capture_output=True,
        check=True,
    )

    assert (done.stdout, done.stderr) == (b"", b"")
    assert [*home.iterdir(), *temporary.iterdir()] == []


def test_a_present_value_is_drawn_on_its_line_and_said_rounded_on_an_axis_no_finer_than_it_is_sure() -> None:
    bare = chart(91.41, 91.45, normal=None, limit=None)
    canvas = painted(replace(bare, now=figure(91.45, NOW), sure=3.0), "en")
    low, high = canvas.axes[0].get_ylim()

    assert any("92" in text.get_text() or "91" in text.get_text() for text in canvas.axes[0].texts)
    assert low < 91.45 - 3 < 91.45 + 3 < high
    assert "[91.45]" in [str(line.get_ydata()) for line in canvas.axes[0].lines]
