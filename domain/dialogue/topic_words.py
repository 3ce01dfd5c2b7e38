"""What is answered to a question about a visit or about me."""

from collections.abc import Mapping
from typing import Final

from domain.explain.facts import N_

WORDS: Final[Mapping[str, str]] = {
    "topic.price": N_("By the list, {job} costs {price}. What the bill says is decided by the centre."),
    "topic.free": N_("By the list, {job} is free of charge."),
    "topic.length": N_("Time at the workshop for {job}: about {length}."),
    "topic.which_job": N_(
        "That depends on the work. Tell me which, for example “how much is a brake check?”"
    ),
    "topic.address": N_("{centre}: {address}."),
    "topic.no_address": N_("{centre} has not given me its address."),
    "topic.phone": N_("☎️ {centre}: {phone}"),
    "topic.no_phone": N_("{centre} has not given me its phone number."),
    "topic.site": N_("• {centre}: {address}, ☎️ {phone}"),
    "topic.site_name": N_("• {centre}"),
    "topic.nearest": N_(
        "I do not know where you are, so I cannot say which centre is nearest. Send me your location (📎): I use it once and do not keep it. These are there:"
    ),
    "topic.time": N_("{job}: {at:when} at {centre}."),
    "topic.ready": N_(
        "It begins at {start:time}, so it should be ready at about {end:time}. Only the centre can promise that."
    ),
    "reminding.none": N_("It comes by itself once a visit is booked; there is none at the moment."),
    "reminding.once": N_("Of {job}, {at:when}: on {first:when}."),
    "reminding.twice": N_("Of {job}, {at:when}: on {first:when} and {second:when}."),
    "reminding.over": N_("{job}, {at:when}, is too near for another reminder."),
    "topic.reminders_off": N_(
        "Reminders of visits are off. Write “remind me of my visits” to have them again."
    ),
    "topic.reminder": N_("I write to you the day before a visit, and again two hours before it begins."),
    "topic.safe": N_(
        "I judge by what the car sends. If it drives, sounds or smells unusual, stop and call the centre."
    ),
    "topic.hours": N_("Opening hours of {centre}:\n{week:lines}"),
    "topic.days": N_("{first:weekday} to {last:weekday}"),
    "topic.day": N_("{first:weekday}"),
    "topic.open": N_("{days}: {hours}"),
    "topic.closed": N_("{days}: closed"),
    "topic.mobile": N_("{centre} can also do work where the car stands. I cannot arrange that here."),
    "topic.towing": N_("{centre} fetches cars that cannot be driven. I cannot arrange that here."),
    "topic.no_pickup": N_("I cannot arrange for the car to be fetched or brought back."),
    "topic.discount": N_("I cannot change prices or give discounts; the centre decides that."),
    "topic.limit.within": N_(
        "By the list, {job} costs {price}, which is within {limit:n0}. I cannot make that a condition: the centre decides what the bill says."
    ),
    "topic.limit.over": N_(
        "By the list, {job} costs {price}, which is more than {limit:n0}. I cannot change that: the centre decides the price."
    ),
    "topic.extra": N_(
        "I can book two jobs in one visit where a centre does both. Name both, for example “brake check and cabin filter on Friday”."
    ),
    "topic.extra_to": N_(
        "This visit is for {job}. I cannot add anything else to it; the centre can tell you whether it also fits."
    ),
    "topic.extra_job": N_(
        "This visit is for {job}. I can book {other} separately (about {length}, {price} by the list); only the centre can say whether both fit into one visit."
    ),
    "topic.extra_third": N_(
        "Two jobs fit into one visit, so this one is for {job}. Once it is booked, write “book {other}” for another visit (about {length}, {price} by the list)."
    ),
    "topic.condition": N_(
        "I cannot book under a condition: I either book exactly what is shown, or I leave it. Nothing has been changed yet."
    ),
    "topic.bot": N_("I am a program, not a person. A person reads along only if you ask for one."),
    "topic.bot_asked": N_("I am a program, not a person, but I have passed on that you would like one."),
    "topic.abuse": N_("I am sorry this is annoying. Tell me what went wrong, or talk to a person."),
    "topic.unknown": N_("I have no information about {topics}."),
    "topic.unknown_at": N_("I have no information from {centre} about {topics}."),
    "topic.ask": N_("Please ask there: {centre}, ☎️ {phone}"),
    "topic.ask_here": N_("A person can tell you: tap the button below and I pass it on."),
    "topic.reach": N_("To reach a person, tap the button below or call {centre}: ☎️ {phone}"),
    "topic.reach_here": N_("To reach a person, tap the button below."),
    "topic.parking": N_("parking"),
    "topic.loan_car": N_("a loan car"),
    "topic.payment": N_("ways to pay and invoices"),
    "topic.waiting": N_("waiting on site"),
    "topic.mechanic": N_("who will do the work"),
    "topic.bring": N_("what to bring"),
    "topic.warranty": N_("the warranty"),
    "work.unlisted": N_(
        "{work} is not on my list; the nearest is {job} ({price} by the list). The centre tells you whether that covers it, and its price."
    ),
    "work.chosen": N_(
        "Then I choose {job}: the whole car is looked at, and the centre tells you what it needs."
    ),
    "work.new_tyres": N_("Changing worn tyres"),
    "work.rotation": N_("Tyre rotation"),
    "work.balancing": N_("Wheel balancing"),
    "work.alignment": N_("Wheel alignment"),
    "work.wipers": N_("Changing the wipers"),
    "work.coolant_check": N_("A mere check of the coolant"),
}
