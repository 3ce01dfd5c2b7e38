"""A dossier behind a link that ends: its page of the web is the file itself, which checks itself."""

from datetime import timedelta
from typing import Final

from domain.core import Unit
from domain.errors import Refusal
from domain.logbook import rules
from domain.logbook.facts import Dossier, Section
from domain.logbook.tables import DossierPage
from domain.privacy import access_log, openings
from domain.privacy.access_log import Viewer, What
from domain.privacy.openings import Opening
from domain.registry import service as registry
from domain.registry.tables import Owner
from domain.telemetry import travels

LIFE: Final = timedelta(
    days=30
)  # own choice, as of a report that is shared: as long as a car stands for sale
_READER: Final = Viewer("reader")


def open_up(unit: Unit, owner_id: int, vehicle_id: int, dossier: Dossier) -> Opening | None:
    """Keep a dossier for whoever has the link, which is returned; None where pages have no public address."""
    plain = rules.spelling(dossier).encode()
    return openings.open_up(unit, DossierPage, plain, of=(owner_id, vehicle_id), folder="dossiers", life=LIFE)


def end(unit: Unit, owner_id: int, page_id: int) -> None:
    """Forget a page of one's own: its link opens nothing any more. What was opened or saved holds on."""
    openings.end(unit, DossierPage, owner_id, page_id)


def look(unit: Unit, code: str) -> Dossier:
    """Return the dossier of a code; the look is noted for its owner, who has to have the car still. Raises Refusal dossier_page_over (404)."""
    row = openings.live(unit, DossierPage, code)
    is_own = row is not None and any(
        car.id == row.vehicle_id for car in registry.own_vehicles(unit, row.owner_id)
    )
    plain = openings.plain(unit, row) if row is not None and is_own else None
    dossier = None if plain is None else rules.check(plain.decode())
    if row is None or dossier is None or not _may_be_told(unit, row.owner_id, dossier):
        raise Refusal("dossier_page_over", status=404)
    access_log.note(unit, _READER, What.DOSSIER, [(row.owner_id, row.vehicle_id)])
    return dossier


def _may_be_told(unit: Unit, owner_id: int, dossier: Dossier) -> bool:
    """Whether it tells no driving score, or its owner agrees to the driving report still and is not in privacy mode."""
    entries = [leaf.entry for leaf in dossier.leaves if leaf.entry is not None]
    tells = any(entry.section is Section.SCORE for entry in entries)
    return not tells or travels.is_allowed(unit, unit.session.get_one(Owner, owner_id))
