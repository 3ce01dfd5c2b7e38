"""What owners are told of their data: what is held and why, what they agree to, what goes and what stays."""

from collections.abc import Mapping
from typing import Final

from domain.explain.facts import N_, P_, Plural
from domain.privacy import fields, purpose_words, watching

_KINDS: Final[Mapping[str, str]] = {
    "privacy.category.identity": N_("Who you are"),
    "privacy.category.identity.why": N_(
        "How I recognise your chat and your car. I do not know your name, phone number or address."
    ),
    "privacy.category.preference": N_("Your settings"),
    "privacy.category.preference.why": N_(
        "Your language, time zone and quiet hours, so that I write the way it suits you."
    ),
    "privacy.category.consent": N_("Your consents"),
    "privacy.category.consent.why": N_(
        "What you agreed to or refused, and when. You can check it at any time."
    ),
    "privacy.category.vehicle": N_("Your car's details"),
    "privacy.category.vehicle.why": N_(
        "Model, recommended tyre pressures and battery size: what the readings are compared with."
    ),
    "privacy.category.condition": N_("Your car's health"),
    "privacy.category.condition.why": N_(
        "Battery, tyres, brakes, cooling and the 12-volt battery, to notice trouble before you do."
    ),
    "privacy.category.driving": N_("How the car is driven"),
    "privacy.category.driving.why": N_("Speed and distance, to tell driving from resting and to pace wear."),
    "privacy.footprint.no_location": N_(
        "Where the car is: I do not collect it, and nothing is held. So there is nothing to switch off or to delete; your account stays as it is."
    ),
    "privacy.category.location": N_("Where the car is"),
    "privacy.category.location.why": N_(
        "Places are not collected. What an earlier version kept goes after seven days."
    ),
    "privacy.category.warning": N_("Warnings"),
    "privacy.category.warning.why": N_("What I noticed, what came of it, and whether you found it right."),
    "privacy.category.booking": N_("Workshop visits"),
    "privacy.category.booking.why": N_("Times held and booked for you, and what the workshop found."),
    "privacy.category.payment": N_("Payments"),
    "privacy.category.payment.why": N_("Plans that you had, what you paid for them, and what was paid back."),
    "privacy.category.message": N_("Messages"),
    "privacy.category.message.why": N_("What I wrote to you, and where the conversation stands."),
    "privacy.category.access": N_("Access to your data"),
    "privacy.category.access.why": N_(
        "Who looked at your data, which programs have access, and since when. /looks shows it."
    ),
    "privacy.category.system": N_("Technical notes"),
    "privacy.category.system.why": N_(
        "Counters the service needs to work, such as how often I may write to you."
    ),
}

_TABLES: Final[Mapping[str, str]] = {}

_MODE: Final[Mapping[str, str]] = {
    "privacy.mode.is_on": N_("<b>Privacy mode is on.</b> I receive only what your safety needs."),
    "privacy.mode.is_off": N_("<b>Privacy mode is off.</b> I receive only what you have agreed to."),
    "privacy.mode.now_on": N_("<b>Privacy mode is on</b>, starting with the next reading."),
    "privacy.mode.now_off": N_("<b>Privacy mode is off</b>, starting with the next reading."),
    "privacy.mode.rests": N_("Paused: {functions}."),
    "privacy.mode.goes_on": N_("Still working: {functions}."),
    "privacy.mode.past": N_("Data received earlier stay until they expire or you delete them."),
    "privacy.purpose_on": N_("✅ {purpose}"),
    "privacy.purpose_rests": N_("⏸ {purpose}: agreed to, paused in privacy mode"),
    "privacy.purpose_off": N_("⬜ {purpose}: off"),
    "privacy.reader.used": N_(
        "Messages that I do not understand are also read by a language model of your operator, with names, places, phone numbers, VINs and number plates removed as far as I recognise them. It cannot book, change or delete anything. In privacy mode nothing is sent to it."
    ),
    "privacy.reader.rests": N_(
        "Messages that I do not understand can also be read by a language model of your operator. Yours are not sent to it: that needs your consent to health checks and privacy mode turned off."
    ),
    "privacy.never": N_("Never collected: sound or images from inside the car, faces, contacts."),
    "privacy.is_allowed": N_("You have allowed this already: {purpose}."),
    "privacy.is_stopped": N_("This is off already: {purpose}. Nothing is recorded for it."),
    "privacy.ask_stop": N_(
        "Stop this: {purpose}? From then on nothing new is recorded for it. Everything else continues."
    ),
    "privacy.ask_stop_care": N_(
        "Stop this: {purpose}? From then on I store nothing new of your car and cannot warn you."
    ),
    "privacy.toast.given": N_("Thank you. It takes effect now."),
    "privacy.toast.withdrawn": N_("Stopped. It takes effect now."),
    "refusal.purpose_unknown": N_("There is no purpose “{purpose}”. Open /privacy to see the list."),
}

