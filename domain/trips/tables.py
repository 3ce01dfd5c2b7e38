"""What an owner pays for energy."""

from sqlmodel import SQLModel

from domain.db.columns import column, row_id, table
from domain.kit.classified import Category, Reach


class OwnTariff(SQLModel, table=True):
    """The prices of one owner for a kWh."""

    __tablename__ = "own_tariff"
    __table_args__ = table(Reach(owner="owner_id", lasts="a setting of the owner"))

    id: int = row_id()
    owner_id: int = column(Category.SYSTEM, foreign_key="owner.id", unique=True)
    body: bytes = column(Category.PREFERENCE, sealed=True)
