"""How far recall campaigns have come, and what offers brought."""

from litestar import Response, get

from api.areas import CoreDep, Request
from api.pages.render import show
from domain.kpi import campaigns
from domain.offers import gauges as offers
from domain.offers.rules import LEAST_OWNERS


@get("/operator/campaigns", sync_to_thread=True)
def page(request: Request, core: CoreDep) -> Response[str]:
    """Show recall campaigns, and offers against owners who were by lot not shown them."""
    with core.reading() as unit:
        recalls, tallies = campaigns.progress(unit), offers.tallies(unit)
    return show(request, "operator/campaigns.html", recalls=recalls, tallies=tallies, least=LEAST_OWNERS)


HANDLERS = (page,)
