"""The log of calls, and failures on demand, below `/playground/api`.

- GET `/calls?method=&after=NUMBER`: what the bot asked and what it was answered; DELETE `/calls` forgets it
- GET, POST, DELETE `/faults`: see faults.Fault for the fields of one
- PUT `/limits` `{on, overall, per_chat}`: Telegram's rate limits
- POST `/duplicates` `{times}`: the next updates are delivered twice
"""

from typing import Annotated

import msgspec
from litestar import delete, get, post, put
from litestar.params import FromQuery, JSONBody

from bot.playground.botapi import Here
from bot.playground.facts import Json
from bot.playground.faults import EVERY, Fault, FaultKind


class NewFault(msgspec.Struct):
    kind: FaultKind
    method: str = EVERY
    times: Annotated[int, msgspec.Meta(ge=1)] = 1
    chat_id: int | None = None
    code: int = 500
    description: str = "Internal Server Error"
    retry_after: int | None = None
    seconds: Annotated[float, msgspec.Meta(ge=0, le=600)] = 5.0
    accepted: bool = True


class Limits(msgspec.Struct):
    on: bool
    overall: Annotated[int, msgspec.Meta(ge=1)] = 30
    per_chat: Annotated[int, msgspec.Meta(ge=1)] = 1


class Duplicates(msgspec.Struct):
    times: Annotated[int, msgspec.Meta(ge=0)] = 1


@get("/calls")
async def calls(stage: Here, method: FromQuery[str] = "", after: FromQuery[int] = 0) -> list[Json]:
    name = method.lower()
    return [
        call
        for call in stage.calls
        if call["number"] > after and (not name or call["method"].lower() == name)
    ]


@delete("/calls")
async def forget_calls(stage: Here) -> None:
    stage.calls.clear()


@get("/faults")
async def faults(stage: Here) -> list[Json]:
    return [msgspec.to_builtins(fault) for fault in stage.faults.plan]


@post("/faults")
async def add_fault(data: JSONBody[NewFault], stage: Here) -> None:
    stage.faults.plan.append(Fault(**msgspec.to_builtins(data)))


@delete("/faults")
async def forget_faults(stage: Here) -> None:
    stage.faults.plan.clear()
    stage.queue.repeats = 0


@put("/limits")
async def limits(data: JSONBody[Limits], stage: Here) -> None:
    stage.limit.on = data.on
    stage.limit.overall = data.overall
    stage.limit.per_chat = data.per_chat


@post("/duplicates")
async def duplicates(data: JSONBody[Duplicates], stage: Here) -> None:
    stage.queue.repeats = data.times


HANDLERS = [calls, forget_calls, faults, add_fault, forget_faults, limits, duplicates]
