"""What is said of another way to use a car."""

from typing import Final

from domain.explain.facts import N_, P_, Plural

WORDS: Final[dict[str, str | Plural]] = {
    "twin.heading": N_("🔮 <b>{car}</b>: how it is used, and what another habit would do to its battery"),
    "twin.basis": N_("By its last {charges:n0} charges and {days:n0} days of weather:"),
    "twin.lines": N_("{entries:lines}"),
    "twin.habit.limit": N_("Charging usually ends at {limit:pct}"),
    "twin.habit.high": N_("Above 80% for {share:pct} of the time"),
    "twin.habit.fast": N_("{share:pct} of the energy comes from fast charging"),
    "twin.habit.weather": N_("{celsius:n0} °C outside on average"),
    "twin.habit.km": N_("{km:n0} km a year at the present pace"),
    "twin.pace.own": N_(
        "Battery health falls by about {rate:n1} percentage points a year, by the car's own history."
    ),
    "twin.pace.fleet": N_(
        "Battery health falls by about {rate:n1} percentage points a year in published fleets; the car's own history is too short to say."
    ),
    "twin.ask": N_("Tap a change, or write one: “what if I only charge to 80%?”"),
    "twin.answer": N_("🔮 <b>{car}</b>: {changes}"),
    "twin.change.limit": N_("charging to {limit:pct}"),
    "twin.change.fast": N_("{share:pct} of the energy from fast charging"),
    "twin.change.warmer": N_("parked {celsius:n0} °C warmer"),
    "twin.change.cooler": N_("parked {celsius:n0} °C cooler"),
    "twin.change.km": N_("driving {share:pct} of today's distance"),
    "twin.change.city": N_("in the climate of {city}"),
    "twin.kept": N_("Battery health against present habits, in percentage points:"),
    "twin.kept.more": P_(
        "After {n} year: {middle:n1} more ({low:n1}–{high:n1})",
        "After {n} years: {middle:n1} more ({low:n1}–{high:n1})",
    ),
    "twin.kept.less": P_(
        "After {n} year: {middle:n1} less ({low:n1}–{high:n1})",
        "After {n} years: {middle:n1} less ({low:n1}–{high:n1})",
    ),
    "twin.kept.open": P_(
        "After {n} year: between {less:n1} less and {more:n1} more",
        "After {n} years: between {less:n1} less and {more:n1} more",
    ),
    "twin.same": N_(
        "What it would lose in {years:n0} years it would then lose in about {middle:n1} years ({low:n1}–{high:n1})."
    ),
    "twin.same.late": N_(
        "What it would lose in {years:n0} years it would then lose in about {middle:n1} years ({low:n1} or far more)."
    ),
    "twin.same.open": N_("Whether the battery would last longer cannot be told: the interval holds both."),
    "twin.range.more": N_("Range on one charge now: about {km:n0} km more ({low:n0}–{high:n0} km)."),
    "twin.range.less": N_("Range on one charge now: about {km:n0} km less ({low:n0}–{high:n0} km)."),
    "twin.range.unknown": N_(
        "What it does to the range cannot be told yet: it takes more days of driving with energy and charges by which the battery is measured."
    ),
    "twin.how": N_(
        "Estimated; nine in ten times the true difference lies within these figures. A sudden failure is foretold by none of them."
    ),
    "twin.note.limit": N_(
        "If the handbook asks for a full charge now and then, as for LFP batteries, keep to that."
    ),
    "twin.note.fast": N_(
        "Cars that charge fast also drive more, so it is open how much of this fast charging does by itself."
    ),
    "twin.note.weather": N_(
        "Standing warm wears a battery more, but some batteries that are driven and charged cold wear faster than warm ones: warmer is not worse in every case."
    ),
    "twin.note.city": N_(
        "Compared for the months of which I know your car's weather; mean temperatures of the city, without its roads."
    ),
    "twin.button.limit": N_("Charge to {limit:pct}"),
    "twin.button.fast": N_("Half the fast charging"),
    "twin.button.cooler": N_("Park 5 °C cooler"),
    "twin.button.warmer": N_("Park 5 °C warmer"),
    "twin.button.km": N_("A third less driving"),
    "twin.button.city": N_("As in {city}"),
    "twin.ahead": N_("🗓️ <b>{car}</b>: the next three months, until {until:day_year}"),
    "twin.ahead.nothing": N_("Nothing is due by what I know of the car."),
    "twin.ahead.cost": N_("On average about {cost}: each price times its chance, by list prices."),
    "twin.ahead.cost.soon": N_("Work whose chance is known for 30 days only is not in it."),
    "twin.ahead.battery": N_(
        "Battery health in three months: about {middle:n0}% (between {low:n0}% and {high:n0}%)."
    ),
    "twin.ahead.unseen": N_("Accidents and faults that no reading shows beforehand are in none of it."),
    "twin.task": N_("{why} {price}"),
    "twin.task.chance": N_("{why} Chance {chance:pct}, {price}"),
    "twin.task.likely": N_("{why} Chance {chance:pct}."),
    "twin.task.soon": N_("{why} Chance {soon} within 30 days."),
    "twin.task.soon.price": N_("{why} Chance {soon} within 30 days, {price}"),
    "twin.soon": N_("{chance:pct}"),
    "twin.soon.over": N_("over {chance:pct}"),
    "twin.task.booked": N_("{why} A visit is booked."),
    "twin.task.plain": N_("{why}"),
    "twin.button.book": N_("Book: {job}"),
    "refusal.twin_not_agreed": N_(
        "You have not agreed to health checks, so I read nothing of the car. /privacy shows how to agree."
    ),
    "refusal.twin_unheard": N_(
        "I know nothing yet of how {car} is used. Once its data arrive I can compare; /connect shows how to connect it."
    ),
    "refusal.twin_few_charges": P_(
        "That takes a few more charges of {car}: after {n} more I can compare.",
        "That takes a few more charges of {car}: after {n} more I can compare.",
    ),
    "refusal.twin_no_weather": P_(
        "That takes {n} more day of {car} with the temperature outside. If the car does not send it, I cannot compare.",
        "That takes {n} more days of {car} with the temperature outside. If the car does not send it, I cannot compare.",
    ),
    "refusal.twin_no_distance": N_(
        "I do not know how far {car} is driven in a year, so I cannot compare that distance. A share of today's I can compare: ask what if you drove a third less."
    ),
    "refusal.twin_limit_outside": N_(
        "Batteries were tested, and cars can be set, to charge to between {low:n0}% and {high:n0}%. Please name a limit within that."
    ),
    "refusal.twin_city_unknown": N_(
        "I do not know the climate of that place. Please name a larger city, such as Beijing, Shanghai, Guangzhou or Haikou."
    ),
    "refusal.twin_too_cold": N_(
        "For more than a quarter of the time it would stand below {celsius:n0} °C, where no published test tells how a battery ages: I cannot say. A milder place or change I can compare."
    ),
    "refusal.twin_too_hot": N_(
        "It would stand above {celsius:n0} °C, where no published test tells how a battery ages: I cannot say. A smaller change I can compare."
    ),
    "refusal.twin_fast_alike": N_(
        "Published fleets do not tell cars apart whose energy comes from fast charging by less than {low:pct}, or by more than {high:pct}: I cannot say what that would change. Please name another change, or ask about the rest alone."
    ),
    "refusal.twin_same": N_(
        "That is how the car is used already: it would change nothing. Please name another change."
    ),
}
