"""The owner's telephone: what is written and pressed goes to the real bot by its inbox, and what is due comes back."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.enums import ParseMode
from aiogram.types import CallbackQuery, Chat, Message, Update, User

from bot import inbox, post, render
from bot.app import create_dispatcher
from bot.desk import Desk, UseCase
from domain.contact import mailbox, timing
from domain.contact import service as contact
from domain.contact.facts import Outgoing, Reply
from domain.core import Core, Unit
from domain.errors import Refusal
from domain.kit.clock import FixedClock
from domain.registry.tables import Owner
from jobs import due, timetable
from jobs.conversation.facts import MediaInput
from jobs.conversation.screen import JPEG, Button, Screen
from jobs.conversation.world import CHAT

_TOKEN = "1:SCRIPTED"  # noqa: S105 - opens nothing: the screen stands in the place of Telegram
_REFUSAL = "refusal."
_AT_ONCE = 50


@dataclass(slots=True)
class Trouble:
    """What went wrong in a turn: the code of a refusal, or the type of an unexpected error."""

    refused: str = ""
    crash: str = ""


@dataclass(frozen=True, slots=True)
class Watched(Desk):
    """The bot's desk, which also records refusals and errors it apologises for."""

    trouble: Trouble = field(default_factory=Trouble)

    async def answer(self, event: Message, use_case: UseCase) -> None:
        await Desk.answer(self, event, _watched(use_case, self.trouble))

    async def answer_tap(self, event: CallbackQuery, use_case: UseCase) -> None:
        await Desk.answer_tap(self, event, _watched(use_case, self.trouble))


def _watched(use_case: UseCase, trouble: Trouble) -> UseCase:
    def watched(unit: Unit, owner: Owner) -> Reply:
        try:
            reply = use_case(unit, owner)
        except Refusal as refusal:
            trouble.refused = refusal.code
            raise
        except Exception as error:
            trouble.crash = f"{type(error).__name__}: {error}"
            raise
        _note_refusal(reply, trouble)
        return reply

    return watched


def _note_refusal(reply: Reply, trouble: Trouble) -> None:
    """Record the refusal that an ordinary answer contains."""
    contents = (*reply.messages, *((reply.edit,) if reply.edit else ()))
    codes = [line.code for content in contents for line in content.lines]
    codes += [reply.toast.code] if reply.toast else []
    trouble.refused = next(
        (code.removeprefix(_REFUSAL) for code in codes if code.startswith(_REFUSAL)), trouble.refused
    )


def _content(entry: MediaInput) -> dict[str, Any]:
    """Return what is sent in the fields of Telegram's message."""
    file = {"file_id": "1", "file_unique_id": "1"}
    match entry.kind:
        case "place":
            return {"location": {"latitude": entry.at[0], "longitude": entry.at[1]}}
        case "voice":
            return {"voice": {**file, "duration": 3}}
        case "contact":
            return {"contact": {"phone_number": "1", "first_name": "Owner"}}
        case "photo":
            return {"photo": [{**file, "width": 9, "height": 9}], "caption": entry.text}
        case "document":
            about = {"file_name": entry.name, "file_size": len(entry.body.encode())}
            return {"document": {**file, **about}, "caption": entry.text}
    sticker = {"type": "regular", "width": 9, "height": 9, "is_animated": False, "is_video": False}
    return {"sticker": {**file, **sticker, "emoji": entry.text}}


class Phone:
    """One chat with one bot over one core. language: what the owner's Telegram is set to."""

    def __init__(self, core: Core, clock: FixedClock, screen: Screen, *, language: str) -> None:
        self._core = core
        self._clock = clock
        self._screen = screen
        self._bot = Bot(_TOKEN, session=screen, default=DefaultBotProperties(parse_mode=ParseMode.HTML))
        self._dispatcher = create_dispatcher()
        self._user = User(id=CHAT, is_bot=False, first_name="Owner", language_code=language)

    async def write(self, text: str, *, reply_to: int | None = None) -> Trouble:
        replied = None if reply_to is None else self._screen.message(reply_to)
        return await self._message(text=text, reply_to_message=replied)

    async def send(self, entry: MediaInput) -> Trouble:
        self._screen.download = entry.body.encode() or JPEG
        return await self._message(**_content(entry))

    async def _message(self, **content: Any) -> Trouble:
        number = self._screen.next_update()
        chat = Chat(id=CHAT, type="private")
        message = Message(
            message_id=number, date=self._clock.now(), chat=chat, from_user=self._user, **content
        )
        return await self._receive(Update(update_id=number, message=message))

    async def press(self, button: Button) -> Trouble:
        number = self._screen.next_update()
        query = CallbackQuery(
            id=str(number),
            from_user=self._user,
            chat_instance="1",
            data=button.token,
            message=self._screen.message(button.message_id),
        )
        return await self._receive(Update(update_id=number, callback_query=query))

    async def _receive(self, update: Update) -> Trouble:
        """Store an update, then handle it from the table."""
        trouble = Trouble()
        with self._core.unit() as unit:
            inbox.keep(unit, [update])
        with self._core.reading() as unit:
            (waiting,) = mailbox.next_updates(unit, limit=1)
        stored = Update.model_validate_json(waiting.body, context={"bot": self._bot})
        desk = Watched(self._core, self._bot, waiting.id, trouble)
        await self._dispatcher.feed_update(self._bot, stored, desk=desk)
        return trouble

    async def deliver(self) -> None:
        """Send to the screen what is due in the outbox."""
        while True:
            with self._core.unit() as unit:
                claimed = contact.claim(unit, limit=_AT_ONCE)
            if not claimed:
                return
            delivered = {each.notice_id: await self._show(each) for each in claimed}
            with self._core.unit() as unit:
                contact.sent(unit, delivered)

    async def _show(self, outgoing: Outgoing) -> int:
        """Put a message on the screen; charts are left out, because scripts compare text only."""
        message = replace(outgoing.message, chart=None)
        content = render.message(message, tokens=outgoing.tokens, locale=outgoing.locale)
        if outgoing.chat_id != CHAT:
            return 0
        if outgoing.edit_message_id is None:
            return await post.send(self._bot, outgoing.chat_id, content)
        return await post.edit(self._bot, outgoing.chat_id, outgoing.edit_message_id, content)

    async def wait(self, span: timedelta) -> None:
        """Advance the clock to each moment at which a message becomes due; there run the timetable and deliver."""
        end = self._clock.now() + span
        while True:
            with self._core.reading() as unit:
                following = timing.next_at(unit)
            self._clock.at = end if following is None else min(following, end)
            due.tick(self._core, timetable.TIMETABLE)
            await self.deliver()
            if self._clock.at == end:
                return
