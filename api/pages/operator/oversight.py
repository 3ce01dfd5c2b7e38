"""What the data protection officer watches beside looks and access: erasures, copies, and deletion in time."""

from typing import Any, Final

from litestar import Response, get

from api.areas import CoreDep, Request
from api.pages.operator import access, running
from api.pages.render import show
from domain.kpi import service
from domain.privacy import oversight
from domain.running import service as jobs

_MOST: Final = 100
_JOB: Final = "retention"


@get("/oversight", sync_to_thread=True)
def page(request: Request, core: CoreDep) -> Response[str]:
    """Show what is kept, erasures, copies that owners took, and how the deletion of what is past its time went; nobody is named."""
    with core.reading() as unit:
        about: dict[str, Any] = {
            "zone": service.zone(unit),
            "erasures": oversight.erasures(unit, limit=_MOST),
            "copies": oversight.copies(unit, limit=_MOST),
            "is_kept": oversight.is_kept(unit),
            "rounds": [
                (each, oversight.losses(each.outcome, each.note))
                for each in jobs.rounds_of(unit, _JOB, limit=_MOST)
            ],
            "kinds": list(oversight.kinds()),
        }
    return show(request, "operator/oversight.html", **about)


HANDLERS = (page, running.page, *access.SHARED)
