"""What the edge itself has to say: before the first word, and when something of ours broke."""

from domain.explain.facts import N_

WORDS = {
    "error.ours": N_(
        "Sorry, something went wrong on our side. Nothing was changed. Please try again; if it stays, tell us the code {number}."
    ),
    "error.unsaid": N_(
        "Sorry, it is done, but something went wrong on our side when I wanted to tell you. /car and /bookings show how things stand. If it happens again, tell us the code {number}."
    ),
    "bot.description": N_(
        "I look after your electric car before it breaks: I explain what I see in its data, hold a workshop slot when one is needed, and keep you in charge of your data."
    ),
    "bot.short_description": N_("Looks after your electric car before it breaks."),
    "command.start": N_("Begin, or link a car"),
    "command.car": N_("The condition of my car"),
    "command.bookings": N_("My workshop visits"),
    "command.history": N_("Past services of my car"),
    "command.privacy": N_("What is collected, and privacy mode"),
    "command.footprint": N_("My data footprint"),
    "command.export": N_("Give me a copy of my data"),
    "command.delete": N_("Delete my data"),
    "command.language": N_("Change the language"),
    "command.quiet": N_("When to stay quiet"),
    "command.help": N_("What you can ask me for"),
}
