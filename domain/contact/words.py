"""Answers to buttons that no longer work."""

from collections.abc import Mapping
from typing import Final

from domain.explain.facts import N_

WORDS: Final[Mapping[str, str]] = {
    "refusal.action_unknown": N_("I do not know this button. Send /start to see what I can do for you."),
    "refusal.action_expired": N_("This button has expired. Send /start to see where things stand."),
    "refusal.action_used": N_("This message has been answered already; please see the latest one."),
    "call.roadside": N_("📞 Roadside assistance: {phone}"),
    "call.operator": N_("📞 Your operator: {phone}"),
    "call.centre": N_("📞 {centre}: {phone}"),
    "contact.repeat": N_(
        "You may have received this message already: I could not tell whether it reached you."
    ),
}
