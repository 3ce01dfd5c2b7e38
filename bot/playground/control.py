"""People at the other end: what the page and the walks do. JSON in, JSON out; for tests and the demo only.

Below `/playground/api`; `{person}` is an id:
- GET `/people`, POST `/people` `{name, language}`
- GET `/people/{person}/chat?after=VERSION&wait=SECONDS`: what changed since, waiting for it if need be
- GET `/people/{person}/transcript`: plain text; GET `/people/{person}/init-data`: a Mini App's signed words
- POST `/people/{person}/say` `{text, reply_to}`, `/start` `{payload}`
- POST `/people/{person}/document` (multipart `file`, `caption`): 409 `file_too_large` above 20 MB, `file_empty`,
  `caption_too_long`; `/file` the same, but a picture goes as a photo, and up to 60 MB go
- POST `/people/{person}/press` `{text | index, message_id}`: 409 `button_gone` or `button_disabled`
- POST `/people/{person}/forge` `{data, message_id}`: callback data that is on no button
- POST `/people/{person}/contact` `{of}`, `/location` `{latitude, longitude}`, `/react` `{message_id, emoji}`
- POST `/people/{person}/pay` `{message_id | slug, how}`: pay an invoice ("well"), with a card that is "declined", or "twice" at once;
  answers `{paid, reason}`, and 409 `invoice_gone`. No money moves
- POST `/people/{person}/web-app` `{button_text, data}`, `/block` `{blocked}`
- GET `/files/{file_id}`: a file of the chat
"""

from typing import Annotated, Any

import anyio
import msgspec
from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery, JSONBody

from bot.playground import checkout, people, view, webapp, wire
from bot.playground.botapi import BODY_BYTES, NOT_A_PAGE, Here
from bot.playground.facts import ApiError, Json, Person
from bot.playground.stage import Stage

LONGEST_WAIT = 25.0
SHOWN_AS_PICTURE = {"image/png", "image/jpeg", "image/webp"}

Some = Annotated[str, msgspec.Meta(min_length=1, max_length=4096)]


class NewPerson(msgspec.Struct):
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
    language: Annotated[str, msgspec.Meta(min_length=2, max_length=16)] = "en"


class NewMessage(msgspec.Struct):
    text: Some
    reply_to: int = 0


class Start(msgspec.Struct):
    payload: Annotated[str, msgspec.Meta(pattern="^[A-Za-z0-9_-]{0,64}$")] = ""


class Press(msgspec.Struct):
    text: str | None = None
    index: int | None = None
    message_id: int = 0


class Forgery(msgspec.Struct):
    data: str
    message_id: int = 0


class SharedContact(msgspec.Struct):
    of: int = 0


class SharedLocation(msgspec.Struct):
    latitude: float = people.HERE[0]
    longitude: float = people.HERE[1]


class Reaction(msgspec.Struct):
    message_id: int
    emoji: str = ""


class Payment(msgspec.Struct):
    message_id: int = 0
    slug: str = ""
    how: checkout.How = "well"


class Block(msgspec.Struct):
    blocked: bool = True


class WebAppData(msgspec.Struct):
    button_text: str
    data: str


def someone(stage: Stage, number: int) -> Person:
    chat = stage.store.chats.get(number)
    if chat is None:
        raise NotFoundException(detail="no such person")
    return chat.person


@get("/people")
async def everybody(stage: Here) -> list[Json]:
    return [view.person(stage, chat.person) for chat in stage.store.chats.values()]


@post("/people")
async def add_person(data: JSONBody[NewPerson], stage: Here) -> Json:
    return view.person(stage, stage.store.add_person(data.name, data.language))


@get("/people/{person:int}/chat")
async def chat(
    person: FromPath[int], stage: Here, after: FromQuery[int] = 0, wait: FromQuery[float] = 0
) -> Json:
    current = stage.chat_of(someone(stage, person))
    with anyio.move_on_after(min(wait, LONGEST_WAIT)):
        while current.version <= after and wait > 0 and not stage.queue.is_over:
            await stage.changed.wait()
    return view.chat(stage, current.person, after=after)


@get("/people/{person:int}/transcript", media_type="text/plain; charset=utf-8")
async def transcript(person: FromPath[int], stage: Here) -> str:
    return "\n".join(stage.chat_of(someone(stage, person)).lines) + "\n"


