"""Settings and records by word: what is asked for is done at once and can be undone by a tap, or is asked about first where it matters."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from domain.alerts import cases
from domain.alerts import service as alerts
from domain.alerts.about import OfVisit
from domain.booking import elsewhere, waitlist
from domain.booking import jobs as works
from domain.contact.facts import Button, Message, Reply, Style
from domain.contact.verbs import Facts, Verb, reads
from domain.core import Unit
from domain.dialogue import reminder_forms, script, setting_forms, store, zones
from domain.dialogue.acts import (
    connecting,
    history,
    kinds,
    offers,
    onboarding,
    people,
    plan,
    reminder,
    settings,
    visits,
)
from domain.dialogue.acts.about import Night
from domain.dialogue.meaning import family, jobs, naming, patterns
from domain.dialogue.referent import NOTHING, Referent
from domain.dialogue.setting_forms import Setting
from domain.dialogue.times import nights, past
from domain.errors import Refusal
from domain.explain.facts import Moment, Phrase
from domain.privacy import acts as privacy
from domain.privacy import mode
from domain.registry import preferences
from domain.registry import service as registry
from domain.registry.tables import Owner, Vehicle
from domain.upkeep.entry import ServicedEntry


class Zone(Facts, frozen=True):
    zone: str


class Work(Facts, frozen=True):
    """Work that was done elsewhere. job: its code, or several as in a bundle. day: ISO 8601; km: 0 where it is not known. given: False on the button that says no."""

    vehicle_id: int
    job: str
    day: str
    km: int = 0
    given: bool = True


def answer(unit: Unit, owner: Owner, text: str, about: Referent = NOTHING) -> Reply | None:
    """Do what a sentence wants of a setting; None where it is about none. about: "don't remind me" is of a warning that is spoken of."""
    of_offers = plan.answer(unit, owner, text) or offers.answer(unit, owner, text)
    wish = None if of_offers else setting_forms.read(text)
    if wish is None:
        return of_offers
    if about.alert_id and wish.setting is Setting.NO_REMINDERS and reminder_forms.is_bare(text):
        alerts.acknowledge(unit, owner.id, about.alert_id)
        return _done(Phrase("answer.no_reminder"))
    reply = _DOERS[wish.setting](unit, owner, wish.rest)
    if reply and wish.setting is Setting.QUIET and setting_forms.wants_fewer(text):
        return replace(reply, messages=(*reply.messages, *kinds.fewer(unit, owner, text).messages))
    return reply


def _quiet(unit: Unit, owner: Owner, text: str) -> Reply | None:
    """Set the hours that are named; None where none are, so that the question is answered elsewhere."""
    before = (owner.quiet_from, owner.quiet_to)
    night = nights.within(text, now=before)
    if night is None:
        return settings.quiet(unit, owner, "") if len(text) < _SHORT else None
    end = "_never" if night[0] == night[1] else ""
    hours = {"start": f"{night[0]:%H:%M}", "end": f"{night[1]:%H:%M}"}
    if night == before:
        return _done(Phrase(f"quiet.same{end}", hours))
    preferences.set_quiet_hours(unit, owner.id, quiet_from=night[0], quiet_to=night[1])
    undo = Button(Phrase("own.undo"), "quiet.set", Night(*before).params())
    return _done(Phrase(f"quiet.done{end}", hours), undo)


_SHORT = 40  # characters of a sentence that can only be about quiet hours


def _zone(unit: Unit, owner: Owner, text: str) -> Reply:
    zone = zones.find(text)
    if zone is None:
        return _done(Phrase("zone.unknown", {"place": text}) if text else Phrase("zone.ask"))
    return set_zone(unit, owner, Zone(zone))


def set_zone(unit: Unit, owner: Owner, about: Zone) -> Reply:
    """Set the zone in which times are told to the owner. Raises Refusal zone_unknown (422)."""
    if zones.find(about.zone) is None:
        raise Refusal("zone_unknown", status=422, zone=about.zone)
    before = owner.zone
    preferences.set_zone(unit, owner.id, about.zone)
    params = {"zone": about.zone.replace("_", " "), "at": Moment(unit.now, about.zone)}
    undo = Button(Phrase("own.undo"), "zone.set", Zone(before).params())
    return _done(Phrase("zone.done", params), *(() if before == about.zone else (undo,)))


def _language(code: str) -> "Doer":
    def do(unit: Unit, owner: Owner, _text: str) -> Reply:
        (message,) = onboarding.language(unit, owner, code).messages
        return Reply(messages=(replace(message, rows=(onboarding.languages(),)),))

    return do


def _same_language(_unit: Unit, _owner: Owner, _text: str) -> Reply:
    return Reply(messages=(Message((Phrase("language.same"),), rows=(onboarding.languages(),)),))


def _privacy_mode(*, on: bool) -> "Doer":
    return lambda unit, owner, _text: Reply(messages=(mode.switch_mode(unit, owner, on=on),))


def _tap(verb: str) -> "Doer":
    return lambda unit, owner, _text: privacy.VERBS[verb](unit, owner, {})


def _unrate(unit: Unit, owner: Owner, text: str) -> Reply:
    """Take back the feedback on the warning that was rated, and show it with its buttons again."""
    rated = [case for car in _cars(unit, owner, text) for case in cases.rated(unit, owner.id, car.id)]
    job = jobs.find(text)
    matches = [case for case in rated if job and cases.job(case.finding) == job]
    every = matches or rated
    if not every:
        return _done(Phrase("rating.none"))
    last = max(every, key=lambda case: case.told_at)
    alerts.unrate(unit, owner.id, last.alert_id)
    return Reply(messages=(Message((Phrase("alert.unrated"),)), alerts.show(unit, owner.id, last.alert_id)))


def _cars(unit: Unit, owner: Owner, text: str) -> list[Vehicle]:
    every = registry.own_vehicles(unit, owner.id)
    mention = naming.find_cars(text, tuple(every)).cars
    return [car for car in every if not mention or car.id in mention]


def _service(unit: Unit, owner: Owner, text: str) -> Reply | None:
    """Ask whether work done elsewhere is to be put on record, with its day; say what is missing for that. None beside a wish for a visit."""
    if family.is_led_by_booking(script.plain(text)):
        return None
    own_cars = _cars(unit, owner, text)
    if not own_cars:
        raise Refusal("no_car")
    job = _works(script.plain(text))
    local_now = unit.now.astimezone(ZoneInfo(own_cars[0].zone)).replace(tzinfo=None)
    on = past.done_on(text, now=local_now, near=local_now.date())
    if job is None or on is None or len(own_cars) > 1:
        is_busy = store.load(unit, owner.id).talk.task is not None  # then it may be a reason, and no record
        return None if is_busy else _done(Phrase("record.how"))
    distance = patterns.DISTANCE_KM.search(text)
    km = round(float(distance[1].replace(",", ""))) if distance else 0
    about = Work(own_cars[0].id, job, on.isoformat(), km)
    line = _line(about, own_cars[0])
    yes = Button(Phrase("record.yes"), "history.add", about.params(), Style.GOOD)
    no = Button(
        Phrase("record.no"), "history.add", Work(about.vehicle_id, job, about.day, km, given=False).params()
    )
    return Reply(messages=(Message((Phrase("record.ask", {"work": line}),), rows=((yes, no),)),))


def _works(plain: str) -> str | None:
    """The code of all work that a text names and does not take out, each once; None where it names none."""
    unwanted = jobs.refused(plain)
    names = dict.fromkeys(each.job for each in jobs.mentions(plain) if each.job not in unwanted)
    return works.BESIDE.join(names) or jobs.find(plain)


def _line(about: Work, car: Vehicle) -> Phrase:
    day = datetime.combine(datetime.fromisoformat(about.day).date(), time(12), tzinfo=UTC)
    names = tuple(Phrase(f"job.{each}") for each in works.parts(about.job))
    params = {
        "job": names if len(names) > 1 else names[0],
        "on": Moment(day, "UTC"),
        "car": car.name,
        "km": about.km,
    }
    return Phrase("record.work_at" if about.km else "record.work", params)


def add(unit: Unit, owner: Owner, about: Work) -> Reply:
    """Put work done elsewhere on record, or leave it. Raises the refusals of elsewhere.record_for, driver_reads_only."""
    if not about.given:
        return _done(Phrase("answer.all_right"))
    car = registry.own_vehicle(unit, owner.id, about.vehicle_id)
    day = datetime.fromisoformat(about.day).date()
    new = [_record(unit, owner, car, job, day, about.km) for job in works.parts(about.job)]
    return Reply(messages=(Message((Phrase("record.done"),)), *new))


def _record(unit: Unit, owner: Owner, car: Vehicle, job: str, day: date, km: int) -> Message:
    every = elsewhere.record_for(unit, car.id, ServicedEntry(job=job, on=day, odometer_km=km or None))
    new = next(each for each in every if (each.work.job, each.work.on) == (job, day))
    return history.entry_message(unit, owner, new)


def _wrong(unit: Unit, owner: Owner, text: str) -> Reply | None:
    """Offer to note that a warning is wrong, and to let the slot go that it holds; None where no warning is open."""
    every = [case for car in _cars(unit, owner, text) for case in alerts.alerts_of(unit, owner.id, car.id)]
    if not every:
        return None
    last = max(every, key=lambda case: case.told_at)
    drops = last.slot is not None and not last.slot.booked and family.lets_go(script.plain(text))
    release = visits.let_go(unit, owner, OfVisit(last.slot.visit_id)).messages if drops and last.slot else ()
    card = alerts.show(unit, owner.id, last.alert_id)
    return Reply(messages=(*release, Message((Phrase("rating.is_wrong"),)), card))


def _link(unit: Unit, owner: Owner, text: str) -> Reply:
    """Say how a further car is linked, or ask where the data of one's own shall come from."""
    if setting_forms.is_of_another_car(text) or not registry.own_vehicles(unit, owner.id):
        return Reply(messages=(Message((Phrase("own.link"),), rows=((people.button(),),)),))
    return connecting.show(unit, owner)


