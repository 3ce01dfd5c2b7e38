"""What a warning says around the five sentences of its check."""

from collections.abc import Mapping
from typing import Final

from domain.explain.facts import N_, P_, Plural

WORDS: Final[Mapping[str, str | Plural]] = {
    "alert.heading.3": N_("🔴 <b>Act now: {title}</b>"),
    "alert.heading.2": N_("🟡 <b>This week: {title}</b>"),
    "alert.heading.1": N_("🔵 <b>This month: {title}</b>"),
    "alert.heading.over": N_("✅ <b>Settled: {title}</b>"),
    "alert.car": N_("Your car: {car}"),
    "alert.source.simulated": N_(
        "🧪 Simulated car: these data come from a simulation, not from a real drive."
    ),
    "alert.source.recorded": N_("📼 Recorded car: these data were recorded earlier and are replayed here."),
    "alert.seen": N_("<b>What we saw</b>\n{text}"),
    "alert.matters": N_("<b>Why it matters</b>\n{text}"),
    "alert.action": N_("<b>What to do</b>\n{text}"),
    "alert.by.3": N_("<b>By when</b>\nWithin 48 hours, by {by:when}. Today is better."),
    "alert.by.2": N_("<b>By when</b>\nWithin a week, by {by:day}."),
    "alert.by.1": N_("<b>By when</b>\nWithin a month, by {by:day}. There is no hurry."),
    "alert.sure": N_("<b>How sure we are</b>\n{text}"),
    "alert.record": P_(
        "Warnings of this kind: right {right} of the last {n} time.",
        "Warnings of this kind: right {right} of the last {n} times.",
    ),
    "alert.cost": N_("💰 Now about {now}; if it waits, about {later}."),
    "alert.cost.free": N_("💰 Now free of charge; if it waits, up to about {later}."),
    "alert.recovered": N_("The values have been back to normal for a while. You need not do anything."),
    "alert.done": N_("This is off our list: it has been done, or is not due any more."),
    "alert.ignored": N_(
        "Your operator has looked into this fault code: it needs nothing done. I do not mention it any more."
    ),
    "alert.mended": N_("The workshop found it and mended it."),
    "alert.nothing_found": N_(
        "The workshop found nothing yet. We keep watching and stay quiet unless it gets worse."
    ),
    "alert.noted": N_("👀 Noted. It stays in your list until it is settled."),
    "alert.thanks.right": N_(
        "🙏 Thank you: you told us this warning was right. That makes the next one better."
    ),
    "alert.thanks.wrong": N_(
        "🙏 Thank you: you told us this warning was wrong. "
        "We will not bring it up again for 30 days, unless it becomes urgent."
    ),
    "alert.reminder": N_("⏰ You asked to be reminded: {title}"),
    "alert.button.book": N_("✅ Take this slot"),
    "alert.button.other": N_("🕐 Another time"),
    "alert.button.right": N_("👍 That was right"),
    "alert.button.wrong": N_("👎 That was wrong"),
    "alert.button.done": N_("☑️ Already done elsewhere"),
    "alert.button.more": N_("📈 More about this"),
    "alert.button.later": N_("⏰ Remind me tomorrow"),
    "alert.more.since": N_("Noticed for the first time: {at:when}. Newest look: {changed:when}."),
    "alert.more.evidence": N_("Kinds of evidence: {kinds}"),
    "alert.more.cannot_see": N_("<b>What I cannot see</b>\n{text}"),
    "alert.more.unproved": N_("Nobody has confirmed or refuted a warning of this kind yet."),
    "alert.more.model": N_("Worked out by: model {model}."),
    "alert.more.rules": N_("Worked out by: fixed limits and your car's own normal, without a trained model."),
    "alert.kind.level": N_("a value beyond its limit"),
    "alert.kind.trend": N_("a drift away from what is normal for your car"),
    "alert.kind.relation": N_("two values that do not fit together in a healthy car"),
    "alert.kind.count": N_("something that happens too often"),
    "alert.kind.record": N_("what is on record about your car"),
    "alert.kind.report": N_("a report by the car itself"),
    "refusal.alert_unknown": N_("I can't find this warning. Send /car to see what there is about your car."),
    "refusal.alert_no_chore": N_(
        "This warning is no task that could be done elsewhere. Take a slot, or rate it."
    ),
    "refusal.alert_over": N_("This warning is settled already, so there is nothing left to do."),
}
