"""The owner's page: a button that opens it within the chat, or a link for a browser."""

from typing import Final

from domain.contact.facts import Button, Message, Reply
from domain.contact.verbs import Params, Verb
from domain.core import Unit
from domain.errors import Refusal
from domain.explain.facts import Moment, Phrase
from domain.registry.tables import Owner
from domain.signin import launches
from domain.signin import service as sessions

PATH: Final = "/my"


def show(unit: Unit, owner: Owner, _argument: str = "") -> Reply:
    """Offer the page within the chat where that can be, else a link. Raises Refusal page_unserved (404)."""
    if not launches.is_served(unit):
        raise Refusal("page_unserved", status=404)
    if not launches.opens_in_chat(unit):
        return _link(unit, owner)
    rows = (
        (Button(Phrase("page.button.app"), "page.link", once=False, opens=sessions.site(unit) + PATH),),
        (Button(Phrase("page.button.link"), "page.link", once=False),),
    )
    return Reply(messages=(Message((Phrase("page.app"),), rows=rows),))


def link(unit: Unit, owner: Owner, _params: Params) -> Reply:
    """Make a link for a browser. Raises Refusal page_unserved (404)."""
    if not launches.is_served(unit):
        raise Refusal("page_unserved", status=404)
    return _link(unit, owner)


def _link(unit: Unit, owner: Owner) -> Reply:
    """The code stands behind "#": neither servers on the way nor their logs see it."""
    code = sessions.own_link(unit, owner.id)
    params = {
        "address": f"{sessions.site(unit)}{PATH}#{code.text}",
        "until": Moment(code.ends_at, owner.zone),
    }
    return Reply(messages=(Message((Phrase("page.link", params),), private=True),))


VERBS: Final[dict[str, Verb]] = {"page.link": link}
