"""What a warning says around the five sentences of its check."""

from collections.abc import Mapping
from typing import Final

from domain.explain.facts import N_, P_, Plural

WORDS: Final[Mapping[str, str | Plural]] = {
    "refusal.call_unknown": N_(
        "There is nothing to call about here any more: the owner took note of it, or the call is done."
    ),
    "alert.heading.stop": N_("{colour} <b>Stop – {title}</b>"),
    "alert.heading.now": N_("{colour} <b>Act now – {title}</b>"),
    "alert.heading.overdue": N_("{colour} <b>Overdue – {title}</b>"),
    "alert.heading.today": N_("{colour} <b>Today – {title}</b>"),
    "alert.heading.soon": N_("{colour} <b>Within two days – {title}</b>"),
    "alert.heading.week": N_("{colour} <b>This week – {title}</b>"),
    "alert.heading.month": N_("{colour} <b>This month – {title}</b>"),
    "alert.heading.note": N_("{colour} <b>{title}</b>"),
    "alert.heading.over": N_("✅ <b>Settled – {title}</b>"),
    "alert.title_of_car": N_("{title} ({car})"),
    "alert.source.simulated": N_(
        "🧪 Simulated car: these data come from a simulation, not from a real drive."
    ),
    "alert.source.recorded": N_("📼 Recorded car: these data were recorded earlier and are replayed here."),
    "alert.matters": N_("<b>Why it matters:</b> {text}"),
    "alert.sure": N_("<b>How sure I am:</b> {text}"),
    "alert.below": N_("{first}\n{then}"),
    "alert.do.stop": N_("🛑 {advice}"),
    "alert.do.self": N_("🔧 {advice}"),
    "alert.do.overdue": N_("🔧 To do: {job}, due since {by:day_year}; the sooner the better. {advice}"),
    "alert.do.today": N_("🔧 To do: {job}, today. {advice}"),
    "alert.do.soon": N_("🔧 To do: {job} by {by:day}. {advice}"),
    "alert.do.week": N_("🔧 To do: {job} by {by:day}. {advice}"),
    "alert.do.month": N_("🔧 To do: {job} by {by:day}. {advice}"),
    "alert.tows": N_("🛻 {centre} can tow your car."),
    "alert.comes": N_("🚐 {centre} can come to your car."),
    "alert.tows_comes": N_("🛻 🚐 {centre} tows or comes to you."),
    "alert.stop.booked": N_("Do not drive there: have the car towed, or move the visit."),
    "alert.record": P_(
        "Warnings of this kind: right {right} of the last {n} time.",
        "Warnings of this kind: right {right} of the last {n} times.",
    ),
    "alert.cost": N_("💰 Now about {now}; if it waits, about {later}."),
    "alert.cost.free": N_("💰 Now free of charge; if it waits, up to about {later}."),
    "alert.recovered": N_("The values have been back to normal for a while. There is nothing to do."),
    "alert.done": N_("Off the list: it has been done, or is no longer due."),
    "alert.ignored": N_(
        "Your operator has looked into this fault code: it needs nothing done. I do not mention it any more."
    ),
    "alert.sold": N_("You have handed this car on: what was seen is for its new owner to look after."),
    "alert.mended": N_("The workshop found the fault and fixed it."),
    "alert.nothing_found": N_(
        "The workshop found nothing yet. I keep watching and stay quiet unless it gets worse."
    ),
    "alert.noted": N_("👀 Noted. It stays in your list until it is settled."),
    "alert.thanks.right": N_("🙏 Thank you: rated as right. That makes the next warning better."),
    "alert.thanks.wrong": N_(
        "🙏 Thank you: rated as wrong. I will not bring it up again for 30 days, unless it becomes urgent."
    ),
    "alert.reminder": N_("⏰ The reminder that you asked for"),
    "alert.button.book": N_("✅ Take this slot"),
    "alert.button.other": N_("🕐 Another time"),
    "alert.button.tow": N_("🛻 Tow my car"),
    "alert.button.come": N_("🚐 Come to my car"),
    "alert.button.right": N_("👍 Was right"),
    "alert.button.wrong": N_("👎 Was wrong"),
    "alert.button.find": N_("📅 Find a time"),
    "alert.button.unrate": N_("↩️ Take my rating back"),
    "alert.late.held": N_("⚠️ Later than advised: nothing sooner."),
    "alert.late.booked": N_("⚠️ Later than advised."),
    "alert.no_slot": N_("No slot is kept for this at present."),
    "alert.button.done": N_("☑️ Done elsewhere"),
    "alert.button.more": N_("📈 Details"),
    "alert.button.later": N_("⏰ Remind me"),
    "alert.more.since": N_("Noticed for the first time: {at:when}. Newest look: {changed:when}."),
    "alert.more.evidence": N_("Kinds of evidence: {kinds}"),
    "alert.more.cannot_see": N_("<b>What I cannot see</b>\n{text}"),
    "alert.more.unproved": N_("Nobody has confirmed or refuted a warning of this kind yet."),
    "alert.more.forecast": N_("🧪 The chance comes from simulation, not yet from real breakdowns."),
    "alert.more.model": N_("Worked out by: trained model “{check}”, version {version}."),
    "alert.more.records": N_("Worked out by: what is on record or reported, without a trained model."),
    "alert.more.rules": N_("Worked out by: fixed limits and your car's own normal, without a trained model."),
    "alert.kind.level": N_("a value beyond its limit"),
    "alert.kind.trend": N_("a drift away from what is normal for your car"),
    "alert.kind.relation": N_("two values that do not fit together in a healthy car"),
    "alert.kind.count": N_("something seen again and again"),
    "alert.kind.record": N_("what is on record about your car"),
    "alert.kind.report": N_("a report by the car itself"),
    "refusal.alert_unknown": N_("I cannot find this warning. Send /car to see what there is about your car."),
    "refusal.alert_no_chore": N_(
        "This warning is no task that could be done elsewhere. Take a slot, or rate it."
    ),
    "refusal.alert_over": N_("This warning is settled already, so there is nothing left to do."),
}
