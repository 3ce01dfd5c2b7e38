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
    "refusal.session_unknown": N_("There is no such session, or it is over already. See the list."),
    "refusal.code_owed": N_("The code of your authenticator app is needed first."),
    "refusal.code_tries": N_("Too many wrong codes. Try again in {seconds} s."),
}
