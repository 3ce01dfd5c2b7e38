"""One turn of the talk: the scene it happens in, what was meant, what that leads to, and what is asked next."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from domain.alerts import cases
from domain.alerts import service as alerts
from domain.alerts.about import OfVisit
from domain.booking import network, waitlist
from domain.booking import service as booking
from domain.booking.facts import State, VisitView
from domain.contact import buttons
from domain.contact.facts import Reply
from domain.core import Unit
from domain.dialogue import asking, message, push_topics, referent, rules, script, store, tasks
from domain.dialogue.acts import answers, deeds, named_work, people, referral, starts, symptom, visits
from domain.dialogue.acts.scene import Done, Scene
from domain.dialogue.decisions import Act, Step
from domain.dialogue.facts import Asked, Grain, Intent, Meaning, Offer, Talk, TimeExpression
from domain.dialogue.meaning import agreement, family, model, naming, sites
from domain.dialogue.memory import Memory
from domain.dialogue.referent import NOTHING, Referent
from domain.dialogue.second import rules as second_rules
from domain.dialogue.second.facts import NONE, Second
from domain.dialogue.times import shifts, when, wishes
from domain.dialogue.topics import Site, Topic
from domain.errors import Refusal
from domain.registry import service as registry
from domain.registry.tables import Owner


def scene_of(
    unit: Unit,
    owner: Owner,
    memory: Memory,
    *,
    car_id: int | None = None,
    second: Second = NONE,
    about: Referent = NOTHING,
) -> Scene:
    """Return the owner, the car that is talked about, the time where it is, and what is had of the second reader.

    car_id: the car that a tap is for; without it the car is that of the open task, or the only one.
    """
    cars = tuple(registry.own_vehicles(unit, owner.id))
    current = car_id or (memory.talk.task.car if memory.talk.task else None)
    matches = cars if len(cars) == 1 and current is None else tuple(car for car in cars if car.id == current)
    car = matches[0] if matches else None
    zone = (car or cars[0]).zone if cars else owner.zone
    local_now = unit.now.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    return Scene(unit, owner, car, cars, local_now, zone, second, about)


def with_visits(talk: Talk, scene: Scene) -> Talk:
    """The talk with the visits as they are now, and the slot that the only warning holds, if any."""
    hold = _slot_of_warning(scene)
    slot = Offer(str(hold.id), hold.starts_at, hold.zone, hold.centre) if hold and not talk.task else None
    job = hold.job if hold and slot else None
    has_warning = cases.any_open(scene.unit, scene.owner.id)
    every, number = deeds.current_visits(scene, car=_car_of_change(talk)), scene.about.number
    visits = tuple(each for each in every if each.number == number) or every
    return replace(talk, visits=visits, warned_slot=slot, warned_job=job, has_warning=has_warning)


def is_of_other(scene: Scene, text: str, cars: Sequence[int]) -> bool:
    """Whether a message turns from what came last unasked to a car, of those that it names, or a visit of its own."""
    about = scene.about
    if not about.push:
        return False
    visits = deeds.current_visits(scene, car=None)
    return (len(cars) == 1 and cars[0] != about.vehicle_id) or referent.names_other(
        text, about, visits, scene.local_now
    )


def _as_other_car(meaning: Meaning, talk: Talk) -> Meaning:
    """A car that has no visit is not to be moved but booked, as the only visit of another car is: "the Zoe on the same day too"."""
    if meaning.intent is not Intent.RESCHEDULE:
        return meaning
    meaning = replace(meaning, intent=Intent.BOOK)
    if len(talk.visits) != 1:
        return meaning
    other = talk.visits[0]
    start = other.start.astimezone(ZoneInfo(other.zone)).replace(tzinfo=None)
    when = meaning.when and shifts.resolved(meaning.when, start, start)
    return replace(meaning, job=meaning.job or other.job, when=when)


def _car_of_change(talk: Talk) -> int | None:
    """The car whose visit is moved or cancelled: no visit of another one is meant."""
    return talk.task.car if talk.task and not tasks.books(talk.task) else None


def _slot_of_warning(scene: Scene) -> VisitView | None:
    """The slot of the one warning, or of the waiting list, that holds any, or of the warning that is replied to."""
    live = booking.visits_of(scene.unit, scene.owner.id)
    holds = [
        each
        for each in live
        if each.state is State.HELD and (each.alert_id is not None or waitlist.offers(scene.unit, each.id))
    ]
    if scene.about.alert_id is not None:
        holds = [each for each in holds if each.alert_id == scene.about.alert_id]
    elif scene.about.visit_id is not None:
        holds = [each for each in holds if each.id == scene.about.visit_id]
    return holds[0] if len(holds) == 1 else None


def understood(scene: Scene, talk: Talk, text: str) -> Meaning:
    """What a message means, and which centre it speaks of; a short question may be of what came last."""
    plain = script.plain(text).strip()
    if topics := _asked_of_push(scene.about, plain):
        times = when.find(push_topics.until(plain), now=scene.local_now)
        days = next((each for each in times if not each.idle), None)
        return Meaning(Intent.QUESTION, topics=topics, asked_days=days)
    centres = tuple(Site(number, name) for number, name in network.centre_names(scene.unit))
    current, now = _site(scene, talk), scene.local_now
    usual = _usual_site(scene) if sites.usual(text) else None
    return message.read(
        text, talk=talk, now=now, model=model.shipped(), centres=centres, current=current, usual=usual
    )


def _asked_of_push(about: Referent, plain: str) -> tuple[Topic, ...]:
    if not about.push:
        return ()
    if about.alert_id is not None:
        return push_topics.of_warning(plain)
    if about.number is not None:
        return push_topics.of_visit(plain)
    return push_topics.of_past_visit(plain) if about.visit_id is not None else ()


def _usual_site(scene: Scene) -> int | None:
    """The centre of most finished visits, of as many the latest; without any the car's own."""
    past = booking.visits_of(scene.unit, scene.owner.id, past=True)
    done = Counter(each.centre_id for each in reversed(past) if each.state is State.DONE)
    own = scene.car.centre_id if scene.car else None
    return done.most_common(1)[0][0] if done else own


