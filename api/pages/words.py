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
    "page.away": N_("No connection. What you typed is kept in this browser; send it again when the connection is back."),
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
}
