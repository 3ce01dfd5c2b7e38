"""How the car comes to its visit, in the chat: collected, with a courtesy car, or brought by its owner."""

from dataclasses import replace

from domain.booking import bringing, contacts, jobs, words
from domain.booking import service as booking
from domain.booking import store as calendars
from domain.booking.facts import CentreFacts, State, VisitView
from domain.booking.ways import Way
from domain.contact.facts import Button, Message, Reply, Style
from domain.contact.verbs import Verb, read, reads
from domain.core import Unit
from domain.dialogue import pending, script, store, tasks, transport_forms, turns
from domain.dialogue.acts import answers, deeds, fetching, starts, visits
from domain.dialogue.acts.about import Wish as About
from domain.dialogue.acts.fetching import OfWay
from domain.dialogue.emergency import recognition
from domain.dialogue.facts import Intent, Talk
from domain.dialogue.meaning import jobs as work
from domain.dialogue.memory import Memory
from domain.dialogue.transport_forms import Wish
from domain.explain.facts import Name, Phrase
from domain.registry.tables import Owner


def answer(unit: Unit, owner: Owner, memory: Memory, text: str) -> Reply | None:
    """Answer what a text wishes or asks of it, or take it as the address that was asked for; None where it is about neither.

    None too where it names work or a time beside its wish: that is a booking (see `with_booking`).
    """
    wish, about = _read(unit, memory, text)
    if memory.talk.task is None and (wish is None or not wish.address) and _is_collected(unit, owner):
        wish = transport_forms.own_address(text) or wish
    if wish is None:
        return None
    if about is not None and about.visit_id:
        return _for_visit(unit, owner, about, wish)
    if tasks.books(memory.talk.task):
        if not wish.asks and transport_forms.says_more(wish, now=unit.now):
            return None
        reply = _of_talk(unit, owner, memory, wish)
        return _with_other_questions(unit, owner, memory, text, reply) if wish.asks and reply else reply
    if memory.talk.task is not None:
        return None
    return _of_booked(unit, owner, memory, text, wish)


def _read(unit: Unit, memory: Memory, text: str) -> tuple[Wish | None, OfWay | None]:
    """What is wished, and the question for an address that it answers, if any."""
    question = pending.asks_address(memory.pending)
    wish = transport_forms.read(text)
    if memory.talk.transport is Way.COLLECT and (wish is None or not wish.address):
        wish = transport_forms.own_address(text) or wish
    if (question is None and not fetching.lacks_address(memory.talk)) or (wish and wish.asks):
        return wish, None
    about = read(question.yes.params, OfWay) if question else None
    now = unit.now.replace(tzinfo=None)
    return wish or transport_forms.answered(text, now=now, is_answer=question is not None), about


def _is_collected(unit: Unit, owner: Owner) -> bool:
    """Whether the car is to be collected for a booked visit."""
    return any(
        each.state == State.BOOKED and each.transport == Way.COLLECT
        for each in booking.visits_of(unit, owner.id)
    )


def _for_visit(unit: Unit, owner: Owner, about: OfWay, wish: Wish) -> Reply:
    """An answer to where the car of a booked visit is to be collected; asked again where it says no place."""
    if wish.way is Way.OWN:
        return Reply(messages=(Message((Phrase("answer.all_right"),)),))
    return propose(unit, owner, OfWay(about.visit_id, wish.way, wish.address))


def _of_booked(unit: Unit, owner: Owner, memory: Memory, text: str, wish: Wish) -> Reply | None:
    """What is wished for a booked visit, or for one that is still to be booked."""
    if transport_forms.moves(wish, now=unit.now):
        return None
    job = work.find(script.plain(text))
    booked = [
        each
        for each in booking.visits_of(unit, owner.id)
        if each.state == State.BOOKED
        and (wish.way is not Way.OWN or each.transport == wish.refuses)
        and (job is None or jobs.overlap(job, each.job))
    ]
    if not booked:
        return _before_booking(unit, owner, memory.talk, wish)
    if len(booked) > 1:
        return _which(booked, wish)
    return propose(unit, owner, OfWay(booked[0].id, wish.way, wish.address), asks=wish.asks)


def _with_other_questions(unit: Unit, owner: Owner, memory: Memory, text: str, reply: Reply) -> Reply:
    """Answer what else a message asks, before what it asks of this."""
    scene = turns.scene_of(unit, owner, memory)
    meaning = turns.understood(scene, turns.with_visits(memory.talk, scene), transport_forms.beside(text))
    if not meaning.topics:
        return reply
    return replace(reply, messages=(answers.answer(scene, memory.talk, meaning), *reply.messages))


