"""The HTTP API put together: routes, errors, who may call what, and its description."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager

from litestar import Litestar, Router
from litestar.datastructures import State
from litestar.di import Provide
from litestar.exceptions import HTTPException, ValidationException
from litestar.openapi import OpenAPIConfig
from litestar.types import ControllerRouterHandler

from api import (
    auth,
    battery,
    bills,
    calls,
    capacity,
    centres,
    changes,
    codes,
    description,
    doubts,
    drivers,
    failures,
    feeds,
    fleet,
    handovers,
    headers,
    kpi,
    limits,
    looks,
    outlook,
    own_alerts,
    owners,
    plans,
    probes,
    problems,
    recalls,
    schema_page,
    services,
    telemetry,
    tokens,
    track_record,
    vehicles,
    webhook,
    workshop,
)
from api.pages import board
from api.pages import routes as pages
from api.pages.operator import overview
from api.technician import routes
from domain.core import Core
from domain.db.away import AWAY
from domain.errors import Refusal
from domain.registry.facts import Source
from domain.version import VERSION

MOST_BYTES = 2**20  # of a JSON body; telemetry and sheets have bounds of their own

ROUTES: tuple[ControllerRouterHandler, ...] = (
    probes.live,
    probes.ready,
    probes.metrics,
    webhook.receive,
    *feeds.ROUTES,
    *telemetry.ROUTES,
    *vehicles.ROUTES,
    *capacity.ROUTES,
    *centres.ROUTES,
    *tokens.ROUTES,
    *calls.ROUTES,
    *doubts.ROUTES,
    *drivers.ROUTES,
    *handovers.ROUTES,
    *failures.ROUTES,
    *battery.ROUTES,
    *workshop.ROUTES,
    *bills.ROUTES,
    *owners.ROUTES,
    *own_alerts.ROUTES,
    *looks.ROUTES,
    *track_record.ROUTES,
    *kpi.ROUTES,
    *fleet.ROUTES,
    *outlook.ROUTES,
    *plans.ROUTES,
    *recalls.ROUTES,
    *codes.ROUTES,
    *services.ROUTES,
    *routes.ROUTES,
    *changes.ROUTES,
    *pages.ROUTES,
)


Lifespan = Callable[[Litestar], AbstractAsyncContextManager[None]]


def create_app(
    core: Core, *, more: Sequence[ControllerRouterHandler] = (), lifespan: Sequence[Lifespan] = ()
) -> Litestar:
    """Build the application. `more` are routes served from the same process (the demo's), with their lifespans."""
    app = describe(more=more, lifespan=lifespan)
    serve_from(app, core)
    return app


def serve_from(app: Litestar, core: Core) -> None:
    """Set the core that answers the application's requests, with limits of requests by its settings."""
    app.state.core = core
    app.state.arrivals = webhook.arrivals(core)
    app.state.marks = board.Marks()
    app.state.overviews = overview.Views()
    app.state.source = Source.LIVE  # of the cars that the operator's pages show where none is chosen
    app.state.limits = limits.Limits(
        key_a_minute=core.settings.api_requests_per_key,
        address_a_minute=core.settings.api_requests_per_address,
    )


def describe(*, more: Sequence[ControllerRouterHandler] = (), lifespan: Sequence[Lifespan] = ()) -> Litestar:
    """Build the application with its description, without a core to answer yet."""
    app = Litestar(
        route_handlers=[
            Router("/", route_handlers=ROUTES, guards=[auth.guard], middleware=[limits.Limiting()]),
            *more,
        ],
        dependencies={"core": Provide(_core, sync_to_thread=False)},
        lifespan=list(lifespan),
        exception_handlers={
            Refusal: problems.refused,
            ValidationException: problems.unreadable,
            HTTPException: problems.not_served,
            RecursionError: problems.too_deep,
            **dict.fromkeys(AWAY, problems.away),
            Exception: problems.broken,
        },
        openapi_config=_described(),
        before_send=[headers.add],
        request_max_body_size=MOST_BYTES,
        logging_config=None,
    )
    description.complete(app)
    return app


def _core(state: State) -> Core:
    core: Core = state.core
    return core


def _described() -> OpenAPIConfig:
    return OpenAPIConfig(
        title="Beforehand",
        version=VERSION,
        openapi_router=Router(
            "/schema", route_handlers=[], middleware=[limits.Limiting()], include_in_schema=False
        ),
        use_handler_docstrings=True,
        components=description.components(),
        render_plugins=[schema_page.SchemaPage()],
    )
