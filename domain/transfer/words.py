"""What is said of a change of owner."""

from collections.abc import Mapping
from typing import Final

from domain.explain.facts import N_, P_, Plural

WORDS: Final[Mapping[str, str | Plural]] = {
    "transfer.which": N_("🔑 Which car have you handed on?"),
    "transfer.of": N_("Hand on {car}"),
    "transfer.ask": N_("🔑 Hand <b>{car}</b> on to its new owner?"),
    "transfer.ask.goes": N_(
        "With the car go: past services, what workshops measured, what was changed on it, how battery, pads and filter have aged, odometer readings by month, recalls, and the list behind its dossier."
    ),
    "transfer.ask.stays": N_(
        "With you stay, unseen by anybody else: readings, trips and charges, warnings, visits and bills, and all that you wrote. /export and /delete go on working. For a copy of the past services, export before the new owner takes the car."
    ),
    "transfer.ask.ends": N_(
        "As soon as the new owner takes it, these end: your own view of the car, that of its drivers, connections, keys, open warnings, and visits that are booked."
    ),
    "transfer.ask.visits": P_(
        "{n:n0} booked visit of this car is then cancelled.",
        "{n:n0} booked visits of this car are then cancelled.",
    ),
    "transfer.ask.until": N_(
        "You get a code for the new owner. It works once, for {n:n0} days, and you can withdraw it until it is used. Until then nothing changes."
    ),
    "transfer.ask.again": N_("There is a code for this car already. A new one makes the old one useless."),
    "transfer.yes": N_("Yes, hand it on"),
    "transfer.withdraw": N_("Withdraw the code"),
    "transfer.code": N_(
        "🔑 The code for <b>{car}</b>: <code>{code}</code>. Give it to the new owner alone: whoever sends it to me can take the car over. It works once, until {until:when}."
    ),
    "transfer.link": N_("The same as a link: {link}"),
    "transfer.withdrawn": N_(
        "🔑 The code for <b>{car}</b> is withdrawn. The car stays yours, and nothing has changed."
    ),
    "transfer.offer": N_("🔑 The owner of <b>{car}</b> ({model}) hands it on to you. Take it over?"),
    "transfer.offer.record": P_(
        "With it comes its record: {n:n0} past service, and what was measured and changed on it. Nothing of who had it comes with it.",
        "With it comes its record: {n:n0} past services, and what was measured and changed on it. Nothing of who had it comes with it.",
    ),
    "transfer.offer.consent": N_(
        "What the last owner agreed to does not count for you: I ask you about your data before I collect any."
    ),
    "transfer.take": N_("Yes, take it over"),
    "transfer.record": N_(
        "Its record has come with it: /history shows past services, /dossier makes the whole of it."
    ),
    "transfer.taken": N_(
        "🔑 <b>{car}</b> has a new owner now. I no longer look after it for you; its drivers, connections and keys have ended."
    ),
    "transfer.cancelled": N_(
        "Cancelled: {job}, {at:when}, <b>{centre}</b>, booking number {number}. The centre sees that it is cancelled."
    ),
    "transfer.taken.yours": N_(
        "What is stored about you stays yours: /export gives you a copy, /delete deletes it."
    ),
    "refusal.transfer_none": N_(
        "There is no code for this car that could be withdrawn: it was used or withdrawn, or its time is over. /transfer makes a new one."
    ),
    "refusal.transfer_taken": N_(
        "This code has been used: somebody has taken the car over with it. If that was not you, ask the seller."
    ),
    "refusal.transfer_withdrawn": N_("The seller has withdrawn this code. Ask the seller for a new one."),
    "refusal.transfer_expired": N_("The time of this code is over. Ask the seller for a new one."),
    "refusal.transfer_stale": N_(
        "Who made this code no longer has the car. Ask your service centre or operator for a code of the car."
    ),
    "refusal.transfer_own": N_(
        "This is your own code: the new owner has to send it to me, not you. To keep the car, withdraw it with /transfer."
    ),
    "refusal.transfer_gone": N_(
        "This code no longer exists. Ask the seller for a new one, or your service centre for a code of the car."
    ),
}
