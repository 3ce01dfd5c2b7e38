"""What the pages say."""

from collections.abc import Mapping
from typing import Final

from domain.explain.facts import N_, P_, Plural

WORDS: Final[Mapping[str, str | Plural]] = {
    "refusal.form_foreign": N_(
        "This was not sent by a page of yours, or the page is of an earlier sign-in. Reload the page and send it again."
    ),
    "refusal.form_wrong": N_("Something in the form does not fit: {reason}. Correct it and send it again."),
    "refusal.address_incomplete": N_("This address is not complete. Go back to the first page."),
    "page.skip": N_("Skip to the content"),
    "page.nav": N_("Pages"),
    "page.sign_out": N_("Sign out"),
    "page.home": N_("To the first page"),
    "page.problem": N_("This did not work"),
    "page.away": N_(
        "No connection. What you typed is kept in this browser; send it again when the connection is back."
    ),
    "page.workshop": N_("Workshop"),
    "page.sessions": N_("Signed in"),
    "sign_in.title": N_("Sign in"),
    "sign_in.once": N_("This link signs this browser in, once. Use it on the device you work with."),
    "sign_in.button": N_("Sign in here"),
    "sign_in.how": N_(
        "Ask the operator for a sign-in link and open it in this browser. It works once, within 15 minutes."
    ),
    "factor.title": N_("Authenticator code"),
    "factor.enrol": N_(
        "Add this to your authenticator app first: type in the secret, or open the address on the phone with the app. It is not shown again after the first code."
    ),
    "factor.secret": N_("Secret"),
    "factor.address": N_("Address"),
    "factor.code": N_("Six-digit code from the app"),
    "factor.button": N_("Continue"),
    "factor.wrong": N_("This code is not right, or was used already. Wait for the next one and type it in."),
    "sessions.title": N_("Signed-in browsers"),
    "sessions.about": N_(
        "Each ends after 10 days without use, or 90 days after signing in. End those that you do not know."
    ),
    "sessions.own": N_("this one"),
    "sessions.since": N_("Since {made:when}, last used {seen:when}, ends {ends:day_year}."),
    "sessions.end": N_("End"),
    "board.days": N_("Day"),
    "board.today": N_("Today"),
    "board.before.day": N_("The day before"),
    "board.before.week": N_("The week before"),
    "board.after.day": N_("The day after"),
    "board.after.week": N_("The week after"),
    "board.span": N_("Time shown"),
    "board.span.day": N_("Day view"),
    "board.span.week": N_("Week view"),
    "board.by": N_("Sorted by"),
    "board.by.stage": N_("By progress"),
    "board.by.bay": N_("By bay"),
    "board.by.technician": N_("By technician"),
    "board.by.bay.name": N_("Bay {name}"),
    "board.day": N_("{day:day}"),
    "board.count": P_("{n} visit", "{n} visits"),
    "board.none": N_("Nothing here."),
    "board.stage.held": N_("Not confirmed"),
    "board.stage.waiting": N_("Expected"),
    "board.stage.arrived": N_("Arrived"),
    "board.stage.in_work": N_("In work"),
    "board.stage.ready": N_("Ready"),
    "board.stage.done": N_("Finished"),
    "board.stage.missed": N_("Did not come"),
    "board.to.arrived": N_("Has arrived"),
    "board.to.in_work": N_("Start work"),
    "board.to.ready": N_("Car is ready"),
    "board.to.done": N_("Finish"),
    "board.expected": N_("comes at {at}"),
    "board.transport.collect": N_("to be collected"),
    "board.transport.courtesy": N_("courtesy car"),
    "board.keys": N_("Keys"),
    "board.keys.move": N_("Arrow keys: go from visit to visit. Enter: open it."),
    "board.keys.stage": N_(
        "Shift and right arrow: next step, such as arrived or ready. Cards can be dragged there, too."
    ),
    "board.keys.time": N_(
        "M: ask the owner for another time. In the week view a card can be dragged to another day."
    ),
    "visit.said.arrived": N_("{car} has arrived."),
    "visit.said.in_work": N_("Work on {car} has begun."),
    "visit.said.ready": N_("{car} is ready. The owner has been told."),
    "visit.said.missed": N_(
        "{car} did not come. Its time is free again, and the owner is asked for another."
    ),
}
