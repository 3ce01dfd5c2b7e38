"""What is said about jobs, slots and visits, and every no with its reason and cure."""

from collections.abc import Mapping, Sequence
from typing import Final

from domain.booking import jobs
from domain.booking.facts import Slot, VisitView
from domain.booking.ways import Way
from domain.contact.facts import Pin
from domain.explain.facts import N_, Moment, Name, Phrase

WORDS: Final[Mapping[str, str]] = {
    "job.first_service": N_("first service"),
    "job.yearly_service": N_("yearly service"),
    "job.brake_fluid": N_("brake fluid change"),
    "job.tyre_service": N_("tyre service"),
    "job.brake_pads": N_("brake pad change"),
    "job.brake_check": N_("brake check"),
    "job.battery_check": N_("battery check"),
    "job.high_voltage_check": N_("high-voltage check"),
    "job.coolant_repair": N_("coolant repair"),
    "job.cabin_filter": N_("cabin filter change"),
    "job.twelve_volt_check": N_("12-volt battery test"),
    "job.twelve_volt": N_("12-volt battery change"),
    "job.recall_work": N_("recall repair"),
    "job.wheel_change": N_("seasonal tyre change"),
    "job.season_check": N_("seasonal check"),
    "job.inspection": N_("inspection"),
    "job.both": N_("{one} and {other}"),
    "why.past": N_("{at:when} has already passed."),
    "why.past.day": N_("{at:day} has already passed."),
    "why.past.part": N_("That part of today has already passed."),
    "why.far": N_("I can book up to {days:n0} days ahead, so until {last:day}."),
    "why.closed": N_("{centre} is closed on {days}."),
    "why.closed.holiday": N_("{centre} is closed on {days} ({holiday})."),
    "why.day": N_("{at:day}"),
    "why.days": N_("{at:day} – {last:day}"),
    "why.hours": N_("{centre} is open {hours} on {at:day}."),
    "why.hours.after": N_("From {at:time} on nothing can begin: {centre} closes at {closes:time}, and {job} takes {length:span}."),
    "why.hours.stretch": N_("{opens:time}–{closes:time}"),
    "why.break": N_("{centre} has its break from {opens:time} to {closes:time}."),
    "why.ends": N_("{centre} closes at {closes:time} then, and {job} takes {length:span}."),
    "why.ends.break": N_("{centre} has its break from {opens:time} to {closes:time}, and {job} takes {length:span}."),
    "why.grid": N_("Visits begin every quarter of an hour, so not at {at:time}."),
    "why.soon": N_("{at:when} is too soon: {centre} needs {lead:span} to get ready."),
    "why.soon.part": N_("That is too soon: {centre} needs {lead:span} to get ready."),
    "why.late": N_("It is too late for a visit today: {centre} needs {lead:span} to get ready and closes at {closes:time}."),
    "why.same": N_("Your visit is at {at:when} already."),
    "why.booked": N_("You have already booked {job}: {at:when} at {centre}, no. {number}. I can move it."),
    "why.own": N_("Your car is in for {job} then: {at:when}–{ends:time} at {centre}, no. {number}."),
    "why.full": N_("{centre} has nothing free for {job} at the times you named."),
    "why.full.ever": N_("{centre} has nothing free for {job} in the next {days:n0} days."),
    "why.full.at": N_("{at:when} at {centre} is already taken."),
    "why.full.days": N_("{centre} has nothing free for {job} on {days}."),
    "why.full.part": N_("{centre} has nothing free for {job} on {days} between {opens:time} and {closes:time}."),
    "why.kept": N_("What is left at {centre} on {days} is kept for cars that must not wait."),
    "why.staff": N_("{centre} has a bay free on {days}, but all who do {job} there are busy."),
    "why.no_skill": N_("{home} does not do {job}."),
    "why.no_part": N_("{home} is out of the part for {job}."),
    "why.no_skill.here": N_("{home} does not do {job}; {centre} does."),
    "why.no_part.here": N_("{home} is out of the part for {job}; {centre} has it."),
    "why.nowhere": N_("No other centre has a time then either."),
    "why.both": N_("{one} {other}"),
    "slot.when": N_("{at:when}"),
    "slot.next": N_("Still free:\n{slots:lines}"),
    "slot.none": N_("Nothing else is free within a week of it. Ask for a later week or another centre."),
    "visit.line": N_("Visit {number}: {job}, {at:when} at {centre}"),
    "visit.held_long": N_("📅 {at:when}, {centre}, held until {until:when}."),
    "visit.held_day": N_("📅 {at:when}, {centre}, held until {until:time} that day."),
    "visit.booked_short": N_("📅 Booked: {at:when}, {centre} (no. {number})."),
    "visit.booked": N_("Booked: {job}, {at:when} at {centre}. Your number is {number}."),
    "visit.where": N_("Address: {address}. Phone: {phone}."),
    "visit.prepares": N_(
        "To prepare, the centre can see what the checks found on this car, but not where or how it is driven."
    ),
    "visit.same": N_("Your visit is at that time already: {job}, {at:when} at {centre}. Your number stays {number}."),
    "visit.moved": N_("Moved: {job} is now {at:when} at {centre}. Your booking number is still {number}."),
    "visit.cancelled": N_("Cancelled: {job}, {at:when} at {centre}. The slot is free for others again."),
    "visit.ready": N_("✅ Your car is ready: {car}, {job} at {centre}, no. {number}."),
    "visit.ready.until": N_("You can fetch it today until {closes:time}."),
    "visit.missed": N_("{centre} reports that your car did not come: {job}, {at:when}, no. {number}. The slot is free for others again."),
    "visit.missed.next": N_("If it still has to be done, choose another time. If this is a mistake, please call the centre."),
    "visit.expected": N_("The centre expects you at {expected:when}."),
    "visit.progress.arrived": N_("At the centre since {since:when}."),
    "visit.progress.in_work": N_("In work since {since:when}."),
    "visit.progress.ready": N_("Ready to be fetched since {since:when}."),
    "visit.button.coming": N_("✅ I am coming"),
    "visit.button.late": N_("⏱ I will be late"),
    "visit.button.way": N_("📍 Directions"),
    "visit.button.again": N_("📅 Choose another time"),
    "visit.button.late_by": N_("{minutes:n0} minutes"),
    "visit.button.undo": N_("↩️ Undo"),
    "visit.undone": N_("Undone: nothing is booked any more for {job}, {at:when} at {centre}."),
    "visit.restored": N_("Undone: your visit is booked as before: {job}, {at:when} at {centre}. Your number is {number}."),
    "refusal.undo_over": N_("That can be undone for {minutes:n0} minutes only, and only before the next change. Move or cancel the visit instead: /bookings"),
    "refusal.undo_changed": N_("This visit has been changed since, and that newer change stands. Move or cancel the visit instead: /bookings"),
    "visit.button.agree": N_("✅ Agree and move it"),
    "visit.proposal": N_("📅 {centre} asks to move your visit: {job}, from {at:when} to {new:when}. No. {number}."),
    "visit.proposal.stays": N_("Your present time stays yours until you agree. The new one is not kept for you."),
    "refusal.proposal_over": N_("This visit was changed since, so nothing was moved. See /bookings."),
    "visit.coming": N_("Noted: {centre} expects you at {at:when}."),
    "visit.late": N_("Noted: {centre} now expects you at {expected:time}, {minutes:n0} minutes later than booked."),
    "visit.late.ask": N_("How much later will you be? If it is more than half an hour, please call {centre}: {phone}"),
    "visit.late.too_long": N_("That is more than half an hour, which only the centre can arrange. Please call {centre}: {phone}"),
    "visit.way": N_("{centre}: {address}. Your visit: {job}, {at:when}."),
    "reminder.day": N_("⏰ A reminder of your visit: {job}, {at:when} at {centre}. {car}, no. {number}."),
    "reminder.hours": N_("⏰ Your visit begins at {at:time}: {job} at {centre}. {car}, no. {number}."),
    "reminder.day.change": N_("Moving or cancelling it here costs nothing, up to {notice} before it begins."),
    "reminder.hours.change": N_("It is too near to be moved here. If you cannot come, please call the centre."),
    "after.done": N_("🧾 Your visit is done: {job}, {at:when} at {centre}, no. {number}. {car}"),
    "after.found": N_("🔎 Found: {check}."),
    "after.found.note": N_("🔎 Found: {check}. {note}"),
    "after.not_found": N_("🔎 Not found: {check}."),
    "after.not_found.note": N_("🔎 Not found: {check}. {note}"),
    "after.note": N_("📝 From the centre: {note}"),
    "after.paid": N_("💰 Paid: {paid}"),
    "after.due": N_("💳 To be paid: {due}"),
    "after.button.pay": N_("Pay {due}"),
    "refusal.bill_early": N_(
        "Visit {number} is not finished yet. Report what was found first; its price can be named with it."
    ),
    "refusal.bill_both": N_("A visit is either paid or still to be paid. Send paid or due, not both."),
    "refusal.bill_paid": N_(
        "Visit {number} was paid in the chat, so its price stays. If it was wrong, your operator can pay it back."
    ),
    "after.bill": N_("💳 Your visit no. {number} at {centre} ({car}): {due} is to be paid."),
    "after.next": N_("📅 Next by the service plan: {service}"),
    "after.was_right": N_("Was the warning right that led to this visit?"),
    "after.how": N_("How was the visit?"),
    "after.button.good": N_("Satisfied"),
    "after.button.bad": N_("Not satisfied"),
    "after.thanks": N_("Thank you. The centre sees it."),
    "after.sorry": N_("Thank you for saying so. The centre sees it; a person can look into it."),
    "after.rated": N_("Thank you, noted."),
    "refusal.visit_expected": N_("Visit no. {number} is still expected, or its car has been there: {at:when}. It cannot be called missed now."),
    "visit.held": N_(
        "{job} at {centre} is not booked yet: {at:when} is held for it until {until:when}, because of a warning."
    ),
    "visit.button.let_go": N_("Let it go"),
    "visit.let_go": N_("Let go: {job}, {at:when} at {centre} is free for others again. The warning stays."),
    "refusal.wait_unknown": N_("You are not waiting for that any more. /bookings shows what you wait for."),
    "refusal.wait_over": N_("That day is over, so there is nothing to wait for. Name a later day."),
    "refusal.too_many_waits": N_("You are waiting for {most:n0} times already. Leave one of these lists first: /bookings shows them."),
    "visit.none": N_("You have no visit booked."),
    "calendar.title": N_("{car}: {job} at {centre}"),
    "calendar.text": N_("Booking number {number}. To move or cancel the visit, write to me in the chat."),
    "calendar.off": N_("This visit is off. Its booking number was {number}."),
    "calendar.place": N_("{centre}, {address}"),
    "calendar.centre": N_("{centre}"),
    "refusal.change_moment": N_(
        "The change must lie in the past, at most {days:n0} days back: older readings no longer count."
    ),
    "refusal.job_unknown": N_("There is no job {code}. Choose one from the list of jobs."),
    "refusal.job_nowhere": N_("No service centre here offers {job}."),
    "refusal.part_nowhere": N_(
        "The part for {job} is out of stock everywhere. Please ask again in a few days."
    ),
    "refusal.part_gone": N_(
        "The part for {job} has just run out at {centre}. Ask for another centre or try again in a few days."
    ),
    "refusal.slot_gone": N_("{why} {next}"),
    "refusal.closed_then": N_("{why} {next}"),
    "refusal.same_time": N_("{why} {next}"),
    "refusal.slot_past": N_("{why} {next}"),
    "refusal.too_soon": N_("{at:when} is too soon for {centre} to get ready. {next}"),
    "refusal.too_far": N_("{at:when} is more than {days:n0} days ahead, and plans are not made yet. {next}"),
    "refusal.car_busy": N_(
        "Your car has a visit at that time already (no. {number}). Choose another time, or move that visit."
    ),
    "refusal.visit_not_begun": N_(
        "Visit no. {number} begins only at {at:when}, so nothing can have been done yet. Report after that; if it takes place earlier, move it first."
    ),
    "refusal.visit_to_come": N_(
        "For this a visit is still to come: {job}, {at:when} at {centre}. If it was done elsewhere, cancel that visit first."
    ),
    "refusal.job_not_here": N_("{why} {next}"),
    "refusal.already_booked": N_(
        "You have already booked {job}: {at:when} at {centre}, no. {number}. To change the time, move that visit."
    ),
    "refusal.too_many_holds": N_(
        "I am already holding {most:n0} slots for you. Confirm or release one, then choose again."
    ),
    "refusal.too_many_cancels": N_(
        "You have cancelled {most:n0} visits within a day. Please call the centre for this one."
    ),
    "refusal.too_late": N_(
        "The visit is less than {hours:n0} hours away, so it cannot be changed here. Please call {centre}. {phone}"
    ),
    "refusal.already_cancelled": N_("This visit was cancelled or has expired. Choose a new time if you still want to come."),
    "refusal.already_done": N_("This visit has taken place. For further work, book a new visit."),
    "refusal.stock_moved": N_(
        "Pieces were booked or came free meanwhile, so nothing was saved. Reload the page and set the stock again."
    ),
    "refusal.not_booked": N_("This visit has not been confirmed, so no result can be recorded. Check the number."),
    "refusal.visit_unknown": N_("You have no such visit here. Send /bookings to see your visits and their numbers."),
    "refusal.centre_unknown": N_("There is no such centre. List the centres to find its number."),
    "refusal.centre_known": N_("There is already a centre with the code {code}. Change that one, or choose another code."),
    "refusal.zone_unknown": N_("{zone} is not a time zone. Use an IANA name such as Asia/Shanghai."),
    "hours.stretch": N_("{day:weekday} {opens}–{closes}"),
    "hours.day": N_("{day:day_year}"),
    "refusal.special_day_unknown": N_("No hours of its own are set for this day. Reload the page: its days have changed."),
    "refusal.hours_wrong": N_("Opening hours must open before they close and must not overlap. Check {what}."),
    "refusal.day_over": N_("{day} is over, so its hours cannot be changed. Give today or a later day."),
    "refusal.hours_none": N_("A week needs at least one day with hours. To close for some days, set them as closed days."),
    "refusal.visits_misfit": N_(
        "Booked visits would no longer fit: no. {numbers}; the last one is on {at:day}. Move them first, choose a later day, or save it all the same (anyway): they stay booked."
    ),
    "refusal.ends_over": N_("{day} is over. Give today or a later day."),
    "refusal.bay_unknown": N_("This centre has no such bay. Look at its list of bays."),
    "refusal.technician_unknown": N_("This centre has no such technician. Look at its list of technicians."),
    "refusal.bay_known": N_("There is already a bay {name}. Change that one, or choose another name."),
    "refusal.technician_known": N_(
        "There is already a technician {name}. Change that one, or choose another name."
    ),
    "refusal.stock_wrong": N_("Stock cannot be below zero. Give the number of available pieces of {part}."),
    "transport.collect": N_("🚚 {centre} collects the car at {address} and brings it back."),
    "transport.collect.reminder": N_("🚚 {centre} collects the car at the address that you gave, and brings it back."),
    "transport.courtesy": N_("🚗 {centre} has a courtesy car for you meanwhile."),
    "refusal.not_collected": N_("{centre} does not collect cars, so please bring it yourself, or call the centre. {phone}"),
    "refusal.no_courtesy_cars": N_("{centre} has no courtesy cars. You can call the centre about other ways to get on. {phone}"),
    "refusal.courtesy_cars_out": N_("All courtesy cars of {centre} are taken then: {at:when}. Move the visit to another day, or call the centre. {phone}"),
    "stock.brake_pad_set": N_("brake pad set"),
    "stock.cabin_filter": N_("cabin filter"),
    "stock.coolant_pump": N_("coolant pump"),
    "stock.twelve_volt_battery": N_("12-volt battery"),
    "refusal.part_short": N_("{count:n0} × {part} cannot have been used: {there:n0} can be taken for this visit; what is kept for other visits does not count. Correct the number, or the stock first."),
    "measure.soh": N_("📏 Battery health: {soh:n1}%"),
    "measure.pad_mm": N_("📏 Brake pads: {values}"),
    "measure.pad_pct": N_("📏 Brake pads, what is left: {values}"),
    "measure.tread_mm": N_("📏 Tread depth: {values}"),
    "measure.tyre_kpa": N_("📏 Tyre pressure: {values}"),
    "measure.pad_mm.wheel": N_("{wheel} {value:n1} mm"),
    "measure.pad_pct.wheel": N_("{wheel} {value:n0}%"),
    "measure.tread_mm.wheel": N_("{wheel} {value:n1} mm"),
    "measure.tyre_kpa.wheel": N_("{wheel} {bar:n2} bar"),
    "measure.pad_mm.value": N_("{value:n0} mm"),
    "measure.pad_pct.value": N_("{value:n0}%"),
    "measure.tread_mm.value": N_("{value:n0} mm"),
    "measure.tyre_kpa.value": N_("{bar:n0} bar / {value:n0} kPa"),
    "measure.pad_mm.one": N_("Brake pad {wheel}"),
    "measure.pad_pct.one": N_("Brake pad {wheel}"),
    "measure.tread_mm.one": N_("Tread {wheel}"),
    "measure.tyre_kpa.one": N_("Tyre pressure {wheel}"),
    "refusal.measurement_implausible": N_("{about}: only {least} to {most} is possible. Check number and unit, or leave it empty."),
    "refusal.measurement_twice": N_("{about} is given twice, so the first one stands. Give each wheel once."),
    "refusal.check_twice": N_("The check {check} is given twice. Give one finding for each check."),
}  # fmt: skip


