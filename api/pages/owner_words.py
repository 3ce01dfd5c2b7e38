"""What the owner's page says beside the words of the chat."""

from collections.abc import Mapping
from typing import Final

from domain.explain.facts import N_

WORDS: Final[Mapping[str, str]] = {
    "my.home": N_("My page"),
    "my.now": N_("Car"),
    "my.timeline": N_("Year"),
    "my.battery": N_("Battery"),
    "my.trips": N_("Trips and energy"),
    "my.warnings": N_("Warnings"),
    "my.visits": N_("Visits"),
    "my.papers": N_("Report and dossier"),
    "my.privacy": N_("My data"),
    "my.switch": N_("My cars"),
    "my.answer": N_("Answer"),
    "my.back": N_("Back"),
    "my.save": N_("Save {name}"),
    "refusal.copy_large": N_(
        "Your copy is too large for one file. Send /export in the chat: it comes there in parts."
    ),
    "my.more": N_("Why, and how sure this is"),
    "my.zoom": N_("{what}: show larger"),
    "my.zoomed": N_("Picture, larger"),
    "my.close": N_("Close"),
    "my.nothing": N_("No car of yours is linked yet. Send /start in the chat to link one."),
    "my.door.how": N_(
        "Send /page in the chat with the assistant, and open your page from there. The link opens once, within 10 minutes. Scripts must be allowed in this browser."
    ),
    "my.door.opening": N_("Your page opens …"),
    "my.door.signed_in": N_("I am signed in here"),
    "my.sessions.about": N_("Each ends a day after signing in. End those that you do not know."),
    "my.browsers": N_("See where you are signed in, and end what you do not know:"),
    "my.battery.past": N_("Battery health so far"),
    "my.state": N_("State"),
    "my.charge": N_("Charge in percent"),
    "my.see_warnings": N_("Warnings with their evidence"),
    "my.tyres": N_("Tyres"),
    "my.bar": N_("{bar:n1} bar"),
    "my.bar.long": N_("{bar:n2} bar"),
    "my.bar.unknown": N_("not known"),
    "my.bar.warned": N_("(warning)"),
    "my.watched": N_("Watched now"),
    "my.watched.none": N_("Nothing can be judged at present."),
    "my.rests": N_("Rests"),
    "my.rests.why": N_("These need readings that are missing, or that you do not share."),
    "my.none.warnings": N_("No warning is open. How far the car is watched is told here:"),
    "my.ahead": N_("The next twelve months"),
    "my.ahead.about": N_(
        "The mark shows the likely day, from today on the left to a year from now on the right; the line through it the days between which it should fall."
    ),
    "my.ahead.none": N_("Nothing is known of the year ahead yet."),
    "my.ahead.visit": N_("{job} at {centre}"),
    "my.ahead.warning": N_("Latest day for: {title}"),
    "my.ahead.battery": N_("Battery falls to {mark:pct} of the capacity it had when new"),
    "my.ahead.day": N_("{at:day_year}"),
    "my.ahead.span": N_("{at:day_year}, between {early:day_year} and {late:day_year}"),
    "my.past": N_("Since {since:day_year}"),
    "my.past.day": N_("{at:day_year}"),
    "my.cancel.sure": N_("Cancel this visit? Its time is then free for others."),
    "my.held": N_("{job}, {at:when} at {centre}: kept for you until {until:time}, not booked yet."),
    "my.book": N_("Confirm this visit"),
    "my.keep": N_("Keep it"),
    "my.move": N_("Move: {job}, now {at:when}"),
    "my.which_job": N_("What is to be done?"),
    "my.which_day": N_("Choose a day"),
    "my.month": N_("{at:month_year}"),
    "my.month.before": N_("The month before"),
    "my.month.after": N_("The month after"),
    "my.month.about": N_("{job} at {centre}, list price {price}. Framed days have free times."),
    "my.weekday": N_("{at:weekday}"),
    "my.holds": N_("The time you choose is kept for some minutes; it is booked once you confirm it."),
    "my.moves": N_("The visit moves as soon as you choose a time. The old time is kept until then."),
}
