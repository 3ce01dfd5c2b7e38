"""What an owner pays for a kWh: shown, set by the words behind the command or in a sentence, and forgotten."""

from collections.abc import Iterator
from typing import Final

from domain.contact.facts import Button, Message, Reply
from domain.contact.verbs import Params, Verb
from domain.core import Unit
from domain.dialogue import tariff_forms
from domain.explain.facts import Money, Phrase
from domain.registry.tables import Owner
from domain.trips import rules, service
from domain.trips.facts import Tariff


def show(unit: Unit, owner: Owner, argument: str = "") -> Reply:
    """Set the prices that follow the command, or show the present ones.

    Raises Refusal tariff_unread, tariff_rest, tariff_hours, tariff_price or tariff_overlap where they cannot be.
    """
    if tariff_forms.is_off(argument):
        return forget(unit, owner, {})
    if argument.strip():
        before, currency = service.tariff(unit, owner.id), rules.currency(owner.zone)
        service.set_tariff(unit, owner.id, tariff_forms.read(argument, before, currency=currency))
    return Reply(messages=(_message(service.tariff(unit, owner.id)),))


def forget(unit: Unit, owner: Owner, _params: Params) -> Reply:
    service.set_tariff(unit, owner.id, None)
    return Reply(messages=(Message((Phrase("tariff.gone"),)),))


def _message(tariff: Tariff | None) -> Message:
    if tariff is None:
        return Message((Phrase("tariff.heading"), Phrase("tariff.none")))
    button = Button(Phrase("tariff.button.forget"), "tariff.forget", once=False)
    lines = tuple(_lines(tariff))
    return Message((Phrase("tariff.heading"), *lines, Phrase("tariff.change")), rows=((button,),))


def _lines(tariff: Tariff) -> Iterator[Phrase]:
    for band in tariff.bands:
        hours = {"start": f"{band.start:%H:%M}", "end": f"{band.end:%H:%M}"}
        yield Phrase("tariff.band", hours | {"price": Money(band.price, tariff.currency)})
    rest = "tariff.rest" if tariff.bands else "tariff.all"
    yield Phrase(rest, {"price": Money(tariff.price, tariff.currency)})
    if tariff.fast is None:
        yield Phrase("tariff.fast.same")
    else:
        yield Phrase("tariff.fast", {"price": Money(tariff.fast, tariff.currency)})
    yield Phrase("tariff.about")


VERBS: Final[dict[str, Verb]] = {"tariff.forget": forget}
