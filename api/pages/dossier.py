"""A dossier as a page, for whoever has its link: nobody signs in, and the address names nobody."""

from typing import Annotated, Final

from litestar import MediaType, Response, get, post
from litestar.params import PathParameter

from api import speakers
from api.areas import CoreDep, Request
from api.auth import Role
from api.pages.forms import form_of
from api.pages.render import show, speaker_of
from domain.logbook import page, webpage

_FOR_ALL: Final = {"role": Role.PUBLIC}
_POLICY: Final = f"{page.POLICY}; frame-ancestors 'none'"
Code = Annotated[str, PathParameter(max_length=100)]


@get("/dossiers/{code:str}", opt=_FOR_ALL, sync_to_thread=False)
def door(request: Request, code: Code) -> Response[str]:
    """Show the button that opens it: a messenger that looks at a link for its preview reads and notes nothing."""
    return show(request, "link_door.html", code=code, is_dossier=True)


@post("/dossiers", status_code=200, opt=_FOR_ALL, sync_to_thread=True)
def read(request: Request, core: CoreDep) -> Response[str]:
    """Show the dossier's own page, which checks itself and can be saved."""
    code = form_of(request).get("code", "")
    with core.unit() as unit:
        dossier = webpage.look(unit, code)
    text = page.render(dossier, speakers.speaker, language=speaker_of(request).locale)
    return Response(text, media_type=MediaType.HTML, headers={"content-security-policy": _POLICY})


HANDLERS = (door, read)
