"""How a car is watched over while no warning is open, in words: what may be said of it, and what to do."""

from collections.abc import Mapping
from typing import Final

from domain.explain.facts import N_

WORDS: Final[Mapping[str, str]] = {
    "watch.off": N_(
        "⏸ Checks are switched off, so I cannot say how the car is. To have it looked after, switch on “{purpose}” under /privacy."
    ),
    "watch.off_for_driver": N_(
        "⏸ The car's owner has not switched on health checks, so I cannot say how it is. Ask the owner."
    ),
    "watch.unheard": N_(
        "❔ This car has never sent anything, so I cannot say how it is. Look in its settings whether it may send data, or ask your service centre."
    ),
    "watch.files": N_(
        "❔ I know this car from files alone: it sends nothing itself, so I cannot say how it is now. /connect shows how it can."
    ),
    "watch.silent": N_(
        "❔ Nothing has come from the car since {at:when}, so I cannot say how it is now. Drive it once where there is reception; if nothing comes then, ask your service centre."
    ),
    "watch.unjudged": N_(
        "❔ There are too few readings yet to judge anything, so I cannot say how the car is. Drive and charge as usual: most checks need one to four weeks."
    ),
    "watch.failed": N_(
        "❔ Checking this car did not work on my side, so I cannot say how it is. I try again by myself, and your operator sees it. You have nothing to do."
    ),
    "watch.partly": N_(
        "Privacy mode is on, so I see less. No warning is open from the {judged} of {checks} checks that could judge. For all of them, switch privacy mode off under /privacy."
    ),
    "watch.on": N_("✅ No open warnings: {judged} of {checks} checks could judge the car."),
}
