"""Messages of the chat as cards of a page: the same words and pictures, and those buttons that need no talk."""

import base64
import hmac
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec

from api.technician.layout import picture
from domain.contact.facts import Button, Document, Message, Style
from domain.contact.verbs import Params
from domain.core import Unit
from domain.errors import Refusal
from domain.explain import qr
from domain.explain.facts import Phrase, QrCode, Sheet
from domain.explain.render import Speaker

ASK_DELETE: Final = frozenset({"privacy.ask_delete", "privacy.erase"})
_VERBS: Final = ASK_DELETE | {
    "privacy.show",
    "privacy.mode",
    "privacy.ask",
    "privacy.purpose",
    "privacy.footprint",
    "privacy.looks",
    "privacy.end_token",
    "privacy.export",
    "alert.right",
    "alert.wrong",
    "alert.unrate",
    "alert.later",
    "alert.done",
    "alert.more",
    "visit.book",
    "visit.let_go",
    "visit.ics",
    "trips.show",
    "report.show",
    "report.page.end",
    "report.link",
    "dossier.choose",
    "dossier.make",
    "dossier.share",
    "dossier.page.end",
    "checkup.show",
    "transfer.ask",
    "transfer.start",
    "transfer.withdraw",
}
"""What a button of the page may do: all that is done with one answer. What begins a talk stays in the chat."""
_PARAMS: Final = msgspec.json.Decoder(dict[str, str | int | bool])


@dataclass(frozen=True, slots=True)
class Tap:
    """A button. params: JSON. seal: proves that it was offered to this owner here."""

    label: Phrase
    verb: str
    params: str
    seal: str
    is_grave: bool


@dataclass(frozen=True, slots=True)
class Card:
    """picture: PNG in base64, or "". title: what it shows. address: the file that goes with it, whole, or ""; name: of the file.

    code: SVG of a QR code, or "".
    """

    lines: Sequence[Phrase]
    more: Sequence[Phrase]
    picture: str
    title: Phrase | None
    sheet: Sheet | None
    code: str
    address: str
    name: str
    rows: Sequence[Sequence[Tap]]


def cards(unit: Unit, owner_id: int, messages: Iterable[Message], speaker: Speaker) -> list[Card]:
    """Return messages as cards."""
    return [_card(unit, owner_id, each, speaker) for each in messages]


def _card(unit: Unit, owner_id: int, message: Message, speaker: Speaker) -> Card:
    sheet = message.chart if isinstance(message.chart, Sheet) else None
    chart = None if isinstance(message.chart, Sheet | QrCode) else message.chart
    return Card(
        lines=message.lines,
        more=message.more,
        picture=picture(chart, speaker) if chart else "",
        title=chart.title if chart else None,
        address=_address(message.document) if message.document else "",
        name=message.document.name if message.document else "",
        sheet=sheet,
        code=qr.svg(message.chart) if isinstance(message.chart, QrCode) else "",
        rows=[taps for row in message.rows if (taps := list(_taps(unit, owner_id, row)))],
    )


def _address(document: Document) -> str:
    return f"data:{document.media_type};base64,{base64.b64encode(document.body).decode('ascii')}"


def _taps(unit: Unit, owner_id: int, row: Iterable[Button]) -> Iterator[Tap]:
    for button in row:
        if button.verb in _VERBS and button.style is not Style.OFF:
            params = msgspec.json.encode(button.params).decode()
            seal = _seal(unit, owner_id, button.verb, params)
            yield Tap(button.label, button.verb, params, seal, button.style is Style.GRAVE)


def deed(unit: Unit, owner_id: int, form: Mapping[str, str]) -> tuple[str, Params]:
    """Return verb and facts of a button that was pressed. Raises Refusal action_unknown (404) for one never offered."""
    verb, params = form.get("verb", ""), form.get("params", "")
    seal = _seal(unit, owner_id, verb, params)
    if verb not in _VERBS or not hmac.compare_digest(seal.encode(), form.get("seal", "").encode()):
        raise Refusal("action_unknown", status=404)
    return verb, _PARAMS.decode(params)


def _seal(unit: Unit, owner_id: int, verb: str, params: str) -> str:
    """Return the keyed hash that stands for the chat's opaque token: what it acts on was chosen here."""
    return unit.fingerprint("page_tap", f"{owner_id} {verb} {params}")
