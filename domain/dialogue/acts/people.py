"""A wish for a person: passed on to the car's centre or the operator, with whom to call meanwhile; and what was said then."""

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from domain.alerts.about import Person
from domain.booking import contacts
from domain.booking.facts import Interval
from domain.contact import calls
from domain.contact.facts import Button, Message, Reply
from domain.contact.verbs import Params, Verb, reads
from domain.core import Unit
from domain.dialogue import facts, store
from domain.dialogue.acts.about import Text
from domain.dialogue.facts import Intent, Meaning
from domain.dialogue.meaning import person
from domain.errors import Refusal
from domain.explain.facts import Moment, Phrase
from domain.handover import rules
from domain.handover import service as handover
from domain.handover.about import Conversation
from domain.handover.facts import OWNER, SERVICES, Entry, Request, State
from domain.registry import service as registry
from domain.registry.tables import Owner

ASKED = "asked"
_ASKED = frozenset(
    {Intent.CAR_QUESTION, Intent.QUESTION, Intent.PRIVACY, Intent.HISTORY, Intent.CHECK_STATUS}
)
_BARE = 8  # characters of a message that may be a mere yes, thanks or choice
_SHOWN = 200  # characters of a note or line that are repeated to its owner
_LINES_SHOWN = 12  # with so many characters each they fit into one message


def button(reason: str = ASKED) -> Button:
    return Button(Phrase("choice.person"), "person.ask", Person(reason).params(), once=False)


def answer(unit: Unit, owner: Owner, text: str) -> Reply | None:
    """Pass on a wish for a person or take it back; None where the text speaks of neither."""
    if person.takes_back(text) and handover.current(unit, owner.id) is not None:
        return take_back(unit, owner, {})
    if not person.is_wished(text):
        return None
    request = handover.conversation(unit, owner.id)
    if request and handover.hear(unit, owner.id, text) is not None:
        return passed_on(unit, request)
    return ask(unit, owner, note=person.subject(text))


def ask(
    unit: Unit, owner: Owner, *, reason: str = ASKED, note: str = "", vehicle_id: int | None = None
) -> Reply:
    """Pass the wish on once, and say who answers, when, and whom to call. vehicle_id: where a car was named."""
    car, before = vehicle_id or _car(unit, owner), handover.current(unit, owner.id)
    is_new = handover.ask(unit, owner.id, vehicle_id=car, reason=reason, note=note)
    request = handover.current(unit, owner.id)
    assert request is not None
    if request.state is State.TALKING:
        return _talks(unit, request)
    back = Button(Phrase("handover.take_back"), "person.take_back", once=False)
    message = Message(_request_lines(unit, owner, request, is_new=is_new), rows=((back,),))
    return Reply(messages=(*_over(before, request), message))


def _over(before: Request | None, request: Request) -> tuple[Message, ...]:
    """Say that the request of before is over, where another one has taken its place."""
    if before is None or before.id == request.id:
        return ()
    if before.state is not State.TALKING:
        return (Message((Phrase("handover.taken_back"),)),)
    return (Message((Phrase("handover.ended"),), rows=((handover.transcript_button(before.id),),)),)


def _talks(unit: Unit, request: Request) -> Reply:
    """Say who talks with the owner already, to whom nothing was passed on now."""
    who = handover.speaker(unit, request.centre_id, request.taken_by)
    end = Button(Phrase("handover.end"), "person.take_back")
    return Reply(messages=(Message((Phrase("handover.talks", {"who": who}),), rows=((end,),)),))


def _car(unit: Unit, owner: Owner) -> int | None:
    """Return the car that is talked about, else the owner's first."""
    cars = [car.id for car in registry.vehicles_of(unit, owner.id)]
    task = store.load(unit, owner.id).talk.task
    current = task.car if task else None
    return current if current in cars else next(iter(cars), None)


def _request_lines(unit: Unit, owner: Owner, request: Request, *, is_new: bool) -> tuple[Phrase, ...]:
    at = contacts.of_centre(unit, request.centre_id) if request.centre_id else None
    names = {"centre": at.centre.name if at else "", "at": Moment(request.asked_at, owner.zone)}
    service = request.reason if request.reason in SERVICES and at else ""
    code = (service or "asked") if is_new else "known"
    lines = [Phrase(f"handover.{code}_{'centre' if at else 'operator'}", names)]
    opening = rules.opening(at.centre, unit.now) if at else None
    if at and opening:
        lines.append(_open_line(at, opening, unit.now))
    numbers = lines_to_call(unit, owner, at)
    if numbers:
        lines += [Phrase("handover.sooner"), *numbers]
    return (*lines, Phrase("handover.write_where" if service else "handover.write_more"))


def _open_line(at: contacts.Contact, opening: Interval, now: datetime) -> Phrase:
    """Say until when the centre is open, a break at noon included, or when it opens."""
    zone = at.centre.zone
    if opening.starts_at > now:
        return Phrase("handover.opens", {"at": Moment(opening.starts_at, zone)})
    until = {"until": Moment(opening.ends_at, zone)}
    later = rules.opening(at.centre, opening.ends_at)
    if later is None or _day(later.starts_at, zone) != _day(now, zone):
        return Phrase("handover.open_until", until)
    again = {"again": Moment(later.starts_at, zone), "last": Moment(later.ends_at, zone)}
    return Phrase("handover.open_break", until | again)


def _day(at: datetime, zone: str) -> date:
    return at.astimezone(ZoneInfo(zone)).date()


