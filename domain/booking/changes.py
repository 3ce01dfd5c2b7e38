"""What was changed on a car, as its owner, the operator or the centre that has it says."""

from datetime import datetime, timedelta

from domain.booking import workshop
from domain.core import Unit
from domain.errors import Refusal
from domain.health import catalogue
from domain.registry import changes
from domain.registry import service as registry
from domain.registry.facts import Change, ChangeKind
from domain.registry.tables import AccessToken

OLDEST = timedelta(days=366)  # no series reaches further back than its features do


def declare(
    unit: Unit, who: AccessToken, vehicle_id: int, *, kind: ChangeKind, at: datetime, check: str = ""
) -> bool:
    """Keep what somebody says was changed; False where it was known.

    Raises Refusal vehicle_unknown, vehicle_not_yours or look_not_expected (404), look_unlinked, check_unknown or
    change_moment (422).
    """
    vehicle = registry.vehicle(unit, vehicle_id)
    owner = registry.keeper(unit, vehicle.id)
    if owner is None:
        raise Refusal("look_unlinked")
    if who.owner_id is not None and who.owner_id != owner.id:
        raise Refusal("vehicle_not_yours", status=404)
    if who.centre_id is not None and not workshop.expects(unit, who.centre_id, vehicle_id, owner_id=owner.id):
        raise Refusal("look_not_expected", status=404)
    if check and check not in catalogue.BY_CODE:
        raise Refusal("check_unknown", status=422, check=check, known=", ".join(catalogue.BY_CODE))
    if not unit.now - OLDEST <= at <= unit.now:
        raise Refusal("change_moment", status=422, days=OLDEST.days)
    change = Change(at, kind, check)
    return changes.note(unit, vehicle_id, owner_id=owner.id, change=change, source="declared")
