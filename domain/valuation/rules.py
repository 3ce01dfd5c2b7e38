"""From the operator's listings to a market's rows, and from a market to the price of one car; pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

import numpy as np

from domain.errors import Refusal
from domain.kit.arrays import Floats, Ints
from domain.valuation import market
from domain.valuation.facts import BatteryShare, Lack, Listing, Price
from domain.valuation.market import LEVELS, PARTS, Cars, Market

NEAREST_KM, FARTHEST_KM = (
    800.0,
    320_000.0,
)  # odometer; a new car has no used price, and few are driven farther
_ODD: Final = 5.0  # own choice: a price so many times its model's median, or so small a part of it, is a slip
LEAST_BEFORE, LEAST_SINCE = 100, 50  # own choice: listings before the last month, and in it
FRESH: Final = timedelta(days=62)  # own choice: markets move by 2 to 3 % in some months
LEAST_ALIKE: Final = 10  # own choice
_NEWEST: Final = 200  # listings of model and age that stand for what is not known of a car
_YEARS: Final = 1  # model years that count as one age
_Z80: Final = 1.2816
POINT: Final = 0.005
"""Share of the price for each point of battery health; published, not measured on the operator's listings."""
FADE: Final = 2.3
"""Points a year that 22,700 cars of 21 models lost on average (Geotab 2026)."""
MADE_UP: Final = "simulated"
"""The site of listings that are made up, by which an answer says so."""
_WORD: Final = re.compile(r"[\s\-_/]+")
_DAY_ONE: Final = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Subject:
    """The car that a price is asked for. model: as registered, perhaps with maker and trim; on: the day."""

    model: str
    since: date | None
    odometer_km: float | None
    on: date


def refuse_few(listings: Sequence[Listing], month: timedelta) -> None:
    """Raises Refusal listings_few where a month cannot be told by what came before it."""
    before, since = halves(listings, month)
    if len(before) < LEAST_BEFORE or len(since) < LEAST_SINCE:
        raise Refusal(
            "listings_few",
            before=len(before),
            since=len(since),
            least_before=LEAST_BEFORE,
            least_since=LEAST_SINCE,
        )


def halves(listings: Sequence[Listing], month: timedelta) -> tuple[list[Listing], list[Listing]]:
    """Return the listings from before their last month, and those of it."""
    begins = max((each.first_seen for each in listings), default=_DAY_ONE) - month
    return [each for each in listings if each.first_seen <= begins], [
        each for each in listings if each.first_seen > begins
    ]


def odd(listings: Sequence[Listing]) -> list[Listing]:
    """Return the listings whose price is far from all others of their model."""
    prices: dict[tuple[str, str], list[float]] = {}
    for each in listings:
        prices.setdefault((each.make, each.model), []).append(each.price)
    usual = {name: float(np.median(of_model)) for name, of_model in prices.items()}
    return [each for each in listings if not 1 / _ODD <= each.price / usual[each.make, each.model] <= _ODD]


def blank(listings: Sequence[Listing], currency: str) -> Market:
    """Return a market that knows names and no prices."""
    models = sorted({(_plain(each.make), _plain(each.model)) for each in listings})
    place = {name: number for number, name in enumerate(models)}
    trims = sorted({(place[_plain(each.make), _plain(each.model)], trim_of(each)) for each in listings})
    nothing = np.empty(0)
    none = np.empty(0, dtype=np.int64)
    return Market(
        currency=np.array(currency),
        makes=np.array([make for make, _ in models]),
        models=np.array([model for _, model in models]),
        trims=np.array([trim for _, trim in trims]),
        trim_model=np.array([model for model, _ in trims]),
        sites=np.array(sorted({_plain(each.site) for each in listings})),
        cars=Cars(none, none, none, nothing, nothing, nothing),
        weights=np.zeros((LEVELS, PARTS)),
        start=np.array(0.0),
        pull=nothing,
        reach=nothing,
    )


def _plain(text: str) -> str:
    return " ".join(_WORD.split(text.casefold())).strip()


def trim_of(listing: Listing) -> str:
    """Return the trim without the model's name, which some sites put before it ("3 Long Range" of a Model 3)."""
    trim, model = _plain(listing.trim), _plain(listing.model)
    for name in (model, model.rpartition(" ")[2]):
        if trim.startswith(f"{name} "):
            return trim.removeprefix(f"{name} ")
    return trim


