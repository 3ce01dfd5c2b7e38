"""Links, sessions and second factors. What opens anything is stored as a hash, or sealed."""

from datetime import datetime, timedelta

from sqlmodel import SQLModel

from domain.db.columns import column, row_id, table
from domain.kit.classified import Category, Reach


class SignInLink(SQLModel, table=True):
    """A link that an operator made, or that an owner asked for: it opens one session, once, within minutes."""

    __tablename__ = "sign_in_link"
    __table_args__ = table(Reach(owner="owner_id", keep=timedelta(days=1), age="expires_at"))

    id: int = row_id()
    role: str = column(Category.SYSTEM)  # operator | dpo | centre | owner
    centre_id: int | None = column(Category.SYSTEM, default=None, foreign_key="centre.id")
    owner_id: int | None = column(Category.SYSTEM, default=None, foreign_key="owner.id", index=True)
    name: str = column(Category.SYSTEM)
    code_hash: str = column(Category.SYSTEM, proof=True, unique=True)
    expires_at: datetime = column(Category.SYSTEM)
    used_at: datetime | None = column(Category.SYSTEM, default=None)


class PageSession(SQLModel, table=True):
    """A browser that is signed in. Whom it speaks for, until when, and whether it was revoked says its access token.

    That token has no secret of its own, so that it opens the pages and nothing else. No foreign key leads to it: owners'
    tokens stand in the same table, and an owner's sessions are erased with them; by the time any other token's row goes
    its session is long over.
    seen_at: of its last use, to five minutes. proven_at: when the second factor was right last.
    """

    __tablename__ = "page_session"
    __table_args__ = table(Reach(owner="owner_id", keep=timedelta(days=30), age="seen_at"))

    id: int = row_id()
    token_id: int = column(Category.SYSTEM)
    owner_id: int | None = column(Category.SYSTEM, default=None, foreign_key="owner.id", index=True)
    prefix: str = column(Category.SYSTEM, proof=True, unique=True)
    secret_hash: str = column(Category.SYSTEM, proof=True)
    locale: str = column(Category.SYSTEM, default="")
    seen_at: datetime = column(Category.SYSTEM)
    proven_at: datetime | None = column(Category.SYSTEM, default=None)


class PageLaunch(SQLModel, table=True):
    """A launch of the Mini App that opened a session, by a keyed hash of its proof: it opens no second one.

    Its time is over after minutes; whose it was does not stand here.
    """

    __tablename__ = "page_launch"
    __table_args__ = table(Reach(owner=None, keep=timedelta(days=1), age="at"))

    id: int = row_id()
    proof_hash: str = column(Category.SYSTEM, proof=True, unique=True)
    at: datetime = column(Category.SYSTEM)


class SecondFactor(SQLModel, table=True):
    """The authenticator of an operator (name; "operator:" before one with a colon) or a data protection officer ("dpo:" and name). last_step: the time step of the newest code that was right, which is never right again.

    tries: wrong codes since tried_at. proven_at: when the first code was right; the secret is shown until then.
    """

    __tablename__ = "second_factor"
    __table_args__ = table(Reach(owner=None, lasts="an operator's authenticator, until it is set anew"))

    id: int = row_id()
    name: str = column(Category.SYSTEM, unique=True)
    secret: bytes = column(Category.SYSTEM, sealed=True)
    last_step: int = column(Category.SYSTEM, default=0)
    tries: int = column(Category.SYSTEM, default=0)
    tried_at: datetime | None = column(Category.SYSTEM, default=None)
    proven_at: datetime | None = column(Category.SYSTEM, default=None)
