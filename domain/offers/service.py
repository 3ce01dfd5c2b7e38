"""Offers to owners: made where one fits and nothing more important stands, answered, refused for good."""

from collections.abc import Collection
from datetime import timedelta
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

from domain.alerts import cases
from domain.booking import service as booking
from domain.contact import budget
from domain.contact import service as contact
from domain.contact.rules import BLUE
from domain.core import Unit
from domain.db import rows
from domain.errors import Refusal
from domain.handover import service as handover
from domain.kit.classified import Purpose
from domain.offers import catalogue, rules, store
from domain.offers.facts import Offer, Standing, State, Use
from domain.offers.message import message
from domain.offers.tables import Proposal
from domain.registry import preferences
from domain.registry import service as registry
from domain.registry.tables import Owner
from domain.telemetry import travels

_LABEL: Final = "proposal.figures"
WISH: Final = "upgrades"  # the kind of messages that offers are, among an owner's settings


def offers(unit: Unit) -> tuple[Offer, ...]:
    """Return the operator's catalogue."""
    return catalogue.load(unit.core.settings.offers)


def cars_due(unit: Unit) -> list[int]:
    """Return the cars for whose owners it is looked now whether an offer fits: once a day, in the morning where they live."""
    if not offers(unit):
        return []
    every = registry.cars_with_owners(unit)
    return [car.id for car, owner in every if unit.now.astimezone(ZoneInfo(owner.zone)).hour == rules.HOUR]


def consider(unit: Unit, vehicle_id: int) -> bool:
    """Make the owner of a car an offer, or record it for the control group, where one fits; tell whether it was either."""
    owner = registry.keeper(unit, vehicle_id)
    if owner is None or not _is_eligible(unit, owner):
        return False
    past, today = store.past(unit, owner.id), unit.now.date()
    if rules.rests(past, today=today):
        return False
    use = _use(unit, owner, vehicle_id)
    jobs = {each.job for each in booking.visits_of(unit, owner.id)}
    offer = use and rules.choose(offers(unit), use, past, today=today, jobs=jobs)
    return bool(use and offer and propose(unit, owner, vehicle_id, offer, use))


def _is_eligible(unit: Unit, owner: Owner) -> bool:
    """Tell whether anything may be offered now."""
    return owner.upgrades and is_free(unit, owner)


def is_free(unit: Unit, owner: Owner) -> bool:
    """Tell whether an owner may be told now what their trips show and nobody asked for."""
    return travels.is_allowed(unit, owner) and has_room(unit, owner)


def has_room(unit: Unit, owner: Owner) -> bool:
    """Tell whether nothing more important stands or has just come, and more than urgent warnings is wanted."""
    willing = owner.notes and owner.blocked_at is None
    if not willing or not budget.is_unspent(unit, owner.id, zone=owner.zone):
        return False
    near = (each.starts_at <= unit.now + rules.NEAR for each in booking.visits_of(unit, owner.id))
    return not (cases.any_open(unit, owner.id) or handover.current(unit, owner.id) or any(near))


def _use(unit: Unit, owner: Owner, vehicle_id: int) -> Use | None:
    travel = travels.between(unit, vehicle_id, owner.id, since=unit.now - rules.WINDOW, until=unit.now)
    return rules.use(travel, now=unit.now, zone=owner.zone)


def propose(unit: Unit, owner: Owner, vehicle_id: int, offer: Offer, use: Use) -> bool:
    """Make an owner an offer, or record it for the control group, once a day; tell whether it was either."""
    mark = unit.fingerprint("offer", f"{owner.id}:{offer.code}")
    state = State.WITHHELD if rules.is_withheld(mark) else State.SHOWN
    is_new = rows.add_once(
        unit.session,
        Proposal,
        owner_id=owner.id,
        vehicle_id=vehicle_id,
        offer=offer.code,
        state=state,
        day=unit.now.date(),
        expires_at=unit.now + timedelta(days=offer.days),
        figures=unit.seal_fact(owner.id, use, label=_LABEL),
    )
    if is_new and state is State.SHOWN:
        row = store.of_day(unit, owner.id)
        _tell(unit, owner, Standing(row.id, vehicle_id, offer, row.expires_at, use))
    return is_new


