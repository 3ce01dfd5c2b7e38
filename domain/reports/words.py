"""What a driving report says."""

from typing import Final

from domain.explain.facts import N_, P_, Plural

WORDS: Final[dict[str, str | Plural]] = {
    "report.heading": N_("📋 <b>{car}</b>: driving report, {period}"),
    "report.title": N_("{car}: driving report, {period}"),
    "report.title.shared": N_("Driving report of an electric car, {period}"),
    "report.months": N_("{since:month_year}"),
    "report.months.more": N_("{since:month_year} to {until:month_year}"),
    "report.days": N_("{since:day_year} to {until:day_year}"),
    "report.entries": N_("{entries:lines}"),
    "report.driven": P_("{n:n0} drive, {km:n0} km in {time}", "{n:n0} drives, {km:n0} km in {time}"),
    "report.hours": P_("{n:n0} hour", "{n:n0} hours"),
    "report.energy": N_("{kwh:n0} kWh for driving, {rate:n1} kWh/100 km"),
    "report.energy.none": N_(
        "Energy used cannot be told: the car does not send its battery power often enough."
    ),
    "report.back": N_("Recovered in braking: {kwh:n0} kWh"),
    "report.usual.same": N_("As much as your car usually needs in such weather and at such speeds"),
    "report.usual.open": N_(
        "Somewhere between {less:pct} less and {more:pct} more than your car usually needs in such weather: too little was driven to say which"
    ),
    "report.usual.more": N_(
        "{part:pct} more than your car usually needs in such weather (between {low:pct} and {high:pct})"
    ),
    "report.usual.less": N_(
        "{part:pct} less than your car usually needs in such weather (between {low:pct} and {high:pct})"
    ),
    "report.usual.few": N_(
        "Whether that is more than usual cannot be told yet: it takes at least {before:n0} earlier days of driving and {lately:n0} in this time, with energy and outside temperature."
    ),
    "report.model": N_(
        "At 15 °C and 40 km/h that makes {own:n1} kWh/100 km; cars of your model {middle:n1} (eight in ten of {cars:n0} between {low:n1} and {high:n1})"
    ),
    "report.model.none": N_(
        "Not compared with cars of your model: fewer than five owners of one have agreed to it."
    ),
    "report.split": N_("Where the energy went: {parts}"),
    "report.split.part": N_("{name} {share:pct}"),
    "report.split.title": N_("Where the energy went"),
    "report.split.told": N_("{share:pct} ({low:pct}–{high:pct})"),
    "report.split.plain": N_("{share:pct}"),
    "report.split.rest": N_("not explained: wind, load, road"),
    "report.split.about": N_(
        "Estimated from your car's own drives; nine in ten times the true share lies within the line on each bar."
    ),
    "report.split.km": N_(
        "Of {km:n0} of {all:n0} km: on the rest, speed or energy is not known often enough."
    ),
    "report.part.rolling": N_("tyres on the road"),
    "report.part.drag": N_("air drag"),
    "report.part.losses": N_("losses in speeding up and slowing down"),
    "report.part.elevation": N_("uphill"),
    "report.part.battery_temperature": N_("cold battery"),
    "report.part.climate": N_("heating and cooling"),
    "report.part.auxiliaries": N_("electronics and lights"),
    "report.part.accessories": N_("heating, cooling and electronics"),
    "report.part.moving": N_("tyres, speeding up and slowing down"),
    "report.trip.split": N_("Where the energy went, estimated: {parts}"),
    "report.trip.part": N_("{name} {low:pct}–{high:pct}"),
    "report.speeds": N_("Distance by speed: {bands}"),
    "report.band": N_("{from:n0}–{to:n0} km/h {share:pct}"),
    "report.band.above": N_("above {from:n0} km/h {share:pct}"),
    "report.charged": P_("{n:n0} charge, {kwh:n0} kWh", "{n:n0} charges, {kwh:n0} kWh"),
    "report.charged.cost": P_("{n:n0} charge, {kwh:n0} kWh, {cost}", "{n:n0} charges, {kwh:n0} kWh, {cost}"),
    "report.charged.none": N_("No charges in this time."),
    "report.charged.habit": N_(
        "Usually charged to {level:pct}; {fast:pct} of the energy fast, {night:pct} in the cheap hours"
    ),
    "report.charged.habit.night": N_(
        "Usually charged to {level:pct}; {fast:pct} of the energy fast, {night:pct} between 23:00 and 7:00"
    ),
    "report.charged.no_tariff": N_(
        "Tell me what a kWh costs, and I tell you what charging cost and what would save: /tariff 0.6"
    ),
    "report.hard": N_("Per 100 km: {starts:n1} brisk accelerations, {brakings:n1} hard brakings"),
    "report.hard.none": N_(
        "Brisk accelerations and hard brakings cannot be counted: that takes a reading every second, over 100 km at least."
    ),
    "report.battery": N_("Battery health: about {soh:n0}% of new ({low:n0}–{high:n0}%)"),
    "report.battery.model": N_(
        "Battery health: about {soh:n0}% of new ({low:n0}–{high:n0}%); cars like yours have about {middle:n0}%"
    ),
    "report.driving": N_("Driving"),
    "report.charging": N_("Charging and battery"),
    "report.advice": N_("What would save"),
    "report.advice.one": N_("💡 {what} {saving}"),
    "report.advice.plain": N_("💡 {what}"),
    "report.advice.none": N_(
        "No advice: in this time I see nothing that would save your car a telling amount."
    ),
    "report.saving.kwh": N_("That would have saved about {kwh} kWh ({low}–{high})."),
    "report.saving.both": N_(
        "That would have saved about {kwh} kWh ({low}–{high}), or {money} ({least}–{most})."
    ),
    "report.saving.money": N_("That would have saved about {money} ({least}–{most})."),
    "report.advice.speed": N_(
        "{share:pct} of your distance was above {above:n0} km/h. At {kmh:n0} km/h there, the car meets much less air."
    ),
    "report.advice.tyres": N_(
        "Your tyres are {soft:pct} below the pressure on the door. Inflate them when they are cold."
    ),
    "report.advice.climate": N_(
        "On drives below {celsius:n0} °C, heating took {share:pct} of the energy. Heat while plugged in, and keep it {cooler:n0} degrees lower on the way."
    ),
    "report.advice.fast_charging": N_(
        "{share:pct} of what you charged was fast. Slow charging is gentler on the battery, and mostly cheaper."
    ),
    "report.advice.night_tariff": N_(
        "{share:pct} of what you charged slowly fell outside your cheapest hours. Set the car to charge in them."
    ),
    "report.advice.hard_starts": N_(
        "You sped up briskly or braked hard {rate:n0} times per 100 km. Looking further ahead spares tyres and brakes; how much energy, I cannot tell."
    ),
    "report.advice.charge_limit": N_(
        "{share:pct} of your charges ended above 90%. For daily use, 80% spares the battery; if it is LFP, follow your handbook."
    ),
    "report.shared": N_("Made to share: without your name, your car's name or number, places and days."),
    "report.link": N_("Beforehand looks after an electric car like this. Look for yours:"),
    "report.link.address": N_("{address}"),
    "report.link.about": N_(
        "The picture and the page hold a link to me, with a code drawn by lot: I count how many start by it, never who."
    ),
    "report.link.none": N_("The picture and the page hold no link to me: you ended it."),
    "report.link.friends.few": N_("🤝 Fewer than five friends started from your report so far."),
    "report.link.friends": P_(
        "🤝 At least {n:n0} friend started from your report so far.",
        "🤝 At least {n:n0} friends started from your report so far.",
    ),
    "report.link.on": N_("There is a new link in reports that you share from now on."),
    "report.link.off": N_(
        "The link is ended: it leads nobody here and counts nobody any more, and reports that you share hold none."
    ),
    "report.button.link.off": N_("End the link"),
    "report.button.link.on": N_("With a link again"),
    "report.page": N_(
        "🌐 Your driving report as a page, as it stands now: {address}\nWhoever has the link can open it until {until:when}; openings are listed in /looks, those within an hour as one."
    ),
    "report.shared.page": N_(
        "🌐 The same as a page, to send on: {address}\nWhoever has the link can open it until {until:when}; openings are listed in /looks, those within an hour as one."
    ),
    "report.page.ended": N_("The page is gone: its link opens nothing any more."),
    "report.button.page": N_("🌐 Page"),
    "report.button.page.end": N_("End the page"),
    "refusal.report_page_over": N_(
        "This page is over: its time is up, its owner ended it, or the address is not complete. Ask whoever sent it for a new link; your own car's report is at /report in the chat."
    ),
    "report.shared.paged": N_("The same to print."),
    "report.paged": N_("📄 Your driving report to print"),
    "report.button.paged": N_("📄 PDF"),
    "report.button.shared": N_("📤 To share"),
    "report.button.month": N_("This month"),
    "report.button.last_month": N_("Last month"),
    "report.button.half_year": N_("Half a year"),
    "report.button.year": N_("This year"),
}
