"""How a car's battery has aged and goes on ageing, from a view: for the check, the car's page in chat and the API."""

from dataclasses import dataclass
from datetime import timedelta

from domain.battery import capacity, prospect, words
from domain.battery.capacity import Estimate, Measured
from domain.battery.prospect import Prospect
from domain.explain.facts import Phrase
from domain.health.facts import View

KEPT = timedelta(days=180)  # older charges say nothing of today
BAND = 3.0  # points each way: published telemetry estimates have an RMSE of about 3 % (arXiv 2408.01127)


@dataclass(frozen=True, slots=True)
class Ageing:
    """Today's estimate and what follows from the history."""

    estimate: Estimate
    ahead: Prospect


def ageing(view: View) -> Ageing | None:
    """None below five usable charges in half a year, or where the capacity when new is unknown."""
    found = estimated(view)
    return None if found is None else Ageing(found, ahead(view))


def estimated(view: View) -> Estimate | None:
    return capacity.estimate(view.features.charges, view.car.capacity_new_kwh, since=view.now - KEPT)


def ahead(view: View) -> Prospect:
    """Look ahead from all that is kept; takes as long as all checks of a car together."""
    return prospect.prospect(history(view), now=view.now)


def history(view: View) -> list[Measured]:
    new = view.car.capacity_new_kwh
    return capacity.history(view.features, new) if new else []


def told(found: Ageing, view: View) -> tuple[Phrase, ...]:
    """What the owner reads of it."""
    return (
        words.health(found.estimate, band=BAND),
        words.ahead(found.ahead, now=view.now, zone=view.zone),
        words.confidence(found.estimate),
    )
