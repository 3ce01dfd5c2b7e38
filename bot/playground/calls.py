"""One call of the bot, from its log entry to the answer, with the failures that were ordered."""

from dataclasses import dataclass
from typing import Any

import anyio

from bot.playground.facts import ApiError, Json
from bot.playground.faults import Fault
from bot.playground.methods import catalogue
from bot.playground.stage import Stage
from bot.playground.wire import Params

READING = {"getupdates", "getme", "getwebhookinfo", "getfile"}


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: Json
    dropped: bool = False


async def answer(stage: Stage, method: str, params: Params, *, via: str = "http") -> Answer:
    entry = stage.log(method, params.described(), via=via)
    chat_id = _chat_id(params)
    fault = stage.faults.take(method, chat_id)
    if fault is not None and (fault.kind == "error" or not fault.accepted):
        result = await _befallen(fault)
    else:
        result = await _carried_out(stage, method, params, chat_id=chat_id)
        if fault is not None:
            result = await _befallen(fault)
    entry["status"] = result.status
    entry["answer"] = "dropped" if result.dropped else result.body
    if method.lower() not in READING:
        stage.changed.ring()
    return result


async def _carried_out(stage: Stage, method: str, params: Params, *, chat_id: int) -> Answer:
    run = catalogue.BY_NAME.get(method.lower())
    if run is None:
        return _refusal(ApiError(404, "method not found"))
    try:
        stage.limit.spend(method, chat_id)
        result: Any = await run(stage, params)
    except ApiError as error:
        return _refusal(error)
    return Answer(200, {"ok": True, "result": result})


async def _befallen(fault: Fault) -> Answer:
    if fault.kind == "error":
        return _refusal(ApiError(fault.code, fault.description, retry_after=fault.retry_after))
    if fault.kind == "timeout":
        await anyio.sleep(fault.seconds)
    return Answer(200, {}, dropped=True)


def _refusal(error: ApiError) -> Answer:
    return Answer(error.code, error.as_wire())


def _chat_id(params: Params) -> int:
    text = params.text("chat_id")
    return int(text) if text.lstrip("-").isdigit() else 0
