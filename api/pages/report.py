"""A driving report as a page, for whoever has its link: nobody signs in, and the address names nobody."""

from litestar import Response, post

from api.areas import CoreDep, Request
from api.pages.forms import form_of
from api.pages.link_door import FOR_ALL, door
from api.pages.render import show
from domain.reports import webpage


@post("/reports", status_code=200, opt=FOR_ALL, sync_to_thread=True)
def read(request: Request, core: CoreDep) -> Response[str]:
    """Show the report, in the language that was chosen on the page or else the browser's."""
    code = form_of(request).get("code", "")
    with core.unit() as unit:
        sheet = webpage.look(unit, code)
    return show(request, "report.html", sheet=sheet, code=code)


HANDLERS = (door("reports", is_dossier=False), read)
