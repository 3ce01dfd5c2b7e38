"""What answers each command."""

from collections.abc import Callable

from domain.contact.facts import Message, Reply
from domain.core import Unit
from domain.dialogue import commands
from domain.dialogue.acts import (
    ahead,
    cars,
    checkup,
    connecting,
    dossier,
    drivers,
    driving,
    history,
    onboarding,
    own_page,
    people,
    plan,
    report,
    score,
    settings,
    tariff,
    timeline,
    transfer,
    trips,
    value,
    visits,
    whatif,
)
from domain.explain.facts import Phrase
from domain.privacy import acts as privacy
from domain.registry.tables import Owner

Command = Callable[[Unit, Owner, str], Reply]


def _help(unit: Unit, _owner: Owner, _argument: str) -> Reply:
    lines = tuple(
        Phrase("help.command", {"name": name, "what": Phrase(f"help.{name}")})
        for name in commands.listed(unit.core.settings)
    )
    return Reply(messages=(Message((Phrase("answer.help"), *lines), rows=((people.button(),),)),))


def _unreadable(_unit: Unit, _owner: Owner, _argument: str) -> Reply:
    return Reply(messages=(Message((Phrase("answer.unreadable"),)),))


def _as_button(verb: str) -> Command:
    return lambda unit, owner, _argument: privacy.VERBS[verb](unit, owner, {})


COMMANDS: dict[str, Command] = {
    "start": onboarding.start,
    "car": cars.show,
    "page": own_page.show,
    "history": history.show,
    "timeline": timeline.show,
    "ahead": ahead.show,
    "trips": trips.show,
    "charges": trips.show_charges,
    "driving": driving.show,
    "score": score.show,
    "report": report.show,
    "checkup": checkup.show,
    "whatif": whatif.show,
    "dossier": dossier.show,
    "transfer": transfer.show,
    "value": value.show,
    "plan": plan.show,
    "tariff": tariff.show,
    "bookings": visits.show,
    "language": onboarding.language,
    "quiet": settings.quiet,
    "drivers": drivers.show,
    "connect": connecting.show,
    "help": _help,
    "unreadable": _unreadable,
    "privacy": _as_button("privacy.show"),
    "footprint": _as_button("privacy.footprint"),
    "looks": _as_button("privacy.looks"),
    "export": _as_button("privacy.export"),
    "delete": _as_button("privacy.ask_delete"),
}

OF_A_CAR = {"transfer"}  # commands that a sentence may stand for, with the car in it

# Commands that only tell something, after which the open question is put again.
TELLING = {
    "car",
    "page",
    "bookings",
    "history",
    "timeline",
    "ahead",
    "trips",
    "charges",
    "driving",
    "score",
    "report",
    "checkup",
    "whatif",
    "dossier",
    "value",
    "plan",
    "footprint",
    "looks",
    "export",
    "drivers",
    "connect",
    "help",
    "unreadable",
}
