"""From an invoice to what a payment opens: made, checked before it is paid, credited once."""

from dataclasses import dataclass, replace

from domain.contact import service as contact
from domain.contact.facts import Message
from domain.core import Unit
from domain.db import rows
from domain.errors import Refusal
from domain.plans import message, refunds, rules, service, store, visits
from domain.plans.facts import (
    Charge,
    Invoiced,
    InvoiceState,
    Outcome,
    PaymentState,
    Plan,
    Price,
    Quote,
    References,
)
from domain.plans.tables import Invoice, Payment, PlanTerm, Receipt
from domain.registry import service as registry
from domain.registry.tables import Owner


def bill(unit: Unit, owner: Owner, code: str) -> Message:
    """Make an invoice that can be paid in the chat for a day; what was asked before is withdrawn.

    Raises Refusal plan_unknown, plans_off, and plan_elsewhere where the plan cannot be paid in the chat.
    """
    store.lock(unit, owner.id)
    plan = service.plan(unit, code)
    currency = service.chat_currency(unit, plan)
    if currency is None:
        raise Refusal("plan_elsewhere", plan=plan.title, price=message.price(plan.price))
    quote = rules.quote(
        plan, store.terms(unit, owner.id), service.sold(unit), currency=currency, now=unit.now
    )
    price = Price(quote.amount, currency)
    row = store.add_invoice(unit, owner.id, code, price, rest=quote.rest, replaces=quote.replaces)
    return message.bill(plan, quote, token=row.token, zone=owner.zone)


def check(unit: Unit, chat_id: int, *, token: str, amount: int, currency: str) -> None:
    """Tell that an invoice may be paid now, from what is stored; only reads, so that it waits for nobody.

    Raises Refusal invoice_unknown, also for another owner's, and invoice_settled, _withdrawn, _stale or _changed; plans_off. Those
    of a visit's are invoice_visit_settled and so on, and invoice_visit_paid where it was paid at the desk.
    """
    row = store.invoice_of_chat(unit, token, unit.fingerprint("chat", str(chat_id)))
    if row is None:
        raise Refusal("invoice_unknown", status=404)
    owner_id, invoice = row
    if invoice.visit_id is not None:
        why = visits.why_refused(unit, owner_id, invoice, amount=amount, currency=currency)
        if why is not None:
            raise Refusal(f"invoice_visit_{why}")
        return
    plan = service.sold(unit).plan(invoice.plan)
    terms = store.terms(unit, owner_id) if invoice.replaces else ()
    why = rules.why_refused(invoice, plan, terms, amount=amount, currency=currency, now=unit.now)
    if why is not None:
        raise Refusal(f"invoice_{why}")


@dataclass(frozen=True, slots=True)
class Credit:
    """What became of a payment. number: of it; 0 for one that was credited before to an owner who is erased."""

    outcome: Outcome
    number: int


def credit(unit: Unit, owner: Owner, charge: Charge) -> Credit:
    """Note a payment and open what it is for, once for each reference, and tell its owner through the outbox.

    Money that came is never left without service: what an old invoice paid for begins as if it were bought now. A second
    payment of one invoice, one by somebody else, and one that counted what has gone since, are paid back; another amount than
    the invoice's is left to the operator.
    """
    store.lock(unit, owner.id)
    receipt, payment = _note(unit, owner, charge)
    if payment is None:
        return _before(unit, receipt)
    invoice = store.invoice(unit, charge.token) if charge.token else None
    receipt.plan = invoice.plan if invoice else ""
    outcome = _outcome(unit, owner, charge, invoice)
    if outcome == "unmatched":
        payment.state = PaymentState.UNMATCHED
    elif outcome != "credited":
        refunds.order(unit, payment.id, reason=outcome)
    elif invoice:
        _fulfil(unit, owner, payment, invoice)
    unit.session.flush()
    _tell(unit, owner, payment, receipt, outcome)
    return Credit(outcome, payment.id)


def _outcome(unit: Unit, owner: Owner, charge: Charge, invoice: Invoice | None) -> Outcome:
    """Return what becomes of a payment that has not been noted before; a visit that it pays is paid now."""
    if invoice is None or (invoice.visit_id is None and _plan(unit, invoice) is None):
        return "unmatched"
    if (charge.amount, charge.currency) != (invoice.amount_minor, invoice.currency):
        return "unmatched"
    if invoice.state == InvoiceState.SETTLED or invoice.owner_id != owner.id:
        return "twice"
    if invoice.visit_id is not None:
        return visits.settle(unit, invoice.visit_id, charge.amount)
    standing = {each.id for each in store.terms(unit, owner.id)}
    return (
        "changed" if invoice.rest and not standing.issuperset(store.stated(invoice).replaces) else "credited"
    )


def _fulfil(unit: Unit, owner: Owner, payment: Payment, invoice: Invoice) -> None:
    if invoice.visit_id is not None:
        payment.visit_id = invoice.visit_id
    else:
        plan = _plan(unit, invoice)
        assert plan is not None, "without a plan nothing is credited"
        quote = _in_force(unit, owner, plan, store.stated(invoice))
        _open(unit, owner, payment, quote, plan, worth=quote.amount + quote.rest)
    invoice.state = InvoiceState.SETTLED
    unit.session.flush()
    store.withdraw_invoices(unit, owner.id, visit_id=invoice.visit_id)


