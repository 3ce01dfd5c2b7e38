"""Texts of upkeep's refusals: the reason and what to do."""

from domain.explain.facts import N_

WORDS = {
    "refusal.recall_unknown": N_(
        "There is no recall campaign {code}. List the campaigns to see their codes."
    ),
    "refusal.recall_not_named": N_("The campaign does not list this car. Add the car to its list first."),
    "refusal.plan_item_unknown": N_("The service plan has no item {item}. Its items are {known}."),
    "refusal.vehicle_ownerless": N_(
        "No owner has linked this car, and services are recorded for an owner. Have it linked first."
    ),
    "refusal.service_unknown": N_(
        "I cannot find this entry among the past services of your cars. Send /history to see them."
    ),
    "refusal.service_known": N_("The same work is already on record for that day. Delete one of the two."),
    "refusal.service_in_future": N_("This day has not come yet. Give the day on which the work was done."),
}
