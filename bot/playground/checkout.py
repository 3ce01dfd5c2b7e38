"""A person pays, or tries to: the bot is asked first, as by Telegram, and has ten seconds. No money moves."""

from typing import Literal

import anyio

from bot.playground.facts import Json, Person, Refused
from bot.playground.stage import Stage
from bot.playground.till import ANSWER_WITHIN_S, Checkout, Invoice

How = Literal["well", "declined", "twice"]
"""declined: the bank says no after the bot has said yes. twice: the invoice is paid two times at once, which Telegram allows."""


async def pay(stage: Stage, person: Person, invoice_key: str, how: How) -> Json:
    """Return `{"paid": …, "reason": …}`. Raises Refused `invoice_gone` or `blocked`."""
    invoice = stage.till.invoices.get(invoice_key)
    if invoice is None or invoice.chat_id not in {0, person.id}:
        raise Refused("invoice_gone", "there is no such invoice here")
    if person.blocked:
        raise Refused("blocked", "the person has blocked the bot")
    for _ in range(2 if how == "twice" else 1):
        refusal = await _asked_first(stage, person, invoice)
        if refusal is not None:
            return _not_paid(stage, person, refusal)
    if how == "declined":
        return _not_paid(stage, person, "the card was declined (simulated)")
    for _ in range(2 if how == "twice" else 1):
        _charge(stage, person, invoice)
    stage.changed.ring()
    return {"paid": True, "reason": ""}


async def _asked_first(stage: Stage, person: Person, invoice: Invoice) -> str | None:
    """Return why the payment may not go on; None where it may."""
    number, checkout = str(len(stage.till.checkouts) + 1), Checkout()
    stage.till.checkouts[number] = checkout
    query = {
        "id": number,
        "from": person.as_user(),
        "currency": invoice.currency,
        "total_amount": invoice.amount,
        "invoice_payload": invoice.payload,
    }
    stage.queue.push("pre_checkout_query", query)
    with anyio.move_on_after(ANSWER_WITHIN_S):
        await checkout.done.wait()
    if checkout.refusal is None:
        checkout.refusal = "the bot did not answer in time"
    return checkout.refusal or None


def _not_paid(stage: Stage, person: Person, reason: str) -> Json:
    stage.store.notify(stage.chat_of(person), reason, alert=True)
    stage.changed.ring()
    return {"paid": False, "reason": reason}


def _charge(stage: Stage, person: Person, invoice: Invoice) -> None:
    charge = stage.till.charge(person, invoice, stage.clock())
    content = {"successful_payment": charge.as_payment()}
    person.started = True
    message = stage.store.add(stage.chat_of(person), person.as_user(), content, reply={})
    stage.queue.push("message", message.as_wire())
