"""The local till: what Telegram checks of an invoice, asks before a payment, and tells of one. No money moves."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import LabeledPrice, Update

from bot.playground.client import Playground, PressRefused, User

KINDS = ["message", "pre_checkout_query"]


async def invoice(bot: Bot, user: User, **changes: object) -> int:
    fields = {
        "title": "Report",
        "description": "A file.",
        "payload": "token",
        "currency": "XTR",
        "prices": [LabeledPrice(label="Report", amount=690)],
    }
    return (await bot.send_invoice(user.id, **{**fields, **changes})).message_id  # type: ignore[arg-type]


async def next_of(bot: Bot, kind: str) -> Update:
    """The next update of a kind; those before it are confirmed."""
    offset = 0
    while True:
        for update in await bot.get_updates(offset=offset, allowed_updates=KINDS):
            offset = update.update_id + 1
            message = update.message
            if (message is not None and getattr(message, kind, None)) or getattr(update, kind, None):
                await bot.get_updates(offset=offset)
                return update


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"title": "x" * 33}, "INVOICE_TITLE_INVALID"),
        ({"payload": "x" * 129}, "INVOICE_PAYLOAD_INVALID"),
        ({"currency": "CNY"}, "PAYMENT_PROVIDER_INVALID"),
        ({"provider_token": "TEST"}, "PAYMENT_PROVIDER_INVALID"),
        ({"prices": [LabeledPrice(label="a", amount=1)] * 2}, "exactly one"),
        ({"prices": [LabeledPrice(label="a", amount=0)]}, "TOTAL_AMOUNT_INVALID"),
    ],
)
async def test_an_invoice_that_telegram_would_refuse_is_refused(
    bot: Bot, alice: User, changes: dict[str, object], refusal: str
) -> None:
    with pytest.raises(TelegramBadRequest, match=refusal):
        await invoice(bot, alice, **changes)


async def test_a_payment_waits_for_the_bots_yes_and_goes_back_once(
    bot: Bot, people: Playground, alice: User
) -> None:
    number = await invoice(bot, alice)
    with ThreadPoolExecutor() as threads:
        result = threads.submit(people.pay, alice, number)
        query = (await next_of(bot, "pre_checkout_query")).pre_checkout_query
        assert query is not None
        assert (query.invoice_payload, query.total_amount, query.from_user.id) == ("token", 690, alice.id)
        await bot.answer_pre_checkout_query(query.id, ok=True)
        assert result.result() == {"paid": True, "reason": ""}
    message = (await next_of(bot, "successful_payment")).message
    assert message is not None
    assert message.successful_payment is not None
    charge = message.successful_payment.telegram_payment_charge_id

    await bot.refund_star_payment(alice.id, charge)
    with pytest.raises(TelegramBadRequest, match="CHARGE_ALREADY_REFUNDED"):
        await bot.refund_star_payment(alice.id, charge)

    assert (await next_of(bot, "refunded_payment")).message is not None
    every = (await bot.get_star_transactions()).transactions
    assert [(each.id, each.source is None) for each in every] == [(charge, False), (charge, True)]


async def test_a_no_of_the_bot_or_of_the_bank_takes_no_payment(
    bot: Bot, people: Playground, alice: User
) -> None:
    number = await invoice(bot, alice)
    with ThreadPoolExecutor() as threads:
        for how, ok, reason in (("well", False, "Too old."), ("declined", True, "declined")):
            result = threads.submit(people.pay, alice, number, how)
            query = (await next_of(bot, "pre_checkout_query")).pre_checkout_query
            assert query is not None
            await bot.answer_pre_checkout_query(query.id, ok=ok, error_message=None if ok else "Too old.")
            answer = result.result()
            assert (answer["paid"], reason in answer["reason"]) == (False, True)
    assert (await bot.get_star_transactions()).transactions == []
    with pytest.raises(PressRefused, match="invoice_gone"):
        people.pay(alice, number + 1)
