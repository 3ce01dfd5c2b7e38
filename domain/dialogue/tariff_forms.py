"""What a kWh costs, as an owner writes it: “0.6”, “谷电 23点到7点 0.3 其余 0.6 快充 1.8”, “off-peak 23-7 0.30 else 0.60”. Pure."""

import re
from dataclasses import dataclass, field
from datetime import time
from typing import Final

from domain.dialogue import script
from domain.errors import Refusal
from domain.trips.facts import Band, Tariff

_UNITS: Final = {sign: str(number) for number, sign in enumerate("零一二三四五六七八九")} | {"两": "2"}
_DIGIT: Final = "[0-9零一二两三四五六七八九]"
_SPOKEN: Final = re.compile(
    rf"(?:({_DIGIT})[块元])?(?:({_DIGIT})[毛角])({_DIGIT})?分?(?!\d)|({_DIGIT})块({_DIGIT})(?!\d)"
)
_CENTS: Final = re.compile(r"\b(\d{1,3}(?:[.,]\d+)?) ?(?:ct|cts|cents?|pence|p)\b|(\d{1,2})分(?!钟)")
_CURRENCIES: Final = (
    ("CNY", re.compile(r"[¥￥元块毛角]|\b(?:rmb|cny|yuan)\b")),
    ("EUR", re.compile(r"€|\b(?:eur|euros?)\b")),
    ("USD", re.compile(r"\$|\b(?:usd|dollars?)\b")),
    ("GBP", re.compile(r"£|\b(?:gbp|pounds?|pence)\b")),
)
_CLOCK: Final = r"(?P<{0}half>晚上?|夜里|凌晨|早上?|上午|下午)?\s?(?P<{0}h>\d{{1,2}})(?::(?P<{0}m>\d{{2}}))?\s?(?:点钟?|时|h\b|o'?clock)?\s?(?P<{0}ap>[ap]\.?m\b\.?)?"
_TOKEN: Final = re.compile(
    rf"(?P<hours>{_CLOCK.format('a')}\s?(?:-|~|–|到|至|\bto\b|\buntil\b|\btill\b|\band\b)\s?(?:第二天|次日)?\s?{_CLOCK.format('b')})"
    r"|(?P<fast>快充|直流|公共|超充|外面|\b(?:dc|fast|rapid|public|supercharg\w*|away)\b)"
    r"|(?P<other>其余|其他|其它|其它时间|别的|平时|峰电|\b(?:else|otherwise|rest|other|remaining|peak|day)\b)"
    r"|(?P<price>(?<!\d)\d{1,6}(?:[.,]\d{1,6})?)(?!\d|\.\d)"
)
_OFF: Final = re.compile(
    r"\s*(?:off|none|no|delete|remove|clear|取消|删除|清除|不要|不用|关闭)(?:了|吧|电价|tariff)?\s*[.!]?\s*"
)
_SURELY_CENTS: Final = 3.0  # own choice: nobody pays three euros or dollars for a kWh
_LONGEST: Final = 300  # characters that are looked at


@dataclass(slots=True)
class _Draft:
    """in_cents: some price was told in cents, so that one that is too much in whole units is in cents as well."""

    in_cents: bool
    price: float | None = None
    fast: float | None = None
    bands: list[Band] = field(default_factory=list)


def is_off(text: str) -> bool:
    """Tell whether the tariff is to be forgotten."""
    return _OFF.fullmatch(script.plain(text)) is not None


def names_price(text: str) -> bool:
    """Tell whether a text names any figure, so that it may be a price."""
    return re.search(r"\d", _even(text)) is not None


