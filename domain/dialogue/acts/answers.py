"""What is known of a visit or of me, told on being asked; what is not known is said, with whom to ask."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from domain.booking import contacts, jobs, network, rules, words
from domain.booking import service as booking
from domain.booking.contacts import Contact
from domain.booking.facts import State, VisitView
from domain.contact.facts import Button, Message, Pin
from domain.dialogue import questions
from domain.dialogue.acts import cars, opening, own, people, reasons, reminder, sooner, starts, upkeep, visits
from domain.dialogue.acts.about import Wish
from domain.dialogue.acts.scene import Inquiry, Scene
from domain.dialogue.facts import Intent, Meaning, Talk
from domain.dialogue.own_topics import OF_DATA
from domain.dialogue.topics import UNKNOWN, Topic
from domain.explain.facts import Moment, Phrase

_OFFERS_PERSON = frozenset(
    {*UNKNOWN, Topic.DISCOUNT, Topic.LIMIT, Topic.EXTRA, Topic.PICKUP, Topic.SAFE, Topic.BOT, Topic.ABUSE}
)

_BOOKABLE = frozenset({Topic.PRICE, Topic.LENGTH, Topic.DUE, Topic.LAST})


def answer(scene: Scene, talk: Talk, meaning: Meaning) -> Message:
    """Answer all that was asked, in one message."""
    visit = _visit(scene, talk, meaning)
    about = Inquiry(
        scene, talk, meaning, _job(talk, meaning, visit), _centre(scene, talk, meaning, visit=visit)
    )
    unknown = tuple(topic for topic in meaning.topics if topic in UNKNOWN)
    lines = [*own.lines(about), *(line for topic in meaning.topics for line in _lines_on(about, topic))]
    if unknown:
        lines.append(_not_known(about, unknown))
    if _offers_person(about):
        lines.extend(_whom_to_ask(about))
    once = tuple(line for place, line in enumerate(lines) if line not in lines[:place])
    private = not OF_DATA.isdisjoint(meaning.topics)
    return Message(once, rows=(*_rows(about), *own.rows(about)), pin=_pin(about), private=private)


def _offers_person(about: Inquiry) -> bool:
    """Whether a person may know more of what was asked; not of a third job, about which all is said."""
    complete = {Topic.EXTRA} if about.meaning.extra and jobs.BESIDE in (about.job or "") else set()
    if people.is_wanted(about.scene.unit, about.scene.owner):
        complete = {*complete, Topic.BOT}
    return bool(_OFFERS_PERSON.intersection(about.meaning.topics) - complete)


def _lines_on(about: Inquiry, topic: Topic) -> Iterator[Phrase]:
    tell = _TELLERS.get(topic)
    return iter(()) if tell is None else tell(about)


def _visit(scene: Scene, talk: Talk, meaning: Meaning) -> VisitView | None:
    """The visit in question: of the open task, by its number, or the only one that is booked or held."""
    live = booking.visits_of(scene.unit, scene.owner.id)
    number = meaning.number or (talk.task.visit if talk.task else None)
    if number is not None:
        return next((each for each in live if each.number == str(number)), None)
    if talk.task:
        return None
    booked = [each for each in live if each.state is State.BOOKED]
    of_alert = scene.about.alert_id
    same = [each for each in live if of_alert is not None and each.alert_id == of_alert]
    candidates = same or booked or [each for each in live if each.alert_id is not None]
    return candidates[0] if len(candidates) == 1 else None


def _job(talk: Talk, meaning: Meaning, visit: VisitView | None) -> str | None:
    is_extra = Topic.EXTRA in meaning.topics
    open_job = (talk.task.job if talk.task else None) or (visit.job if visit else None)
    job = open_job if is_extra and not meaning.extra else meaning.job
    return job or open_job


def _centre(scene: Scene, talk: Talk, meaning: Meaning, *, visit: VisitView | None) -> Contact | None:
    """The centre that was named, else that of the slot on the table, of the visit, or of the car."""
    task = talk.task
    slot = (task.slot if task else None) or next(iter(talk.offered), None)
    mention = meaning.sites[0].id if len(meaning.sites) == 1 else None
    offered = starts.place(slot.slot)[0] if slot else None
    centre_id = mention or offered or (visit.centre_id if visit else None) or (task.site if task else None)
    if centre_id is not None:
        return contacts.of_centre(scene.unit, centre_id)
    return contacts.of_car(scene.unit, scene.owner.id, scene.car.id if scene.car else None)


def _pin(about: Inquiry) -> Pin | None:
    """Return the one centre whose place was asked for."""
    if about.at is None or Topic.PLACE not in about.meaning.topics or len(about.meaning.sites) > 1:
        return None
    centre = about.at.centre
    return words.pin(centre.position, centre.name, centre.address)


def _price(about: Inquiry) -> Iterator[Phrase]:
    """What work costs by the list; of a visit that was just told of as done, what was paid."""
    paid = tuple(upkeep.paid(about))
    if paid:
        yield from paid
        return
    if about.job is None:
        yield Phrase("topic.which_job")
        return
    work = jobs.job(about.job)
    params = {"job": questions.job_name(about.job), "price": work.price}
    yield Phrase("topic.price" if work.price.amount else "topic.free", params)


def _prices(about: Inquiry) -> Iterator[Phrase]:
    """Of all the work that was named."""
    yield from _price(about)
    if about.meaning.extra and about.job:
        yield from _price(replace(about, job=about.meaning.extra))


def _length(about: Inquiry) -> Iterator[Phrase]:
    if about.job is None:
        yield Phrase("topic.which_job")
        return
    params = {"job": questions.job_name(about.job), "length": jobs.job(about.job).length}
    yield Phrase("topic.length", params)
    yield from _ready(about)


def _ready(about: Inquiry) -> Iterator[Phrase]:
    """When the car of the visit or slot in question should be ready."""
    visit = _visit(about.scene, about.talk, about.meaning)
    task = about.talk.task
    slot = task.slot if task else None
    if slot:
        start, zone, length = slot.start, slot.zone, jobs.job(about.job or "").length
    elif visit and task is None and about.job and jobs.overlap(visit.job, about.job):
        start = max(visit.starts_at, visit.course.expected_at or visit.starts_at)
        zone, length = visit.zone, visit.ends_at - visit.starts_at
    else:
        return
    yield Phrase("topic.ready", {"start": Moment(start, zone), "end": Moment(start + length, zone)})


def _place(about: Inquiry) -> Iterator[Phrase]:
    if len(about.meaning.sites) > 1 or about.at is None:
        yield from _sites(about)
        return
    centre = about.at.centre
    params = {"centre": centre.name, "address": centre.address}
    yield Phrase("topic.address" if centre.address else "topic.no_address", params)
    yield from _phone(about)


def _phone(about: Inquiry) -> Iterator[Phrase]:
    if about.at and about.at.phone:
        yield Phrase("topic.phone", {"centre": about.at.centre.name, "phone": about.at.phone})
    elif about.at:
        yield Phrase("topic.no_phone", {"centre": about.at.centre.name})


def _hours(about: Inquiry) -> Iterator[Phrase]:
    """The hours of the days that were asked about, else of a week."""
    if about.at is None:
        yield from _sites(about)
    else:
        yield from opening.hours(about.at.centre, about.meaning.asked_days)


def _sites(about: Inquiry) -> Iterator[Phrase]:
    for _, centre in network.listed(about.scene.unit):
        params = {"centre": centre.name, "address": centre.address, "phone": centre.phone}
        yield Phrase("topic.site" if centre.address and centre.phone else "topic.site_name", params)


def _nearest(about: Inquiry) -> Iterator[Phrase]:
    """Where the owner is nobody tells me, so all centres are named."""
    yield Phrase("topic.nearest")
    yield from _sites(about)


def _time(about: Inquiry) -> Iterator[Phrase]:
    if about.scene.about.alert_id is not None:
        slot = _visit(about.scene, about.talk, about.meaning)
        yield from (visits.line(slot),) if slot else reasons.deadline(about)
        return
    job = about.meaning.job
    for visit in (each for each in about.talk.visits if job in {None, each.job}):
        params = {"job": questions.job_name(visit.job), "centre": visit.centre}
        yield Phrase("topic.time", {**params, "at": Moment(visit.start, visit.zone)})


def _safe(about: Inquiry) -> Iterator[Phrase]:
    yield from cars.safety(about)
    yield Phrase("topic.safe")


def _change(_about: Inquiry) -> Iterator[Phrase]:
    yield Phrase("visit.change_until", {"until": rules.CHANGE_UNTIL})


def _pickup(about: Inquiry) -> Iterator[Phrase]:
    centre = about.at.centre if about.at else None
    if centre and centre.collects:
        yield Phrase("transport.offers.collect", {"centre": centre.name})
    elif centre and centre.offers_mobile:
        yield Phrase("topic.mobile", {"centre": centre.name})
    elif centre and centre.offers_towing:
        yield Phrase("topic.towing", {"centre": centre.name})
    else:
        yield Phrase("topic.no_pickup")


def _discount(about: Inquiry) -> Iterator[Phrase]:
    yield Phrase("topic.discount")
    yield from _price(about)


def _limit(about: Inquiry) -> Iterator[Phrase]:
    """Whether the list price keeps to the money that was named; what the bill will be is not for me to say."""
    limit, job = about.meaning.limit, about.job
    if job is None or limit is None:
        yield from _price(about)
        return
    price = jobs.job(job).price
    within = "within" if price.amount <= limit else "over"
    yield Phrase(f"topic.limit.{within}", {"job": questions.job_name(job), "price": price, "limit": limit})


def _extra(about: Inquiry) -> Iterator[Phrase]:
    other = about.meaning.extra or about.meaning.job
    if about.job is None:
        yield Phrase("topic.extra")
    elif other is None or other == about.job:
        yield Phrase("topic.extra_to", {"job": questions.job_name(about.job)})
    else:
        work = jobs.job(other)
        params = {"job": questions.job_name(about.job), "other": questions.job_name(other)}
        code = "topic.extra_third" if jobs.BESIDE in about.job else "topic.extra_job"
        yield Phrase(code, {**params, "length": work.length, "price": work.price})


def _say(code: str) -> Callable[[Inquiry], Iterator[Phrase]]:
    return lambda _about: iter((Phrase(code),))


def _not_known(about: Inquiry, topics: tuple[Topic, ...]) -> Phrase:
    phrases = tuple(Phrase(f"topic.{topic}") for topic in topics)
    if about.at is None:
        return Phrase("topic.unknown", {"topics": phrases})
    return Phrase("topic.unknown_at", {"topics": phrases, "centre": about.at.centre.name})


def _whom_to_ask(about: Inquiry) -> Iterator[Phrase]:
    of_me = {Topic.BOT, Topic.ABUSE}.intersection(about.meaning.topics)
    if about.at and about.at.phone:
        code = "topic.reach" if of_me else "topic.ask"
        yield Phrase(code, {"centre": about.at.centre.name, "phone": about.at.phone})
    else:
        yield Phrase("topic.reach_here" if of_me else "topic.ask_here")


def _rows(about: Inquiry) -> Iterator[tuple[Button, ...]]:
    """A person where I have no answer, and the visit where one was only asked about."""
    topics = about.meaning.topics
    is_free = about.meaning.job not in {
        None,
        about.talk.warned_job,
    }  # a warning's own work has a slot already
    if about.talk.task is None and is_free and _BOOKABLE.intersection(topics):
        wish = Wish(Intent.BOOK, job=about.meaning.job).params()
        yield (Button(Phrase("choice.book"), "say", wish, once=False),)
    if _offers_person(about):
        yield (people.button(),)


_TELLERS: Mapping[Topic, Callable[[Inquiry], Iterator[Phrase]]] = {
    Topic.SAFE: _safe,
    Topic.PRICE: _prices,
    Topic.LENGTH: _length,
    Topic.PLACE: _place,
    Topic.PHONE: _phone,
    Topic.HOURS: _hours,
    Topic.SITES: _sites,
    Topic.NEAREST: _nearest,
    Topic.TIME: _time,
    Topic.EARLIER: lambda about: sooner.lines(
        about.scene, about.talk, _visit(about.scene, about.talk, about.meaning)
    ),
    Topic.CHANGE: _change,
    Topic.REMINDER: lambda about: reminder.answer(about.scene.unit, about.scene.owner),
    Topic.PICKUP: _pickup,
    Topic.DISCOUNT: _discount,
    Topic.LIMIT: _limit,
    Topic.EXTRA: _extra,
    Topic.CONDITION: _say("topic.condition"),
    Topic.BOT: lambda about: people.program(about.scene.unit, about.scene.owner),
    Topic.ABUSE: _say("topic.abuse"),
}