def grant_for_car(unit: Unit, vehicle_id: int, code: str, charge: Charge) -> tuple[Owner, Credit]:
    """Open a plan for the owner of a car as `grant` does, and return whose it is. charge: its reference is the operator's own voucher.

    Raises Refusal vehicle_unknown, plan_ownerless where the car has no owner, and as `grant`.
    """
    registry.vehicle(unit, vehicle_id)
    owner = registry.keeper(unit, vehicle_id)
    if owner is None:
        raise Refusal("plan_ownerless")
    voucher = replace(charge, reference=f"{charge.channel}:{charge.reference}")
    return owner, grant(unit, owner, code, voucher)


def grant(unit: Unit, owner: Owner, code: str, charge: Charge) -> Credit:
    """Open a plan that was paid at the workshop or that the operator gives. The same reference again changes nothing.

    Raises Refusal plan_unknown, plans_off, and currency_wrong for an amount in a currency in which the plan has no price.
    """
    store.lock(unit, owner.id)
    plan = service.plan(unit, code)
    if plan.amount(charge.currency) is None:
        raise Refusal("currency_wrong", status=422, currency=charge.currency, plan=plan.title)
    receipt, payment = _note(unit, owner, charge)
    if payment is None:
        return _before(unit, receipt)
    receipt.plan = code
    every, terms = service.sold(unit), store.terms(unit, owner.id)
    quote = rules.quote(plan, terms, every, currency=charge.currency, now=unit.now)
    _open(unit, owner, payment, quote, plan, worth=charge.amount + quote.rest)
    store.withdraw_invoices(unit, owner.id)
    unit.session.flush()
    _tell(unit, owner, payment, receipt, "credited")
    return Credit("credited", payment.id)


def _note(unit: Unit, owner: Owner, charge: Charge) -> tuple[Receipt, Payment | None]:
    """Keep a payment and its receipt; None for a reference that is known: the database keeps each once."""
    receipt, is_new = _receipt(unit, charge)
    if not is_new:
        return receipt, None
    references = References(charge.reference, charge.provider_reference)
    payment = Payment(
        owner_id=owner.id,
        receipt_id=receipt.id,
        references=unit.seal_fact(owner.id, references, label=refunds.REFERENCES),
        state=PaymentState.CREDITED,
        made_at=unit.now,
        changed_at=unit.now,
    )
    unit.session.add(payment)
    unit.session.flush()
    return receipt, payment


def _receipt(unit: Unit, charge: Charge) -> tuple[Receipt, bool]:
    mark, of_provider = unit.fingerprint("charge", charge.reference), charge.provider_reference
    is_new = rows.add_once(
        unit.session,
        Receipt,
        charge_hash=mark,
        provider_hash=unit.fingerprint("charge", of_provider) if of_provider else "",
        plan="",
        amount_minor=charge.amount,
        currency=charge.currency,
        channel=charge.channel,
        made_at=unit.now,
    )
    receipt = store.receipt(unit, mark)
    assert receipt is not None
    return receipt, is_new


def _before(unit: Unit, receipt: Receipt) -> Credit:
    payment = store.payment_of(unit, receipt.id)
    return Credit("before", payment.id if payment else 0)


def _plan(unit: Unit, invoice: Invoice) -> Plan | None:
    table = service.table(unit)
    return table.plan(invoice.plan) if table else None


def _in_force(unit: Unit, owner: Owner, plan: Plan, invoice: Invoiced) -> Quote:
    """Return what an invoice opens now. It replaces what it counted off its price, and trials; what has come since goes on."""
    terms = store.terms(unit, owner.id)
    now = rules.quote(plan, terms, service.sold(unit), currency=invoice.currency, now=unit.now)
    trials = {each.id for each in terms if each.is_trial}.intersection(now.replaces)
    return replace(
        now, amount=invoice.amount, rest=invoice.rest, replaces=tuple({*invoice.replaces, *trials})
    )


def _open(unit: Unit, owner: Owner, payment: Payment, quote: Quote, plan: Plan, *, worth: int) -> None:
    standing = {each.id for each in store.terms(unit, owner.id)}
    store.replace_terms(unit, sorted(standing.intersection(quote.replaces)), by=payment.id)
    unit.session.add(
        PlanTerm(
            owner_id=owner.id,
            plan=plan.code,
            starts_at=quote.starts_at,
            ends_at=quote.ends_at,
            worth=worth,
            currency=quote.currency,
            payment_id=payment.id,
        )
    )
    unit.session.flush()


def _tell(unit: Unit, owner: Owner, payment: Payment, receipt: Receipt, outcome: Outcome) -> None:
    """Put the receipt on its way in the same transaction, so that no kill loses it."""
    terms = store.terms_of(unit, payment.id)
    content = message.receipt(
        refunds.slip(payment, receipt), outcome, service.table(unit), terms, zone=owner.zone
    )
    contact.queue(unit, owner.id, key=f"payment:{payment.id}", message=content, awaited=True)
