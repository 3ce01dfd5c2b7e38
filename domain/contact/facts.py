"""What is said to an owner, free of any channel: phrases, buttons that stand for actions, a chart, a file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum

from domain.explain.facts import Bars, Chart, Language, Name, Phrase, QrCode, Sheet


class Style(StrEnum):
    """How a button looks where the channel can show it."""

    PLAIN = "plain"
    OFF = "off"  # shown, but nobody can press it
    GOOD = "success"
    GRAVE = "danger"


@dataclass(frozen=True, slots=True)
class Button:
    """A choice. verb and params name what happens on the server; the chat sees an opaque token only.

    params hold str, int and bool only. once: False for harmless looks (open a page of text), which may be
    pressed again; True uses up all `once` buttons of the message together. opens: the address of a page that opens
    within the chat where the channel can, in place of the verb.
    """

    label: Phrase
    verb: str
    params: Mapping[str, str | int | bool] = field(default_factory=dict)
    style: Style = Style.PLAIN
    once: bool = True
    opens: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A file to hand over: its name, media type and bytes. stamped: what a time stamp is to be got for, b"" for none."""

    name: str
    media_type: str
    body: bytes
    stamped: bytes = b""


@dataclass(frozen=True, slots=True)
class Pin:
    """A place on the map: latitude and longitude in degrees (WGS 84), with what stands there."""

    latitude: float
    longitude: float
    title: Name
    address: Name


@dataclass(frozen=True, slots=True)
class Bill:
    """What is to be paid in the chat. token: what the payment repeats; amount_minor: in minor units of the currency (XTR: Stars)."""

    title: Phrase
    token: str
    amount_minor: int
    currency: str


@dataclass(frozen=True, slots=True)
class Message:
    """One message: paragraphs, rows of buttons, perhaps a picture of evidence or a file.

    more: lines that fold away below, where the channel can. private: the channel must not let it be forwarded or saved (exports, footprint).
    pin: a place that is shown on a map above the text. bill: the message is an invoice with the channel's own button to pay; it has
    lines and nothing else.
    """

    lines: tuple[Phrase, ...]
    rows: tuple[tuple[Button, ...], ...] = ()
    chart: Chart | Bars | Sheet | QrCode | None = None
    document: Document | None = None
    private: bool = False
    more: tuple[Phrase, ...] = ()
    pin: Pin | None = None
    bill: Bill | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What an owner gets for a word or a tap.

    messages are sent; edit replaces the message whose button was tapped; toast is shown for a moment.
    over: numbers of earlier messages in the chat whose buttons are to be taken away. used: tokens of buttons that
    are to go from the tapped message.
    """

    messages: tuple[Message, ...] = ()
    edit: Message | None = None
    toast: Phrase | None = None
    over: tuple[int, ...] = ()
    used: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Quiet:
    """Wall-clock hours of an owner's zone in which only red wakes; equal ends mean there are none."""

    start: time
    end: time
    zone: str


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A notice whose sending has begun. tokens stand in the places of `message.rows`.

    edit_message_id: change this message in silence instead of sending a new one. repeat: its first sending
    ended unknown, so it says that it may be a repeat.
    """

    notice_id: int
    owner_id: int
    chat_id: int
    locale: Language
    zone: str
    message: Message
    tokens: tuple[tuple[str, ...], ...]
    loud: bool
    edit_message_id: int | None
    attempt: int
    repeat: bool


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a button stands for. used: the tokens of its message that count no more once it has been pressed."""

    verb: str
    params: Mapping[str, str | int | bool]
    used: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Update:
    """An update of the chat that waits to be handled, as it was received. body: empty where it cannot be read any more."""

    id: int
    chat_hash: str
    body: bytes
