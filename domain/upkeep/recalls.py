"""Recall campaigns by list of VINs: entered by the operator, open until done on each car."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from sqlalchemy import bindparam
from sqlmodel import col, func, select, update

from domain.core import Unit
from domain.db import rows
from domain.errors import Refusal
from domain.registry import names, rules, sheet
from domain.registry.facts import Recall
from domain.registry.sheet import Bad, Imported
from domain.registry.tables import Vehicle
from domain.upkeep.entry import CampaignEntry, CampaignRow, title_of
from domain.upkeep.tables import Campaign, CampaignCar

_COLUMNS = {
    **dict.fromkeys(("vin_length", "vin_letters", "vin_check_digit"), "vin"),
    **dict.fromkeys(("date_in_future", "date_long_ago"), "issued"),
}
# Built once: every look at a car asks it.
_OPEN: Final = (
    select(Vehicle.id, Campaign)
    .join(CampaignCar, col(CampaignCar.vin_hash) == col(Vehicle.vin_hash))
    .join(Campaign, col(Campaign.id) == col(CampaignCar.campaign_id))
    .where(
        col(Vehicle.id).in_(bindparam("vehicles", expanding=True)),
        col(CampaignCar.done_at).is_(None),
    )
    .order_by(col(Campaign.urgent).desc(), col(Campaign.issued), col(Campaign.id))
)


@dataclass(frozen=True, slots=True)
class Intake:
    """How many VINs were new or changed, how many stood there already, and why others were not taken.

    `Bad.line` is the place in the list, from 0.
    """

    new: int
    existing: int
    bad: tuple[Bad, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A campaign with the number of cars it names, and on how many it has been carried out."""

    recall: Recall
    cars: int
    done: int


def add(unit: Unit, entry: CampaignEntry) -> Intake:
    """Enter a campaign, or bring one with the same code up to date; cars already on its list stay as they are."""
    campaign_id = _campaign(unit, entry)
    return _each(entry.vins, partial(_name, unit, campaign_id))


def add_sheet(unit: Unit, text: str) -> Imported[bool]:
    """Enter a sheet with a row for each car of a campaign; return for each whether it is new. Raises Refusal sheet_*."""
    return sheet.take(text, CampaignRow, add=partial(_add_row, unit), columns=_COLUMNS)


def _add_row(unit: Unit, row: CampaignRow) -> bool:
    good = rules.good_vin(row.vin)
    return _name(unit, _campaign(unit, row), good)


def done(unit: Unit, code: str, vins: Sequence[str]) -> Intake:
    """Note that a campaign has been carried out on cars. Raises Refusal recall_unknown (404)."""
    campaign = unit.session.exec(select(Campaign.id).where(Campaign.code == code)).first()
    if campaign is None:
        raise Refusal("recall_unknown", status=404, code=code)
    return _each(vins, partial(_carry_out, unit, campaign))


def _each(vins: Sequence[str], take: Callable[[str], bool]) -> Intake:
    """Hand every valid VIN to `take`, which returns whether it is new; count them, and collect invalid ones."""
    new, bad = [], []
    for place, vin in enumerate(vins):
        try:
            new.append(take(rules.good_vin(vin)))
        except Refusal as refusal:
            bad.append(Bad(place, "vin", refusal.code, refusal.params))
    return Intake(sum(new), len(new) - sum(new), tuple(bad))


def _campaign(unit: Unit, entry: CampaignEntry | CampaignRow) -> int:
    rules.good_day(entry.issued, today=unit.now.date())
    values = {"title": title_of(entry), "issued": entry.issued, "urgent": entry.urgent}
    rows.add_once(unit.session, Campaign, code=entry.code, made_at=unit.now, **values)
    unit.session.exec(update(Campaign).where(col(Campaign.code) == entry.code).values(**values))
    return unit.session.exec(select(Campaign.id).where(Campaign.code == entry.code)).one()


def _name(unit: Unit, campaign_id: int, vin: str) -> bool:
    vin_hash = unit.fingerprint("vin", vin)
    return rows.add_once(unit.session, CampaignCar, campaign_id=campaign_id, vin_hash=vin_hash)


def _carry_out(unit: Unit, campaign_id: int, vin: str) -> bool:
    car = unit.session.exec(
        select(CampaignCar).where(
            CampaignCar.campaign_id == campaign_id, CampaignCar.vin_hash == unit.fingerprint("vin", vin)
        )
    ).first()
    if car is None:
        raise Refusal("recall_not_named", status=422)
    was_open = car.done_at is None
    car.done_at = car.done_at or unit.now
    return was_open


def carried_out(unit: Unit, vehicle: Vehicle, *, code: str | None) -> None:
    """Note that a workshop has done the work on a registered car; without a code, of all campaigns that name it."""
    of_car = col(CampaignCar.vin_hash) == vehicle.vin_hash
    change = update(CampaignCar).where(of_car, col(CampaignCar.done_at).is_(None))
    if code is not None:
        of_code = select(Campaign.id).where(Campaign.code == code).scalar_subquery()
        change = change.where(col(CampaignCar.campaign_id) == of_code)
    unit.session.exec(change.values(done_at=unit.now))


def open_for(unit: Unit, vehicle_ids: Collection[int]) -> Mapping[int, tuple[Recall, ...]]:
    """Return the campaigns still to be carried out on each of many cars, the urgent and then the oldest first."""
    by_vehicle: dict[int, tuple[Recall, ...]] = defaultdict(tuple)
    for vehicle_id, campaign in unit.session.exec(_OPEN, params={"vehicles": list(vehicle_ids)}):
        by_vehicle[vehicle_id] += (_fact(campaign),)
    return by_vehicle


def listed(unit: Unit) -> list[Standing]:
    """Return all campaigns, the newest first."""
    query = (
        select(Campaign, func.count(col(CampaignCar.id)), func.count(col(CampaignCar.done_at)))
        .join(CampaignCar, isouter=True)
        .group_by(*Campaign.metadata.tables["campaign"].c)
        .order_by(col(Campaign.issued).desc(), col(Campaign.id).desc())
    )
    return [Standing(_fact(campaign), cars, over) for campaign, cars, over in unit.session.exec(query)]


def standing(unit: Unit, code: str) -> Standing:
    """Return one campaign. Raises Refusal recall_unknown (404)."""
    campaign = next((each for each in listed(unit) if each.recall.code == code), None)
    if campaign is None:
        raise Refusal("recall_unknown", status=404, code=code)
    return campaign


def _fact(campaign: Campaign) -> Recall:
    return Recall(campaign.code, names.by_language(campaign.title), campaign.issued, campaign.urgent)
