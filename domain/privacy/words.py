"""What owners are told of their data: what is held and why, what they agree to, what goes and what stays."""

from collections.abc import Mapping
from typing import Final

from domain.explain.facts import N_, P_, Plural

_KINDS: Final[Mapping[str, str]] = {
    "privacy.category.identity": N_("Who you are"),
    "privacy.category.identity.why": N_(
        "How I recognise your chat and your car. I know no name, no phone number and no address."
    ),
    "privacy.category.preference": N_("Your settings"),
    "privacy.category.preference.why": N_(
        "Your language, time zone and quiet hours, so that I fit in with you."
    ),
    "privacy.category.consent": N_("Your agreements"),
    "privacy.category.consent.why": N_(
        "What you said yes or no to, and when, so that it can be checked at any time."
    ),
    "privacy.category.vehicle": N_("Your car's details"),
    "privacy.category.vehicle.why": N_(
        "Model, proper tyre pressures and battery size: what its readings are measured against."
    ),
    "privacy.category.condition": N_("Your car's health"),
    "privacy.category.condition.why": N_(
        "Battery, tyres, brakes, cooling and the 12-volt battery, to notice trouble before you do."
    ),
    "privacy.category.driving": N_("How the car is driven"),
    "privacy.category.driving.why": N_(
        "Speed and distance, to tell driving from resting and to pace wear. Pedals and acceleration only if you want a driving report."
    ),
    "privacy.category.location": N_("Where the car is"),
    "privacy.category.location.why": N_(
        "Only if you agreed: to find the nearest service centre and compare within your region."
    ),
    "privacy.category.warning": N_("Warnings"),
    "privacy.category.warning.why": N_("What I noticed, what became of it, and whether you found it right."),
    "privacy.category.booking": N_("Workshop visits"),
    "privacy.category.booking.why": N_("Times held and booked for you, and what the workshop found."),
    "privacy.category.message": N_("Messages"),
    "privacy.category.message.why": N_("What I wrote to you, and where our conversation stands."),
    "privacy.category.system": N_("Technical notes"),
    "privacy.category.system.why": N_(
        "Counters that keep the service in order, such as how often I may write."
    ),
}

_TABLES: Final[Mapping[str, str]] = {
    "privacy.table.owner": N_("your account"),
    "privacy.table.vehicle": N_("your cars"),
    "privacy.table.holding": N_("which cars are yours"),
    "privacy.table.vehicle_change": N_("what was changed on your cars"),
    "privacy.table.consent": N_("your yes and no to each purpose"),
    "privacy.table.access_token": N_("keys for programs you let in"),
    "privacy.table.data_key": N_("the key that locks your data"),
    "privacy.table.link_try": N_("mistyped link codes"),
    "privacy.table.chunk": N_("readings from your car"),
    "privacy.table.open_tail": N_("readings that have just come in"),
    "privacy.table.feature_set": N_("what was worked out from the readings"),
    "privacy.table.stale_day": N_("days to be worked out again"),
    "privacy.table.arrival": N_("how well data arrived, day by day"),
    "privacy.table.alert": N_("warnings"),
    "privacy.table.alert_pause": N_("pauses between warnings"),
    "privacy.table.feedback": N_("right or wrong, as told by you and the workshop"),
    "privacy.table.visit": N_("visits"),
    "privacy.table.claim": N_("workshop time reserved for you"),
    "privacy.table.workshop_finding": N_("what the workshop found"),
    "privacy.table.service_done": N_("services done on your car"),
    "privacy.table.battery_measurement": N_("what workshops measured of your battery"),
    "privacy.table.notice": N_("messages to you"),
    "privacy.table.inbox_update": N_("messages from you"),
    "privacy.table.action": N_("buttons in our chat"),
    "privacy.table.talk_state": N_("where our conversation stands"),
    "privacy.table.look": N_("looks at your car by workshops and your operator"),
    "privacy.table.budget_slot": N_("how often I have written"),
}

