"""The chat's three doors: a sentence, a command, a tap. Each is one unit and gives one reply."""

from collections.abc import Callable
from dataclasses import replace
from zoneinfo import ZoneInfo

import msgspec

from domain.alerts import service as alerts
from domain.contact import service as contact
from domain.contact.facts import Button, Message, Reply, Style
from domain.core import Unit
from domain.dialogue import model, rules, store, understand
from domain.dialogue.acts import cars, deeds, onboarding, visits
from domain.dialogue.acts.deeds import Scene
from domain.dialogue.acts.verbs import Params, Verb
from domain.dialogue.commands import COMMANDS
from domain.dialogue.facts import Act, Ask, Choice, Intent, Meaning, Talk
from domain.errors import Refusal
from domain.explain.facts import Phrase
from domain.garage import service as garage
from domain.garage.tables import Owner, Vehicle
from domain.health import catalogue
from domain.privacy import acts as privacy

Command = Callable[[Unit, Owner, str], Reply]

_ROW = 2  # buttons side by side that a phone still shows whole


def converse(unit: Unit, owner: Owner, text: str) -> Reply:
    """Answer what an owner wrote, in either language."""
    owned = garage.vehicles_of(unit, owner.id)
    if onboarding.looks_like_code(text):
        return onboarding.link(unit, owner, text)
    talk = store.load(unit, owner.id)
    scene = _scene(unit, owner, owned[0] if owned else None)
    meaning = understand.understand(
        text, talk=_with_visits(talk, scene), now=scene.local_now, model=model.shipped()
    )
    return _turn(scene, talk, meaning)


def command(unit: Unit, owner: Owner, name: str, argument: str) -> Reply:
    """Answer a command; one that does not exist is answered with those that do."""
    return _COMMANDS.get(name, _help)(unit, owner, argument)


def press(unit: Unit, owner: Owner, token: str) -> Reply:
    """Do what a button stands for. Raises the refusals of contact.press and of the deed."""
    pressed = contact.press(unit, owner.id, token)
    return VERBS[pressed.verb](unit, owner, pressed.params)


def _scene(unit: Unit, owner: Owner, car: Vehicle | None) -> Scene:
    zone = car.zone if car else owner.zone
    local_now = unit.now.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    return Scene(unit, owner, car.id if car else 0, local_now, zone)


def _with_visits(talk: Talk, scene: Scene) -> Talk:
    return replace(talk, visits=deeds.current_visits(scene))


def _turn(scene: Scene, talk: Talk, meaning: Meaning) -> Reply:
    """One step of the talk, and what it leads to."""
    if meaning.intent in rules.TASKS and not scene.vehicle_id:
        raise Refusal("no_car")
    talk, reply = rules.step(_with_visits(talk, scene), meaning, now=scene.local_now, zone=scene.zone)
    messages: tuple[Message, ...] = ()
    ask = reply if isinstance(reply, Ask) else None
    if isinstance(reply, Act):
        done = deeds.do(scene, talk, reply)
        talk, messages, ask = done.talk, done.messages, done.ask
    store.save(scene.unit, scene.owner.id, talk)
    return Reply(messages=(*messages, *(asked(ask) if ask else ())))


def asked(ask: Ask) -> tuple[Message, ...]:
    """Put a question with its choices as buttons, two in a row."""
    buttons = [_button(choice) for choice in ask.choices]
    rows = tuple(tuple(buttons[start : start + _ROW]) for start in range(0, len(buttons), _ROW))
    return (Message((Phrase(ask.code, ask.params),), rows=rows),)


def _button(choice: Choice) -> Button:
    meaning = msgspec.json.encode(choice.meaning).decode()
    return Button(choice.label, "talk.choice", {"meaning": meaning}, Style(choice.style or "plain"))


def _choose(unit: Unit, owner: Owner, params: Params) -> Reply:
    return _mean(unit, owner, msgspec.json.decode(str(params["meaning"]), type=Meaning))


def _say(unit: Unit, owner: Owner, params: Params) -> Reply:
    return _mean(unit, owner, Meaning(Intent(str(params["intent"]))))


def _move(unit: Unit, owner: Owner, params: Params) -> Reply:
    return _mean(unit, owner, Meaning(Intent.RESCHEDULE, number=int(params["number"])))


def _cancel(unit: Unit, owner: Owner, params: Params) -> Reply:
    return _mean(unit, owner, Meaning(Intent.CANCEL, number=int(params["number"])))


def _other_time(unit: Unit, owner: Owner, params: Params) -> Reply:
    """Another time than the one a warning holds: the talk goes on with its job."""
    case = alerts.case_of(unit, owner.id, int(params["alert_id"]))
    job = catalogue.BY_CODE[case.check].JOB
    return _mean(unit, owner, Meaning(Intent.BOOK, job=job))


def _mean(unit: Unit, owner: Owner, meaning: Meaning) -> Reply:
    owned = garage.vehicles_of(unit, owner.id)
    scene = _scene(unit, owner, owned[0] if owned else None)
    return _turn(scene, store.load(unit, owner.id), meaning)


def _help(_unit: Unit, _owner: Owner, _argument: str) -> Reply:
    commands = tuple(
        Phrase("help.command", {"name": name, "what": Phrase(f"help.{name}")}) for name in COMMANDS
    )
    return Reply(messages=(Message((Phrase("answer.help"), *commands)),))


def _unreadable(_unit: Unit, _owner: Owner, _argument: str) -> Reply:
    return Reply(messages=(Message((Phrase("answer.unreadable"),)),))


def _without_argument(verb: Verb) -> Command:
    return lambda unit, owner, _argument: verb(unit, owner, {})


_COMMANDS: dict[str, Command] = {
    "start": onboarding.start,
    "car": cars.show,
    "bookings": visits.show,
    "language": onboarding.language,
    "help": _help,
    "unreadable": _unreadable,
    "privacy": _without_argument(privacy.show),
    "footprint": _without_argument(privacy.tell),
    "export": _without_argument(privacy.hand_over),
    "delete": _without_argument(privacy.ask_delete),
}

VERBS: dict[str, Verb] = {
    "talk.choice": _choose,
    "say": _say,
    "visit.move": _move,
    "visit.cancel": _cancel,
    "visit.other": _other_time,
    **onboarding.VERBS,
    **cars.VERBS,
    **visits.VERBS,
    **privacy.VERBS,
}
