"""Versions of the chance models of checks: numbers and their history, nothing about a person."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import SQLModel

from domain.db.columns import column, row_id, table
from domain.kit.classified import Category, Reach


class ModelVersion(SQLModel, table=True):
    """One version of a check's models, from candidate to retired; models and manifest never change.

    models: JSON, additive models by horizon in hours; digest: SHA-256 of it. manifest: JSON, what it was made of and
    how good it was. trial: JSON of the newest trial, "" before one. why: JSON of the sentence that says why it stands
    where it does. follows: the version that was live before it, to which a roll-back returns.
    """

    __tablename__ = "model_version"
    __table_args__ = table(
        Reach(owner=None, lasts="the record of what judged whom; a few rows a year"),
        Index("model_version_one", "check", "number", unique=True),
    )

    id: int = row_id()
    check: str = column(Category.SYSTEM)
    number: int = column(Category.SYSTEM)
    state: str = column(Category.SYSTEM, index=True)
    models: str = column(Category.SYSTEM)
    digest: str = column(Category.SYSTEM)
    manifest: str = column(Category.SYSTEM)
    trial: str = column(Category.SYSTEM, default="")
    why: str = column(Category.SYSTEM)
    follows: int | None = column(Category.SYSTEM, default=None)
    made_at: datetime = column(Category.SYSTEM)
    changed_at: datetime = column(Category.SYSTEM)
