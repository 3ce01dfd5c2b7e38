"""What answers each command."""

from collections.abc import Callable

from domain.contact.facts import Message, Reply
from domain.contact.verbs import Verb
from domain.core import Unit
from domain.dialogue import commands
from domain.dialogue.acts import cars, drivers, history, onboarding, people, settings, visits
from domain.explain.facts import Phrase
from domain.privacy import acts as privacy
from domain.registry.tables import Owner

Command = Callable[[Unit, Owner, str], Reply]


def _help(_unit: Unit, _owner: Owner, _argument: str) -> Reply:
    lines = tuple(
        Phrase("help.command", {"name": name, "what": Phrase(f"help.{name}")}) for name in commands.COMMANDS
    )
    return Reply(messages=(Message((Phrase("answer.help"), *lines), rows=((people.button(),),)),))


def _unreadable(_unit: Unit, _owner: Owner, _argument: str) -> Reply:
    return Reply(messages=(Message((Phrase("answer.unreadable"),)),))


def _without_argument(verb: Verb) -> Command:
    return lambda unit, owner, _argument: verb(unit, owner, {})


COMMANDS: dict[str, Command] = {
    "start": onboarding.start,
    "car": cars.show,
    "history": history.show,
    "bookings": visits.show,
    "language": onboarding.language,
    "quiet": settings.quiet,
    "drivers": drivers.show,
    "help": _help,
    "unreadable": _unreadable,
    "privacy": _without_argument(privacy.show),
    "footprint": _without_argument(privacy.tell),
    "looks": _without_argument(privacy.list_looks),
    "export": _without_argument(privacy.hand_over),
    "delete": _without_argument(privacy.ask_delete),
}

# Commands that only tell something, after which the open question is put again.
TELLING = {"car", "bookings", "history", "footprint", "looks", "export", "drivers", "help", "unreadable"}
