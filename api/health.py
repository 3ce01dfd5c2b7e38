"""Is it alive, is it ready, and how is it doing."""

import msgspec
from litestar import Response, get
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, generate_latest
from sqlalchemy import text

from api.areas import CoreDep
from api.auth import Role


class Health(msgspec.Struct):
    status: str


@get("/health/live", opt={"role": Role.PUBLIC}, sync_to_thread=False, tags=["health"], summary="Alive")
def live() -> Health:
    """Answer as soon as the process serves."""
    return Health("ok")


@get("/health/ready", opt={"role": Role.PUBLIC}, sync_to_thread=True, tags=["health"], summary="Ready")
def ready(core: CoreDep) -> Health:
    """Answer once the database can be read."""
    with core.reading() as unit:
        unit.session.connection().execute(text("SELECT 1"))
    return Health("ok")


@get("/metrics", opt={"role": Role.PUBLIC}, sync_to_thread=True, include_in_schema=False)
def metrics() -> Response[bytes]:
    """Prometheus text format; counts only, nothing about a person."""
    return Response(generate_latest(REGISTRY), media_type=CONTENT_TYPE_LATEST)
