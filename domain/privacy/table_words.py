"""What an owner is told that each table holds."""

from collections.abc import Mapping
from typing import Final

from domain.explain.facts import N_

WORDS: Final[Mapping[str, str]] = {
    "privacy.table.owner": N_("your account"),
    "privacy.table.vehicle": N_("your cars"),
    "privacy.table.holding": N_("which cars are yours"),
    "privacy.table.vehicle_change": N_("changes to your cars"),
    "privacy.table.consent": N_("your answer for each purpose"),
    "privacy.table.privacy_switch": N_("when you switched privacy mode"),
    "privacy.table.access_token": N_("access tokens for programs"),
    "privacy.table.data_key": N_("the key that encrypts your data"),
    "privacy.table.chunk": N_("readings from your car"),
    "privacy.table.open_tail": N_("readings that have just arrived"),
    "privacy.table.feature_set": N_("figures calculated from the readings"),
    "privacy.table.trip_day": N_("trips and charges, by day"),
    "privacy.table.own_tariff": N_("what you pay for energy"),
    "privacy.table.advice_trial": N_("advice that you try"),
    "privacy.table.proposal": N_("offers made to you, or kept from you by lot for comparison"),
    "privacy.table.stale_day": N_("days waiting to be recalculated"),
    "privacy.table.signal_doubt": N_("readings that cannot be right"),
    "privacy.table.arrival": N_("how completely data arrived each day"),
    "privacy.table.alert": N_("warnings"),
    "privacy.table.alert_pause": N_("pauses between warnings"),
    "privacy.table.feedback": N_("ratings of warnings by you and the workshop"),
    "privacy.table.visit": N_("visits"),
    "privacy.table.waitlist_entry": N_("times you wait for"),
    "privacy.table.transport": N_("cars that are collected or lent for your visits"),
    "privacy.table.claim": N_("workshop time reserved for you"),
    "privacy.table.workshop_finding": N_("what the workshop found"),
    "privacy.table.service_done": N_("services done on your car"),
    "privacy.table.battery_measurement": N_("battery health measured by workshops"),
    "privacy.table.notice": N_("messages to you"),
    "privacy.table.inbox_update": N_("messages from you"),
    "privacy.table.action": N_("buttons in this chat"),
    "privacy.table.talk_state": N_("where the conversation stands"),
    "privacy.table.car_failure": N_("checks of your cars that did not work"),
    "privacy.table.handover": N_("requests for a person, and the answers"),
    "privacy.table.handover_line": N_("conversations with a person of the service centre or operator"),
    "privacy.table.enclosure": N_("notes and pictures for the workshop"),
    "privacy.table.look": N_("who looked at your data"),
    "privacy.table.feed_link": N_("programs of yours that your car's readings come from"),
    "privacy.table.file_import": N_("files of your car's past"),
    "privacy.table.budget_slot": N_("how often I have written"),
}
