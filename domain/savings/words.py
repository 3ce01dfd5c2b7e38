"""What is said of an advice that is tried, and of what it saved."""

from collections.abc import Mapping
from typing import Final

from domain.explain.facts import N_

WORDS: Final[Mapping[str, str]] = {
    "savings.advice.speed": N_("driving slower on fast roads"),
    "savings.advice.tyres": N_("keeping the tyre pressure up"),
    "savings.advice.climate": N_("using less heating and cooling"),
    "savings.advice.hard_starts": N_("accelerating and braking more gently"),
    "savings.button.try": N_("I will try: {advice}"),
    "savings.begun": N_("Good, from now on you are trying this: {advice}."),
    "savings.begun.until": N_(
        "On {until:day} I compare your trips since with those before, in the same weather and on like roads, and tell you what was saved, or that it cannot be told."
    ),
    "savings.begun.young": N_(
        "I have known your trips for less than four months, so it may well be that I cannot tell: I must first know how much your consumption varies by itself."
    ),
    "savings.heading": N_("💡 <b>{car}</b>: what came of {advice}"),
    "savings.saved": N_(
        "You used {share:pct} less energy than your car would otherwise have needed on these {km:n0} km (somewhere between {low:pct} and {high:pct})."
    ),
    "savings.kwh": N_("That is about {share:n0} kWh (between {low:n0} and {high:n0})."),
    "savings.money": N_("By your prices about {share} (between {low} and {high})."),
    "savings.how": N_(
        "Weather, roads and length of the trips are taken into account. The range shows how much your consumption varies when nothing is changed."
    ),
    "savings.more": N_(
        "You used {more:pct} more energy than your car would otherwise have needed on these {km:n0} km (somewhere between {low:pct} and {high:pct}), weather and roads taken into account. So nothing was saved; another load, driver or tyres could be why."
    ),
    "savings.none.noise": N_(
        "Whether it saved anything cannot be told. The true figure lies somewhere between {more:pct} more and {less:pct} less energy, and your consumption varies as much when nothing is changed."
    ),
    "savings.none.few_before": N_(
        "Whether it saved anything cannot be told: too few trips before it have known energy use and outside temperature."
    ),
    "savings.none.few_after": N_(
        "Whether it saved anything cannot be told: too few trips since then have known energy use and outside temperature."
    ),
    "savings.none.young": N_(
        "Whether it saved anything cannot be told: I had known your trips too short a time to know how much your consumption varies by itself."
    ),
    "savings.none.unlike": N_(
        "Whether it saved anything cannot be told: weather, roads or trips since then are unlike all that I knew of this car before."
    ),
    "savings.none.wide": N_(
        "Whether it saved anything cannot be told: your consumption varies too much by itself, even in the same weather and on like roads."
    ),
    "refusal.advice_unknown": N_(
        "I cannot measure the effect of this advice. Open your report and choose one with a button."
    ),
    "refusal.advice_running": N_(
        "With this car you are already trying this: {advice}. Two changes at once cannot be told apart; after {until:day} you can try the next."
    ),
    "refusal.savings_off": N_(
        "To compare, I need your trips, and the driving report is not agreed to. Allow it in /privacy, then try again."
    ),
    "refusal.savings_rests": N_(
        "To compare, I need your trips, and privacy mode is on. Switch it off in /privacy, then try again."
    ),
}
