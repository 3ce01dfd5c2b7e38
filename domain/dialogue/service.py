"""The chat's three doors: a sentence, a command, a tap. Each is one unit and gives one reply."""

from collections.abc import Callable
from dataclasses import replace
from zoneinfo import ZoneInfo

import msgspec

from domain.alerts import service as alerts
from domain.contact import service as contact
from domain.contact.facts import Button, Message, Reply, Style
from domain.contact.verbs import Params, Verb
from domain.core import Unit
from domain.dialogue import corrections, model, rules, store, understand
from domain.dialogue.acts import cars, deeds, history, onboarding, settings, visits
from domain.dialogue.acts.deeds import Done, Scene
from domain.dialogue.commands import COMMANDS
from domain.dialogue.facts import Act, Ask, Asked, Choice, Intent, Meaning, Memory, Talk
from domain.errors import Refusal
from domain.explain.facts import Phrase
from domain.garage import service as garage
from domain.garage.tables import Owner
from domain.health import catalogue
from domain.privacy import acts as privacy
from domain.upkeep import services

Command = Callable[[Unit, Owner, str], Reply]

_ROW = 2  # buttons side by side that a phone still shows whole


def converse(unit: Unit, owner: Owner, text: str) -> Reply:
    """Answer what an owner wrote, in either language."""
    if onboarding.looks_like_code(text):
        return onboarding.link(unit, owner, text)
    memory = store.load(unit, owner.id)
    scene = _scene(unit, owner, memory)
    talk = _with_visits(memory.talk, scene)
    meaning = understand.understand(text, talk=talk, now=scene.local_now, model=model.shipped())
    return _turn(scene, talk, meaning)


def command(unit: Unit, owner: Owner, name: str, argument: str) -> Reply:
    """Answer a command; one that does not exist is answered with those that do."""
    return _COMMANDS.get(name, _help)(unit, owner, argument)


def press(unit: Unit, owner: Owner, token: str) -> Reply:
    """Do what a button stands for. Raises the refusals of contact.press and of the deed."""
    pressed = contact.press(unit, owner.id, token)
    return VERBS[pressed.verb](unit, owner, pressed.params)


def _scene(unit: Unit, owner: Owner, memory: Memory) -> Scene:
    cars = tuple(garage.vehicles_of(unit, owner.id))
    chosen = cars if len(cars) == 1 else tuple(car for car in cars if car.id == memory.vehicle_id)
    car = chosen[0] if chosen else None
    zone = (car or cars[0]).zone if cars else owner.zone
    local_now = unit.now.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    return Scene(unit, owner, car, cars, local_now, zone)


def _with_visits(talk: Talk, scene: Scene) -> Talk:
    return replace(talk, visits=deeds.current_visits(scene))


def _turn(scene: Scene, talk: Talk, meaning: Meaning) -> Reply:
    """One step of the talk, and what it leads to. Raises Refusal no_car where a task needs one."""
    if meaning.intent in rules.TASKS and not scene.cars:
        raise Refusal("no_car")
    talk, reply = rules.step(talk, meaning, now=scene.local_now, zone=scene.zone)
    if isinstance(reply, Act):
        return _answered(scene, deeds.do(scene, talk, reply))
    return _answered(scene, Done(talk, ask=reply))


def _answered(scene: Scene, done: Done) -> Reply:
    """Keep where the talk stands, and say what came of it. A finished task forgets its car."""
    kept = scene.car.id if scene.car and done.talk.task else None
    store.save(scene.unit, scene.owner.id, Memory(done.talk, kept))
    asking = (_which_car(scene),) if done.which_car else asked(scene, done.ask)
    return Reply(messages=(*done.messages, *asking))


def _which_car(scene: Scene) -> Message:
    rows = tuple(
        (Button(Phrase("choice.car", {"car": car.name}), "talk.car", {"vehicle_id": car.id}),)
        for car in scene.cars
    )
    return Message((Phrase("ask.car"),), rows=rows)


def asked(scene: Scene, ask: Ask | None) -> tuple[Message, ...]:
    """Put a question with its choices as buttons, two in a row; of several cars it names the one it is about."""
    if ask is None:
        return ()
    buttons = [_button(choice) for choice in ask.choices]
    rows = tuple(tuple(buttons[start : start + _ROW]) for start in range(0, len(buttons), _ROW))
    named = (Phrase("car.about", {"car": scene.car.name}),) if scene.car and len(scene.cars) > 1 else ()
    return (Message((*named, Phrase(ask.code, ask.params)), rows=rows),)


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
    return _mean(unit, owner, Meaning(Intent.BOOK, job=job), vehicle_id=case.vehicle_id)


def _put_right(asked: Asked) -> Verb:
    """Begin to correct or delete an entry of the past services. Raises Refusal service_unknown."""

    def begin(unit: Unit, owner: Owner, params: Params) -> Reply:
        entry = services.entry_of(unit, owner.id, int(params["entry_id"]))
        memory = replace(store.load(unit, owner.id), vehicle_id=entry.vehicle_id)
        scene = _scene(unit, owner, memory)
        talk, ask = corrections.begin(_with_visits(memory.talk, scene), entry, asked, zone=scene.zone)
        return _answered(scene, Done(talk, ask=ask))

    return begin


def _mean(unit: Unit, owner: Owner, meaning: Meaning, *, vehicle_id: int | None = None) -> Reply:
    memory = store.load(unit, owner.id)
    scene = _scene(unit, owner, replace(memory, vehicle_id=vehicle_id or memory.vehicle_id))
    return _turn(scene, _with_visits(memory.talk, scene), meaning)


def _choose_car(unit: Unit, owner: Owner, params: Params) -> Reply:
    """Go on with the task that waited for its car."""
    memory = replace(store.load(unit, owner.id), vehicle_id=int(params["vehicle_id"]))
    scene = _scene(unit, owner, memory)
    return _answered(scene, deeds.open_question(scene, _with_visits(memory.talk, scene), ()))


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
    "history": history.show,
    "bookings": visits.show,
    "language": onboarding.language,
    "quiet": settings.quiet,
    "help": _help,
    "unreadable": _unreadable,
    "privacy": _without_argument(privacy.show),
    "footprint": _without_argument(privacy.tell),
    "export": _without_argument(privacy.hand_over),
    "delete": _without_argument(privacy.ask_delete),
}

VERBS: dict[str, Verb] = {
    "talk.choice": _choose,
    "talk.car": _choose_car,
    "say": _say,
    "visit.move": _move,
    "visit.cancel": _cancel,
    "visit.other": _other_time,
    "history.on": _put_right(Asked.DONE_ON),
    "history.km": _put_right(Asked.DONE_KM),
    "history.erase": _put_right(Asked.ERASING),
    **onboarding.VERBS,
    **cars.VERBS,
    **history.VERBS,
    **settings.VERBS,
    **visits.VERBS,
    **privacy.VERBS,
}
