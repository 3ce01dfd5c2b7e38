"""Where a conversation stands, so that it survives a restart."""

from datetime import datetime, timedelta

from sqlmodel import SQLModel

from domain.db.columns import column, table
from domain.kit.classified import Category, Reach


class TalkState(SQLModel, table=True):
    __tablename__ = "talk_state"
    __table_args__ = table(Reach(owner="owner_id", keep=timedelta(days=7), age="changed_at"))

    owner_id: int = column(Category.SYSTEM, primary_key=True, foreign_key="owner.id")
    body: bytes = column(Category.MESSAGE, sealed=True)
    changed_at: datetime = column(Category.SYSTEM)
