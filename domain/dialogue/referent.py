"""What a message is about that an owner replies to, or that came last unasked: a warning, a visit or a car."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from domain.alerts import cases, telling
from domain.alerts import service as alerts
from domain.booking import service as booking
from domain.booking.facts import State
from domain.booking.jobs import overlap
from domain.contact import pushes
from domain.contact import service as contact
from domain.contact.facts import Pressed
from domain.core import Unit
from domain.dialogue import script
from domain.dialogue.facts import DO, Intent, Meaning, Visit
from domain.dialogue.meaning import jobs
from domain.dialogue.memory import Memory
from domain.dialogue.times import when
from domain.errors import Refusal
from domain.registry import service as registry

FRESH: Final = timedelta(days=1)  # own choice: so long what came unasked is what an owner speaks of
_OF_BOOKED: Final = re.compile(r"\b(?:visit|appointment|booking)s?\b|预约|约好|约的")
_REPAIR: Final = re.compile(
    r"(?<!装)(?<!维)修(?!改|正|订|路|好了|过|完|车行)|弄好(?!了)|(?:去|来|要|想|给我|帮我|尽快|马上|赶紧)处理|(?<!已经)解决(?!了)|\b(?:fix|repair|mend)(?:ed|ing)?\b|\bsort(?:ed)?\b.{0,8}\bout\b|\b(?:taken care of|dealt with|seen to)\b"
)
_MEND_IT: Final = re.compile(
    r"\b(?:fix|repair|mend|sort out) (?:it|that|this)\b|\bget (?:it|that|this) (?:fixed|repaired|mended|sorted)\b|(?:去|给我|帮我|赶紧|尽快)修(?!改|路|好了|过)"
)
# A refusal, a question whether it has to be, who mends it alone or elsewhere, and what is no car.
_NO_REPAIR: Final = re.compile(
    r"\b(?:no|not|don['’]?t|do not|never|won['’]?t|without|needn['’]?t)\b(?! (?:only|just|later|matter|on|sure))|\b(?:myself|ourselves|yourself|by (?:a|my) (?:friend|neighbou?r)|elsewhere|somewhere else)\b|\balready (?:\w+ ){0,2}(?:fix|repair|mend|book|sort)(?:ed|ing)?\b"
    r"|^\W*(?:(?:so|and|but)\W+)*(?:(?:must|should|shall|need|do|does|did|have|has) (?:i|we|it|that|this)|is|was|why|who|how (?:do|to|would|much|long|bad)) ?\b(?!.{0,12}\byou\b)|\bhave to\b.{0,20}\?"
    r"|\b(?:laptop|phone|computer|fridge|washing machine|dishwasher|bike|bicycle|roof|kitchen|house|home|flat|apartment|heating|boiler|plumb\w+|tv|television|watch|road|wall ?box)\b"
    r"|(?<![能要用需])不(?:想|要|用|必|需|打算|准备|急着?|去|能|修)|别(?!太|人|的)|没必要|自己|朋友|邻居|找(?:了)?(?:个)?人|已经[^,.?!]{0,6}(?:修|找|约|弄|处理)|(?:一定|必须|非得?|得|需要|用得着|有必要)[^,.?!]{0,8}(?:吗|么)|要不要|用不用|需不需要|该不该|是不是(?:要|得)"
    r"|家里?的?(?:空调|在|装|里)|我家(?!附近|旁|门口|小区|的?车)|电脑|手机|冰箱|洗衣机|热水器|电视|水管|马桶|房子|厨房|装修|自行车|电动车|充电桩"
)
_NEVER_REPAIR: Final = frozenset({Intent.CANCEL, Intent.NEGATE, Intent.OOS, Intent.CHECK_STATUS})
_OF_VISIT: Final = frozenset({Intent.RESCHEDULE, Intent.CANCEL, Intent.QUESTION})
_OF_WORK: Final = frozenset({Intent.BOOK, Intent.ASK_AVAILABILITY, Intent.INFORM, Intent.QUESTION})


@dataclass(frozen=True, slots=True)
class Referent:
    """alert_id: of a warning, with the job that it asks for. number: of a booked visit. vehicle_id: of the car of either.

    visit_id: of a visit in any state. push: the number of the message that came last, where it was not replied to but is
    still what is talked about (see `Memory.about`).
    """

    alert_id: int | None = None
    number: int | None = None
    vehicle_id: int | None = None
    job: str | None = None
    visit_id: int | None = None
    push: int = 0


NOTHING: Final = Referent()


def find(unit: Unit, owner_id: int, message_id: int) -> Referent:
    """Return what a message of the chat is about; NOTHING where that is not known, or is no more the owner's."""
    subject, pressed = contact.told_by(unit, owner_id, message_id)
    return _about(unit, owner_id, subject, pressed)