def lines_to_call(unit: Unit, owner: Owner, at: contacts.Contact | None = None) -> tuple[Phrase, ...]:
    """Say the telephones of operator, roadside assistance and the car's centre, as far as they are known."""
    contact = at or contacts.of_car(unit, owner.id, _car(unit, owner))
    settings = unit.core.settings
    if contact is None:
        return calls.lines(settings)
    return calls.lines(settings, centre=contact.centre.name, phone=contact.phone)


def note(unit: Unit, owner: Owner, text: str, meaning: Meaning) -> Message | None:
    """Add to a request what is written soon after it and is no task of its own; None where it is one."""
    if meaning.drop:
        return None
    request = handover.current(unit, owner.id)
    is_first = request is not None and not request.note and len(text) > _BARE
    if not (is_first or asks(meaning) or meaning.intent is Intent.OOS or meaning.sure < facts.DO):
        return None
    if request is None or unit.now - request.asked_at > handover.NOTE_WITHIN:
        return None
    if request.state is State.TALKING:
        return None  # this is for the assistant, not for the person
    return add(unit, owner, text)


def add(unit: Unit, owner: Owner, text: str) -> Message | None:
    """Add words to the open request, and say so; None where there is none, or not any more."""
    try:
        handover.add_note(unit, owner.id, text)
    except Refusal:
        return None
    return Message((Phrase("handover.noted", {"text": _quoted(text)}),))


def asks(meaning: Meaning) -> bool:
    """Whether a message asks what can be answered here at once, with a request open too."""
    return meaning.intent in _ASKED and meaning.sure >= facts.DO


def tap(unit: Unit, owner: Owner, about: Person) -> Reply:
    """A button of the talk, or of the warning of a car. Raises Refusal vehicle_not_yours (404)."""
    vehicle_id = about.vehicle_id
    car = None if vehicle_id is None else registry.vehicle_for(unit, owner.id, vehicle_id).id
    return ask(unit, owner, reason=about.reason, vehicle_id=car)


def take_back(unit: Unit, owner: Owner, _params: Params) -> Reply:
    """Take the open request back, or end the conversation that it has become."""
    request = handover.withdraw(unit, owner.id)
    if request is None:
        return Reply(messages=(Message((Phrase("handover.none_open"),)),))
    if request.state is State.WITHDRAWN:
        return Reply(messages=(Message((Phrase("handover.taken_back"),)),))
    rows = ((handover.transcript_button(request.id),),)
    return Reply(messages=(Message((Phrase("handover.ended"),), rows=rows),))


def passed_on(unit: Unit, request: Request, text: str = "") -> Reply:
    """Say that words go to the person who talks with the owner, and how to reach the assistant. text: what was passed on."""
    who = handover.speaker(unit, request.centre_id, request.taken_by)
    end = (Button(Phrase("handover.end"), "person.take_back"),)
    instead = Button(Phrase("handover.ask_assistant"), "person.assistant", Text(text).params())
    line = Phrase("handover.passed_on", {"who": who})
    return Reply(messages=(Message((line,), rows=((instead,), end) if text else (end,)),))


def transcript(unit: Unit, owner: Owner, about: Conversation) -> Reply:
    """Show what both sides said, the last lines of it."""
    conversation = handover.transcript(unit, owner.id, about.handover_id)
    if conversation is None:
        return Reply(messages=(Message((Phrase("handover.nothing_said"),)),))
    request, entries = conversation
    lines = [Phrase("handover.transcript_of", {"at": Moment(request.asked_at, owner.zone)})]
    if len(entries) > _LINES_SHOWN:
        lines.append(Phrase("handover.earlier"))
    lines += [_line(unit, owner, request, entry) for entry in entries[-_LINES_SHOWN:]]
    return Reply(messages=(Message(tuple(lines), private=True),))


def _line(unit: Unit, owner: Owner, request: Request, entry: Entry) -> Phrase:
    is_own = entry.by == OWNER
    who = Phrase("handover.you") if is_own else handover.speaker(unit, request.centre_id, entry.by)
    about = {"at": Moment(entry.at, owner.zone), "who": who, "text": _excerpt(entry.text)}
    return Phrase("handover.line" if entry.enclosure is None else "handover.line_enclosed", about)


def _excerpt(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _quoted(text: str) -> str:
    """Words that stand inside a sentence: that one has a full stop of its own."""
    excerpt = _excerpt(text)
    return excerpt if excerpt.endswith(("..", "。。")) else excerpt.removesuffix(".").removesuffix("。")


def is_wanted(unit: Unit, owner: Owner) -> bool:
    """Whether a person was called for already."""
    return handover.current(unit, owner.id) is not None


def program(unit: Unit, owner: Owner) -> Iterator[Phrase]:
    """Say that no person answers here, and that one is asked for where that is so."""
    request = handover.current(unit, owner.id)
    if request is None:
        yield Phrase("topic.bot")
        return
    at = contacts.of_centre(unit, request.centre_id) if request.centre_id else None
    names = {"centre": at.centre.name if at else "", "at": Moment(request.asked_at, owner.zone)}
    yield Phrase("topic.bot_asked")
    yield Phrase(f"handover.waits_{'centre' if at else 'operator'}", names)
    if numbers := lines_to_call(unit, owner, at):
        yield Phrase("handover.sooner")
        yield from numbers


VERBS: dict[str, Verb] = {
    "person.ask": reads(Person, tap),
    "person.take_back": take_back,
    "person.transcript": reads(Conversation, transcript),
}
