"""What upkeep says no with: reason and cure."""

from domain.explain.facts import N_

WORDS = {
    "refusal.recall_unknown": N_("There is no campaign {code}. List the campaigns to see their codes."),
    "refusal.recall_not_named": N_("The campaign does not name this car. Add the car to its list first."),
    "refusal.plan_item_unknown": N_("The service plan has no item {item}. Its items are {known}."),
    "refusal.vehicle_ownerless": N_(
        "Nobody has linked this car, and services are kept for its owner. Link it first."
    ),
    "refusal.service_unknown": N_(
        "I can't find this entry among the past services of your cars. Send /history to see them."
    ),
    "refusal.service_known": N_("The same work is on record for that day already. Delete one of the two."),
    "refusal.service_in_future": N_("This day is still to come. Give the day on which the work was done."),
}
