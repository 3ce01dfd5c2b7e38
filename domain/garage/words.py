"""What the garage says no with: reason and cure."""

from domain.explain.facts import N_

WORDS = {
    "refusal.vin_length": N_(
        "A VIN has 17 characters; this one has {length}. Check it against the vehicle papers."
    ),
    "refusal.vin_letters": N_(
        "A VIN holds digits and letters other than I, O and Q; found: {letters}. Check for mistyped 1 and 0."
    ),
    "refusal.vin_check_digit": N_(
        "The check digit {found} at the ninth place does not fit the rest, so the VIN is mistyped. Compare it character by character."
    ),
    "refusal.vehicle_known": N_(
        "A car with this VIN is registered already. Look it up instead of adding it again."
    ),
    "refusal.vehicle_unknown": N_("There is no such car in the register. List the cars to find its number."),
    "refusal.vehicle_not_yours": N_(
        "You have no such car here. Link it first with a code from your car or your service centre."
    ),
    "refusal.key_unknown": N_("This vehicle key is not valid. Ask the operator for a new key."),
    "refusal.token_unknown": N_("This access token is not valid. Ask for a new one."),
    "refusal.link_locked": N_("Too many wrong codes. Please try again after {until:time} with a fresh code."),
    "refusal.link_wrong": N_(
        "This code does not work: it may be mistyped, used or older than ten minutes. Ask your car or service centre for a fresh one."
    ),
    "refusal.link_held": N_(
        "This car has an owner here already. Ask the owner to unlink it, or ask for a driver's code."
    ),
}
