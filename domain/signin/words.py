"""What signing in says no with: reason and cure."""

from collections.abc import Mapping
from typing import Final

from domain.explain.facts import N_

WORDS: Final[Mapping[str, str]] = {
    "refusal.sign_in_over": N_(
        "This sign-in link was used before, or its 15 minutes are over. Ask the operator for a new one."
    ),
    "refusal.session_over": N_(
        "You are not signed in here, or no longer. Ask the operator for a sign-in link and open it in this browser."
    ),
    "refusal.own_link_over": N_(
        "This link was opened before, or its 10 minutes are over. Send /page in the chat for a new one."
    ),
    "refusal.own_session_over": N_(
        "You are not signed in here, or no longer. Send /page in the chat, and open your page from there."
    ),
    "refusal.launch_forged": N_(
        "This was not signed by Telegram for this assistant. Send /page in the chat, and open your page from there."
    ),
    "refusal.launch_aged": N_(
        "Telegram signed this more than 5 minutes ago. Close the page and open it again from the chat."
    ),
    "refusal.launch_used": N_(
        "This opened a page once before. Close the page and open it again from the chat."
    ),
    "refusal.launch_unknown": N_("I do not know this chat yet. Send /start there, and open your page again."),
    "refusal.page_unserved": N_(
        "Your page is not open to the internet here. Everything on it can also be had in the chat: send /help."
    ),
    "refusal.session_unknown": N_("There is no such session, or it is over already. See the list."),
    "refusal.code_owed": N_("The code of your authenticator app is needed first."),
    "refusal.code_tries": N_("Too many wrong codes. Try again in {seconds} s."),
}
