"""Battery and consumption of a car seen from afar: how they stand, and how they should go on."""

from collections.abc import Callable, Mapping

from api import outlook
from api.technician.form import Alike, Battery, Consumption
from api.technician.series import residual
from domain.dossier.service import Dossier
from domain.explain.facts import Chart, Phrase
from domain.health.evidence import ageing, usage
from domain.health.facts import View

Say = Callable[[Phrase], str]
BATTERY, CONSUMPTION = "outlook", "consumption"


def charts(look: Dossier) -> dict[str, Chart]:
    """Return the charts of battery and consumption that can be drawn, by name, without what the owner has switched off."""
    builders = {BATTERY: (ageing.CODE, ageing.chart), CONSUMPTION: (usage.CODE, usage.chart)}
    drawings = {name: draw(look.view) for name, (code, draw) in builders.items() if code not in look.resting}
    return {name: chart for name, chart in drawings.items() if chart is not None}


def battery(look: Dossier, drawings: Mapping[str, Chart], *, say: Say) -> Battery | None:
    """Return the battery's part of the answer, or None where there is no data yet or the owner has switched it off."""
    if ageing.CODE in look.resting or not (BATTERY in drawings or look.answers):
        return None
    series = residual(ageing.CODE, drawings[BATTERY], say) if BATTERY in drawings else None
    return Battery(outlook=outlook.of(look.view, look.answers, say=say), series=series)


def consumption(look: Dossier, drawings: Mapping[str, Chart], *, say: Say) -> Consumption | None:
    """Return the part on consumption, or None where too few days were driven or the owner has switched it off."""
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
        told=[*(say(each) for each in usage.lines(look.view)), say(_compared(look.view))],
        series=residual(usage.CODE, drawings[CONSUMPTION], say),
    )


def _compared(view: View) -> Phrase:
    """Return the sentence that names the model by which weather and traffic are allowed for."""
    by = view.norm.by
    if by is None:
        return Phrase("remote.norm.published")
    return Phrase("remote.norm.fitted", {"model": by.stamp, "cars": by.cars, "error": by.mean_error})
