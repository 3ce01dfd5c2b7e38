"""The only builder of what Telegram shows: a message becomes HTML text, a keyboard, a picture, a file."""

from dataclasses import dataclass
from typing import Final

from aiogram.types import (
    BufferedInputFile,
    DisabledButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    WebAppInfo,
)

from bot import words
from domain import phrases
from domain.contact.facts import Button, Message, Style
from domain.explain import qr, spacing
from domain.explain.facts import Language, Phrase, QrCode, Sheet
from domain.explain.render import Speaker

speaker: Final = phrases.speakers(words.WORDS)

_TITLE: Final = 32  # characters of an invoice, Bot API
_DESCRIPTION: Final = 255

Tokens = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Venue:
    """A place on the map, with its name and address in the reader's language."""

    latitude: float
    longitude: float
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Bill:
    """An invoice in the reader's language, cut to what Telegram takes; amount: in minor units."""

    title: str
    text: str
    token: str
    amount: int
    currency: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """Telegram's form of a message. text is HTML whose every value was escaped."""

    text: str
    keyboard: InlineKeyboardMarkup | None
    picture: BufferedInputFile | None
    document: BufferedInputFile | None
    private: bool
    venue: Venue | None = None
    bill: Bill | None = None


def message(content: Message, *, tokens: Tokens, locale: Language) -> Rendered:
    """Render for one reader. tokens are the buttons' server-side names, in the shape of `content.rows`.

    Raises KeyError for a phrase without a text: a bug.
    """
    own = speaker(locale)
    return Rendered(
        text=_text(content, speaker=own),
        keyboard=_keyboard(content, tokens=tokens, speaker=own),
        picture=_picture(content, speaker=own),
        document=_document(content),
        private=content.private,
        venue=_venue(content, speaker=own),
        bill=_bill(content, speaker=own),
    )


def _text(content: Message, *, speaker: Speaker) -> str:
    """Paragraphs, and what folds away as an expandable quote; a client without one shows it as lines."""
    paragraphs = [speaker.say(line, html=True) for line in content.lines]
    if content.more:
        lines = "\n".join(speaker.say(line, html=True) for line in content.more)
        paragraphs.append(f"<blockquote expandable>{lines}</blockquote>")
    return spacing.unbroken("\n\n".join(paragraphs))


def plain(phrase: Phrase, *, locale: Language) -> str:
    """Render a phrase for places without markup: toasts, commands, descriptions."""
    return speaker(locale).say(phrase)


def _keyboard(content: Message, *, tokens: Tokens, speaker: Speaker) -> InlineKeyboardMarkup | None:
    if not content.rows:
        return None
    rows = zip(content.rows, tokens, strict=True)
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [_button(button, token, speaker) for button, token in zip(*row, strict=True)] for row in rows
        ]
    )


def _button(button: Button, token: str, speaker: Speaker) -> InlineKeyboardButton:
    label = speaker.say(button.label)
    if button.style is Style.OFF:
        return InlineKeyboardButton(text=label, disabled=DisabledButton())
    if button.opens:
        return InlineKeyboardButton(text=label, web_app=WebAppInfo(url=button.opens))
    style = None if button.style is Style.PLAIN else button.style.value
    return InlineKeyboardButton(text=label, callback_data=token, style=style)


def _picture(content: Message, *, speaker: Speaker) -> BufferedInputFile | None:
    if content.chart is None:
        return None
    if isinstance(content.chart, QrCode):
        return BufferedInputFile(qr.picture(content.chart), "link.png")
    from domain.explain import charts, sheets  # noqa: PLC0415 - a second of importing that only the first chart pays

    if isinstance(content.chart, Sheet):
        return BufferedInputFile(sheets.picture(content.chart, say=speaker.say), "report.png")
    return BufferedInputFile(
        charts.draw(content.chart, say=speaker.say, locale=speaker.locale), "evidence.png"
    )


def _venue(content: Message, *, speaker: Speaker) -> Venue | None:
    if content.pin is None:
        return None
    title, address = (
        speaker.say(Phrase("venue.text", {"text": text})) for text in (content.pin.title, content.pin.address)
    )
    return Venue(content.pin.latitude, content.pin.longitude, title, address)


def _bill(content: Message, *, speaker: Speaker) -> Bill | None:
    if content.bill is None:
        return None
    text = " ".join(speaker.say(line) for line in content.lines)
    title, bill = speaker.say(content.bill.title), content.bill
    return Bill(title[:_TITLE], text[:_DESCRIPTION], bill.token, bill.amount_minor, bill.currency)


def _document(content: Message) -> BufferedInputFile | None:
    if content.document is None:
        return None
    return BufferedInputFile(content.document.body, content.document.name)
