"""Payments in the chat: the question before one, one that was made, one that went back; and Stars that are to go back."""

import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

import anyio
from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.types import Message, PreCheckoutQuery, Update
from anyio import CapacityLimiter, to_thread
from pydantic import ValidationError

from bot import render, steady
from bot.desk import Desk
from bot.threads import in_reading, in_unit
from domain.contact import mailbox
from domain.contact.facts import Reply
from domain.contact.facts import Update as Waiting
from domain.core import Core, Unit
from domain.errors import Refusal, error_id
from domain.explain.catalogue import locale_for
from domain.explain.facts import Phrase, sentence
from domain.kit.loops import Loop
from domain.kit.together import Together
from domain.plans import billing, refunds
from domain.plans.facts import STARS, Channel, Charge
from domain.plans.refunds import Due
from domain.registry.tables import Owner

log = logging.getLogger(__name__)

_LOOK_S: Final = 2.0
_URGENT_LOOK_S: Final = 0.1  # of the second in which a checkout is to be answered
_PATIENCE_S: Final = 300.0
_DONE_BEFORE: Final = "CHARGE_ALREADY_REFUNDED"
_ANSWER_S: Final = (
    8.0  # of the ten seconds that Telegram waits (Bot API); what came before this has its share
)
_ANSWER_AGAIN_S: Final = 0.5
_REFUSED_FOR_GOOD: Final = (TelegramBadRequest, TelegramForbiddenError, TelegramNotFound)


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered to the question before a payment: why not, or None for a yes. number: of its update.

    query: None where the update cannot be read. error_id: of what went wrong, "" where nothing did.
    """

    number: int
    query: PreCheckoutQuery | None
    why: Phrase | None = None
    error_id: str = ""


async def answer_checkouts(core: Core, bot: Bot) -> None:
    """Answer the questions before payments until cancelled, apart from all else that waits.

    They are decided on by reading alone, in a thread kept free for it, and marked as handled after they were answered: so they
    wait for no writer, for no batch and for nothing else of their chats. After a kill one may be answered twice, which changes nothing.
    """
    desk = _Checkouts(core, bot, core.loops.begin("bot.checkouts", patience_s=_PATIENCE_S))
    takes_money = core.settings.plans is not None or core.settings.payment_provider is not None
    idle_s = _URGENT_LOOK_S if takes_money else _LOOK_S
    async with anyio.create_task_group() as group:

        async def look() -> None:
            while True:
                decisions = await desk.decide()
                for each in decisions:
                    group.start_soon(desk.finish, each)
                desk.loop.came_round()
                if not decisions:
                    await anyio.sleep(idle_s)

        await steady.keep_on(desk.loop, look)


class _Checkouts:
    """The questions that are being answered. under_way: numbers of their updates."""

    def __init__(self, core: Core, bot: Bot, loop: Loop) -> None:
        self.loop = loop
        self._core, self._bot = core, bot
        self._thread, self._under_way = CapacityLimiter(1), set[int]()
        self._marking: Together[Answer] = Together(lambda answers: in_unit(core, mark, answers))

    async def decide(self) -> list[Answer]:
        """Decide on what has come since."""
        but = frozenset(self._under_way)
        decisions = await to_thread.run_sync(decide, self._core, but, limiter=self._thread)
        self._under_way.update(each.number for each in decisions)
        return decisions

    async def finish(self, decision: Answer) -> None:
        """Answer and mark; where that fails it is looked at again."""
        try:
            await answer(self._bot, decision)
            await self._marking.do(decision)
        except Exception as error:  # noqa: BLE001 - the others go on
            await steady.rest(self.loop, error)
        finally:
            self._under_way.discard(decision.number)


def decide(core: Core, but: Collection[int] = ()) -> list[Answer]:
    """Decide on all questions that wait, from what is stored; nothing is written. but: numbers of those that are under way."""
    with core.reading() as unit:
        return [_decide(unit, each) for each in mailbox.urgent_updates(unit) if each.id not in but]


def _decide(unit: Unit, update: Waiting) -> Answer:
    """Decide on one question; one that cannot be checked gets a no, so that its payer need not wait for one without a reason."""
    query = _query(update.body)
    if query is None:
        return Answer(update.id, None)
    token, amount = query.invoice_payload, query.total_amount
    try:
        billing.check(unit, query.from_user.id, token=token, amount=amount, currency=query.currency)
    except Refusal as refusal:
        return Answer(update.id, query, sentence(refusal))
    except Exception:
        number = error_id()
        log.exception("error %s: a checkout could not be checked", number)
        return Answer(update.id, query, Phrase("plans.checkout_failed", {"number": number}), number)
    return Answer(update.id, query)


def _query(body: bytes) -> PreCheckoutQuery | None:
    """Return the question of an update; None where it cannot be read or is none."""
    try:
        return Update.model_validate_json(body).pre_checkout_query if body else None
    except ValidationError:
        return None


async def answer(bot: Bot, decision: Answer) -> None:
    """Tell Telegram whether a payment may go on, again while it waits. Where that fails, nothing is charged."""
    query, why = decision.query, decision.why
    if query is None:
        return
    words = None if why is None else render.plain(why, locale=locale_for(query.from_user.language_code))
    with anyio.move_on_after(_ANSWER_S):
        while True:
            try:
                await bot.answer_pre_checkout_query(query.id, ok=why is None, error_message=words)
            except (TelegramNetworkError, TelegramServerError) as error:
                log.warning("a checkout is answered again: %s", type(error).__name__)
                await anyio.sleep(_ANSWER_AGAIN_S)
            except TelegramRetryAfter as error:
                await anyio.sleep(steady.put_off_s(error))
            except AiogramError as error:
                log.warning("a checkout was not answered: %s", type(error).__name__)
                return
            else:
                return
    log.warning("a checkout was not answered in time")


def mark(unit: Unit, decisions: Sequence[Answer]) -> None:
    """Mark as handled what was answered, and as failed what could not be checked or read."""
    for each in decisions:
        if each.query is None or each.error_id:
            _fail(unit, each)
        else:
            mailbox.done(unit, each.number, None)


def _fail(unit: Unit, decision: Answer) -> None:
    """Mark an update as failed, unless it can be read now that nobody else writes: then it is looked at again."""
    if decision.query is None and _query(mailbox.look_again(unit, Waiting(decision.number, "", b"")).body):
        return
    number = decision.error_id or error_id()
    mailbox.failed(unit, decision.number, number)
    log.warning("error %s: a checkout is closed without a yes", number)


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
            missed: Exception | None = None
            for due in await in_reading(core, refunds.due):
                try:
                    await _pay_back(core, bot, due)
                except Exception as error:  # noqa: BLE001 - the others go on
                    missed = error
            if missed is not None:
                await steady.rest(loop, missed)
                continue
            loop.came_round()
            await anyio.sleep(_LOOK_S)

    await steady.keep_on(loop, look)


async def _pay_back(core: Core, bot: Bot, due: Due) -> None:
    """Raises errors of Telegram and the network, after which it is asked again."""
    try:
        await bot.refund_star_payment(due.chat_id, due.reference)
    except _REFUSED_FOR_GOOD as error:
        if _DONE_BEFORE not in error.message:
            log.warning("payment %d cannot be paid back: %s", due.number, error.message)
            await in_unit(core, partial(refunds.failed, reason=error.message), due.number)
            return
    await in_unit(core, refunds.done, due.number)
