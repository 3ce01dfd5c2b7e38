"""What is said of drivers."""

from collections.abc import Mapping
from typing import Final

from domain.explain.facts import N_

WORDS: Final[Mapping[str, str]] = {
    "drivers.asks": N_(
        "👤 Somebody with a driver's code asks to see <b>{car}</b>. Their number is <b>{mark}</b>: ask the person whether it is theirs."
    ),
    "drivers.would_see": N_(
        "A driver sees the car's condition and its open warnings, and nothing of your visits and data. You see when they look, and can end it at any time."
    ),
    "drivers.let_in": N_("✅ Let in {mark}"),
    "drivers.refuse": N_("Refuse {mark}"),
    "drivers.remove": N_("Remove driver {mark}"),
    "drivers.button": N_("👤 Drivers"),
    "drivers.heading": N_("👤 <b>Who sees {car} beside you</b>"),
    "drivers.nobody": N_(
        "Nobody. To let a driver in, ask your operator for a driver's code; you are asked before it opens anything."
    ),
    "drivers.last_look": N_("Driver {mark}, since {since:when}: last looked {at:when}"),
    "drivers.no_look": N_("Driver {mark}, since {since:when}: has not looked yet"),
    "drivers.waits": N_("Number {mark} has been waiting to be let in since {since:when}"),
    "drivers.done": N_("Done"),
    "drivers.asked": N_(
        "👤 The owner of <b>{car}</b> has been asked to let you in. Your number is <b>{mark}</b>: tell the owner. I write to you as soon as the owner agrees."
    ),
    "drivers.you_may": N_("👤 The owner of <b>{car}</b> has let you in. /car shows how it is."),
    "drivers.you_may_not": N_("👤 The owner of <b>{car}</b> has not let you in."),
    "drivers.you_no_longer": N_("👤 You do not see <b>{car}</b> any more: its owner has ended it."),
    "drivers.as_driver": N_("You drive <b>{car}</b>; only its owner sees who else does."),
}
