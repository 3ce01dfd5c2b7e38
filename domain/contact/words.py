"""Answers to buttons that no longer work."""

from collections.abc import Mapping
from typing import Final

from domain.explain.facts import N_

WORDS: Final[Mapping[str, str]] = {
    "refusal.action_unknown": N_("I don't know this button. Send /start to see what I can do for you."),
    "refusal.action_expired": N_(
        "This button is too old by now. Send /start and I'll show you where things stand."
    ),
    "refusal.action_used": N_("You have already chosen here, so nothing was changed."),
    "call.roadside": N_("📞 Roadside assistance: {phone}"),
    "call.operator": N_("📞 Your operator: {phone}"),
    "call.centre": N_("📞 {centre}: {phone}"),
    "contact.repeat": N_("You may have had this message already: I could not tell whether it reached you."),
}
