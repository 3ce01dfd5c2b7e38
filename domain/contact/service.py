"""Outbox, buttons and inbox: the only bridge between the core and a chat."""

import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final, cast

from domain.contact import budget, buttons, keyboards, placing, rules, sealed, store
from domain.contact.facts import Message, Outgoing, Pressed
from domain.contact.rules import Next, State
from domain.contact.tables import Action, Notice
from domain.core import Unit
from domain.db import rows
from domain.db.keys import KeyDestroyedError, UnreadableError
from domain.errors import Refusal
from domain.explain.facts import Language
from domain.kit.classified import Purpose
from domain.registry import preferences
from domain.registry import service as registry
from domain.registry.tables import Owner

log = logging.getLogger(__name__)

LEASE_S: Final = 30.0  # a process that has not been heard of for so long is taken for gone


def queue(
    unit: Unit,
    owner_id: int,
    *,
    key: str,
    message: Message,
    grade: int = rules.ANSWER,
    subject: str = "",
    edits: bool = False,
    warning: bool = False,
    awaited: bool = False,
    at: datetime | None = None,
    purpose: Purpose | None = None,
) -> bool:
    """Put a message on its way, within the budget and outside quiet hours; False if the key is known.

    edits: change the last message about the subject in silence. warning: counts in the month's two.
    awaited: the owner asked for it just now, so quiet hours do not hold it. at: not before this instant
    (answers and red only: what takes budget goes out as soon as it may). purpose: it is dropped where the owner has withdrawn
    their yes to it before it goes out, or it rests in privacy mode.
    """
    values = {
        "owner_id": owner_id,
        "key": key,
        "subject": subject,
        "edits": edits,
        "grade": grade,
        "loud": rules.is_loud(grade) and not edits,
        "any_time": edits or awaited or grade == rules.RED,
        "repeat": False,
        "purpose": purpose or "",
        "body": sealed.seal(unit, owner_id, message),
        "state": State.QUEUED,
        "attempt": 0,
        "not_before": at or unit.now,
        "made_at": unit.now,
        "reason": "",
    }
    if not rows.add_once(unit.session, Notice, **values):
        return False
    placing.place(unit, store.notice(unit, key), warning=warning)
    return True


def queued_keys(unit: Unit, keys: Collection[str]) -> frozenset[str]:
    """Return those of the keys under which a message was queued, whatever became of it."""
    return store.existing_keys(unit, keys)


def withdraw(unit: Unit, owner_id: int, subject: str) -> None:
    """Drop what has not gone out yet about a subject, and give its budget back."""
    for notice in store.waiting_notices(unit, owner_id, subject):
        store.end(unit, notice, State.DROPPED, "withdrawn")
        budget.refund(unit, notice.key)


def claim(unit: Unit, *, limit: int, lease_s: float = LEASE_S) -> tuple[Outgoing, ...]:
    """Begin sending: commit this unit before the first request, and report each outcome in a later unit."""
    notices = store.due(unit, limit)
    owners = store.owners(unit, {notice.owner_id for notice in notices})
    unit.core.keyring.preload(unit.session, owners.keys())
    lease = unit.now + timedelta(seconds=lease_s)
    begun = []
    actions: list[dict[str, Any]] = []
    with unit.session.no_autoflush:  # a claim reads nothing that it has changed
        for notice in notices:
            outgoing = _begin(unit, notice, owners[notice.owner_id], actions=actions)
            if outgoing is not None:
                notice.state, notice.attempt, notice.lease_until = State.SENDING, outgoing.attempt, lease
                begun.append(outgoing)
    keyboards.add_actions(unit, actions)
    return tuple(begun)


def _begin(unit: Unit, notice: Notice, owner: Owner, *, actions: list[dict[str, Any]]) -> Outgoing | None:
    """Return what to send and add its buttons to `actions`, or None after noting why it is not sent now."""
    if not placing.may_go(unit, notice, owner):
        return None
    target = store.last_message_id(unit, notice) if notice.edits else None
    if notice.edits and target is None:
        store.end(unit, notice, State.DROPPED, "nothing_to_edit")
        return None
    content = _open(unit, notice, owner)
    if content is None:
        return None
    chat_id, message = content
    tokens, offered = buttons.make(unit, owner, message, group=f"notice:{notice.id}")
    actions += offered
    return Outgoing(
        notice_id=notice.id,
        owner_id=owner.id,
        chat_id=chat_id,
        locale=cast("Language", owner.locale),
        zone=owner.zone,
        message=message,
        tokens=tokens,
        loud=notice.loud,
        edit_message_id=target,
        attempt=notice.attempt + 1,
        repeat=notice.repeat,
    )


def _open(unit: Unit, notice: Notice, owner: Owner) -> tuple[int, Message] | None:
    """Return the chat and the message; None after closing a notice that was erased or damaged since."""
    try:
        return registry.chat_of(unit, owner), sealed.unseal(unit, notice.body)
    except UnreadableError as error:
        reason = "erased" if isinstance(error, KeyDestroyedError) else "damaged"
        log.error("notice %d cannot be sent: %s", notice.id, reason)  # noqa: TRY400 - the reason says it all
        store.end(unit, notice, State.DEAD, reason)
        budget.refund(unit, notice.key)
        return None


def sent(unit: Unit, deliveries: Mapping[int, int]) -> None:
    """Note which notice became which message, even one whose lease has ended: then no repeat is needed."""
    unit.session.flush()
    store.mark_sent(unit, deliveries)


def not_delivered(unit: Unit, notice_id: int, *, after_s: float = 0) -> None:
    """Note that nothing reached the chat (429, no connection); it is tried again after at least `after_s` seconds."""
    notice = _under_way(unit, notice_id)
    if notice is not None:
        outcome = rules.after_not_delivered(
            attempt=notice.attempt, made_at=notice.made_at, now=unit.now, after_s=after_s
        )
        _follow(unit, notice, outcome)


