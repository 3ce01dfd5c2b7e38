"""What is said of a request for a person."""

from collections.abc import Mapping
from typing import Final

from domain.explain.facts import N_

WORDS: Final[Mapping[str, str]] = {
    "handover.asked_centre": N_(
        "🙋 I have passed this on: <b>{centre}</b> will answer you here in the chat."
    ),
    "handover.asked_operator": N_(
        "🙋 I have passed this on: your operator will answer you here in the chat."
    ),
    "handover.tow_centre": N_(
        "🛻 I have asked <b>{centre}</b> to tow your car. The centre will answer you here in the chat."
    ),
    "handover.come_centre": N_(
        "🚐 I have asked <b>{centre}</b> to come to your car. The centre will answer you here in the chat."
    ),
    "handover.known_centre": N_(
        "🙋 Your request of {at:when} is with <b>{centre}</b> and is not answered yet. I have not sent a second one."
    ),
    "handover.known_operator": N_(
        "🙋 Your request of {at:when} is with your operator and is not answered yet. I have not sent a second one."
    ),
    "handover.waits_centre": N_(
        "🙋 Your request of {at:when} is with <b>{centre}</b>, which will answer you here in the chat."
    ),
    "handover.waits_operator": N_(
        "🙋 Your request of {at:when} is with your operator, who will answer you here in the chat."
    ),
    "handover.open_until": N_("The centre is open now, until {until:time}."),
    "handover.open_break": N_(
        "The centre is open now, until {until:time}, and again from {again:time} to {last:time}."
    ),
    "handover.opens": N_("The centre is closed now and opens on {at:when}."),
    "handover.sooner": N_("If it is urgent, please call:"),
    "handover.write_more": N_("Write in one message what it is about, and I add it."),
    "handover.write_where": N_("Write in one message where the car stands, and I add it."),
    "handover.noted": N_("Added to your request: “{text}”. It will be read together with it."),
    "handover.take_back": N_("Take the request back"),
    "handover.taken_back": N_("I have taken your request back. Nobody will get in touch about it."),
    "handover.none_open": N_("There is no open request."),
    "handover.operator": N_("Your operator"),
    "handover.taken": N_("🙋 {who} has taken your request and will get in touch with you."),
    "handover.answer": N_("💬 <b>{who}</b>: {text}"),
    "handover.by_phone": N_(
        "💬 {who} has marked your request as settled. If it is not, write “talk to a person”."
    ),
    "handover.over_there": N_("💬 {who} has ended the conversation."),
    "handover.again": N_("I answer you here again."),
    "handover.passed_on": N_(
        "💬 Passed on. <b>{who}</b> will answer you here. Meanwhile I keep out of it; to ask me, begin with “assistant”."
    ),
    "handover.talks": N_(
        "💬 <b>{who}</b> talks with you here already: what you write goes there. To ask me, begin with “assistant”."
    ),
    "handover.ask_assistant": N_("Let the assistant answer this"),
    "handover.end": N_("End the conversation"),
    "handover.ended": N_("The conversation is over. I answer you here again."),
    "handover.lapsed": N_(
        "Nobody has written for {hours:n0} hours, so the conversation is over. I answer you here again."
    ),
    "handover.still_waits": N_(
        "{who} has not answered for {hours:n0} hours. Your request stays open there; meanwhile I answer you here again."
    ),
    "handover.transcript": N_("What was said"),
    "handover.transcript_of": N_("💬 Your request of {at:when}"),
    "handover.line": N_("{at:when}, <b>{who}</b>: {text}"),
    "handover.line_enclosed": N_("{at:when}, <b>{who}</b>: 📎 {text}"),
    "handover.earlier": N_("Earlier lines are in the copy of your data: /export"),
    "handover.you": N_("You"),
    "handover.nothing_said": N_("There is no conversation with a person yet."),
    "handover.state.ended": N_("the owner ended the conversation"),
    "handover.state.lapsed": N_("nobody had written for a long time"),
    "handover.state.answered": N_("it was answered"),
    "handover.state.withdrawn": N_("the owner took it back"),
    "enclosure.visit": N_("📎 I have passed it on to {centre}, with your visit: {job}, {at:when}."),
    "enclosure.request": N_("📎 I have added it to your request; it will be read together with it."),
    "enclosure.remove": N_("Remove it"),
    "enclosure.removed": N_("Removed. The centre does not see it any more."),
    "enclosure.gone": N_("It is not there any more."),
    "enclosure.elsewhere": N_(
        "{centre} does not see the notes and pictures that you gave for this visit before it was moved. Shall I pass them on?"
    ),
    "enclosure.pass": N_("Pass them on to {centre}"),
    "enclosure.passed": N_("📎 {centre} sees them from now on."),
    "enclosure.no_goal": N_(
        "📎 I cannot judge pictures, and there is no visit or request to add it to, so I have not kept it. Book a visit or ask for a person, then send it again."
    ),
    "enclosure.no_goal.note": N_(
        "There is no visit or request to add a note to, so I have not kept it. Book a visit or ask for a person, then send it again."
    ),
    "enclosure.lost": N_("I could not load the picture. Please send it again."),
    "refusal.enclosures_full": N_(
        "There are {most:n0} notes and pictures already. Remove one, or tell the centre by telephone."
    ),
    "refusal.picture_large": N_(
        "The picture is larger than {most:n0} MB. Send it as a photo, not as a file."
    ),
    "refusal.handover_unknown": N_("There is no such request here. List the open ones."),
    "refusal.handover_blocked": N_(
        "The owner has blocked the chat, so nothing can be sent. Call, then end the request without a text."
    ),
    "refusal.handover_over": N_("This request is not open any more: {state}. List the open ones."),
}
