"""Buttons carry opaque tokens; what each does stays on the server, sealed with its owner's key."""

import secrets
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from domain.contact import keyboards, rules
from domain.contact.facts import Message, Pressed
from domain.contact.tables import Action
from domain.core import Unit
from domain.explain.catalogue import LANGUAGES, locale_for
from domain.explain.facts import Phrase
from domain.registry.tables import Owner

Tokens = tuple[tuple[str, ...], ...]
_TOKEN_BYTES: Final = 18  # 144 bits, 24 characters; Telegram allows 64


def fresh_token() -> str:
    return secrets.token_urlsafe(_TOKEN_BYTES)


def label_mark(unit: Unit, label: str) -> str:
    """Return what a label is found by: its letters and digits, however they are written, under a keyed hash."""
    plain = unicodedata.normalize("NFKC", label).casefold()
    letters = "".join(each for each in plain if each.isalnum())
    return unit.fingerprint("label", letters) if letters else ""


def make(unit: Unit, owner: Owner, message: Message, *, group: str) -> tuple[Tokens, list[dict[str, Any]]]:
    """Return the tokens of a message's buttons, and the rows that say what they do."""
    say = unit.core.speaker(locale_for(owner.locale)).say
    tokens = tuple(tuple(fresh_token() for _ in row) for row in message.rows)
    pairs = [pair for row in zip(tokens, message.rows, strict=True) for pair in zip(*row, strict=True)]
    actions = [
        {
            "token": token,
            "owner_id": owner.id,
            "verb": button.verb,
            "params": unit.seal_fact(owner.id, dict(button.params), label="action.params"),
            "group": group,
            "once": button.once,
            "label": label_mark(unit, say(button.label)),
            "expires_at": unit.now + rules.ACTION_LIFE,
        }
        for token, button in pairs
    ]
    return tokens, actions


def read_action(unit: Unit, action: Action) -> Pressed:
    params = unit.unseal_fact(action.params, dict[str, str | int | bool], label="action.params")
    return Pressed(action.verb, params)


def labelled(unit: Unit, owner_id: int, text: str, *, all_of: Collection[str] = ()) -> Sequence[Pressed]:
    """Return what the buttons stand for whose label is this text, as far as they still count.

    Those that were shown last (several messages may have come at once), and of the verbs in all_of each one.
    """
    mark = label_mark(unit, text) if len(text) <= rules.LONGEST_LABEL else ""
    actions = keyboards.labelled(unit, owner_id, mark, all_of=all_of) if mark else ()
    return [read_action(unit, each) for each in actions]


def newest(unit: Unit, owner_id: int) -> Sequence[Pressed]:
    """Return what the buttons shown last stand for, which tells what was spoken of last."""
    return [read_action(unit, each) for each in keyboards.newest(unit, owner_id)]


def note_shown(unit: Unit, owner_id: int, message_ids: Mapping[str, int]) -> None:
    """Note which message shows the button with a token, so that its keyboard can be taken away."""
    for token, message_id in message_ids.items():
        keyboards.note_message(unit, owner_id, token, message_id)


def close(unit: Unit, owner_id: int, verbs: Collection[str]) -> tuple[int, ...]:
    """End the keyboards that have such buttons; return the messages that still show one."""
    return keyboards.close(unit, owner_id, verbs)


def close_but(unit: Unit, owner_id: int, verb: str, stays: Callable[[Pressed], bool]) -> tuple[int, ...]:
    """End the keyboards with a button of a verb that does not stay; return the messages that still show one."""
    visible = keyboards.visible(unit, owner_id, verb)
    groups = {each.group for each in visible if not stays(read_action(unit, each))}
    return keyboards.close_groups(unit, owner_id, groups) if groups else ()


def latest(
    unit: Unit, owner: Owner, labels: Collection[Phrase], *, within: timedelta
) -> Sequence[tuple[str, Pressed]]:
    """Return tokens and meanings of the buttons with such labels, in any language, that were made last; none where these are older, or used."""
    speakers = [unit.core.speaker(each) for each in LANGUAGES]
    marks = {label_mark(unit, speaker.say(each)) for speaker in speakers for each in labels}
    rows = keyboards.latest(unit, owner.id, marks)
    since = unit.now - within + rules.ACTION_LIFE
    return [
        (each.token, read_action(unit, each))
        for each in rows
        if each.used_at is None and each.expires_at >= since
    ]
