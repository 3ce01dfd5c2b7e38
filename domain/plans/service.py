"""What an owner has and may have: the one place where it is asked, trials, the end of a plan."""

from collections.abc import Sequence
from datetime import timedelta

from domain.core import Unit
from domain.errors import Refusal
from domain.explain.facts import Phrase
from domain.plans import catalogue, message, refunds, rules, store
from domain.plans.facts import STARS, Choice, Ending, Entitlement, Plan, Slip, Standing, Table, Term
from domain.plans.tables import PlanTerm
from domain.registry import service as registry
from domain.registry.tables import Owner


def table(unit: Unit) -> Table | None:
    """Return what is sold here; None where nothing is, and everything is open."""
    return catalogue.load(unit.core.settings.plans)


def is_on(unit: Unit) -> bool:
    return table(unit) is not None


def is_entitled(unit: Unit, owner_id: int, entitlement: Entitlement, *, vehicle_id: int) -> bool:
    """Tell whether an owner has something for a car of theirs. This is the only question anybody asks of plans.

    True for everything where nothing is sold.
    """
    every = table(unit)
    if every is None:
        return True
    place = _place(unit, owner_id, vehicle_id)
    return rules.opens(store.terms(unit, owner_id), every, entitlement, place=place, now=unit.now)


def _place(unit: Unit, owner_id: int, vehicle_id: int) -> int:
    """Return the place of a car among its owner's, 0 for the one linked first."""
    cars = [car.id for car in registry.own_vehicles(unit, owner_id)]
    return cars.index(vehicle_id) if vehicle_id in cars else len(cars)


def denial(unit: Unit, owner_id: int, entitlement: Entitlement, *, vehicle_id: int) -> Phrase | None:
    """Return the sentence that stands in place of what an owner does not have; None where they have it."""
    if is_entitled(unit, owner_id, entitlement, vehicle_id=vehicle_id):
        return None
    place = _place(unit, owner_id, vehicle_id)
    return Phrase("plans.needed", message.needs(sold(unit), entitlement, place=place))


def sold(unit: Unit) -> Table:
    """Return what is sold here. Raises Refusal plans_off (404)."""
    every = table(unit)
    if every is None:
        raise Refusal("plans_off", status=404)
    return every


def plan(unit: Unit, code: str) -> Plan:
    """Return a plan that is sold. Raises Refusal plan_unknown (404), plans_off."""
    one = sold(unit).plan(code)
    if one is None:
        raise Refusal("plan_unknown", status=404)
    return one


def standing(unit: Unit, owner: Owner) -> Standing:
    """Return how an owner stands. Raises Refusal plans_off."""
    every, terms = sold(unit), store.terms(unit, owner.id)
    term = rules.current(terms, every, unit.now)
    same = [each for each in terms if term and each.plan == term.plan]
    last = max(same, key=lambda each: each.ends_at, default=None)
    return Standing(
        term=term,
        until=last.ends_at if last else None,
        is_last=last is not None and last.is_last,
        in_grace=term is not None and term.ends_at <= unit.now,
        can_end=rules.can_end(terms, every, unit.now),
        choices=tuple(_choice(unit, owner, every, each, terms) for each in every.plans),
    )


def _choice(unit: Unit, owner: Owner, every: Table, one: Plan, terms: tuple[Term, ...]) -> Choice:
    currency = chat_currency(unit, one)
    quote = rules.quote(one, terms, every, currency=currency or one.price.currency, now=unit.now)
    free = _trial_days(unit, owner, every, one)
    return Choice(one, quote, in_chat=currency is not None, trial_days=free)


def _trial_days(unit: Unit, owner: Owner, every: Table, one: Plan) -> int:
    """Return how long an owner may try a plan: once, and only while nothing is open or coming; 0 where they may not."""
    has = any(rules.is_coming(each, every, unit.now) for each in store.terms(unit, owner.id))
    return 0 if has or store.has_tried(unit, owner.id, one.code) else one.trial_days


def chat_currency(unit: Unit, one: Plan) -> str | None:
    """Return the currency in which a plan can be paid in the chat: Stars for what is digital; None where it cannot."""
    if one.is_digital:
        return STARS if one.stars else None
    return one.price.currency if unit.core.settings.payment_provider else None


def begin_trial(unit: Unit, owner: Owner, code: str) -> Term:
    """Open a plan for its trial, once for each owner and only where nothing runs. Raises Refusal trial_over, plan_unknown."""
    store.lock(unit, owner.id)
    one = plan(unit, code)
    days = _trial_days(unit, owner, sold(unit), one)
    if not days:
        raise Refusal("trial_over")
    ends = unit.now + timedelta(days=days)
    unit.session.add(PlanTerm(owner_id=owner.id, plan=code, starts_at=unit.now, ends_at=ends, is_trial=True))
    unit.session.flush()
    return store.terms(unit, owner.id)[-1]


def slips(unit: Unit, owner_id: int) -> tuple[Slip, ...]:
    """Return an owner's payments, the latest first."""
    return tuple(refunds.slip(*each) for each in store.payments(unit, owner_id=owner_id))


def ending(unit: Unit, owner: Owner) -> Ending:
    """Return what ending everything that an owner has would mean. Raises Refusal plan_none."""
    every, terms = sold(unit), store.terms(unit, owner.id)
    running = [each for each in terms if rules.is_coming(each, every, unit.now)]
    if not rules.can_end(terms, every, unit.now):
        raise Refusal("plan_none")
    slips, rest = _unwound(unit, every, [each.id for each in running])
    until = max((each.ends_at for each in rest if not each.is_trial), default=None)
    top = rules.current(running, every, unit.now) or running[0]
    return Ending(top.plan, tuple(slips), until if until and until > unit.now else None)


def _unwound(unit: Unit, every: Table, term_ids: Sequence[int]) -> tuple[list[Slip], list[PlanTerm]]:
    """Return the payments that go back whole, with those that stand again for that, and the terms that remain."""
    slips, rest = list[Slip](), list[PlanTerm]()
    for term_id in term_ids:
        row = store.term(unit, term_id)
        slip = _refundable(unit, every, row)
        if slip is None:
            rest.append(row)
            continue
        again, standing = _unwound(unit, every, store.replaced(unit, by=slip.number))
        slips += [slip, *again]
        rest += standing
    return slips, rest


def _refundable(unit: Unit, every: Table, row: PlanTerm) -> Slip | None:
    one = every.plan(row.plan)
    row_of = store.payment(unit, row.payment_id) if one and row.payment_id else None
    if one is None or row_of is None or not row_of[1].amount_minor:
        return None
    return refunds.slip(*row_of) if rules.is_refundable(row.starts_at, one.refund_days, unit.now) else None


def end(unit: Unit, owner: Owner) -> Ending:
    """End what an owner has: trials and what is paid back at once, the rest at its end. Raises Refusal plan_none."""
    store.lock(unit, owner.id)
    about = ending(unit, owner)
    for each in about.refundable:
        refunds.order(unit, each.number, reason="ended")
    unit.session.flush()
    for term in store.terms(unit, owner.id):
        row = store.term(unit, term.id)
        row.is_last = True
        if row.is_trial:
            row.over_at = unit.now
    unit.session.flush()
    store.withdraw_invoices(unit, owner.id)
    return about
