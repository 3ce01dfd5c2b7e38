"""The record of what owners answered to a purpose. Rows are only added; the database refuses every other change."""

from domain.core import Unit
from domain.kit.classified import Purpose
from domain.registry import store, terms
from domain.registry.tables import Consent, Owner


def note(unit: Unit, owner: Owner, *, purpose: Purpose, given: bool, channel: str) -> None:
    """Add an answer to the text in use."""
    unit.session.add(
        Consent(
            owner_id=owner.id,
            purpose=purpose,
            given=given,
            text_version=terms.VERSIONS[purpose],
            locale=owner.locale,
            channel=channel,
            at=unit.now,
        )
    )


def rest(unit: Unit, owner_id: int, purpose: Purpose) -> None:
    """End what an owner agreed to under an older text, until the owner answers the new one."""
    owner = unit.session.get_one(Owner, owner_id)
    note(unit, owner, purpose=purpose, given=False, channel=terms.CHANGED)


def outdated(unit: Unit, *, limit: int) -> list[tuple[int, Purpose]]:
    """Return owners, with the purpose, whose newest answer is a yes to a text that has changed since."""
    return store.outdated(unit, limit=limit)
