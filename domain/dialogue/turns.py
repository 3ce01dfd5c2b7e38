"""One turn of the talk: the scene it happens in, what was meant, what that leads to, and what is asked next."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from domain.booking import service as booking
from domain.contact import buttons
from domain.contact.facts import Reply
from domain.core import Unit
from domain.dialogue import agreement, asking, model, naming, rules, store, tasks, understand
from domain.dialogue.acts import deeds, people
from domain.dialogue.acts.scene import Done, Scene
from domain.dialogue.facts import Act, Asked, Intent, Meaning, Talk
from domain.dialogue.memory import Memory
from domain.dialogue.rules import Step
from domain.errors import Refusal
from domain.garage import service as garage
from domain.garage.tables import Owner


def scene_of(unit: Unit, owner: Owner, memory: Memory, *, car_id: int | None = None) -> Scene:
    """car_id: the car that a tap is about, where that is known better than by the open task."""
    cars = tuple(garage.own_vehicles(unit, owner.id))
    wanted = car_id or (memory.talk.task.car if memory.talk.task else None)
    chosen = cars if len(cars) == 1 and wanted is None else tuple(car for car in cars if car.id == wanted)
    car = chosen[0] if chosen else None
    zone = (car or cars[0]).zone if cars else owner.zone
    local_now = unit.now.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    return Scene(unit, owner, car, cars, local_now, zone)


def with_visits(talk: Talk, scene: Scene) -> Talk:
    return replace(talk, visits=deeds.current_visits(scene))


def understood(scene: Scene, talk: Talk, text: str) -> Meaning:
    return understand.understand(text, talk=talk, now=scene.local_now, model=model.shipped())


def meant(scene: Scene, talk: Talk, text: str, meaning: Meaning) -> Reply:
    note = people.note(scene.unit, scene.owner, text, meaning)
    meaning = _of_warning(scene, talk, meaning)
    return note or turn(scene, rules.step(talk, meaning, now=scene.local_now, zone=scene.zone), meaning)


def _of_warning(scene: Scene, talk: Talk, meaning: Meaning) -> Meaning:
    """A time that is asked for beside a warning is one for its work, where one warning holds a slot and no task is open."""
    asks = meaning.when and meaning.intent in {*rules.TASKS, Intent.INFORM} - {Intent.CANCEL}
    if talk.task or talk.visits or meaning.job or not asks:
        return meaning
    held = [each for each in booking.visits_of(scene.unit, scene.owner.id) if each.alert_id is not None]
    if len(held) != 1:
        return meaning
    return replace(meaning, intent=Intent.BOOK, sure=1.0, job=held[0].job, car=held[0].vehicle_id)


def of_car(scene: Scene, talk: Talk, named: naming.Named, text: str) -> Reply:
    """Words that name one of the cars: the open booking turns to it, or something new is about it."""
    assert scene.car is not None
    car, talk = scene.car.id, with_visits(talk, scene)
    task = talk.task
    books = tasks.books(task)
    if task is None or task.car == car or not (books or agreement.matter(talk)):
        meaning = understood(scene, talk, named.text)
        return meant(scene, _visits_of(scene, talk), text, replace(meaning, car=car))
    if not books:
        return meant(
            scene, talk, text, understood(scene, talk, text)
        )  # a yes is of the car in question alone
    turned = replace(talk, task=replace(task, car=car), offered=(), terms="")
    meaning = replace(understood(scene, turned, named.text), car=car)
    another = meaning.intent in rules.TASKS and task.car is not None
    if not named.alone and (another or meaning.intent in rules.ASIDES):
        return meant(scene, talk, text, meaning)
    if named.alone or not (meaning.when or meaning.job or meaning.soonest):
        return answered(scene, deeds.open_question(scene, replace(turned, asked=Asked.NOTHING), ()))
    return meant(scene, turned, text, meaning)


def _visits_of(scene: Scene, talk: Talk) -> Talk:
    """The talk with the visits of the car, where it has any."""
    live = booking.visits_of(scene.unit, scene.owner.id)
    numbers = {int(each.number) for each in live if each.vehicle_id == scene.vehicle_id}
    visits = tuple(each for each in talk.visits if each.number in numbers)
    return replace(talk, visits=visits or talk.visits)


def turn(scene: Scene, step: Step, meaning: Meaning) -> Reply:
    """What one step of the talk leads to. Raises Refusal no_car or driver_reads_only where a task needs one."""
    if meaning.intent in rules.TASKS and not scene.cars:
        raise Refusal("driver_reads_only" if garage.vehicles_of(scene.unit, scene.owner.id) else "no_car")
    talk, reply = step
    scene, talk = _about(scene, talk)
    if isinstance(reply, Act):
        return answered(scene, deeds.do(scene, talk, reply))
    return answered(scene, Done(talk, ask=reply))


def _about(scene: Scene, talk: Talk) -> tuple[Scene, Talk]:
    """The car of the task, as soon as both are known: from then on the task is of that car."""
    task = talk.task
    if task is None:
        return scene, talk
    if task.car is None:
        return scene, replace(talk, task=replace(task, car=scene.car.id if scene.car else None))
    return replace(scene, car=next((car for car in scene.cars if car.id == task.car), None)), talk


def answered(scene: Scene, done: Done) -> Reply:
    """Keep where the talk stands, and say what came of it. The keyboards of earlier questions are over."""
    scene, talk = _about(scene, done.talk)
    store.save(scene.unit, scene.owner.id, Memory(talk))
    put = (asking.which_car(scene, talk),) if done.which_car else asking.asked(scene, talk, done.ask)
    over = buttons.close(scene.unit, scene.owner.id, asking.OF_TALK) if put or talk.task is None else ()
    return Reply(messages=(*done.messages, *put), over=over)
