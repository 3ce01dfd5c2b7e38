"""What is said of offers."""

from collections.abc import Mapping
from typing import Final

from domain.explain.facts import N_

WORDS: Final[Mapping[str, str]] = {
    "offers.title": N_("🏷 <b>Offer: {title}</b>"),
    "offers.text": N_("{text}"),
    "offers.price": N_("Price: {price}"),
    "offers.free": N_("Free of charge."),
    "offers.because": N_("Why you get this: in the last {days:n0} days, {reasons}."),
    "offers.because.km_per_day": N_("you drove {value:n0} km a day"),
    "offers.because.motorway_pct": N_("{value:pct} of your distance was at 90 km/h or more"),
    "offers.because.congestion_pct": N_(
        "{value:pct} of your time on the road was at a standstill or below 30 km/h"
    ),
    "offers.because.hard_per_100km": N_("there were {value:n1} hard accelerations and brakings per 100 km"),
    "offers.because.charges_per_week": N_("you charged {value:n1} times a week"),
    "offers.because.fast_charging_pct": N_("{value:pct} of what you charged came from fast charging"),
    "offers.until": N_("Valid until {until:day}."),
    "offers.button.yes": N_("Interested"),
    "offers.button.no": N_("Not interested"),
    "offers.button.never": N_("Never such offers"),
    "offers.declined": N_("Noted. This one does not come again for a year."),
    "offers.note": N_("Interested in the offer: {title}"),
    "offers.none.nothing": N_("Your operator offers nothing here, and nothing will come."),
    "offers.none.unwanted": N_("You wanted no offers, so none come. Everything else continues."),
    "offers.none.urgent_only": N_("You wanted urgent warnings only, so no offers come."),
    "offers.none.off": N_(
        "Offers are chosen by how you drive, and your trips are not recorded: the driving report is not agreed to."
    ),
    "offers.none.rests": N_("Privacy mode is on, so no offers are chosen. Switch it off in /privacy."),
    "offers.none.now": N_(
        "No offer stands for you now. Once a day I look whether one fits how you drive; at most one comes in 30 days."
    ),
    "refusal.offer_over": N_(
        "This offer is over. Write “any offers for me?” to see whether another one stands."
    ),
}