def ambiguous(unit: Unit, notice_id: int, reason: str) -> None:
    """Note that a sending may have been delivered (time-out, reset, 5xx). A red one is sent once more, any other becomes unknown."""
    notice = _under_way(unit, notice_id)
    if notice is not None:
        _lose(unit, notice, reason)


def undeliverable(unit: Unit, notice_id: int, reason: str, *, blocked: bool = False) -> None:
    """Note that Telegram refused a message for good. Where the owner blocked the chat, the budget is given back and nothing is sent until they write."""
    notice = _under_way(unit, notice_id)
    if notice is None:
        return
    store.end(unit, notice, State.DEAD, reason)
    if blocked:
        budget.refund(unit, notice.key)
        preferences.set_blocked(unit, notice.owner_id, blocked=True)


def keep_up(unit: Unit, notice_ids: Collection[int], *, lease_s: float = LEASE_S) -> None:
    """Prolong the lease of what this process is still sending, however long it takes and whatever the clock does."""
    store.prolong(unit, notice_ids, until=unit.now + timedelta(seconds=lease_s))


def recover(unit: Unit) -> int:
    """Treat sendings whose process went away as ambiguous; return how many there were."""
    notices = store.expired_sendings(unit)
    for notice in notices:
        _lose(unit, notice, "lease_ended")
    return len(notices)


def _under_way(unit: Unit, notice_id: int) -> Notice | None:
    notice = store.locked(unit, notice_id)
    return notice if notice is not None and notice.state == State.SENDING else None


def _lose(unit: Unit, notice: Notice, reason: str) -> None:
    outcome = rules.after_ambiguous(grade=notice.grade, repeat=notice.repeat, now=unit.now, reason=reason)
    _follow(unit, notice, outcome)


def _follow(unit: Unit, notice: Notice, outcome: Next) -> None:
    if outcome.state is not State.QUEUED:
        store.end(unit, notice, outcome.state, outcome.reason)
        return
    notice.state, notice.lease_until = State.QUEUED, None
    notice.not_before, notice.reason = outcome.not_before, outcome.reason
    notice.repeat = notice.repeat or outcome.repeat


def meaning(unit: Unit, owner_id: int, token: str) -> Pressed | None:
    """Return what a button stands for without using it; None where it is nobody's or another owner's."""
    action = keyboards.action(unit, owner_id, token)
    if action is None:
        return None
    return Pressed(action.verb, unit.unseal_fact(action.params, dict, label="action.params"))


def is_sent(unit: Unit, owner_id: int, *, subject: str) -> bool:
    """Return whether a message about a subject has reached the chat."""
    return store.was_sent(unit, owner_id, subject)


def subject_of(unit: Unit, owner_id: int, message_id: int) -> str:
    """Return what a message in the chat is about, by its number there; "" where that is not known."""
    return store.subject_of(unit, owner_id, message_id)


def told_by(unit: Unit, owner_id: int, message_id: int) -> tuple[str, list[Pressed]]:
    """Return what a message in the chat is about: its subject, "" where it has none, and what its buttons stand for."""
    actions = keyboards.buttons_of(unit, owner_id, message_id)
    pressed = [buttons.read_action(unit, each) for each in actions]
    return subject_of(unit, owner_id, message_id), pressed


def is_waiting(unit: Unit, owner_id: int, *, subject: str) -> bool:
    """Return whether a message about this subject is still queued or being sent."""
    return bool(store.waiting_notices(unit, owner_id, subject))


def due_since(unit: Unit, *, made_before: datetime, limit: int) -> Sequence[str]:
    """Return the subjects of the messages that are due and were queued before a moment, the most urgent level first."""
    return store.due_since(unit, made_before=made_before, limit=limit)


def newest_push(unit: Unit, owner_id: int) -> int:
    """Return the number of the newest message that came to an owner unasked; 0 before the first."""
    return unit.once(("newest_push", owner_id), partial(store.newest_push, unit, owner_id))


def under_way(unit: Unit) -> bool:
    """Tell whether something is being sent now or is due to be."""
    return store.any_under_way(unit)


def offer(unit: Unit, owner_id: int, message: Message) -> buttons.Tokens:
    """Register the buttons of a message that is answered directly; tokens stand in the places of its rows."""
    if not message.rows:
        return ()
    owner = store.owner(unit, owner_id)
    tokens, actions = buttons.make(unit, owner, message, group=buttons.fresh_token())
    keyboards.add_actions(unit, actions)
    return tokens


def press(unit: Unit, owner_id: int, token: str, *, again: Collection[str] = ()) -> Pressed:
    """Use a button. Raises Refusal action_unknown (another owner's too), action_expired or action_used.

    again: verbs that may be pressed again, because they look for themselves whether they still count.
    """
    action = keyboards.action(unit, owner_id, token) if rules.is_token(token) else None
    if action is None:
        raise Refusal("action_unknown", status=404)
    if action.expires_at <= unit.now:
        raise Refusal("action_expired", status=410)
    used = _use_up(unit, action, may_repeat=action.verb in again) if action.once else frozenset()
    return replace(buttons.read_action(unit, action), used=used)


def _use_up(unit: Unit, action: Action, *, may_repeat: bool) -> frozenset[str]:
    """Return the tokens that count no more."""
    group = keyboards.once_of_group(unit, action)  # locked, so the state read here is the one that is changed
    if action.used_at is not None and not may_repeat:
        raise Refusal("action_used")
    for one in group:
        one.used_at = one.used_at or unit.now
    return frozenset(one.token for one in group)