_PURPOSES: Final[Mapping[str, str]] = {
    "privacy.purpose.care": N_("health checks and warnings"),
    "privacy.purpose.care.collects": N_(
        "<b>What I collect:</b> readings of battery, tyres, brakes, cooling and the 12-volt battery, speed and distance. Never sound or pictures from inside the car."
    ),
    "privacy.purpose.care.uses": N_(
        "<b>What for:</b> to spot trouble early, tell you plainly, have a workshop slot ready, and show that workshop what was found. Each look counts in your footprint."
    ),
    "privacy.purpose.care.keeps": N_(
        "<b>How long:</b> readings for {n:n0} days, what was worked out from them until you delete it. It lies in your operator's database, locked with a key made for you alone."
    ),
    "privacy.purpose.care.stops": N_(
        "<b>How to stop:</b> one tap under /privacy, at any time. From then on I store nothing new, and cannot warn you. There you can also see, take with you or delete everything."
    ),
    "privacy.purpose.driving": N_("driving report"),
    "privacy.purpose.driving.collects": N_(
        "<b>What I collect:</b> accelerator and brake pedal, acceleration, motor power and trip figures."
    ),
    "privacy.purpose.driving.uses": N_(
        "<b>What for:</b> a report on driving and energy, with advice that fits how you drive."
    ),
    "privacy.purpose.driving.keeps": N_(
        "<b>How long:</b> {n:n0} days. It lies in your operator's database, locked with a key made for you alone."
    ),
    "privacy.purpose.driving.stops": N_(
        "<b>How to stop:</b> one tap under /privacy. Health checks and warnings go on as before. There you can also see, take with you or delete everything."
    ),
    "privacy.purpose.location": N_("location"),
    "privacy.purpose.location.collects": N_("<b>What I collect:</b> the car's position, height and heading."),
    "privacy.purpose.location.uses": N_(
        "<b>What for:</b> to find the nearest service centre, and to compare with cars of your region. Places are never sent into the chat."
    ),
    "privacy.purpose.location.keeps": N_(
        "<b>How long:</b> {n:n0} days. Your yes itself runs out after {term:n0} days; without a new one I stop. It lies in your operator's database, locked with a key made for you alone."
    ),
    "privacy.purpose.location.stops": N_(
        "<b>How to stop:</b> one tap under /privacy. Everything else goes on as before. There you can also see, take with you or delete everything."
    ),
    "privacy.purpose.improve": N_("better warnings for everyone"),
    "privacy.purpose.improve.collects": N_(
        "<b>What I collect:</b> whether you called a warning right or wrong, what the workshop found, and each night a few "
        "figures of your car (battery health, consumption, 12-volt battery, tyres, cooling). Of these figures only what "
        "is usual for at least five owners of such cars is kept, never yours."
    ),
    "privacy.purpose.improve.uses": N_(
        "<b>What for:</b> so that warnings grow more exact, and each owner can see what is usual for cars alike."
    ),
    "privacy.purpose.improve.keeps": N_(
        "<b>How long:</b> as long as the warning itself, until you delete it."
    ),
    "privacy.purpose.improve.stops": N_(
        "<b>How to stop:</b> one tap under /privacy. Everything else goes on as before. There you can also see, take with you or delete everything."
    ),
    "privacy.consent.title": N_("<b>May I? {purpose}</b>"),
    "privacy.function.driving": N_("Driving report"),
    "privacy.function.location": N_("Nearest centre by location"),
    "privacy.function.improve": N_("Learning from your ratings"),
}

_MODE: Final[Mapping[str, str]] = {
    "privacy.mode.is_on": N_("<b>Privacy mode is on.</b> Only what your safety needs comes in."),
    "privacy.mode.is_off": N_("<b>Privacy mode is off.</b> What you agreed to comes in, and nothing else."),
    "privacy.mode.now_on": N_("<b>Privacy mode is on</b>, from the next reading."),
    "privacy.mode.now_off": N_("<b>Privacy mode is off</b>, from the next reading."),
    "privacy.mode.rests": N_("Resting now: {functions}."),
    "privacy.mode.goes_on": N_("Still looking after you: {functions}."),
    "privacy.mode.past": N_("What came in before stays until its time is up or you delete it."),
    "privacy.purpose_on": N_("✅ {purpose}"),
    "privacy.purpose_until": N_("✅ {purpose}, until {until:day_year}"),
    "privacy.purpose_rests": N_("⏸ {purpose}: agreed to, resting in privacy mode"),
    "privacy.purpose_off": N_("⬜ {purpose}: off"),
    "privacy.never": N_("Never collected: sound or pictures from inside the car, faces, contacts."),
    "privacy.toast.given": N_("Thank you. It counts from now on."),
    "privacy.toast.withdrawn": N_("Stopped, from this moment on."),
    "refusal.purpose_unknown": N_("There is no purpose “{purpose}”. Open /privacy to see those there are."),
}

_FOOTPRINT: Final[Mapping[str, str | Plural]] = {
    "privacy.footprint.title": N_(
        "<b>My data footprint</b>\nCounted just now: this is all I hold about you."
    ),
    "privacy.footprint.details": N_("<b>My data footprint, in detail</b>"),
    "privacy.footprint.line": N_(
        "<b>{category}</b>: {amount}, since {since:day_year}. For {purpose}; kept {kept}."
    ),
    "privacy.footprint.sent": N_(
        "<b>{category}</b>: {amount}, since {since:day_year}. For {purpose}; kept {kept}. {state}"
    ),
    "privacy.footprint.detail": N_("<b>{category}</b>. {why}\n{counts}"),
    "privacy.footprint.count": N_("{table}: {n:n0}"),
    "privacy.footprint.raw": P_("{n:n0} hour of readings", "{n:n0} hours of readings"),
    "privacy.footprint.place": N_(
        "Where: in your operator's own database (region {region}). What your car sends, our messages and your chat number are locked with a key made for you alone."
    ),
    "privacy.footprint.telegram": N_(
        "Telegram keeps the messages of this chat too. That is why I write no VIN, number plate or place here. Clearing the chat in Telegram removes them there."
    ),
    "privacy.amount.hours": P_("{n:n0} hour of readings", "{n:n0} hours of readings"),
    "privacy.amount.entries": P_("{n:n0} entry", "{n:n0} entries"),
    "privacy.kept.days": P_("for {n:n0} day", "for up to {n:n0} days"),
    "privacy.kept.always": N_("until you delete it"),
    "privacy.kept.partly": N_("in part for up to {n:n0} days, the rest until you delete it"),
    "privacy.state.on": N_("New readings come in."),
    "privacy.state.partly": N_("Partly resting."),
    "privacy.state.rests": N_("Resting: nothing new comes in."),
}

