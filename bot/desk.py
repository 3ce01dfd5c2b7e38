"""One update: find or meet the owner, let the core answer in one unit, then send what it said."""

import contextlib
import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.types import CallbackQuery, Document, InlineKeyboardMarkup, PhotoSize, Update, User
from aiogram.types import Message as Incoming

from bot import post, render, stamping
from bot.reader import Reader
from bot.threads import in_thread, in_unit
from domain.contact import buttons, mailbox, rules
from domain.contact import service as contact
from domain.contact.facts import Message, Reply
from domain.core import Core, Unit
from domain.dialogue import service as dialogue
from domain.dialogue.second.facts import Second, Unsure
from domain.errors import Refusal
from domain.explain.catalogue import LANGUAGES, locale_for
from domain.explain.facts import Language, Phrase, sentence
from domain.registry import codes, preferences
from domain.registry import service as registry
from domain.registry.tables import Owner

log = logging.getLogger(__name__)

_NOT_NOW = (
    ClientDecodeError,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
UseCase = Callable[[Unit, Owner], Reply]
FIRST_ZONE = {"zh_Hans": "Asia/Shanghai", "en": "Asia/Shanghai"}


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply with its buttons registered, ready to be rendered. owner_id is None after erasure."""

    owner_id: int | None
    reply: Reply
    tokens: tuple[render.Tokens, ...]
    edit_tokens: render.Tokens
    locale: Language


@dataclass(frozen=True, slots=True)
class Desk:
    """Answers one stored update: its effect, the registered buttons and its mark in the inbox are one transaction."""

    core: Core
    bot: Bot
    inbox_id: int

    async def answer(self, event: Incoming, use_case: UseCase) -> None:
        """Answer a message."""
        assert event.from_user is not None
        answer = await self._ask(event.from_user, event.chat.id, use_case)
        await self._send(event.chat.id, answer)
        await self._take_away(event.chat.id, answer)

    async def answer_words(self, event: Incoming, text: str, reader: Reader | None) -> None:
        """Answer what was written. Where it is not sure what that means, its unit ends, and is run again with what the second reader says."""
        assert event.from_user is not None
        before = event.reply_to_message
        converse = partial(dialogue.converse, text=text, reply_to=before.message_id if before else None)
        if reader is None or not reader.is_ready():
            await self.answer(event, converse)
            return
        user = event.from_user
        names = tuple(filter(None, (user.first_name, user.last_name, user.username)))
        try:
            await self.answer(event, partial(converse, second=Second(is_there=True, names=names)))
        except Unsure as unsure:
            await post.show_typing(self.bot, event.chat.id)
            choice = await reader.read(unsure.question)
            await self.answer(event, partial(converse, second=Second(choice=choice)))

    async def answer_tap(self, event: CallbackQuery, use_case: UseCase) -> None:
        """Answer a tap: at once with a toast, then by changing the tapped message or sending new ones."""
        chat_id = event.message.chat.id if event.message else event.from_user.id
        message_id = event.message.message_id if event.message else None
        answer = await self._ask(event.from_user, chat_id, use_case)
        await self._toast(event, answer)
        number = await self._change(chat_id, message_id, answer)
        await self._send(chat_id, answer)
        if answer.reply.edit is None and isinstance(event.message, Incoming):
            await self._take_used(event.message, answer.reply.used)
        await self._take_away(chat_id, answer, but=number)

    async def load(self, file: PhotoSize | Document) -> bytes | None:
        """Return the picture or file that was sent, or None where Telegram does not give it."""
        try:
            content = await self.bot.download(file)
        except (AiogramError, OSError) as error:
            log.info("a file could not be loaded: %s", type(error).__name__)
            return None
        return content.read() if content else None

    async def note_membership(self, chat_id: int, *, blocked: bool) -> None:
        """Remember that a chat cannot, or can again, be written to."""
        await self.note(chat_id, lambda unit, owner: preferences.set_blocked(unit, owner.id, blocked=blocked))

    async def note(self, chat_id: int, note: Callable[[Unit, Owner], None]) -> None:
        """Take down what happened in the owner's chat, such as a sign under a message; nothing is answered."""
        await in_unit(self.core, _note, note, chat_id=chat_id, inbox_id=self.inbox_id)

    async def hint(self, group_id: int, *, moved_to: int | None = None) -> None:
        """Say once in a group that I answer in private chats alone."""
        if not await in_unit(self.core, _hint, group_id, moved_to=moved_to, inbox_id=self.inbox_id):
            return
        try:
            await self.bot.send_message(group_id, await self._private_chat())
        except AiogramError as error:
            log.info("a group could not be told to write privately: %s", type(error).__name__)

    async def hint_tap(self, query_id: str) -> None:
        """Answer a tap in a group, so that it does not wait, and do nothing that it asks for."""
        await in_unit(self.core, mailbox.done, self.inbox_id, None)
        text = "\n".join(render.plain(Phrase("group.tap"), locale=each) for each in LANGUAGES)
        with contextlib.suppress(AiogramError):
            await self.bot.answer_callback_query(query_id, text=text)

    async def _private_chat(self) -> str:
        """Return the link to a private chat in every language, because a group's readers are not known."""
        me = await self.bot.me()
        hint = Message((Phrase("group.write_privately", {"link": f"https://t.me/{me.username}"}),))
        return "\n\n".join(render.message(hint, tokens=(), locale=each).text for each in LANGUAGES)

    async def apologise(self, update: Update, number: str) -> None:
        """Say sorry in the reader's language; the update is kept as failed under the error's id."""
        event = update.message or update.callback_query
        undone = await in_unit(self.core, mailbox.failed, self.inbox_id, number)
        if event is None or event.from_user is None:
            return
        language = locale_for(event.from_user.language_code)
        sorry = Phrase("error.ours" if undone else "error.unsaid", {"number": number})
        words = render.message(Message((sorry,)), tokens=(), locale=language)
        await post.send(self.bot, event.from_user.id, words)

    async def _ask(self, user: User, chat_id: int, use_case: UseCase) -> Answer:
        language = locale_for(user.language_code)
        try:
            return await in_unit(
                self.core, _reply, use_case, chat_id=chat_id, language=language, inbox_id=self.inbox_id
            )
        except Refusal as refusal:
            return await in_unit(
                self.core, _refuse, refusal, chat_id=chat_id, language=language, inbox_id=self.inbox_id
            )

    async def _change(self, chat_id: int, message_id: int | None, answer: Answer) -> int | None:
        """Replace the tapped message where the answer says so; return the number of the message that shows it now, if any."""
        content = answer.reply.edit
        if content is None:
            return None
        rendered = await self._rendered(content, answer.edit_tokens, answer.locale)
        try:
            number = await post.replace(self.bot, chat_id, message_id, rendered)
        except _NOT_NOW as error:
            await self._leave(answer, content, error)
            return None
        await self._note_shown(answer, {answer.edit_tokens[0][0]: number} if answer.edit_tokens else {})
        return number

    async def _send(self, chat_id: int, answer: Answer) -> None:
        sent: dict[str, int] = {}
        for message, tokens in zip(answer.reply.messages, answer.tokens, strict=True):
            content = await stamping.stamp(self.core.settings, message, leave=partial(self._leave, answer))
            try:
                rendered = await self._rendered(content, tokens, answer.locale)
                number = await post.send(self.bot, chat_id, rendered)
            except _NOT_NOW as error:
                await self._leave(answer, content, error)
            else:
                sent |= {tokens[0][0]: number} if tokens else {}
        await self._note_shown(answer, sent)

    async def _note_shown(self, answer: Answer, sent: dict[str, int]) -> None:
        if sent and answer.owner_id is not None:
            await in_unit(self.core, buttons.note_shown, answer.owner_id, sent)

    async def _take_away(self, chat_id: int, answer: Answer, *, but: int | None = None) -> None:
        """Remove the keyboards of questions that are over. but: the message that was replaced already."""
        for message_id in (each for each in answer.reply.over if each != but):
            await self._show_buttons(chat_id, message_id, None)

    async def _take_used(self, tapped: Incoming, used: frozenset[str]) -> None:
        """Remove from the tapped message the buttons that no longer work."""
        markup = tapped.reply_markup
        if markup is None or not used:
            return
        remaining = [
            [each for each in row if each.callback_data not in used] for row in markup.inline_keyboard
        ]
        rows = [row for row in remaining if row]
        rest = InlineKeyboardMarkup(inline_keyboard=rows) if rows else None
        await self._show_buttons(tapped.chat.id, tapped.message_id, rest)

    async def _show_buttons(self, chat_id: int, message_id: int, markup: InlineKeyboardMarkup | None) -> None:
        """Change the keyboard of a message. Where Telegram refuses, it stays: a tap on it answers that it is over."""
        try:
            await self.bot.edit_message_reply_markup(
                chat_id=chat_id, message_id=message_id, reply_markup=markup
            )
        except AiogramError as error:
            log.info("a keyboard was not changed: %s", type(error).__name__)

    async def _leave(self, answer: Answer, content: Message, error: BaseException) -> None:
        """Put an answer that cannot be sent now into the outbox; its effect is committed already."""
        log.warning("an answer is left to the outbox: %s", type(error).__name__)
        if answer.owner_id is not None:
            await in_unit(self.core, _queue, answer.owner_id, content)

    async def _toast(self, event: CallbackQuery, answer: Answer) -> None:
        toast = answer.reply.toast
        text = render.plain(toast, locale=answer.locale) if toast else None
        try:
            await self.bot.answer_callback_query(event.id, text=text)
        except AiogramError as error:
            log.info("a tap was answered without its toast: %s", type(error).__name__)

    @staticmethod
    async def _rendered(content: Message, tokens: render.Tokens, locale: Language) -> render.Rendered:
        if content.chart is None:
            return render.message(content, tokens=tokens, locale=locale)
        return await in_thread(render.message, content, tokens=tokens, locale=locale)


def _reply(unit: Unit, use_case: UseCase, *, chat_id: int, language: Language, inbox_id: int) -> Answer:
    owner = registry.meet(unit, chat_id, locale=language, zone=FIRST_ZONE[language])
    reply = use_case(unit, owner)
    stays = unit.session.get(Owner, owner.id) is not None  # not after erasure
    mailbox.done(unit, inbox_id, owner.id if stays else None)
    return _registered(unit, owner, reply, owner_id=owner.id if stays else None)


def _refuse(unit: Unit, refusal: Refusal, *, chat_id: int, language: Language, inbox_id: int) -> Answer:
    """Answer a refusal in words. Its transaction was rolled back; only the update's mark and the answer are stored."""
    owner = registry.meet(unit, chat_id, locale=language, zone=FIRST_ZONE[language])
    if refusal.code == "link_wrong":
        codes.wrong_try(unit, owner.id)
    mailbox.done(unit, inbox_id, owner.id)
    words = sentence(refusal)
    return _registered(unit, owner, Reply(messages=(Message((words,)),)), owner_id=owner.id)


def _queue(unit: Unit, owner_id: int, message: Message) -> None:
    contact.queue(
        unit, owner_id, key=f"{rules.ANSWER_KEY}{secrets.token_hex(8)}", message=message, awaited=True
    )


def _hint(unit: Unit, group_id: int, *, moved_to: int | None, inbox_id: int) -> bool:
    """Record the hint; return False where the group has had it before.

    moved_to: the new id of a group that was moved; the hint counts as given there too.
    """
    mailbox.done(unit, inbox_id, None)
    if moved_to is not None:
        mailbox.hint_once(unit, moved_to)
        return False
    return mailbox.hint_once(unit, group_id)


def _note(unit: Unit, note: Callable[[Unit, Owner], None], *, chat_id: int, inbox_id: int) -> None:
    owner = registry.owner_of_chat(unit, chat_id)
    mailbox.done(unit, inbox_id, owner.id if owner else None)
    if owner is not None:
        note(unit, owner)


def _registered(unit: Unit, owner: Owner, reply: Reply, *, owner_id: int | None) -> Answer:
    return Answer(
        owner_id=owner_id,
        reply=reply,
        tokens=tuple(contact.offer(unit, owner.id, message) for message in reply.messages),
        edit_tokens=contact.offer(unit, owner.id, reply.edit) if reply.edit else (),
        locale=locale_for(owner.locale),
    )
