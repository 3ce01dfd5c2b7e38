"""What is remembered of an erasure, so that a restored backup cannot bring the owner back."""

from datetime import datetime, timedelta

from sqlmodel import SQLModel

from domain.db.columns import column, row_id, table
from domain.kit.classified import Category, Reach


class Erasure(SQLModel, table=True):
    """The keyed hash of an erased chat and its key ids. Kept as long as backups are."""

    __tablename__ = "erasure"
    __table_args__ = table(
        Reach(owner=None, keep=timedelta(days=90), age="at", survives="survives.suppression"), schema="keys"
    )

    id: int = row_id()
    chat_hash: str = column(Category.IDENTITY, index=True)
    owner_id: int = column(Category.SYSTEM)
    at: datetime = column(Category.SYSTEM)