def _tell(unit: Unit, owner: Owner, standing: Standing) -> None:
    subject = _subject(standing.id)
    text = message(standing, owner.zone)
    contact.queue(
        unit, owner.id, key=subject, message=text, grade=BLUE, subject=subject, purpose=Purpose.DRIVING
    )


def give_way(unit: Unit, owner_ids: Collection[int]) -> None:
    """Take back offers that have not gone out yet to owners who were warned since; they may be made again later."""
    for row in store.open_among(unit, owner_ids):
        subject = _subject(row.id)
        if cases.any_open(unit, row.owner_id) and contact.is_waiting(unit, row.owner_id, subject=subject):
            contact.withdraw(unit, row.owner_id, subject)
            unit.session.delete(row)


def _subject(proposal_id: int) -> str:
    return f"offer:{proposal_id}"


def current(unit: Unit, owner: Owner) -> Standing | None:
    """Return the offer that stands before an owner.

    None where there is none, the catalogue has it no more, its figures cannot be read, or the owner has said no to it since.
    """
    row = store.open_of(unit, owner.id)
    offer = _offer(unit, row) if row else None
    if row is None or offer is None or why_none(unit, owner) != "now":
        return None
    return _standing(unit, row, offer)


def why_none(unit: Unit, owner: Owner) -> str:
    """Return why an owner has no offer, as the end of a code `offers.none.…`."""
    if not offers(unit):
        return "nothing"
    if not owner.upgrades:
        return "unwanted"
    if not owner.notes:
        return "urgent_only"
    if Purpose.DRIVING not in registry.consents(unit, owner.id):
        return "off"
    return "rests" if owner.privacy_mode else "now"


def accept(unit: Unit, owner: Owner, proposal_id: int) -> Standing:
    """Note that an owner is interested, and return what the offer names.

    Raises Refusal offer_over (410), and vehicle_not_yours where the car is the owner's no more.
    """
    row = _row(unit, owner.id, proposal_id)
    offer = _offer(unit, row)
    if offer is None:
        raise Refusal("offer_over", status=410)
    registry.own_vehicle(unit, owner.id, row.vehicle_id)
    standing = _standing(unit, row, offer)
    if standing is None:
        raise Refusal("offer_over", status=410)
    _answer(unit, row, State.ACCEPTED)
    return standing


def decline(unit: Unit, owner: Owner, proposal_id: int) -> None:
    """Note that an owner is not interested: it is not offered again for a year. Raises Refusal offer_over."""
    _answer(unit, _row(unit, owner.id, proposal_id), State.DECLINED)


def end(unit: Unit, owner: Owner) -> None:
    """Make no more offers, until the owner wants them again; one that has not gone out yet is withdrawn."""
    row = store.open_of(unit, owner.id)
    if row is not None:
        contact.withdraw(unit, owner.id, _subject(row.id))
        decline(unit, owner, row.id)
    preferences.set_messages(unit, owner.id, kind=WISH, on=False)


def _row(unit: Unit, owner_id: int, proposal_id: int) -> Proposal:
    row = store.own(unit, owner_id, proposal_id)
    if row is None or row.expires_at <= unit.now:
        raise Refusal("offer_over", status=410)
    return row


def _offer(unit: Unit, row: Proposal) -> Offer | None:
    return next((each for each in offers(unit) if each.code == row.offer), None)


def _standing(unit: Unit, row: Proposal, offer: Offer) -> Standing | None:
    use = unit.readable(partial(unit.unseal_fact, row.figures, Use, label=_LABEL), what="an offer")
    return None if use is None else Standing(row.id, row.vehicle_id, offer, row.expires_at, use)


def _answer(unit: Unit, row: Proposal, state: State) -> None:
    row.state, row.answered_at = state, unit.now