def _site(scene: Scene, talk: Talk) -> int | None:
    """The centre in question: of the slot on the table or of the visit, else the one that was wished, else the car's own."""
    task = talk.task
    slot = next(iter(((task.slot,) if task and task.slot else ()) + talk.offered), None)
    if slot:
        return starts.place(slot.slot)[0]
    if task and task.site:
        return task.site
    visit = tasks.visit_of(talk) or (talk.visits[0] if len(talk.visits) == 1 and task is None else None)
    if visit:
        return visit.site
    return scene.car.centre_id if scene.car else None


def reply_to(scene: Scene, talk: Talk, text: str, meaning: Meaning) -> Reply:
    """Answer what was meant. Raises second.facts.Unsure where the second reader is to be asked first."""
    applied = referent.applied(meaning, scene.about)
    if referent.is_of_another(applied, scene.about):
        scene = replace(scene, about=NOTHING, car=scene.cars[0] if len(scene.cars) == 1 else None)
    else:
        meaning = applied
    if talk.task is None:
        meaning = referent.mended(scene.unit, scene.owner.id, meaning, text)
        meaning = symptom.with_work(scene.unit, scene.owner, meaning, text)
    note = people.note(scene.unit, scene.owner, text, meaning)
    if note and not people.asks(meaning):
        return Reply(messages=(note,))
    reply = _answered(scene, talk, text, named_work.heeded(meaning, text))
    first = tuple(each for each in (note, named_work.note(talk, meaning, text)) if each)
    return replace(reply, messages=(*first, *reply.messages))


def _answered(scene: Scene, talk: Talk, text: str, meaning: Meaning) -> Reply:
    if talk.warned_slot and not talk.visits and family.lets_go(script.plain(text)):
        return visits.let_go(scene.unit, scene.owner, OfVisit(int(talk.warned_slot.slot)))
    if second_rules.is_unsure(meaning, talk):
        referral.refer(scene, talk, text)
        meaning = second_rules.settle(meaning, scene.second.choice, talk)
    if meaning.put_off and talk.task is None:
        _acknowledge_warning(scene)
    meaning = _of_warning(scene, talk, meaning)
    return turn(scene, rules.step(talk, meaning, now=scene.local_now, zone=scene.zone), meaning)


def _acknowledge_warning(scene: Scene) -> None:
    """Note that the owner has read the one warning that holds a slot; a reminder that they asked for since stays."""
    hold = _slot_of_warning(scene)
    if hold is None or hold.alert_id is None:
        return
    if not alerts.case_of(scene.unit, scene.owner.id, hold.alert_id).acknowledged:
        alerts.acknowledge(scene.unit, scene.owner.id, hold.alert_id)