@get("/people/{person:int}/init-data", media_type="text/plain")
async def init_data(person: FromPath[int], stage: Here) -> str:
    return webapp.init_data(stage, someone(stage, person))


@post("/people/{person:int}/say")
async def say(person: FromPath[int], data: JSONBody[NewMessage], stage: Here) -> Json:
    return people.say(stage, someone(stage, person), data.text, reply_to=data.reply_to).as_wire()


@post("/people/{person:int}/start")
async def start(person: FromPath[int], data: JSONBody[Start], stage: Here) -> Json:
    return people.start(stage, someone(stage, person), data.payload).as_wire()


@post("/people/{person:int}/press")
async def press(person: FromPath[int], data: JSONBody[Press], stage: Here) -> Json:
    who = someone(stage, person)
    return people.press(stage, who, text=data.text, index=data.index, message_id=data.message_id)


@post("/people/{person:int}/forge")
async def forge(person: FromPath[int], data: JSONBody[Forgery], stage: Here) -> Json:
    query = people.forge(stage, someone(stage, person), data.data, message_id=data.message_id)
    return {"kind": "callback", "query_id": query}


@post("/people/{person:int}/contact")
async def contact(person: FromPath[int], data: JSONBody[SharedContact], stage: Here) -> Json:
    of = someone(stage, data.of) if data.of else None
    return people.share_contact(stage, someone(stage, person), of).as_wire()


@post("/people/{person:int}/location")
async def location(person: FromPath[int], data: JSONBody[SharedLocation], stage: Here) -> Json:
    return people.share_location(stage, someone(stage, person), (data.latitude, data.longitude)).as_wire()


@post("/people/{person:int}/file", request_max_body_size=BODY_BYTES)
async def file(request: Request[Any, Any, State], person: FromPath[int], stage: Here) -> Json:
    upload, caption = await _attached(request)
    return people.send_file(stage, someone(stage, person), upload, caption=caption).as_wire()


@post("/people/{person:int}/document", request_max_body_size=BODY_BYTES)
async def document(request: Request[Any, Any, State], person: FromPath[int], stage: Here) -> Json:
    upload, caption = await _attached(request)
    return people.send_document(stage, someone(stage, person), upload, caption=caption).as_wire()


async def _attached(request: Request[Any, Any, State]) -> tuple[wire.Upload, str]:
    params = wire.parse(request.headers.get("content-type", ""), await request.body())
    upload = params.uploads.get("file")
    if upload is None:
        raise ApiError(400, "a multipart part named file is needed")
    return upload, params.text("caption").replace("\r\n", "\n")  # how forms of a browser break lines


@post("/people/{person:int}/react")
async def react(person: FromPath[int], data: JSONBody[Reaction], stage: Here) -> None:
    people.react(stage, someone(stage, person), data.message_id, data.emoji)


@post("/people/{person:int}/pay")
async def pay(person: FromPath[int], data: JSONBody[Payment], stage: Here) -> Json:
    return await checkout.pay(
        stage, someone(stage, person), data.slug or f"message:{data.message_id}", data.how
    )


@post("/people/{person:int}/block")
async def block(person: FromPath[int], data: JSONBody[Block], stage: Here) -> None:
    people.set_blocked(stage, someone(stage, person), blocked=data.blocked)


@post("/people/{person:int}/web-app")
async def web_app(person: FromPath[int], data: JSONBody[WebAppData], stage: Here) -> Json:
    return people.send_web_app_data(stage, someone(stage, person), data.button_text, data.data).as_wire()


@get("/files/{file_id:str}")
async def shown_file(file_id: FromPath[str], stage: Here) -> Response[bytes]:
    file = stage.store.files.get(file_id)
    if file is None:
        raise NotFoundException(detail="no such file")
    picture = file.mime in SHOWN_AS_PICTURE
    headers = dict(NOT_A_PAGE) | ({} if picture else {"Content-Disposition": "attachment"})
    return Response(
        file.data, media_type=file.mime if picture else "application/octet-stream", headers=headers
    )


HANDLERS = [
    everybody,
    add_person,
    chat,
    transcript,
    init_data,
    say,
    start,
    press,
    forge,
    contact,
    location,
    file,
    document,
    react,
    pay,
    block,
    web_app,
    shown_file,
]
