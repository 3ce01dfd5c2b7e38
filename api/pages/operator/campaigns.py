"""How far recall campaigns have come, and what offers brought."""

from typing import Annotated

from litestar import Response, get
from litestar.params import QueryParameter

from api.areas import CoreDep, Request
from api.pages.render import show, source_of
from domain.kpi import campaigns
from domain.offers import gauges as offers
from domain.offers.rules import LEAST_OWNERS
from domain.registry.facts import Source

OfSource = Annotated[Source | None, QueryParameter()]


@get("/operator/campaigns", sync_to_thread=True)
def page(request: Request, core: CoreDep, source: OfSource = None) -> Response[str]:
    """Show recall campaigns among the cars of a source, and offers against owners who were by lot not shown them."""
    cars = source_of(request, source)
    with core.reading() as unit:
        recalls, tallies = campaigns.progress(unit, cars), offers.tallies(unit)
    return show(
        request, "operator/campaigns.html", recalls=recalls, tallies=tallies, least=LEAST_OWNERS,
        source=cars, sources=list(Source),
    )  # fmt: skip


HANDLERS = (page,)