def cars(base: Market, listings: Sequence[Listing]) -> Cars:
    """Return listings as rows of a market; a name that it does not know has the number -1."""
    models = {
        name: number
        for number, name in enumerate(zip(base.makes.tolist(), base.models.tolist(), strict=True))
    }
    trims = {
        name: number
        for number, name in enumerate(zip(base.trim_model.tolist(), base.trims.tolist(), strict=True))
    }
    sites = {name: number for number, name in enumerate(base.sites.tolist())}
    model = [models.get((_plain(each.make), _plain(each.model)), -1) for each in listings]
    trim = [trims.get((of, trim_of(each)), -1) for of, each in zip(model, listings, strict=True)]
    return Cars(
        model=np.array(model, dtype=np.int64),
        trim=np.array(trim, dtype=np.int64),
        site=np.array([sites.get(_plain(each.site), -1) for each in listings], dtype=np.int64),
        year=np.array([float(each.model_year) for each in listings]),
        root=_root([each.odometer_km for each in listings]),
        day=np.array([float((each.first_seen - _DAY_ONE).days) for each in listings]),
    )


def _root(km: Iterable[float]) -> Floats:
    result: Floats = np.sqrt(np.array(list(km)) / 10_000)
    return result


def price(base: Market, subject: Subject) -> Price | tuple[Lack, dict[str, object]]:
    """Return what cars like this one are offered for, or why that is not known, with the places of its text.

    What is not known of it (its site, often its trim) is taken as in the newest listings of its model and age, and
    what those differ by widens the interval.
    """
    days = base.cars.day.min(), base.cars.day.max()
    since, until = (_DAY_ONE + timedelta(days=float(day)) for day in days)
    if subject.on - until > FRESH:
        return Lack.OLD, {"until": until}
    if subject.since is None:
        return Lack.NO_YEAR, {}
    if subject.odometer_km is None:
        return Lack.NO_DISTANCE, {}
    model, trim = _model_of(base, subject.model)
    alike = _alike(base.cars, model, subject.since.year)
    own = alike[(base.cars.trim[alike] == trim) & (trim >= 0)]
    has_trim = own.size >= LEAST_ALIKE
    rows = own if has_trim else alike
    if rows.size < LEAST_ALIKE:
        return Lack.FEW, {"n": int(rows.size), "least": LEAST_ALIKE}
    farthest = float(base.cars.root[rows].max()) ** 2 * 10_000
    if subject.odometer_km > farthest:
        return Lack.FAR, {"km": subject.odometer_km, "most": farthest}
    middle, wide = _log_price(base, rows[:_NEWEST], subject)
    low, centre, high = np.exp([middle - wide, middle, middle + wide]).tolist()
    is_made_up = bool((base.sites[base.cars.site[rows]] == MADE_UP).any())
    return Price(centre, low, high, str(base.currency), int(rows.size), since, until, has_trim, is_made_up)


def _alike(rows: Cars, model: int, year: int) -> Ints:
    """Return the places of the listings of a model and age, the newest first."""
    places = np.flatnonzero((rows.model == model) & (np.abs(rows.year - year) <= _YEARS))
    ordered: Ints = places[np.argsort(-rows.day[places], kind="stable")]
    return ordered


def _log_price(base: Market, rows: Ints, subject: Subject) -> tuple[float, float]:
    """Return ln price and its reach: what these listings would be offered for at the car's year, distance and day."""
    assert subject.since is not None
    assert subject.odometer_km is not None
    same = np.ones(rows.size)
    cars = replace(
        base.cars.only(rows),
        year=same * subject.since.year,
        root=same * _root([subject.odometer_km]),
        day=same * (subject.on - _DAY_ONE).days,
    )
    logs, reach = market.expected(base, cars), market.reaches(base, cars)
    return float(logs.mean()), float(np.sqrt(np.mean(reach**2) + (_Z80 * logs.std()) ** 2))


def _model_of(base: Market, text: str) -> tuple[int, int]:
    """Return the numbers of the model and trim that a registered name begins with, the longest name first; -1 for none."""
    words = _plain(text).split()
    names = [
        (name.split(), number)
        for number, (make, model) in enumerate(zip(base.makes.tolist(), base.models.tolist(), strict=True))
        for name in (f"{make} {model}", model)
    ]
    for name, model in sorted(names, key=lambda each: len(each[0]), reverse=True):
        if words[: len(name)] == name or "".join(words) == "".join(name):
            rest = " ".join(words[len(name) :])
            of_model = np.flatnonzero((base.trim_model == model) & (base.trims == rest))
            return model, int(of_model[0]) if of_model.size and rest else -1
    return -1, -1


def battery_share(soh: float, *, usual: float, cars: int) -> BatteryShare:
    """Return what a battery adds to the price against the usual one of that age, both in percent of new."""
    return BatteryShare(soh, usual, cars, POINT * (soh - usual))


def usual_health(since: date, on: date) -> float:
    """Return the published battery health at an age, in percent of new."""
    return 100.0 - FADE * (on - since).days / 365.25


def logs(listings: Sequence[Listing]) -> Floats:
    result: Floats = np.log([each.price for each in listings])
    return result
