"""What is said to an owner, free of any channel: phrases, buttons that stand for actions, a chart, a file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from domain.explain.facts import Chart, Phrase


class Style(StrEnum):
    """How a button looks where the channel can show it."""

    PLAIN = "plain"
    GOOD = "success"
    GRAVE = "danger"


@dataclass(frozen=True, slots=True)
class Button:
    """A choice. verb and params name what happens on the server; the chat sees an opaque token only.

    params hold str, int and bool only. once: False for harmless looks (open a page of text), which may be
    pressed again; True uses up all `once` buttons of the message together.
    """

    label: Phrase
    verb: str
    params: Mapping[str, str | int | bool] = field(default_factory=dict)
    style: Style = Style.PLAIN
    once: bool = True


@dataclass(frozen=True, slots=True)
class Document:
    """A file to hand over: its name, media type and bytes."""

    name: str
    media_type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Message:
    """One message: paragraphs, rows of buttons, perhaps a picture of evidence or a file.

    private: the channel must not let it be forwarded or saved (exports, footprint).
    """

    lines: tuple[Phrase, ...]
    rows: tuple[tuple[Button, ...], ...] = ()
    chart: Chart | None = None
    document: Document | None = None
    private: bool = False
