"""Battery and consumption of a car seen from afar: how they stand, and how they should go on."""

from collections.abc import Callable, Mapping

from api import outlook
from api.technician.form import Alike, Battery, Consumption
from api.technician.series import residual
from domain.dossier.service import Seen
from domain.explain.facts import Chart, Phrase
from domain.health.evidence import ageing, usage
from domain.health.facts import View

Say = Callable[[Phrase], str]
BATTERY, CONSUMPTION = "outlook", "consumption"


def charts(look: Seen) -> dict[str, Chart]:
    """What there is to draw of both, unless the owner keeps it from others."""
    builders = {BATTERY: (ageing.CODE, ageing.drawn), CONSUMPTION: (usage.CODE, usage.drawn)}
    drawings = {name: draw(look.view) for name, (code, draw) in builders.items() if code not in look.resting}
    return {name: chart for name, chart in drawings.items() if chart is not None}


def battery(look: Seen, drawings: Mapping[str, Chart], *, say: Say) -> Battery | None:
    """None where nothing is known yet, or the owner keeps it from others."""
    if ageing.CODE in look.resting or not (BATTERY in drawings or look.answers):
        return None
    series = residual(ageing.CODE, drawings[BATTERY], say) if BATTERY in drawings else None
    return Battery(outlook=outlook.of(look.view, look.answers, say=say), series=series)


def consumption(look: Seen, drawings: Mapping[str, Chart], *, say: Say) -> Consumption | None:
    """None where too few days are known, or the owner keeps it from others."""
    use = usage.consumption(look.view)
    if use is None or CONSUMPTION not in drawings:
        return None
    by, peer = look.view.norm.by, look.view.peers.get(usage.MEASURE)
    return Consumption(
        lately=use.lately,
        usual=use.usual,
        days=len(use.days),
        at_15c=use.at_15c,
        sigma=use.sigma,
        risen_since=usage.risen(use),
        alike=None if peer is None else Alike(peer.cars, peer.low, peer.middle, peer.high),
        by="published" if by is None else by.stamp,
        cars=None if by is None else by.cars,
        mean_error_pct=None if by is None else by.mean_error,
        told=[*(say(each) for each in usage.told(look.view)), say(_compared(look.view))],
        series=residual(usage.CODE, drawings[CONSUMPTION], say),
    )


def _compared(view: View) -> Phrase:
    """Say by what weather and traffic are allowed for."""
    by = view.norm.by
    if by is None:
        return Phrase("remote.norm.published")
    return Phrase("remote.norm.fitted", {"model": by.stamp, "cars": by.cars, "error": by.mean_error})
