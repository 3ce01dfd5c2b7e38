"""A dossier as a page, for whoever has its link: nobody signs in, and the address names nobody."""

from typing import Final

from litestar import MediaType, Response, post

from api import speakers
from api.areas import CoreDep, Request
from api.pages.forms import form_of
from api.pages.link_door import FOR_ALL, door
from api.pages.render import speaker_of
from domain.logbook import page, webpage

_POLICY: Final = f"{page.POLICY}; frame-ancestors 'none'"


@post("/dossiers", status_code=200, opt=FOR_ALL, sync_to_thread=True)
def read(request: Request, core: CoreDep) -> Response[str]:
    """Show the dossier's own page, which checks itself and can be saved."""
    code = form_of(request).get("code", "")
    with core.unit() as unit:
        dossier = webpage.look(unit, code)
    text = page.render(dossier, speakers.speaker, language=speaker_of(request).locale)
    return Response(text, media_type=MediaType.HTML, headers={"content-security-policy": _POLICY})


HANDLERS = (door("dossiers", is_dossier=True), read)
