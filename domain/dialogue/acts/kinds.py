"""Which kinds of messages an owner is sent unasked: switched by word or tap, and shown with all else that can be set."""

from collections.abc import Callable
from typing import Final

from domain.contact.facts import Button, Message, Reply
from domain.contact.verbs import Facts, Verb, reads
from domain.core import Unit
from domain.dialogue.acts import offers
from domain.dialogue.times import nights
from domain.explain.facts import Phrase
from domain.hints import service as hints
from domain.kit.classified import Purpose
from domain.offers import service as proposals
from domain.registry import preferences
from domain.registry import service as registry
from domain.registry.tables import Owner


class Messages(Facts, frozen=True):
    """Whether messages of a kind are on. kind: "reminders", "notes", "hints" or "upgrades"."""

    kind: str
    on: bool


def switch(kind: str, *, on: bool) -> Callable[[Unit, Owner, str], Reply]:
    """Return what switches a kind on or off."""

    def do(unit: Unit, owner: Owner, _text: str) -> Reply:
        return set_messages(unit, owner, Messages(kind, on))

    return do


def set_messages(unit: Unit, owner: Owner, about: Messages) -> Reply:
    """Switch a kind of messages on or off; what is urgent always comes."""
    if about.kind == proposals.WISH:
        return offers.switch(unit, owner, on=about.on)
    preferences.set_messages(unit, owner.id, kind=about.kind, on=about.on)
    code = f"messages.{about.kind}.{'on' if about.on else 'off'}"
    undo = Messages(about.kind, not about.on).params()
    rows = ((Button(Phrase("own.undo"), "messages.set", undo),),)
    return Reply(messages=(Message((Phrase(code),), rows=rows),))


def _kinds(unit: Unit, owner: Owner) -> dict[str, bool]:
    """Return which kinds of messages can be switched, and whether they are on; hints and offers only where there may be any."""
    kinds = {"reminders": owner.reminders, "notes": owner.notes}
    if Purpose.DRIVING in registry.consents(unit, owner.id):
        kinds[hints.WISH] = owner.hints
    return kinds | ({proposals.WISH: owner.upgrades} if proposals.offers(unit) else {})


def show(unit: Unit, owner: Owner, _text: str) -> Reply:
    """Say how everything is set, with what can be changed by a tap."""
    hours = {"start": f"{owner.quiet_from:%H:%M}", "end": f"{owner.quiet_to:%H:%M}"}
    never = (owner.quiet_from, owner.quiet_to) == nights.NEVER
    kinds = _kinds(unit, owner)
    states = kinds | {"privacy": owner.privacy_mode}
    lines = (
        Phrase("settings.quiet.never") if never else Phrase("settings.quiet", hours),
        *(Phrase(f"settings.{name}.{'on' if on else 'off'}") for name, on in states.items()),
        Phrase("settings.zone", {"zone": owner.zone.replace("_", " ")}),
    )
    rows = tuple(
        (
            Button(
                Phrase(f"messages.{'stop' if states[kind] else 'start'}.{kind}"),
                "messages.set",
                Messages(kind, on=not states[kind]).params(),
            ),
        )
        for kind in kinds
    )
    return Reply(messages=(Message(lines, rows=rows),))


def fewer(unit: Unit, owner: Owner, _text: str) -> Reply:
    """Say what comes and what of it can be left out."""
    kinds = _kinds(unit, owner)
    rows = tuple(
        (Button(Phrase(f"messages.stop.{kind}"), "messages.set", Messages(kind, on=False).params()),)
        for kind, on in kinds.items()
        if on
    )
    more = (Phrase(f"settings.{kind}.on") for kind in (hints.WISH, proposals.WISH) if kinds.get(kind))
    return Reply(messages=(Message((Phrase("messages.what"), *more), rows=rows),))


VERBS: Final[dict[str, Verb]] = {"messages.set": reads(Messages, set_messages)}
