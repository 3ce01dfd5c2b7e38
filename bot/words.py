"""Texts of the bot's edge: commands and descriptions, and what is said after an error."""

from domain.explain.facts import N_

WORDS = {
    "error.ours": N_(
        "Sorry, something went wrong on my side. Nothing was changed. Please try again; if it keeps happening, quote the code {number} to your operator."
    ),
    "error.unsaid": N_(
        "Sorry, your request was carried out, but I could not show you the result. See /car and /bookings. If it happens again, quote the code {number} to your operator."
    ),
    "group.write_privately": N_(
        "I answer in private chats only, so that nobody else reads about your car. Write to me here: {link}"
    ),
    "group.tap": N_("Please write to me privately."),
    "venue.text": N_("{text}"),
    "bot.description": N_(
        "I look after your electric car before it breaks: I explain what its data show, hold a workshop slot when one is needed, and leave you in charge of your data."
    ),
    "bot.short_description": N_("Looks after your electric car before it breaks."),
    "command.start": N_("Start, or link a car"),
    "command.car": N_("The condition of my car"),
    "command.page": N_("My page, to look at my car"),
    "command.bookings": N_("My workshop visits"),
    "command.history": N_("Past services of my car"),
    "command.timeline": N_("What I did for my car in a year"),
    "command.ahead": N_("What the next three months bring"),
    "command.trips": N_("What I drove"),
    "command.charges": N_("What I charged, and its cost"),
    "command.driving": N_("How I drive, told to me alone"),
    "command.score": N_("My driving score, told to me alone"),
    "command.report": N_("My driving report, and what would save"),
    "command.checkup": N_("My car's health report"),
    "command.value": N_("What my car is worth"),
    "command.whatif": N_("What another habit would do to my battery"),
    "command.dossier": N_("My car's record for a buyer"),
    "command.transfer": N_("My car has a new owner"),
    "command.tariff": N_("What I pay for energy"),
    "command.plan": N_("Plans, prices and my payments"),
    "command.privacy": N_("What is collected, and privacy mode"),
    "command.footprint": N_("My data footprint"),
    "command.looks": N_("Who looked at my data"),
    "command.export": N_("Export my data"),
    "command.delete": N_("Delete my data"),
    "command.language": N_("Change the language"),
    "command.quiet": N_("Quiet hours"),
    "command.drivers": N_("Who else sees my car"),
    "command.connect": N_("Where my car's data come from"),
    "command.help": N_("What you can ask me"),
}