def with_booking(unit: Unit, memory: Memory, text: str) -> tuple[Memory, str]:
    """Note what is wished beside the work that is to be booked, and return the rest of the text, without the address."""
    talk = memory.talk
    wish, _ = _read(unit, memory, text)
    if wish is None or wish.asks or not (talk.task is None or tasks.books(talk.task)):
        return memory, text
    if wish == Wish(Way.OWN) and talk.transport is Way.OWN:
        return memory, text  # "I'll bring it myself on Friday" speaks of a visit
    rest = wish.rest if talk.task is None else transport_forms.without_booking(wish.rest)
    return replace(memory, talk=_with_wish(talk, wish)), rest


def _with_wish(talk: Talk, wish: Wish) -> Talk:
    """The talk with what is wished; an address that is known stays, and what is refused is none only if it was wished."""
    if wish.way is Way.OWN:
        return replace(talk, transport=Way.OWN, address="") if talk.transport is wish.refuses else talk
    address = wish.address or talk.address
    return replace(talk, transport=wish.way, address=address if wish.way is Way.COLLECT else "")


def _before_booking(unit: Unit, owner: Owner, talk: Talk, wish: Wish) -> Reply | None:
    """Say that the car's centre offers it, or needs it not; None where a text wishes for more, or knows its address: that is booked.

    Raises Refusal not_collected or no_courtesy_cars.
    """
    if transport_forms.says_more(wish, now=unit.now):
        return None
    if wish.way is Way.OWN:
        is_of_loan = wish.refuses is Way.COURTESY
        return Reply(messages=(Message((Phrase("transport.no_courtesy"),)),)) if is_of_loan else None
    centre = _centre(unit, owner, talk)
    if centre is None or (
        wish.asks and not (centre.collects if wish.way is Way.COLLECT else centre.courtesy_cars)
    ):
        return None  # what is asked, its topic answers
    bringing.offer(centre, wish.way)
    if wish.address and not wish.asks:
        return None
    lines = (Phrase(f"transport.offers.{wish.way}", {"centre": centre.name}), Phrase("transport.with_visit"))
    book = Button(Phrase("choice.book"), "say", About(Intent.BOOK).params(), once=False)
    return Reply(messages=(Message(lines, rows=((book,),)),))


def is_place(unit: Unit, owner: Owner, text: str) -> bool:
    """Whether a text is the address that was asked for, or a new one, and nothing but its road sounds like an emergency."""
    memory = store.load(unit, owner.id)
    if memory.talk.transport is Way.COLLECT or _is_collected(unit, owner):
        own = transport_forms.own_address(text)
        if own and own.address:
            return recognition.find(own.rest) is None
    if pending.asks_address(memory.pending) is None:
        return False
    return recognition.find(transport_forms.without_road(text)) is None


def _which(booked: list[VisitView], wish: Wish) -> Reply:
    """Ask which visit is meant."""
    rows = tuple(
        (
            Button(
                Phrase("choice.visit", {"job": words.job(each.job), "when": words.visit_params(each)["at"]}),
                "transport.propose",
                OfWay(each.id, wish.way, wish.address).params(),
            ),
        )
        for each in booked
    )
    return Reply(messages=(Message((Phrase("ask.visit"),), rows=rows),))


def propose(unit: Unit, owner: Owner, about: OfWay, *, asks: bool = False) -> Reply:
    """Sum up what is to be, ask for the address, or say what is possible; nothing is written. asks: it is only asked about.

    Raises Refusal not_collected, no_courtesy_cars, courtesy_cars_out, too_late or visit_unknown.
    """
    if not about.visit_id:
        wish = Wish(Way(about.way), about.address)
        return _of_talk(unit, owner, store.load(unit, owner.id), wish) or _over()
    way, visit = Way(about.way), booking.visit_of(unit, owner.id, about.visit_id)
    booking.refuse_late(visit, now=unit.now)
    bringing.check(unit, visit, way)
    if asks and visit.transport == way:
        return Reply(messages=(visits.visit_message(visit, code="visit.line"),))
    if asks:
        label = Button(Phrase(f"transport.button.{way}"), "transport.propose", about.params(), once=False)
        line = Phrase(f"transport.offers.{way}", words.visit_params(visit))
        return Reply(messages=(Message((line,), rows=((label,),)),))
    if way is Way.COLLECT and not about.address:
        return Reply(messages=(fetching.where(words.visit_params(visit)["centre"], about.visit_id),))
    return Reply(messages=(_summary(visit, about),))