_FOOTPRINT: Final[Mapping[str, str | Plural]] = {
    "privacy.footprint.title": N_(
        "<b>My data footprint</b>\nCounted just now: this is everything I hold about you."
    ),
    "privacy.footprint.details": N_("<b>My data footprint, in detail</b>"),
    "privacy.footprint.line": N_(
        "<b>{category}</b>: {amount}, since {since:day_year}. For {purpose}; kept {kept}."
    ),
    "privacy.footprint.sent": N_(
        "<b>{category}</b>: {amount}, since {since:day_year}. For {purpose}; kept {kept}. {state}"
    ),
    "privacy.footprint.none_held": N_("<b>{category}</b>: nothing is held now; kept {kept}. {why}"),
    "privacy.footprint.detail": N_("<b>{category}</b>. {why}\n{counts}"),
    "privacy.footprint.count": N_("{table}: {n:n0}"),
    "privacy.footprint.raw": P_("{n:n0} hour of readings", "{n:n0} hours of readings"),
    "privacy.footprint.place": N_(
        "Where: in your operator's own database (region {region}). What your car sends, the messages here and your chat number are encrypted with a key of your own."
    ),
    "privacy.footprint.telegram": N_(
        "Telegram also keeps the messages of this chat. That is why I write no VIN, number plate or place here. Clear the chat in Telegram to remove them there."
    ),
    "privacy.amount.hours": P_("{n:n0} hour of readings", "{n:n0} hours of readings"),
    "privacy.amount.entries": P_("{n:n0} entry", "{n:n0} entries"),
    "privacy.kept.days": P_("for {n:days}", "for up to {n:days}"),
    "privacy.kept.always": N_("until you delete it"),
    "privacy.kept.partly": N_("in part for up to {n:days}, the rest until you delete it"),
    "privacy.state.on": N_("New readings are coming in."),
    "privacy.state.partly": N_("Partly paused."),
    "privacy.state.rests": N_("Paused: nothing new comes in."),
}

_ERASE: Final[Mapping[str, str | Plural]] = {
    "privacy.erase.goes": N_("<b>Delete everything?</b>\nThis would be deleted for good:\n{kinds:lines}"),
    "privacy.erase.visits": N_(
        "Upcoming visits are cancelled, which their service centres see, and your cars are unlinked."
    ),
    "privacy.erase.stays": N_("What stays, and why:"),
    "privacy.erase.copy": N_("You may want a copy first. It takes a few seconds."),
    "privacy.erase.sure": N_(
        "<b>Really delete?</b> The key to your data will be destroyed. After that nobody can restore them, neither you nor I."
    ),
    "privacy.erase.done": P_(
        "<b>Done.</b> Your key is destroyed and {n:n0} entry is deleted.",
        "<b>Done.</b> Your key is destroyed and {n:n0} entries are deleted.",
    ),
    "privacy.erase.backups": N_(
        "A scrambled mark of this chat stays until {until:day_year}, so that restoring a backup does not restore your data. It is kept outside the database too. By then the last backup is gone."
    ),
    "privacy.erase.chat": N_(
        "The messages on your phone are yours: clear this chat in Telegram if you like. If you write again, everything starts afresh. Take care!"
    ),
    "survives.register": N_(
        "• The car's entry in your operator's register (VIN, model, recommended tyre pressures): it describes the car, and nothing links it to you any more."
    ),
    "survives.tries": N_(
        "• Wrong link codes from this chat, counted under another scrambled mark for {n:days}: deleting gives no new tries."
    ),
    "survives.called_off": N_(
        "• For the service centre, number, time and work of each visit that is cancelled, until the day after it: nothing about you or your car."
    ),
    "survives.suppression": N_(
        "• A scrambled mark of this chat, for {n:days}: it keeps a restored backup from restoring your data."
    ),
}

_LIST: Final[Mapping[str, str]] = {
    "refusal.erasures_file_wrong": N_(
        "Line {line} of the list of erased chats {file} cannot be read. Put back the newest good copy of it: what is not listed there may come back with a restored backup."
    ),
}

_EXPORT: Final[Mapping[str, str | Plural]] = {
    "privacy.export.here": N_(
        "Here is everything I hold about you. Unpack it and open <code>index.html</code>; the other files are for programs. It contains your VIN and perhaps places, so keep it safe."
    ),
    "privacy.export.more": N_("More readings of your car. Unpack this file into the same folder."),
    "privacy.page.title": N_("Everything I hold about you"),
    "privacy.page.made": N_("Created on {at:when_year}."),
    "privacy.page.intro": N_(
        "Open a line to see its entries. Times are those of your time zone. data.json holds the same for programs, README.md explains its fields, and the folder telemetry holds the readings of your car."
    ),
    "privacy.page.moment": N_("{at:when_year}"),
    "privacy.damaged": N_("(damaged: cannot be read any more)"),
    "privacy.page.yes": N_("yes"),
    "privacy.page.no": N_("no"),
    "privacy.page.rest": P_("… and {n:n0} more in data.json", "… and {n:n0} more in data.json"),
    "privacy.readme.inside": N_("Fields inside entries"),
    "privacy.page.table": N_("{table} ({n:n0})"),
    "privacy.page.more": P_("{n:n0} more entry is in data.json.", "{n:n0} more entries are in data.json."),
    "privacy.readme.title": N_("Your data: what is where"),
    "privacy.readme.text": N_(
        "data.json holds every entry about you, by table, with locked values opened. Behind each field stand its meaning, its unit and the kind of data it is. Times are UTC (ISO 8601). Hashes, keys and the tokens of buttons are left out: they say nothing about you, and a copy would be a risk."
    ),
    "privacy.readme.telemetry": N_(
        "One Parquet file for each car and month: every stored reading, unchanged, one row per moment. The column at is UTC; the others have COVESA VSS names. A column marked (doubtful) says which readings nothing is judged by: absent is what senders put where they have no value, jump a change that no car can make. Units:"
    ),
}

