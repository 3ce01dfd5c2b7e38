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


def charts(seen: Dossier) -> dict[str, Chart]:
    """What there is to draw of both, unless the owner keeps it from others."""
    made = {BATTERY: (ageing.CODE, ageing.chart), CONSUMPTION: (usage.CODE, usage.chart)}
    drawn = {name: draw(seen.view) for name, (code, draw) in made.items() if code not in seen.resting}
    return {name: chart for name, chart in drawn.items() if chart is not None}


def battery(seen: Dossier, drawn: Mapping[str, Chart], *, say: Say) -> Battery | None:
    """None where nothing is known yet, or the owner keeps it from others."""
    if ageing.CODE in seen.resting or not (BATTERY in drawn or seen.answers):
        return None
    series = residual(ageing.CODE, drawn[BATTERY], say) if BATTERY in drawn else None
    return Battery(outlook=outlook.of(seen.view, seen.answers, say=say), series=series)


def consumption(seen: Dossier, drawn: Mapping[str, Chart], *, say: Say) -> Consumption | None:
    """None where too few days are known, or the owner keeps it from others."""
    found = usage.consumption(seen.view)
    if found is None or CONSUMPTION not in drawn:
        return None
    by, peer = seen.view.norm.by, seen.view.peers.get(usage.MEASURE)
    return Consumption(
        lately=found.lately,
        usual=found.usual,
        days=len(found.days),
        at_15c=found.at_15c,
        sigma=found.sigma,
        risen_since=usage.risen(found),
        alike=None if peer is None else Alike(peer.cars, peer.low, peer.middle, peer.high),
        by="published" if by is None else by.stamp,
        cars=None if by is None else by.cars,
        mean_error_pct=None if by is None else by.mean_error,
        told=[*(say(each) for each in usage.lines(seen.view)), say(_compared(seen.view))],
        series=residual(usage.CODE, drawn[CONSUMPTION], say),
    )


def _compared(view: View) -> Phrase:
    """Say by what weather and traffic are allowed for."""
    by = view.norm.by
    if by is None:
        return Phrase("remote.norm.published")
    return Phrase("remote.norm.fitted", {"model": by.stamp, "cars": by.cars, "error": by.mean_error})