def read(text: str, before: Tariff | None, *, currency: str) -> Tariff:
    """Return the tariff that a text tells; what it leaves out stays as it was `before`, in `currency` where neither names one.

    Raises Refusal tariff_unread where no price is found, tariff_hours where an hour is none of a clock, and tariff_rest where
    prices of hours or of fast charging alone are told and none for the rest.
    """
    plain = _even(text)
    tokens = [match for match in _TOKEN.finditer(plain) if _stands(match, plain)]
    draft = _drafted(tokens, _Draft(in_cents=_CENTS.search(script.plain(text)) is not None))
    if draft.price is None and draft.fast is None and not draft.bands:
        raise Refusal("tariff_unread", status=422)
    price = draft.price if draft.price is not None else (before.price if before else None)
    if price is None:
        raise Refusal("tariff_rest", status=422)
    keeps_bands = before is not None and draft.price is None and not draft.bands
    return Tariff(
        price=price,
        currency=_currency(plain) or (before.currency if before else currency),
        bands=before.bands if before and keeps_bands else tuple(draft.bands),
        fast=draft.fast if draft.fast is not None else (before.fast if before else None),
    )


def _even(text: str) -> str:
    """The plain text with spoken amounts as figures: 五毛六 is 0.56, 一块二 is 1.2, 30 ct is 0.30."""
    plain = re.sub(r"\s+", " ", script.plain(text))[:_LONGEST]
    return _CENTS.sub(
        lambda match: f"{float((match[1] or match[2]).replace(',', '.')) / 100:g}",
        _SPOKEN.sub(_amount, plain),
    )


def _amount(match: re.Match[str]) -> str:
    whole, tenths, hundredths = (
        (match[4], match[5], None) if match[4] else (match[1] or "0", match[2], match[3])
    )
    return "".join(_UNITS.get(sign, sign) for sign in f"{whole}.{tenths}{hundredths or ''}") + "元"


def _stands(match: re.Match[str], plain: str) -> bool:
    """Whether a figure may be a price: not one of a power or an amount of energy."""
    return (
        match["price"] is None
        or re.match(r" ?(?:kw|kwh|度(?!电?[0-9])|%|公里|km)\b", plain[match.end() :]) is None
    )


def _drafted(tokens: list[re.Match[str]], draft: _Draft) -> _Draft:
    """Go from price to price: what stands before one is what it is for, or hours behind it that no other price follows."""
    hours, is_fast = None, False
    for place, token in enumerate(tokens):
        following = tokens[place + 1] if place + 1 < len(tokens) else None
        if token["fast"]:
            is_fast = True
        elif token["other"]:
            hours = None
        elif token["hours"]:
            hours = token
        elif following is not None and following["hours"] and not hours and not _is_priced(tokens, place + 2):
            draft.bands.append(_band(following, _amount_of(token, draft)))
            hours = None
        else:
            _put(draft, _amount_of(token, draft), hours=hours, is_fast=is_fast)
            hours, is_fast = None, False
    return draft


def _amount_of(token: re.Match[str], draft: _Draft) -> float:
    price = float(token["price"].replace(",", "."))
    return price / 100 if draft.in_cents and price >= _SURELY_CENTS else price


def _is_priced(tokens: list[re.Match[str]], place: int) -> bool:
    return place < len(tokens) and tokens[place]["price"] is not None


def _put(draft: _Draft, price: float, *, hours: re.Match[str] | None, is_fast: bool) -> None:
    if is_fast:
        draft.fast = price
    elif hours is not None:
        draft.bands.append(_band(hours, price))
    else:
        draft.price = price


def _band(hours: re.Match[str], price: float) -> Band:
    return Band(_time(hours, "a"), _time(hours, "b"), price)


def _time(match: re.Match[str], end: str) -> time:
    hour, minute = int(match[f"{end}h"]), int(match[f"{end}m"] or 0)
    late = (match[f"{end}ap"] or "").startswith("p") or match[f"{end}half"] in {"晚", "晚上", "夜里", "下午"}
    if late and hour < 12:  # noqa: PLR2004 - hours of half a day
        hour += 12
    elif (match[f"{end}ap"] or "").startswith("a") and hour == 12:  # noqa: PLR2004 - midnight
        hour = 0
    if hour > 24 or minute > 59:  # noqa: PLR2004 - of a clock
        raise Refusal("tariff_hours", status=422, hour=match["hours"].strip())
    return time(hour % 24, minute)


def _currency(plain: str) -> str | None:
    return next((code for code, form in _CURRENCIES if form.search(plain)), None)
