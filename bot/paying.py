"""Payments in the chat: the question before one, one that was made, one that went back; and Stars that are to go back."""

import logging
from functools import partial
from typing import Final

import anyio
from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramBadRequest
from aiogram.types import Message, PreCheckoutQuery

from bot import render, steady
from bot.desk import Desk
from bot.threads import in_reading, in_unit
from domain.contact import mailbox
from domain.contact.facts import Reply
from domain.core import Core, Unit
from domain.errors import Refusal, error_id
from domain.explain.catalogue import locale_for
from domain.explain.facts import Phrase
from domain.plans import billing, refunds
from domain.plans.facts import STARS, Channel, Charge
from domain.plans.refunds import Due
from domain.registry import service as registry
from domain.registry.tables import Owner

log = logging.getLogger(__name__)

_LOOK_S: Final = 2.0
_PATIENCE_S: Final = 300.0
_DONE_BEFORE: Final = "CHARGE_ALREADY_REFUNDED"


async def on_checkout(query: PreCheckoutQuery, desk: Desk) -> None:
    """Answer whether an invoice may be paid now, from what is stored; no answer in ten seconds would be a no without a reason."""
    why = await _why_not(query, desk)
    words = None if why is None else render.plain(why, locale=locale_for(query.from_user.language_code))
    try:
        await desk.bot.answer_pre_checkout_query(query.id, ok=why is None, error_message=words)
    except AiogramError as error:
        log.warning("a checkout was not answered: %s", type(error).__name__)


async def _why_not(query: PreCheckoutQuery, desk: Desk) -> Phrase | None:
    try:
        return await in_unit(desk.core, _check, query, inbox_id=desk.inbox_id)
    except Exception:
        number = error_id()
        log.exception("error %s: a checkout could not be checked", number)
        await _close(desk, number)
        return Phrase("plans.checkout_failed", {"number": number})


async def _close(desk: Desk, number: str) -> None:
    """Mark the update as failed, unless the database is away: then it is too old when it is looked at again, and refused."""
    try:
        await in_unit(desk.core, mailbox.failed, desk.inbox_id, number)
    except Exception:
        log.exception("error %s: it could not be noted", number)


def _check(unit: Unit, query: PreCheckoutQuery, *, inbox_id: int) -> Phrase | None:
    owner = registry.owner_of_chat(unit, query.from_user.id)
    mailbox.done(unit, inbox_id, owner.id if owner else None)
    try:
        billing.check(
            unit, owner, token=query.invoice_payload, amount=query.total_amount, currency=query.currency
        )
    except Refusal as refusal:
        return Phrase(f"refusal.{refusal.code}", dict(refusal.params))
    return None


async def on_payment(message: Message, desk: Desk) -> None:
    """Credit a payment; its receipt goes out by the outbox, in the same transaction."""
    payment = message.successful_payment
    assert payment is not None
    charge = Charge(
        token=payment.invoice_payload,
        amount=payment.total_amount,
        currency=payment.currency,
        channel=Channel.STARS if payment.currency == STARS else Channel.TELEGRAM,
        reference=payment.telegram_payment_charge_id,
        provider_reference=payment.provider_payment_charge_id,
    )
    await desk.answer(message, partial(_credit, charge=charge))


def _credit(unit: Unit, owner: Owner, *, charge: Charge) -> Reply:
    billing.credit(unit, owner, charge)
    return Reply()


async def on_refund(message: Message, desk: Desk) -> None:
    """Note that Telegram tells of a payment that went back, by whomever it was ordered."""
    refund = message.refunded_payment
    assert refund is not None
    await desk.answer(message, partial(_note_refund, reference=refund.telegram_payment_charge_id))


def _note_refund(unit: Unit, _owner: Owner, *, reference: str) -> Reply:
    refunds.done_by_reference(unit, reference)
    return Reply()


async def pay_back(core: Core, bot: Bot) -> None:
    """Pay back Stars that are due until cancelled. Asked twice, Telegram pays once."""
    loop = core.loops.begin("bot.refunds", patience_s=_PATIENCE_S)

    async def look() -> None:
        while True:
            for due in await in_reading(core, refunds.due):
                await _pay_back(core, bot, due)
            loop.came_round()
            await anyio.sleep(_LOOK_S)

    await steady.keep_on(loop, look)


async def _pay_back(core: Core, bot: Bot, due: Due) -> None:
    """Raises errors of Telegram and the network, after which it is asked again."""
    try:
        await bot.refund_star_payment(due.chat_id, due.reference)
    except TelegramBadRequest as error:
        if _DONE_BEFORE not in error.message:
            log.warning("payment %d cannot be paid back: %s", due.number, error.message)
            await in_unit(core, partial(refunds.failed, reason=error.message), due.number)
            return
    await in_unit(core, refunds.done, due.number)
