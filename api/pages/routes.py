"""The pages put together: a session's cookie proves who calls, and a form that no page of ours sent is refused."""

from collections.abc import Mapping, Sequence

from litestar import Router
from litestar.di import Provide
from litestar.types import ControllerRouterHandler

from api.areas import CENTRE, OWNER
from api.auth import Role
from api.pages import (
    board,
    capacity,
    dossier,
    files,
    finishing,
    forms,
    moving,
    problems,
    report,
    requests,
    signin,
    visits,
)
from api.pages.operator import (
    access,
    calls,
    campaigns,
    centres,
    figures,
    models,
    oversight,
    overview,
    running,
)
from api.pages.owner import battery, door, now, press, sections, timeline
from api.pages.owner import visits as own_visits


def _pages(
    handlers: Sequence[ControllerRouterHandler],
    *,
    path: str = "/",
    role: Role | None = None,
    dependencies: Mapping[str, Provide] | None = None,
) -> Router:
    """Put pages of one role together; without one each handler names its own."""
    return Router(
        path,
        route_handlers=handlers,
        opt={"page": True, **({"role": role} if role else {})},
        dependencies=dict(dependencies or {}),
        before_request=forms.take,
        exception_handlers=problems.HANDLERS,
        include_in_schema=False,
    )


ROUTES = (
    *files.ROUTES,
    _pages(signin.HANDLERS),
    _pages(report.HANDLERS),
    _pages(dossier.HANDLERS),
    _pages(requests.HANDLERS, role=Role.DESK),
    _pages(
        (*board.HANDLERS, *visits.HANDLERS, *finishing.HANDLERS, *moving.HANDLERS, *capacity.HANDLERS),
        role=Role.CENTRE,
        dependencies=CENTRE,
    ),
    _pages(door.HANDLERS),
    _pages(
        (
            *sections.HANDLERS,
            *now.HANDLERS,
            *battery.HANDLERS,
            *timeline.HANDLERS,
            *own_visits.HANDLERS,
            *press.HANDLERS,
        ),
        role=Role.OWNER,
        dependencies=OWNER,
    ),
    _pages(
        (*capacity.HANDLERS, *moving.HANDLERS), path=centres.PATH, role=Role.OPERATOR, dependencies=centres.OF
    ),
    _pages(oversight.HANDLERS, role=Role.OVERSIGHT),
    _pages(
        (
            *overview.HANDLERS,
            *calls.HANDLERS,
            *figures.HANDLERS,
            *running.HANDLERS,
            *models.HANDLERS,
            *campaigns.HANDLERS,
            *centres.HANDLERS,
            *access.HANDLERS,
        ),
        role=Role.OPERATOR,
    ),
)
