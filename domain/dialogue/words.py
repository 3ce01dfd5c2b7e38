"""What the assistant says: code to English message id; translations are in the catalogues."""

from domain.explain.facts import N_, P_, Plural

WORDS: dict[str, str | Plural] = {
    "ask.job": N_("What would you like done?"),
    "ask.when": N_("When would suit you for the {job}? A day, or just morning or afternoon, is enough."),
    "ask.reading": N_("“{said}” could mean two different days. Which one do you mean?"),
    "ask.doubt": N_(
        "I am not sure what you mean by “{said}”. Is it this? If not, please say it another way."
    ),
    "ask.which": N_("You named more than one time. Which one do you mean?"),
    "wish.any": N_("any day"),
    "wish.day": N_("{first:day}"),
    "wish.days": N_("{first:day} to {last:day}"),
    "wish.workdays": N_("working days"),
    "wish.weekdays": N_("any {weekdays:weekday}"),
    "wish.named": N_("{weekdays:weekday}"),
    "wish.both": N_("{weekdays} {days}"),
    "wish.at": N_("{days}, {begin:time}"),
    "wish.between": N_("{days} {begin:time} to {end:time}"),
    "wish.from": N_("{days} from {begin:time}"),
    "wish.until": N_("{days} before {end:time}"),
    "wish.any_at": N_("{begin:time}"),
    "wish.any_between": N_("{begin:time} to {end:time}"),
    "wish.any_from": N_("from {begin:time}"),
    "wish.any_until": N_("before {end:time}"),
    "wish.or": N_("{one} or {other}"),
    "wish.not": N_("{wish}, not {never}"),
    "why.not_early": N_("Not too early, so from {begin:time}."),
    "bringer.note": N_(
        "I cannot keep somebody else's number as a contact, but the centre gets it as a note to your visit: write “note: my wife brings the car” with the number. It is stored encrypted, and you can remove it."
    ),
    "bringer.later": N_(
        "I cannot keep somebody else's number as a contact. Once the visit is booked, write “note: my wife brings the car” with the number, and the centre gets it with the visit. It is stored encrypted, and you can remove it."
    ),
    "why.done_by": N_("So that it is done by {end:time}."),
    "why.not_late": N_("Not too late, so before {end:time}."),
    "ask.site": N_("Which centre shall it be?"),
    "ask.site_unknown": N_("I know no centre called “{said}”. These are there. Which one shall it be?"),
    "choice.site": N_("{centre}"),
    "ask.slot_moves": N_(
        "This moves your visit: {job}, {when:when}. It stays as it is until you confirm another time."
    ),
    "ask.slot": N_("These times are free for {job} at {place}. Which one shall I hold for you?"),
    "ask.slot_which": N_("Gladly, but which of these times? Tap one, or say “the first one”."),
    "ask.slot_instead": N_(
        "{why} These times are free for {job} at {place}. Which one shall I hold for you?"
    ),
    "ask.nowhere": N_("{why} Is there other work that I can arrange?"),
    "ask.none_instead": N_("{why} Shall I look at another day, or take the earliest time there is?"),
    "ask.none_free": N_(
        "Nothing is free then. Shall I look at another day, or take the earliest time there is?"
    ),
    "ask.booking": N_("Shall I book this visit: {job}, {when:when} at {place} ({cost})?"),
    "ask.booking_or": N_(
        "Shall I book this visit: {job}, {when:when} at {place} ({cost})? Other times are free too: pick one, or name your own."
    ),
    "summary.cost": N_("about {length}, {price} by the list"),
    "summary.free": N_("about {length}, free of charge by the list"),
    "ask.moving": N_(
        "Shall I move this visit: {job}, from {old:when} to {when:when} at {place}? Your current time stays yours until you confirm."
    ),
    "ask.moving_place": N_(
        "Shall I move this visit: {job}, from {old:when} at {old_place} to {when:when} at {place}? Your current time stays yours until you confirm."
    ),
    "ask.cancelling": N_("Shall I cancel this visit: {job}, {when:when} at {place}?"),
    "ask.visit": N_("Which booking do you mean?"),
    "ask.stop_or_cancel": N_("Shall I stop making this booking, or cancel one that you already have?"),
    "ask.change": N_("What shall I change? You can also just type it, for example “Thursday afternoon”."),
    "ask.meant": N_("I am not sure what you mean. Is it one of these?"),
    "ask.done_on": N_("{entry}. On what day was it done?"),
    "ask.done_km": N_("{entry}. What did the odometer show then, in km?"),
    "ask.done_to_come": N_("That day has not come yet. On what day was it done?"),
    "ask.correcting": N_("New: {becomes}. Before: {entry}. Is that right?"),
    "ask.erasing": N_("Delete this from the past services? {entry}. I will then no longer count from it."),
    "complaint.sorry": N_(
        "I am sorry about that. Shall I pass it on to a person, in your own words? Tap the button, or just answer “yes”."
    ),
    "complaint.damage": N_(
        "I am sorry to hear that. I can have the damage looked at: shall I book an inspection?"
    ),
    "complaint.elsewhere": N_(
        "I am sorry to hear that. It is not one of the centres here, so I cannot take it up with them. I can have it looked at, though: shall I book an inspection?"
    ),
    "complaint.regret": N_("I am sorry that you had this with the other workshop."),
    "answer.cannot": N_(
        "I cannot help with that. I look after your car: workshop visits, its condition, warnings and your data."
    ),
    "answer.help": N_(
        "I watch over your car and arrange workshop visits. Write as you would to a person:\n• “book brakes on Friday afternoon”\n• “move it to Saturday”\n• “why is my range low?”\n• “what data do you keep?”"
    ),
    "answer.hello": N_("Hello! What can I do for you and your car?"),
    "answer.welcome": N_("You are welcome."),
    "answer.all_right": N_("All right, nothing has changed."),
    "answer.no_reminder": N_("All right, I will not remind you of this."),
    "answer.dropped": N_("All right, I have stopped. Nothing was booked or changed."),
    "answer.left": N_("All right, I have stopped. What you have booked stays as it is."),
    "answer.kept": N_("All right, your booking stays as it is."),
    "answer.not_yes": N_(
        "Nothing has been changed yet. Say “yes” if it is right, or tell me what should be different."
    ),
    "answer.no_hurry": N_("Take your time. Nothing is booked or changed until you say so."),
    "answer.put_off": N_("No hurry. Nothing has been changed yet; say “yes” when it is settled."),
    "answer.over": N_(
        "That button belongs to an earlier question, so it changed nothing. This is what is open now:"
    ),
    "answer.over_all": N_(
        "That button belongs to an earlier question, so it changed nothing. This is how things stand:"
    ),
    "answer.which_button": N_(
        "Several messages have a button with these words. Please tap the one you mean."
    ),
    "answer.no_visits": N_("You have no booking at the moment."),
    "ask.car": N_("Which car is it for?"),
    "choice.car": N_("{car}"),
    "car.about": N_("For {car}:"),
    "answer.languages": N_(
        "I understand Chinese (中文) and English. Write in one of them, or ask for a person."
    ),
    "answer.unreadable": N_(
        "I cannot read this. Write it in a few words, also as a caption, or send me your location for the nearest centre."
    ),
    "refusal.line_unreadable": N_(
        "Line {line} of {file} is no such sentence as is learnt from: {reason}. Mend or remove it."
    ),
    "emergency.fire": N_(
        "🔥 <b>Leave the car now, with everybody in it.</b> Stay at least 50 m away and keep others away. Do not open the bonnet and do not go back for anything; leave the charging cable alone."
    ),
    "emergency.shock": N_(
        "⚡ <b>Do not touch the car or the cable.</b> Switch the power off at the charger or the fuse box first. Whoever had a shock needs a doctor, even when feeling well."
    ),
    "emergency.trapped": N_(
        "🚨 <b>Call for help at once.</b> In heat or with a child inside every minute counts: break a side window away from the person. From inside, look for the mechanical door handle."
    ),
    "emergency.crash": N_(
        "🚨 <b>Is anybody hurt? Look after people first.</b> Hazard lights on, car off. Get everybody away from traffic, put up the warning triangle, and do not touch orange cables."
    ),
    "emergency.water": N_(
        "🌊 <b>Get out and to dry ground now</b>; if a door is stuck, use a window. Do not start or charge the car any more, and do not touch it while it stands in water."
    ),
    "emergency.brakes": N_(
        "🛑 <b>Do not drive on.</b> While rolling: hazard lights, off the accelerator, hold the parking brake switch or pull it step by step, and stop at the side. Then leave the car standing."
    ),
    "emergency.red": N_(
        "🛑 <b>Stop at the next safe place and leave the car standing.</b> Hazard lights on. If there is smoke, a burning smell or hissing: everybody out and away."
    ),
    "emergency.stranded": N_(
        "⚠️ <b>Hazard lights on, and get everybody to safety first.</b> Put up the warning triangle. Do not try again and again to start the car and do not push it in traffic; have it towed on a flatbed."
    ),
    "emergency.unclear": N_(
        "🚨 <b>I am here. If anybody is in danger, call for help first.</b> Then write in a few words what has happened and where you are."
    ),
    "emergency.ask": N_(
        "❓ <b>Are you in danger right now, or can the car not go on?</b> Tap below, or call at once:"
    ),
    "emergency.choice.help": N_("🚨 Yes, I need help now"),
    "emergency.choice.none": N_("No, go on"),
    "emergency.fast_road": N_(
        "On the motorway: everybody out on the side away from traffic and behind the barrier; the triangle at least 150 m back. Do not wait in the car."
    ),
    "emergency.call.one": N_("☎️ Emergency services: <b>{phone}</b>"),
    "emergency.call.fire": N_("☎️ Fire and rescue: <b>{phone}</b>"),
    "emergency.call.ambulance": N_("☎️ Ambulance: <b>{phone}</b>"),
    "emergency.call.police": N_("☎️ Police: <b>{phone}</b>"),
    "emergency.call.traffic": N_("☎️ Traffic police: <b>{phone}</b>"),
    "emergency.call.motorway": N_("☎️ Motorway rescue: <b>{phone}</b>"),
    "choice.person": N_("🙋 Talk to a person"),
    "hello.who": N_("👋 Hello, I look after your electric car before it breaks."),
    "hello.promise": N_(
        "I read what the car measures, warn you early and rarely, explain why, and keep a workshop slot ready. You decide, and your data stay yours: view, export or delete them at any time."
    ),
    "hello.invited": N_(
        "You came by a link in a report that somebody shared. I count that one more came, not who; whoever shared it learns nothing else."
    ),
    "hello.link": N_(
        "<b>To begin, link your car:</b> send me the 8-character code that the car or your service centre shows. Nothing is collected before you agree."
    ),
    "link.done": N_("🔗 Linked: <b>{car}</b> ({model})."),
    "link.goes_on": N_("What you have agreed to applies to this car too. Change it at any time in /privacy."),
    "consent.agree": N_("✅ I agree"),
    "consent.not_now": N_("Not now"),
    "consent.refused": N_(
        "All right. Nothing is collected, so I cannot look after the car. If you change your mind: /privacy."
    ),
    "consent.thanks": N_("Thank you. From now on I look after your car."),
    "consent.what_now": N_(
        "I write when something matters. Ask me “how is my car?” at any time, or write “book a service tomorrow afternoon”."
    ),
    "consent.optional": N_(
        "Everything else is off until you switch it on with /privacy: a driving report, and better warnings for everyone."
    ),
    "language.ask": N_("Which language would you like?"),
    "language.zh": N_("中文"),
    "language.en": N_("English"),
    "language.done": N_("Language changed"),
    "language.same": N_("I speak English with you already. Nothing was changed."),
    "car.heading": N_("🚗 <b>{car}</b> ({model})"),
    "car.never_heard": N_("No data from the car yet."),
    "car.heard": N_("Latest data: {at:when}"),
    "car.readings": N_("{readings:lines}"),
    "car.soc": N_("Charge {soc:pct}"),
    "car.odometer": N_("Odometer {km:n0} km"),
    "car.in_doubt": N_(
        "Not judged for now: {checks}. What the car sends about it does not fit together, and the operator has been told. This is no sign of a fault in the car."
    ),
    "car.ambient": N_("Outside {celsius:n0} °C"),
    "car.twelve_volt": N_("12-volt battery {volts:n1} V"),
    "car.warnings": N_("⚠️ Open warnings:\n{titles:lines}"),
    "car.open_warning": N_("🔎 {title}"),
    "history.heading": N_("🧾 Past services of <b>{car}</b>"),
    "history.none": N_(
        "Nothing is on record yet. Work done by workshops here is recorded automatically; work done elsewhere you can tell me, such as “brake fluid changed elsewhere on 3 November”."
    ),
    "history.work": N_("{on:day_year}, {job}"),
    "history.work_at": N_("{on:day_year}, {job}, at {km:n0} km"),
    "history.elsewhere": N_("• {work} (done elsewhere)"),
    "history.here": N_("• {work} (at a service centre)"),
    "history.at": N_("• {work} (at {place})"),
    "history.open": N_("✏️ {work}"),
    "history.older": N_("Older entries"),
    "history.correct_on": N_("Correct the date"),
    "history.correct_km": N_("Correct the odometer"),
    "history.erase": N_("Delete it"),
    "history.corrected": N_("Corrected. From now on I count from the corrected entry."),
    "history.erased": N_("Deleted. I have recalculated what is due from the remaining entries."),
    "visit.calendar": N_("📅 Calendar file"),
    "visit.calendar_sent": N_("Open the file to add the visit to your calendar."),
    "visit.change_until": N_("Moving or cancelling it here costs nothing, up to {until} before it begins."),
    "visit.calendar_moved": N_("If the visit is in your calendar, open this file to move it there too."),
    "visit.calendar_off": N_("📅 Remove from calendar"),
    "visit.calendar_gone": N_("Open the file to take the visit out of your calendar."),
    "visit.booked_toast": N_("Booked ✅"),
    "alert.rated": N_("Thank you, noted."),
    "alert.done_noted": N_("Noted. I count from today."),
    "alert.unrated": N_("Taken back. You can rate it anew."),
    "alert.later_done": N_("I will remind you tomorrow."),
    "quiet.now": N_(
        "From {start} to {end} I stay quiet, unless the car may break down within two days. Which hours would suit you better?"
    ),
    "quiet.unread": N_(
        "I did not understand these hours. Write them as “/quiet 22:00-07:00” or “/quiet off”."
    ),
    "quiet.never": N_("There are no quiet hours: I may write at any time. When shall I stay quiet?"),
    "quiet.choose": N_("{start} to {end}"),
    "quiet.choose_never": N_("No quiet hours"),
    "unlink.button": N_("Unlink this car"),
    "unlink.ask": N_(
        "Unlink <b>{car}</b>? From then on I collect nothing from it and no longer look after it. Stored data stay yours until you delete them with /delete."
    ),
    "unlink.yes": N_("Yes, unlink it"),
    "unlink.visits": P_(
        "{n:n0} booked visit of this car is cancelled with it.",
        "{n:n0} booked visits of this car are cancelled with it.",
    ),
    "unlink.cancelled": N_(
        "Cancelled: {job}, {at:when}, <b>{centre}</b>, booking number {number}. The centre sees that it is cancelled."
    ),
    "unlink.done": N_("<b>{car}</b> is unlinked. To link it again, send a fresh code."),
    "refusal.no_car": N_(
        "No car is linked yet. First send me the 8-character code from your car or service centre."
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
    "choice.move_it": N_("Yes, move it"),
    "choice.cancel_it": N_("Yes, cancel it"),
    "choice.keep_it": N_("Keep it"),
    "choice.moment": N_("{when:when}"),
    "choice.moment_summer": N_("{when} (summer time)"),
    "choice.moment_winter": N_("{when} (winter time)"),
    "choice.visit": N_("{job} · {when:when}"),
    "choice.cancel_visit": N_("Cancel {job} on {when:when}"),
}
