"""What the help says of each command."""

from collections.abc import Mapping
from typing import Final

from domain.explain.facts import N_

WORDS: Final[Mapping[str, str]] = {
    "help.command": N_("/{name}: {what}"),
    "help.start": N_("start, or link a car"),
    "help.car": N_("how your car is"),
    "help.page": N_("your page, to look at your car and your data"),
    "help.history": N_("view and correct past services"),
    "help.bookings": N_("your workshop visits"),
    "help.timeline": N_("what was done for your car in a year"),
    "help.ahead": N_("what the next three months bring your car"),
    "help.trips": N_("what you drove, and how much energy it took"),
    "help.charges": N_("what you charged, and what it cost"),
    "help.driving": N_("how you drive, told to you alone"),
    "help.score": N_("your driving score, told to you alone"),
    "help.report": N_("where the energy goes, how that compares, and what would save"),
    "help.checkup": N_("your car's health report: score, systems, battery, services, warnings"),
    "help.whatif": N_("what another habit would do to the battery and the range"),
    "help.dossier": N_("your car's record for a buyer, who can check it"),
    "help.transfer": N_("hand your car on to its new owner"),
    "help.value": N_("what your car is worth, and how long its battery lasts"),
    "help.tariff": N_("what you pay for a kWh"),
    "help.plan": N_("what you have bought, prices, payments, and how to end it"),
    "help.privacy": N_("what is collected, and privacy mode"),
    "help.footprint": N_("your data footprint"),
    "help.looks": N_("who looked at your data"),
    "help.export": N_("a copy of your data"),
    "help.delete": N_("delete your data"),
    "help.language": N_("change the language"),
    "help.quiet": N_("quiet hours"),
    "help.drivers": N_("who else sees your car"),
    "help.connect": N_("where your car's data come from"),
    "help.help": N_("this text"),
}
