"""What the assistant says: code to English message id; translations are in the catalogues."""

from domain.explain.facts import N_

WORDS: dict[str, str] = {
    "ask.job": N_("What would you like done?"),
    "ask.when": N_("When would suit you for {job}? A day or a part of a day is enough."),
    "ask.reading": N_("“{said}” can mean two days. Which one do you mean?"),
    "ask.past": N_("That time has already passed. Which day would you like instead?"),
    "ask.slot": N_("These times are free for {job}. Which one shall I hold for you?"),
    "ask.none_free": N_(
        "Nothing is free then. Shall I look at another day, or take the earliest time there is?"
    ),
    "ask.booking": N_("{job} on {when:when} at {place}. Shall I book it?"),
    "ask.moving": N_(
        "{job}: from {old:when} to {when:when} at {place}. Your present time stays yours until you say yes. Shall I move it?"
    ),
    "ask.cancelling": N_("Cancel {job} on {when:when} at {place}?"),
    "ask.visit": N_("Which booking do you mean?"),
    "ask.stop_or_cancel": N_("Shall I stop this booking, or cancel one that you already have?"),
    "ask.change": N_("What shall I change? You can also just type it, such as “Thursday afternoon”."),
    "ask.meant": N_("I am not sure what you mean. Is it one of these?"),
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
    "answer.resume": N_("Back to where we were."),
    "choice.book": N_("Book a visit"),
    "choice.reschedule": N_("Move my booking"),
    "choice.cancel": N_("Cancel my booking"),
    "choice.ask_availability": N_("See free times"),
    "choice.check_status": N_("My bookings"),
    "choice.car_question": N_("How is my car?"),
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
    "choice.slot": N_("{when:when} · {place}"),
    "choice.visit": N_("{job} · {when:when}"),
    "choice.cancel_visit": N_("Cancel {job} on {when:when}"),
    "job.first_service": N_("First service"),
    "job.tyre_service": N_("Tyre service"),
    "job.brake_pads": N_("Brake pads"),
    "job.battery_check": N_("Battery check"),
    "job.coolant_repair": N_("Coolant repair"),
    "job.cabin_filter": N_("Cabin filter"),
    "job.twelve_volt": N_("12 V battery"),
    "job.inspection": N_("Inspection"),
}
