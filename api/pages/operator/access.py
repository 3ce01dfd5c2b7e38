"""Who may come in, and who looked at what."""

from functools import partial
from typing import Annotated, Any

import msgspec
from litestar import Response, get, post
from litestar.params import QueryParameter
from msgspec import Meta

from api.areas import MOST_ID, CoreDep, Id, Request
from api.pages.forms import form_of, read
from api.pages.render import done, show
from domain.booking import centres, network
from domain.core import Unit
from domain.explain.facts import Name
from domain.kpi import service
from domain.privacy import access_log
from domain.registry import tokens
from domain.registry.names import by_language
from domain.registry.tables import AccessToken
from domain.signin import service as sessions

Before = Annotated[int, QueryParameter(ge=1, le=MOST_ID)]
_PAGE = 100


class NewLink(msgspec.Struct):
    """For whom a link is made."""

    centre_id: Annotated[int, Meta(ge=1, le=MOST_ID)]


class NewOfficer(msgspec.Struct):
    """A data protection officer for whom a link is made."""

    name: Annotated[str, Meta(min_length=1, max_length=60)]


@get("/operator/access", sync_to_thread=True)
def page(request: Request, core: CoreDep) -> Response[str]:
    """Show the tokens and browsers that work, owners' own browsers aside, and the centres for which a sign-in link can be made."""
    with core.reading() as unit:
        about = _access(unit)
    return show(request, "operator/access.html", link=None, **about)


def _access(unit: Unit) -> dict[str, Any]:
    names = network.centre_names(unit)
    return {
        "zone": service.zone(unit),
        "centres": names,
        "names": dict(names),
        "own_name": partial(_own_name, names=dict(names)),
        "tokens": [
            (each, tokens.state(each, unit.now), tokens.is_of_browser(each))
            for each in reversed(tokens.listed(unit))
            if each.owner_id is None or not tokens.is_of_browser(each)
        ],
    }


@post("/operator/access/{token_id:int}/revoke", sync_to_thread=True)
def revoke(request: Request, core: CoreDep, token_id: Id) -> Response[str]:
    """Let a token, or a browser, open nothing from the next request on."""
    with core.unit() as unit:
        tokens.revoke(unit, token_id)
    return done(request, None, back="/operator/access")


@post("/operator/access", sync_to_thread=True)
def invite(request: Request, core: CoreDep) -> Response[str]:
    """Make a link with which somebody of a centre signs in, and show it this once."""
    centre_id = read({"centre_id": form_of(request).get("centre_id", "")}, NewLink).centre_id
    with core.unit() as unit:
        about = {**_access(unit), "link": centres.sign_in(unit, centre_id)}
    return show(request, "operator/access.html", **about)


@post("/operator/access/dpo", sync_to_thread=True)
def appoint(request: Request, core: CoreDep) -> Response[str]:
    """Make a link with which a data protection officer signs in, and show it this once."""
    name = read({"name": form_of(request).get("name", "").strip()}, NewOfficer).name
    with core.unit() as unit:
        link = sessions.link(unit, "dpo", name=name)
        about = {**_access(unit), "link": (sessions.address(unit, link), link.ends_at)}
    return show(request, "operator/access.html", **about)


@get("/operator/looks", sync_to_thread=True)
def looks(request: Request, core: CoreDep, before: Before = MOST_ID) -> Response[str]:
    """Show who looked at what, the newest first: numbers of cars, nothing of their owners."""
    with core.reading() as unit:
        entries = access_log.newest(unit, None, before=before, limit=_PAGE + 1)
        of = {row.id: row for row in tokens.listed(unit, over=True)}
        centre_names = dict(network.centre_names(unit))
        rows = [(each, _name(each.by.token_id, of, centre_names)) for each in entries[:_PAGE]]
        about: dict[str, Any] = {"zone": service.zone(unit), "names": centre_names}
    more = entries[_PAGE - 1].id if len(entries) > _PAGE else None
    return show(request, "operator/looks.html", rows=rows, more=more, **about)


def _name(token_id: int | None, rows: dict[int, AccessToken], names: dict[int, Name]) -> str:
    return _own_name(rows[token_id], names) if token_id in rows else ""


def _own_name(token: AccessToken, names: dict[int, Name]) -> str:
    """Return what a token is called; "" where it bears its centre's name, which is said in the reader's language."""
    centre = names.get(token.centre_id or 0)
    return "" if centre and token.name in by_language(centre).values() else token.name


SHARED = (page, revoke, looks)
"""Also for the data protection officer."""
HANDLERS = (invite, appoint)
