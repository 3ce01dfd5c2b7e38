"""Pressing a button of a card: the deed is that of the chat, its answer a page or a file."""

from typing import Any, Final
from urllib.parse import quote

from litestar import Response, post
from litestar.di import NamedDependency

from api.areas import CoreDep, Request
from api.auth import COOKIE
from api.pages.forms import form_of
from api.pages.owner import cards, frame
from api.pages.owner.visits import to_visit
from api.pages.render import show, speaker_of
from api.pages.signin import OWN_PAGE
from domain.booking import service as booking
from domain.contact.facts import Document
from domain.core import Unit
from domain.dialogue.service import VERBS
from domain.errors import Refusal
from domain.privacy.acts import LARGEST
from domain.registry import service as registry
from domain.registry.tables import Owner

_OF_VISIT: Final = frozenset({"visit.book", "visit.let_go"})  # answered by a page of their own


@post("/my/press", status_code=200, sync_to_thread=True)
def press(request: Request, core: CoreDep, owner_id: NamedDependency[int]) -> Response[str] | Response[bytes]:
    """Do what a button stands for.

    Raises Refusal action_unknown (404), copy_large (413) for a copy that comes in parts, or what the deed refuses.
    """
    form = form_of(request)
    with core.unit() as unit:
        verb, params = cards.deed(unit, owner_id, form)
        reply = VERBS[verb](unit, unit.session.get_one(Owner, owner_id), params)
        if verb in _OF_VISIT:
            return to_visit(unit, booking.visit_of(unit, owner_id, int(params["visit_id"])))
        messages = [*([reply.edit] if reply.edit else []), *reply.messages]
        documents = [each.document for each in messages if each.document is not None]
        if sum(len(each.body) for each in documents) > LARGEST:
            raise Refusal("copy_large", status=413)
        if documents and len(messages) == 1 and not messages[0].rows:
            return _file(documents[0])
        about = _standing(unit, owner_id, form.get("back", ""))
        views = cards.cards(unit, owner_id, messages, speaker_of(request))
    answer = show(request, "owner/answer.html", cards=views, toast=reply.toast, **about)
    if not about["back"]:
        answer.delete_cookie(COOKIE)
    return answer


def _standing(unit: Unit, owner_id: int, back: str) -> dict[str, Any]:
    """Return the ways on: none, and no session, for who has deleted themselves."""
    if unit.session.get(Owner, owner_id) is None:
        return {"back": "", "navigation": [], "session": None}
    here = back if OWN_PAGE.fullmatch(back) else frame.PRIVACY
    own = registry.own_vehicles(unit, owner_id)
    car = next((each for each in own if here.startswith(f"/my/{each.id}/")), next(iter(own), None))
    return {"back": here, "navigation": frame.navigation(car)}


def _file(document: Document) -> Response[bytes]:
    """Hand a file over. One that is a page of its own is saved, so that nothing of it runs here."""
    name = f"attachment; filename*=UTF-8''{quote(document.name)}"
    headers = {"content-disposition": name}
    return Response(document.body, media_type=document.media_type, headers=headers)


HANDLERS = (press,)
