"""A driving report as a page, for whoever has its link: nobody signs in, and the address names nobody."""

from typing import Annotated, Final

from litestar import Response, get, post
from litestar.params import PathParameter

from api.areas import CoreDep, Request
from api.auth import Role
from api.pages.forms import form_of
from api.pages.render import show
from domain.reports import webpage

_FOR_ALL: Final = {"role": Role.PUBLIC}
Code = Annotated[str, PathParameter(max_length=100)]


@get("/reports/{code:str}", opt=_FOR_ALL, sync_to_thread=False)
def door(request: Request, code: Code) -> Response[str]:
    """Show the button that opens it: a messenger that looks at a link for its preview reads and notes nothing."""
    return show(request, "link_door.html", code=code, is_dossier=False)


@post("/reports", status_code=200, opt=_FOR_ALL, sync_to_thread=True)
def read(request: Request, core: CoreDep) -> Response[str]:
    """Show the report, in the language that was chosen on the page or else the browser's."""
    code = form_of(request).get("code", "")
    with core.unit() as unit:
        sheet = webpage.look(unit, code)
    return show(request, "report.html", sheet=sheet, code=code)


HANDLERS = (door, read)
