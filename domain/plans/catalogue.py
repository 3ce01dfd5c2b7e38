"""The one table of plans, read from TOML: the shipped one, or one that the operator names; without a setting there is none."""

import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Final

import msgspec

from domain.errors import Refusal
from domain.explain.catalogue import LANGUAGES
from domain.explain.facts import Names
from domain.plans.facts import FREE_FOR_ALL, STARS, VISIT, Entitlement, Plan, Price, Table

SHIPPED: Final = "default"
_FILE: Final = Path(__file__).parents[1] / "data" / "plans.toml"
_CODE: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")

_Title = Annotated[str, msgspec.Meta(min_length=1, max_length=32)]  # of an invoice, Bot API
_Text = Annotated[str, msgspec.Meta(min_length=1, max_length=255)]
_Count = Annotated[int, msgspec.Meta(ge=1)]
_Days = Annotated[int, msgspec.Meta(ge=0, le=365)]


class _Price(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    amount: Annotated[int, msgspec.Meta(ge=1)]
    currency: Annotated[str, msgspec.Meta(pattern="^[A-Z]{3}$")]


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: dict[str, _Title]
    text: dict[str, _Text]
    price: _Price
    days: Annotated[int, msgspec.Meta(ge=1, le=3660)]
    contains: list[str]
    stars: _Count | None = None
    digital: bool = True
    trial_days: _Days = 0
    grace_days: _Days = 0
    refund_days: _Days = 14
    cars: _Count = 1


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    plans: Annotated[dict[str, _Entry], msgspec.Meta(min_length=1)]
    free: list[str] = []


@cache
def load(source: str | None) -> Table | None:
    """Return the table, read once in a process. source: "default", or a file; None, and everything is open.

    Raises Refusal plans_wrong where it cannot be used.
    """
    if source is None:
        return None
    file = _FILE if source == SHIPPED else Path(source)
    try:
        return read(file.read_text("utf-8"))
    except OSError as error:
        raise _wrong(f"{file}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise _wrong(f"{file} is no text in UTF-8") from error


def read(text: str) -> Table:
    """Return the table that a text in TOML describes, least plan first. Raises Refusal plans_wrong: a wrong table is refused whole."""
    try:
        file = msgspec.toml.decode(text, type=_File)
    except (msgspec.MsgspecError, ValueError) as error:
        raise _wrong(str(error)) from error
    plans = tuple(_plan(code, each) for code, each in file.plans.items())
    for lesser, higher in pairwise(plans):
        if not lesser.contains <= higher.contains:
            raise _wrong(f"{higher.code} stands after {lesser.code} and does not contain all of it")
    return Table(_entitlements("free", file.free), plans)


def _plan(code: str, entry: _Entry) -> Plan:
    if not _CODE.fullmatch(code) or code == VISIT:
        raise _wrong(f"{code} is no code such as predictive_maintenance")
    if any(texts.keys() != set(LANGUAGES) for texts in (entry.title, entry.text)):
        raise _wrong(f"{code}: title and text are each for {' and '.join(LANGUAGES)}")
    if entry.price.currency == STARS:
        raise _wrong(f"{code}: price is in money; what it costs in Telegram Stars is named by stars")
    return Plan(
        code=code,
        title=Names(entry.title),
        text=Names(entry.text),
        price=Price(entry.price.amount, entry.price.currency),
        stars=entry.stars,
        is_digital=entry.digital,
        days=entry.days,
        trial_days=entry.trial_days,
        grace_days=entry.grace_days,
        refund_days=entry.refund_days,
        cars=entry.cars,
        contains=_entitlements(code, entry.contains),
    )


def _entitlements(code: str, names: list[str]) -> frozenset[Entitlement]:
    for name in names:
        if name in FREE_FOR_ALL:
            raise _wrong(f"{code}: {name} is free for everybody and can stand in no plan")
        if name not in set(Entitlement):
            raise _wrong(f"{code}: {name} is none of {', '.join(Entitlement)}")
    return frozenset(map(Entitlement, names))


def _wrong(reason: str) -> Refusal:
    """The refusal of a table that cannot be used. reason: in English, as of all files of settings."""
    return Refusal("plans_wrong", reason=" ".join(reason.split())[:600])