def _over() -> Reply:
    return Reply(messages=(Message((Phrase("answer.over_all"),)),))


def _summary(visit: VisitView, about: OfWay) -> Message:
    params = {**words.visit_params(visit), "address": about.address}
    yes = Button(Phrase("transport.button.yes"), "transport.set", about.params(), Style.GOOD)
    another = Button(
        Phrase("transport.button.another"), "transport.propose", OfWay(visit.id, Way.COLLECT).params()
    )
    own = Button(Phrase("transport.button.own"), "transport.own", OfWay(visit.id, Way.OWN).params())
    others = () if about.way == Way.OWN else ((another, own) if about.address else (own,))
    row = (yes, *others)
    return Message((Phrase(f"transport.ask.{about.way or 'own'}", params),), rows=(row,))


def change(unit: Unit, owner: Owner, about: OfWay) -> Reply:
    """Set how the visit is come by, and show the visit. Raises the refusals of bringing.bring."""
    visit = bringing.bring(unit, owner.id, about.visit_id, Way(about.way), address=about.address)
    return Reply(messages=(visits.visit_message(visit, code="visit.line"),))


def own(unit: Unit, owner: Owner, about: OfWay) -> Reply:
    """The owner brings the car after all. Raises the refusals of bringing.bring."""
    if about.visit_id:
        return change(unit, owner, OfWay(about.visit_id, Way.OWN))
    memory = store.load(unit, owner.id)
    return _put_in_talk(unit, owner, memory, Wish(Way.OWN)) if memory.talk.task else _over()


def _of_talk(unit: Unit, owner: Owner, memory: Memory, wish: Wish) -> Reply | None:
    """Take it for the visit that is being booked; None where none is, or the owner brings the car anyhow."""
    talk = memory.talk
    if not tasks.books(talk.task):
        return None
    if wish.way is Way.OWN and wish.refuses is Way.COLLECT and talk.transport is not Way.COLLECT:
        return None
    centre = _centre(unit, owner, talk)
    if centre is not None:
        bringing.offer(centre, wish.way)
    after = _with_wish(talk, wish)
    if wish.way is Way.COLLECT and not after.address and not wish.asks:
        store.save(unit, owner.id, replace(memory, talk=replace(after, elsewhere=True)))
        return Reply(messages=(fetching.where(_name(centre)),))
    return _put_in_talk(unit, owner, memory, wish)


def _centre(unit: Unit, owner: Owner, talk: Talk) -> CentreFacts | None:
    """The centre of the slot on the table, else the one that was named, else the car's own."""
    task = talk.task
    if task and (task.slot or task.site):
        return calendars.centre(unit, starts.place(task.slot.slot)[0] if task.slot else task.site or 0)
    car = turns.scene_of(unit, owner, Memory(talk)).car
    contact = contacts.of_car(unit, owner.id, car.id if car else None)
    return contact.centre if contact else None


def _name(centre: CentreFacts | None) -> Name | Phrase:
    return centre.name if centre else Phrase("transport.the_centre")


def _put_in_talk(unit: Unit, owner: Owner, memory: Memory, wish: Wish) -> Reply:
    """Note it, and come back to the open question, whose summary shows it; what is only asked is answered."""
    scene = turns.scene_of(unit, owner, memory)
    talk = turns.with_visits(memory.talk, scene)
    name = _name(_centre(unit, owner, talk))
    if wish.asks:
        is_wished = talk.transport is wish.way and (talk.address or wish.way is not Way.COLLECT)
        code = f"transport.{wish.way}" if is_wished else f"transport.offers.{wish.way}"
        line = Phrase(code, {"centre": name, "address": talk.address})
        return turns.answered(scene, deeds.aside(scene, talk, (Message((line,)),)))
    after = _with_wish(talk, wish)
    own = "transport.no_courtesy" if wish.refuses is Way.COURTESY else "transport.own"
    line = Phrase(f"transport.{wish.way}" if wish.way else own, {"centre": name, "address": after.address})
    return turns.answered(scene, deeds.open_question(scene, after, (Message((line,)),)))


VERBS: dict[str, Verb] = {
    "transport.propose": reads(OfWay, propose),
    "transport.set": reads(OfWay, change),
    "transport.own": reads(OfWay, own),
    pending.ADDRESS: reads(OfWay, own),
}
