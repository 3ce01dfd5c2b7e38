"""What the buttons of privacy do."""

from collections.abc import Mapping
from typing import Final

from domain.contact.facts import Message, Reply
from domain.contact.verbs import Params, Verb, reads
from domain.core import Unit
from domain.explain.catalogue import locale_for
from domain.explain.facts import Phrase
from domain.privacy import access_log, erase, footprint, mode, viewers
from domain.privacy import export as copies
from domain.privacy.about import Answer, Deletion, Footprint, Looks, Mode, OfPurpose, OfToken
from domain.privacy.access_log import Viewer, What
from domain.registry import tokens
from domain.registry.tables import Owner

LARGEST: Final = 45 * 2**20  # bytes; a bot may send 50 MB


def show(unit: Unit, owner: Owner, _params: Params) -> Reply:
    return Reply(messages=(mode.privacy(unit, owner),))


def switch(unit: Unit, owner: Owner, about: Mode) -> Reply:
    return Reply(messages=(mode.switch_mode(unit, owner, on=about.on),))


def ask(_unit: Unit, _owner: Owner, about: OfPurpose) -> Reply:
    """Show what agreeing means. Raises Refusal purpose_unknown."""
    return Reply(messages=(mode.ask_purpose(mode.purpose_named(about.purpose)),))


def choose(unit: Unit, owner: Owner, about: Answer) -> Reply:
    """Record a choice. Raises Refusal purpose_unknown."""
    purpose = mode.purpose_named(about.purpose)
    toast = Phrase("privacy.toast.given" if about.given else "privacy.toast.withdrawn")
    return Reply(edit=mode.switch_purpose(unit, owner, purpose, given=about.given), toast=toast)


def tell(unit: Unit, owner: Owner, about: Footprint) -> Reply:
    return Reply(messages=(footprint.footprint(unit, owner, details=about.details),))


def hand_over(unit: Unit, owner: Owner, _params: Params) -> Reply:
    """Make the copy in the owner's present language; what is too large for one file comes in several.

    The message is not private: a chat would not let a protected file be saved, and it is the owner's to keep.
    """
    say = unit.core.speaker(locale_for(owner.locale)).say
    access_log.add(unit, Viewer("owner"), What.COPY, owner_id=owner.id)
    first, *more = copies.parcels(unit, owner, say=say, largest=LARGEST)
    messages = [Message((Phrase("privacy.export.here"),), document=first)]
    messages += [Message((Phrase("privacy.export.more"),), document=each) for each in more]
    return Reply(messages=tuple(messages))


def list_looks(unit: Unit, owner: Owner, about: Looks) -> Reply:
    """Say who looked at the owner's data."""
    return Reply(messages=(viewers.looks(unit, owner, skip=about.skip),))


def end_token(unit: Unit, owner: Owner, about: OfToken) -> Reply:
    """End a token of the owner's own. Raises Refusal access_token_unknown."""
    ended = tokens.revoke(unit, about.token_id, owner_id=owner.id)
    return Reply(messages=(Message((Phrase("privacy.token.ended", {"name": ended.name}),)),))


def ask_delete(unit: Unit, owner: Owner, _params: Params) -> Reply:
    return Reply(messages=(erase.ask_delete(unit, owner),))


def delete(unit: Unit, owner: Owner, about: Deletion) -> Reply:
    """Ask once more, or delete where the second yes has been said."""
    return Reply(edit=erase.erase(unit, owner) if about.sure else erase.ask_again(unit, owner))


VERBS: Mapping[str, Verb] = {
    "privacy.show": show,
    "privacy.mode": reads(Mode, switch),
    "privacy.ask": reads(OfPurpose, ask),
    "privacy.purpose": reads(Answer, choose),
    "privacy.footprint": reads(Footprint, tell),
    "privacy.looks": reads(Looks, list_looks),
    "privacy.end_token": reads(OfToken, end_token),
    "privacy.export": hand_over,
    "privacy.ask_delete": ask_delete,
    "privacy.erase": reads(Deletion, delete),
}