def job(code: str) -> Phrase:
    """Name a job, or the two of a bundle."""
    names = tuple(Phrase(f"job.{each}") for each in jobs.parts(code))
    return names[0] if len(names) == 1 else Phrase("job.both", {"one": names[0], "other": names[1]})


def next_slots(slots: Sequence[Slot]) -> Phrase:
    if not slots:
        return Phrase("slot.none")
    whens = tuple(Phrase("slot.when", {"at": Moment(slot.starts_at, slot.zone)}) for slot in slots)
    return Phrase("slot.next", {"slots": whens})


def booked_already(visit: VisitView, *, but: Phrase | None) -> Phrase:
    """Say that a visit could be moved instead of booked; but: why not to the time that was wished."""
    booked = Phrase("why.booked", visit_params(visit))
    if but is None or but.code == "why.same":
        return booked
    return Phrase("why.both", {"one": booked, "other": but})


def pin(position: tuple[float, float] | None, name: Name, address: Name) -> Pin | None:
    """Return a centre as a place on the map, where its position is known."""
    return None if position is None else Pin(*position, name, address or name)


def transport(visit: VisitView, *, reminds: bool = False) -> tuple[Phrase, ...]:
    """Say how a visit is come by, where its owner does not just bring the car.

    reminds: in a message that is kept for longer than the address, which is not in it then.
    """
    if not visit.transport:
        return ()
    if reminds and visit.transport == Way.COLLECT:
        return (Phrase("transport.collect.reminder", {"centre": visit.centre}),)
    return (Phrase(f"transport.{visit.transport}", {"centre": visit.centre, "address": visit.collect_at}),)


def visit_params(visit: VisitView) -> Mapping[str, object]:
    """Fill the places of every visit.* text; `until` stands for the end of a hold."""
    return {
        "number": visit.number,
        "job": job(visit.job),
        "at": Moment(visit.starts_at, visit.zone, is_visit=True),
        "until": Moment(visit.held_until or visit.starts_at, visit.zone),
        "centre": visit.centre,
        "address": visit.address,
        "phone": visit.phone,
        "car": visit.car,
    }
