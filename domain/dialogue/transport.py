"""How the car comes to its visit, in the chat: collected, with a courtesy car, or brought by its owner."""

from dataclasses import replace

from domain.booking import bringing, contacts, jobs, words
from domain.booking import service as booking
from domain.booking import store as calendars
from domain.booking.bringing import LONGEST
from domain.booking.facts import CentreFacts, State, VisitView
from domain.booking.ways import Way
from domain.contact.facts import Button, Message, Reply, Style
from domain.contact.verbs import Facts, Verb, reads
from domain.core import Unit
from domain.dialogue import pending, script, store, tasks, transport_forms, turns
from domain.dialogue.acts import answers, deeds, starts, visits
from domain.dialogue.acts.about import Wish as About
from domain.dialogue.emergency import recognition
from domain.dialogue.facts import Intent, Talk
from domain.dialogue.meaning import jobs as work
from domain.dialogue.memory import Memory
from domain.dialogue.transport_forms import Wish
from domain.explain.facts import Phrase
from domain.registry.tables import Owner


class _Of(Facts, frozen=True):
    """visit_id: 0 for the visit that is being booked."""

    visit_id: int
    way: str
    address: str = ""


def answer(unit: Unit, owner: Owner, memory: Memory, text: str) -> Reply | None:
    """Answer what a text wishes or asks of it, or take it as the address that was asked for; None where it is about neither."""
    wish = transport_forms.read(text)
    if wish is None:
        return _addressed(unit, owner, memory, text)
    if tasks.books(memory.talk.task):
        reply = _of_talk(unit, owner, memory, wish)
        return _with_other_questions(unit, owner, memory, text, reply) if wish.asks and reply else reply
    booked = [each for each in booking.visits_of(unit, owner.id) if each.state == State.BOOKED]
    job = work.find(script.plain(text))
    booked = [
        each
        for each in booked
        if (each.transport or wish.way is not Way.OWN) and (job is None or jobs.overlap(job, each.job))
    ]
    if memory.talk.task is not None:
        return None
    if not booked:
        return _before_booking(unit, owner, memory.talk, wish, text)
    if len(booked) > 1:
        return _which(booked, wish)
    return propose(unit, owner, _Of(booked[0].id, wish.way, wish.address), asks=wish.asks)


def _with_other_questions(unit: Unit, owner: Owner, memory: Memory, text: str, reply: Reply) -> Reply:
    """Answer what else a message asks, before what it asks of this."""
    scene = turns.scene_of(unit, owner, memory)
    meaning = turns.understood(scene, turns.with_visits(memory.talk, scene), transport_forms.beside(text))
    if not meaning.topics:
        return reply
    return replace(reply, messages=(answers.answer(scene, memory.talk, meaning), *reply.messages))


def with_booking(memory: Memory, text: str) -> tuple[Memory, str]:
    """Note what is wished beside the work that is to be booked, and return the rest of the text without the address."""
    wish = None if memory.talk.task else transport_forms.read(text)
    if wish is None or wish.asks or not (wish.address or wish.way is Way.COURTESY):
        return memory, text
    talk = replace(memory.talk, transport=wish.way, address=wish.address)
    return replace(memory, talk=talk), text.replace(wish.address, "") if wish.address else text


def _before_booking(unit: Unit, owner: Owner, talk: Talk, wish: Wish, text: str) -> Reply | None:
    """Say that the car's centre offers it, where a text wishes for nothing else."""
    centre = _centre(unit, owner, talk)
    if centre is None or wish.way is Way.OWN or work.find(script.plain(text)):
        return None
    if not (centre.collects if wish.way is Way.COLLECT else centre.courtesy_cars):
        return None
    lines = (Phrase(f"transport.offers.{wish.way}", {"centre": centre.name}), Phrase("transport.with_visit"))
    book = Button(Phrase("choice.book"), "say", About(Intent.BOOK).params(), once=False)
    return Reply(messages=(Message(lines, rows=((book,),)),))


def _addressed(unit: Unit, owner: Owner, memory: Memory, text: str) -> Reply | None:
    question = memory.pending
    if question is None or not question.open or not transport_forms.is_address(text):
        return None
    of = _Of(int(question.yes.params["visit_id"]), Way.COLLECT, text.strip()[:LONGEST])
    return propose(unit, owner, of)


def is_place(unit: Unit, owner: Owner, text: str) -> bool:
    """Whether a text is the address that was asked for, and nothing but its road sounds like an emergency."""
    question = store.load(unit, owner.id).pending
    if question is None or not question.open:
        return False
    return recognition.find(transport_forms.without_road(text)) is None


def _which(booked: list[VisitView], wish: Wish) -> Reply:
    """Ask which visit is meant."""
    rows = tuple(
        (
            Button(
                Phrase("choice.visit", {"job": words.job(each.job), "when": words.visit_params(each)["at"]}),
                "transport.propose",
                _Of(each.id, wish.way, wish.address).params(),
            ),
        )
        for each in booked
    )
    return Reply(messages=(Message((Phrase("ask.visit"),), rows=rows),))


