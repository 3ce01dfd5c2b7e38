"""Plans in the chat: what there is, an invoice by one tap, a trial, payments so far, and the end of it by one tap and a yes."""

from typing import Final

from domain.booking import service as booking
from domain.booking.about import OfBill
from domain.booking.facts import State
from domain.contact.facts import Button, Message, Reply, Style
from domain.contact.verbs import Params, Verb, reads
from domain.core import Unit
from domain.dialogue import plan_forms, store
from domain.dialogue.plan_forms import PlanWish
from domain.explain.facts import Moment, Phrase
from domain.plans import billing, message, service, visits
from domain.plans.about import OfEnd, OfPlan
from domain.plans.facts import Entitlement
from domain.registry.tables import Owner


def answer(unit: Unit, owner: Owner, text: str) -> Reply | None:
    """Answer what a sentence asks or wishes of plans; None where it is about none, or nothing is sold here."""
    wish = plan_forms.read(text) if service.is_on(unit) else None
    if wish and _has_visit(unit, owner):
        wish = plan_forms.read(text, beside=True)
    if wish is PlanWish.END:
        return ask_end(unit, owner)
    if wish is PlanWish.SLIPS:
        return slips(unit, owner)
    return show(unit, owner) if wish else None


def _has_visit(unit: Unit, owner: Owner) -> bool:
    """Whether a visit is being arranged or booked."""
    return store.load(unit, owner.id).talk.task is not None or any(
        each.state is State.BOOKED for each in booking.visits_of(unit, owner.id)
    )


def show(unit: Unit, owner: Owner, _argument: str = "") -> Reply:
    """Tell what the owner has and what there is. Raises Refusal plans_off."""
    return Reply(messages=(message.overview(service.standing(unit, owner), zone=owner.zone),))


def slips(unit: Unit, owner: Owner) -> Reply:
    """List the owner's payments."""
    every = service.slips(unit, owner.id)
    return Reply(messages=(message.slips(every, service.table(unit), zone=owner.zone),))


def missing(unit: Unit, owner_id: int, entitlement: Entitlement, *, vehicle_id: int) -> Message | None:
    """Return what is said where an owner does not have something; None where they do."""
    sentence = service.denial(unit, owner_id, entitlement, vehicle_id=vehicle_id)
    return None if sentence is None else message.missing(sentence)


def _buy(unit: Unit, owner: Owner, about: OfPlan) -> Reply:
    """Send an invoice: the yes to it is the payment. Raises Refusal as `billing.bill`."""
    return Reply(messages=(billing.bill(unit, owner, about.plan),))


def _pay(unit: Unit, owner: Owner, about: OfBill) -> Reply:
    """Send the invoice of a visit. Raises Refusal as `visits.bill`."""
    return Reply(messages=(visits.bill(unit, owner, about.visit_id),))


def _try(unit: Unit, owner: Owner, about: OfPlan) -> Reply:
    """Begin a trial. Raises Refusal as `service.begin_trial`."""
    term = service.begin_trial(unit, owner, about.plan)
    title = service.plan(unit, about.plan).title
    return Reply(messages=(message.begun(title, Moment(term.ends_at, owner.zone)),))


def ask_end(unit: Unit, owner: Owner) -> Reply:
    """Say what ending would mean, and ask for a plain yes. Raises Refusal plan_none, plans_off."""
    lines = message.ending(service.ending(unit, owner), service.sold(unit), zone=owner.zone, is_done=False)
    yes = Button(Phrase("plans.end.yes"), "plan.end", OfEnd().params(), Style.GRAVE)
    no = Button(Phrase("plans.end.no"), "plan.end", OfEnd(given=False).params())
    return Reply(messages=(Message(tuple(lines), rows=((no, yes),)),))


def _end(unit: Unit, owner: Owner, about: OfEnd) -> Reply:
    """End what the owner has, where the answer is yes. Raises Refusal plan_none."""
    if not about.given:
        return Reply(messages=(Message((Phrase("answer.all_right"),)),))
    lines = message.ending(service.end(unit, owner), service.sold(unit), zone=owner.zone, is_done=True)
    return Reply(messages=(Message(tuple(lines), rows=((message.SHOW,),)),))


def _show(unit: Unit, owner: Owner, _params: Params) -> Reply:
    return show(unit, owner)


VERBS: Final[dict[str, Verb]] = {
    "plan.show": _show,
    "plan.slips": lambda unit, owner, _params: slips(unit, owner),
    "plan.buy": reads(OfPlan, _buy),
    "plan.try": reads(OfPlan, _try),
    "visit.pay": reads(OfBill, _pay),
    "plan.ask_end": lambda unit, owner, _params: ask_end(unit, owner),
    "plan.end": reads(OfEnd, _end),
}
