"""What the buttons of the talk do: a choice under a question, a wish, a visit to be changed, a month to look at."""

from dataclasses import replace

import msgspec

from domain.alerts import cases
from domain.alerts import service as alerts
from domain.alerts.about import OfAlert, OfVisit
from domain.booking import network
from domain.booking import service as booking
from domain.booking.about import OfNumber
from domain.contact.facts import Message, Reply
from domain.contact.verbs import Verb, reads
from domain.core import Unit
from domain.dialogue import rules, store, taps, turns
from domain.dialogue.acts import deeds, months, people
from domain.dialogue.acts.about import CarOfTask, ChoiceOfTask, Month, OfEntry, Wish
from domain.dialogue.acts.scene import Done
from domain.dialogue.decisions import Over
from domain.dialogue.facts import Asked, Intent, Meaning
from domain.dialogue.topics import Site
from domain.explain.catalogue import locale_for
from domain.explain.facts import Phrase
from domain.offers import service as offers
from domain.offers.about import OfProposal
from domain.registry.tables import Owner
from domain.upkeep import services


def mean(unit: Unit, owner: Owner, meaning: Meaning, *, of: int = -1) -> Reply:
    """One step by a button. of: the number of the task whose question it stands under."""
    memory = store.load(unit, owner.id)
    scene = turns.scene_of(unit, owner, memory, car_id=meaning.car)
    talk = turns.with_visits(memory.talk, scene)
    step = (
        rules.step(talk, meaning, now=scene.local_now, zone=scene.zone)
        if of < 0 and meaning.number is None
        else taps.tap(talk, meaning, of=of, now=scene.local_now, zone=scene.zone)
    )
    return turns.turn(scene, step, meaning)


def _choose(unit: Unit, owner: Owner, about: ChoiceOfTask) -> Reply:
    meaning = msgspec.json.decode(about.meaning, type=Meaning)
    return mean(unit, owner, meaning, of=about.task)


def _say(unit: Unit, owner: Owner, about: Wish) -> Reply:
    """A wish by tap, perhaps for the car under whose name the button stands."""
    sites = tuple(Site(*each) for each in network.centre_names(unit) if each[0] == about.site)
    return mean(unit, owner, Meaning(about.intent, car=about.vehicle_id, job=about.job, sites=sites))


def _move(unit: Unit, owner: Owner, about: OfNumber) -> Reply:
    return mean(unit, owner, Meaning(Intent.RESCHEDULE, number=about.number))


def _cancel(unit: Unit, owner: Owner, about: OfNumber) -> Reply:
    return mean(unit, owner, Meaning(Intent.CANCEL, number=about.number))


def _again(unit: Unit, owner: Owner, about: OfVisit) -> Reply:
    """The same work for the same car at another time."""
    visit = booking.visit_of(unit, owner.id, about.visit_id)
    return mean(unit, owner, Meaning(Intent.BOOK, job=visit.job, car=visit.vehicle_id))


def _accept(unit: Unit, owner: Owner, about: OfProposal) -> Reply:
    """Begin to book what an offer names, else pass the interest on to a person. Raises Refusal offer_over (410)."""
    standing = offers.accept(unit, owner, about.proposal_id)
    if standing.offer.job is not None:
        return mean(unit, owner, Meaning(Intent.BOOK, job=standing.offer.job, car=standing.vehicle_id))
    note = unit.core.speaker(locale_for(owner.locale)).say(
        Phrase("offers.note", {"title": standing.offer.title})
    )
    return people.ask(unit, owner, note=note, vehicle_id=standing.vehicle_id)


def _other_time(unit: Unit, owner: Owner, about: OfAlert) -> Reply:
    """Another time than the one a warning holds or has booked: the talk goes on with its job, or moves the visit."""
    case = alerts.case_of(unit, owner.id, about.alert_id)
    if case.slot is not None and case.slot.booked and not case.slot.is_over(unit.now):
        number = booking.visit_of(unit, owner.id, case.slot.visit_id).number
        return mean(unit, owner, Meaning(Intent.RESCHEDULE, number=int(number)))
    return mean(unit, owner, Meaning(Intent.BOOK, job=cases.job(case.finding), car=case.vehicle_id))


def _put_right(question: Asked) -> Verb:
    """Begin to correct or delete an entry of the past services. Raises Refusal service_unknown."""

    def begin(unit: Unit, owner: Owner, about: OfEntry) -> Reply:
        entry = services.entry_of(unit, owner.id, about.entry_id)
        memory = store.load(unit, owner.id)
        scene = turns.scene_of(unit, owner, memory, car_id=entry.vehicle_id)
        talk, ask = rules.correct(
            turns.with_visits(memory.talk, scene),
            entry,
            question,
            car=entry.vehicle_id,
            now=scene.local_now,
            zone=scene.zone,
        )
        return turns.answered(scene, Done(talk, ask=ask))

    return reads(OfEntry, begin)


def _choose_car(unit: Unit, owner: Owner, about: CarOfTask) -> Reply:
    """Go on with the task that waited for its car, if that is the open one."""
    memory = store.load(unit, owner.id)
    scene = turns.scene_of(unit, owner, memory, car_id=about.vehicle_id)
    talk = turns.with_visits(memory.talk, scene)
    if talk.task is None or talk.task.no != about.task or scene.car is None:
        return turns.answered(scene, deeds.do(scene, talk, Over()))
    talk = replace(talk, task=replace(talk.task, car=scene.car.id, slot=None), asked=Asked.NOTHING)
    return turns.answered(scene, deeds.open_question(scene, talk, ()))


def _month(unit: Unit, owner: Owner, about: Month) -> Reply:
    """Show the free days of a month for the open task, if it is that one."""
    memory = store.load(unit, owner.id)
    scene = turns.scene_of(unit, owner, memory)
    task = memory.talk.task
    if task is None or task.no != about.task:
        return turns.answered(scene, deeds.do(scene, turns.with_visits(memory.talk, scene), Over()))
    return Reply(edit=months.message(scene, task, about))


VERBS: dict[str, Verb] = {
    "talk.choice": reads(ChoiceOfTask, _choose),
    "talk.car": reads(CarOfTask, _choose_car),
    "talk.month": reads(Month, _month),
    "talk.month.full": lambda _unit, _owner, _params: Reply(toast=Phrase("month.full.toast")),
    "say": reads(Wish, _say),
    "talk.kept": lambda _unit, _owner, _params: Reply(messages=(Message((Phrase("answer.all_right"),)),)),
    "visit.move": reads(OfNumber, _move),
    "visit.cancel": reads(OfNumber, _cancel),
    "visit.again": reads(OfVisit, _again),
    "offer.accept": reads(OfProposal, _accept),
    "visit.other": reads(OfAlert, _other_time),
    "history.on": _put_right(Asked.DONE_ON),
    "history.km": _put_right(Asked.DONE_KM),
    "history.erase": _put_right(Asked.ERASING),
}
