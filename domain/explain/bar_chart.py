"""What several things add to one, drawn as bars. Imports matplotlib, as `charts` does, which calls it."""

from collections.abc import Callable
from typing import Final

from matplotlib.figure import Figure as Canvas

from domain.explain import lettering
from domain.explain.facts import Bar, Bars, Phrase

Say = Callable[[Phrase], str]
_FINEST: Final = 1e-6
_SLIM: Final = 3  # bars that fill the height: fewer are no thicker


def paint(figure: Canvas, bars: Bars, say: Say) -> None:
    """Each name stands above its bar, because names are whole phrases."""
    top = lettering.title(figure, say(bars.title))
    axes = figure.add_axes((0.035, 0.03, 0.93, top - 0.03))
    values = [bar.value for bar in bars.bars]
    axes.barh(
        range(len(values)),
        values,
        height=0.34,
        color=[lettering.LINES[0] if value > 0 else lettering.LINES[1] for value in values],
    )
    low, high = min([0.0, *values]), max([0.0, *values])
    axes.set_xlim(low - (high - low) * 0.02 - _FINEST, high + (high - low) * 0.02 + _FINEST)
    axes.set_ylim(max(len(values), _SLIM) - 0.5, -0.7)
    axes.axvline(0.0, color=lettering.SOFT, linewidth=1)
    axes.set_axis_off()
    for place, bar in enumerate(bars.bars):
        name = axes.annotate(
            lettering.drawable(say(_name(bar, bars))),
            xy=(0.0, place - 0.25),
            xycoords=axes.get_yaxis_transform(),
            bbox=lettering.PAPER,
            **lettering.style(lettering.LABEL, lettering.INK),
        )
        if lettering.right_edge(figure, name) > lettering.RIGHT:
            name.set_text("\n".join(lettering.halves(name.get_text())))


def _name(bar: Bar, bars: Bars) -> Phrase:
    side = "evidence.for" if bar.value > 0 else "evidence.against"
    return Phrase(side, {"name": bar.name}) if bars.weighs else bar.name
