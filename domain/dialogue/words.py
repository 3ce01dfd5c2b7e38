"""What the assistant says: code to English message id; translations are in the catalogues."""

from domain.explain.facts import N_

WORDS: dict[str, str] = {
    "ask.job": N_("What would you like done?"),
    "ask.when": N_("When would suit you for {job}? A day or a part of a day is enough."),
    "ask.reading": N_("“{said}” can mean two days. Which one do you mean?"),
    "ask.past": N_("That time has already passed. Which day would you like instead?"),
    "ask.slot": N_("These times are free for {job} at {place}. Which one shall I hold for you?"),
    "ask.none_free": N_(
        "Nothing is free then. Shall I look at another day, or take the earliest time there is?"
    ),
    "ask.booking": N_("Shall I book {job} on {when:when} at {place}?"),
    "ask.moving": N_(
        "{job}: from {old:when} to {when:when} at {place}. Your present time stays yours until you say yes. Shall I move it?"
    ),
    "ask.cancelling": N_("Cancel {job} on {when:when} at {place}?"),
    "ask.visit": N_("Which booking do you mean?"),
    "ask.stop_or_cancel": N_("Shall I stop this booking, or cancel one that you already have?"),
    "ask.change": N_("What shall I change? You can also just type it, such as “Thursday afternoon”."),
    "ask.meant": N_("I am not sure what you mean. Is it one of these?"),
    "ask.done_on": N_("{entry}. On which day was it done?"),
    "ask.done_km": N_("{entry}. What did the odometer show then, in km?"),
    "ask.done_to_come": N_("That day is still to come. On which day was it done?"),
    "ask.correcting": N_("From now on: {becomes}. So far it was: {entry}. Is that right?"),
    "ask.erasing": N_("Delete this from the past services? {entry}. I then no longer count from it."),
    "answer.cannot": N_(
        "I cannot help with that. I look after your car: workshop visits, its condition, warnings and your data."
    ),
    "answer.help": N_(
        "I watch over your car and arrange workshop visits. Write as you would to a person: “book brakes on Friday afternoon”, “move it to Saturday”, “why is my range low?”, “what data do you keep?”"
    ),
    "answer.hello": N_("Hello! What can I do for you and your car?"),
    "answer.welcome": N_("You are welcome. I keep an eye on your car."),
    "answer.all_right": N_("All right, nothing is changed."),
    "answer.dropped": N_("All right, I have stopped there. Nothing was booked or changed."),
    "answer.kept": N_("All right, your booking stays as it is."),
    "answer.no_visits": N_("You have no booking at the moment."),
    "ask.car": N_("Which car is it for?"),
    "choice.car": N_("{car}"),
    "car.about": N_("For {car}:"),
    "answer.unreadable": N_("I can only read text and buttons so far. Please write it in a few words."),
    "hello.who": N_("👋 Hello, I look after your electric car before it breaks."),
    "hello.promise": N_(
        "I read what the car measures, warn you early and rarely, say why, and keep a workshop slot ready. You decide, and your data stay yours: see, export or delete them at any time."
    ),
    "hello.link": N_(
        "<b>To begin, link your car:</b> send me the 8-character code that the car or your service centre shows. Nothing is collected before you agree."
    ),
    "link.done": N_("🔗 Linked: <b>{car}</b> ({model})."),
    "link.goes_on": N_("What you agreed to holds for this car too. Change it any time with /privacy."),
    "consent.agree": N_("✅ I agree"),
    "consent.not_now": N_("Not now"),
    "consent.refused": N_(
        "All right. Nothing is collected, so I cannot look after the car. When you change your mind: /privacy."
    ),
    "consent.thanks": N_("Thank you. From now on I look after your car."),
    "consent.what_now": N_(
        "You need do nothing: I write when something matters. Ask me “how is my car?”, or write “book a service tomorrow afternoon”."
    ),
    "consent.optional": N_(
        "Everything else is off until you switch it on with /privacy: driving report, location, better warnings for everyone."
    ),
    "language.ask": N_("Which language shall we use?"),
    "language.zh": N_("中文"),
    "language.en": N_("English"),
    "language.done": N_("Language changed"),
    "car.heading": N_("🚗 <b>{car}</b> ({model})"),
    "car.never_heard": N_("Nothing has come from the car yet."),
    "car.heard": N_("Last heard: {at:when}"),
    "car.readings": N_("{readings}"),
    "car.soc": N_("charge {soc:pct}"),
    "car.odometer": N_("odometer {km:n0} km"),
    "car.ambient": N_("outside {celsius:n0} °C"),
    "car.twelve_volt": N_("12 V battery {volts:n1} V"),
    "car.warnings": N_("⚠️ Open warnings: {titles}"),
    "car.no_warnings": N_("✅ No open warnings."),
    "history.heading": N_("🧾 Past services of <b>{car}</b>"),
    "history.none": N_(
        "Nothing is on record yet. What workshops here do comes on record by itself; of work elsewhere you can tell me in the warning that asks for it."
    ),
    "history.work": N_("{on:day_year}, {job}"),
    "history.work_at": N_("{on:day_year}, {job}, at {km:n0} km"),
    "history.elsewhere": N_("• {work} (elsewhere)"),
    "history.here": N_("• {work} (at a workshop here)"),
    "history.at": N_("• {work} (at {place})"),
    "history.open": N_("✏️ {work}"),
    "history.older": N_("Older ones"),
    "history.correct_on": N_("Correct the day"),
    "history.correct_km": N_("Correct the odometer"),
    "history.erase": N_("Delete it"),
    "history.corrected": N_("Corrected. From now on I count from it."),
    "history.erased": N_("Deleted. What is due I work out anew from what remains on record."),
    "visit.calendar": N_("📅 Calendar file"),
    "visit.calendar_sent": N_("Open the file to put the visit into your calendar."),
    "visit.booked_toast": N_("Booked ✅"),
    "alert.rated": N_("Thank you, noted."),
    "alert.done_noted": N_("Noted. I count from today."),
    "alert.later_done": N_("I will remind you tomorrow."),
    "help.command": N_("/{name}: {what}"),
    "help.start": N_("begin, or link a car"),
    "help.car": N_("how your car is"),
    "help.history": N_("past services of your car, to see and to correct"),
    "help.bookings": N_("your workshop visits"),
    "help.privacy": N_("what is collected, and privacy mode"),
    "help.footprint": N_("your data footprint"),
    "help.export": N_("a copy of your data"),
    "help.delete": N_("delete your data"),
    "help.language": N_("change the language"),
    "quiet.now": N_(
        "From {start} to {end} I stay quiet, unless the car may break down within two days. When suits you better?"
    ),
    "quiet.never": N_("There are no quiet hours: I may write at any time. When shall I stay quiet?"),
    "quiet.choose": N_("{start} to {end}"),
    "quiet.choose_never": N_("No quiet hours"),
    "unlink.button": N_("Unlink this car"),
    "unlink.ask": N_(
        "Unlink <b>{car}</b>? From then on nothing of it is collected and I no longer look after it. What is stored stays yours until you delete it with /delete."
    ),
    "unlink.yes": N_("Yes, unlink it"),
    "unlink.done": N_("<b>{car}</b> is unlinked. To link it again, send a fresh code."),
    "help.quiet": N_("when I stay quiet"),
    "help.help": N_("this text"),
    "refusal.no_car": N_(
        "No car is linked yet. Send me the 8-character code from your car or service centre first."
    ),
    "choice.book": N_("Book a visit"),
    "choice.reschedule": N_("Move my booking"),
    "choice.cancel": N_("Cancel my booking"),
    "choice.ask_availability": N_("See free times"),
    "choice.check_status": N_("My bookings"),
    "choice.car_question": N_("How is my car?"),
    "choice.history": N_("Past services"),
    "choice.correct_it": N_("Yes, correct it"),
    "choice.not_so": N_("No, something else"),
    "choice.erase_it": N_("Yes, delete it"),
    "choice.leave": N_("Leave it as it is"),
    "choice.keep_entry": N_("Keep this entry"),
    "choice.privacy": N_("My data and privacy"),
    "choice.help": N_("What can you do?"),
    "choice.soonest": N_("The earliest time"),
    "choice.other_time": N_("Another time"),
    "choice.other_job": N_("Another job"),
    "choice.drop": N_("Leave it"),
    "choice.confirm": N_("Yes, book it"),
    "choice.cancel_it": N_("Yes, cancel it"),
    "choice.keep_it": N_("Keep it"),
    "choice.said": N_("{said}"),
    "choice.day": N_("{when:day}"),
    "choice.moment": N_("{when:when}"),
    "choice.visit": N_("{job} · {when:when}"),
    "choice.cancel_visit": N_("Cancel {job} on {when:when}"),
}