def of_push(unit: Unit, owner_id: int, memory: Memory) -> Referent:
    """Return what the newest message is about that came unasked, while it is fresh, no task is open and nothing else has been turned to."""
    push = pushes.find(unit, owner_id, memory.about) if memory.about and memory.talk.task is None else None
    if push is None or unit.now - push.at > FRESH:
        return NOTHING
    about = _about(unit, owner_id, push.subject, push.pressed, visit_id=push.names.get("visit"))
    return NOTHING if about == NOTHING else replace(about, push=memory.about)


def current(unit: Unit, owner_id: int, memory: Memory, *, reply_to: int | None) -> Referent:
    """Return what a sentence is about: the message it replies to, or what came last unasked."""
    if reply_to is not None:
        return find(unit, owner_id, reply_to)
    return of_push(unit, owner_id, memory)


def _about(
    unit: Unit, owner_id: int, subject: str, pressed: Collection[Pressed], visit_id: int | None = None
) -> Referent:
    try:
        alert_id = telling.alert_of(subject) or _first(pressed, "alert_id")
        if alert_id is not None and visit_id is None:
            case = alerts.case_of(unit, owner_id, alert_id)
            return Referent(alert_id, vehicle_id=case.vehicle_id, job=cases.job(case.finding))
        visit = _visit(unit, owner_id, visit_id or _first(pressed, "visit_id"), _first(pressed, "number"))
        return visit or Referent(vehicle_id=_first(pressed, "vehicle_id"))
    except Refusal:
        return NOTHING


def _visit(unit: Unit, owner_id: int, visit_id: int | None, number: int | None) -> Referent | None:
    every = booking.visits_of(unit, owner_id, past=True)
    visit = next((each for each in every if each.id == visit_id or each.number == str(number)), None)
    if visit is None:
        return None
    is_live = visit.state is State.BOOKED
    live_number = int(visit.number) if is_live else None
    return Referent(number=live_number, vehicle_id=visit.vehicle_id, visit_id=visit.id)


def names_other(text: str, about: Referent, visits: Sequence[Visit], now: datetime) -> bool:
    """Whether a text names a visit other than what came last: by its number, its work or its day. now: local."""
    plain = script.plain(text)
    others = [each for each in visits if each.number != about.number]
    mine = [each for each in visits if each.number == about.number]
    if about.alert_id is not None and others and _OF_BOOKED.search(plain):
        return True
    job = jobs.find(plain)
    if job and any(overlap(job, each.job) for each in others):
        return not (overlap(job, about.job or "") or any(overlap(job, each.job) for each in mine))
    days = {each.date_from for each in when.find(plain, now=now) if each.date_from == each.date_to}
    on_other = any(_day(each) in days for each in others) and not any(_day(each) in days for each in mine)
    return on_other or any(str(each.number) in plain for each in others)


def _day(visit: Visit) -> date:
    return visit.start.astimezone(ZoneInfo(visit.zone)).date()


def _first(pressed: Iterable[Pressed], name: str) -> int | None:
    values = (each.params.get(name) for each in pressed)
    return next((value for value in values if isinstance(value, int) and not isinstance(value, bool)), None)


def applied(meaning: Meaning, about: Referent) -> Meaning:
    """The meaning of a reply: what it leaves out is what it replies to."""
    if about == NOTHING:
        return meaning
    number = meaning.number or (about.number if meaning.intent in _OF_VISIT else None)
    moves_slot = (
        about.push and meaning.intent is Intent.RESCHEDULE and not number
    )  # that which a warning holds
    job = meaning.job or (about.job if meaning.intent in _OF_WORK or moves_slot else None)
    is_wish = meaning.when and about.job and (meaning.intent is Intent.INFORM or moves_slot)
    intent = Intent.BOOK if is_wish else meaning.intent
    return replace(meaning, intent=intent, number=number, job=job, car=meaning.car or about.vehicle_id)


def mended(unit: Unit, owner_id: int, meaning: Meaning, text: str) -> Meaning:
    """The meaning of a wish for a repair that names no work: what the only warning asks for that is open and not booked."""
    plain = script.plain(text)
    books = meaning.intent in {Intent.BOOK, Intent.ASK_AVAILABILITY} and _REPAIR.search(plain)
    if meaning.job or meaning.intent in _NEVER_REPAIR or _NO_REPAIR.search(plain):
        return meaning
    if not (books or (meaning.sure < DO and _MEND_IT.search(plain))):
        return meaning
    every = [
        (car.id, job)
        for car in registry.own_vehicles(unit, owner_id)
        for case in alerts.alerts_of(unit, owner_id, car.id)
        if (job := cases.job(case.finding)) and not (case.slot and case.slot.booked)
    ]
    ours = [(car, job) for car, job in every if meaning.car in {None, car}]
    if len(ours) != 1:
        return meaning
    intent = meaning.intent if books else Intent.BOOK
    return replace(meaning, intent=intent, car=ours[0][0], job=ours[0][1], sure=max(meaning.sure, DO))


def is_of_another(meaning: Meaning, about: Referent) -> bool:
    """Whether a visit is to be changed while none that can be is what came last."""
    changes = meaning.intent in {Intent.RESCHEDULE, Intent.CANCEL} and not meaning.number
    return bool(about.push and changes and about.number is None)
