"""The promises of offers over a year of many simulated owners: nobody is offered what they must never be, and rarely anything."""

import hmac
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Final

import numpy as np

from domain.offers import catalogue, rules
from domain.offers.facts import Condition, Kind, Offer, Past, Use
from jobs.lab.bench.facts import Bar, Result

_FILE: Final = Path(__file__).parents[3] / "domain" / "data" / "offers.toml"
_OWNERS: Final = 100_000
_FIRST: Final = date(2026, 1, 1)
_LOOKS: Final = 25  # every fifteen days of a year; use is another one each time
_STEP: Final = timedelta(days=15)
_KEY: Final = b"bench"
_NO_MOTORWAY: Final = 0.3  # share of owners who never see one, a third of them but for an overtaking
_FIGURES: Final = ("km_per_day", "motorway_pct", "congestion_pct", "charges_per_week")

Arms = dict[str, tuple[list[Use], list[Use]]]  # by offer, of those shown it and of the control group


def offers() -> Result:
    """Let the rules choose for 100,000 made-up owners over a year, from the shipped example and two careless entries.

    The careless ones offer assisted driving to everybody, and would never say no: their kind must. balance: the largest
    standardised difference of a figure of use between those shown an offer and its control group.
    """
    every = (*catalogue.load(_FILE), *_careless(catalogue.load(_FILE)[0]))
    random = np.random.default_rng(13)
    arms: Arms = defaultdict(lambda: ([], []))
    violations = most = total = 0
    for owner in range(_OWNERS):
        uses, past = _uses(random), list[Past]()
        for look, use in enumerate(uses):
            today = _FIRST + look * _STEP
            offer = rules.choose(every, use, past, today=today)
            if offer is None:
                continue
            past.append(Past(offer.code, today, today))
            total += 1
            violations += offer.kind is Kind.ASSISTED_DRIVING and use.motorway_pct < 2  # noqa: PLR2004 - per cent
            arms[offer.code][_is_withheld(owner, offer)].append(use)
        most = max(most, _most_within(past))
    figures = {
        "never_violations": float(violations),
        "most_in_30_days": float(most),
        "balance": max(map(_balance, arms.values())),
        "offers_per_owner_year": total / _OWNERS,
        "withheld_share": sum(len(control) for _, control in arms.values()) / total,
    }
    bars = (Bar("never_violations", 0, at_most=True), Bar("most_in_30_days", 1, at_most=True))
    return Result("offers", figures, (*bars, Bar("balance", 0.1, at_most=True)))


def _careless(trial: Offer) -> tuple[Offer, Offer]:
    to_all = replace(trial, never=(), fits=(Condition("km_per_day", ">", 0.0),))
    return replace(to_all, code="careless"), replace(to_all, code="careless_again")


def _is_withheld(owner: int, offer: Offer) -> bool:
    return rules.is_withheld(hmac.new(_KEY, f"{owner}:{offer.code}".encode(), sha256).hexdigest())


def _uses(random: np.random.Generator) -> list[Use]:
    """Draw how an owner drives, and how that varies over a year."""
    km, congestion, week = random.gamma(2, 25), random.beta(3, 4) * 100, random.gamma(3, 1)
    motorway = random.beta(2, 2) * 100
    if random.random() < _NO_MOTORWAY:
        motorway = 1.0 if random.random() < 1 / 3 else 0.0
    fast = random.beta(1, 2) * 100 if random.random() < 0.7 else None  # noqa: PLR2004 - others charge too seldom
    hard = random.gamma(2, 5) if random.random() < 0.3 else None  # noqa: PLR2004 - few send a reading a second
    season = np.exp(0.1 * random.standard_normal(_LOOKS))
    return [
        Use(
            km_per_day=round(km * each),
            motorway_pct=min(100, round(motorway * each)),
            congestion_pct=min(100, round(congestion / each)),
            charges_per_week=round(week * each, 1),
            hard_per_100km=None if hard is None else round(hard * each, 1),
            fast_charging_pct=None if fast is None else round(fast),
        )
        for each in season.tolist()
    ]


def _most_within(past: Sequence[Past]) -> int:
    days = [each.day for each in past]
    return max((sum(day <= each < day + rules.PAUSE for each in days) for day in days), default=0)


def _balance(groups: tuple[list[Use], list[Use]]) -> float:
    """Return the largest standardised difference (Austin 2009) of a figure between two groups."""
    return max(_difference(*(_column(group, figure) for group in groups)) for figure in _FIGURES)


def _column(group: Sequence[Use], figure: str) -> np.ndarray:
    return np.array([getattr(each, figure) for each in group])


def _difference(one: np.ndarray, other: np.ndarray) -> float:
    spread = np.sqrt((one.var() + other.var()) / 2)
    return float(abs(one.mean() - other.mean()) / spread) if spread > 0 else 0.0
