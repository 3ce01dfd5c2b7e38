"""The answer to an emergency: what to do now and whom to call, before and apart from all other talk."""

from domain.contact import rescue
from domain.contact.facts import Button, Message, Reply, Style
from domain.contact.verbs import Verb, reads
from domain.core import Unit
from domain.dialogue.acts import people
from domain.dialogue.acts.about import Danger, Text
from domain.dialogue.emergency.recognition import Emergency, Kind
from domain.explain.facts import Phrase
from domain.registry.tables import Owner

_CALLS = {  # which public numbers help, the first first
    Kind.FIRE: ("fire", "ambulance"),
    Kind.SHOCK: ("ambulance", "fire"),
    Kind.TRAPPED: ("fire", "police"),
    Kind.CRASH: ("traffic", "ambulance"),
    Kind.WATER: ("fire",),
    Kind.BRAKES: ("traffic",),
    Kind.RED: (),
    Kind.STRANDED: (),
    Kind.UNCLEAR: ("police", "ambulance", "fire"),
}
_STATIONARY = frozenset({Kind.CRASH, Kind.STRANDED, Kind.RED, Kind.BRAKES})  # where the car stands in the way


def answer(unit: Unit, owner: Owner, danger: Emergency) -> Reply:
    """Say what to do and whom to call."""
    lines = [Phrase(f"emergency.{danger.kind}")]
    if danger.fast_road and danger.kind in _STATIONARY:
        lines.append(Phrase("emergency.fast_road"))
    lines += [*_public(unit, danger), *people.lines_to_call(unit, owner)]
    return Reply(messages=(Message(tuple(lines), rows=((people.button(danger.kind),),)),))


def ask(unit: Unit, owner: Owner, danger: Emergency, text: str) -> Reply:
    """Ask whether this is an emergency where words leave it open; text: what was written, to go on with if it is none."""
    yes = Button(
        Phrase("emergency.choice.help"),
        "emergency.help",
        Danger(danger.kind, danger.fast_road).params(),
        Style.GRAVE,
    )
    no = Button(Phrase("emergency.choice.none"), "emergency.none", Text(text).params())
    lines = (Phrase("emergency.ask"), *_public(unit, danger), *people.lines_to_call(unit, owner))
    return Reply(messages=(Message(lines, rows=((yes,), (no,))),))


def _help(unit: Unit, owner: Owner, about: Danger) -> Reply:
    return answer(unit, owner, Emergency(about.kind, fast_road=about.fast_road))


VERBS: dict[str, Verb] = {"emergency.help": reads(Danger, _help)}


def _public(unit: Unit, danger: Emergency) -> tuple[Phrase, ...]:
    numbers = rescue.numbers(unit.core.settings.region)
    services = _CALLS[danger.kind]
    if numbers.one:
        return (Phrase("emergency.call.one", {"phone": numbers.one}),) if services or danger.fast_road else ()
    if danger.fast_road and danger.kind in _STATIONARY:
        services = (*services, "motorway")
    return tuple(
        Phrase(f"emergency.call.{service}", {"phone": getattr(numbers, service)}) for service in services
    )
