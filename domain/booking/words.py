"""What is said about jobs, slots and visits, and every no with its reason and cure."""

from collections.abc import Mapping, Sequence
from typing import Final

from domain.booking.facts import Slot, VisitView
from domain.explain.facts import N_, Moment, Phrase

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
    "job.twelve_volt": N_("12-volt battery change"),
    "job.recall_work": N_("recall work"),
    "job.wheel_change": N_("change of winter or summer wheels"),
    "job.season_check": N_("seasonal check"),
    "job.inspection": N_("inspection"),
    "slot.when": N_("{at:when}"),
    "slot.next": N_("Still free: {slots}."),
    "slot.none": N_("Nothing else is free within a week of it; ask for a later week or another centre."),
    "visit.line": N_("No. {number}: {job}, {at:when} at {centre}"),
    "visit.held_long": N_("We are keeping {at:when} at {centre} for you until {until:when}: {job}."),
    "visit.booked": N_("Booked: {job}, {at:when} at {centre}. Your number is {number}."),
    "visit.where": N_("Address: {address}. Phone: {phone}."),
    "visit.prepares": N_(
        "To prepare, the workshop can see what the checks found on this car, but not where or how it is driven."
    ),
    "visit.moved": N_("Moved: {job} is now {at:when} at {centre}. Your number stays {number}."),
    "visit.cancelled": N_("Cancelled: {job}, {at:when} at {centre}. The slot is free for others again."),
    "visit.none": N_("You have no visit booked."),
    "calendar.title": N_("Car: {job}"),
    "calendar.text": N_("Booking number {number}. To move or cancel it, write to us in the chat."),
    "refusal.change_moment": N_(
        "A change must lie in the past, at most {days:n0} days back: older readings no longer count anyway."
    ),
    "refusal.job_unknown": N_("There is no job {code}. Choose one from the list of jobs."),
    "refusal.job_nowhere": N_("None of our centres does {job} yet. Please call your centre for advice."),
    "refusal.part_nowhere": N_(
        "The part for {job} is out of stock everywhere. Please ask again in a few days."
    ),
    "refusal.part_gone": N_(
        "The part for {job} has just run out at {centre}. Ask for another centre or try again in a few days."
    ),
    "refusal.slot_gone": N_("{at:when} at {centre} has just been taken. {next}"),
    "refusal.closed_then": N_("{centre} cannot start {job} at {at:when}: it is closed or too close to closing. {next}"),
    "refusal.too_soon": N_("{at:when} is too soon for {centre} to get ready. {next}"),
    "refusal.too_far": N_("{at:when} is more than {days:n0} days ahead, and plans are not made yet. {next}"),
    "refusal.car_busy": N_(
        "Your car has a visit at that time already (no. {number}). Choose another time, or move that visit."
    ),
    "refusal.already_booked": N_(
        "{job} is booked already: {at:when} at {centre}, no. {number}. To change the time, move that visit."
    ),
    "refusal.too_many_holds": N_(
        "You are keeping {most:n0} slots already. Confirm one or let one go, then choose again."
    ),
    "refusal.too_many_cancels": N_(
        "You have cancelled {most:n0} visits in a day. Please call the centre for this one."
    ),
    "refusal.too_late": N_(
        "The visit is less than {hours:n0} hours away, so it cannot be changed here. Please call {centre}. {phone}"
    ),
    "refusal.already_cancelled": N_("This visit is no longer on. Choose a new time if you still want to come."),
    "refusal.already_done": N_("This visit has taken place. For new work, book a new visit."),
    "refusal.not_booked": N_("This visit has not been confirmed, so nothing can be recorded. Check the number."),
    "refusal.visit_unknown": N_("You have no such visit here. Ask for your visits to see their numbers."),
    "refusal.centre_unknown": N_("There is no such centre. List the centres to find its number."),
    "refusal.centre_known": N_("There is a centre with the code {code} already. Change that one or choose another code."),
    "refusal.zone_unknown": N_("{zone} is not a time zone. Use an IANA name such as Asia/Shanghai."),
    "refusal.hours_wrong": N_(
        "These hours close before they open, overlap, or name no weekday from 0 to 6. Check {what}."
    ),
    "refusal.stock_wrong": N_("A stock cannot be below zero. Give the number of free pieces of {part}."),
    "refusal.check_twice": N_("The check {check} is given twice. Give one finding for each check."),
}  # fmt: skip


def job(code: str) -> Phrase:
    return Phrase(f"job.{code}")


def next_slots(slots: Sequence[Slot]) -> Phrase:
    if not slots:
        return Phrase("slot.none")
    whens = tuple(Phrase("slot.when", {"at": Moment(slot.starts_at, slot.zone)}) for slot in slots)
    return Phrase("slot.next", {"slots": whens})


def visit_params(visit: VisitView) -> Mapping[str, object]:
    """Fill the places of every visit.* text; `until` stands for the end of a hold."""
    return {
        "number": visit.number,
        "job": job(visit.job),
        "at": Moment(visit.starts_at, visit.zone),
        "until": Moment(visit.held_until or visit.starts_at, visit.zone),
        "centre": visit.centre,
        "address": visit.address,
        "phone": visit.phone,
    }