def propose(unit: Unit, owner: Owner, about: _Of, *, asks: bool = False) -> Reply:
    """Sum up what is to be, ask for the address, or say what is possible; nothing is written. asks: it is only asked about.

    Raises Refusal not_collected, no_courtesy_cars, courtesy_cars_out, too_late or visit_unknown.
    """
    if not about.visit_id:
        wish = Wish(Way(about.way), about.address)
        return _of_talk(unit, owner, store.load(unit, owner.id), wish) or _over()
    way, visit = Way(about.way), booking.visit_of(unit, owner.id, about.visit_id)
    booking.refuse_late(visit, now=unit.now)
    bringing.check(unit, visit, way)
    if asks:
        label = Button(Phrase(f"transport.button.{way}"), "transport.propose", about.params(), once=False)
        line = Phrase(f"transport.offers.{way}", words.visit_params(visit))
        return Reply(messages=(Message((line,), rows=((label,),)),))
    if way is Way.COLLECT and not about.address:
        return _ask(about, words.visit_params(visit)["centre"])
    return Reply(messages=(_summary(visit, about),))


def _over() -> Reply:
    return Reply(messages=(Message((Phrase("answer.over_all"),)),))


def _ask(about: _Of, centre: object) -> Reply:
    """Ask where the car is to be collected; the next words are taken for the address."""
    own = Button(Phrase("transport.button.own"), pending.ADDRESS, about.params())
    return Reply(messages=(Message((Phrase("transport.where", {"centre": centre}),), rows=((own,),)),))


def _summary(visit: VisitView, about: _Of) -> Message:
    params = {**words.visit_params(visit), "address": about.address}
    yes = Button(Phrase("transport.button.yes"), "transport.set", about.params(), Style.GOOD)
    another = Button(
        Phrase("transport.button.another"), "transport.propose", _Of(visit.id, Way.COLLECT).params()
    )
    own = Button(Phrase("transport.button.own"), "transport.own", _Of(visit.id, Way.OWN).params())
    others = () if about.way == Way.OWN else ((another, own) if about.address else (own,))
    row = (yes, *others)
    return Message((Phrase(f"transport.ask.{about.way or 'own'}", params),), rows=(row,))


def change(unit: Unit, owner: Owner, about: _Of) -> Reply:
    """Set how the visit is come by, and show the visit. Raises the refusals of bringing.bring."""
    visit = bringing.bring(unit, owner.id, about.visit_id, Way(about.way), address=about.address)
    return Reply(messages=(visits.visit_message(visit, code="visit.line"),))


def own(unit: Unit, owner: Owner, about: _Of) -> Reply:
    """The owner brings the car after all. Raises the refusals of bringing.bring."""
    if about.visit_id:
        return change(unit, owner, _Of(about.visit_id, Way.OWN))
    memory = store.load(unit, owner.id)
    return _put_in_talk(unit, owner, memory, Wish(Way.OWN)) if memory.talk.task else _over()


def _of_talk(unit: Unit, owner: Owner, memory: Memory, wish: Wish) -> Reply | None:
    """Take it for the visit that is being booked; None where there is nothing to change."""
    talk = memory.talk
    if not tasks.books(talk.task) or (wish.way is Way.OWN and talk.transport is Way.OWN):
        return None
    centre = _centre(unit, owner, talk)
    if centre is not None:
        bringing.offer(centre, wish.way)
    if wish.way is Way.COLLECT and not wish.address and not wish.asks:
        store.save(unit, owner.id, replace(memory, talk=replace(talk, elsewhere=True)))
        return _ask(_Of(0, wish.way), centre.name if centre else Phrase("transport.the_centre"))
    return _put_in_talk(unit, owner, memory, wish)


def _centre(unit: Unit, owner: Owner, talk: Talk) -> CentreFacts | None:
    """The centre of the slot on the table, else the one that was named, else the car's own."""
    task = talk.task
    if task and (task.slot or task.site):
        return calendars.centre(unit, starts.place(task.slot.slot)[0] if task.slot else task.site or 0)
    car = turns.scene_of(unit, owner, Memory(talk)).car
    contact = contacts.of_car(unit, owner.id, car.id if car else None)
    return contact.centre if contact else None


def _put_in_talk(unit: Unit, owner: Owner, memory: Memory, wish: Wish) -> Reply:
    """Note it, and come back to the open question, whose summary shows it; what is only asked is answered."""
    scene = turns.scene_of(unit, owner, memory)
    talk = turns.with_visits(memory.talk, scene)
    centre = _centre(unit, owner, talk)
    name = centre.name if centre else Phrase("transport.the_centre")
    if wish.asks:
        line = Phrase(f"transport.offers.{wish.way}", {"centre": name})
        return turns.answered(scene, deeds.aside(scene, talk, (Message((line,)),)))
    code = f"transport.{wish.way}" if wish.way else "transport.own"
    line = Phrase(code, {"centre": name, "address": wish.address})
    talk = replace(talk, transport=wish.way, address=wish.address)
    return turns.answered(scene, deeds.open_question(scene, talk, (Message((line,)),)))


VERBS: dict[str, Verb] = {
    "transport.propose": reads(_Of, propose),
    "transport.set": reads(_Of, change),
    "transport.own": reads(_Of, own),
    pending.ADDRESS: reads(_Of, own),
}