def _of_warning(scene: Scene, talk: Talk, meaning: Meaning) -> Meaning:
    """Where one warning holds a slot and no task is open, take a yes for that slot, and a time for one for its work."""
    asks = (meaning.when or meaning.sites) and meaning.intent in {
        *rules.TASKS,
        Intent.INFORM,
        Intent.AFFIRM,
    } - {Intent.CANCEL}
    hold = _slot_of_warning(scene)
    if hold and meaning.plain and talk.task is None:
        return _to_sum_up(hold)
    if talk.task or talk.visits or hold is None or not asks or meaning.job not in {None, hold.job}:
        return meaning
    start = hold.starts_at.astimezone(ZoneInfo(hold.zone)).replace(tzinfo=None)
    if meaning.when and wishes.is_bare_clock(meaning.when) and wishes.holds(meaning.when, start):
        return _to_sum_up(hold)  # its very hour
    when = meaning.when and shifts.resolved(meaning.when, start, start)
    return replace(meaning, intent=Intent.BOOK, sure=1.0, job=hold.job, car=hold.vehicle_id, when=when)


def _to_sum_up(hold: VisitView) -> Meaning:
    """The wish for the very slot that a warning holds, which is summed up and asked about before it is booked."""
    start = hold.starts_at.astimezone(ZoneInfo(hold.zone)).replace(tzinfo=None)
    at = start.time()
    when = TimeExpression(
        "", (0, 0), Grain.CLOCK, date_from=start.date(), date_to=start.date(), time_from=at, time_to=at
    )
    site = Site(hold.centre_id, hold.centre)
    return Meaning(Intent.BOOK, when=when, job=hold.job, car=hold.vehicle_id, sites=(site,))


def of_car(scene: Scene, talk: Talk, mention: naming.CarMention, text: str) -> Reply:
    """Words that name one of the cars: the open booking turns to it, or something new is about it."""
    assert scene.car is not None
    car, talk = scene.car.id, with_visits(talk, scene)
    task = talk.task
    books = tasks.books(task)
    if task is None or task.car == car or not (books or agreement.matter(talk)):
        meaning = understood(scene, talk, mention.text)
        of_car = replace(talk, visits=deeds.current_visits(scene, car=car))
        meaning = replace(meaning, car=car)
        return reply_to(scene, of_car, text, meaning if of_car.visits else _as_other_car(meaning, talk))
    if not books:
        return reply_to(
            scene, talk, text, understood(scene, talk, text)
        )  # a yes is of the car in question alone
    turned = replace(talk, task=replace(task, car=car), offered=(), terms="")
    meaning = replace(understood(scene, turned, mention.text), car=car)
    another = meaning.intent in rules.TASKS and task.car is not None
    if not mention.alone and (another or meaning.intent in rules.ASIDES):
        return reply_to(scene, talk, text, meaning)
    if mention.alone or not (meaning.when or meaning.job or meaning.soonest):
        return answered(scene, deeds.open_question(scene, replace(turned, asked=Asked.NOTHING), ()))
    return reply_to(scene, turned, text, meaning)


def turn(scene: Scene, step: Step, meaning: Meaning) -> Reply:
    """What one step of the talk leads to. Raises Refusal no_car or driver_reads_only where a task needs one."""
    if meaning.intent in rules.TASKS and not scene.cars:
        raise Refusal("driver_reads_only" if registry.vehicles_of(scene.unit, scene.owner.id) else "no_car")
    talk, reply = step
    before = talk.topics
    scene, talk = _about(scene, talk)
    _refuse_late(scene, talk)
    beside = meaning.topics and meaning.intent is not Intent.QUESTION
    first = (answers.answer(scene, talk, meaning),) if beside else ()
    done = deeds.do(scene, talk, reply) if isinstance(reply, Act) else Done(talk, ask=reply)
    topics = before if meaning.topics == (Topic.SURE,) else meaning.topics
    after = replace(done.talk, topics=topics)
    return answered(scene, replace(done, talk=after, messages=(*first, *done.messages)))


def _refuse_late(scene: Scene, talk: Talk) -> None:
    """Raise Refusal too_late where the visit to be moved or cancelled is too near, before anything is asked about it."""
    task = talk.task
    for visit in booking.visits_of(scene.unit, scene.owner.id) if task and task.visit else ():
        if task and visit.number == str(task.visit):
            booking.refuse_late(visit, now=scene.unit.now)


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
    about = scene.about.push if talk.task is None else 0
    put = (
        (asking.which_car(scene, talk),)
        if done.which_car
        else asking.question_messages(scene, talk, done.ask)
    )
    over = buttons.close(scene.unit, scene.owner.id, asking.OF_TALK) if put or talk.task is None else ()
    # After the buttons: a write ends what the unit remembers of reads, and the talk is read again.
    memory = store.load(scene.unit, scene.owner.id)
    store.save(scene.unit, scene.owner.id, replace(memory, talk=talk, pending=None, about=about))
    return Reply(messages=(*done.messages, *put), over=over)