def _off_list(unit: Unit, owner: Owner, _text: str) -> Reply | None:
    """Leave the waiting lists; None where the owner is on none."""
    every = waitlist.of_owner(unit, owner.id)
    for each in every:
        waitlist.leave(unit, owner.id, each.id)
    return _done(Phrase("wait.left")) if every else None


def _name(_unit: Unit, _owner: Owner, _text: str) -> Reply:
    return Reply(messages=(Message((Phrase("own.car_name"),), rows=((people.button(),),)),))


def _done(line: Phrase, *buttons: Button) -> Reply:
    return Reply(messages=(Message((line,), rows=tuple((each,) for each in buttons)),))


Doer = Callable[[Unit, Owner, str], Reply | None]
_DOERS: Mapping[Setting, Doer] = {
    Setting.DELETE: _tap("privacy.ask_delete"),
    Setting.EXPORT: _tap("privacy.export"),
    Setting.PRIVACY_ON: _privacy_mode(on=True),
    Setting.PRIVACY_OFF: _privacy_mode(on=False),
    Setting.ALLOW: settings.purpose(on=True),
    Setting.STOP: settings.purpose(on=False),
    Setting.SERVICE: _service,
    Setting.UNRATE: _unrate,
    Setting.WRONG: _wrong,
    Setting.LINK: _link,
    Setting.NAME: _name,
    Setting.ZONE: _zone,
    Setting.CHINESE: _language("zh"),
    Setting.ENGLISH: _language("en"),
    Setting.SAME: _same_language,
    Setting.NO_REMINDERS: kinds.switch("reminders", on=False),
    Setting.REMINDERS: reminder.switch_on,
    Setting.NO_HINTS: kinds.switch("hints", on=False),
    Setting.HINTS: kinds.switch("hints", on=True),
    Setting.NO_NOTES: kinds.switch("notes", on=False),
    Setting.NOTES: kinds.switch("notes", on=True),
    Setting.FEWER: kinds.fewer,
    Setting.QUIET: _quiet,
    Setting.OFF_LIST: _off_list,
    Setting.SHOW: kinds.show,
}
VERBS: dict[str, Verb] = {
    "zone.set": reads(Zone, set_zone),
    "history.add": reads(Work, add),
    **kinds.VERBS,
    **offers.VERBS,
}