_BUTTONS: Final[Mapping[str, str]] = {
    "privacy.button.mode_on": N_("Turn privacy mode on"),
    "privacy.button.mode_off": N_("Turn privacy mode off"),
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

_LOOKS: Final[Mapping[str, str | Plural]] = {
    "privacy.button.looks": N_("Who looked"),
    "privacy.looks.title": N_("👀 <b>Who looked at your data</b>"),
    "privacy.looks.nobody": N_(
        "Nobody has looked so far. When your operator, a service centre or a driver does, it is listed here."
    ),
    "privacy.looks.list": N_("{looks:lines}"),
    "privacy.looks.line": N_("{at:when}, {who}: {what}"),
    "privacy.looks.line_car": N_("{at:when}, {who}: {what}, <b>{car}</b>"),
    "privacy.looks.line_often": P_(
        "{at:when}, {who}: {what} ({n:n0} time that day)", "{at:when}, {who}: {what} ({n:n0} times that day)"
    ),
    "privacy.looks.line_car_often": P_(
        "{at:when}, {who}: {what}, <b>{car}</b> ({n:n0} time that day)",
        "{at:when}, {who}: {what}, <b>{car}</b> ({n:n0} times that day)",
    ),
    "privacy.looks.copy": P_(
        "That is {n:n0} entry of the last 400 days; what the same person reads again within an hour counts once. /export holds it too.",
        "There are {n:n0} entries of the last 400 days; what the same person reads again within an hour counts once. /export holds them all.",
    ),
    "privacy.looks.older": N_("Earlier looks"),
    "privacy.looks.who.operator": N_("your operator"),
    "privacy.looks.who.centre": N_("{centre}"),
    "privacy.looks.who.driver": N_("driver {mark}"),
    "privacy.looks.who.owner": N_("you"),
    "privacy.looks.who.reader": N_("whoever has the link"),
    "privacy.looks.what.condition": N_("the car's condition"),
    "privacy.looks.what.register": N_("the car's entry in the register"),
    "privacy.looks.what.warnings": N_("an urgent warning"),
    "privacy.looks.what.visits": N_("workshop visits"),
    "privacy.looks.what.services": N_("past services"),
    "privacy.looks.what.requests": N_("your request for a person"),
    "privacy.looks.what.counts": N_("how much is stored, by kind"),
    "privacy.looks.what.payments": N_("your plans and payments"),
    "privacy.looks.what.grant": N_("made an access token for your data"),
    "privacy.looks.what.key": N_("made a key with which the car sends"),
    "privacy.looks.what.link_code": N_("made a link code"),
    "privacy.looks.what.dossier": N_("the page of your car's dossier"),
    "privacy.looks.what.report": N_("the page of a report"),
    "privacy.looks.what.copy": N_("took a copy of all data"),
    "privacy.looks.what.import": N_("read in a file of your car's past readings"),
    "privacy.token.made": N_(
        "🔑 Your operator has made an access token for your data: “{name}”. Until {until:day_year} a program that has it sees and does here what you can. If you did not ask for it, end it now."
    ),
    "privacy.token.end": N_("End “{name}”"),
    "privacy.token.ended": N_("🔑 The access token “{name}” is ended: it opens nothing from now on."),
    "privacy.token.unused": N_("🔑 Access token “{name}”, until {until:day_year}: not used yet"),
    "privacy.token.used": N_("🔑 Access token “{name}”, until {until:day_year}: last used on {on:day_year}"),
    "refusal.look_not_expected": N_(
        "This car has no open visit at your centre, so there is nothing to see. Try again once it is booked with you."
    ),
    "refusal.look_unlinked": N_(
        "No owner has linked this car yet, so no data are stored. Give its owner a link code first."
    ),
    "refusal.look_withdrawn": N_(
        "The owner of this car does not currently agree to health checks, so nobody may look. Ask the owner first."
    ),
}

WORDS: Final[Mapping[str, str | Plural]] = {
    **_LOOKS,
    **watching.WORDS,
    **fields.WORDS,
    **_KINDS,
    **_TABLES,
    **purpose_words.WORDS,
    **_MODE,
    **_FOOTPRINT,
    **_ERASE,
    **_LIST,
    **_EXPORT,
    **_BUTTONS,
}
