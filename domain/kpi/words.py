"""What is said of figures: the name of each, what it means, and what it does not tell."""

from collections.abc import Mapping
from typing import Final

from domain.explain.facts import N_

WORDS: Final[Mapping[str, str]] = {
    "kpi.precision": N_("Warnings that were right"),
    "kpi.precision.means": N_(
        "Of the warnings told in this time whose outcome is known, how many were right. What the workshop found counts before what the owner said; where it finds nothing yet, only a red warning counts as wrong."
    ),
    "kpi.precision.limits": N_(
        "Warnings that nobody rated and no workshop looked at are not in it, and owners who rate may not be typical. A warning that got worse counts by when it was told at its present level."
    ),
    "kpi.recall": N_("Faults that a warning told of"),
    "kpi.recall.means": N_(
        "Of the faults that a workshop found at visits in this time, how many a warning had told of when the visit began, and at most 30 days after it was over. Work that is merely due is left out."
    ),
    "kpi.recall.limits": N_(
        "A fault that no workshop saw is not known, and workshops look first where a warning points: the true share is lower. What was repaired elsewhere is not known at all."
    ),
    "kpi.owners_answer": N_("Owners who answer"),
    "kpi.owners_answer.means": N_(
        "Of the warnings that went out to a chat at least 7 days ago, how many the owner noted, rated or booked a visit for within 7 days."
    ),
    "kpi.owners_answer.limits": N_(
        "It cannot tell who read a warning and acted without a tap. A warning that got worse counts from its newest message. What did not go out (message budget, blocked chat) is not in it."
    ),
    "kpi.breakdowns_avoided": N_("Breakdowns avoided"),
    "kpi.breakdowns_avoided.means": N_(
        "Cars whose fault a workshop found after a red or yellow warning, without a breakdown in between, out of these and the breakdowns that are known of. A breakdown is known where an owner asks for towing, or for a person in an emergency of the car (stranded, an alarm of the car, brakes, fire), and does not take that back; within 7 days it counts once."
    ),
    "kpi.breakdowns_avoided.limits": N_(
        "Nobody knows what would have happened without the warning: the lower end of the interval counts each case only by the risk that was told. Breakdowns that owners tell nobody of are not known, which makes the figure too high; towing that a warning itself advised counts as a breakdown, which makes it too low. Requests are kept for 180 days."
    ),
    "kpi.lead_time": N_("Lead time"),
    "kpi.lead_time.means": N_(
        "The median time from a warning to the workshop's report that it found the fault."
    ),
    "kpi.lead_time.limits": N_(
        "It is the time until the repair, not until the harm that the repair prevents. Warnings whose fault was not found are not in it."
    ),
    "kpi.warnings_per_month": N_("Warnings per owner and month"),
    "kpi.warnings_per_month.means": N_(
        "Warnings of any colour that went out to chats, divided by the months in which owners had a car here. Edits of a message make no sound and do not count."
    ),
    "kpi.warnings_per_month.limits": N_(
        "It is a mean: single owners may get more, as red warnings are never held back. Whether a message was read is not known. An owner counts from the first to the last day with a car in this time."
    ),
    "kpi.pushes_per_week": N_("Unasked messages per owner and week"),
    "kpi.pushes_per_week.means": N_(
        "Messages that nobody asked for (warnings, offers, hints, reminders of a plan that ends, what an advice saved) that went out to chats, divided by the weeks in which owners had a car here."
    ),
    "kpi.pushes_per_week.limits": N_(
        "Answers, reminders that owners asked for, and news of their visits and requests are not in it. It is a mean: single owners may get more."
    ),
    "kpi.warnings_booked": N_("Warnings that led to a visit"),
    "kpi.warnings_booked.means": N_(
        "Of the warnings told at least 7 days ago whose check names work for a workshop, how many led to a visit that stands or took place."
    ),
    "kpi.warnings_booked.limits": N_(
        "Visits that were cancelled are not in it, nor work done elsewhere. A red warning that says not to drive offers no slot and counts all the same."
    ),
    "kpi.visits_from_warnings": N_("Visits that came of warnings"),
    "kpi.visits_from_warnings.means": N_(
        "Of the visits that were made in this time and not cancelled, how many were booked from a warning. A visit counts by when its slot was first held."
    ),
    "kpi.visits_from_warnings.limits": N_("What owners would have booked anyway is not known."),
    "kpi.visits_done": N_("Kept visits"),
    "kpi.visits_done.means": N_(
        "Of the visits whose hour was in this time and of which the centre reported, how many took place; the others were missed."
    ),
    "kpi.visits_done.limits": N_(
        "Cancelled visits are not in it, nor those of which the centre has not reported yet."
    ),
    "kpi.visit_rating": N_("Rating of visits"),
    "kpi.visit_rating.means": N_(
        "Owners who were satisfied with a visit less those who were not, of 100 rated visits: from −100 to 100."
    ),
    "kpi.visit_rating.limits": N_(
        "Owners rate with two buttons, not from 0 to 10: it is like a net promoter score and not the same. Who did not rate is not in it."
    ),
    "kpi.time_to_answer": N_("Time until a person answers"),
    "kpi.time_to_answer.means": N_(
        "The median time from an owner's request for a person until somebody takes it. A request that still waits counts as longer than any."
    ),
    "kpi.time_to_answer.limits": N_(
        "Requests that were taken back before are not in it. The night counts like the day, and whether the answer helped is not known. Requests are kept for 180 days."
    ),
    "kpi.offers_accepted": N_("Offers of interest"),
    "kpi.offers_accepted.means": N_(
        "Of the owners who were shown an offer whose time is over, how many said that they are interested."
    ),
    "kpi.offers_accepted.limits": N_(
        "Interested is not bought. Nothing is told of fewer than five owners, and no rows are listed, as whom an offer fits tells how they drive."
    ),
    "kpi.offers_uplift": N_("Bookings that an offer brought"),
    "kpi.offers_uplift.means": N_(
        "The share of owners who booked an offer's work within 60 days, less the same share of those who by lot were not shown it."
    ),
    "kpi.offers_uplift.limits": N_(
        "It cannot be told of an offer without work that can be booked, or with fewer than five owners in a group. An interval that holds 0 proves nothing."
    ),
    "kpi.revenue": N_("Revenue by plan"),
    "kpi.revenue.means": N_(
        "What owners paid for plans in this time less what went back to them in it, by month, plan and currency, whatever the number of payments."
    ),
    "kpi.revenue.limits": N_(
        "A refund counts in the month in which it went back. Payments that match no plan are left out, and what was paid for visits. What Telegram, banks and tax keep of it is not known. Receipts name nobody and stay when an owner is deleted."
    ),
    "kpi.revenue.part": N_("{month} · {plan} · {currency}"),
    "kpi.owners_left": N_("Owners who left"),
    "kpi.owners_left.means": N_(
        "Of the owners who had a car here in this time, how many have none any more at its end. That they left a plan is not counted here."
    ),
    "kpi.owners_left.limits": N_(
        "Who deleted all data is in no figure any more, so that the true share is higher. Why they left is not known: a sold car counts like a lost owner."
    ),
    "kpi.cars_linked": N_("Linked cars"),
    "kpi.cars_linked.means": N_(
        "Of the registered cars, how many were linked to an owner at the end of this time."
    ),
    "kpi.cars_linked.limits": N_(
        "It does not tell whether the owner uses the chat. Cars whose owners deleted their data count as not linked, also for the time before."
    ),
    "kpi.cars_sending": N_("Cars that send"),
    "kpi.cars_sending.means": N_(
        "Of the registered cars, how many sent data that were kept on the last 7 days of this time."
    ),
    "kpi.cars_sending.limits": N_(
        "Data are kept only of linked cars whose owners agreed: a car that stands unused, or rests in privacy mode, counts as silent. Days are those of UTC."
    ),
    "kpi.cars_in_order": N_("Cars that can be judged"),
    "kpi.cars_in_order.means": N_(
        "Of the registered cars, how many send and have no check or step that fails now."
    ),
    "kpi.cars_in_order.limits": N_(
        "A check that lacks the signals it needs judges nothing, and that is no failure. It is known of now alone, not of a time that is over."
    ),
    "kpi.sensor_error": N_("Implausible values"),
    "kpi.sensor_error.means": N_(
        "Of the values that arrived, how many were refused because no sensor in order measures them."
    ),
    "kpi.sensor_error.limits": N_(
        "A wrong value that is possible is not seen here: what contradicts other readings is listed by GET /v1/doubts. Values of few cars may be most of them."
    ),
    "kpi.upload_success": N_("Values stored"),
    "kpi.upload_success.means": N_(
        "Of the values that arrived and may be collected, how many were stored. Values that were sent before do not count."
    ),
    "kpi.upload_success.limits": N_("What never arrived is not seen here, only in completeness."),
    "kpi.late_values": N_("Values out of order"),
    "kpi.late_values.means": N_(
        "Of the values stored, how many are older than what the car had sent before."
    ),
    "kpi.late_values.limits": N_(
        "It does not tell by how many seconds data are late: that stands in the metric beforehand_ingest_lag_seconds of each process and is not stored."
    ),
    "kpi.completeness": N_("Completeness"),
    "kpi.completeness.means": N_(
        "Of the minutes in which cars drove or charged, how many hold data: of at most 200 cars, spread evenly over the fleet."
    ),
    "kpi.completeness.limits": N_(
        "Notes are kept of the last 30 days with data. A drive of which nothing arrived shows by the odometer alone."
    ),
    "kpi.why.too_few": N_("too few to tell"),
    "kpi.why.gone": N_("its rows are no longer stored"),
    "kpi.why.open": N_("most still wait"),
    "kpi.why.past": N_("known of now alone"),
    "kpi.why.no_job": N_("the offer names no work"),
    "kpi.why.whole": N_("known of the whole service alone"),
    "kpi.row.of": N_("{part:upto2} of {whole:upto2}"),
    "kpi.row.yes": N_("yes"),
    "kpi.row.no": N_("no"),
    "kpi.value.amount": N_("{value:upto2}"),
    "kpi.value.ratio": N_("{value:pct1}"),
    "kpi.value.net": N_("{value:n0} points"),
    "kpi.value.days": N_("{value:n1} days"),
    "kpi.value.minutes": N_("{value:n0} min"),
    "kpi.value.per_week": N_("{value:upto2} a week"),
    "kpi.value.per_month": N_("{value:upto2} a month"),
    "kpi.value.points": N_("{value:n1} percentage points"),
    "kpi.interval": N_("{low} to {high}"),
    "kpi.interval.open": N_("{low} or more"),
    "refusal.period_unknown": N_(
        "There is no period “{period}”. Write 90d for the last 90 days, 2026 for a year, 2026-Q3 for a quarter or 2026-11 for a month."
    ),
    "refusal.period_ahead": N_("The period {period} has not begun yet. Choose one that has begun."),
    "refusal.figure_unknown": N_("There is no figure “{code}”. Choose one of these: {known}."),
    "refusal.figure_without_rows": N_(
        "No rows of this figure are listed, as they would tell how single owners drive. Read its counts at GET /v1/kpi."
    ),
}
