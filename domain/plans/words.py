"""What is said of plans and payments."""

from collections.abc import Mapping
from typing import Final

from domain.explain.facts import N_, P_, Plural

WORDS: Final[Mapping[str, str | Plural]] = {
    "plans.heading": N_("💳 <b>Plans</b>"),
    "plans.title": N_("{plan}"),
    "plans.stars": P_("{n:n0} Star", "{n:n0} Stars"),
    "plans.money_or_stars": N_("{money} ({stars} in this chat)"),
    "plans.have.none": N_("You have no plan. Warnings come without one."),
    "plans.have.runs": N_("You have <b>{plan}</b> until {until:day_year}. Nothing is charged by itself."),
    "plans.have.last": N_("You have <b>{plan}</b> until {until:day_year}. Then it ends, as you wished."),
    "plans.have.grace": N_("<b>{plan}</b> ended on {until:day_year} and stays open for a few more days."),
    "plans.have.trial": N_(
        "You try <b>{plan}</b> free of charge until {until:day_year}. Then it ends by itself."
    ),
    "plans.offer": P_(
        "<b>{plan}</b> – {price} for {days:n0} days, for {n:n0} car, the one linked first. {text}",
        "<b>{plan}</b> – {price} for {days:n0} days, for {n:n0} cars, those linked first. {text}",
    ),
    "plans.offer.elsewhere": P_(
        "<b>{plan}</b> – {price} for {days:n0} days, for {n:n0} car, the one linked first. {text} It is paid at your service centre.",
        "<b>{plan}</b> – {price} for {days:n0} days, for {n:n0} cars, those linked first. {text} It is paid at your service centre.",
    ),
    "plans.offer.upgrade": N_("{rest} for the rest of what you have are taken off already."),
    "plans.offer.counted": N_(
        "{rest} for the lesser plan that would run at the same time are taken off already."
    ),
    "plans.offer.longer": N_("It would go on from {from:day_year}."),
    "plans.offer.later": N_("It would begin on {from:day_year}, when what you have ends."),
    "plans.free": N_(
        "Free for everybody, always: all warnings, recalls, emergencies, bookings, a person to talk to, and everything on privacy with your copy of the data."
    ),
    "plans.bill.new": N_("{text} It begins when it is paid and ends by itself."),
    "plans.bill.upgrade": N_("{text} It begins when it is paid. The rest of what you have is counted."),
    "plans.bill.longer": N_("{text} It goes on from {from:day_year}."),
    "plans.bill.later": N_("{text} It begins on {from:day_year}."),
    "plans.receipt.credited": N_("✅ Paid: <b>{plan}</b>, {price}. Receipt {n} of {at:day_year}."),
    "plans.receipt.gift": N_("✅ Yours from your operator: <b>{plan}</b>. Receipt {n} of {at:day_year}."),
    "plans.receipt.span": N_("It is open from {from:day_year} until {until:day_year}."),
    "plans.receipt.twice": N_(
        "This was paid already, so {price} go back to you by themselves. Nothing else changes. Number {n}."
    ),
    "plans.receipt.twice_elsewhere": N_(
        "This was paid already, so your operator pays {price} back to you. Nothing else changes. Number {n}."
    ),
    "plans.receipt.changed": N_(
        "What this counted has been paid back since, so {price} go back to you by themselves. Send /plan for the price of today. Number {n}."
    ),
    "plans.receipt.changed_elsewhere": N_(
        "What this counted has been paid back since, so your operator pays {price} back to you. Send /plan for the price of today. Number {n}."
    ),
    "plans.receipt.visit_credited": N_(
        "✅ Paid: {price} for your visit to the service centre. Receipt {n} of {at:day_year}."
    ),
    "plans.receipt.visit_changed": N_(
        "The price of the visit has changed since, so your operator pays {price} back to you. Tap “Pay” below my message about the visit for what is to be paid now. Number {n}."
    ),
    "plans.visit": N_("visit to the service centre"),
    "plans.visit.title": N_("Visit {number}"),
    "plans.visit.bill": N_("What was done at your visit {number} to {centre}."),
    "plans.receipt.unmatched": N_(
        "{price} arrived, and I do not know what for. Nothing is lost: your operator sees it under number {n} and settles it."
    ),
    "plans.unknown": N_("unknown plan"),
    "plans.refunded": N_("↩️ {price} of payment {n} of {at:day_year} have gone back to you."),
    "plans.taken_back": N_("What your operator gave you on {at:day_year} (receipt {n}) is closed."),
    "plans.owed": N_(
        "⚠️ {price} of payment {n} have not gone back to you yet. Your operator pays them back even after you are deleted: for that the payment’s own number is kept, without you, until it is done."
    ),
    "plans.slips": N_("🧾 <b>Your payments</b>"),
    "plans.slips.none": N_("There are none."),
    "plans.slip.credited": N_("{n}. {at:day_year}: {plan}, {price}, {how}"),
    "plans.slip.unmatched": N_("{n}. {at:day_year}: {price}, {how} – not yet settled by your operator"),
    "plans.slip.refund_due": N_("{n}. {at:day_year}: {plan}, {price}, {how} – is being paid back"),
    "plans.slip.refund_failed": N_("{n}. {at:day_year}: {plan}, {price}, {how} – your operator pays it back"),
    "plans.slip.refunded": N_("{n}. {at:day_year}: {plan}, {price}, {how} – paid back"),
    "plans.channel.telegram": N_("in this chat"),
    "plans.channel.stars": N_("in Telegram Stars"),
    "plans.channel.workshop": N_("at the service centre"),
    "plans.channel.operator": N_("from your operator"),
    "plans.trial": N_(
        "You try <b>{plan}</b> free of charge until {until:day_year}. Then it ends by itself, and nothing is charged."
    ),
    "plans.end.ask": N_("End <b>{plan}</b>?"),
    "plans.end.ask.refund": N_("{plan}: {price} go back to you, and it ends at once."),
    "plans.end.ask.until": N_("What is paid stays open until {until:day_year}."),
    "plans.end.done": N_("<b>{plan}</b> is ended. Nothing will be charged, and no reminder comes."),
    "plans.end.done.refund": N_("{plan}: {price} are being paid back, and it is closed."),
    "plans.end.done.until": N_("What is paid stays open until {until:day_year}."),
    "plans.end.no": N_("Keep my plan"),
    "plans.end.yes": N_("End it"),
    "plans.what.report_files": N_("The driving report as a file, to share, or of a whole year"),
    "plans.what.advice_trials": N_("Measuring what an advice saves"),
    "plans.what.outlook": N_("How the battery should go on"),
    "plans.what.health_report": N_("The whole health report with score and signature"),
    "plans.need": P_(
        "is part of <b>{plan}</b>: {price} for {days:n0} days, for {n:n0} car, the one linked first.",
        "is part of <b>{plan}</b>: {price} for {days:n0} days, for {n:n0} cars, those linked first.",
    ),
    "plans.need.cars": P_(
        "is only for {n:n0} car, the one linked first.", "is only for {n:n0} cars, those linked first."
    ),
    "plans.need.nowhere": N_("is not offered here."),
    "plans.instead.report_files": N_("The report itself, by month and half year, stays free."),
    "plans.instead.advice_trials": N_("The advice itself, with what it should save, stays free."),
    "plans.instead.outlook": N_("Its health today, and every warning about it, stay free."),
    "plans.instead.health_report": N_(
        "What stands here, every warning and what the next weeks ask for stay free."
    ),
    "plans.reminder": P_(
        "<b>{plan}</b> ends on {until:day_year}. Nothing is charged by itself; it stays open for {n:n0} more day after that.",
        "<b>{plan}</b> ends on {until:day_year}. Nothing is charged by itself; it stays open for {n:n0} more days after that.",
    ),
    "plans.reminder.no_grace": N_("<b>{plan}</b> ends on {until:day_year}. Nothing is charged by itself."),
    "plans.reminder.trial": N_(
        "Your free trial of <b>{plan}</b> ends on {until:day_year}. Nothing is charged, and nothing needs to be done."
    ),
    "plans.button.show": N_("Plans and prices"),
    "plans.button.slips": N_("My payments"),
    "plans.button.end": N_("End my plan"),
    "plans.button.buy": N_("{plan}: {price}"),
    "plans.button.try": P_("Try {plan} for {n:n0} day", "Try {plan} for {n:n0} days"),
    "plans.needed": N_("{what} {how} {free}"),
    "refusal.plans_off": N_("No plans are sold here: everything is open to you."),
    "refusal.plan_unknown": N_("This plan is not sold any more. Send /plan to see what there is."),
    "refusal.plan_none": N_("You have no plan that could be ended. Send /plan to see what there is."),
    "refusal.plan_elsewhere": N_(
        "{plan} ({price}) cannot be paid in this chat. Pay at your service centre or ask your operator; then it opens here by itself."
    ),
    "refusal.trial_over": N_(
        "A trial is free once, and only while you have no other plan. Send /plan to see what there is."
    ),
    "refusal.refund_under_way": N_(
        "{price} are on their way back to you, which takes some seconds. Delete again in a minute."
    ),
    "refusal.invoice_unknown": N_("This invoice is not yours. Send /plan and tap what you want to buy."),
    "refusal.invoice_settled": N_("This is paid already. Send /plan to see what you have."),
    "refusal.invoice_withdrawn": N_("This invoice was replaced by a later one. Pay that, or send /plan."),
    "refusal.invoice_stale": N_("This invoice is older than a day. Send /plan for a fresh one."),
    "refusal.invoice_changed": N_("The price has changed since. Send /plan for a fresh invoice."),
    "refusal.bill_settled": N_(
        "Nothing is to be paid for visit {number} here: it is paid, or your service centre asks for nothing. Is that wrong? Ask your service centre."
    ),
    "refusal.bill_elsewhere": N_("This cannot be paid in the chat. Pay at {centre}, {phone}."),
    "refusal.invoice_visit_settled": N_("This visit is paid already. There is nothing more to pay."),
    "refusal.invoice_visit_paid": N_(
        "This visit was paid at the service centre meanwhile, so there is nothing to pay here. Is that wrong? Ask your service centre."
    ),
    "refusal.invoice_visit_withdrawn": N_(
        "There is a later invoice for this visit. Pay that, or tap “Pay” below my message about the visit again."
    ),
    "refusal.invoice_visit_stale": N_(
        "This invoice is older than a day. Tap “Pay” below my message about the visit for a fresh one."
    ),
    "refusal.invoice_visit_changed": N_(
        "The price of the visit has changed since. Tap “Pay” below my message about the visit for a fresh invoice."
    ),
    "plans.checkout_failed": N_(
        "I could not check this just now, so nothing is charged. Try again in a minute. Error {number}."
    ),
    "refusal.plan_ownerless": N_(
        "Nobody has linked this car yet, so there is nobody to give a plan to. Give a link code first."
    ),
    "refusal.currency_wrong": N_(
        "{plan} has no price in {currency}. Name an amount in a currency of the table of plans."
    ),
    "refusal.payment_unknown": N_(
        "There is no payment with this number. `beforehand admin plan payments` lists them."
    ),
    "refusal.reference_unknown": N_(
        "Nothing is owed under this reference to anybody who was erased. `beforehand admin plan report` names the references."
    ),
    "refusal.charge_twice": N_(
        "{charge} stands in this statement twice with the same state. Keep one of the two rows."
    ),
    "refusal.payment_counted": N_(
        "The rest of this payment was counted when a higher plan was bought. Pay that one back first."
    ),
    "refusal.plans_wrong": N_(
        "The table of plans that BEFOREHAND_PLANS names cannot be used: {reason}. docs/plans.md shows one."
    ),
    "survives.receipts": N_(
        "• Receipts of payments without you in them (what, how much, when), for {n:days}: an operator's books have to be kept that long."
    ),
}