_ERASE: Final[Mapping[str, str | Plural]] = {
    "privacy.erase.goes": N_("<b>Delete everything?</b>\nThis would go, for good: {kinds}."),
    "privacy.erase.visits": N_("Visits still to come are cancelled, and your cars are no longer linked."),
    "privacy.erase.stays": N_("What stays, and why:"),
    "privacy.erase.copy": N_("You may want a copy first. It takes a few seconds."),
    "privacy.erase.sure": N_(
        "<b>Really delete?</b> The key to your data is destroyed. After that nobody can bring anything back, neither you nor I."
    ),
    "privacy.erase.done": P_(
        "<b>Done.</b> Your key is destroyed and {n:n0} entry is deleted.",
        "<b>Done.</b> Your key is destroyed and {n:n0} entries are deleted.",
    ),
    "privacy.erase.backups": N_(
        "A scrambled mark of this chat stays until {until:day_year}, so that no backup can bring you back. By then the last backup is gone too."
    ),
    "privacy.erase.chat": N_(
        "The messages on your phone belong to you: clear this chat in Telegram if you like. If you write again, we meet as strangers. Take care!"
    ),
    "survives.register": N_(
        "• The car's entry in your operator's register (VIN, model, proper tyre pressures): it is about the car, and nothing links it to you any more."
    ),
    "survives.suppression": N_(
        "• A scrambled mark of this chat, for {n:n0} days: with it a restored backup cannot bring you back."
    ),
}

_EXPORT: Final[Mapping[str, str | Plural]] = {
    "privacy.export.here": N_(
        "Here is everything I hold about you. Unpack it and open <code>index.html</code>; the other files are for programs. It holds your VIN and perhaps places, so keep it safe."
    ),
    "privacy.export.more": N_("More readings of your car. Unpack this file into the same folder."),
    "privacy.page.title": N_("Everything I hold about you"),
    "privacy.page.made": N_("Written on {at:when_year}."),
    "privacy.page.intro": N_(
        "Open a line to see its entries. Field names are those of data.json; README.md explains them, and the folder telemetry holds the readings of your car."
    ),
    "privacy.page.table": N_("{table} ({n:n0})"),
    "privacy.page.more": P_(
        "{n:n0} more entry stands in data.json.", "{n:n0} more entries stand in data.json."
    ),
    "privacy.readme.title": N_("Your data: what stands where"),
    "privacy.readme.text": N_(
        "data.json holds every entry about you, by table, with locked values opened. Behind each field stands the kind of data it is. Times are UTC (ISO 8601). Hashes, keys and the tokens of buttons are left out: they say nothing about you, and a copy would be a risk."
    ),
    "privacy.readme.telemetry": N_(
        "One Parquet file for each car and month: every reading that is kept, unchanged, one row a moment. The column at is UTC; the others bear COVESA VSS names, with these units:"
    ),
}

_BUTTONS: Final[Mapping[str, str]] = {
    "privacy.button.mode_on": N_("Privacy mode on"),
    "privacy.button.mode_off": N_("Privacy mode off"),
    "privacy.button.stop": N_("Stop: {purpose}"),
    "privacy.button.allow": N_("Allow: {purpose}"),
    "privacy.button.yes": N_("Yes, I agree"),
    "privacy.button.no": N_("No, thank you"),
    "privacy.button.footprint": N_("My data footprint"),
    "privacy.button.details": N_("Details"),
    "privacy.button.overview": N_("Overview"),
    "privacy.button.export": N_("Get a copy"),
    "privacy.button.export_first": N_("Get a copy first"),
    "privacy.button.delete": N_("Delete my data"),
    "privacy.button.erase": N_("Delete…"),
    "privacy.button.erase_now": N_("Yes, delete for good"),
    "privacy.button.keep": N_("Keep everything"),
}

_LOOKS: Final[Mapping[str, str]] = {
    "refusal.look_not_expected": N_(
        "This car has no open visit at your centre, so there is nothing to see. Look again once it is booked with you."
    ),
    "refusal.look_unlinked": N_(
        "No owner has linked this car yet, so nothing is kept of it. Give its owner a link code first."
    ),
    "refusal.look_withdrawn": N_(
        "The owner of this car does not agree to health checks at present, so nobody may look. Ask the owner."
    ),
}

WORDS: Final[Mapping[str, str | Plural]] = {
    **_LOOKS,
    **_KINDS,
    **_TABLES,
    **_PURPOSES,
    **_MODE,
    **_FOOTPRINT,
    **_ERASE,
    **_EXPORT,
    **_BUTTONS,
}
