"""Statements on the buttons under messages. Those that every message goes through are built once, and change rows without loading them."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import BindParameter, Select, bindparam, insert
from sqlmodel import col, func, select, update

from domain.contact.tables import Action, Notice
from domain.core import Unit

_ACTIONS: Final = Action.metadata.tables["action"]
_ADD_ACTIONS: Final = insert(_ACTIONS)
_LABELLED: Final = (
    select(Action)
    .where(
        col(Action.owner_id) == bindparam("owner"),
        col(Action.label) == bindparam("label"),
        col(Action.used_at).is_(None),
        col(Action.expires_at) > bindparam("now"),
    )
    .order_by(col(Action.expires_at).desc())
)
_THESE: Final[BindParameter[Any]] = bindparam("those", expanding=True)
_SHOWING: Final = select(_ACTIONS.c.token, _ACTIONS.c.message_id).where(
    _ACTIONS.c.owner_id == bindparam("owner"), _ACTIONS.c.message_id.is_not(None)
)
_OF_VERBS: Final = _SHOWING.where(_ACTIONS.c.verb.in_(_THESE))
_OF_GROUPS: Final = _SHOWING.where(_ACTIONS.c.group.in_(_THESE))
_HIDE: Final = (
    update(_ACTIONS).where(_ACTIONS.c.token.in_(bindparam("tokens", expanding=True))).values(message_id=None)
)
_SHOW: Final = (
    update(_ACTIONS)
    .where(_ACTIONS.c.token == bindparam("shown"), _ACTIONS.c.owner_id == bindparam("owner"))
    .values(message_id=bindparam("number"))
)


def buttons_of(unit: Unit, owner_id: int, message_id: int) -> Sequence[Action]:
    """Return the buttons of a message in the chat, in whichever way it was sent."""
    group = select(Action.group).where(Action.owner_id == owner_id, Action.message_id == message_id)
    sent = select(Notice.id).where(Notice.owner_id == owner_id, Notice.message_id == message_id)
    groups = {*unit.session.exec(group), *(f"notice:{number}" for number in unit.session.exec(sent))}
    mine = select(Action).where(Action.owner_id == owner_id, col(Action.group).in_(groups))
    return unit.session.exec(mine.order_by(col(Action.token))).all() if groups else []


def actions_of(unit: Unit, owner_id: int, number: int) -> Sequence[Action]:
    """Return the buttons of a notice."""
    mine = select(Action).where(Action.owner_id == owner_id, Action.group == f"notice:{number}")
    return unit.session.exec(mine.order_by(col(Action.token))).all()


def add_actions(unit: Unit, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        unit.session.connection().execute(_ADD_ACTIONS, rows)


def action(unit: Unit, owner_id: int, token: str) -> Action | None:
    return unit.session.exec(
        select(Action).where(Action.token == token, Action.owner_id == owner_id)
    ).one_or_none()


def once_of_group(unit: Unit, one: Action) -> Sequence[Action]:
    """Lock the one-use buttons of a message, always in the same order, so that two taps cannot deadlock."""
    query = select(Action).where(Action.group == one.group, Action.owner_id == one.owner_id, col(Action.once))
    fresh = query.order_by(col(Action.token)).with_for_update().execution_options(populate_existing=True)
    return unit.session.exec(fresh).all()


def labelled(unit: Unit, owner_id: int, mark: str, *, all_of: Collection[str]) -> Sequence[Action]:
    """Return the buttons with this label that were shown last, and all of these verbs, unless used or run out."""
    values = {"owner": owner_id, "label": mark, "now": unit.now}
    rows = unit.session.exec(_LABELLED, params=values).all()
    return [each for each in rows if each.expires_at == rows[0].expires_at or each.verb in all_of]


def newest(unit: Unit, owner_id: int) -> Sequence[Action]:
    """Return the buttons that were shown last, of several messages where those came at once, unless they have run out."""
    last = select(func.max(Action.expires_at)).where(Action.owner_id == owner_id).scalar_subquery()
    query = select(Action).where(Action.owner_id == owner_id, Action.expires_at == last)
    return unit.session.exec(query.where(Action.expires_at > unit.now)).all()


def note_message(unit: Unit, owner_id: int, token: str, message_id: int) -> None:
    unit.session.connection().execute(_SHOW, {"shown": token, "owner": owner_id, "number": message_id})


def close(unit: Unit, owner_id: int, verbs: Collection[str]) -> tuple[int, ...]:
    return _hide(unit, _OF_VERBS, owner_id, verbs)


def close_groups(unit: Unit, owner_id: int, groups: Collection[str]) -> tuple[int, ...]:
    return _hide(unit, _OF_GROUPS, owner_id, groups)


def _hide(unit: Unit, query: Select[int, int], owner_id: int, those: Collection[str]) -> tuple[int, ...]:
    """Let the keyboards of buttons count as gone; return the messages below which they stood."""
    rows = unit.session.connection().execute(query, {"owner": owner_id, "those": list(those)}).all()
    if rows:
        unit.session.connection().execute(_HIDE, {"tokens": [each.token for each in rows]})
    return tuple(sorted({each.message_id for each in rows}))


def visible(unit: Unit, owner_id: int, verb: str) -> Sequence[Action]:
    """Return the buttons of a verb in messages whose keyboard can still be seen."""
    groups = select(Action.group).where(Action.owner_id == owner_id, col(Action.message_id).is_not(None))
    query = select(Action).where(Action.owner_id == owner_id, Action.verb == verb)
    return unit.session.exec(query.where(col(Action.group).in_(groups))).all()


def latest(unit: Unit, owner_id: int, marks: Collection[str]) -> Sequence[Action]:
    """Return the buttons made last of those with such labels, used or not."""
    mine = (Action.owner_id == owner_id, col(Action.label).in_(marks))
    last = select(func.max(Action.expires_at)).where(*mine).scalar_subquery()
    return unit.session.exec(select(Action).where(*mine, Action.expires_at == last)).all()
