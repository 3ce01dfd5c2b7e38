"""What is said of a year and of a month, and of what is sent beside text."""

from collections.abc import Mapping
from typing import Final

from domain.explain.facts import N_, P_, Plural

WORDS: Final[Mapping[str, str | Plural]] = {
    "page.app": N_(
        "📱 Your page: the car as it is now, its year, warnings, visits and your data, to look at."
    ),
    "page.button.app": N_("Open my page"),
    "page.button.link": N_("Open in the browser"),
    "page.link": N_(
        "📱 Your page, for the browser of this device: {address}\nThe link opens once, until {until:when}. Do not pass it on: whoever opens it first sees your data."
    ),
    "timeline.heading": N_("🗓 <b>{car}</b> since {since:day_year}"),
    "timeline.watched": P_(
        "👀 On {n:n0} day the car sent data: {readings:n0} readings kept and checked.",
        "👀 On {n:n0} days the car sent data: {readings:n0} readings kept and checked.",
    ),
    "timeline.unheard": N_("👀 The car sent no data in this time, so nothing could be checked."),
    "timeline.no_warnings": N_("⚠️ No warnings."),
    "timeline.warnings": P_("⚠️ {n:n0} warning.", "⚠️ {n:n0} warnings."),
    "timeline.proved": N_("Proved right by the workshop or by you: {right:n0}; wrong: {wrong:n0}."),
    "timeline.entries": N_("{entries:lines}"),
    "timeline.entry": N_("{at:day_year}: {what}"),
    "timeline.earlier": P_(
        "{n:n0} earlier entry is left out here; all past services: /history",
        "{n:n0} earlier entries are left out here; all past services: /history",
    ),
    "timeline.warned": N_("warned: {title}"),
    "timeline.done": N_("{job} at {centre}"),
    "timeline.missed": N_("{job} at {centre}, did not take place"),
    "timeline.elsewhere": N_("{job}, done elsewhere"),
    "timeline.paid": P_(
        "💰 Paid: {paid} ({n:n0} bill that a centre told me).",
        "💰 Paid: {paid} ({n:n0} bills that centres told me).",
    ),
    "timeline.saved": N_(
        "💡 Faults that were there and fixed in time: by the price list {now}; left too long, about {later}."
    ),
    "timeline.next": N_("📅 Coming up:\n{following:lines}"),
    "media.nearest": N_("📍 Nearest to you, as the crow flies:\n{centres:lines}"),
    "media.centre": N_("{centre}, about {km:n0} km: {address}"),
    "media.centre_name": N_("{centre}, about {km:n0} km"),
    "media.place_gone": N_("I have used your place for this once and do not keep it."),
    "media.no_places": N_(
        "I do not know where the centres are on the map, so I cannot say which is nearest. I do not keep your place."
    ),
    "media.button.book": N_("Book at {centre}"),
    "media.voice": N_(
        "🎤 I cannot understand speech. Please type it, or speak into the microphone of your keyboard, which writes it. If it is urgent:"
    ),
    "media.number": N_(
        "I do not keep telephone numbers: I answer here in the chat. To talk to somebody, call or ask for a person:"
    ),
    "choice.month": N_("📅 Pick a day"),
    "month.free": N_("Free days in {at:month_year} for {job} at {place}; weeks begin on Monday:"),
    "month.day": N_("{day:n0}"),
    "month.full": N_("·"),
    "month.full.toast": N_("Nothing is free on that day."),
    "month.before": N_("◀ Earlier"),
    "month.after": N_("Later ▶"),
}
