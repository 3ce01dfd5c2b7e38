"""Codes by which a report that is shared leads others to the bot, and reports as pages of the web."""

from datetime import datetime, timedelta

from sqlmodel import SQLModel

from domain.db.columns import column, row_id, table
from domain.kit.classified import Category, Purpose, Reach
from domain.privacy.openings import LinkedPage


class Invitation(SQLModel, table=True):
    """The code of one owner, drawn by lot, and how many started by it; who they are is kept nowhere.

    ended_at: from when on it leads nobody any more, and counts nobody.
    """

    __tablename__ = "invitation"
    __table_args__ = table(Reach(owner="owner_id", lasts="one row an owner, until all is deleted"))

    id: int = row_id()
    owner_id: int = column(Category.SYSTEM, foreign_key="owner.id", unique=True)
    code_hash: str = column(Category.SYSTEM, proof=True, unique=True)
    code_sealed: bytes = column(Category.PREFERENCE, sealed=True)
    friends: int = column(Category.PREFERENCE, default=0)
    made_at: datetime = column(Category.PREFERENCE)
    ended_at: datetime | None = column(Category.PREFERENCE, default=None)


class ReportPage(LinkedPage, table=True):
    """What one report told when its page was made (explain.facts.Sheet); is_shared: it holds nothing that tells whose it is.

    purpose: what its owner has to agree to, so that it is shown: the driving report, or the health checks of a health report.
    A page that its owner ends is deleted.
    """

    __tablename__ = "report_page"
    __table_args__ = table(
        Reach(owner="owner_id", vehicle="vehicle_id", keep=timedelta(days=1), age="expires_at")
    )

    is_shared: bool = column(Category.DRIVING)
    purpose: str = column(Category.SYSTEM, default=Purpose.DRIVING.value)
