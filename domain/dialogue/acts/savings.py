"""An owner takes up an advice, by the button below it."""

from typing import Final

from domain.contact.facts import Message, Reply
from domain.contact.verbs import Verb, reads
from domain.core import Unit
from domain.dialogue.acts import plan
from domain.explain.facts import Moment, Phrase
from domain.plans.facts import Entitlement
from domain.registry.tables import Owner
from domain.savings import message, service
from domain.savings.about import OfAdvice


def begin(unit: Unit, owner: Owner, about: OfAdvice) -> Reply:
    """Begin to try an advice. Raises Refusal as `service.begin`."""
    denial = plan.missing(unit, owner.id, Entitlement.ADVICE_TRIALS, vehicle_id=about.vehicle)
    if denial is not None:
        return Reply(messages=(denial,))
    advice, until, is_enough = service.begin(unit, owner, about.vehicle, about.advice)
    lines = (
        Phrase("savings.begun", {"advice": message.name(advice)}),
        Phrase("savings.begun.until", {"until": Moment(until, owner.zone)}),
        *(() if is_enough else (Phrase("savings.begun.young"),)),
    )
    return Reply(messages=(Message(lines),))


VERBS: Final[dict[str, Verb]] = {"savings.try": reads(OfAdvice, begin)}
