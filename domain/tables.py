"""Every slice's tables in one place, for migrations and for walks over the declared columns."""

from sqlmodel import SQLModel

from domain.alerts import tables as alerts
from domain.battery import tables as battery
from domain.booking import tables as booking
from domain.contact import tables as contact
from domain.db import tables as program
from domain.dialogue import tables as dialogue
from domain.driving import tables as driving
from domain.feeds import tables as feeds
from domain.fleet import tables as fleet
from domain.handover import tables as handover
from domain.hints import tables as hints
from domain.kpi import tables as kpi
from domain.learning import tables as learning
from domain.logbook import tables as logbook
from domain.offers import tables as offers
from domain.plans import tables as plans
from domain.privacy import tables as privacy
from domain.registry import tables as registry
from domain.reports import tables as reports
from domain.running import tables as running
from domain.savings import tables as savings
from domain.signin import tables as signin
from domain.telemetry import tables as telemetry
from domain.transfer import tables as transfer
from domain.trips import tables as trips
from domain.upkeep import tables as upkeep

SLICES = (
    alerts,
    battery,
    booking,
    contact,
    program,
    dialogue,
    driving,
    feeds,
    fleet,
    registry,
    handover,
    kpi,
    hints,
    learning,
    logbook,
    offers,
    plans,
    privacy,
    reports,
    running,
    savings,
    signin,
    telemetry,
    transfer,
    trips,
    upkeep,
)
METADATA = SQLModel.metadata
