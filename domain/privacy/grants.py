"""Tokens with which programs act for an owner: making one tells the owner, who can end it by a tap."""

from datetime import timedelta

from domain.contact import service as contact
from domain.contact.facts import Button, Message, Style
from domain.core import Unit
from domain.explain.facts import Moment, Phrase
from domain.privacy import access_log
from domain.privacy.about import OfToken
from domain.privacy.access_log import What
from domain.registry import tokens
from domain.registry.tables import AccessToken, Owner


def owner_token(unit: Unit, owner: Owner, *, name: str = "", days: int = tokens.DAYS) -> str:
    """Make an owner's token in place of those before, note it in the access log, and tell the owner at once."""
    secret = tokens.only_token(unit, "owner", owner_id=owner.id, name=name, days=days)
    unit.session.flush()
    access_log.add(unit, access_log.MACHINE, What.GRANT, owner_id=owner.id)
    *_, granted = tokens.listed(unit, owner_id=owner.id)  # beside sessions of the owner's page
    until = Moment(unit.now + timedelta(days=days), owner.zone)
    line_made = Phrase("privacy.token.made", {"name": granted.name, "until": until})
    message = Message((line_made,), ((end_button(granted),),), private=True)
    contact.queue(unit, owner.id, key=f"token:{granted.id}", message=message, awaited=True)
    return secret


def end_button(granted: AccessToken) -> Button:
    about = {"name": granted.name}
    return Button(
        Phrase("privacy.token.end", about), "privacy.end_token", OfToken(granted.id).params(), Style.GRAVE
    )


def line(granted: AccessToken, zone: str) -> Phrase:
    """Say until when a token works and when it was used last."""
    params: dict[str, object] = {"name": granted.name}
    if granted.expires_at is not None:
        params["until"] = Moment(granted.expires_at, zone)
    if granted.last_used_on is None:
        return Phrase("privacy.token.unused", params)
    return Phrase("privacy.token.used", params | {"on": granted.last_used_on})
