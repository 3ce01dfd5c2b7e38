"""The questions and answers of a conversation, as codes with choices; pure."""

from dataclasses import dataclass, replace
from datetime import datetime

from domain.booking import jobs, words
from domain.dialogue import labels
from domain.dialogue.facts import Ask, Choice, Intent, Meaning, Offer, Talk, Task, TimeExpression, Visit
from domain.dialogue.topics import Site
from domain.explain.facts import Moment, Phrase

JOBS = (
    "first_service",
    "yearly_service",
    "brake_fluid",
    "tyre_service",
    "brake_pads",
    "brake_check",
    "battery_check",
    "high_voltage_check",
    "coolant_repair",
    "cabin_filter",
    "twelve_volt_check",
    "twelve_volt",
    "recall_work",
    "wheel_change",
    "season_check",
    "inspection",
)
MENU = (Intent.BOOK, Intent.CHECK_STATUS, Intent.CAR_QUESTION, Intent.PRIVACY)
_SAID = {Intent.INFORM, Intent.AFFIRM, Intent.NEGATE, Intent.THANK, Intent.GREET, Intent.OOS}
SOONEST = Choice(Phrase("choice.soonest"), Meaning(Intent.INFORM, soonest=True))
OTHER_JOB = Choice(Phrase("choice.other_job"), Meaning(Intent.INFORM))
DROP = Choice(Phrase("choice.drop"), Meaning(Intent.NEGATE, drop=True), style="danger")


@dataclass(frozen=True, slots=True)
class Here:
    """The moment of the talk: local wall clock, and the zone it is in."""

    now: datetime
    zone: str


def choice(intent: Intent, source: Meaning | None = None) -> Choice:
    """A button for an intent, keeping the time and job that were said with it."""
    content = source or Meaning(intent)
    meaning = Meaning(
        intent,
        when=content.when,
        job=content.job,
        number=content.number,
        soonest=content.soonest,
        old=content.old,
        sites=content.sites,
        unknown=content.unknown,
    )
    return Choice(Phrase(f"choice.{intent}"), meaning)


def menu(code: str) -> Ask:
    return Ask(code, choices=tuple(choice(intent) for intent in MENU))


def unsure(meaning: Meaning, talk: Talk) -> Ask:
    """What a message may mean; nothing that needs a visit where there is none."""
    likely = [intent for intent in (meaning.intent, *meaning.also) if intent not in _SAID]
    detail = meaning.when or meaning.job
    extra = (Intent.BOOK, Intent.ASK_AVAILABILITY, Intent.RESCHEDULE) if detail else MENU
    ruled_out = () if talk.visits else (Intent.RESCHEDULE, Intent.CANCEL)
    offered = tuple(intent for intent in dict.fromkeys([*likely, *extra]) if intent not in ruled_out)[:4]
    offered = tuple(sorted(offered, key=lambda each: each is Intent.CANCEL))  # never first under a thumb
    moving = talk.task.visit if talk.task else None
    of_visit = (
        replace(meaning, number=moving) if moving else meaning
    )  # cancelled is the one that is talked about
    meanings = {each: of_visit if each is Intent.CANCEL else meaning for each in offered}
    return Ask("ask.meant", choices=tuple(choice(each, of) for each, of in meanings.items()))


def job(works: tuple[str, ...] = ()) -> Ask:
    """Ask for the work, among those that may be meant where the words left it open."""
    choices = tuple(Choice(Phrase(f"job.{name}"), Meaning(Intent.INFORM, job=name)) for name in works or JOBS)
    return Ask("ask.job", choices=(*choices, DROP))


def day(task: Task) -> Ask:
    return Ask("ask.when", {"job": job_name(task.job)}, (SOONEST, DROP))


def job_name(name: str | None) -> Phrase:
    return words.job(name or "inspection")


def reading(wish: TimeExpression, here: Here) -> Ask:
    """All readings of a time, each with its date and weekday."""
    choices = tuple(
        Choice(labels.wish(each, here.zone), Meaning(Intent.INFORM, when=each)) for each in wish.ambiguous
    )
    one = len({each.source for each in wish.ambiguous}) == 1
    code = "ask.doubt" if wish.doubt else "ask.reading" if one else "ask.which"
    return Ask(code, {"said": wish.doubt or wish.source}, (*choices, DROP))


def site(sites: tuple[Site, ...], unknown: str = "") -> Ask:
    """Which centre; unknown: the name that was said and that none has."""
    choices = tuple(
        Choice(Phrase("choice.site", {"centre": each.name}), Meaning(Intent.INFORM, sites=(each,)))
        for each in sites
    )
    return Ask("ask.site_unknown" if unknown else "ask.site", {"said": unknown}, (*choices, DROP))


def wait(task: Task, zone: str) -> tuple[Choice, ...]:
    """The button that puts the wish on the waiting list."""
    assert task.when is not None
    label = Phrase("choice.wait", {"when": labels.wish(task.when, zone)})
    return (Choice(label, Meaning(Intent.INFORM, wait=True)),)


