"""Every slice's tables in one place, for migrations and for walks over the declared columns."""

from sqlmodel import SQLModel

from domain.alerts import tables as alerts
from domain.battery import tables as battery
from domain.booking import tables as booking
from domain.contact import tables as contact
from domain.db import tables as program
from domain.dialogue import tables as dialogue
from domain.feeds import tables as feeds
from domain.fleet import tables as fleet
from domain.handover import tables as handover
from domain.kpi import tables as kpi
from domain.learning import tables as learning
from domain.offers import tables as offers
from domain.privacy import tables as privacy
from domain.registry import tables as registry
from domain.running import tables as running
from domain.savings import tables as savings
from domain.signin import tables as signin
from domain.telemetry import tables as telemetry
from domain.trips import tables as trips
from domain.upkeep import tables as upkeep

SLICES = (
    alerts,
    battery,
    booking,
    contact,
    program,
    dialogue,
    feeds,
    fleet,
    registry,
    handover,
    kpi,
    learning,
    offers,
    privacy,
    running,
    savings,
    signin,
    telemetry,
    trips,
    upkeep,
)
METADATA = SQLModel.metadata
