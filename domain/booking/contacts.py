"""Which centre an owner of a car can turn to, and its telephone."""

from dataclasses import dataclass

from sqlmodel import col, select

from domain.booking import store
from domain.booking.facts import CentreFacts, State
from domain.booking.tables import Centre, Visit
from domain.core import Unit
from domain.registry import service as registry


@dataclass(frozen=True, slots=True)
class Contact:
    """phone is "" where the operator has entered none."""

    centre: CentreFacts
    phone: str


def of_car(unit: Unit, owner_id: int, vehicle_id: int | None) -> Contact | None:
    """Return where the car is booked next, else its own centre, else the only one there is."""
    visits = store.views(unit, col(Visit.owner_id) == owner_id, col(Visit.state) == State.BOOKED)
    booked = [visit.centre_id for visit in visits if vehicle_id in {None, visit.vehicle_id}]
    if booked:
        return of_centre(unit, booked[0])
    own = registry.vehicle(unit, vehicle_id).centre_id if vehicle_id else None
    if own is not None:
        return of_centre(unit, own)
    every = unit.session.exec(select(Centre.id).limit(2)).all()
    return of_centre(unit, every[0]) if len(every) == 1 else None


def of_centre(unit: Unit, centre_id: int) -> Contact:
    centre = store.centre(unit, centre_id)
    return Contact(centre, centre.phone)
