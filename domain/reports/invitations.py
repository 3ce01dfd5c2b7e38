"""A link in a report that is shared: it leads a friend to the bot, and only how many came by it is counted."""

import secrets
from functools import partial
from typing import Final

from sqlalchemy import func
from sqlmodel import col, select, update

from domain.core import Unit
from domain.privacy import erase
from domain.registry.tables import Owner
from domain.reports.facts import Link, Reached
from domain.reports.tables import Invitation

_MARK: Final = "r_"  # no code of a car begins so
_BYTES: Final = 12  # of chance: 96 bits, 16 letters
_LABEL: Final = "invitation.code"
LEAST_OWNERS: Final = 5  # of fewer no sum is told, as it would speak of single ones
_STEP: Final = 5  # friends: told one by one, the number would say who began when


def link(unit: Unit, owner_id: int) -> Link | None:
    """Return an owner's link, drawn when it is first asked for; None where the operator named no bot.

    Its address is "" where the owner ended it, or its code cannot be opened any more.
    """
    name = unit.core.settings.bot_name
    if not name:
        return None
    row = _own(unit, owner_id) or _draw(unit, owner_id)
    if row.ended_at is not None:
        return Link("", _rounded(row.friends))
    code = unit.readable(partial(unit.unseal_text, row.code_sealed, label=_LABEL), what="an invitation")
    return Link("" if code is None else f"https://t.me/{name}?start={code}", _rounded(row.friends))


def friends(unit: Unit, owner_id: int) -> int | None:
    """Return how many started by an owner's link, in whole steps of five; None without one."""
    row = _own(unit, owner_id)
    return None if row is None else _rounded(row.friends)


def _rounded(count: int) -> int:
    return count - count % _STEP


def _own(unit: Unit, owner_id: int) -> Invitation | None:
    return unit.session.exec(select(Invitation).where(Invitation.owner_id == owner_id)).first()


def _draw(unit: Unit, owner_id: int) -> Invitation:
    code = _fresh()
    row = Invitation(
        owner_id=owner_id,
        code_hash=_hash(unit, code),
        code_sealed=unit.seal_text(owner_id, code, label=_LABEL),
        made_at=unit.now,
    )
    unit.session.add(row)
    return row


def _fresh() -> str:
    return _MARK + secrets.token_urlsafe(_BYTES)


def _hash(unit: Unit, code: str) -> str:
    return unit.fingerprint("invitation", code)


def switch(unit: Unit, owner_id: int, *, on: bool) -> None:
    """End an owner's link, or draw a new one: the old one leads nobody any more, and what it counted stays."""
    row = _own(unit, owner_id) or _draw(unit, owner_id)
    if on == (row.ended_at is None):
        return
    code = _fresh()
    row.ended_at = None if on else unit.now
    row.code_hash, row.code_sealed = _hash(unit, code), unit.seal_text(owner_id, code, label=_LABEL)


def is_code(text: str) -> bool:
    """Tell the code of a shared report from that of a car."""
    return text.startswith(_MARK)


def count(unit: Unit, owner: Owner, code: str) -> bool:
    """Count who starts by a link for the first time ever, and tell whether it is one; that it was this person is kept nowhere.

    Who deleted everything and comes again is counted no second time, while the list of erased chats knows them.
    """
    live = (col(Invitation.code_hash) == _hash(unit, code), col(Invitation.ended_at).is_(None))
    if unit.session.exec(select(Invitation.id).where(*live)).first() is None:
        return False
    if owner.made_at == unit.now and not erase.was_here(unit, owner):  # met by this very message
        unit.session.exec(update(Invitation).where(*live).values(friends=col(Invitation.friends) + 1))
    return True


def reached(unit: Unit) -> Reached:
    """Return what links brought, for the operator; no count of fewer than five owners."""
    owners, total = unit.session.exec(select(func.count(), func.sum(Invitation.friends))).one()
    return Reached(owners, total or 0) if owners >= LEAST_OWNERS else Reached(None, None)
