"""What is raised while a database is away, locked or full: waiting helps, and nothing was kept."""

from typing import Final

from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from domain.db.rounds import RoundLostError

AWAY: Final = (OperationalError, InterfaceError, PoolTimeoutError, RoundLostError)
