"""The questions and answers of a conversation, as codes with choices; pure."""

from dataclasses import dataclass
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from domain.dialogue.facts import JOBS, Ask, Choice, Intent, Meaning, Offer, Talk, Task, TimeExpression, Visit
from domain.explain.facts import Moment, Phrase

MENU = (Intent.BOOK, Intent.CHECK_STATUS, Intent.CAR_QUESTION, Intent.PRIVACY)
_SAID = {Intent.INFORM, Intent.AFFIRM, Intent.NEGATE, Intent.THANK, Intent.GREET, Intent.OOS}
SOONEST = Choice(Phrase("choice.soonest"), Meaning(Intent.INFORM, soonest=True))
DROP = Choice(Phrase("choice.drop"), Meaning(Intent.NEGATE, drop=True), style="danger")


@dataclass(frozen=True, slots=True)
class Here:
    """The moment of the talk: local wall clock, and the zone it is in."""

    now: datetime
    zone: str


def choice(intent: Intent, said: Meaning | None = None) -> Choice:
    """A button for an intent, keeping the time and job that were said with it."""
    kept = said or Meaning(intent)
    meaning = Meaning(
        intent, when=kept.when, job=kept.job, number=kept.number, soonest=kept.soonest, old=kept.old
    )
    return Choice(Phrase(f"choice.{intent}"), meaning)


def menu(code: str) -> Ask:
    return Ask(code, choices=tuple(choice(intent) for intent in MENU))


def unsure(said: Meaning) -> Ask:
    likely = [intent for intent in (said.intent, *said.also) if intent not in _SAID]
    named = said.when or said.job
    extra = (Intent.BOOK, Intent.ASK_AVAILABILITY, Intent.RESCHEDULE) if named else MENU
    offered = tuple(dict.fromkeys([*likely, *extra]))[:4]
    return Ask("ask.meant", choices=tuple(choice(intent, said) for intent in offered))


def job() -> Ask:
    choices = tuple(Choice(Phrase(f"job.{name}"), Meaning(Intent.INFORM, job=name)) for name in JOBS)
    return Ask("ask.job", choices=(*choices, DROP))


def day(task: Task) -> Ask:
    return Ask("ask.when", {"job": job_name(task.job)}, (SOONEST, DROP))


def job_name(name: str | None) -> Phrase:
    return Phrase(f"job.{name or 'inspection'}")


def moment(wish: TimeExpression, here: Here) -> Moment:
    """The start of a wish; only its day counts where no time was said, so noon stands in."""
    assert wish.date_from is not None
    local = datetime.combine(wish.date_from, wish.time_from or time(12), tzinfo=ZoneInfo(here.zone))
    return Moment(local.astimezone(UTC), here.zone)


def reading(wish: TimeExpression, here: Here) -> Ask:
    """Both readings of a time, each with its date and weekday."""
    choices = tuple(
        Choice(_label(found, here), Meaning(Intent.INFORM, when=found)) for found in wish.ambiguous
    )
    return Ask("ask.reading", {"said": wish.source}, (*choices, DROP))


def _label(wish: TimeExpression, here: Here) -> Phrase:
    if wish.date_from is None:
        return Phrase("choice.said", {"said": wish.source})
    clocked = wish.time_from is not None and wish.time_from == wish.time_to
    return Phrase("choice.moment" if clocked else "choice.day", {"when": moment(wish, here)})


def slots(offers: tuple[Offer, ...], task: Task) -> Ask:
    """Offers are of one workshop: it is named once, so that the times on the buttons stay readable on a phone."""
    choices = tuple(
        Choice(_slot(offer), Meaning(Intent.INFORM, pick=place), style="success")
        for place, offer in enumerate(offers)
    )
    other = Choice(Phrase("choice.other_time"), Meaning(Intent.NEGATE))
    return Ask("ask.slot", {"job": job_name(task.job), "place": offers[0].centre}, (*choices, other))


def _slot(offer: Offer) -> Phrase:
    return Phrase("choice.moment", {"when": Moment(offer.start, offer.zone)})


def none_free() -> Ask:
    return Ask("ask.none_free", choices=(SOONEST, DROP))


def booking(task: Task, visit: Visit | None) -> Ask:
    """The summary before anything is written."""
    slot = task.slot
    assert slot is not None
    params: dict[str, object] = {
        "job": job_name(task.job),
        "when": Moment(slot.start, slot.zone),
        "place": slot.centre,
    }
    choices = (
        Choice(Phrase("choice.confirm"), Meaning(Intent.AFFIRM), style="success"),
        Choice(Phrase("choice.other_time"), Meaning(Intent.NEGATE)),
        DROP,
    )
    if visit is None:
        return Ask("ask.booking", params, choices)
    return Ask("ask.moving", params | {"old": Moment(visit.start, visit.zone)}, choices)


def cancelling(visit: Visit) -> Ask:
    choices = (
        Choice(Phrase("choice.cancel_it"), Meaning(Intent.AFFIRM), style="danger"),
        Choice(Phrase("choice.keep_it"), Meaning(Intent.NEGATE)),
    )
    return Ask("ask.cancelling", _of(visit), choices)


def visit(talk: Talk) -> Ask:
    choices = tuple(
        Choice(Phrase("choice.visit", _of(found)), Meaning(Intent.INFORM, number=found.number))
        for found in talk.visits
    )
    return Ask("ask.visit", choices=(*choices, DROP))


def stop_or_cancel(talk: Talk) -> Ask:
    """“Cancel” in the middle of a booking: this one, or one that stands?"""
    choices = tuple(
        Choice(Phrase("choice.cancel_visit", _of(found)), Meaning(Intent.CANCEL, number=found.number))
        for found in talk.visits
    )
    return Ask("ask.stop_or_cancel", choices=(DROP, *choices))


def _of(found: Visit) -> dict[str, object]:
    return {"job": job_name(found.job), "when": Moment(found.start, found.zone), "place": found.centre}


def change() -> Ask:
    jobs = Choice(Phrase("choice.other_job"), Meaning(Intent.INFORM))
    return Ask("ask.change", choices=(SOONEST, jobs, DROP))
