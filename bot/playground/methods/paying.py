"""Invoices, the bot's word before a payment, and refunds. Nothing here moves money."""

import re
import secrets
from typing import Any

from bot.playground.facts import ApiError, Json
from bot.playground.methods import sending
from bot.playground.stage import Stage
from bot.playground.till import STARS, Invoice
from bot.playground.wire import Params

TITLE_LENGTH = 32
DESCRIPTION_LENGTH = 255
PAYLOAD_BYTES = 128
MOST_TRANSACTIONS = 100
CURRENCY = re.compile(r"[A-Z]{3}")


async def send_invoice(stage: Stage, params: Params) -> Json:
    invoice = _invoice(params, chat_id=params.integer("chat_id"))
    content = {
        "title": params.text("title"),
        "description": params.text("description"),
        "start_parameter": params.text("start_parameter"),
        "currency": invoice.currency,
        "total_amount": invoice.amount,
    }
    message = sending.deliver(stage, params, {"invoice": content})
    stage.till.invoices[f"message:{message['message_id']}"] = invoice
    return message


async def create_invoice_link(stage: Stage, params: Params) -> str:
    slug = secrets.token_urlsafe(12)
    stage.till.invoices[slug] = _invoice(params, chat_id=0)
    return f"https://t.me/${slug}"


def _invoice(params: Params, *, chat_id: int) -> Invoice:
    _hold(params.text("title"), TITLE_LENGTH, "INVOICE_TITLE_INVALID")
    _hold(params.text("description"), DESCRIPTION_LENGTH, "INVOICE_DESCRIPTION_INVALID")
    payload, currency = params.text("payload"), params.text("currency")
    if not 1 <= len(payload.encode()) <= PAYLOAD_BYTES:
        raise ApiError(400, "INVOICE_PAYLOAD_INVALID")
    if not CURRENCY.fullmatch(currency):
        raise ApiError(400, "CURRENCY_INVALID")
    if bool(params.text("provider_token")) == (currency == STARS):
        raise ApiError(400, "PAYMENT_PROVIDER_INVALID")
    return Invoice(chat_id, payload, currency, _total(params.structure("prices"), currency))


def _hold(text: str, length: int, refusal: str) -> None:
    if not 1 <= len(text) <= length:
        raise ApiError(400, refusal)


def _total(prices: Any, currency: str) -> int:
    if not isinstance(prices, list) or not prices or (currency == STARS and len(prices) != 1):
        raise ApiError(400, "can't parse prices: exactly one is needed in Stars, at least one in money")
    total = sum(int(each["amount"]) for each in prices)
    if total <= 0:
        raise ApiError(400, "CURRENCY_TOTAL_AMOUNT_INVALID")
    return total


async def answer_pre_checkout_query(stage: Stage, params: Params) -> bool:
    checkout = stage.till.checkouts.get(params.text("pre_checkout_query_id"))
    if checkout is None or checkout.refusal is not None:
        raise ApiError(400, "query is too old and response timeout expired or query ID is invalid")
    refusal = "" if params.flag("ok") else params.text("error_message")
    if not params.flag("ok") and not refusal:
        raise ApiError(400, "error message is required")
    checkout.refusal = refusal
    checkout.done.set()
    return True


async def refund_star_payment(stage: Stage, params: Params) -> bool:
    charge = stage.till.refund(
        params.integer("user_id"), params.text("telegram_payment_charge_id"), stage.clock()
    )
    content = {"refunded_payment": charge.as_payment()}
    message = stage.store.add(stage.chat_of(charge.person), charge.person.as_user(), content, reply={})
    stage.queue.push("message", message.as_wire())
    return True


async def get_star_transactions(stage: Stage, params: Params) -> Json:
    offset, limit = params.integer("offset"), params.integer("limit", MOST_TRANSACTIONS)
    return {"transactions": stage.till.transactions()[offset : offset + min(limit, MOST_TRANSACTIONS)]}
