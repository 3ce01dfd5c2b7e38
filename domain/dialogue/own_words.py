"""What is answered about one's own car, its warnings and one's data."""

from collections.abc import Mapping
from typing import Final

from domain.explain.facts import N_

WORDS: Final[Mapping[str, str]] = {
    "own.no_warning": N_("No warning is open, so there is none to explain."),
    "own.sure.what": N_("No warning is open. What do you mean: the car's condition, or a booking?"),
    "own.sure.sent": N_(
        "It is what the car itself has sent, at the time beside it. I have not measured it; readings that contradict each other are left out."
    ),
    "own.sure.record": N_(
        "It is counted from what is on record here. What was done without my being told I cannot know."
    ),
    "own.sure.centre": N_("It is what the centre has entered here. The centre has the last word."),
    "own.other_warnings": N_("Also open:\n{titles:lines}\nReply to one of these messages to ask about it."),
    "own.wait.in_time": N_("{day:day} is still in time: it should be done by {latest:day}."),
    "own.wait.too_long": N_("{day:day} is too late: it should be done by {latest:day}."),
    "own.charge": N_("🔋 Charge: {soc:pct}, {at:when}."),
    "own.charge.unknown": N_("🔋 I do not know the charge: the car has not told me."),
    "trip.unheard": N_(
        "This car has never sent anything, so I know nothing of its charge, its tyres or its faults."
    ),
    "trip.enough": N_(
        "🧭 {km:n0} km: by that count it is enough, with about {left:n0} km to spare. Cold, speed and load can take a fifth of it."
    ),
    "trip.charge": N_(
        "🧭 {km:n0} km: by that count it is not enough. Charging stops to plan, each to 80%: {n:n0}. More in cold or at high speed."
    ),
    "trip.full": N_("Charged full before you leave it goes about {full:n0} km; stops then: {n:n0}."),
    "trip.unseen": N_(
        "What I cannot see from here: damage to tyres, lights, wipers and fluids. Whether a trip is safe nobody can promise from data alone."
    ),
    "trip.before": N_(
        "Before you set off: check the tyre pressures cold against the sticker in the door frame, charge, and walk once round the car. If it sounds, smells or drives unusual, do not set off."
    ),
    "trip.look": N_("To be surer, have the centre look at it before the trip, or ask a person there."),
    "trip.button.look": N_("Have it checked"),
    "own.chance": N_(
        "What {risk:pct} means: of 100 cars that show the same signs, about {n:n0} would come to trouble within {horizon} if nothing were done. It is reckoned from the car's readings alone; nobody's sales play a part in it."
    ),
    "own.charging": N_("🔌 It is charging. When it will be full I cannot know."),
    "own.range": N_("📏 Range by the car's own count: about {km:n0} km."),
    "own.range.by_use": N_(
        "📏 At your consumption of late ({use:n1} kWh per 100 km) that goes about {km:n0} km; cold, speed and load change it."
    ),
    "own.range.unknown": N_(
        "📏 How far that goes I cannot say: the car does not send its range, and I do not know enough of its consumption yet."
    ),
    "own.battery.as_of": N_("As of the charge of {at:day_year}."),
    "own.battery.unknown": N_(
        "🔋 I cannot judge the battery's health yet: that takes {n:n0} long charges within half a year, and its capacity when new."
    ),
    "own.tyres": N_("🛞 Tyre pressures, {at:when}:\n{tyres:lines}"),
    "own.tyre": N_("{wheel}: {bar:n1} bar"),
    "own.tyres.unknown": N_("🛞 I do not know the tyre pressures: the car has not told me."),
    "own.tyres.target": N_("Inflate cold tyres to {front:n1} bar in front and {rear:n1} bar at the rear."),
    "own.tyres.no_target": N_(
        "What to inflate to I cannot know: this car's recommended pressures are not in the register. They stand on the sticker in the door frame, or in the handbook."
    ),
    "own.tyres.cold": N_("After driving tyres are warm and show more; let no air out then."),
    "own.due.unknown": N_(
        "📅 I cannot say what is due next: no past service and no first day of use is on record from which to count. Tell me the last one, such as “brake fluid changed on 3 November”."
    ),
    "own.last.no_such": N_("{job}: nothing is on record. The last work of any kind:"),
    "own.found.none": N_("No visit of this car is on record, so nothing was found or repaired yet."),
    "own.parts": N_("🔩 {job}, {at:when}: the parts are set aside for you at {centre}."),
    "own.parts.none": N_("🔩 {job}, {at:when}: it needs no part that has to be ordered."),
    "own.parts.no_visit": N_("🔩 No visit of this car is booked. Parts are set aside with the booking."),
    "own.queue": N_("⏳ {job}: on the waiting list of {centre}; asked before you: {n:n0}."),
    "own.queue.none": N_("⏳ This car is on no waiting list."),
    "own.undo": N_("Undo"),
    "undo.open": N_("There is nothing to take back: what is being asked has changed nothing yet."),
    "undo.nothing": N_(
        "There is nothing that can be taken back any more: that works once, within {minutes:n0} minutes of a change. Your visits: /bookings"
    ),
    "undo.latest": N_("This can be taken back, with the button or by “undo” once more:"),
    "undo.latest.quiet.set": N_(
        "This can be taken back, with the button or by “undo” once more: your new quiet hours."
    ),
    "undo.latest.zone.set": N_(
        "This can be taken back, with the button or by “undo” once more: your new time zone."
    ),
    "undo.latest.messages.set": N_(
        "This can be taken back, with the button or by “undo” once more: your new choice of messages."
    ),
    "own.car_name": N_(
        "The name stands in your operator's register: I use it, and cannot change it. A person there can."
    ),
    "quiet.done": N_("From {start} to {end} I stay quiet, unless the car may break down within two days."),
    "quiet.same": N_("These are your quiet hours already: {start} to {end}. Nothing was changed."),
    "quiet.same_never": N_("There are no quiet hours already: I may write at any time. Nothing was changed."),
    "quiet.done_never": N_("There are no quiet hours any more: I may write at any time."),
    "messages.reminders.off": N_("I will not remind you of visits any more."),
    "messages.reminders.on": N_("I will remind you of visits, a day and two hours before."),
    "messages.notes.off": N_(
        "From now on I write only what should be seen to this week or at once; the rest stands under /car."
    ),
    "messages.notes.on": N_("I will also write what is not urgent, as before."),
    "messages.hints.off": N_("No hints of the season come any more. Everything else continues."),
    "messages.hints.on": N_(
        "I will tell you at most once a season what your own trips show for it, such as the range in the cold."
    ),
    "messages.upgrades.off": N_("No offers come any more. Everything else continues."),
    "messages.upgrades.on": N_(
        "I will tell you of an offer where one fits how you drive, at most one in 30 days."
    ),
    "messages.what": N_(
        "What comes unasked: warnings, at most two a month unless the car may break down within two days; notes on what is not urgent; reminders of visits. Urgent warnings always come; the rest you can stop:"
    ),
    "messages.stop.reminders": N_("No reminders of visits"),
    "messages.stop.notes": N_("Only urgent warnings"),
    "messages.stop.upgrades": N_("No more offers"),
    "messages.start.upgrades": N_("Offers that fit"),
    "messages.stop.hints": N_("No hints of the season"),
    "messages.start.hints": N_("Hints of the season"),
    "messages.start.reminders": N_("Remind me of visits"),
    "messages.start.notes": N_("All warnings"),
    "settings.quiet": N_("🌙 Quiet from {start} to {end}, unless the car may break down within two days."),
    "settings.quiet.never": N_("🌙 No quiet hours: I may write at any time."),
    "settings.reminders.on": N_("🔔 Reminders of visits: on."),
    "settings.reminders.off": N_("🔕 Reminders of visits: off."),
    "settings.notes.on": N_("💬 Warnings: all."),
    "settings.notes.off": N_("💬 Warnings: only what should be seen to this week or at once."),
    "settings.upgrades.on": N_("🏷 Offers that fit how you drive: at most one in 30 days."),
    "settings.upgrades.off": N_("🏷 Offers: none."),
    "settings.hints.on": N_("❄️ Hints of the season: on."),
    "settings.hints.off": N_("❄️ Hints of the season: off."),
    "settings.privacy.on": N_("🔒 Privacy mode: on."),
    "settings.privacy.off": N_("🔓 Privacy mode: off."),
    "settings.zone": N_("🕒 Times in the zone {zone}."),
    "zone.done": N_(
        "Your times are now those of {zone}: there it is {at:when}. Visits stay in the time of their centre."
    ),
    "zone.unknown": N_(
        "I do not know the time zone of “{place}”. Name a large city, for example “time zone Tokyo”."
    ),
    "zone.ask": N_("Which time zone? Name a large city, for example “time zone Tokyo”."),
    "rating.is_wrong": N_(
        "Is it this warning? Press “Was wrong” below it, and I note it and do not bring it up again for 30 days unless it becomes urgent."
    ),
    "own.link": N_(
        "A further car is linked like the first one: send me the 8-character code that the car or your service centre shows. You can have several cars here; what you have agreed to applies to each."
    ),
    "rating.none": N_("There is no feedback of yours to take back."),
    "record.how": N_(
        "To put work on record that was done elsewhere, tell me the work and the day, for example: “had the brake fluid changed elsewhere on 3 November at 45,000 km”. With several cars, name the car too."
    ),
    "record.work": N_("{job}, {on:day_year}, {car}, done elsewhere"),
    "record.work_at": N_("{job}, {on:day_year}, at {km:n0} km, {car}, done elsewhere"),
    "record.ask": N_("Shall I put this on record: {work}?"),
    "record.yes": N_("Yes, put it on record"),
    "record.no": N_("No, leave it"),
    "record.done": N_("It is on record. It can be corrected or deleted below."),
    "own.shared.nobody": N_(
        "I sell nothing and pass nothing on: not to makers, insurers or advertisers, and not to other owners."
    ),
    "own.shared.who": N_(
        "These can look: your operator, who runs this service; a service centre, while a visit is open, only at what the checks found; drivers that you let in; programs with a token of yours. Each look is listed: /looks"
    ),
    "own.not_kept.voice": N_("🎤 Voice messages: I cannot listen to them and do not keep them."),
    "own.not_kept.phone": N_("☎️ Telephone numbers: I do not know yours and keep none that you send."),
    "own.not_kept.name": N_("Your name: I do not keep it."),
    "own.not_kept.cabin": N_("Sound or images from inside the car, faces, contacts: never collected."),
    "first_use.ask": N_(
        "First registered in {month:month_year}: shall I put that on record? It counts for the car's age, for its worth and its service plan."
    ),
    "first_use.button": N_("✅ {car}: {month:month_year}"),
    "first_use.noted": N_("Noted: {car} was first registered in {month:month_year}."),
    "first_use.known": N_(
        "{car}: first registered on {since:day_year}, as it is on record. If that is wrong, ask your operator to correct it."
    ),
    "first_use.month": N_(
        "In which month was it first registered? Write it, for example: “my car is from March 2023”."
    ),
}
