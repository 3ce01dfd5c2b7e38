"""What an owner is asked to agree to, purpose by purpose. A changed text asks again (`domain/registry/terms.py`)."""

from collections.abc import Mapping
from typing import Final

from domain.explain.facts import N_

WORDS: Final[Mapping[str, str]] = {
    "privacy.purpose.care": N_("health checks and warnings"),
    "privacy.purpose.care.collects": N_(
        "<b>What I collect:</b> readings of battery, tyres, brakes, cooling and the 12-volt battery, plus speed and distance. Never sound or images from inside the car."
    ),
    "privacy.purpose.care.uses": N_(
        "<b>What for:</b> to spot trouble early, explain it plainly, have a workshop slot ready, and show that workshop what was found. Every time it looks is listed in your footprint."
    ),
    "privacy.purpose.care.keeps": N_(
        "<b>How long:</b> readings for {n:days}; what is calculated from them, until you delete it. Stored in your operator's database, encrypted with a key of your own."
    ),
    "privacy.purpose.care.stops": N_(
        "<b>How to stop:</b> one tap in /privacy, at any time. From then on I store nothing new and cannot warn you. There you can also view, export or delete everything."
    ),
    "privacy.purpose.driving": N_("driving report"),
    "privacy.purpose.driving.collects": N_(
        "<b>What I collect:</b> trips and charges, worked out from speed, distance, battery power and climate control, and the altitude of the road where your car tells it. Never where you were or went."
    ),
    "privacy.purpose.driving.uses": N_(
        "<b>What for:</b> to show you what you drove, used and charged, what it cost, what would save and what it saved, and how you drive, in /trips, /charges, /driving, /score and /report. Your number of hard accelerations and brakings a year and your driving score are compared with those of at least five other owners of your model, who each learn where they stand and nothing of you. The score goes into a dossier for a buyer only if you tick it there. Where your operator offers upgrades, also to suggest one that fits, at most one in 30 days, and by lot not to everybody, to compare. At most once a season I also tell you what your own trips show for it, such as the range in the cold. You can stop either by a tap. Nobody else sees your trips or your score, no insurer either."
    ),
    "privacy.purpose.driving.keeps": N_(
        "<b>How long:</b> trips and charges for 800 days; altitude for {n:days}. Stored in your operator's database, encrypted with a key of your own."
    ),
    "privacy.purpose.driving.stops": N_(
        "<b>How to stop:</b> one tap in /privacy. Everything else continues. There you can also view, export or delete everything."
    ),
    "privacy.purpose.improve": N_("better warnings for everyone"),
    "privacy.purpose.improve.collects": N_(
        "<b>What I collect:</b> whether you rated a warning right or wrong, what the workshop found, and each night a few figures of your car (battery health, consumption, 12-volt battery, tyres, cooling). I keep only what is usual among the cars of at least five owners, never your own figures."
    ),
    "privacy.purpose.improve.uses": N_(
        "<b>What for:</b> to make warnings more accurate, and to show each owner what is usual for similar cars."
    ),
    "privacy.purpose.improve.keeps": N_(
        "<b>How long:</b> as long as the warning itself, until you delete it."
    ),
    "privacy.purpose.improve.stops": N_(
        "<b>How to stop:</b> one tap in /privacy. Everything else continues. There you can also view, export or delete everything."
    ),
    "privacy.consent.title": N_("<b>Your consent: {purpose}</b>"),
    "privacy.terms.changed": N_("<b>The terms have changed: {purpose}.</b> You agreed to the earlier ones."),
    "privacy.terms.rests.care": N_(
        "Until you answer I store nothing new from your car and cannot warn you. What is stored stays yours."
    ),
    "privacy.terms.rests.driving": N_(
        "Until you answer no new trips are recorded. Everything else continues."
    ),
    "privacy.terms.rests.improve": N_("Until you answer this is paused. Everything else continues."),
    "privacy.function.driving": N_("Trips and charges for the driving report"),
    "privacy.function.improve": N_("Learning from your ratings"),
}