def slots(
    offers: tuple[Offer, ...],
    task: Task,
    *,
    code: str = "ask.slot",
    why: Phrase | None = None,
    wait: tuple[Choice, ...] = (),
) -> Ask:
    """Offers of one workshop name it once, so that the times on the buttons stay readable on a phone.

    code: the words of the question, unless there is a reason `why` these are not the times that were wished.
    """
    several = _are_several(offers)
    choices = tuple(_choice_of(offer, task, with_place=several, style="success") for offer in offers)
    other = Choice(Phrase("choice.other_time"), Meaning(Intent.NEGATE))
    place = Phrase("site.several") if several else offers[0].centre
    params = {"job": job_name(task.job), "place": place}
    return Ask("ask.slot_instead" if why else code, {**params, "why": why}, (*choices, *wait, other))


def _are_several(offers: tuple[Offer, ...]) -> bool:
    """Whether the offers are of several workshops."""
    return any(offer.centre != offers[0].centre for offer in offers)


def _choice_of(offer: Offer, task: Task, *, with_place: bool, style: str = "") -> Choice:
    meaning = Meaning(Intent.INFORM, slot=offer, job=task.job, number=task.visit, car=task.car)
    return Choice(_slot(offer, with_place=with_place), meaning, style=style)


def _slot(offer: Offer, *, with_place: bool) -> Phrase:
    params = {"when": Moment(offer.start, offer.zone), "place": offer.centre}
    label = Phrase("choice.moment_at" if with_place else "choice.moment", params)
    half = labels.half_of_year(offer.start, offer.zone)
    return Phrase(f"choice.moment_{half}", {"when": label}) if half else label


def none_free(why: Phrase | None, wait: tuple[Choice, ...] = ()) -> Ask:
    if why is None:
        return Ask("ask.none_free", choices=(SOONEST, DROP))
    return Ask("ask.none_instead", {"why": why}, (*wait, SOONEST, DROP))


def nowhere(why: Phrase) -> Ask:
    return Ask("ask.nowhere", {"why": why}, (OTHER_JOB, DROP))


def booking(task: Task, visit: Visit | None, *, terms: str, others: tuple[Offer, ...] = ()) -> Ask:
    """The summary before anything is written; others: what is free beside the time that is summed up."""
    slot = task.slot
    assert slot is not None
    params: dict[str, object] = {
        "job": job_name(task.job),
        "when": Moment(slot.start, slot.zone),
        "place": slot.centre,
        "cost": _cost(task.job),
    }
    choices = (
        Choice(
            Phrase("choice.confirm" if visit is None else "choice.move_it"),
            Meaning(Intent.AFFIRM, terms=terms),
            style="success",
        ),
        *(_choice_of(each, task, with_place=_are_several((slot, *others))) for each in others),
        Choice(Phrase("choice.other_time"), Meaning(Intent.NEGATE)),
        DROP,
    )
    if visit is None:
        return Ask("ask.booking_or" if others else "ask.booking", params, choices)
    code = "ask.moving" if visit.centre == slot.centre else "ask.moving_place"
    return Ask(code, params | {"old": Moment(visit.start, visit.zone), "old_place": visit.centre}, choices)


def _cost(job: str | None) -> Phrase:
    """How long the work takes, and what it costs by the list."""
    work = jobs.job(job or "inspection")
    code = "summary.cost" if work.price.amount else "summary.free"
    return Phrase(code, {"length": work.length, "price": work.price})


def cancelling(visit: Visit, *, terms: str) -> Ask:
    choices = (
        Choice(Phrase("choice.cancel_it"), Meaning(Intent.AFFIRM, terms=terms), style="danger"),
        Choice(Phrase("choice.keep_it"), Meaning(Intent.NEGATE)),
    )
    return Ask("ask.cancelling", _of(visit), choices)


def visit(talk: Talk) -> Ask:
    choices = tuple(
        Choice(Phrase("choice.visit", _of(each)), Meaning(Intent.INFORM, number=each.number))
        for each in talk.visits
    )
    return Ask("ask.visit", choices=(*choices, DROP))


def stop_or_cancel(talk: Talk) -> Ask:
    """“Cancel” in the middle of a booking: this one, or one that stands?"""
    choices = tuple(
        Choice(Phrase("choice.cancel_visit", _of(each)), Meaning(Intent.CANCEL, number=each.number))
        for each in talk.visits
    )
    return Ask("ask.stop_or_cancel", choices=(DROP, *choices))


def _of(one: Visit) -> dict[str, object]:
    return {"job": job_name(one.job), "when": Moment(one.start, one.zone), "place": one.centre}


def change() -> Ask:
    return Ask("ask.change", choices=(SOONEST, OTHER_JOB, DROP))
