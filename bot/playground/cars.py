"""The demo cars of the side panel, below `/playground/api`.

- GET `/cars`: `{available, cars, workshops}`
- GET `/workshops/{workshop}`: leads to the workshop's page, by a link that signs in once
- GET `/bot`: `{username}`, only where the chats are in Telegram itself
- POST `/cars/{vehicle}/stories/{story}`: play a story; POST `/cars/{vehicle}/code`: `{code}`, a fresh link code
"""

import msgspec
from anyio import to_thread
from litestar import get, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, SkipValidation
from litestar.response import Redirect

from bot.playground.facts import Json
from bot.playground.panel import PanelSource, RealBot

Source = NamedDependency[SkipValidation[PanelSource | None]]

Elsewhere = NamedDependency[SkipValidation[RealBot]]


@get("/bot", sync_to_thread=False)
def bot(real: Elsewhere) -> Json:
    return {"username": real.username}


@get("/cars")
async def cars(panel: Source) -> Json:
    if panel is None:
        return {"available": False, "cars": [], "workshops": []}
    return {
        "available": True,
        "cars": msgspec.to_builtins(await to_thread.run_sync(panel.cars)),
        "workshops": msgspec.to_builtins(await to_thread.run_sync(panel.workshops)),
    }


@get("/workshops/{workshop:str}")
async def workshop(workshop: FromPath[str], panel: Source) -> Redirect:
    return Redirect(await to_thread.run_sync(_present(panel).sign_in, workshop), status_code=303)


@post("/cars/{vehicle:str}/stories/{story:str}")
async def play(vehicle: FromPath[str], story: FromPath[str], panel: Source) -> None:
    await to_thread.run_sync(_present(panel).start, vehicle, story)


@post("/cars/{vehicle:str}/code")
async def code(vehicle: FromPath[str], panel: Source) -> Json:
    return {"code": await to_thread.run_sync(_present(panel).new_code, vehicle)}


def _present(panel: PanelSource | None) -> PanelSource:
    if panel is None:
        raise NotFoundException(detail="this playground has no cars")
    return panel


HANDLERS = [cars, workshop, play, code]
